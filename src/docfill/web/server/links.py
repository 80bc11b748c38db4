"""Until when the clerks' links are good."""

import datetime

from docfill.county.settings import timetable_of
from docfill.project import Project

_AFTER = datetime.timedelta(days=30)  # corrections come after the deadline


def link_expiry(project: Project, year: int) -> float:
    """Thirty days after the deadline, or after today where that is past; in seconds since 1970."""
    now = project.now()
    deadline = timetable_of(project).deadline_for(year)
    end = datetime.datetime.combine(deadline, datetime.time.max, project.timezone)
    return (max(end, now) + _AFTER).timestamp()
