"""The yearly run: check, build, verify, mail, remind, and tell the operator whatever happened."""

from collections.abc import Callable, Sequence

from docfill.base import (
    ExitCode,
    Finding,
    Message,
    Severity,
    as_written,
    display_path,
    in_a_row,
    tell,
)
from docfill.build.checking import check_all
from docfill.build.conversion import Options
from docfill.build.outcome import Outcome
from docfill.build.pipeline import build
from docfill.county.reminding import remind
from docfill.county.reporting import mark_unreported, one_run, report_runs
from docfill.county.running import YearlyRun
from docfill.county.sending import send
from docfill.county.settings import attaches_page
from docfill.county.status import Stage
from docfill.mail.deliver import Clock
from docfill.mail.notices import days_left
from docfill.project import Project

# What the county does not have though nothing is wrong with the filing: mail is to blame.
_MAIL_IS_TO_BLAME = (Stage.READY, Stage.CHANGED, Stage.UNCERTAIN, Stage.REFUSED)


def run(
    project: Project,
    year: int,
    *,
    report: str = "",
    draft: bool,
    reminding: bool,
    log: Callable[[str], None],
    clock: Clock,
) -> ExitCode:
    """Everything that is to be done about a year's reports; the gravest exit code of all steps.

    Each report that is owed, or the one named, has its steps, and none keeps another from them;
    all have one summary. A `draft` goes no further than building. `MailBusy` while another run is
    at work.
    """
    asked = (project.about(project.report_called(report)),) if report else project.views(year)
    with one_run(project):
        mark = mark_unreported(project, clock.now())
        runs = [YearlyRun(view, year, log, clock) for view in asked]
        for each in runs:
            _work_on(each, draft=draft, reminding=reminding)
        last = runs[-1]
        last.step("summary", lambda: report_runs(runs, mark))
        code = max(each.code for each in runs)
        last.say("end", tell("exit code {code}", code=int(code)))
        return code


def _work_on(this: YearlyRun, *, draft: bool, reminding: bool) -> None:
    if this.project.report.key:
        this.say("report", as_written(this.project.report.key))
    this.step("check", lambda: _check(this))
    this.step("build", lambda: _build(this))
    this.step("verify", lambda: _verify(this))
    if not draft:
        this.step("mail", lambda: _mail(this))
        this.step("deadline", lambda: _deadline(this))
    if reminding:
        this.step("remind", lambda: _remind(this))


def _check(this: YearlyRun) -> Message:
    outcomes = list(check_all(this.project, this.townships, this.year))
    missing = [o for o in outcomes if any(found.code == "no-filing" for found in o.findings)]
    failed = [o for o in outcomes if o.exit_code is ExitCode.PROGRAM]
    faulty = [o for o in outcomes if o.exit_code and o not in missing and o not in failed]
    if missing or faulty:
        this.worsen(ExitCode.FINDINGS)
    if failed:
        this.worsen(ExitCode.PROGRAM)
        says = tell("docfill itself failed at the filings of {names}", names=_names(this, failed))
        this.say("check", says)
    if missing:
        this.say("check", tell("no filing from {names}", names=_names(this, missing)))
    if faulty:
        this.say("check", tell("errors in the filings of {names}", names=_names(this, faulty)))
    warnings = [f for o in outcomes for f in o.findings if f.severity is Severity.WARNING]
    return tell(
        "{n} townships, {missing} without a filing, {faulty} with errors, {warnings} warnings",
        n=len(outcomes),
        missing=len(missing),
        faulty=len(faulty),
        warnings=len(warnings),
    )


def _build(this: YearlyRun) -> Message:
    failed = unchanged = 0
    options = Options(html=attaches_page(this.project))
    for outcome in build(this.project, this.townships, this.year, options):
        this.worsen(outcome.exit_code)
        if not outcome.exit_code:
            this.built.add(outcome.township)
            unchanged += outcome.is_unchanged
        elif outcome.exit_code is not ExitCode.FINDINGS:  # those the check has told already
            failed += 1
            troubles: list[Finding | Message] = [*outcome.findings]
            for trouble in [outcome.trouble, *troubles] if outcome.trouble else troubles:
                this.note(outcome.township, trouble)
                this.say(
                    "build",
                    in_a_row(
                        ": ",
                        (
                            outcome.township,
                            trouble if isinstance(trouble, Message) else str(trouble),
                        ),
                    ),
                )
    return tell(
        "{made} reports made, {unchanged} unchanged, {failed} failed",
        made=len(this.built) - unchanged,
        unchanged=unchanged,
        failed=failed,
    )


def _verify(this: YearlyRun) -> Message:
    status = this.look()
    for row in status.rows:
        if row.stage is Stage.TO_BUILD:
            this.say("verify", in_a_row(": ", (row.township.id, row.lacks)))
            if row.township.id in this.built:
                this.worsen(ExitCode.MISMATCH)
    fit = [row for row in status.rows if row.product]
    return tell("{fit} of {n} reports are verified and current", fit=len(fit), n=len(status.rows))


def _mail(this: YearlyRun) -> Message:
    """Only what is fit to go; why the rest is not was said by the steps before."""
    before = this.status or this.look()
    fit = [row.township for row in before.rows if row.product]
    try:
        mailing = send(
            this.project,
            fit,
            this.year,
            clock=this.clock,
            told=lambda posted: this.say(
                "mail", in_a_row(": ", (posted.letter.subject, posted.result.answer))
            ),
        )
    finally:
        for row in this.look().rows:
            if row.stage in _MAIL_IS_TO_BLAME:
                this.worsen(ExitCode.MAIL)
    townships = {
        display_path(path): row.township.id
        for row in before.rows
        if row.product
        for path in (this.project.filing_path(row.township.id, this.year), *row.product.files)
    }
    for found in mailing.findings:
        this.say("mail", as_written(str(found)))
        if found.place.file in townships:
            this.note(townships[found.place.file], found)
    return tell(
        "{sent} reports sent now, {already} before",
        sent=len(mailing.sent),
        already=len(mailing.already_sent),
    )


def _remind(this: YearlyRun) -> Message:
    done = remind(this.project, this.status or this.look(), this.clock)
    for found in done.findings:
        this.say("remind", as_written(str(found)))
        if found.blocking:
            this.worsen(ExitCode.MAIL)
    return tell(
        "{n} townships reminded: {names}; {before} were reminded today before",
        n=len(done.reminded),
        names=", ".join(done.reminded) or "–",
        before=len(done.before),
    )


def _deadline(this: YearlyRun) -> Message:
    """How far off the deadline is; a warning when it is near and something is still owed."""
    status = this.status or this.look()
    says = days_left(status.deadline, status.made.date())
    owed = [f"{row.township.name} ({row.township.id})" for row in status.unsent]
    if status.is_urgent:
        names = ", ".join(owed)
        says = tell("WARNING: {says} Not sent: {names}", says=says, names=names)
    return says


def _names(this: YearlyRun, outcomes: Sequence[Outcome]) -> str:
    ids = [outcome.township for outcome in outcomes]
    return ", ".join(f"{this.project.townships[id].name} ({id})" for id in ids)
