"""How long checking takes: a thousand filings on one core, and a county's worth of neighbours.

`python bench/check.py [FILINGS]` prints milliseconds of processor time, so that what else the
machine does hardly matters; the median of five rounds counts.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from docfill.base import numeral
from docfill.build.checking import form_of
from docfill.build.loading import load, load_beside_neighbours
from docfill.project import Project, open_project

ROOT = Path(__file__).resolve().parent.parent
COUNTY = ROOT / "examples" / "county"
YEAR = 2023
LIMIT = 10.0


def main(filings: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        project = many(Path(folder), filings)
        form = form_of(project, YEAR)
        townships = list(project.townships.values())
        alone = median(lambda: [load(project, form, each, YEAR) for each in townships])
        begins = median(lambda: form_of(project, YEAR))
        hundred = open_project(many(Path(folder) / "hundred", 100).root)
        beside = median(
            lambda: list(load_beside_neighbours(hundred, form, hundred.townships.values(), YEAR))
        )
    print(f"one filing, read with last year's and checked  {alone / filings:8.2f} ms")
    print(f"the form and its wording, read once            {begins:8.2f} ms")
    print(f"100 filings, checked and compared pair by pair {beside:8.0f} ms")
    return 0 if alone / filings < LIMIT else 1


def many(folder: Path, filings: int) -> Project:
    """The fictional county's filings over and over, as so many townships of one project."""
    agencies = open_project(COUNTY).townships
    models = sorted(agencies)
    settings = [
        "county: 云川县",
        f"templates: {ROOT / 'templates'}",
        "kits: [{kit: disclosure-2021, since: 2021}]",
        "townships:",
    ]
    for number in range(filings):
        copies, which = divmod(number, len(models))
        model, county = agencies[models[which]], f"第{numeral(copies + 1)}"
        names = f"name: {county}{model.name}, full_name: {county}{model.full_name}"
        settings.append(f"  t{number}: {{{names}, level: {model.level}}}")
        for year in (YEAR - 1, YEAR):
            path = folder / "data" / str(year) / f"t{number}.yaml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes((COUNTY / "data" / str(year) / f"{model.id}.yaml").read_bytes())
    (folder / "docfill.yaml").write_text("\n".join(settings) + "\n", encoding="utf-8")
    return open_project(folder)


def median(work: Callable[[], object]) -> float:
    """Milliseconds of processor time, the middle one of five rounds."""
    rounds = []
    for _ in range(5):
        began = time.process_time()
        work()
        rounds.append((time.process_time() - began) * 1000)
    return statistics.median(rounds)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000))
