"""The sections `mail` and `schedule` of docfill.yaml, read, or looked through for faults."""

from docfill.county.roster import doubts_about
from docfill.errors import Faulty
from docfill.files import shown
from docfill.findings import Finding, Place
from docfill.mail.reading import read_settings
from docfill.mail.settings import MailSettings
from docfill.project import Project
from docfill.schedule.timetable import Timetable, read_timetable
from docfill.words import tell


def mail_settings(project: Project) -> tuple[MailSettings, tuple[Finding, ...]]:
    """The county's mail settings and doubts about them; Faulty if they cannot be used."""
    settings, findings = _mail(project)
    if project.mail is None:
        says = tell("nothing says how to mail; add a section mail, as docs/delivery.md shows")
        raise Faulty([Finding(Place(shown(project.settings_path)), "no-mail", says)])
    if settings is None:
        raise Faulty(sorted(findings))
    return settings, findings


def timetable_of(project: Project) -> Timetable:
    """The days that docfill.yaml names, or the usual ones; Faulty if they cannot be read."""
    table, findings = read_timetable(project.schedule, project.root)
    if table is None:
        raise Faulty(sorted(findings))
    return table


def faults_of(project: Project) -> tuple[Finding, ...]:
    """What would keep the yearly run from mailing, and who may be mixed up with whom."""
    _, in_mail = _mail(project)
    _, in_schedule = read_timetable(project.schedule, project.root)
    return tuple(sorted((*in_mail, *in_schedule, *doubts_about(project))))


def _mail(project: Project) -> tuple[MailSettings | None, tuple[Finding, ...]]:
    if project.mail is None:
        return None, ()
    contacts = {t.id: t.mail for t in project.townships.values() if t.mail is not None}
    return read_settings(project.mail, contacts, project.root)
