"""What is wrong with a template."""

from docfill.findings import Finding, Place


def blocking_faults(path, data, fault):
    return [Finding(Place(path), "x", str(fault))]
