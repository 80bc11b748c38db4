"""Filling the official form: docfill beside docxtpl and beside the bare cost, in one run.

    python bench/filling.py [TEMPLATE]

Each round fills the same values both ways; what is printed are the medians over the rounds of
the ratios within a round, with the least and the greatest.
"""

import io
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from docxtpl import DocxTemplate

from docfill.template import Template
from docfill.template.zipping import LEVEL

ROUNDS, FILLS = 15, 20
OFFICIAL = Path(__file__).parent.parent / "templates/disclosure-2021/template.docx"
PROSE = "本年度主动公开政府信息{n}条，坚持以公开为常态、不公开为例外。" * 5


def values_for(template: Template, seed: int) -> dict[str, Any]:
    """Values for everything a template asks for: figures, and three paragraphs of prose a loop."""
    made: dict[str, Any] = {}
    for placeholder in template.placeholders:
        *way, last = placeholder.name.split(".")
        here: Any = made
        for step in way:
            if step.endswith("[]"):
                here = here.setdefault(step[:-2], [{} for _ in range(3)])
                break
            here = here.setdefault(step, {})
        if isinstance(here, list):
            for one in here:
                one[last] = PROSE.format(n=seed) if last == "text" else ""
        else:
            here.setdefault(last, [] if placeholder.kind == "loop" else str(seed % 23))
    return made


def milliseconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def by_docxtpl(path: Path, values: dict[str, Any]) -> bytes:
    """The document as docxtpl's manual makes it: a fresh object each time."""
    document = DocxTemplate(path)
    document.render(values, autoescape=True)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def bare(template: Template, values: dict[str, Any]) -> None:
    """Executing Jinja's compiled code and compressing what it prints, and nothing else."""
    for _, program in template.programs:
        text = "".join(program.root_render_func(program.new_context(values)))
        deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -15, 9)
        deflate.compress(text.encode())
        deflate.flush()


def main(path: Path) -> None:
    template = Template.open(path, cache=False)
    values = [values_for(template, seed) for seed in range(FILLS)]
    by_docxtpl(path, values[0])
    rounds = [
        (
            milliseconds(lambda n=n: by_docxtpl(path, values[n % FILLS])),
            median(milliseconds(lambda v=v: template.fill(v)) for v in values),
            median(milliseconds(lambda v=v: bare(template, v)) for v in values),
        )
        for n in range(ROUNDS)
    ]
    show("docxtpl, ms", [theirs for theirs, _, _ in rounds])
    show("docfill, ms", [ours for _, ours, _ in rounds])
    show("docxtpl / docfill", [theirs / ours for theirs, ours, _ in rounds])
    show("docfill / bare cost", [ours / least for _, ours, least in rounds])


def show(name: str, figures: list[float]) -> None:
    print(f"{name:20} {median(figures):8.2f}  ({min(figures):.2f} to {max(figures):.2f})")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else OFFICIAL)
