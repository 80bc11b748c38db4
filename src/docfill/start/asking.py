"""A command handed to a docfill that waits with everything loaded, as if this process did it.

What waits makes an image of itself, and that is given our arguments, environment, folder and
files; it answers with its exit code. Signals that reach us are passed on to it.
"""

import _signal
import _socket
import marshal
import os
import select as _select
import sys
import time

from docfill.start.alike import circumstances, record_name
from docfill.start.places import is_ours_alone, run_path

# These may be begun again from the start if the process that does them is lost.
REPEATABLE = frozenset(
    ("build", "check", "compare", "explain", "fill", "html", "rollup", "status", "verify")
)
# One that is well answers within milliseconds.
SECONDS_TO_ANSWER = 3.0
# It looks after its record twice a second, and between commands works for a second or two.
SECONDS_TO_LOOK = 60
# Each answer is one of these letters and a number: of a process, an exit code, a signal.
BEGUN, DONE, KILLED, REFUSED = b"B", b"D", b"K", b"R"
ANSWER_BYTES = 5
SECRET_BYTES, LENGTH_BYTES = 32, 8

# The record that was looked for in vain; such a docfill may be left waiting for the next command.
sought = ""


def ask(arguments: list[str]) -> int | None:
    """The exit code of the command, where a docfill that waits has done it; otherwise None."""
    global sought
    words = arguments[1:]
    if not words or words[0] not in REPEATABLE or not hasattr(_socket, "SO_PEERCRED"):
        return None
    alike = circumstances()
    try:
        record = f"{run_path()}/{record_name(alike)}"
    except OSError:
        return None  # the folder we are in is gone, from which the cache's was named
    secret = _secret(record)
    if not secret:
        sought = record
        return None
    conversation = _Conversation(record)
    code = conversation.hold(secret, alike, arguments)
    if code is None:
        sought = record
    return code


