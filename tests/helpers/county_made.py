"""A county whose reports are finished, without any LibreOffice: what a build would leave behind."""

import shutil
from pathlib import Path

import pikepdf

from docfill.build.checking import form_of
from docfill.build.receipt import Product, Receipt, stamp_of, write_receipt
from docfill.build.staleness import RECEIPT_FILE, Records
from docfill.project import Project, open_project
from here import ROOT

SAMPLE = ROOT / "data" / "2023" / "huashi.yaml"

SETTINGS = """\
county: 云川县
language: en
templates: {templates}
kits: [{{kit: disclosure-2021, since: 2021}}]
townships:
{townships}
mail:
  server: {{host: 127.0.0.1, security: plain, port: {port}, timeout: 10, patience: 10}}
  from: 云川县年报 <office@yunchuan.example>
  to: 政务公开办 <disclosure@yunchuan.example>
  operator: duty@yunchuan.example
  subject: "{{title}}"
  text: "现报送{{titles}}。"
  pauses: {pauses}
"""


def make_county(
    root: Path, names: dict[str, str], *, port: int = 1, pauses: str = "[0.1]", year: int = 2023
) -> Project:
    """A project with these townships, each with the sample filing under its own name."""
    townships = "".join(
        f"  {id}: {{name: {name}, full_name: 云川县{name}人民政府, mail: clerk@{id}.example}}\n"
        for id, name in names.items()
    )
    templates = ROOT / "templates"
    settings = SETTINGS.format(
        templates=templates, townships=townships.rstrip(), port=port, pauses=pauses
    )
    root.mkdir(parents=True, exist_ok=True)
    (root / "docfill.yaml").write_text(settings, encoding="utf-8")
    for id, name in names.items():
        write_filing(root / "data" / str(year) / f"{id}.yaml", name, year)
    return open_project(root)


def write_filing(path: Path, name: str, year: int = 2023) -> None:
    """The sample filing as this township's for this year."""
    text = SAMPLE.read_text(encoding="utf-8").replace("花石镇", name)
    text = text.replace("2024", str(year + 1)).replace("2023", str(year))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def finish(
    project: Project,
    *townships: str,
    year: int = 2023,
    content: str = "first",
    page: bytes = b"",
) -> None:
    """Documents and receipts as a build leaves them; all townships if none is named."""
    form = form_of(project, year)
    records = Records(project, year, None, {}, ("docx", "pdf"))
    for township in townships or project.townships:
        record = records.of(project.townships[township])
        title = form.title.format(**project.townships[township].names, year=year)
        products = project.products(township, year, title)
        shutil.rmtree(record.folder, ignore_errors=True)
        record.folder.mkdir(parents=True)
        docx, pdf = products.docx, products.pdf
        docx.write_bytes(b"PK\x03\x04" + content.encode() + township.encode() + bytes(range(256)))
        one_page(pdf)
        html = products.by_kind["html"]
        if page:
            html.write_bytes(page)
        made = {path.suffix[1:]: product(path) for path in (docx, pdf, html) if path.exists()}
        write_receipt(
            record.folder / RECEIPT_FILE,
            Receipt(township, year, record.made_of, record.made_with, made, record.stamps),
        )


def product(path: Path) -> Product:
    stamp = stamp_of(path)
    assert stamp is not None
    return Product(path.name, stamp)


def one_page(path: Path) -> None:
    """A PDF with one page that has something on it."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        page.Contents = pdf.make_stream(b"0 0 0 rg 100 600 395 40 re f")
        pdf.save(path, deterministic_id=True)
