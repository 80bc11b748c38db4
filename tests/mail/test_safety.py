"""Nothing is sent to a server that cannot prove who it is, and no password shows itself."""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from docfill.base.errors import MailFailed
from docfill.mail.deliver import Mailing, deliver
from docfill.mail.ledger import Ledger
from docfill.mail.results import DialogueStage, ServerRefusal, Unreachable
from docfill.mail.settings import Password, Security, Server, password_for
from mail_reports import StoppedClock, report, settings_for
from mail_servers import ScriptedServer

Serve = Callable[..., ScriptedServer]
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
ENCRYPTED = [Security.TLS, Security.STARTTLS]
SECRET = "correct-horse-battery"


def send(server: Server, ledger: Ledger, password: Password | None = None) -> Mailing:
    return deliver([report()], settings_for(server), password, ledger, clock=StoppedClock().clock)


@pytest.mark.parametrize("security", ENCRYPTED)
def test_a_server_with_a_certificate_of_a_known_authority_is_trusted(
    security: Security, serve: Serve, ledger: Ledger, ca_file: Path
) -> None:
    server = serve(security, login=("office", SECRET))
    reached = server.reached_as(ca_file=ca_file, user="office")
    assert send(reached, ledger, Password(SECRET)).complete
    assert len(server.taken) == 1 and [step for step in server.seen if step.startswith("AUTH")]


@pytest.mark.parametrize("security", ENCRYPTED)
def test_an_unknown_authority_is_not_trusted(
    security: Security, serve: Serve, ledger: Ledger
) -> None:
    """The system's authorities do not know the one that signed."""
    assert_distrusted(serve(security).reached_as(), ledger)


@pytest.mark.parametrize("security", ENCRYPTED)
def test_another_authority_is_not_trusted(
    security: Security, serve: Serve, ledger: Ledger, ca_file: Path
) -> None:
    server = serve(security, signed_by=trustme.CA())
    assert_distrusted(server.reached_as(ca_file=ca_file), ledger)


@pytest.mark.parametrize("security", ENCRYPTED)
def test_a_certificate_for_another_host_is_not_trusted(
    security: Security, serve: Serve, ledger: Ledger, ca_file: Path
) -> None:
    server = serve(security, name="other.example.cn", login=("office", SECRET))
    reached = server.reached_as(ca_file=ca_file, user="office")
    assert_distrusted(reached, ledger, Password(SECRET))
    assert server.seen == []


def assert_distrusted(server: Server, ledger: Ledger, password: Password | None = None) -> None:
    mailing = send(server, ledger, password)
    (posted,) = mailing.posted
    assert isinstance(posted.result, Unreachable) and posted.result.permanent
    assert posted.result.stage is DialogueStage.CONNECT
    assert [finding.code for finding in mailing.findings] == ["mail-refused"]


def test_a_server_that_hides_starttls_gets_nothing(serve: Serve, ledger: Ledger) -> None:
    """Leaving STARTTLS out of the greeting is how an eavesdropper would strip it."""
    plain = serve(login=("office", SECRET))
    pretending = Server("localhost", Security.STARTTLS, plain.port, user="office", timeout=5)
    mailing = send(pretending, ledger, Password(SECRET))
    (posted,) = mailing.posted
    assert isinstance(posted.result, Unreachable) and posted.result.permanent
    assert plain.seen == [] and plain.taken == []


def test_tls_is_what_one_gets_without_asking() -> None:
    assert Server("mail.example.cn").security is Security.TLS
    assert Server("mail.example.cn").address == ("mail.example.cn", 465)


@pytest.mark.parametrize("security", ENCRYPTED)
def test_a_wrong_password_is_tried_once_and_shown_nowhere(
    security: Security,
    serve: Serve,
    ledger: Ledger,
    ca_file: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Each way to log in is tried once for all reports, so that the account is not locked."""
    caplog.set_level(logging.DEBUG)
    server = serve(security, login=("office", "another"))
    settings = settings_for(server.reached_as(ca_file=ca_file, user="office"))
    reports = [report("a"), report("b")]
    password = Password(SECRET)
    mailing = deliver(reports, settings, password, ledger, clock=StoppedClock().clock)
    assert {one.result.stage for one in mailing.posted if isinstance(one.result, Unreachable)} == {
        DialogueStage.LOGIN
    }
    assert len(set(server.seen)) == len(server.seen)
    shown = repr((mailing, settings, password, ledger.entries())) + caplog.text
    assert "535" in shown and SECRET not in shown + "".join(capfd.readouterr())
    ours = [record for record in caplog.records if record.name.startswith("docfill")]
    assert SECRET not in str(ours)


def test_a_password_is_in_no_traceback(serve: Serve, ledger: Ledger) -> None:
    with pytest.raises(MailFailed) as caught:
        password_for(Server("h", user="u"), {"DOCFILL_MAIL_PASSWORD": f"{SECRET}密"})
    assert SECRET not in "".join(traceback.format_exception(caught.value))


def test_the_password_comes_from_the_environment_or_a_tight_file(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(f"{SECRET}\n")
    in_file = Server("h", user="u", password_file=file)
    for mode in (0o644, 0o640, 0o604, 0o660):
        file.chmod(mode)
        with pytest.raises(MailFailed, match="chmod 600"):
            password_for(in_file, {})
    file.chmod(0o600)
    found = [
        password_for(in_file, {}),
        password_for(Server("h", user="u"), {"DOCFILL_MAIL_PASSWORD": SECRET}),
        password_for(Server("h", user="u", password_variable="OTHER"), {"OTHER": SECRET}),
    ]
    assert [password.reveal() for password in found if password] == [SECRET] * 3
    assert password_for(Server("h"), {"DOCFILL_MAIL_PASSWORD": SECRET}) is None
    with pytest.raises(MailFailed, match="DOCFILL_MAIL_PASSWORD"):
        password_for(Server("h", user="u"), {})
    with pytest.raises(MailFailed):
        password_for(Server("h", user="u", password_file=tmp_path / "none"), {})


def test_a_file_of_authorities_that_is_none_is_named(tmp_path: Path, ledger: Ledger) -> None:
    broken = tmp_path / "ca.pem"
    broken.write_text("nothing")
    for path in (broken, tmp_path / "none.pem"):
        with pytest.raises(MailFailed, match=path.name):
            send(Server("localhost", ca_file=path), ledger)


def test_a_plain_server_on_a_tls_port_is_refused_for_good(serve: Serve, ledger: Ledger) -> None:
    plain = serve()
    mailing = send(Server("localhost", Security.TLS, plain.port, timeout=5), ledger)
    (posted,) = mailing.posted
    assert isinstance(posted.result, ServerRefusal | Unreachable) and posted.result.permanent
