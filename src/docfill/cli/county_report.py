"""The county's own report among those a command is about: judged against the sum of the others."""

from collections.abc import Iterator

import click

from docfill.base import ExitCode, tell
from docfill.build.outcome import Outcome
from docfill.cli.options import Selection
from docfill.project import Township


def without_county(asked: Selection) -> list[Township]:
    """The agencies asked for; the county's own filing is judged by other means."""
    return [each for each in asked.townships if each.id in asked.project.townships]


def checked_county(asked: Selection) -> Iterator[Outcome]:
    """What is found in the county's own filing: where it is named, or is there among all."""
    own = asked.project.county_report
    if own is None:
        return
    is_there = asked.project.filing_path(own.agency.id, asked.year).exists()
    if own.agency in asked.townships or (not asked.named and is_there):
        from docfill.county.rollup.own_filing import check_county

        if outcome := check_county(asked.project, asked.year):
            yield outcome


def buildable(asked: Selection) -> tuple[list[Township], list[Outcome]]:
    """The reports that may be made; the county's is refused where it is not the sum of the rest."""
    own = asked.project.county_report
    if own is None or own.agency not in asked.townships:
        return asked.townships, []
    refused = [each for each in checked_county(asked) if each.exit_code is not ExitCode.WELL]
    return (without_county(asked), refused) if refused else (asked.townships, [])


def refuse_county(asked: Selection) -> None:
    """Stop a command that is about what agencies owe to the county."""
    own = asked.project.county_report
    if own is not None and own.agency in asked.townships:
        says = tell("{name}'s own report is mailed to nobody", name=own.agency.name)
        raise click.UsageError(str(says))
