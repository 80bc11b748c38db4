"""Messages are read back by other mail readers: every name and every byte intact."""

import email
import email.policy
from dataclasses import replace
from datetime import timedelta
from email.header import decode_header, make_header
from email.utils import getaddresses
from pathlib import Path

import fast_mail_parser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docfill.mail.compose import (
    Attachment,
    Delivery,
    compose,
    encoded_size,
    write_eml,
    write_letter,
)
from docfill.mail.headers import Mailbox, UnfitForMail, mailbox, text_line
from docfill.mail.settings import MailSettings, MessageWording, Server
from mail_reports import NOON, report

NAMES = [
    "report.docx",
    "花石镇2023年政府信息公开工作年度报告.docx",
    "湘潭县" + "很长的" * 24 + ".pdf",
    "（七）总计；“引号” 50% off, it's.pdf",
    'quoted "name".pdf',
    "a long plain name that does not fit into one line of a mail message at all.pdf",
    "=?utf-8?b?5Lit?=.pdf",
    "\U00020bb7野家.docx",
]


def delivery(*names: str) -> Delivery:
    files = tuple(Attachment(name, f"bytes of {name}\r\n.\r\n".encode() * 9) for name in names)
    return Delivery((replace(report(), attachments=files),), (0,))


@pytest.mark.parametrize("name", NAMES)
def test_another_reader_finds_every_name_and_every_byte(name: str, settings: MailSettings) -> None:
    """A reader that shares no code with Python's email (mailparse, in Rust) sees the attachment."""
    sent = delivery(name)
    read = fast_mail_parser.parse_email(compose(sent, settings, NOON).data)
    (file,) = sent.enclosures[0].attachments
    found = [(part.filename, part.content) for part in read.attachments if part.filename]
    assert found == [(file.file_name, file.content)]
    assert read.subject == "花石镇2023年政府信息公开工作年度报告"
    assert "现报送花石镇2023年政府信息公开工作年度报告。\r\n\r\n.\r\n" in read.text_plain[0]


@pytest.mark.parametrize("name", NAMES)
def test_old_programs_find_the_name_in_the_content_type(name: str, settings: MailSettings) -> None:
    """Foxmail, QQ and old Outlooks decode the RFC 2047 words in `name` and ignore `filename*`."""
    message = email.message_from_bytes(compose(delivery(name), settings, NOON).data)
    part = message.get_payload()[1]  # type: ignore[index]
    raw = part.get_param("name")  # type: ignore[union-attr]
    assert str(make_header(decode_header(raw.replace("\r\n", "")))) == name
    assert part.get_filename() == name  # type: ignore[union-attr]


def test_lines_are_ascii_end_in_crlf_and_are_short_enough(settings: MailSettings) -> None:
    letter = compose(delivery(*NAMES), settings, NOON)
    lines = letter.data.split(b"\r\n")
    assert letter.data.isascii()
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 998  # RFC 5322, 2.1.1


def test_headers_name_people_and_say_that_a_program_wrote(settings: MailSettings) -> None:
    settings = replace(
        settings,
        cc=(mailbox('"Zhang, San" <zs@example.cn>'),),
        reply_to=mailbox("office@huashi.example.cn"),
    )
    letter = compose(delivery("a.pdf"), settings, NOON)
    message = email.message_from_bytes(letter.data, policy=email.policy.default)
    assert message["From"] == "花石镇党政办 <office@huashi.example.cn>"
    assert message["To"] == "湘潭县政务公开办 <gk@xiangtan.example.cn>"
    assert getaddresses([str(message["Cc"])]) == [("Zhang, San", "zs@example.cn")]
    assert message["Reply-To"] == "office@huashi.example.cn"
    assert message["Date"].datetime == NOON
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == letter.message_id
    assert not [header for header in message if header.lower().startswith("list-")]
    assert letter.recipients == ("gk@xiangtan.example.cn", "zs@example.cn")
    assert not message.defects and not [part for part in message.walk() if part.defects]


def test_documents_have_their_own_types(settings: MailSettings) -> None:
    letter = compose(delivery("a.docx", "b.PDF", "c.bin"), settings, NOON)
    message = email.message_from_bytes(letter.data)
    assert [part.get_content_type() for part in message.walk()][2:] == [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/pdf",
        "application/octet-stream",
    ]


def test_the_same_report_and_date_give_the_same_bytes(settings: MailSettings) -> None:
    one = compose(delivery(*NAMES), settings, NOON)
    assert compose(delivery(*NAMES), settings, NOON) == one
    later = compose(delivery(*NAMES), settings, NOON + timedelta(days=1))
    differing = [
        (a, b)
        for a, b in zip(one.data.split(b"\r\n"), later.data.split(b"\r\n"), strict=True)
        if a != b
    ]
    assert [a[:5] for a, _ in differing] == [b"Date:"]


