"""The dialogue with the mail server, step by step, so that its end is always known for what it is.

A message is handed over by the dot that ends its text (RFC 5321, 4.1.1.4). Whatever goes wrong
before the dot has left is a refusal: the server must not deliver what was not finished. Whatever
goes wrong between the dot and the server's answer is uncertain, and only that.
"""

import select
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from docfill.base import MailFailed, Message, tell
from docfill.mail.compose import Letter
from docfill.mail.results import DialogueStage, Result, Sent, ServerRefusal, Uncertain, Unreachable
from docfill.mail.settings import Password, Security, Server


class _Ended(Exception):
    """An attempt ended before the dot; `result` says how."""

    def __init__(self, result: ServerRefusal | Unreachable):
        super().__init__()
        self.result = result


class Courier:
    """One connection to the server, opened when needed and used for many messages."""

    def __init__(self, server: Server, password: Password | None):
        self._server = server
        self._password = password
        self._line: smtplib.SMTP | None = None

    def __enter__(self) -> "Courier":
        return self

    def __exit__(self, *_: object) -> None:
        self.hang_up()

    def carry(self, letter: Letter, before_dot: Callable[[], None]) -> Result:
        """Hand over one letter to all of its recipients, or to none of them.

        `before_dot` is called when all but the last dot has been sent; if it raises, the dot
        stays here and the message is not sent.
        """
        try:
            line = self._ready()
            _announce(line, letter)
            _send_text(line, letter)
        except _Ended as end:
            if end.result.stage in (DialogueStage.CONNECT, DialogueStage.LOGIN, DialogueStage.TEXT):
                self.hang_up(politely=False)
            return end.result
        try:
            before_dot()
        except BaseException:
            self.hang_up(politely=False)
            raise
        result = self._send_dot(line)
        if isinstance(result, Uncertain):
            self.hang_up(politely=False)
        return result

    def hang_up(self, *, politely: bool = True) -> None:
        """Close the connection, if there is one; with a QUIT when the dialogue is in order."""
        line, self._line = self._line, None
        if line is None:
            return
        if politely:
            try:
                line.quit()
            except (smtplib.SMTPException, OSError):
                line.close()  # every message has its answer by now, so nothing depends on it
        else:
            line.close()

    def _ready(self) -> smtplib.SMTP:
        """A connection that answers, with nothing left over from the message before."""
        if self._line is not None:
            try:
                code, _ = self._line.rset()
            except (smtplib.SMTPException, OSError):
                code = 421
            if code == 250:
                return self._line
            self.hang_up(politely=False)
        self._line = _connected(self._server)
        _log_in(self._line, self._server, self._password)
        return self._line

    def _send_dot(self, line: smtplib.SMTP) -> Result:
        try:
            _let_dot_go(line)
        except _Ended as end:
            self.hang_up(politely=False)
            return end.result
        try:
            _wait_at_most(line, self._server.patience)
            code, text = line.getreply()
            _wait_at_most(line, self._server.timeout)
        except (smtplib.SMTPException, OSError) as error:
            return Uncertain(str(error))
        answer = readable(code, text)
        if 200 <= code < 300:
            return Sent(answer)
        if 400 <= code < 600:
            return ServerRefusal(DialogueStage.DOT, answer, permanent=code >= 500)
        return Uncertain(answer)


def _wait_at_most(line: smtplib.SMTP, seconds: float) -> None:
    if line.sock is not None:
        line.sock.settimeout(seconds)


def tls_context(server: Server) -> ssl.SSLContext:
    """Certificates are verified against the system's authorities, or the ones of `ca_file` only."""
    try:
        return ssl.create_default_context(cafile=server.ca_file)
    except (OSError, ssl.SSLError) as error:
        raise MailFailed(
            tell(
                "the file of authorities {path} cannot be read: {why}",
                path=server.ca_file,
                why=error,
            )
        ) from error


def readable(code: int, text: bytes) -> str:
    """A server's answer as one line for people and the ledger; at most 300 characters."""
    words = text.decode("utf-8", "replace")
    return f"{code} {''.join(c if c.isprintable() else ' ' for c in words)}"[:300]


def _connected(server: Server) -> smtplib.SMTP:
    host, port = server.address
    context = tls_context(server)
    name = _our_name()
    with _ends_at(DialogueStage.CONNECT, Unreachable):
        line: smtplib.SMTP
        if server.security is Security.TLS:
            line = smtplib.SMTP_SSL(
                host, port, local_hostname=name, timeout=server.timeout, context=context
            )
        else:
            line = smtplib.SMTP(host, port, local_hostname=name, timeout=server.timeout)
        try:
            line.ehlo_or_helo_if_needed()
            if server.security is Security.STARTTLS:
                code, text = line.starttls(context=context)
                if code != 220:
                    raise smtplib.SMTPResponseException(code, text)
                line.ehlo_or_helo_if_needed()
        except BaseException:
            line.close()
            raise
    return line


