"""The disk is full: that of the project, or that of temporary files, with more or less room."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from torture.ground import Ground, Quarry
from torture.plan import Plan
from torture.tally import End, Says, Tally

_KB = 1024
_LARGE = 200_000 * _KB
_WHY_NOT = Says("skipped: only root may mount a small disk", "跳过：只有 root 才能挂载小磁盘")
_PROJECT = Says(
    "disk of the project full, {least} to {most} kB left", "项目所在磁盘已满，余{least}至{most} kB"
)
_TEMPORARY = Says(
    "disk of temporary files full, {least} to {most} kB", "临时文件所在磁盘已满，{least}至{most} kB"
)


def trial(quarry: Quarry, plan: Plan, chance: Random) -> Iterator[Tally]:
    if os.geteuid() != 0:
        for what in (_PROJECT, _TEMPORARY):
            bounds = {"least": 0, "most": "…"}
            yield Tally(_between(what, bounds), skipped=_WHY_NOT)
        return
    yield _trial(quarry, 2, _PROJECT, chance.sample(_steps(plan.disks, 4, 1500), plan.disks))
    yield _trial(quarry, 1, _TEMPORARY, chance.sample(_steps(plan.disks, 4, 30_000), plan.disks))


def _steps(count: int, least: int, most: int) -> list[int]:
    """So many sizes in kB, each as many times larger than the one before."""
    if count == 1:
        return [least]
    return [round(least * (most / least) ** (n / (count - 1)) / 4) * 4 for n in range(count)]


def _between(what: Says, bounds: dict[str, object]) -> Says:
    return Says(what.en.format(**bounds), what.zh.format(**bounds))


def _trial(quarry: Quarry, kinds: int, what: Says, sizes: list[int]) -> Tally:
    tally, tried = Tally(what), []
    with quarry.ground() as ground:
        folder = ground.county if what is _PROJECT else ground.temporary
        with _disk(folder) as disk:
            for number in quarry.rounds(len(sizes), kinds=kinds):
                tried.append(sizes[number])
                ground = _build(ground, disk, sizes[number] * _KB, tally)
    tally.what = _between(what, {"least": min(tried), "most": max(tried)})
    return tally


def _build(ground: Ground, disk: Path, room: int, tally: Tally) -> Ground:
    """A build with so much room, and a quiet one when there is room again."""
    tally.tries += 1
    usage = shutil.disk_usage(disk)
    _resize(disk, usage.used + room)
    end = ground.run(*ground.build)
    lost = ground.harm() + ground.leftovers()
    if end.is_traceback or end.code not in (0, 3, 4, 8):
        lost.append(f"with {room // _KB} kB left a build ended with {end.code}: {end.said[-300:]}")
    if not lost:
        tally.ended(End.MADE if end.code == 0 else End.TOLD)
    _resize(disk, _LARGE)
    tally.lost += lost + ground.faults_after_all()
    return ground.swap()


@contextmanager
def _disk(folder: Path) -> Iterator[Path]:
    """A small disk of its own in place of a folder, with what was in it."""
    aside = folder.with_name(f"{folder.name}-before")
    folder.rename(aside)
    folder.mkdir()
    _run("mount", "-t", "tmpfs", "-o", f"size={_LARGE}", "tmpfs", str(folder))
    try:
        shutil.copytree(aside, folder, symlinks=True, dirs_exist_ok=True)
        yield folder
    finally:
        _run("umount", str(folder))


def _resize(disk: Path, size: int) -> None:
    _run("mount", "-o", f"remount,size={size}", str(disk))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)
