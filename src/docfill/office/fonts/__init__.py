"""Which face sets each official font, and what is inside font files."""
