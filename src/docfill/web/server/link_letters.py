"""Each agency's link by mail, to the address that docfill.yaml names for it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from docfill.base import Finding, Severity, tell
from docfill.county.settings import mail_settings, timetable_of
from docfill.mail.compose import Letter, write_letter
from docfill.mail.deliver import Clock, post
from docfill.mail.results import Sent, Uncertain
from docfill.mail.settings import MailSettings, password_for
from docfill.project import Project, Township
from docfill.web.server.links import link_expiry
from docfill.web.server.store import Store


@dataclass(frozen=True)
class LinksMailed:
    """The ids of those who have their link now, and what kept the others from it."""

    mailed: tuple[str, ...]
    findings: tuple[Finding, ...]


def mail_links(
    project: Project,
    year: int,
    store: Store,
    address_of: Callable[[str], str],
    clock: Clock | None = None,
) -> LinksMailed:
    """Mail a new link to each agency; `address_of` makes one of its secret.

    An agency's old link is closed when the server took the letter with the new one, and not before:
    where it refused it, the old one stays good. MailFailed where docfill.yaml says nothing of mail.
    """
    settings, _ = mail_settings(project)
    clock = clock or Clock(project.now)
    agencies = list(project.townships.values())
    reachable = [each for each in agencies if each.id in settings.contacts]
    silent = [_no_address(each) for each in agencies if each not in reachable]
    expires = link_expiry(project, year)
    secrets = {each.id: store.add_link(each.id, expires) for each in reachable}
    deadline = timetable_of(project).deadline_for(year)
    letters: dict[Letter, Township] = {
        _letter(each, address_of(secrets[each.id]), settings, year, deadline, clock): each
        for each in reachable
    }
    mailed, refused = [], []
    posted = post(list(letters), settings, password_for(settings.server), clock=clock)
    for one in posted:
        agency = letters[one.letter]
        secret = secrets[agency.id]
        if isinstance(one.result, Sent):
            store.keep_only_link(agency.id, secret)
            mailed.append(agency.id)
        elif isinstance(one.result, Uncertain):
            refused.append(_not_sure(agency, one.result.answer))
        else:
            store.drop_link(secret)
            refused.append(_not_mailed(agency, one.result.answer))
    return LinksMailed(tuple(mailed), (*silent, *refused))


def _letter(
    agency: Township, link: str, settings: MailSettings, year: int, deadline: date, clock: Clock
) -> Letter:
    now = clock.now()
    text = tell(
        "{full_name}:\n\nthe report of {year} is filled in on this page until {deadline}:\n\n"
        "{link}\n\nThe link is your key. Whoever has it can write in your form: pass it on only to "
        "those who fill it in. An earlier link does not work any more.\n",
        full_name=agency.full_name,
        year=year,
        deadline=deadline.isoformat(),
        link=link,
    )
    return write_letter(
        settings,
        to=settings.contacts[agency.id],
        subject=str(
            tell("{name}: where to fill in the report of {year}", name=agency.name, year=year)
        ),
        text=str(text),
        date=now,
        identity=f"link {agency.id} {year} {now.isoformat()}",
    )


def _no_address(agency: Township) -> Finding:
    says = tell(
        "docfill.yaml names no mail address for {id}, which got no link; write one behind its mail "
        "key",
        id=agency.id,
    )
    return Finding(agency.place, "no-address", says, Severity.WARNING)


def _not_sure(agency: Township, answer: str) -> Finding:
    says = tell(
        "nobody knows whether {name} got its link: {answer}; the old one and the new one are good",
        name=agency.name,
        answer=answer,
    )
    return Finding(agency.place, "mail-unsent", says)


def _not_mailed(agency: Township, answer: str) -> Finding:
    says = tell(
        "{name} got no link: {answer}; the old one stays good", name=agency.name, answer=answer
    )
    return Finding(agency.place, "mail-unsent", says)
