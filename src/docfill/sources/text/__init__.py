"""A filing as the text docfill keeps, with the comments people wrote beside it."""
