"""What a code of a finding means: its severity, meaning and remedy, and an example of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from docfill.base import (
    Faulty,
    Severity,
    read_count,
    translate,
)
from docfill.base.codes import CATALOGUE, CODE_EXAMPLES
from docfill.form import Form
from docfill.sources.yaml import plain, read

KIT_EXAMPLES = "examples"
YEAR = 2023
# The files an example may state, by the keys it states them with.
FILES = {
    "filing": f"data/{YEAR}/qingshi.yaml",
    "last_year": f"data/{YEAR - 1}/qingshi.yaml",
    "neighbour": f"data/{YEAR}/hekou.yaml",
    "county": f"data/{YEAR}/county.yaml",
    "stray": f"data/{YEAR}/qingshi.yml",
    "settings": "docfill.yaml",
    "form": "templates/example/form.yaml",
    "wording": "templates/example/wording.yaml",
}
# What stands in place of a file's text where there is no text to show.
_NO_TEXT = ("", "none", "a folder")


@dataclass(frozen=True)
class ExampleFiles:
    """The texts of some files, and where in them a finding stands; line 0 is a whole file."""

    texts: Mapping[str, str]
    file: str = ""
    line: int = 0

    @property
    def files(self) -> dict[str, str]:
        """What can be shown: the text of each file by its path."""
        return {
            path: self.texts[key]
            for key, path in FILES.items()
            if self.texts.get(key, "") not in _NO_TEXT
        }


@dataclass(frozen=True)
class Example:
    """A case in which a code is found, and one just beside in which it is not."""

    code: str
    finds: ExampleFiles
    passes: ExampleFiles


@dataclass(frozen=True)
class Explanation:
    """All there is to say about a code, in the reader's language.

    `kit` is the one whose code it is, "" where it is docfill's own. What a kit's code means is the
    rule that must hold, and its only remedy is to keep the rule.
    """

    code: str
    severity: Severity
    firm: bool
    meaning: str
    remedy: str
    kit: str = ""
    example: Example | None = None


def explanation_of(code: str, forms: Iterable[Form]) -> Explanation | None:
    """What a code means, docfill's own or one of these forms'; None where nobody has it."""
    if entry := CATALOGUE.get(code):
        meaning, remedy = translate(entry.meaning), translate(entry.remedy)
        example = example_in(CODE_EXAMPLES, code)
        return Explanation(code, entry.severity, entry.firm, meaning, remedy, "", example)
    for form in forms:
        if code in form.codes:
            severity, says = form.codes[code]
            example = example_in(form.folder / KIT_EXAMPLES, code)
            return Explanation(code, severity, False, says, "", form.key, example)
    return None


def example_in(folder: Path, code: str) -> Example | None:
    """The example of a code, where the folder has one; raises Faulty where it is ill written."""
    path = folder / f"{code}.yaml"
    if not path.is_file():
        return None
    source = read(path)
    if source.findings:
        raise Faulty(source.findings)
    cases = {key: plain(node) for key, node in source.root.entries.items()}
    return Example(code, _case(cases.get("finds")), _case(cases.get("passes")))


def _case(said: object) -> ExampleFiles:
    said = {key: str(value) for key, value in said.items()} if isinstance(said, dict) else {}
    texts = {key: text for key, text in said.items() if key not in ("in", "line")}
    return ExampleFiles(texts, FILES[said.get("in", "filing")], read_count(said.get("line", "0")))