def test_the_message_id_tells_content_recipients_and_copies_apart(settings: MailSettings) -> None:
    first = delivery("a.pdf")
    others = [
        Delivery((report(content="second"),), (0,)),
        replace(first, copies=(1,)),
    ]
    elsewhere = replace(settings, to=(mailbox("other@example.cn"),))
    ids = [compose(one, settings, NOON).message_id for one in (first, *others)]
    ids.append(compose(first, elsewhere, NOON).message_id)
    assert len(set(ids)) == 4
    assert all(one.endswith("@huashi.example.cn>") for one in ids)


def test_corrections_and_parts_are_marked_in_the_subject(settings: MailSettings) -> None:
    marked = replace(delivery("a.pdf"), corrected=True, part=2, parts=3)
    title = "花石镇2023年政府信息公开工作年度报告"
    assert compose(marked, settings, NOON).subject == f"（更正）{title}（2/3）"


INJECTIONS = ["a\r\nBcc: all@example.cn", "a\nb", "a\rb", "a\x00b", "a\x0bb", "a\u2028b", "a\x85b"]


@pytest.mark.parametrize("evil", INJECTIONS)
def test_no_value_breaks_out_of_its_header(evil: str, settings: MailSettings) -> None:
    """Each value that reaches a header is refused by name when it holds a control character."""
    enclosure = report()
    file = replace(enclosure.attachments[0], file_name=f"{evil}.pdf")
    tries = [
        (replace(enclosure, title=evil), settings),
        (replace(enclosure, attachments=(file,)), settings),
        (enclosure, replace(settings, sender=Mailbox("a@example.cn", evil))),
        (enclosure, replace(settings, sender=Mailbox(f"{evil}@example.cn"))),
        (enclosure, replace(settings, to=(Mailbox("a@example.cn", evil),))),
        (enclosure, replace(settings, to=(Mailbox(f"a@example.cn{evil}"),))),
        (enclosure, replace(settings, reply_to=Mailbox("a@example.cn", evil))),
        (enclosure, replace(settings, wording=MessageWording(f"{evil}{{title}}", ""))),
        (enclosure, replace(settings, corrected=f"{evil}{{subject}}")),
    ]
    for one, with_settings in tries:
        with pytest.raises(UnfitForMail):
            compose(Delivery((one,), (0,), corrected=True), with_settings, NOON)
    with pytest.raises(UnfitForMail):
        mailbox(f"name {evil} <a@example.cn>")


def test_no_attachment_is_named_into_another_folder(settings: MailSettings) -> None:
    for name in ("../../etc/passwd", "C:\\a.pdf", "", "长" * 90):
        with pytest.raises(UnfitForMail):
            compose(delivery(name), settings, NOON)


@given(st.text(max_size=300))
def test_any_text_is_refused_or_arrives_as_it_is(text: str) -> None:
    """Subjects of any characters either come back whole or are named as unfit."""
    try:
        line = text_line("Subject", text)
    except UnfitForMail:
        return
    assert all(len(part) <= 78 for part in line.split("\r\n"))
    message = email.message_from_bytes(f"{line}\r\nX-Next: 1\r\n\r\n".encode("ascii"))
    assert message.keys() == ["Subject", "X-Next"]
    words = message["Subject"].replace("\r\n", "")
    assert str(make_header(decode_header(words))).strip() == text.strip()


@given(st.integers(0, 2000))
def test_the_size_of_an_attachment_is_known_before_it_is_encoded(size: int) -> None:
    settings = MailSettings(
        Server("h"), Mailbox("a@b.cn"), (Mailbox("c@d.cn"),), MessageWording("s", "t")
    )

    def length(content: bytes) -> int:
        return len(
            write_letter(
                settings,
                to=settings.to,
                subject="s",
                text="t",
                date=NOON,
                identity="i",
                attachments=(Attachment("a.pdf", content),),
            ).data
        )

    assert length(bytes(size)) - length(b"") == encoded_size(bytes(size))


def test_a_dry_run_writes_files_that_mail_programs_open(
    settings: MailSettings, tmp_path: Path
) -> None:
    letters = [
        compose(Delivery((report(content=word),), (0,)), settings, NOON) for word in ("a", "b")
    ]
    paths = write_eml(letters, tmp_path / "eml")
    assert [path.read_bytes() for path in paths] == [letter.data for letter in letters]
    assert len(set(paths)) == 2 and all(path.suffix == ".eml" for path in paths)
    assert paths[0].name.startswith("花石镇2023年政府信息公开工作年度报告-")
