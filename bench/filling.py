"""Filling: docfill beside each peer, warm and in a fresh process, and over many documents."""

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from field import PEERS, Field
from machine import HERE, Contestant, contestant, whole
from plan import Plan
from spread import Pairs, Spread, paired, spread

CONTESTANTS = HERE / "contestants"


def warm(field: Field, plan: Plan) -> dict[str, Pairs]:
    """Seconds per document of docfill and of each peer, and of the bare cost, in turn."""
    with ExitStack() as stack:
        there = {name: stack.enter_context(contestant(name)) for name in ("docfill", *PEERS)}
        for name, each in there.items():
            each.open(field.template(name), field.values(name))
        docfill = there.pop("docfill")
        found = {name: _in_turn(docfill, each, "fill", plan) for name, each in there.items()}
        for floor in ("bare", "plain"):
            found[floor] = _in_turn(docfill, docfill, floor, plan)
        return found


def _in_turn(docfill: Contestant, peer: Contestant, do: str, plan: Plan) -> Pairs:
    ours, theirs = _burst(docfill, "fill", plan), _burst(peer, do, plan)
    return paired(
        lambda: docfill.seconds_each(ours), lambda: peer.seconds_each(theirs, do), plan.rounds
    )


def _burst(each: Contestant, do: str, plan: Plan) -> int:
    """How many documents take about the seconds of a burst, once it is warm."""
    each.seconds_each(1, do)
    rough = each.seconds_each(2, do)
    warmed = each.seconds_each(max(2, round(plan.warm_up / rough)), do)
    return max(2, round(plan.burst / warmed))


def first(field: Field, plan: Plan, folder: Path) -> dict[str, Pairs]:
    """Whole processes that fill one document, with and without what docfill keeps on disk."""
    template, values = field.template("docxtpl"), field.values("docxtpl")
    out = folder / "once"
    out.mkdir()
    docfill = [sys.executable, CONTESTANTS / "once_docfill.py", template, values, out / "a.docx"]
    docxtpl = [sys.executable, CONTESTANTS / "loop_docxtpl.py", template, values, out, "1"]

    def fresh() -> float:
        with tempfile.TemporaryDirectory(dir=folder) as cache:
            return whole(docfill, {"DOCFILL_CACHE": cache}, one_core=True)

    def cached() -> float:
        return whole(docfill, {"DOCFILL_CACHE": str(folder / "cache")}, one_core=True)

    def theirs() -> float:
        return whole(docxtpl, one_core=True)

    for warm_up in (fresh, cached, theirs):
        warm_up()
    return {
        "fresh": paired(fresh, theirs, plan.first),
        "cached": paired(cached, theirs, plan.first),
    }


def many(field: Field, plan: Plan) -> tuple[Spread, Spread]:
    """Memory and time per document at the end over those of the first tenth.

    Time is that of every later step of as many documents over the first step's.
    """
    with contestant("docfill") as docfill:
        docfill.open(field.template("docfill"), field.values("docfill"))
        docfill.seconds_each(max(1, plan.step // 10), "fill_new")
        seconds, memory = [], []
        for _ in range(plan.steps):
            seconds.append(docfill.seconds_each(plan.step, "fill_new"))
            memory.append(docfill.memory())
    return spread([memory[-1] / memory[0]]), spread([each / seconds[0] for each in seconds[1:]])
