"""Puts units or cron lines in place and takes them away; doing so twice is harmless."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from docfill.base import (
    NOTHING,
    DocfillError,
    Message,
    SomethingMissing,
    message_of,
    tell,
    write_whole,
)
from docfill.schedule.units import Plan, cron_lines, cron_marks, units

SYSTEM_UNITS = Path("/etc/systemd/system")


class ScheduleFailed(DocfillError):
    """systemd or cron did not do what it was asked; the message holds its words."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What was written and what was taken away; both empty if all was as it should be.

    `unasked` says why systemd could not be asked to stop what was taken away, or is empty.
    """

    written: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    unasked: Message = NOTHING


def unit_folder(plan: Plan) -> Path:
    """Where the units belong: the system's folder, or the user's own."""
    return SYSTEM_UNITS if plan.user else Path.home() / ".config" / "systemd" / "user"


def install(plan: Plan, folder: Path | None = None) -> Changed:
    """Write the units, forget the project's older ones, and start the timers.

    Where systemd cannot be asked or refuses, all stays as it was.
    """
    folder = folder or unit_folder(plan)
    texts = units(plan)
    _ask_after_systemd(plan)
    changed = [name for name, text in texts.items() if _read(folder / name) != text]
    before = {path: path.read_bytes() for path in _present(plan, folder)}
    outdated = [path for path in before if path.name not in texts]
    try:
        _stop(plan, outdated)
        for name in changed:
            write_whole(folder / name, texts[name].encode())
        for path in outdated:
            path.unlink()
        if changed or outdated:
            ask_systemctl(plan, "daemon-reload")
        timers = (name for name in texts if name.endswith(".timer"))
        ask_systemctl(plan, "enable", "--now", *timers)
    except ScheduleFailed:
        _put_back(plan, folder, before)
        raise
    return Changed(tuple(folder / name for name in changed), tuple(outdated))


def remove(plan: Plan, folder: Path | None = None) -> Changed:
    """Stop the timers and take the project's units away, also where systemd cannot be asked."""
    folder = folder or unit_folder(plan)
    present = _present(plan, folder)
    why = _why_unasked(plan) if present else NOTHING
    if present and not why:
        _stop(plan, present)
    for path in present:
        path.unlink()
        # The link by which systemd knows that a timer is wanted; `disable` takes it away too.
        (folder / "timers.target.wants" / path.name).unlink(missing_ok=True)
    if present and not why:
        ask_systemctl(plan, "daemon-reload")
    return Changed(removed=tuple(present), unasked=why)


def _ask_after_systemd(plan: Plan) -> None:
    """Raise unless systemd answers, saying what to do instead; a user's own needs a session."""
    try:
        ask_systemctl(plan, "show", "--property=Version")
    except ScheduleFailed as trouble:
        says = tell("{why}; use cron instead: docfill schedule --install --cron", why=trouble)
        if not plan.user:
            says += tell(
                ", or as root the machine's own systemd: docfill schedule --install --system"
            )
        raise ScheduleFailed(says) from trouble


def _why_unasked(plan: Plan) -> Message:
    """Why systemd cannot be asked; `NOTHING` if it can."""
    try:
        ask_systemctl(plan, "show", "--property=Version")
    except (ScheduleFailed, SomethingMissing) as trouble:
        return message_of(trouble)
    return NOTHING


def _put_back(plan: Plan, folder: Path, before: dict[Path, bytes]) -> None:
    """The project's units as they were."""
    for path in _present(plan, folder):
        if path not in before:
            path.unlink()
    for path, data in before.items():
        write_whole(path, data)


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
