"""`docfill mail`: finished reports to the county, each once."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docfill.base import ExitCode, Faulty, Finding, display_path, tell
from docfill.cli.county_report import refuse_county
from docfill.cli.help_text import Command
from docfill.cli.options import Selection, about_townships
from docfill.cli.output import finding_as_object, show_counts, show_findings
from docfill.cli.reports import each_apart

if TYPE_CHECKING:
    from docfill.mail.compose import Enclosure
    from docfill.mail.deliver import Posted


@click.command("mail", cls=Command, epilog="Example: docfill mail huashi -y 2023 --dry-run")
@about_townships
@click.option("--dry-run", is_flag=True, help="Write .eml files instead of sending.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of --dry-run, instead of out/mail/YEAR.",
)
@click.option("--resend", is_flag=True, help="Send again what was sent before.")
@click.option(
    "--settle",
    "word",
    type=click.Choice(["sent", "unsent"]),
    help="Say of uncertain reports whether they arrived.",
)
@click.option(
    "--new-ledger",
    is_flag=True,
    help="Begin a new ledger where the old is lost; sends nothing.",
)
@click.pass_context
def command(
    ctx: click.Context,
    asked: Selection,
    dry_run: bool,
    out: Path | None,
    resend: bool,
    word: str | None,
    new_ledger: bool,
) -> None:
    """Mail to the county what is built, verified, current and not yet sent."""
    if word and (dry_run or resend):
        raise click.UsageError(str(tell("--settle goes with neither --dry-run nor --resend")))
    if out and not dry_run:
        raise click.UsageError(str(tell("--out is the folder of --dry-run")))
    if new_ledger and (dry_run or resend or word or asked.named):
        raise click.UsageError(str(tell("--new-ledger goes with nothing else")))
    refuse_county(asked)
    if new_ledger:
        _begin(asked)
    elif word:
        _settle(asked, word)
    elif dry_run:
        ctx.exit(_rehearse(asked, out, resend))
    else:
        ctx.exit(_send(asked, resend))


def _begin(asked: Selection) -> None:
    from docfill.county.sending import begin_new_ledger

    for path in begin_new_ledger(asked.project):
        click.echo(tell("moved away: {path}", path=display_path(path)), err=True)
    click.echo(tell("a new ledger is begun"), err=True)


def _send(asked: Selection, resend: bool) -> ExitCode:
    from docfill.county.sending import send
    from docfill.mail.deliver import Mailing
    from docfill.mail.results import Sent

    def told(posted: "Posted") -> None:
        if isinstance(posted.result, Sent) and not asked.as_json:
            _say_sent(posted)

    def sent_of(one: Selection) -> Mailing:
        return send(one.project, one.townships, one.year, resend=resend, told=told)

    def nothing_of(trouble: Faulty) -> Mailing:
        return Mailing((), (), (), trouble.findings)

    mailings = each_apart(asked.by_report(), sent_of, nothing_of)
    findings = _each_once(mailing.findings for mailing in mailings)
    sent = [enclosure for mailing in mailings for enclosure in mailing.sent]
    before = [enclosure for mailing in mailings for enclosure in mailing.already_sent]
    if asked.as_json:
        _print_json(
            findings,
            sent=[_as_object(enclosure) for enclosure in sent],
            already_sent=[_as_object(enclosure) for enclosure in before],
        )
    else:
        show_findings(findings, as_json=False)
        _count(len(sent), len(before))
        show_counts(findings)
    complete = all(mailing.complete for mailing in mailings)
    return ExitCode.WELL if complete else ExitCode.MAIL


def _each_once(found: Iterable[Iterable[Finding]]) -> tuple[Finding, ...]:
    """The findings of several mailings; a doubt about docfill.yaml is told by each of them."""
    once: list[Finding] = []
    for findings in found:
        once += [finding for finding in findings if finding not in once]
    return tuple(once)


def _rehearse(asked: Selection, out: Path | None, resend: bool) -> ExitCode:
    from docfill.county.sending import Rehearsal, rehearse

    now = asked.project.now()

    def written_of(one: Selection) -> Rehearsal:
        return rehearse(one.project, one.townships, one.year, out, resend=resend, now=now)

    def nothing_of(trouble: Faulty) -> Rehearsal:
        return Rehearsal((), (), (), trouble.findings)

    done = each_apart(asked.by_report(), written_of, nothing_of)
    files = [display_path(path) for each in done for path in each.paths]
    letters = [letter for each in done for letter in each.letters]
    findings = _each_once(each.findings for each in done)
    if asked.as_json:
        already = [_as_object(enclosure) for each in done for enclosure in each.already_sent]
        _print_json(findings, written=files, already_sent=already)
    else:
        show_findings(findings, as_json=False)
        for letter, path in zip(letters, files, strict=True):
            click.echo(path)
            says = tell(
                "would go to {to}: {subject}",
                to=", ".join(letter.recipients),
                subject=letter.subject,
            )
            click.echo(says, err=True)
        show_counts(findings)
    return ExitCode.WELL if all(each.complete for each in done) else ExitCode.MAIL


def _settle(asked: Selection, word: str) -> None:
    from docfill.county.sending import settle_all, uncertain

    now, year, each = asked.project.now(), asked.year, asked.by_report()
    if not asked.named:
        found = [entry for one in each for entry in uncertain(one.project, year, now)]
        waiting = ", ".join(dict.fromkeys(entry.township for entry in found))
        raise click.UsageError(
            str(
                tell(
                    "name the townships that --settle is about; uncertain: {ids}",
                    ids=waiting or "–",
                )
            )
        )
    settled = [
        entry
        for one in each
        for entry in settle_all(one.project, one.townships, year, arrived=word == "sent", now=now)
    ]
    for entry in settled:
        click.echo(f"{entry.township} {entry.year}: {entry.state}: {entry.answer}")
    if not settled:
        click.echo(tell("nothing of these is uncertain"), err=True)


def _say_sent(posted: "Posted") -> None:
    letter = posted.letter
    says = tell(
        "sent to {to}: {subject} ({answer})",
        to=", ".join(letter.recipients),
        subject=letter.subject,
        answer=posted.result.answer,
    )
    click.echo(says)


def _count(sent: int, already: int) -> None:
    says = tell("{sent} reports sent now, {already} before", sent=sent, already=already)
    click.echo(says, err=True)


def _as_object(enclosure: "Enclosure") -> dict[str, object]:
    township, _, report = enclosure.township.partition("/")
    about = {"township": township, **({"report": report} if report else {})}
    return {**about, "year": enclosure.year, "title": enclosure.title}


def _print_json(findings: tuple[Finding, ...], **results: object) -> None:
    listed = [finding_as_object(finding) for finding in findings]
    click.echo(json.dumps({**results, "findings": listed}, ensure_ascii=False, indent=2))
