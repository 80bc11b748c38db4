"""Every kind of trial, in turn; writes the table of docs/reliability.md. See `make torture`."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

import docfill
from docfill.office import find_installation
from torture import (
    broken_data,
    damaged_reports,
    docfill_kills,
    full_disk,
    hostile_templates,
    limits,
    mail_kills,
    office_kills,
    page,
)
from torture.ground import Quarry
from torture.plan import FULL, QUICK, Plan
from torture.tally import Tally

_SEED = 20260115
_MINUTES = 9  # for rounds; the round that is begun then is ended
TRIALS: dict[str, Callable[[Quarry, Plan, Random], Iterable[Tally]]] = {
    "office-kills": office_kills.trial,
    "docfill-kills": docfill_kills.trial,
    "mail-kills": mail_kills.trial,
    "full-disk": full_disk.trial,
    "limits": limits.trial,
    "hostile-templates": hostile_templates.trial,
    "broken-data": broken_data.trial,
    "damaged-reports": damaged_reports.trial,
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Harm docfill, and count what was lost.")
    parser.add_argument("--quick", action="store_true", help="only see that everything runs")
    parser.add_argument("--only", choices=TRIALS, nargs="+", help="print, do not write")
    parser.add_argument("--minutes", type=float, default=_MINUTES, help="for all rounds")
    parser.add_argument("--seed", type=int, default=_SEED, help="for moments and damages")
    chosen = parser.parse_args()
    plan, began = QUICK if chosen.quick else FULL, time.monotonic()
    tallies: list[Tally] = []
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        quarry = Quarry(Path(folder), plan.townships)
        names = list(chosen.only or TRIALS)
        for number, name in enumerate(names):
            left = began + 60 * chosen.minutes - time.monotonic()
            quarry.until = time.monotonic() + left / (len(names) - number)
            tallies += shown(TRIALS[name](quarry, plan, Random(chosen.seed)), name)
    if not chosen.only and not chosen.quick:
        facts = {"version": docfill.__version__, "office": find_installation().version}
        minutes = (time.monotonic() - began) / 60
        page.write(tallies, **facts, minutes=minutes, seed=chosen.seed)
    return 1 if any(tally.lost for tally in tallies) else 0


def shown(trial: Iterable[Tally], name: str) -> Iterable[Tally]:
    """The tallies of a trial, each printed as it comes, with every loss."""
    began = time.monotonic()
    for tally in trial:
        print(tally.row("en"), flush=True)
        for loss in tally.lost:
            print(f"  lost: {loss}", file=sys.stderr, flush=True)
        yield tally
    print(f"  {name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
