"""The whole job, from a filing to proved files in their place."""
