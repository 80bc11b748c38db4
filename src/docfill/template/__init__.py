"""Word templates with docxtpl tags: what they ask for, what is wrong with them, filling them.

The only room that uses docxtpl. It is imported only when a template is compiled; a template
that was compiled before is filled without it.
"""

from docfill.base import Finding
from docfill.template.compiling.record import Placeholder
from docfill.template.filling import Template
from docfill.template.unused import unused
from docfill.template.values.rich import rich
from docfill.template.values.scan_values import find_refused

__all__ = ["Placeholder", "Template", "find_refused", "rich", "template_faults", "unused"]


def template_faults(path: str) -> list[Finding]:
    """Everything there is to say about a template's tags and package, all at once."""
    from docfill.template.faults import template_faults as found

    return found(path)
