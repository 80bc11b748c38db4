"""How often each thing is measured: in full, or in a minute to see that everything runs."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    """Counts of documents, and of pairs of runs."""

    burst: float  # seconds one contestant fills before it is the other's turn
    warm_up: float
    rounds: int
    first: int  # pairs of processes that fill one document
    county: int  # filings of the county that is built from cold
    county_pairs: int
    one: int  # pairs of runs that make one report
    pdfs: int  # documents converted by each way to PDF
    pdf_rounds: int
    unchanged: int
    unchanged_runs: int
    letters: int
    letter_pairs: int
    letter_pdfs: int
    letter_pdf_pairs: int
    step: int  # documents after which memory is looked at
    steps: int
    province: int  # filings rolled up by one command, and a tenth of them
    rollups: int  # runs of the command on a county of 40
    books: int  # workbooks sent out and taken back
    book_runs: int
    reports: int  # published reports read, each as .docx and as PDF
    report_runs: int
    report_pairs: int
    clerks: int  # who save at once every two seconds
    clerk_seconds: int


FULL = Plan(
    *(0.3, 3.0, 11, 11, 40, 4, 9, 12, 3, 1000, 7, 2000, 3, 200, 3, 1000, 10),
    *(10_000, 7, 100, 5, 10, 7, 3, 100, 60),
)
QUICK = Plan(
    0.05, 0.1, 2, 2, 4, 1, 1, 2, 1, 20, 2, 20, 1, 4, 1, 50, 10, 300, 1, 5, 1, 2, 1, 1, 4, 4
)
