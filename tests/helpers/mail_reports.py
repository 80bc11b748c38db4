"""Reports to send, settings to send them with, and a clock that does not wait."""

from datetime import UTC, datetime, timedelta

from docfill.base import Place
from docfill.mail.compose import Attachment, Enclosure
from docfill.mail.deliver import Clock
from docfill.mail.headers import mailbox
from docfill.mail.settings import MailSettings, MessageWording, Server

NOON = datetime(2024, 1, 15, 12, 0, tzinfo=UTC)


class StoppedClock:
    """Time passes only when somebody sleeps; `slept` says how long each time."""

    def __init__(self) -> None:
        self.time = NOON
        self.slept: list[float] = []

    def now(self) -> datetime:
        self.time += timedelta(milliseconds=1)
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += timedelta(seconds=seconds)

    @property
    def clock(self) -> Clock:
        return Clock(self.now, self.sleep)


def report(township: str = "huashi", name: str = "花石镇", content: str = "first") -> Enclosure:
    """A township's report; its content is told apart by a word."""
    title = f"{name}2023年政府信息公开工作年度报告"
    docx = b"PK\x03\x04" + content.encode() * 50 + bytes(range(256))
    pdf = b"%PDF-1.7\n" + content.encode() * 50 + b"\r\n.\r\n..\n.\n"
    return Enclosure(
        township=township,
        year=2023,
        name=name,
        full_name=f"湘潭县{name}人民政府",
        county="湘潭县",
        title=title,
        content_hash=content,
        attachments=(Attachment(f"{title}.docx", docx), Attachment(f"{title}.pdf", pdf)),
        place=Place(f"out/2023/{township}/{title}.docx"),
    )


def settings_for(server: Server, **changes: object) -> MailSettings:
    values: dict[str, object] = {
        "server": server,
        "sender": mailbox("花石镇党政办 <office@huashi.example.cn>"),
        "to": (mailbox("湘潭县政务公开办 <gk@xiangtan.example.cn>"),),
        "wording": MessageWording(
            "{title}", "湘潭县政务公开办：\n\n现报送{titles}。\n\n.\n{full_name}"
        ),
        "pauses": (30.0, 60.0),
        **changes,
    }
    return MailSettings(**values)  # type: ignore[arg-type]
