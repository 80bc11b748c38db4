"""A template that would run without end is stopped, with its place; what is honest is not."""

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from docfill.base import Faulty
from docfill.template import Template, template_faults
from docx_making import docx, paragraph, unzipped
from runaways import RUNAWAYS


@pytest.mark.parametrize("tag", RUNAWAYS.values(), ids=RUNAWAYS)
def test_a_runaway_is_stopped_with_its_place(tmp_path: Path, tag: str) -> None:
    (tmp_path / "t.docx").write_bytes(docx(paragraph(tag)))
    began = time.process_time()
    with pytest.raises(Faulty) as caught:
        Template.open(tmp_path / "t.docx", cache=False).fill({"long": "x" * 50_000}, seconds=5)
    [finding] = caught.value.findings
    assert finding.code == "template-runaway", str(finding.message)
    assert "paragraph 1" in str(finding.place.spot)
    assert time.process_time() - began < 15


def test_time_is_up(tmp_path: Path) -> None:
    (tmp_path / "t.docx").write_bytes(docx(paragraph("{% for a in range(99999) %}{% endfor %}")))
    with pytest.raises(Faulty) as caught:
        Template.open(tmp_path / "t.docx", cache=False).fill({}, seconds=0)
    assert "--timeout" in str(caught.value.findings[0].message)


def test_a_template_takes_no_gigabytes(tmp_path: Path) -> None:
    """The worst of them, in a process of its own that may have one gigabyte."""
    tags = docx(paragraph("{% for a in range(99999) %}{{ long }}{% endfor %}"))
    (tmp_path / "t.docx").write_bytes(tags)
    program = (
        "import resource, sys\n"
        "from docfill.base import Faulty\n"
        "from docfill.template import Template\n"
        "template = Template.open(sys.argv[1], cache=False)\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "try: template.fill({'long': '\\u6587' * 9000})\n"
        "except Faulty as fault: print(str(fault.findings[0].message))\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "t.docx")]
    made = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert "more text" in made.stdout


@pytest.mark.parametrize(
    ("tag", "values", "printed"),
    [
        ("{% for r in rows %}{{ r }}{% endfor %}", {"rows": ["x" * 90] * 9000}, "x" * 810_000),
        ("{{ 'ab' * 3 }}{{ 2 ** 10 }}{{ 'x'|center(5) }}", {}, "ababab1024  x  "),
        ("{{ [1, 2]|join('-') }}{{ 'a' ~ 1 ~ 'b' }}", {}, "1-2a1b"),
        ("{{ '{:>5}'.format(1) }}{{ '%03d' % 7 }}", {}, "    1007"),
        ("{{ '{:,}'.format(31800500000) }}", {}, "31,800,500,000"),
        ("{{ 'a-b'.replace('-', '+') }}{{ [1]|slice(1)|list|length }}", {}, "a+b1"),
    ],
)
def test_what_is_honest_is_filled(
    tmp_path: Path, tag: str, values: dict[str, Any], printed: str
) -> None:
    (tmp_path / "t.docx").write_bytes(docx(paragraph(tag)))
    made = Template.open(tmp_path / "t.docx", cache=False).fill(values)
    assert f">{printed}<" in unzipped(made)["word/document.xml"].decode()


@pytest.mark.parametrize(
    "tags",
    [
        "{{ " + "(" * 400 + "x" + ")" * 400 + " }}",
        "{% if x %}" * 120 + "a" + "{% endif %}" * 120,
        "{{ " + "+".join(["x"] * 6000) + " }}",
    ],
    ids=["parentheses", "ifs", "sum"],
)
def test_tags_nested_too_deeply_are_a_fault_of_the_template(tmp_path: Path, tags: str) -> None:
    path = tmp_path / "t.docx"
    path.write_bytes(docx(paragraph(tags)))
    with pytest.raises(Faulty) as raised:
        Template.open(path, cache=False)
    assert [finding.code for finding in raised.value.findings] == ["template-runaway"]
    assert "template-runaway" in [finding.code for finding in template_faults(str(path))]
