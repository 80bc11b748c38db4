"""How often each thing is tried: in full, or in a minute to see that everything runs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """The most tries of each; fewer are made where the time of the trial is up."""

    townships: int
    docfill_kills: int
    polite_ends: int  # SIGTERM, SIGINT, SIGHUP
    office_builds: int  # builds in which LibreOffice is killed up to three times
    freezes: int
    mail_kills: int
    disks: int  # sizes of a disk that is too small, of each sort
    limits: int  # values of each limit
    filings: int  # rounds of a county of which half the filings are damaged
    texts: int  # damaged texts of up to a megabyte, read alone
    reports: int  # rounds of a county of which half the reports are damaged
    runaways: int
    templates: int  # damaged by chance


FULL = Plan(3, 40, 9, 12, 3, 50, 10, 8, 12, 300, 12, 99, 300)
QUICK = Plan(2, 2, 1, 1, 1, 2, 2, 1, 1, 20, 1, 3, 20)
