"""The yearly run by itself: systemd services and timers, or cron lines, from dates."""

import hashlib
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

from docfill.base import DocfillError, Message, now_in, tell
from docfill.schedule.machine_clock import on_the_machine
from docfill.schedule.timetable import Timetable

_TIMER = """\
[Unit]
Description={description}

[Timer]
{calendar}
Persistent=true
RandomizedDelaySec={delay}

[Install]
WantedBy=timers.target
"""

_SERVICE = """\
[Unit]
Description={description}
{after}
[Service]
Type=oneshot
{identity}WorkingDirectory={folder}
{environment}ExecStart={command}
TimeoutStartSec=6h
UMask=0027
{sandbox}"""

# What docfill may do under a system service: read the machine, write the project. Left out on
# purpose: MemoryDenyWriteExecute (LibreOffice makes code while it runs) and PrivateNetwork (mail;
# LibreOffice and its bridge talk over the loopback).
_SYSTEM_SANDBOX = (
    "ProtectSystem=strict",
    "ReadWritePaths={writable}",
    "ProtectHome=read-only",
    "PrivateTmp=true",
    "PrivateDevices=true",
    "ProtectKernelTunables=true",
    "ProtectKernelModules=true",
    "ProtectKernelLogs=true",
    "ProtectControlGroups=true",
    "ProtectClock=true",
    "ProtectHostname=true",
    "CapabilityBoundingSet=",
    "RestrictNamespaces=true",
)
# These need no name spaces, which a user's own systemd cannot make on every machine.
_SANDBOX = (
    "NoNewPrivileges=true",
    "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK",
    "RestrictRealtime=true",
    "RestrictSUIDSGID=true",
    "LockPersonality=true",
    "SystemCallArchitectures=native",
)


_LONGEST_CRON_COMMAND = 950  # cron gives up at 1,000, with what it puts before


class UnfitForSchedule(DocfillError):
    """A path, command or date that no unit or cron line can hold."""


@dataclass(frozen=True, slots=True)
class TimedCommand:
    """One command, each year on `first`, and on every day from it to `last` if that is stated.

    `name` tells the jobs of one project apart. The year of the dates means nothing.
    """

    name: str
    says: Message
    command: tuple[str, ...]
    first: date
    last: date | None = None
    at: time = time(8, 0)


@dataclass(frozen=True, slots=True)
class Plan:
    """The jobs of one project.

    `user` is who a system service runs as; empty for a user's own systemd. Such a service may
    write the project and what is `writable` besides, where that exists. `failure` is the command
    of the unit that runs when a job fails, `on_failure` an existing unit instead. Days and hours
    are those of `zone`, which cron must be told by the clocks of the `machine`; without a zone
    they are the machine's own.
    """

    project: Path
    jobs: tuple[TimedCommand, ...]
    user: str = ""
    environment: Mapping[str, str] = field(default_factory=dict)
    environment_file: Path | None = None
    failure: tuple[str, ...] = ()
    on_failure: str = ""
    writable: tuple[Path, ...] = ()
    delay: str = "30min"
    zone: ZoneInfo | None = None
    machine: tzinfo | None = None

    @property
    def stem(self) -> str:
        """What the units are called: ASCII, and the same for the same folder."""
        mark = hashlib.sha256(str(self.project).encode()).hexdigest()[:8]
        return f"docfill-{mark}"


def usual_jobs(command: tuple[str, ...], table: Timetable) -> tuple[TimedCommand, ...]:
    """A draft on its day; the mail on its day, and again daily until the deadline.

    Running again is safe, since a report is sent once; it is how late filings still go out.
    """
    run = (*command, "run", *(("--remind",) if table.remind else ()))
    draft, send = tell("build last year's reports"), tell("build and mail last year's reports")
    return (
        TimedCommand("draft", draft, (*run, "--draft"), table.draft, at=table.at),
        TimedCommand("send", send, run, table.send, table.deadline, table.at),
    )


def units(plan: Plan) -> dict[str, str]:
    """File name and text of every unit."""
    texts = {}
    for job in plan.jobs:
        name = f"{plan.stem}-{job.name}"
        texts[f"{name}.service"] = _service(plan, _says(plan, job.says), job.command, failing=False)
        texts[f"{name}.timer"] = _timer(plan, job)
    if plan.failure and not plan.on_failure:
        says = _says(plan, tell("a run has failed"))
        texts[f"{plan.stem}-failed.service"] = _service(plan, says, plan.failure, failing=True)
    return texts


def cron_lines(plan: Plan) -> str:
    """A block for a crontab, marked with its begin and end; cron makes up for no missed run.

    The minute comes from the project's name, so that not all counties call at once.
    """
    begin, end = cron_marks(plan)
    minute = int(hashlib.sha256(str(plan.project).encode()).hexdigest(), 16) % 60
    lines = [begin]
    if plan.zone and plan.machine:
        says = tell(
            "days and hours by this machine's clocks; where its time zone changes, install again"
        )
        lines.append(f"# {says}")
    for job in plan.jobs:
        settings = [f"{key}={value}" for key, value in plan.environment.items()]
        words = ["env", *settings, *job.command] if settings else list(job.command)
        command = f"cd {shlex.quote(str(plan.project))} && {shlex.join(words)}"
        lines += [
            f"{' '.join(when)} * {_for_cron(command)}" for when in _cron_times(plan, job, minute)
        ]
    return "\n".join([*lines, end, ""])


