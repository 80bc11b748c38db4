"""docfill.yaml and the folders."""
