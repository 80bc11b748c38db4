"""The page where clerks fill in the form, and the county watches it fill."""
