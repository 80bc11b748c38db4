"""The Chinese of what docfill says: English sentence to Chinese sentence, gaps by name."""

TRANSLATIONS: dict[str, str] = {}
