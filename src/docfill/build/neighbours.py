"""Who files beside whom, and what their texts have in common."""

from collections.abc import Mapping, Sequence

from docfill.base import PROGRAM_FAULT, Finding, Place, findings_of, log_fault
from docfill.checks import Agency, Neighbour, Peers, copied_from_neighbours, peers_of
from docfill.filing import Filing
from docfill.form import Form
from docfill.project import Project


def agency(project: Project, township: str) -> Agency:
    """Who files, and the names of those of the same level who file as well."""
    own = project.agencies[township]
    names = project.names_by_level[own.level]
    return Agency(own.name, own.full_name, own.level, project.county, names)


def peers_by_level(project: Project, form: Form, filings: Sequence[Filing]) -> Mapping[str, Peers]:
    """What the agencies of each level state."""
    by_level: dict[str, list[Filing]] = {}
    for filing in filings:
        by_level.setdefault(project.agencies[filing.township].level, []).append(filing)
    return {level: peers_of(filed, form) for level, filed in by_level.items()}


def copied_prose(
    project: Project, form: Form, filings: Sequence[Filing]
) -> Mapping[str, Sequence[Finding]]:
    """What neighbours have in common; a filing at which docfill fails is told, and left out."""
    filed = [Neighbour(filing, agency(project, filing.township)) for filing in filings]
    try:
        return copied_from_neighbours(form, filed)
    except Exception as trouble:  # noqa: BLE001 - what fails here must not stop the others
        alone = {each.filing.township: _fault_alone(project, form, each) for each in filed}
        faults = {township: found for township, found in alone.items() if found}
        if not faults:  # nobody's in particular: no filing was compared, and each is told so
            says = log_fault(trouble, project.root)
            return {
                each.township: [Finding(Place(each.file), PROGRAM_FAULT, says)] for each in filings
            }
        rest = [filing for filing in filings if filing.township not in faults]
        return {**copied_prose(project, form, rest), **faults}


def _fault_alone(project: Project, form: Form, filed: Neighbour) -> Sequence[Finding]:
    """How docfill fails at a filing that is compared with no other; nothing where it does not."""
    try:
        copied_from_neighbours(form, [filed])
    except Exception as trouble:  # noqa: BLE001 - as above
        return findings_of(trouble, project.root, filed.filing.file)
    return ()
