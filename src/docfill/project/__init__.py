"""docfill.yaml and the folders: which agencies there are, and where everything is."""

from docfill.project.project import (
    Products,
    Project,
    Township,
    open_project,
)

__all__ = ["Products", "Project", "Township", "open_project"]
