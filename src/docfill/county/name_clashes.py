"""Townships of docfill.yaml that look mixed up: one address for two, a full name of another."""

from collections.abc import Iterable, Iterator

from docfill.base import Finding, Severity, tell
from docfill.project import Project, Township


def doubts_about(project: Project) -> tuple[Finding, ...]:
    """Warnings about who is who; nobody but the county can say what is right."""
    townships = list(project.everyone.values())
    return (*_one_address_for_two(townships), *_names_that_do_not_belong(townships))


def _one_address_for_two(townships: Iterable[Township]) -> Iterator[Finding]:
    first: dict[str, Township] = {}
    for township in townships:
        if township.mail is None:
            continue
        other = first.setdefault(township.mail.text.strip().casefold(), township)
        if other is not township:
            says = tell(
                "{name} has the mail address of {other}; reminders to both would go there",
                name=township.name,
                other=other.name,
            )
            yield Finding(township.mail.place, "same-mail", says, Severity.WARNING)


def _names_that_do_not_belong(townships: list[Township]) -> Iterator[Finding]:
    names = sorted((each.name for each in townships), key=len, reverse=True)
    for township in townships:
        if _is_short_for(township.name, township.full_name):
            continue
        other = next((name for name in names if name in township.full_name), "")
        # What departments are called for short may share no character with their full name.
        if other or township.level == "township":
            says = tell(
                "name {name} and full_name {full_name} seem to be those of two agencies",
                name=township.name,
                full_name=township.full_name,
            )
            yield Finding(township.place, "strange-name", says, Severity.WARNING)


def _is_short_for(name: str, full_name: str) -> bool:
    """Whether a name's characters but the last stand in the full name, in this order.

    The last is what the agency is, and may change: a street's name may end in 街 or 街道.

    >>> _is_short_for("发改局", "云川县发展和改革局"), _is_short_for("青石镇", "云川县河口镇")
    (True, False)
    """
    rest = iter(full_name)
    return all(character in rest for character in name[:-1])
