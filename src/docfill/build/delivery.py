"""Moves a report's proved files to where they belong, and writes their receipt last."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from docfill.base import DocfillError, ExitCode, Severity, alone_in, move_whole, now_in, tell
from docfill.build.receipt import Product, Receipt, read_receipt, stamp_of, write_receipt
from docfill.build.staleness import RECEIPT_FILE, Record, relate_findings
from docfill.project import Products, Project

if TYPE_CHECKING:
    from docfill.build.loading import CheckedFiling
    from docfill.build.proof import Proof, ReadDocx
    from docfill.office import FontSet

_DIGITS = 4


@dataclass(frozen=True)
class Draft:
    """A report filled in the workshop, not yet delivered to where it belongs."""

    report: "CheckedFiling"
    record: Record
    values: Mapping[str, object]
    docx: Path
    pdf: Path
    products: Products
    read: "ReadDocx | None" = None
    seconds: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A report's files in their place; `edited` are copies of those that somebody had changed."""

    files: tuple[Path, ...]
    edited: tuple[Path, ...]


def hand_over(
    project: Project,
    draft: Draft,
    made: Mapping[str, Path],
    proof: "Proof",
    fonts: "FontSet | None",
) -> Delivered:
    """Where the files now are, and a receipt that says what they are made of."""

    def written(products: Mapping[str, Product]) -> Receipt:
        return _receipt(project, draft, products, proof, fonts)

    return put_in_place(draft.products, made, written)


def put_in_place(
    where: Products,
    made: Mapping[str, Path],
    receipt_of: Callable[[Mapping[str, Product]], Receipt],
) -> Delivered:
    """Where the files now are; those of an earlier build that no longer belong to it are gone.

    `made` are the files in the workshop by kind. Two builds of one report hand over one after
    the other, so that files and receipt are always of the same.
    """
    folder = where.folder
    with alone_in(folder):
        # Read only now: another build may have delivered since this one began.
        before = read_receipt(folder / RECEIPT_FILE)
        edited = _set_aside(before, folder)
        products = _move(made, where, before)
        write_receipt(folder / RECEIPT_FILE, receipt_of(products))
    return Delivered(tuple(folder / product.file for product in products.values()), edited)


class BuiltMeanwhile(DocfillError):
    """A report was built anew while something was made of it."""

    exit_code = ExitCode.REFUSED


def add_products(where: Products, made: Mapping[str, Path], docx: Product) -> Delivered:
    """More products of a report that is delivered, beside the `docx` they were made of."""
    with alone_in(where.folder):
        before = read_receipt(where.folder / RECEIPT_FILE)
        if before is None or before.products.get("docx") != docx:
            says = tell("the report was built anew meanwhile; give the command again")
            raise BuiltMeanwhile(says)
        old = {kind: before.products[kind] for kind in made if kind in before.products}
        edited = _set_aside(replace(before, products=old), where.folder)
        products = {**before.products, **_moved(made, where)}
        _clear_away(replace(before, products=old), products, where.folder)
        write_receipt(where.folder / RECEIPT_FILE, replace(before, products=products))
    return Delivered(tuple(where.folder / products[kind].file for kind in made), edited)


def _set_aside(before: Receipt | None, folder: Path) -> tuple[Path, ...]:
    """Products that somebody changed, under a name that nobody writes to again."""
    edited = []
    for product in before.products.values() if before else ():
        path = folder / product.file
        stamp = stamp_of(path, product.stamp)
        if stamp and stamp.sha256 != product.stamp.sha256:
            names = (path.with_name(f"{path.stem}.edited-{n}{path.suffix}") for n in count(1))
            edited.append(path.rename(next(name for name in names if not name.exists())))
    return tuple(edited)


def _move(made: Mapping[str, Path], where: Products, before: Receipt | None) -> dict[str, Product]:
    """The products in their place, and nothing more of those before."""
    receipt = where.folder / RECEIPT_FILE
    # While files change no receipt speaks of them, so that a broken-off delivery is made again.
    receipt.unlink(missing_ok=True)
    products = _moved(made, where)
    _clear_away(before, products, where.folder)
    return products


def _moved(made: Mapping[str, Path], where: Products) -> dict[str, Product]:
    products = {}
    for kind, file in made.items():
        stamp = stamp_of(file)  # of the file that was proved: moving keeps its size and time
        assert stamp is not None
        home = where.by_kind[kind]
        move_whole(file, home)
        products[kind] = Product(home.name, stamp)
    return products


def _clear_away(before: Receipt | None, products: Mapping[str, Product], folder: Path) -> None:
    """Files that only the last receipt speaks of: a PDF of other data, an old title."""
    current = {product.file for product in products.values()}
    for product in before.products.values() if before else ():
        if product.file not in current:
            (folder / product.file).unlink(missing_ok=True)


def _receipt(
    project: Project,
    draft: Draft,
    products: Mapping[str, Product],
    proof: "Proof",
    fonts: "FontSet | None",
) -> Receipt:
    filing, record = draft.report.filing, draft.record
    found = (*draft.report.findings, *proof.findings)
    return Receipt(
        filing.township,
        filing.year,
        record.made_of,
        record.made_with,
        products,
        record.stamps,
        _font_files(proof, fonts),
        proof.facts.pages if proof.facts else 0,
        relate_findings(
            project, (finding for finding in found if finding.severity is not Severity.ERROR)
        ),
        {stage: round(seconds, _DIGITS) for stage, seconds in draft.seconds.items()},
        now_in(UTC).isoformat(timespec="seconds"),
    )


def _font_files(proof: "Proof", fonts: "FontSet | None") -> dict[str, str]:
    """The fonts of the PDF, each with the hash of its file where that is on this machine."""
    hashes = fonts.hashes if fonts else {}
    return {name: hashes.get(name, "") for name in (proof.facts.fonts if proof.facts else ())}
