"""The yearly run of one project as a plan of timers: its days, its commands, who runs it."""

import os
import pwd
import sys
from pathlib import Path

from docfill.base import cache_folder, preferred_language
from docfill.county.settings import timetable_of
from docfill.project import Project
from docfill.schedule.machine_clock import machine_zone
from docfill.schedule.units import Plan, usual_jobs


def plan_of(project: Project, *, system: bool) -> Plan:
    """The project's timers; a system service runs as the owner of the project's folder.

    The command is this very interpreter and the cache this very one, so that a timer finds the
    packages and fonts that are used now.
    """
    table = timetable_of(project)
    root = project.root.resolve()
    owner = pwd.getpwuid(root.stat().st_uid)
    cache = _cache_of(owner) if system else cache_folder()
    language = preferred_language(project.language)
    docfill = (sys.executable, "-m", "docfill")
    return Plan(
        root,
        usual_jobs(docfill, table),
        user=owner.pw_name if system else "",
        environment={"DOCFILL_LANG": language, "DOCFILL_CACHE": str(cache)},
        environment_file=table.environment_file,
        failure=(*docfill, "run", "--after-failure"),
        on_failure=table.on_failure,
        writable=(cache,),
        zone=project.timezone,
        machine=machine_zone(),
    )


def _cache_of(owner: pwd.struct_passwd) -> Path:
    """The cache of whoever the service will run as, who need not be the one who installs it."""
    if os.environ.get("DOCFILL_CACHE"):
        return cache_folder()
    return Path(owner.pw_dir) / ".cache" / "docfill"
