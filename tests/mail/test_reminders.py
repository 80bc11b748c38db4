"""What a reminder says: errors, how many warnings, and how late it is."""

from datetime import date, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from docfill.base.findings import Finding, Severity
from docfill.base.language import as_written
from docfill.base.places import Place
from docfill.mail.headers import mailbox
from docfill.mail.notices import Standing, reminder
from docfill.mail.settings import MessageWording, Server
from mail_reports import NOON, settings_for

ERROR = Finding(Place("x.yaml"), "blank", as_written("signed is blank"))
DOUBT = Finding(Place("x.yaml"), "short", as_written("too short"), Severity.WARNING)


def reminded(now: datetime, wording: str = "", *findings: Finding) -> tuple[str, str]:
    """Subject and text of a reminder at this time; the deadline is 2024-01-31."""
    settings = settings_for(
        Server("h"),
        contacts={"huashi": (mailbox("office@huashi.example.cn"),)},
        overdue=MessageWording("late", wording) if wording else None,
    )
    standing = Standing("huashi", "花石镇", as_written("no filing"), findings)
    letter = reminder(
        standing,
        settings,
        full_name="花石镇人民政府",
        county="湘潭县",
        year=2023,
        title="年报",
        deadline=date(2024, 1, 31),
        now=now,
    )
    parsed = BytesParser(EmailMessage, policy=policy.default).parsebytes(letter.data)
    return letter.subject, parsed.get_content().replace("\r\n", "\n")


def test_a_reminder_names_errors_first_and_counts_warnings() -> None:
    _, text = reminded(NOON, "", DOUBT, ERROR, DOUBT)
    assert "16 days are left" in text
    assert "x.yaml: error [blank] signed is blank\nand 2 warnings, which docfill check" in text
    assert "short" not in text
    assert "no filing" in reminded(NOON)[1]


def test_after_the_deadline_a_reminder_says_that_it_is_overdue() -> None:
    subject, text = reminded(NOON + timedelta(days=20))
    assert subject == "年报: overdue since 2024-01-31"
    assert "it was due on 2024-01-31, 4 days ago" in text
    assert reminded(NOON + timedelta(days=20), "{days} days late") == ("late", "4 days late\n")
    assert "overdue" not in reminded(NOON + timedelta(days=16))[0]
