"""The mail section of docfill.yaml, in a clerk's hand."""

from pathlib import Path
from textwrap import dedent

import pytest

from docfill.mail.headers import Mailbox
from docfill.mail.settings import MailSettings, Per, Security
from docfill.mail.settings_reader import read_settings
from docfill.sources.yaml.reader import Branch, parse

GOOD = """
    mail:
      server: {host: smtp.example.cn, user: office@huashi.example.cn}
      from: 花石镇党政办 <office@huashi.example.cn>
      to: [湘潭县政务公开办 <gk@xiangtan.example.cn>]
"""


def read(text: str, **contacts: str) -> tuple[MailSettings | None, list[tuple[int, str]]]:
    source = parse(dedent(text).lstrip().encode(), "docfill.yaml")
    mail = source.root.get("mail")
    assert isinstance(mail, Branch)
    settings, findings = read_settings(mail, contacts, Path("/county"))
    return settings, sorted((found.place.line, found.code) for found in findings)


def test_little_needs_to_be_said() -> None:
    settings, findings = read(GOOD, huashi="office@huashi.example.cn", chaen="")
    assert settings is not None and findings == []
    assert settings.server.security is Security.TLS and settings.per is Per.TOWNSHIP
    assert settings.sender == Mailbox("office@huashi.example.cn", "花石镇党政办")
    assert settings.wording.subject == "{title}"
    assert settings.contacts == {"huashi": (Mailbox("office@huashi.example.cn"),)}


def test_everything_can_be_said() -> None:
    settings, findings = read(
        """
        mail:
          server:
            host: smtp.example.cn
            port: 2525
            security: starttls
            user: u
            password_file: secrets/mail
            ca_file: ca.pem
            timeout: 10
            patience: 300
          from: a@example.cn
          to: [b@example.cn, c@example.cn]
          cc: d@example.cn
          reply_to: e@example.cn
          operator: f@example.cn
          subject: "{county}{name}"
          text: |
            {full_name} {year} {titles}
          corrected: "更正 {subject}"
          part: "{subject} {part}/{parts}"
          per: county
          size_limit_mb: 7.5
          pauses: [1, 2.5]
          reminder: {subject: "{title} {days}", text: "{findings} {deadline}"}
        """
    )
    assert settings is not None and findings == []
    assert settings.server.password_file == Path("/county/secrets/mail")
    assert settings.server.address == ("smtp.example.cn", 2525)
    assert settings.recipients == ("b@example.cn", "c@example.cn", "d@example.cn")
    assert (settings.size_limit, settings.pauses) == (7_500_000, (1.0, 2.5))
    assert settings.reminder is not None


@pytest.mark.parametrize(
    ("instead_of", "line", "found"),
    [
        ("user: office@huashi.example.cn", "password: secret", (2, "mail-password")),
        ("user: office@huashi.example.cn", "security: ssl", (2, "wrong-choice")),
        ("user: office@huashi.example.cn", "port: 99999", (2, "mail-port")),
        ("user: office@huashi.example.cn", "timeout: -1", (2, "wrong-number")),
        ("user: office@huashi.example.cn", "usr: x", (2, "unknown-key")),
        ("user: office@huashi.example.cn", "user: 办公室", (2, "mail-user")),
        ("host: smtp.example.cn", "host: 邮件服务器", (2, "mail-host")),
        ("<office@huashi.example.cn>", "<office at huashi>", (3, "mail-address")),
        ("[湘潭县政务公开办 <gk@xiangtan.example.cn>]", "[县@例子.cn]", (4, "mail-address")),
        ("[湘潭县政务公开办 <gk@xiangtan.example.cn>]", "[]", (4, "missing")),
    ],
)
def test_a_slip_is_named_with_its_line(instead_of: str, line: str, found: tuple[int, str]) -> None:
    settings, findings = read(GOOD.replace(instead_of, line))
    assert settings is None and found in findings


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("subject: '{name.__class__}'", "wrong-pattern"),
        ("subject: '{nmae}'", "wrong-pattern"),
        ("subject: '{0}'", "wrong-pattern"),
        ("text: 'a { b'", "wrong-pattern"),
        ('subject: "{title}\\nBcc: all@example.cn"', "mail-header"),
        ("corrected: '更正'  # fine: it may leave the subject out", ""),
        ("pauses: [soon]", "wrong-number"),
        ("reminder: {subject: '{titel}', text: x}", "wrong-pattern"),
        ("reminder: please", "wrong-shape"),
        ("reminder: {subject: x, text: y, overdue: now}", "wrong-shape"),
        ("reminder: {subject: x, text: y, overdue: {subject: x}}", "missing"),
        ("reminder: {subject: x, text: y, overdue: {subject: x, text: '{day}'}}", "wrong-pattern"),
    ],
)
def test_patterns_are_checked_before_anything_is_sent(line: str, code: str) -> None:
    _, findings = read(f"{GOOD}      {line}\n")
    assert findings == ([(5, code)] if code else [])


def test_a_password_in_clear_is_warned_of() -> None:
    settings, findings = read(GOOD.replace("user:", "security: plain, user:"))
    assert settings is not None and findings == [(2, "mail-plain-password")]


def test_a_township_with_a_wrong_address_is_named() -> None:
    settings, findings = read(GOOD, huashi="nowhere")
    assert settings is None and [code for _, code in findings] == ["mail-address"]
