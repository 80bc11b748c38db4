"""The sections `mail` and `schedule` of docfill.yaml, read, or looked through for faults."""

import os

from docfill.base import (
    LARGEST_FILE,
    NOTHING,
    Faulty,
    Finding,
    MailFailed,
    Message,
    Place,
    Severity,
    display_path,
    message_of,
    read_regular,
    tell,
)
from docfill.county.name_clashes import doubts_about
from docfill.mail.settings import MailSettings, Server, password_for
from docfill.mail.settings_reader import read_settings
from docfill.project import Project, doubts_about_groups
from docfill.schedule.timetable import Timetable, read_timetable
from docfill.sources.yaml import Branch


def mail_settings(project: Project) -> tuple[MailSettings, tuple[Finding, ...]]:
    """The county's mail settings and doubts about them; Faulty if they cannot be used."""
    settings, findings = _mail(project)
    if project.mail is None:
        says = tell("nothing says how to mail; add a section mail, as docs/delivery.md shows")
        raise Faulty([Finding(Place(display_path(project.settings_path)), "no-mail", says)])
    if settings is None:
        raise Faulty(sorted(findings))
    return settings, findings


def attaches_page(project: Project) -> bool:
    """Whether reports are mailed with their page for the portal."""
    settings, _ = _mail(project)
    return settings is not None and settings.attach_page


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
    in_groups = doubts_about_groups(project.all_groups, project.everyone)
    return tuple(sorted((*in_mail, *in_schedule, *doubts_about(project), *in_groups)))


def password_doubts(project: Project, *, by_timer: bool = False) -> tuple[Finding, ...]:
    """That this machine, or the timer, has no password for the mail server; none without mail.

    The timer counts where docfill.yaml has a schedule, or where it is asked for.
    """
    settings, _ = _mail(project)
    if settings is None or project.mail is None:
        return ()
    says = _password_lacks(settings.server, project, by_timer or project.schedule is not None)
    server = project.mail.get("server")
    place = (
        server.place if isinstance(server, Branch) else Place(display_path(project.settings_path))
    )
    return (Finding(place, "mail-no-password", says, Severity.WARNING),) if says else ()


def _password_lacks(server: Server, project: Project, by_timer: bool) -> Message:
    """What keeps the password from being found; "" where it is, or none is wanted."""
    if server.password_file is not None:
        try:
            password_for(server)
        except MailFailed as trouble:
            return message_of(trouble)
    if not server.user or server.password_file is not None:
        return NOTHING
    timer_has_it = _is_in_environment_file(project, server.password_variable)
    if not os.environ.get(server.password_variable):
        if timer_has_it:
            return NOTHING
        return tell(
            "{variable} with the password of {user} is not set here, and the timer will not have "
            "it either; put the password into a file that only you can read, and name that as "
            "password_file",
            variable=server.password_variable,
            user=server.user,
        )
    if timer_has_it or not by_timer:
        return NOTHING
    return tell(
        "{variable} with the password of {user} is set here, but the timer will not have it; put "
        "the password into a file that only you can read, and name that as password_file",
        variable=server.password_variable,
        user=server.user,
    )


def _is_in_environment_file(project: Project, variable: str) -> bool:
    """Whether the timer's own file states a variable; one that cannot be read is believed."""
    table, _ = read_timetable(project.schedule, project.root)
    if table is None or table.environment_file is None:
        return False
    try:
        text = read_regular(table.environment_file, LARGEST_FILE).decode()
    except FileNotFoundError:
        return False
    except (OSError, UnicodeDecodeError):
        return True
    return any(line.strip().startswith(f"{variable}=") for line in text.splitlines())


def _mail(project: Project) -> tuple[MailSettings | None, tuple[Finding, ...]]:
    if project.mail is None:
        return None, ()
    contacts = {t.id: t.mail for t in project.townships.values() if t.mail is not None}
    return read_settings(project.mail, contacts, project.root)