def _secret(record: str) -> bytes:
    """The secret of the docfill that waits; nothing where none does, or others could look in."""
    if not is_ours_alone(os.path.dirname(record)):  # noqa: PTH120 - see places.py
        return b""
    try:
        file = os.open(record, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
    except OSError:
        return b""
    try:
        return os.read(file, SECRET_BYTES)
    finally:
        os.close(file)


class _Conversation:
    """One command handed over, from the call to its exit code."""

    def __init__(self, record: str):
        self._record = record
        self._process = 0
        # Before anything is opened, which would take the place of what is closed.
        self._open = [number for number in (0, 1, 2) if _is_open(number)]
        self._hears_interrupts = _signal.getsignal(_signal.SIGINT) != _signal.SIG_IGN
        self._socket = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)

    def hold(self, secret: bytes, alike: str, arguments: list[str]) -> int | None:
        """The exit code; None where the command is yet to be done."""
        before = {sign: _signal.getsignal(sign) for sign in _PASSED_ON}
        try:
            if self._hears_interrupts:
                # Without a word, as nothing has begun.
                _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
            if self._begin(secret, alike, arguments):
                return self._end()
            return None
        finally:
            self._socket.close()
            for sign, handler in before.items():
                _signal.signal(sign, handler)

    def _begin(self, secret: bytes, alike: str, arguments: list[str]) -> bool:
        """Whether the command was begun; what is frozen is ended."""
        self._socket.settimeout(SECONDS_TO_ANSWER)
        try:
            self._socket.connect(f"{self._record}.sock")
            if _peer(self._socket)[1] != os.getuid():
                return False
            self._send(secret, alike, arguments)
            kind, self._process = self._hear()
        except (TimeoutError, BlockingIOError):
            self._end_frozen()
            return False
        except OSError:
            return False  # it has just ended, or was killed
        return kind == BEGUN

    def _send(self, secret: bytes, alike: str, arguments: list[str]) -> None:
        main = sys.modules["__main__"]
        mask = os.umask(0o077)
        os.umask(mask)
        asked = marshal.dumps(
            (
                alike,
                arguments,
                main.__package__ or "",
                dict(os.environb),
                mask,
                self._open,
                self._hears_interrupts,
            )
        )
        here = os.open(".", os.O_PATH | os.O_CLOEXEC)
        try:
            files = b"".join(n.to_bytes(4, sys.byteorder) for n in (here, *self._open))
            said = secret + len(asked).to_bytes(LENGTH_BYTES, "big") + asked
            sent = self._socket.sendmsg([said], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, files)])
            self._socket.sendall(said[sent:])
        finally:
            os.close(here)

    def _hear(self) -> tuple[bytes, int]:
        """The next answer; nothing when there will be none."""
        said = b""
        while len(said) < ANSWER_BYTES:
            more = self._socket.recv(ANSWER_BYTES - len(said))
            if not more:
                return b"", 0
            said += more
        return said[:1], int.from_bytes(said[1:], "big")

    def _end(self) -> int | None:
        """The exit code; None where all were killed that could tell it."""
        self._socket.settimeout(None)
        for sign in _PASSED_ON:
            if sign != _signal.SIGINT or self._hears_interrupts:
                _signal.signal(sign, self._pass_on)
        self._wait_for_answer()
        kind, number = self._hear()
        if kind == KILLED:
            if number != _signal.SIGKILL:
                _signal.signal(number, _signal.SIG_DFL)
            os.kill(os.getpid(), number)
        return number if kind == DONE else None

    def _wait_for_answer(self) -> None:
        """Return when there is something to hear, and let signals be handled meanwhile.

        One that comes just before a call that blocks would be handled after that alone.
        """
        heard, told = _socket.socketpair()
        heard.setblocking(False)
        told.setblocking(False)
        before = _signal.set_wakeup_fd(told.fileno(), warn_on_full_buffer=False)
        try:
            while self._socket not in _select.select([self._socket, heard], (), ())[0]:
                heard.recv(4096)
        finally:
            _signal.set_wakeup_fd(before)
            heard.close()
            told.close()

    def _pass_on(self, sign: int, frame: object) -> None:
        try:
            if sign == _signal.SIGTSTP:
                os.kill(self._process, _signal.SIGSTOP)
                os.kill(os.getpid(), _signal.SIGSTOP)
                os.kill(self._process, _signal.SIGCONT)
            else:
                os.kill(self._process, sign)
        except ProcessLookupError:
            return  # it is done, and its answer on the way

    def _end_frozen(self) -> None:
        """End what will never answer, so that nobody waits for it again; others are only busy."""
        process, user = _peer(self._socket)
        if not process or user != os.getuid() or not _is_frozen(process, self._record):
            return
        _kill(process)
        for file in (self._record, f"{self._record}.sock"):
            try:
                os.unlink(file)  # noqa: PTH108 - see places.py
            except FileNotFoundError:
                continue


_PASSED_ON = (_signal.SIGINT, _signal.SIGTERM, _signal.SIGHUP, _signal.SIGTSTP)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _is_frozen(process: int, record: str) -> bool:
    """Whether a process is stopped, or has not looked after its record for long."""
    try:
        with open(f"/proc/{process}/stat", "rb") as file:  # noqa: PTH123 - see places.py
            state = file.read().rpartition(b")")[2].split()[0]
        return state in b"Tt" or time.time() - os.stat(record).st_mtime > SECONDS_TO_LOOK  # noqa: PTH116
    except OSError:
        return False  # it has just ended


def _kill(process: int) -> None:
    try:
        os.kill(process, _signal.SIGKILL)
    except ProcessLookupError:
        return


def _peer(socket: _socket.socket) -> tuple[int, int]:
    """Process and user at the other end, as the kernel knows them; 0 where nobody is."""
    try:
        told = socket.getsockopt(_socket.SOL_SOCKET, _socket.SO_PEERCRED, 12)
    except OSError:
        return 0, -1
    process, user, _ = (int.from_bytes(told[at : at + 4], sys.byteorder) for at in (0, 4, 8))
    return process, user
