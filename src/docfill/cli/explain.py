"""`docfill explain`: what a finding means, what to do about it, and an example."""

import difflib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docfill.base import Faulty, language_of, nearest_project, preferred_language, speak, tell
from docfill.base.codes import CATALOGUE
from docfill.cli.help_text import Command
from docfill.cli.options import about_project
from docfill.form import Form, open_form
from docfill.project import open_project

if TYPE_CHECKING:
    from docfill.build.explanation import ExampleFiles, Explanation


@click.command("explain", cls=Command, epilog="Example: docfill explain blank")
@click.argument("code", metavar="CODE")
@about_project
def command(code: str, folder: Path | None, as_json: bool) -> None:
    """Explain the code of a finding: meaning, remedy and an example."""
    from docfill.build.explanation import explanation_of

    root = folder or nearest_project()
    if root is not None:
        speak(preferred_language(language_of(root)))
    code = code.strip("[]")
    # What docfill.yaml lacks must not keep anybody from reading what the finding about it means.
    forms = [] if code in CATALOGUE or root is None else list(forms_of(root))
    explanation = explanation_of(code, forms)
    if explanation is None:
        raise click.UsageError(explain_unknown(code, forms))
    if as_json:
        click.echo(json.dumps(as_object(explanation), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(page(explanation)))


def forms_of(root: Path) -> Iterator[Form]:
    """The forms of a project's kits, as far as they can be read."""
    try:
        project = open_project(root)
    except Faulty:
        return  # `docfill check` says why.
    for kit in project.kits:
        try:
            yield open_form(project.templates / kit)
        except Faulty:
            continue  # `docfill kit` says why.


def explain_unknown(code: str, forms: list[Form]) -> str:
    """Why nothing can be explained, with the nearest code there is."""
    known = {*CATALOGUE, *(code for form in forms for code in form.codes)}
    near = difflib.get_close_matches(code, sorted(known), n=2)
    hint = tell("; did you mean {near}?", near=", ".join(near)) if near else ""
    return f"{tell('there is no code {code}', code=code)}{hint}"


def page(explanation: "Explanation") -> Iterator[str]:
    """The lines that people read."""
    firm = tell(", can be neither lowered nor waived") if explanation.firm else ""
    kit = tell(", a rule of the kit {kit}", kit=explanation.kit) if explanation.kit else ""
    yield f"{explanation.code}: {explanation.severity.word}{firm}{kit}"
    for says in filter(None, (explanation.meaning, explanation.remedy)):
        yield f"\n{says}"
    example = explanation.example
    if example is None or not example.finds.files:
        return
    yield f"\n{tell('It is found in:')}"
    yield from print_example(example.finds)
    if example.passes.files:
        yield f"\n{tell('Nothing is found in:')}"
        yield from print_example(example.passes)


def print_example(case: "ExampleFiles") -> Iterator[str]:
    """The files of a case with their lines numbered, and an arrow at the one it is about."""
    for path, text in case.files.items():
        yield f"\n  {path}"
        for number, line in enumerate(text.rstrip().splitlines(), 1):
            arrow = "→" if (path, number) == (case.file, case.line) else " "
            yield f"  {arrow} {number:3} | {line}".rstrip()


def as_object(explanation: "Explanation") -> dict[str, object]:
    """The explanation as `--json` prints it."""
    example = explanation.example
    return {
        "code": explanation.code,
        "severity": str(explanation.severity),
        "firm": explanation.firm,
        "kit": explanation.kit,
        "meaning": explanation.meaning,
        "remedy": explanation.remedy,
        "example": example and {"finds": _files(example.finds), "passes": _files(example.passes)},
    }


def _files(case: "ExampleFiles") -> dict[str, object]:
    return {"file": case.file, "line": case.line, "texts": case.files}
