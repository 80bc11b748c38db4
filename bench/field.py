"""What every contestant gets: the official template in its own language, and values to fill in."""

import json
from dataclasses import dataclass
from pathlib import Path

from machine import Failed, contestant
from mustache import flat, paragraphs, translated, with_tables

from county import HERE, KIT, contexts, make_project

PEERS = ("docxtpl", "rust-docxtpl", "docxtemplater", "easy-template-x")
CONTESTANTS = ("docfill", *PEERS)
_MUSTACHE = ("docxtemplater", "easy-template-x")
TEMPLATE = HERE / "templates" / KIT / "template.docx"


@dataclass(frozen=True)
class Field:
    """A folder with the template and the values, in both languages."""

    folder: Path

    def template(self, name: str) -> Path:
        """The template a contestant fills."""
        return self.folder / ("mustache.docx" if name in _MUSTACHE else "jinja.docx")

    def values(self, name: str) -> Path:
        """The values a contestant fills in: a list in a JSON file."""
        return self.folder / ("flat.json" if name in _MUSTACHE else "nested.json")


def lay_out(folder: Path, filings: int, tables: int = 1) -> Field:
    """A field in a new folder: so many filings, each table of the template so many times."""
    folder.mkdir()
    field = Field(folder)
    values = contexts(make_project(folder / "county", filings))
    template = TEMPLATE.read_bytes() if tables == 1 else with_tables(TEMPLATE.read_bytes(), tables)
    other = translated(template)
    field.template("docfill").write_bytes(template)
    field.template(_MUSTACHE[0]).write_bytes(other.docx)
    field.values("docfill").write_text(json.dumps(values), encoding="utf-8")
    flattened = [flat(one, other.flags) for one in values]
    field.values(_MUSTACHE[0]).write_text(json.dumps(flattened), encoding="utf-8")
    return field


def prove_equal_work(field: Field) -> dict[str, str]:
    """Every contestant's version; raises Failed unless all of them write the same text."""
    versions, expected = {}, None
    for name in CONTESTANTS:
        out = field.folder / f"by-{name}"
        with contestant(name) as each:
            each.open(field.template(name), field.values(name))
            each.write(out)
            versions[name] = each.version
        texts = [paragraphs(file.read_bytes()) for file in sorted(out.iterdir())]
        expected = expected or texts
        if not texts or texts != expected:
            raise Failed(f"{name} does not write the text docfill writes")
    return versions
