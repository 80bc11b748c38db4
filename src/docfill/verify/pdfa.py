"""Checks that a PDF is the PDF/A-2b it says it is (ISO 19005-2): structure here, all by veraPDF."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docfill.base import Finding, Message, tell, why
from docfill.verify.report import Comparison, shorten_text

if TYPE_CHECKING:
    import pikepdf

_VERAPDF_SECONDS = 120
_FORBIDDEN_ACTIONS = frozenset(
    (
        *("/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/JavaScript"),
        *("/Hide", "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView"),
    )
)
_FORBIDDEN_ANNOTATIONS = frozenset(("/3D", "/Sound", "/Screen", "/Movie"))
_WITHOUT_LOOK = frozenset(("/Link", "/Popup"))
_EMBEDDED = ("/FontFile", "/FontFile2", "/FontFile3")
_PRINTED, _HIDDEN = 4, 2 | 1 | 32


def verify_pdfa(pdf: bytes | Path, name: str = "") -> list[Finding]:
    """What keeps a PDF from being PDF/A-2b, as far as it can be seen without rendering.

    veraPDF, which knows every rule, is asked as well where it is installed.
    """
    import pikepdf

    report = Comparison(name or (str(pdf) if isinstance(pdf, Path) else "pdf"))
    try:
        with pikepdf.open(BytesIO(pdf) if isinstance(pdf, bytes) else pdf) as document:
            for check in _CHECKS:
                for says in check(document):
                    report.find("pdf-archive", says)
    except OSError as trouble:
        report.find("pdf-unreadable", tell("the file cannot be read: {why}", why=why(trouble)))
    except pikepdf.PdfError:
        says = tell("it is not a PDF, or it is damaged or locked with a password")
        report.find("pdf-unreadable", says)
    else:
        if isinstance(pdf, Path) and (program := shutil.which("verapdf")):
            for says in _asked(program, pdf):
                report.find("pdf-archive", says)
    return report.findings


def _says_what_it_is(document: "pikepdf.Pdf") -> Iterator[Message]:
    if "/Metadata" not in document.Root:
        yield tell("it has no XMP metadata")
        return
    with document.open_metadata(set_pikepdf_as_editor=False) as metadata:
        part = metadata.get("pdfaid:part", "")
        level = metadata.get("pdfaid:conformance", "")
    if part != "2" or level not in ("A", "B", "U"):
        says = f"{part}{level}" or "–"
        yield tell("its metadata call it PDF/A-{says}, not PDF/A-2b", says=says)


def _is_open(document: "pikepdf.Pdf") -> Iterator[Message]:
    if document.is_encrypted:
        yield tell("it is encrypted")
    if "/ID" not in document.trailer:
        yield tell("it has no file identifier (/ID)")


def _names_its_colours(document: "pikepdf.Pdf") -> Iterator[Message]:
    """An output intent for PDF/A with a profile that is an ICC profile."""
    intents: Any = document.Root.get("/OutputIntents", ())
    ours = [intent for intent in intents if intent.get("/S") == "/GTS_PDFA1"]
    profiles = [intent.get("/DestOutputProfile") for intent in ours]
    if not profiles or profiles[0] is None:
        yield tell("it has no output intent with a colour profile")
    elif profiles[0].read_bytes()[36:40] != b"acsp":
        yield tell("the colour profile of its output intent is none")


def _embeds_its_fonts(document: "pikepdf.Pdf") -> Iterator[Message]:
    for font in _dictionaries(document, "/Font"):
        if font.get("/Subtype") in ("/Type0", "/Type3"):
            # Type 0 has its font file in its descendant, Type 3 draws by itself.
            continue
        descriptor = font.get("/FontDescriptor")
        if descriptor is None or not any(key in descriptor for key in _EMBEDDED):
            yield tell("the font {font} is not embedded", font=str(font.get("/BaseFont", "–")))


def _does_nothing(document: "pikepdf.Pdf") -> Iterator[Message]:
    """No scripts, no forbidden actions, no forms that need a program."""
    names: Any = document.Root.get("/Names", {})
    if "/JavaScript" in names:
        yield tell("it holds JavaScript")
    if "/EmbeddedFiles" in names:
        yield tell("it holds embedded files")
    if "/AA" in document.Root or any("/AA" in page.obj for page in document.pages):
        yield tell("it starts actions by itself (/AA)")
    form: Any = document.Root.get("/AcroForm", {})
    if "/XFA" in form or form.get("/NeedAppearances", False):
        yield tell("its form needs a program to show it")
    for item in _everything(document):
        if item.get("/S") in _FORBIDDEN_ACTIONS and ("/Type" not in item or item.Type == "/Action"):
            yield tell("it holds a forbidden action: {action}", action=str(item.S)[1:])


def _shows_its_notes(document: "pikepdf.Pdf") -> Iterator[Message]:
    for page in document.pages:
        notes: Any = page.obj.get("/Annots", ())
        for note in notes:
            kind = note.get("/Subtype")
            flags = int(note.get("/F", 0))
            if kind in _FORBIDDEN_ANNOTATIONS:
                yield tell("it holds a forbidden annotation: {kind}", kind=str(kind)[1:])
            elif kind != "/Popup" and (not flags & _PRINTED or flags & _HIDDEN):
                yield tell("an annotation ({kind}) is not printed", kind=str(kind)[1:])
            elif kind not in _WITHOUT_LOOK and "/AP" not in note:
                yield tell("an annotation ({kind}) has no appearance", kind=str(kind)[1:])


def _stores_plainly(document: "pikepdf.Pdf") -> Iterator[Message]:
    """No LZW, no streams kept elsewhere, no PostScript, no smoothed images."""
    for item in _everything(document, streams_only=True):
        filters = item.get("/Filter", [])
        if "/LZWDecode" in ([filters] if not _is_array(filters) else list(filters)):
            yield tell("a stream is compressed with LZW")
        if "/F" in item or "/FFilter" in item:
            yield tell("a stream is kept in another file")
        if item.get("/Subtype") == "/PS" or "/PS" in item:
            yield tell("it holds PostScript")
        if item.get("/Interpolate", False):
            yield tell("an image is to be smoothed (/Interpolate)")


_CHECKS: tuple[Callable[["pikepdf.Pdf"], Iterator[Message]], ...] = (
    _says_what_it_is,
    _is_open,
    _names_its_colours,
    _embeds_its_fonts,
    _does_nothing,
    _shows_its_notes,
    _stores_plainly,
)


def _everything(document: "pikepdf.Pdf", streams_only: bool = False) -> Iterator[Any]:
    import pikepdf

    kinds = pikepdf.Stream if streams_only else (pikepdf.Dictionary, pikepdf.Stream)
    return (item for item in document.objects if isinstance(item, kinds))


def _dictionaries(document: "pikepdf.Pdf", kind: str) -> Iterator[Any]:
    return (item for item in _everything(document) if item.get("/Type") == kind)


def _is_array(item: object) -> bool:
    import pikepdf

    return isinstance(item, pikepdf.Array)


def _asked(program: str, pdf: Path) -> Iterator[Message]:
    """What veraPDF says against a file."""
    try:
        done = subprocess.run(
            [program, "--flavour", "2b", "--format", "text", "--verbose", str(pdf)],
            capture_output=True,
            text=True,
            timeout=_VERAPDF_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as trouble:
        yield tell("veraPDF could not be asked: {why}", why=trouble)
        return
    if not done.stdout.startswith("PASS"):
        yield tell("veraPDF: {says}", says=shorten_text(done.stdout or done.stderr))
