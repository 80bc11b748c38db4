"""docfill beside its peers, in one run, as ratios; writes RESULTS.md. See `make bench`."""

import argparse
import datetime
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from building import Soffice, county, county_kept, one, one_kept, unchanged
from clerks import saving
from converting import ways_to_pdf
from field import PEERS, Field, lay_out, prove_equal_work
from filling import first, many, warm
from imports import READERS, lay_out_reports
from machine import HERE, Failed, described
from mail_merge import lay_out as letters_for
from mail_merge import to_docx, to_pdf
from plan import FULL, QUICK, Plan
from province import province
from report import Goal, Report
from sheets import sheets
from spread import Spread, spread

RESULTS = HERE / "RESULTS.md"
# How many times faster than each peer a warm docfill is to fill the official form.
ASKED = {"docxtpl": 25, "rust-docxtpl": 6, "docxtemplater": 4, "easy-template-x": 5}


class Bench:
    """One run: the measurements in order, each adding to the report."""

    def __init__(self, plan: Plan, folder: Path, *, is_quick: bool):
        self.plan = plan
        self.folder = folder
        self.report = Report(described(), is_quick=is_quick)

    @cached_property
    def field(self) -> Field:
        """The official form and filings, once it is shown that everybody fills it alike."""
        field = lay_out(self.folder / "form", self.plan.county)
        self.report.versions.update(prove_equal_work(field))
        return field

    def fill(self) -> None:
        """Filling while warm, on the official form."""
        found = warm(self.field, self.plan)
        for name in PEERS:
            says = f"filling, warm: times faster than {name}"
            self._goal(Goal(says, ASKED[name], found[name].speed_up, at_least=True))
        self._goal(Goal("filling, warm: of the bare cost", 2.5, found["bare"].share))
        self._other("filling, warm: Jinja alone, without a sandbox", found["plain"].speed_up)

    def fill_large(self) -> None:
        """Filling while warm, with ten times the tables."""
        field = lay_out(self.folder / "large", 2, tables=10)
        prove_equal_work(field)
        for name, pairs in warm(field, replace(self.plan, rounds=min(5, self.plan.rounds))).items():
            if name in PEERS:
                self._other(f"filling, warm, ten times the tables: {name}", pairs.speed_up)

    def fill_first(self) -> None:
        """The first document of a process."""
        found = first(self.field, self.plan, self.folder)
        fresh, cached = found["fresh"].speed_up, found["cached"].speed_up
        says = "first document, whole process: times faster than docxtpl"
        self._goal(Goal(says, 1.0, fresh, at_least=True))
        self._goal(Goal(f"{says}, compiled before", 1.3, cached, at_least=True))

    def fill_many(self) -> None:
        """Ten thousand documents in one process."""
        memory, seconds = many(self.field, self.plan)
        all_of_them, tenth = self.plan.step * self.plan.steps, self.plan.step
        after = f"after {all_of_them:,} documents, of that after {tenth:,}"
        self._goal(Goal(f"memory {after}", 1.2, memory))
        self._goal(
            Goal(f"time per document over {all_of_them:,}, of the first {tenth:,}", 1.2, seconds)
        )

    def build_county(self) -> None:
        """A county's reports from cold."""
        found = county(self.field, Soffice(self.folder), self.plan, self.folder)
        says = f"{self.plan.county} filings to verified .docx and PDF, of docxtpl and one soffice"
        self._goal(Goal(says, 0.38, found.share))

    def build_one(self) -> None:
        """One report from cold."""
        found = one(Soffice(self.folder), self.plan, self.folder)
        self._goal(Goal("one filing to .docx and PDF, of soffice alone", 0.93, found.share))

    def build_kept(self) -> None:
        """Builds with a LibreOffice that was left running."""
        soffice = Soffice(self.folder)
        found = one_kept(soffice, self.plan, self.folder)
        self._goal(Goal("one filing, LibreOffice kept, of soffice alone", 0.3, found.share))
        found = county_kept(self.field, soffice, self.plan, self.folder)
        says = f"{self.plan.county} filings, LibreOffice kept, of docxtpl and one soffice"
        self._goal(Goal(says, 0.3, found.share))

    def convert(self) -> None:
        """Documents to PDF, every way."""
        documents = sorted((self.field.folder / "by-docfill").glob("*.docx"))[: self.plan.pdfs]
        found = ways_to_pdf(documents, Soffice(self.folder), self.plan, self.folder)
        for name, pairs in found.items():
            self._other(f"{len(documents)} documents to PDF, from cold: {name}", pairs.speed_up)

    def merge_letters(self) -> None:
        """A list of people to letters."""
        letters = letters_for(self.folder / "letters", self.plan.letters)
        found = to_docx(letters, self.plan.letter_pairs, self.folder)
        says = f"{letters.count:,} letters to .docx: times faster than a docxtpl loop"
        self._goal(Goal(says, 20, found.speed_up, at_least=True))

    def merge_pdfs(self) -> None:
        """A list of people to letters as PDF."""
        letters = letters_for(self.folder / "pdf-letters", self.plan.letter_pdfs)
        found = to_pdf(letters, Soffice(self.folder), self.plan, self.folder)
        says = f"{letters.count:,} letters to PDF, of docxtpl and one soffice"
        self._goal(Goal(says, 0.6, found.share))

    def build_unchanged(self) -> None:
        """A county where nothing changed."""
        whole, each = unchanged(
            self.plan, self.folder, *(["--no-pdf"] if self.report.is_quick else [])
        )
        says = f"{self.plan.unchanged:,} unchanged filings"
        self._goal(Goal(says, 1.0, whole, "s"))
        milliseconds = Spread(each.median * 1e3, each.low * 1e3, each.high * 1e3, each.count)
        self._goal(Goal(f"{says}: each beyond start-up", 0.3, milliseconds, "ms"))

    def roll_up(self) -> None:
        """A province's figures added up, and a county's."""
        whole, tenth = self.plan.province, self.plan.province // 10
        costs, small = (province(self.folder, filings) for filings in (whole, tenth))
        says = f"{whole:,} filings rolled up, with a workbook"
        self._goal(Goal(says, 60, spread([costs.read.seconds]), "s"))
        self._goal(Goal(f"{says}: memory", 500, spread([costs.read.megabytes]), "MB"))
        share = costs.read.seconds / small.read.seconds / 10
        self._goal(Goal(f"{says}: time for each, of that with {tenth:,}", 1.2, spread([share])))
        share = costs.unchanged.seconds / costs.read.seconds
        self._goal(Goal(f"{says}, unchanged: of the time", 0.5, spread([share])))
        runs = [province(self.folder / str(n), 40).read.seconds for n in range(self.plan.rollups)]
        self._goal(Goal("40 filings rolled up, with a workbook", 0.6, spread(runs), "s"))

    def exchange(self) -> None:
        """Workbooks out and back."""
        found = sheets(self.plan, self.folder)
        self._goal(Goal("a form written as a workbook, warm", 40, found.written, "ms"))
        self._goal(Goal("a filled workbook taken as a filing, warm", 15, found.taken, "ms"))
        says = "a filled workbook read and judged: times faster than openpyxl reads it"
        self._goal(Goal(says, 5, found.reading.speed_up, at_least=True))
        says = f"{self.plan.books} workbooks taken, whole command"
        self._goal(Goal(says, 2.0, found.command, "s"))

    def import_reports(self) -> None:
        """Published reports taken as filings."""
        reports = lay_out_reports(self.plan, self.folder)
        for kind, asked in (("docx", 60), ("pdf", 400)):
            own = reports.by_docfill(kind)
            says = f"a published report taken as a filing, warm: .{kind}"
            self._goal(Goal(says, asked, own.taken, "ms"))
            self._count(f"docfill, .{kind}", own.right, reports.figures)
        for name, kind in READERS:
            other = reports.by_another(name, kind)
            self.report.versions[name] = other.version
            says = f"a published report read, warm: {name}, .{kind}"
            self._other(says, other.beside.speed_up)
            self._count(f"{name}, .{kind}", other.right, reports.figures)

    def serve(self) -> None:
        """Clerks who save at once, every two seconds each."""
        found = saving(self.folder, self.plan.clerks, self.plan.clerk_seconds)
        if found.lost:
            raise Failed(f"of {found.count} saves that were answered, {found.lost} are lost")
        told = ", ".join(f"{share:.0%} {found.within(share) * 1e3:.0f} ms" for share in (0.5, 0.95))
        says = f"{self.plan.clerks} clerks: 99% of {found.count} saves ({told})"
        self._goal(Goal(says, 250, spread([found.within(0.99) * 1e3]), "ms"))
        self._goal(Goal("processor time of a save", 15, spread([found.cpu_each * 1e3]), "ms"))

    def _goal(self, goal: Goal) -> None:
        self.report.goals.append(goal)
        print(goal.row, flush=True)

    def _count(self, says: str, right: int, of_all: int) -> None:
        self.report.counts.append((says, right, of_all))
        print(f"| {says} | {right} of {of_all} |", flush=True)

    def _other(self, says: str, found: Spread) -> None:
        self.report.others.append((says, found))
        print(f"| {says} | {found.median:.2f} × |", flush=True)


