"""Half the reports of a county are damaged after they were finished; `verify` is to see it."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from county import YEAR
from finished import packed, parts_of
from torture.damages import OF_BYTES, damaged
from torture.ground import Ground, Quarry
from torture.plan import Plan
from torture.tally import End, Says, Tally


def trial(quarry: Quarry, plan: Plan, chance: Random) -> Iterator[Tally]:
    finished = Tally(
        Says("finished reports damaged, `verify` of the county", "损坏已生成的报告，核验全部")
    )
    strange = Tally(
        Says(
            "damaged .docx and .pdf given to `verify` by name",
            "把损坏的 .docx 和 .pdf 交给 verify 核验",
        )
    )
    with quarry.ground() as ground:
        strange.lost += ground.faults_after_all()
        for _ in quarry.rounds(plan.reports):
            _round(ground, chance, finished, strange)
        finished.lost += ground.faults_after_all()
    yield finished
    yield strange


def _round(ground: Ground, chance: Random, finished: Tally, strange: Tally) -> None:
    """Reports are damaged, seen, and made anew; the damaged ones are kept beside."""
    files = sorted((ground.county / "out" / str(YEAR)).glob("*/*.*[fx]"))
    chosen = chance.sample(files, len(files) // 4)
    for path in chosen:
        chance.choice((_in_bytes, _in_bytes, _in_a_part, _instead))(chance, path)
    harmed = {path.parent.name for path in chosen}
    finished.tries += len(chosen)
    _judge(ground, harmed, finished)
    for path in chosen:
        _named(ground, path, strange)
        if path.is_dir() and not path.is_symlink():
            path.rmdir()  # a build refuses to write over a folder and says so: it is moved away
    build = ground.run(*ground.build)
    if build.is_traceback:
        finished.lost.append(f"a build ended with {build.code}: {build.said[-300:]}")
    for path in files[0].parent.parent.glob("*/*.edited-*"):
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _judge(ground: Ground, harmed: set[str], tally: Tally) -> None:
    """Whether `verify` tells the damaged from the others, and speaks of each."""
    end = ground.run("verify", "-y", str(YEAR), "--json")
    if end.is_traceback:
        tally.lost.append(f"verify ended with {end.code}: {end.said[-300:]}")
        return
    for outcome in json.loads(end.out):
        township, found = outcome["township"], outcome["findings"]
        if township in harmed and not found:
            tally.lost.append(f"a damaged report was called right: {township}")
        elif township not in harmed and found:
            tally.lost.append(f"a right report was called wrong: {township}: {found[0]}")
        elif township in harmed:
            tally.ended(End.FOUND)


def _named(ground: Ground, path: Path, tally: Tally) -> None:
    """The damaged file without its receipt: only its content tells."""
    tally.tries += 1
    option = "--docx" if path.suffix == ".docx" else "--pdf"
    end = ground.run("verify", path.parent.name, "-y", str(YEAR), option, str(path))
    if end.is_traceback or end.code < 0:
        tally.lost.append(f"verify {option} ended with {end.code}: {end.said[-300:]}")
    else:
        tally.ended(End.FOUND if end.code else End.HARMLESS)


def _in_bytes(chance: Random, path: Path) -> None:
    path.write_bytes(damaged(chance, path.read_bytes(), OF_BYTES))


def _in_a_part(chance: Random, path: Path) -> None:
    """One part of a .docx is damaged and the zip is right; a .pdf is damaged at its end."""
    if path.suffix == ".pdf":
        data = path.read_bytes()
        path.write_bytes(data[:-600] + damaged(chance, data[-600:], OF_BYTES))
        return
    parts = parts_of(path.read_bytes())
    name = chance.choice(sorted(parts))
    path.write_bytes(packed({**parts, name: damaged(chance, parts[name], OF_BYTES)}))


def _instead(chance: Random, path: Path) -> None:
    """Something stands there that is no file at all, or leads nowhere."""
    path.unlink()
    makers: tuple[Callable[[], object], ...] = (
        lambda: os.mkfifo(path),
        lambda: path.symlink_to("nowhere"),
        lambda: path.symlink_to("/dev/zero"),
        lambda: path.mkdir(),
        lambda: None,
    )
    chance.choice(makers)()
