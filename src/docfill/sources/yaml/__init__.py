"""YAML and JSON files as values that know their places."""
