"""Whole commands from cold: filings to reports, one report, and a county where nothing changed."""

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from field import Field
from machine import HERE, Failed, whole
from plan import Plan
from spread import Pairs, Spread, paired, spread

from county import YEAR, make_project

CONTESTANTS = HERE / "contestants"


class Soffice:
    """`soffice --convert-to pdf` as people call it, with the fonts docfill's own LibreOffice sees.

    Its profile is kept from call to call, so that it need not be made anew each time.
    """

    def __init__(self, folder: Path):
        from docfill.office import find_installation, font_set

        self.installation = find_installation()
        self.environment = {"FONTCONFIG_FILE": str(font_set().config)}
        self._profile = (folder / "profile").absolute().as_uri()

    def convert(self, documents: Sequence[Path], folder: Path) -> float:
        """The seconds one call takes for these documents; raises Failed when a PDF is missing."""
        command = [
            self.installation.soffice,
            f"-env:UserInstallation={self._profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            *documents,
        ]
        seconds = whole(command, self.environment, one_core=False)
        missing = [d.name for d in documents if not (folder / f"{d.stem}.pdf").is_file()]
        if missing:
            raise Failed(f"soffice made no PDF of {missing}")
        return seconds


def _set(project: Path, settings: str) -> Path:
    """The project with these lines in its docfill.yaml as well."""
    with (project / "docfill.yaml").open("a", encoding="utf-8") as file:
        file.write(settings)
    return project


def build(project: Path, out: Path, *options: str) -> float:
    """The seconds `docfill build` takes, from the start of the process to its end."""
    command = [sys.executable, "-m", "docfill", "build", "-y", str(YEAR)]
    return whole([*command, "--project", project, "--out", out, *options], one_core=False)


def county(field: Field, soffice: Soffice, plan: Plan, folder: Path, settings: str = "") -> Pairs:
    """A county from cold, beside a loop of docxtpl and one soffice for all its documents.

    `settings` are lines added to its docfill.yaml.
    """
    project = _set(make_project(folder / "county", plan.county), settings)
    loop = [sys.executable, CONTESTANTS / "loop_docxtpl.py"]

    def ours() -> float:
        out = emptied(folder / "ours")
        seconds = build(project, out)
        _prove(out, plan.county)
        return seconds

    def theirs() -> float:
        out = emptied(folder / "theirs")
        arguments = [field.template("docxtpl"), field.values("docxtpl"), out, str(plan.county)]
        seconds = whole([*loop, *arguments], one_core=False)
        seconds += soffice.convert(sorted(out.glob("*.docx")), out)
        _prove(out, plan.county)
        return seconds

    return paired(ours, theirs, plan.county_pairs)


def one(soffice: Soffice, plan: Plan, folder: Path, settings: str = "") -> Pairs:
    """One report from cold, beside soffice alone on the finished document."""
    folder.mkdir(exist_ok=True)
    project = _set(make_project(folder / "one", 1), settings)
    out = folder / "one-report"

    def ours() -> float:
        emptied(out)
        seconds = build(project, out)
        _prove(out, 1)
        return seconds

    ours()
    finished = folder / "finished.docx"
    shutil.copyfile(next(out.rglob("*.docx")), finished)

    def theirs() -> float:
        return soffice.convert([finished], emptied(folder / "one-pdf"))

    theirs()
    return paired(ours, theirs, plan.one)


def one_kept(soffice: Soffice, plan: Plan, folder: Path) -> Pairs:
    """One report with a LibreOffice that waits from the build before, beside soffice alone."""
    with _keeping(folder):
        return one(soffice, plan, folder / "kept", settings="office: {keep: 10m}\n")


def county_kept(field: Field, soffice: Soffice, plan: Plan, folder: Path) -> Pairs:
    """A county with LibreOffices that wait from the build before, beside docxtpl and soffice."""
    (folder / "kept-county").mkdir()
    with _keeping(folder):
        return county(field, soffice, plan, folder / "kept-county", "office: {keep: 10m}\n")


@contextmanager
def _keeping(folder: Path) -> Iterator[None]:
    """A folder of a session of its own for what is kept; nothing is kept afterwards."""
    session = folder / "session"
    session.mkdir(mode=0o700)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(session)
    try:
        yield
    finally:
        whole([sys.executable, "-m", "docfill", "office", "stop"], one_core=False)
        shutil.rmtree(session, ignore_errors=True)
        del os.environ["XDG_RUNTIME_DIR"]
        if before is not None:
            os.environ["XDG_RUNTIME_DIR"] = before


def unchanged(plan: Plan, folder: Path, *options: str) -> tuple[Spread, Spread]:
    """Seconds for a county where nothing changed, and seconds per report beyond those for one."""
    alone = make_project(folder / "alone", 1), folder / "alone-out"
    all_of_them = make_project(folder / "all", plan.unchanged), folder / "all-out"
    build(*alone, *options)
    before = _state(alone[1])
    build(*alone, *options)
    if _state(alone[1]) != before:
        raise Failed("an unchanged report was built again")
    build(*all_of_them, *options)
    before = _state(all_of_them[1])
    pairs = paired(
        lambda: build(*all_of_them, *options),
        lambda: build(*alone, *options),
        plan.unchanged_runs,
    )
    if _state(all_of_them[1]) != before:
        raise Failed("an unchanged county was built again")
    beyond = [a - b for a, b in zip(pairs.ours, pairs.theirs, strict=True)]
    return spread(pairs.ours), spread([each / (plan.unchanged - 1) for each in beyond])


def emptied(folder: Path) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    return folder


def _prove(out: Path, count: int) -> None:
    """Raise Failed unless so many documents and PDFs were made."""
    for ending in ("docx", "pdf"):
        made = [file for file in out.rglob(f"*.{ending}") if file.stat().st_size > 1000]
        if len(made) != count:
            raise Failed(f"{len(made)} files of {count} were made: .{ending}")


def _state(out: Path) -> dict[Path, int]:
    """When each product was written."""
    return {file: file.stat().st_mtime_ns for file in out.rglob("*.docx")}
