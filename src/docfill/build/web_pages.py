"""A report's pages for the portal: made of its finished .docx, proved, added to what is there."""

from collections.abc import Mapping
from pathlib import Path

from docfill.base import Faulty, Finding, Place, display_path, read_regular, workshop
from docfill.build.conversion import Options
from docfill.build.delivery import Delivered, add_products
from docfill.build.receipt import WEB_KINDS, changed_product
from docfill.build.staleness import Record
from docfill.project import Products, Project


def wants_pages(record: Record, options: Options) -> bool:
    """Whether a report gets pages for the portal: asked for, or made before."""
    return options.html or _has_pages(record)


def pages_hold(record: Record) -> bool:
    """Whether the pages are there and as they were made."""
    receipt = record.receipt
    return _has_pages(record) and not any(
        changed_product(record.folder, receipt.products[kind]) for kind in WEB_KINDS if receipt
    )


def _has_pages(record: Record) -> bool:
    return record.receipt is not None and set(WEB_KINDS) <= record.receipt.products.keys()


def make_pages(data: bytes, folder: Path, where: Products) -> dict[str, Path]:
    """The pages in `folder`, by kind; raises Faulty where the .docx holds more than they can."""
    from docfill.html import Unfit, write_pages
    from docfill.word import read_document

    try:
        pages = write_pages(read_document(data))
    except Unfit as unfit:
        place = Place(display_path(where.docx))
        raise Faulty([Finding(place, "html-unfit", says) for says in unfit.says]) from None
    made = {"html": folder / "page.html", "fragment": folder / "fragment.html"}
    folder.mkdir(exist_ok=True)
    made["html"].write_bytes(pages.page)
    made["fragment"].write_bytes(pages.fragment)
    return made


def prove_pages(made: Mapping[str, Path], data: bytes, where: Products) -> list[Finding]:
    """In what the pages are not what the .docx shows."""
    from docfill.verify import verify_html

    names = where.by_kind
    return [
        finding
        for kind in WEB_KINDS
        for finding in verify_html(made[kind], data, display_path(names[kind]))
    ]


def add_pages(project: Project, record: Record, options: Options) -> Delivered | list[Finding]:
    """A finished report's pages, delivered beside it; or what is wrong with them."""
    from docfill.opc import OF_A_REPORT

    receipt = record.receipt
    assert receipt is not None
    docx = receipt.products["docx"]
    where = Products(record.folder, record.folder / docx.file, record.folder / docx.file)
    data = read_regular(where.docx, OF_A_REPORT.most_bytes)
    with workshop(options.out or project.root / "out") as folder:
        made = make_pages(data, folder, where)
        found = prove_pages(made, data, where)
        return found or add_products(where, made, docx)
