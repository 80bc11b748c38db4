"""Filling is fast and keeps nothing: guards with wide margins; the figures are made by `bench/`."""

import gc
import io
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest
from docxtpl import DocxTemplate

from docfill.template import Template
from docx_making import docx, paragraph, row, table

FORM = docx(
    *(paragraph(f"{{%p for b in s{n} %}}") + paragraph("{{ b }}") + paragraph("{%p endfor %}")
      for n in range(6)),
    *(table(10, *(row(*(f"{{{{ t.r{r}.c{c} }}}}" for c in range(10))) for r in range(20)))
      for _ in range(1)),
)  # fmt: skip
VALUES = {
    **{f"s{n}": ["本年度主动公开政府信息。" * 20] * 3 for n in range(6)},
    "t": {f"r{r}": {f"c{c}": str(r * c) for c in range(10)} for r in range(20)},
}


def seconds(work: Callable[[], object], times: int) -> float:
    spent = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        spent.append(time.perf_counter() - begun)
    return median(spent)


def by_docxtpl() -> None:
    document = DocxTemplate(io.BytesIO(FORM))
    document.render(VALUES, autoescape=True)
    document.save(io.BytesIO())


@pytest.mark.slow
def test_filling_is_many_times_as_fast_as_docxtpl(tmp_path: Path) -> None:
    (tmp_path / "form.docx").write_bytes(FORM)
    template = Template.open(tmp_path / "form.docx", cache=False)
    template.fill(VALUES)
    by_docxtpl()
    assert seconds(by_docxtpl, 3) > 25 * seconds(lambda: template.fill(VALUES), 30)


def test_filling_keeps_nothing(tmp_path: Path) -> None:
    """As many objects after three hundred documents as after three."""
    (tmp_path / "form.docx").write_bytes(FORM)
    template = Template.open(tmp_path / "form.docx", cache=False)

    def objects_after(documents: int) -> int:
        for _ in range(documents):
            template.fill(VALUES)
        gc.collect()
        return len(gc.get_objects())

    assert objects_after(3) + 50 > objects_after(300)
