"""docfill.yaml and the folders: which agencies there are, and where everything is."""

from docfill.project.groups import ALL, AgencyGroup, CountyReport, doubts_about_groups
from docfill.project.keeping import USUAL_KEEP, read_seconds
from docfill.project.opening import open_project
from docfill.project.project import Products, Project
from docfill.project.reports import Report
from docfill.project.township import Township

__all__ = [
    "ALL",
    "USUAL_KEEP",
    "AgencyGroup",
    "CountyReport",
    "Products",
    "Project",
    "Report",
    "Township",
    "doubts_about_groups",
    "open_project",
    "read_seconds",
]
