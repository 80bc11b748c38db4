"""What it costs to prove a finished report, beside what its conversion costs: medians, one run.

python bench/verify.py [ROUNDS]; exit status 1 when it costs a fifth of the conversion or more.
"""

import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from docfill.filing.reader import read_filing
from docfill.filing.template_values import print_values
from docfill.form.reader import open_form
from docfill.office import Office, find_installation, font_set
from docfill.pdf import PdfOptions
from docfill.sources.yaml.reader import read
from docfill.template import Template
from docfill.verify import verify_docx, verify_pdf, verify_pdfa

ROOT = Path(__file__).parent.parent
KIT = ROOT / "templates" / "disclosure-2021"
NAMES = {"name": "花石镇", "full_name": "湘潭县花石镇人民政府"}
MOST = 1 / 5


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """The median of several runs, in milliseconds."""
    taken = []
    for _ in range(rounds):
        began = perf_counter()
        work()
        taken.append((perf_counter() - began) * 1000)
    return statistics.median(taken)


def main(rounds: int) -> int:
    form = open_form(KIT)
    source = read(ROOT / "data" / "2023" / "huashi.yaml", "huashi.yaml")
    filing, _ = read_filing(source, form, "huashi", 2023)
    values = print_values(form, filing, NAMES, {})
    template = KIT / "template.docx"
    document = Template.open(template).fill(values)
    fonts = font_set()
    options = PdfOptions(date=filing.dates["signed"][0])
    with tempfile.TemporaryDirectory() as name:
        docx, pdf = Path(name) / "report.docx", Path(name) / "report.pdf"
        docx.write_bytes(document)
        with Office(find_installation(), fonts, workers=1) as office:

            def convert() -> object:
                return office.submit(docx, pdf, options).result()

            def both() -> None:
                data = copy(docx.read_bytes())
                assert not verify_docx(data, template, values, form)
                assert not verify_pdf(pdf, data, fonts)[0]

            convert()
            # Copies of the bytes, so that nothing is remembered from one round to the next.
            work = {
                "convert": convert,
                "verify .docx": lambda: verify_docx(copy(document), template, values, form),
                "verify .pdf": lambda: verify_pdf(pdf, copy(document), fonts),
                "both": both,
                "PDF/A structure": lambda: verify_pdfa(pdf),
            }

            medians = {what: median_ms(run, rounds) for what, run in work.items()}
    for what, milliseconds in medians.items():
        print(f"{what:16} {milliseconds:8.1f} ms  {milliseconds / medians['convert']:6.3f}")
    return int(medians["both"] >= MOST * medians["convert"])


_rounds = 0


def copy(data: bytes) -> bytes:
    """The same document under another checksum: a comment at the end of the zip."""
    global _rounds
    _rounds += 1
    comment = str(_rounds).encode()
    return data[:-2] + len(comment).to_bytes(2, "little") + comment


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15))
