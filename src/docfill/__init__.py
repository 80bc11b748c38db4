"""Official yearly reports from structured data: checked, filled, converted, proved, mailed."""

__version__ = "0.2.0"
