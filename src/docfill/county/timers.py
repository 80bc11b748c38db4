"""The yearly run of one project as a plan of timers: its days, its commands, who runs it."""

import pwd
import sys

from docfill.errors import Faulty
from docfill.project import Project
from docfill.schedule.timetable import Timetable, read_timetable
from docfill.schedule.units import Plan, usual_jobs
from docfill.words import preferred_language


def timetable_of(project: Project) -> Timetable:
    """The days that docfill.yaml names, or the usual ones; Faulty if they cannot be read."""
    table, findings = read_timetable(project.schedule, project.root)
    if table is None:
        raise Faulty(sorted(findings))
    return table


def plan_of(project: Project, *, system: bool) -> Plan:
    """The project's timers; a system service runs as the owner of the project's folder.

    The command is this very interpreter, so that a timer finds the packages that are used now.
    """
    table = timetable_of(project)
    root = project.root.resolve()
    docfill = (sys.executable, "-m", "docfill")
    return Plan(
        root,
        usual_jobs(docfill, table),
        user=pwd.getpwuid(root.stat().st_uid).pw_name if system else "",
        environment={"DOCFILL_LANG": preferred_language(project.language)},
        environment_file=table.environment_file,
        failure=(*docfill, "run", "--after-failure"),
        on_failure=table.on_failure,
    )
