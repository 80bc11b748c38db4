"""Reports made by the workers of a Dask cluster: inputs go there, products come back proved."""
