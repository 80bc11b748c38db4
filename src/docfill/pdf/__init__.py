"""A PDF as pages: characters, ruled tables, pictures, and the same bytes each time."""
