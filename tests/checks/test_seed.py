"""A report as a township really wrote it: its one known fault is found, its true sentences are not.

The text lies beside the repository, where it is there at all.
"""

import re
import textwrap

import pytest
from examples import ROOT, ExampleFiles, found_in

from docfill.base.findings import Severity

SEED = ROOT.parent / "shared" / "seed" / "huashi-2023.txt"
SETTINGS = """\
county: 湘潭县
townships:
  qingshi: {name: 花石镇, full_name: 湘潭县花石镇人民政府, level: township}
"""
PARTS = {
    "主动公开方面": "proactive",
    "依申请公开方面": "on_request",
    "政府信息管理方面": "management",
    "政府信息公开平台建设方面": "platform",
    "监督保障方面": "oversight",
}

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed lies beside some clones only")


def test_the_known_fault_is_found_and_no_true_sentence_is_an_error() -> None:
    filing = filing_of(SEED.read_text(encoding="utf-8"))
    found = found_in(ExampleFiles({"filing": filing, "settings": SETTINGS}))
    errors = [finding for finding in found if finding.severity is Severity.ERROR]
    assert [finding.code for finding in errors] == ["political-phrase"]
    line = filing.splitlines()[errors[0].place.line - 1]
    assert line[errors[0].place.column - 1 :].startswith("习近平新时代中国特色社会主义思想重要思想")


def test_with_the_fault_mended_nothing_is_found_at_all() -> None:
    text = SEED.read_text(encoding="utf-8").replace("思想重要思想", "思想")
    assert [
        str(f) for f in found_in(ExampleFiles({"filing": filing_of(text), "settings": SETTINGS}))
    ] == []


def filing_of(text: str) -> str:
    """The seed's prose and figures as a filing."""
    overview, _, rest = text.partition("二、主动公开政府信息情况")
    pieces = re.split(r"（[一二三四五]）(\w+方面)\n", overview.partition("一、总体情况")[2])
    written = ["signed: 2024-01-11", "overview:", block("lead", pieces[0], 2)]
    for heading, prose in zip(pieces[1::2], pieces[2::2], strict=True):
        written.append(block(PARTS[heading], prose, 2))
    problems = rest.partition("存在的主要问题及改进情况")[2].partition("六、其他需要报告的事项")
    problems_text = re.sub(r"^（[一二]）", "## ", problems[0], flags=re.MULTILINE)
    written += [
        "disclosure: {penalties: 2}",
        "requests: {}",
        "proceedings: {}",
        block("problems", problems_text),
        block("other_matters", problems[2].partition("湘潭县")[0]),
    ]
    return "\n".join(written) + "\n"


def block(key: str, prose: str, indent: int = 0) -> str:
    lines = "\n".join(line.strip(" \t　") for line in prose.strip("\n").splitlines())
    return textwrap.indent(f"{key}: |\n" + textwrap.indent(lines, "  "), " " * indent)
