"""Puts units or cron lines in place and takes them away; doing so twice is harmless."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from docfill.errors import DocfillError, SomethingMissing
from docfill.files import write_whole
from docfill.schedule.units import Plan, cron_lines, cron_marks, units
from docfill.words import tell

SYSTEM_UNITS = Path("/etc/systemd/system")


class ScheduleFailed(DocfillError):
    """systemd or cron did not do what it was asked; the message holds its words."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What was written and what was taken away; both empty if all was as it should be."""

    written: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()


def unit_folder(plan: Plan) -> Path:
    """Where the units belong: the system's folder, or the user's own."""
    return SYSTEM_UNITS if plan.user else Path.home() / ".config" / "systemd" / "user"


def install(plan: Plan, folder: Path | None = None) -> Changed:
    """Write the units, forget the project's older ones, and start the timers."""
    folder = folder or unit_folder(plan)
    texts = units(plan)
    ask_systemctl(plan, "--version")  # before anything is written
    changed = [name for name, text in texts.items() if _read(folder / name) != text]
    outdated = [path for path in _present(plan, folder) if path.name not in texts]
    _stop(plan, outdated)
    for name in changed:
        write_whole(folder / name, texts[name].encode())
    for path in outdated:
        path.unlink()
    if changed or outdated:
        ask_systemctl(plan, "daemon-reload")
    ask_systemctl(plan, "enable", "--now", *(name for name in texts if name.endswith(".timer")))
    return Changed(tuple(folder / name for name in changed), tuple(outdated))


def remove(plan: Plan, folder: Path | None = None) -> Changed:
    """Stop the timers and take the project's units away."""
    folder = folder or unit_folder(plan)
    present = _present(plan, folder)
    if present:
        _stop(plan, present)
        for path in present:
            path.unlink()
        ask_systemctl(plan, "daemon-reload")
    return Changed(removed=tuple(present))


def install_cron(plan: Plan) -> bool:
    """Put the project's lines into the user's crontab; whether that changed anything."""
    return _change_crontab(plan, cron_lines(plan))


def remove_cron(plan: Plan) -> bool:
    """Take the project's lines out of the user's crontab; whether that changed anything."""
    return _change_crontab(plan, "")


def ask_systemctl(plan: Plan, *words: str) -> str:
    """What systemctl answers; the one door to it."""
    scope = () if plan.user else ("--user",)
    return _ask("systemctl", *scope, *words)


def _change_crontab(plan: Plan, block: str) -> bool:
    before = _crontab()
    after = _without_block(plan, before) + block
    if after == before:
        return False
    _ask("crontab", "-", said=after)
    return True


def _crontab() -> str:
    """The user's crontab; one that does not exist yet is empty."""
    answer = _run("crontab", "-l")
    if answer.returncode and "no crontab" not in answer.stderr:
        raise ScheduleFailed(tell("crontab -l failed: {why}", why=answer.stderr.strip()))
    return "" if answer.returncode else answer.stdout


def _without_block(plan: Plan, text: str) -> str:
    begin, end = cron_marks(plan)
    lines, inside = [], False
    for line in text.splitlines(keepends=True):
        inside = inside or line.strip() == begin
        if not inside:
            lines.append(line)
        inside = inside and line.strip() != end
    if inside:
        raise ScheduleFailed(
            tell("the crontab has '{begin}' without '{end}'; mend it by hand", begin=begin, end=end)
        )
    kept = "".join(lines)
    return kept if not kept or kept.endswith("\n") else kept + "\n"


def _present(plan: Plan, folder: Path) -> list[Path]:
    found = [*folder.glob(f"{plan.stem}-*.timer"), *folder.glob(f"{plan.stem}-*.service")]
    return sorted(found)


def _stop(plan: Plan, paths: list[Path]) -> None:
    timers = [path.name for path in paths if path.suffix == ".timer"]
    if timers:
        ask_systemctl(plan, "disable", "--now", *timers)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def _ask(program: str, *words: str, said: str = "") -> str:
    answer = _run(program, *words, said=said)
    if answer.returncode:
        raise ScheduleFailed(
            tell(
                "{command} failed: {why}",
                command=" ".join((program, *words)),
                why=answer.stderr.strip() or answer.returncode,
            )
        )
    return answer.stdout


def _run(program: str, *words: str, said: str = "") -> "subprocess.CompletedProcess[str]":
    path = shutil.which(program)
    if path is None:
        raise SomethingMissing(
            tell(
                "{program} is not on this machine; docfill schedule can print the systemd units or "
                "the cron lines instead",
                program=program,
            )
        )
    return subprocess.run(
        [path, *words], input=said, capture_output=True, text=True, timeout=60, check=False
    )
