"""Mail merge on the command line: what was asked for, checked, done and told."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from docfill.base import ExitCode, Faulty, Finding, Place, Severity, tell
from docfill.build.conversion import Options
from docfill.build.mail_merge import (
    Choice,
    MergeJob,
    MergeOutcome,
    NamePattern,
    Repeats,
    RowCondition,
    condition,
    merge,
)
from docfill.cli.finding_line import line_of
from docfill.sources.rows import Rows, begins_a_list, form_of, read_given, read_rows


@dataclass(frozen=True)
class MergeArguments:
    """What the command line says of a merge: the template, the data, the names, which rows."""

    template: Path
    data: Path
    pattern: NamePattern
    where: tuple[str, ...]
    limit: int
    common: Path | None


def rows_in(asked: MergeArguments, form: str, sheet: str) -> Rows | None:
    """The rows of the data; None where they are a file with the values of one document.

    `form` is how the data are written, if not as their name says. Raises `Faulty`.
    """
    data = read_given(asked.data)
    found = form or form_of(asked.data, data)
    is_json = asked.data.suffix.lower() == ".json"
    is_list = found not in ("yaml", "json") or begins_a_list(data) or asked.pattern.gaps
    if is_list or str(asked.data) == "-" or is_json != (found == "json"):
        return read_rows(data, str(asked.data), found, sheet)
    if asked.where or asked.limit:
        says = tell("--where and --limit choose rows, and {data} holds none", data=asked.data)
        raise click.UsageError(str(says))
    return None


def merge_rows(asked: MergeArguments, rows: Rows, options: Options) -> ExitCode:
    """Make the documents, telling of each; the code is the gravest of all rows'."""
    code = _told(rows.findings)
    if code:
        return code
    share = read_shared_values(asked.common, options.allow_files)
    _check_names(asked, rows, share)
    choice = Choice(_conditions(asked.where, rows), asked.limit)
    wanted, more = choice.counted(rows)
    if not wanted:
        raise Faulty([_none_fits(asked)])
    _told(_in_both(asked, rows, share))
    if rows.is_single and not asked.pattern.gaps:
        options = replace(options, force=True)  # as a file with the values of one document
    sources = (asked.common,) if asked.common else ()
    job = MergeJob(
        asked.template, asked.data, rows, choice, asked.pattern, options, wanted, share, sources
    )
    made = _shown(merge(job), wanted)
    says = tell("documents made: {n} of {wanted}", n=made.count(ExitCode.WELL), wanted=wanted)
    if more:
        says += tell("; {n} rows more were left for later by --limit", n=more)
    click.echo(says, err=True)
    return max(made)


def refuse_unused(asked: MergeArguments, rows: Rows) -> None:
    """Raise `Faulty` where neither the template nor a name or condition asks for a column."""
    from docfill.template import Template, unused

    elsewhere = {*asked.pattern.gaps, *(typed.split("=")[0].rstrip("!") for typed in asked.where)}
    columns = dict.fromkeys(column for column in rows.columns if column not in elsewhere)
    placeholders = Template.open(asked.template).placeholders
    if any(one.name == "row" for one in placeholders):
        return
    own = [one._replace(name=one.name.removeprefix("row.")) for one in placeholders]
    place = Place(str(asked.data))
    says = [
        tell("no tag of {template} asks for {name}", template=asked.template, name=name)
        for name in unused(own, columns)
    ]
    if says:
        raise Faulty([Finding(place, "unused", one) for one in says])


def read_shared_values(
    common: Path | None, allow_files: Sequence[Path] = ()
) -> Mapping[str, object]:
    """The values all rows share; raises `Faulty`."""
    if common is None:
        return {}
    from docfill.sources.yaml import read_plain
    from docfill.template import rich

    values, findings = read_plain(common)
    if findings:
        raise Faulty(findings)
    return rich(values, common, allow_files)


def _shown(outcomes: Iterator[MergeOutcome], wanted: int) -> list[ExitCode]:
    """Tell of each row as it is done, with a progress bar on a terminal; how each ended."""
    repeats, codes = Repeats(), []
    hidden = wanted < 2 or not sys.stderr.isatty()
    # Thousands of names would hide on a screen what is wrong.
    lists_names = not sys.stdout.isatty()
    with click.progressbar(length=wanted, file=sys.stderr, hidden=hidden) as bar:
        for outcome in outcomes:
            codes.append(outcome.exit_code)
            for finding in outcome.findings:
                if repeats.is_news(finding, str(outcome.row.label)):
                    click.echo(line_of(finding))
            if outcome.file is not None and lists_names:
                print(outcome.file)  # click would flush thousands of times
            bar.update(1)
    for finding in repeats.rest():
        click.echo(line_of(finding))
    return codes


def _told(findings: Sequence[Finding]) -> ExitCode:
    for finding in findings:
        click.echo(line_of(finding))
    blocking = any(finding.blocking for finding in findings)
    return ExitCode.FINDINGS if blocking else ExitCode.WELL


def _check_names(asked: MergeArguments, rows: Rows, share: Mapping[str, object]) -> None:
    """Raise a usage error unless the names hold a column, and none that is not there."""
    known = (*rows.columns, *(key for key in share if key not in rows.columns))
    if strange := asked.pattern.strange(frozenset(known)):
        says = tell(
            "{gaps} is no column; there are: {known}",
            gaps=", ".join(strange),
            known=", ".join(f"{{{name}}}" for name in known),
        )
        raise click.BadParameter(str(says), param_hint="--out")
    if not rows.is_single and not set(asked.pattern.gaps) & set(rows.columns):
        says = tell(
            "all rows would get this name; put columns into it, such as {name}",
            name=f"out/{{{rows.columns[0]}}}{asked.pattern.ending}",
        )
        raise click.BadParameter(str(says), param_hint="--out")


def _conditions(where: Sequence[str], rows: Rows) -> tuple[RowCondition, ...]:
    """The conditions as typed; raises a usage error for one that is none."""
    found = []
    for typed in where:
        made = condition(typed)
        if made is None:
            says = tell("write it like column=value or column!=value, not “{typed}”", typed=typed)
            raise click.BadParameter(str(says), param_hint="--where")
        if made.column not in rows.columns:
            says = tell(
                "{gaps} is no column; there are: {known}",
                gaps=made.column,
                known=", ".join(rows.columns),
            )
            raise click.BadParameter(str(says), param_hint="--where")
        found.append(made)
    return tuple(found)


def _in_both(asked: MergeArguments, rows: Rows, share: Mapping[str, object]) -> list[Finding]:
    """A note where rows and what all share have a name in common."""
    both = [name for name in share if name in rows.columns]
    if not both:
        return []
    says = tell(
        "{names} is also a column of {data}; there the rows' own values count, blank ones too",
        names=", ".join(both),
        data=asked.data,
    )
    return [Finding(Place(str(asked.common)), "in-both", says, Severity.NOTE)]


def _none_fits(asked: MergeArguments) -> Finding:
    says = (
        tell("no row fits {where}; nothing was made", where=", ".join(asked.where))
        if asked.where
        else tell("the file holds no rows")
    )
    return Finding(Place(str(asked.data)), "no-rows", says)
