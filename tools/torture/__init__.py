"""Harms docfill in every way we know of, on this machine alone, and counts what was lost."""
