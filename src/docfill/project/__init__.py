"""docfill.yaml and the folders: which agencies there are, and where everything is."""

from docfill.project.project import (
    SETTINGS_FILE,
    Products,
    Project,
    Township,
    language_of,
    open_project,
)

__all__ = ["SETTINGS_FILE", "Products", "Project", "Township", "language_of", "open_project"]
