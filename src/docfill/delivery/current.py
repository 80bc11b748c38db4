"""Whether a township's report is built, verified and current, and if not, why."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from docfill.findings import Finding, Place
from docfill.form import Form
from docfill.project import Project, Township
from docfill.words import tell


@dataclass(frozen=True, slots=True)
class Product:
    """A report that was verified and is what its data say today.

    `docx_hash` and `pdf_hash` are the SHA-256 of the files as they were verified.
    """

    title: str
    docx: Path
    pdf: Path
    docx_hash: str
    pdf_hash: str


def current_product(
    project: Project, form: Form, township: Township, year: int
) -> Product | Finding:
    """The product that may be sent, or what stands in the way."""
    title = form.title.format(**township.names, year=year)
    products = project.products(township.id, year, title)
    for path in (products.docx, products.pdf):
        if not path.exists():
            says = tell(
                "{path} is not built; run docfill build {id} -y {year}",
                path=project.shown(path),
                id=township.id,
                year=year,
            )
            place = Place(project.shown(project.filing_path(township.id, year)))
            return Finding(place, "not-ready", says)
    hashes = [hashlib.sha256(p.read_bytes()).hexdigest() for p in (products.docx, products.pdf)]
    return Product(title, products.docx, products.pdf, *hashes)
