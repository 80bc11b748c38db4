"""Which of a county's yearly reports a command is about: each that is owed, or the one named."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import click

from docfill.base import Faulty, tell
from docfill.build.outcome import Outcome
from docfill.cli.options import Selection

if TYPE_CHECKING:
    from docfill.form import Form
    from docfill.project import Project


Made = TypeVar("Made")


def of_each(
    asked: list[Selection], work: Callable[[Selection], Iterable[Outcome]]
) -> Iterator[Outcome]:
    """The outcomes of the work on each report, one report after the other, each named by it."""
    for each in asked:
        try:
            for outcome in work(each):
                yield replace(outcome, report=each.project.report.key)
        except Faulty as trouble:
            if len(asked) == 1:
                raise
            # Among several a kit that cannot be used stops its own report alone.
            key, code = each.project.report.key, trouble.exit_code
            yield Outcome("", each.year, trouble.findings, exit_code=code, report=key)


def each_apart(
    asked: list[Selection], work: Callable[[Selection], Made], failed: Callable[[Faulty], Made]
) -> list[Made]:
    """What the work makes of each report, or `failed` of one among several that cannot be used."""
    made = []
    for each in asked:
        try:
            made.append(work(each))
        except Faulty as trouble:
            if len(asked) == 1:
                raise
            made.append(failed(trouble))
    return made


def count(asked: list[Selection]) -> int:
    """How many outcomes are to be expected."""
    return sum(len(each.townships) for each in asked)


def the_one(asked: list[Selection]) -> Selection:
    """The report named, else the first that is owed; that this was chosen is said."""
    if len(asked) > 1:
        _say_chosen([each.project.report.key for each in asked])
    return asked[0]


def about_one(project: "Project", report: str | None) -> "Project":
    """The project about the report named, else about its first; that this was chosen is said."""
    if report:
        return project.about(project.report_called(report))
    if len(project.reports) > 1:
        _say_chosen([each.key for each in project.reports])
    return project


def refuse_without_figures(form: "Form") -> None:
    """Wrong usage where a form has no table, so that there is nothing to add up or compare."""
    if not form.cells:
        says = tell(
            "the form {form} has no table, so there are no figures to add up", form=form.key
        )
        raise click.UsageError(str(says))


def _say_chosen(keys: list[str]) -> None:
    says = tell(
        "this is about {report}; another is named with --report: {others}",
        report=keys[0],
        others=", ".join(keys[1:]),
    )
    click.echo(says, err=True)