def _log_in(line: smtplib.SMTP, server: Server, password: Password | None) -> None:
    if not server.user or password is None:
        return
    with _ends_at(DialogueStage.LOGIN, Unreachable):
        line.login(server.user, password.reveal())


def _announce(line: smtplib.SMTP, letter: Letter) -> None:
    """MAIL, RCPT and DATA; the server is then waiting for the text."""
    with _ends_at(DialogueStage.MAIL, ServerRefusal):
        size = [f"SIZE={len(letter.data)}"] if line.has_extn("size") else []
        _expect(line.mail(letter.sender, size), DialogueStage.MAIL)
    with _ends_at(DialogueStage.RCPT, ServerRefusal):
        answers = [(address, *line.rcpt(address)) for address in letter.recipients]
    refusals = [answer for answer in answers if not 200 <= answer[1] < 300]
    if refusals:
        said = "; ".join(f"{address}: {readable(code, text)}" for address, code, text in refusals)
        permanent = any(code >= 500 for _, code, _ in refusals)
        raise _Ended(ServerRefusal(DialogueStage.RCPT, said, permanent))
    with _ends_at(DialogueStage.DATA, ServerRefusal):
        code, text = line.docmd("DATA")
        if code != 354:
            raise smtplib.SMTPResponseException(code, text)


def _send_text(line: smtplib.SMTP, letter: Letter) -> None:
    """All of the message but the dot; ended if the server has spoken before its turn."""
    with _ends_at(DialogueStage.TEXT, ServerRefusal):
        # A line that begins with a dot gets another one (RFC 5321, 4.5.2).
        line.send(b"\r\n".join(_stuffed(part) for part in letter.data.split(b"\r\n")))
        if _has_spoken(line):
            code, text = line.getreply()
            raise smtplib.SMTPResponseException(code, text)


def _let_dot_go(line: smtplib.SMTP) -> None:
    # When this fails, the system did not take the three bytes whole (nor, with TLS, the record
    # that holds them), so the server cannot have them whole either.
    with _ends_at(DialogueStage.TEXT, ServerRefusal):
        line.send(b".\r\n")


def _stuffed(line: bytes) -> bytes:
    return b"." + line if line.startswith(b".") else line


def _has_spoken(line: smtplib.SMTP) -> bool:
    """Whether the server has said something, or hung up, though it is our turn.

    Seeing that here keeps the message out of doubt: the dot has not gone out.
    """
    sock = line.sock
    if sock is None or line.file is None:
        return True
    waiting = select.poll()
    waiting.register(sock, select.POLLIN)
    if not waiting.poll(0):
        return False
    if not isinstance(sock, ssl.SSLSocket):
        return True
    # A TLS record may be housekeeping (a session ticket), which is not for us.
    timeout = sock.gettimeout()
    sock.settimeout(0)
    try:
        line.file.peek(1)
    except ssl.SSLWantReadError:
        return False
    finally:
        sock.settimeout(timeout)
    return True


def _expect(reply: tuple[int, bytes], stage: DialogueStage) -> None:
    code, text = reply
    if not 200 <= code < 300:
        raise _Ended(ServerRefusal(stage, readable(code, text), permanent=500 <= code < 600))


@contextmanager
def _ends_at(stage: DialogueStage, kind: type[ServerRefusal] | type[Unreachable]) -> Iterator[None]:
    """Turn what smtplib and the network raise within into the end of this attempt."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        text = error.smtp_error
        answer = readable(error.smtp_code, text if isinstance(text, bytes) else text.encode())
        permanent = 500 <= error.smtp_code < 600
    except smtplib.SMTPNotSupportedError as error:
        answer, permanent = str(error), True
    except ssl.SSLCertVerificationError as error:
        answer, permanent = str(_distrust(error)), True
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError) as error:
        answer, permanent = str(error), False
    except ssl.SSLError as error:
        answer, permanent = str(error), True
    except (smtplib.SMTPException, OSError) as error:
        answer, permanent = str(error), False
    else:
        return
    raise _Ended(kind(stage, answer, permanent))


def _distrust(error: ssl.SSLCertVerificationError) -> Message:
    return tell(
        "the server's certificate is not to be trusted: {why}; nothing was sent and no password "
        "was shown. If the county has an authority of its own, name its certificate as ca_file",
        why=error.verify_message,
    )


def _our_name() -> str:
    # A host name in Chinese or without a dot would be refused; the literal always is allowed.
    name = socket.gethostname()
    return name if name.isascii() and "." in name and " " not in name else "[127.0.0.1]"
