"""Which templates are shown once to make well-formed documents, and which are parsed each time."""

from pathlib import Path

import pytest

from docfill.template import Template
from docx_making import cell, docx, paragraph, row, table


def slowed_by(folder: Path, *body: str) -> tuple[str, ...]:
    path = folder / "template.docx"
    path.write_bytes(docx(*body))
    return tuple(map(str, Template.open(path, cache=False).slowed_by))


@pytest.mark.parametrize(
    "body",
    [
        paragraph("{{ a.b }} {{ a|upper }} {{ a ~ b }} {{ 'x' if a % 2 else 'y' }}"),
        paragraph("{% if a %}", "b", "{% else %}", "c", "{% endif %}"),
        paragraph("{%p for a in b %}") + paragraph("{{ a }}") + paragraph("{%p endfor %}"),
        table(1, row("h"), row("{%tr for a in b %}"), row("{{ a }}"), row("{%tr endfor %}")),
        table(1, row("h"), row("{% cellbg a %}x")),
        table(1, row("h"), row("{%tr for a in b %}"), row("{% vm %}x"), row("{%tr endfor %}")),
        table(2, row(cell("{{ a }}", '<w:gridSpan w:val="2"/>')), row("a", "b")),
        table(3, row("{{ a }}", properties='<w:gridAfter w:val="2"/>')),
        paragraph("{% set x = a %}{% with y = x %}{{ y }}{% endwith %}"),
        paragraph("{% for k, v in a.items() %}{{ k }}{{ loop.cycle('x', 'y') }}{% endfor %}"),
    ],
)
def test_shown_once_to_be_well_formed(tmp_path: Path, body: str) -> None:
    assert slowed_by(tmp_path, body) == ()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (paragraph("{{ a|safe }}"), "escaped"),
        (paragraph("{{ a|map('safe')|first }}"), "escaped"),
        (paragraph("{{ (a|e)[:3] }}"), "escaped"),
        (paragraph("{{ a % 7 }}"), "escaped"),
        (paragraph("{{ '%c'|format(7) }}"), "escaped"),
        (paragraph("{{ a.encode() }}"), "escaped"),
        (paragraph("{{ '\\x07' }}"), "escaped"),
        (paragraph("{% if a %}") + table(1, row("{% endif %}")), "open"),
        (
            paragraph("{% if a %}") + table(1, row("{% else %}")) + paragraph("{% endif %}"),
            "w:tc ends",
        ),
        (paragraph("{% filter upper %}x{% endfilter %}"), "FilterBlock"),
        (table(1, row("{%tc for a in b %}", "{{ a }}", "{%tc endfor %}")), "grid"),
        (table(1, row("{% colspan a %}x")), "grid"),
        (table(1, row("{%tr for a in b %}"), row("{{ a }}"), row("{%tr endfor %}")), "grid"),
        (table(1, row("a", "{{ b }}")), "grid"),
    ],
)
def test_looked_at_each_time(tmp_path: Path, body: str, why: str) -> None:
    [reason] = slowed_by(tmp_path, body)
    assert reason.startswith("word/document.xml: ")
    assert why in reason
