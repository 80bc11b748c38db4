"""A report that a worker made, proved to be what its receipt says, and delivered."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from docfill.base import NOTHING, ExitCode, tell
from docfill.build.cluster.inputs import unpack
from docfill.build.cluster.orders import Parcel
from docfill.build.conversion import Options
from docfill.build.delivery import put_in_place
from docfill.build.making import say_made
from docfill.build.outcome import Outcome
from docfill.build.page_pictures import show_pages
from docfill.build.receipt import Product, Receipt, read_receipt, sha256_of
from docfill.build.staleness import RECEIPT_FILE, Record, resolve_findings
from docfill.project import Products, Project


def bring_home(
    project: Project, record: Record, parcel: Parcel, folder: Path, options: Options
) -> Outcome:
    """The report's outcome, its files in their place; `folder` is the workshop."""
    made = parcel.outcome
    unpack(parcel.logs, project.root / "out" / "log")
    found = resolve_findings(project, made.findings)
    outcome = replace(made, findings=found, products=())
    if not made.products:
        return outcome
    shelf = parcel.shelf or folder / record.township.id
    unpack(parcel.files, shelf)
    try:
        receipt = read_receipt(shelf / RECEIPT_FILE)
        if receipt is None or not _is_whole(receipt, shelf):
            says = tell("what came back is not what the worker made; it was not delivered")
            return replace(outcome, trouble=says, why=NOTHING, exit_code=ExitCode.MISMATCH)
        if (receipt.made_of, receipt.made_with) != (record.made_of, record.made_with):
            says = tell("its sources changed while it was made; give the command again")
            return replace(outcome, trouble=says, why=NOTHING, exit_code=ExitCode.REFUSED)
        return _delivered(record, receipt, shelf, outcome, options)
    finally:
        shutil.rmtree(shelf, ignore_errors=True)


def _is_whole(receipt: Receipt, shelf: Path) -> bool:
    """Whether each file is the one the receipt speaks of, to the byte."""
    files = ((shelf / product.file, product.stamp.sha256) for product in receipt.products.values())
    return all(path.is_file() and sha256_of(path) == sha256 for path, sha256 in files)


def _delivered(
    record: Record, receipt: Receipt, shelf: Path, outcome: Outcome, options: Options
) -> Outcome:
    def written(products: Mapping[str, Product]) -> Receipt:
        return replace(receipt, products=products, stamps=record.stamps)

    made = {kind: shelf / product.file for kind, product in receipt.products.items()}
    docx = record.folder / made["docx"].name
    where = Products(record.folder, docx, docx.with_suffix(".pdf"))
    delivered = put_in_place(where, made, written)
    if options.png:
        show_pages(delivered.files)
    return replace(outcome, products=delivered.files, why=say_made(record, delivered))