MEASUREMENTS: dict[str, Callable[[Bench], None]] = {
    "fill": Bench.fill,
    "first": Bench.fill_first,
    "county": Bench.build_county,
    "one": Bench.build_one,
    "kept": Bench.build_kept,
    "letters": Bench.merge_letters,
    "letter-pdfs": Bench.merge_pdfs,
    "unchanged": Bench.build_unchanged,
    "rollup": Bench.roll_up,
    "sheets": Bench.exchange,
    "imports": Bench.import_reports,
    "serve": Bench.serve,
    "many": Bench.fill_many,
    "large": Bench.fill_large,
    "convert": Bench.convert,
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure docfill beside its peers.")
    parser.add_argument("--quick", action="store_true", help="only see that everything runs")
    parser.add_argument("--only", choices=MEASUREMENTS, nargs="+", help="print, do not write")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="docfill-bench-") as folder:
        plan = QUICK if chosen.quick else FULL
        bench = Bench(plan, Path(folder), is_quick=chosen.quick)
        for name in chosen.only or MEASUREMENTS:
            try:
                MEASUREMENTS[name](bench)
            except Failed as trouble:
                bench.report.unmeasured.append(f"{name}: {str(trouble).splitlines()[0]}")
                print(f"{name}: {trouble}", file=sys.stderr)
    if not chosen.only and not chosen.quick:
        RESULTS.write_text(bench.report.text(datetime.date.today()), encoding="utf-8")
    return 1 if bench.report.unmeasured else 0


if __name__ == "__main__":
    sys.exit(main())
