"""Whatever a template and its data hold, the package that comes out is sound."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from docfill.template import Template, rich
from docx_making import paragraph, row, table, unzipped
from opc import breaches
from whole_documents import bookmarked, listed, noted, picture, whole

pytest.importorskip("docxcompose")
inspector = pytest.importorskip("ooxml_integrity.inspector")

Annex = tuple[list[str], list[str]]

BLOCKS = {
    "text": paragraph("{{ name }} and {{ name }}"),
    "picture": paragraph("see {{ logo }} and {{ stamp }}"),
    "annex": paragraph("{{p annex }}"),
    "other annex": paragraph("{{p other }}"),
    "plain annex": paragraph("{{p plain }}"),
    "list": listed("{{ name }}"),
    "note": noted("{{ name }}", 4),
    "bookmark": bookmarked("{{ name }}", 0, "here"),
    "rows": table(
        2,
        row("{%tr for one in lines %}", ""),
        row("{{ one }}", "{{ logo }}"),
        row("{%tr endfor %}", ""),
    ),
    "annexes in a loop": paragraph("{%p for one in lines %}")
    + paragraph("{{p annex }}")
    + paragraph("{%p endfor %}"),
}
INSIDE = {
    "text": paragraph("inside"),
    "list": listed("inside"),
    "note": noted("inside", 2),
    "bookmark": bookmarked("inside", 0, "there"),
    "table": table(1, row("inside")),
}
blocks = st.lists(st.sampled_from(sorted(BLOCKS)), min_size=1, max_size=5, unique=True)
headers = st.sampled_from(("", "text", "picture", "plain annex"))


annexes = st.tuples(
    st.lists(st.sampled_from(sorted(INSIDE)), min_size=1, max_size=4, unique=True),
    st.lists(st.sampled_from(("red", "blue", "green")), max_size=2),
)


def annex(inside: list[str], colors: list[str]) -> bytes:
    notes = {2: paragraph("annex note")} if "note" in inside else {}
    return whole(*(INSIDE[name] for name in inside), notes=notes, pictures=tuple(colors))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sound")
    (made / "logo.png").write_bytes(picture("red"))
    (made / "stamp.png").write_bytes(picture("blue", 30, 30))
    (made / "plain.docx").write_bytes(annex(["list", "bookmark"], ["blue"]))
    return made


DATA: dict[str, Any] = {
    "name": "王五 & <co>",
    "lines": ["one", "two"],
    "logo": {"$image": "logo.png"},
    "stamp": {"$image": "stamp.png", "width_mm": 10},
    "annex": {"$subdoc": "annex.docx"},
    "other": {"$subdoc": "other.docx"},
    "plain": {"$subdoc": "plain.docx"},
}


@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # an example takes a second
    suppress_health_check=list(HealthCheck),
)
@given(kinds=blocks, header=headers, one=annexes, other=annexes, own=st.booleans())
def test_a_package_with_objects_is_sound(
    kinds: list[str], header: str, one: Annex, other: Annex, own: bool, folder: Path
) -> None:
    """Nothing dangles, lacks a type, is left over or shares its id; two validators agree."""
    notes = {4: paragraph("see {{ name }}")} if "note" in kinds else {}
    template = whole(
        *(BLOCKS[kind] for kind in kinds),
        header=BLOCKS[header] if header else "",
        notes=notes,
        pictures=("red",) if own else (),
    )
    files = {"template": template, "annex": annex(*one), "other": annex(*other)}
    for name, content in files.items():
        (folder / f"{name}.docx").write_bytes(content)
    opened = Template.open(folder / "template.docx", cache=False)
    made = opened.fill(rich(DATA, folder / "data.yaml"))
    files = unzipped(made)
    assert breaches(files) == []
    assert doubled_ids(files) == []
    (folder / "made.docx").write_bytes(made)
    assert [str(error) for error in OpenXmlValidator().validate(folder / "made.docx").errors] == []
    assert inspector.check(folder / "made.docx") == []


def doubled_ids(files: dict[str, bytes]) -> list[str]:
    """Ids of bookmarks, notes and lists that stand at two of them in one part."""
    found: list[str] = []
    for kind in (r"bookmarkStart\b[^>]*?\sw:id", r"footnote\b[^>]*?\sw:id", "num w:numId"):
        for name, content in files.items():
            ids = Counter(re.findall(rf'<w:{kind}="([^"]*)"', content.decode("utf-8", "replace")))
            found += [f"{name}: {kind} {one}" for one, times in ids.items() if times > 1]
    return found
