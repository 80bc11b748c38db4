"""Sends sixty reports by the ledger: LEDGER PORT [die-before-noting]. Made to be killed."""

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from mail_reports import report, settings_for

from docfill.mail.deliver import deliver
from docfill.mail.ledger import Ledger, State
from docfill.mail.settings import Security, Server

REPORTS = [report(f"t{n:02}", f"第{n}镇") for n in range(60)]


class LedgerThatDiesBeforeNoting(Ledger):
    """The server has said 250, and the power goes before that is written down."""

    def note(self, number: int, state: State, answer: str, now: datetime) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def main(path: Path, port: int, *, dies: bool) -> int:
    settings = settings_for(
        Server("127.0.0.1", Security.PLAIN, port, timeout=10, patience=10), pauses=(0.1,) * 8
    )
    kind = LedgerThatDiesBeforeNoting if dies else Ledger
    with kind(path) as ledger:
        print("ready", flush=True)
        mailing = deliver(REPORTS, settings, None, ledger)
    return 0 if mailing.complete else 7


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), dies="die-before-noting" in sys.argv))
