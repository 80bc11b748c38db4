"""The pages on making a kit: their examples are read, and show every key that docfill knows."""

import re
from collections import defaultdict

import pytest

from docfill.form import open_form
from docfill.sources.yaml import Keys
from here import ROOT

DOCS = ROOT / "docs"
_EXAMPLE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", ["kits.md", "kits.zh-CN.md"])
def test_the_examples_are_a_kit_and_show_every_key(page, tmp_path, monkeypatch):
    """The readers take both examples without a finding and ask for no key they do not show."""
    form, wording = _EXAMPLE.findall((DOCS / page).read_text(encoding="utf-8"))
    (tmp_path / "form.yaml").write_text(form, encoding="utf-8")
    (tmp_path / "wording.yaml").write_text(wording, encoding="utf-8")
    shown = defaultdict(set)
    read = Keys.__init__

    def note(keys, branch, known, findings):
        known = tuple(known)
        shown[frozenset(known)] |= set(branch.entries)
        read(keys, branch, known, findings)

    monkeypatch.setattr(Keys, "__init__", note)
    open_form(tmp_path)
    missing = {key for known, seen in shown.items() for key in known - seen}
    # `is` stands behind every short form, so nobody need write it.
    assert missing - {"is"} == set()
    assert len(shown) > 20
