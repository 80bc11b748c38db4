"""The template as a zip of parts: opened without trust, spelled one way, packed anew."""