def _cron_times(plan: Plan, job: TimedCommand, minute: int) -> list[tuple[str, str, str, str]]:
    """Minute, hour, days and month of each line of a job, by the machine's clocks."""
    spans = _spans(job)
    if not (plan.zone and plan.machine):
        return [(str(minute), str(job.at.hour), days, str(month)) for month, days in spans]
    # Which days are summer time differs a little from year to year; this year's stand for all.
    first, last = (_this_year(day, plan.zone) for day in (job.first, job.last or job.first))
    at = time(job.at.hour, minute, tzinfo=plan.zone)
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return on_the_machine((datetime.combine(day, at) for day in days), plan.machine)


def _this_year(day: date, zone: tzinfo) -> date:
    return day.replace(year=now_in(zone).year)


def cron_marks(plan: Plan) -> tuple[str, str]:
    """The lines between which a project's cron lines stand."""
    return f"# begin {plan.stem}", f"# end {plan.stem}"


def quote_argument(word: str) -> str:
    """The word as one argument of an ExecStart line; nothing in it is expanded.

    >>> print(quote_argument('/湘潭 县/100% "$HOME"'))
    "/湘潭 县/100%% \\"$$HOME\\""
    """
    escaped = _escaped(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{escaped}"'


def _path(path: Path) -> str:
    """The path for a setting that takes the rest of the line as it is."""
    text = str(path)
    if not path.is_absolute() or text != text.strip() or text.endswith("\\"):
        raise UnfitForSchedule(
            tell(
                "{path} must be a whole path, without a blank or backslash at its end, to stand "
                "in a unit file",
                path=text,
            )
        )
    return _escaped(text)


def _command(words: tuple[str, ...]) -> str:
    # systemd expands $ in arguments, but not in the program's own path.
    program, *arguments = words
    _path(Path(program))
    if set(program) & set("\"'\\"):
        raise UnfitForSchedule(
            tell(
                "systemd runs no program with a quote or backslash in its path: {path}",
                path=program,
            )
        )
    return " ".join((_quoted(program), *map(quote_argument, arguments)))


def _escaped(text: str) -> str:
    """The text with systemd's specifiers disarmed; refused if it would break the line."""
    if any(not character.isprintable() for character in text):
        raise UnfitForSchedule(
            tell("{text} holds a character that a unit file cannot hold", text=ascii(text))
        )
    return text.replace("%", "%%")


def _quoted(text: str) -> str:
    """The text as one word of a setting that is split at blanks, such as ReadWritePaths."""
    escaped = _escaped(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _says(plan: Plan, says: Message) -> str:
    return _escaped(f"docfill, {plan.project}: {says}")


def _service(plan: Plan, says: str, command: tuple[str, ...], *, failing: bool) -> str:
    after = "" if plan.user == "" else "Wants=network-online.target\nAfter=network-online.target\n"
    hook = plan.on_failure or (f"{plan.stem}-failed.service" if plan.failure else "")
    if hook and not failing:
        after += f"OnFailure={_escaped(hook)}\n"
    environment = [f"Environment={_quoted(f'{k}={v}')}\n" for k, v in plan.environment.items()]
    if plan.environment_file:
        environment.append(f"EnvironmentFile={_path(plan.environment_file)}\n")
    folder = _path(plan.project)
    rules = (*_SYSTEM_SANDBOX, *_SANDBOX) if plan.user else _SANDBOX
    return _SERVICE.format(
        description=says,
        after=after,
        identity=f"User={_escaped(plan.user)}\n" if plan.user else "",
        folder=folder,
        environment="".join(environment),
        command=_command(command),
        sandbox="".join(f"{rule}\n" for rule in rules).format(writable=_writable(plan)),
    )


def _writable(plan: Plan) -> str:
    also = (f"-{path}" for path in plan.writable)  # - : if it exists
    return " ".join(map(_quoted, (str(plan.project), *also)))


def _timer(plan: Plan, job: TimedCommand) -> str:
    zone = f" {plan.zone.key}" if plan.zone else ""
    calendar = "\n".join(
        f"OnCalendar=*-{month:02}-{days.replace('-', '..')} {job.at:%H:%M}:00{zone}"
        for month, days in _spans(job)
    )
    return _TIMER.format(
        description=_says(plan, job.says), calendar=calendar, delay=_escaped(plan.delay)
    )


def _spans(job: TimedCommand) -> list[tuple[int, str]]:
    """Month and days (`15` or `15-31`) of a job, a span for each month it touches."""
    first, last = job.first, job.last or job.first
    if (last.month, last.day) < (first.month, first.day):
        raise UnfitForSchedule(
            tell(
                "the job {name} would end before it begins: {first} to {last}",
                name=job.name,
                first=f"{first:%m-%d}",
                last=f"{last:%m-%d}",
            )
        )
    spans = []
    for month in range(first.month, last.month + 1):
        begin = first.day if month == first.month else 1
        end = last.day if month == last.month else 31
        spans.append((month, f"{begin:02}" if begin == end else f"{begin:02}-{end:02}"))
    return spans


def _for_cron(command: str) -> str:
    # cron itself reads % as a line end, even in quotes (crontab(5)).
    if any(not character.isprintable() for character in command):
        raise UnfitForSchedule(
            tell("{text} holds a character that a cron line cannot hold", text=ascii(command))
        )
    line = command.replace("%", "\\%")
    if len(line.encode()) > _LONGEST_CRON_COMMAND:
        raise UnfitForSchedule(
            tell(
                "the command is too long for cron, which takes {n} bytes: {text}",
                n=_LONGEST_CRON_COMMAND,
                text=command,
            )
        )
    return line
