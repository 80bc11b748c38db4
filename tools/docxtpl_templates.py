"""Fills docxtpl's own test templates with docxtpl and with docfill, and compares every part.

    .venv/bin/python tools/docxtpl_templates.py path/to/python-docx-template/tests

The folder is docxtpl's: scripts that fill templates, and the templates in templates/. The scripts
are run as they are, in a copy; what they give `render` is given to docfill as well. Nothing of
docxtpl is kept. docs/filling.md says what the differences are.
"""

import contextlib
import difflib
import io
import json
import os
import re
import runpy
import shutil
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Iterator, Mapping
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any, ClassVar

import docx
import docxtpl
from docx.oxml.ns import qn
from docxtpl import DocxTemplate, InlineImage, Listing
from docxtpl.subdoc import Subdoc
from lxml import etree

from docfill.base import Faulty
from docfill.template import Template
from docfill.template.values.rich import Image, SubDocument

_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_ALIKE = ("docProps/app.xml",)
# No script; the last starts docxtpl's own command with a file of JSON, which is read here.
_NO_TEMPLATE = ("__init__.py", "runtests.py", "module_execute.py")
_EMU = 36_000
_DRAWING = qn("wp:docPr")


class Comparing(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl's template, which lets docfill fill it too when it is saved."""

    found: ClassVar[list[tuple[str, str, list[str]]]] = []
    unsaved: ClassVar[list["Comparing"]] = []

    def new_subdoc(self, docpath: Any = None) -> Subdoc:
        """docxtpl's own, which says what file it is made of."""
        made = super().new_subdoc(docpath)
        made.docpath = docpath
        return made

    def render(self, context: Any, jinja_env: Any = None, autoescape: bool = False) -> None:
        """Let docfill fill the template, then do what docxtpl does."""
        given = self.template_file
        template = given.getvalue() if isinstance(given, io.BytesIO) else Path(given).read_bytes()
        self.ours = filled(template, context)
        try:
            super().render(context, jinja_env, autoescape)
        except Exception:
            verdict = (
                "filled by docfill alone" if isinstance(self.ours, bytes) else "refused by both"
            )
            found = [] if isinstance(self.ours, bytes) else self.ours
            self.found.append((Path(str(given)).name, verdict, found))
            raise
        self.unsaved.append(self)

    def save(self, filename: Any, *rest: Any, **named: Any) -> None:
        """Save, and compare what was saved with what docfill made."""
        super().save(filename, *rest, **named)
        self.unsaved[:] = [other for other in self.unsaved if other is not self]
        saved = isinstance(filename, io.BytesIO)
        theirs = filename.getvalue() if saved else Path(filename).read_bytes()
        name = Path(str(self.template_file)).name
        if isinstance(self.ours, bytes):
            lines = list(differences(unzipped(self.ours), unzipped(theirs)))
            self.found.append((name, "other" if lines else "same", lines))
        else:
            self.found.append((name, "refused", self.ours))


def filled(template: bytes, context: Mapping[str, Any]) -> bytes | list[str]:
    """What docfill makes, or the findings for which it makes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.docx"
        path.write_bytes(template)
        try:
            return Template.open(path, cache=False).fill(bound(context, Path(folder)))
        except Faulty as fault:
            return [f"[{f.code}] {f.place.spot}: {f.message}" for f in fault.findings]


def bound(value: Any, folder: Path) -> Any:
    """The context as docfill's data name it: its pictures, documents and listings."""
    if isinstance(value, Mapping):
        return {key: bound(inner, folder) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [bound(inner, folder) for inner in value]
    if isinstance(value, str) and ("\a" in value or "\f" in value):
        return Listing(value)
    if isinstance(value, InlineImage):
        width, height = (side and side / _EMU for side in (value.width, value.height))
        return Image(Path(value.image_descriptor).absolute(), width, height)
    if isinstance(value, Subdoc):
        return SubDocument(_file(value, folder / f"{id(value)}.docx"))
    return value


def _file(document: Any, path: Path) -> Path:
    """The file a sub-document was made of, or one that holds what a script put into it."""
    if document.docpath:
        return Path(document.docpath).absolute()
    document.tpl.docx.save(str(path))
    whole = docx.Document(str(path))
    body, inside = whole.element.body, list(document.subdocx.element.body)
    for element in list(body):
        if not element.tag.endswith("}sectPr"):
            body.remove(element)
    for element in inside:
        if not element.tag.endswith("}sectPr"):
            body.insert(len(body) - 1, deepcopy(element))
    whole.save(str(path))
    return path


def unzipped(data: bytes) -> dict[str, bytes]:
    """The members of a .docx."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def differences(ours: dict[str, bytes], theirs: dict[str, bytes]) -> Iterator[str]:
    """What differs in the parts docxtpl wrote, by what they say and not by how it is spelled."""
    for name in sorted(theirs):
        if name.endswith((".rels", "/")) or name in ("[Content_Types].xml", *_ALIKE):
            continue
        if "/media/" in name or "/embeddings/" in name:
            if theirs[name] not in ours.values():
                yield f"{name} is not in the document"
            continue
        if name not in ours:
            yield f"{name} is missing"
        elif name.endswith(".xml"):
            yield from _in_part(name, ours, theirs)


def _in_part(name: str, ours: dict[str, bytes], theirs: dict[str, bytes]) -> Iterator[str]:
    mine, other = (list(meaning(name, files)) for files in (ours, theirs))
    for line in difflib.unified_diff(other, mine, "docxtpl", "docfill", lineterm="", n=0):
        if line[0] in "+-" and line[:3] not in ("+++", "---"):
            yield f"{name}: {line}"


def meaning(name: str, files: dict[str, bytes]) -> Iterator[str]:
    """A part as lines, an element each; relationships by what they lead to, no drawing's number."""
    root = etree.fromstring(files[name], etree.XMLParser(remove_blank_text=True))
    leads = dict(_leads(name, files))
    if root.tag.endswith("}coreProperties"):
        root[:] = sorted((e for e in root if e.text), key=lambda e: e.tag)
    for element in root.iter("*"):
        said = dict(element.items())
        if element.tag == _DRAWING:
            del said["id"]
        for key, value in said.items():
            if str(key).startswith(_RELATED):
                said[key] = leads.get(str(value), f"nowhere ({value})")
        yield f"{_short(element.tag)} {_short(sorted(said.items()))} {element.text or ''}"


def _short(named: object) -> str:
    return re.sub(r"\{[^}]*/(\w+)\}", r"\1:", str(named))


def _leads(name: str, files: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    folder, _, base = name.rpartition("/")
    for relation in etree.fromstring(files.get(f"{folder}/_rels/{base}.rels", b"<none/>")):
        target = relation.get("Target", "")
        there = normpath(join("/" + dirname(name), target)).lstrip("/")
        is_media = "/media/" in there or "/embeddings/" in there
        content = sha256(files[there]).hexdigest()[:8] if is_media and there in files else ""
        yield relation.get("Id", ""), content or target


def run(script: Path) -> str:
    """Run one of docxtpl's scripts; what stopped it, if anything did."""
    arguments, sys.argv = sys.argv, [str(script)]
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            runpy.run_path(str(script), run_name="__main__")
    except SystemExit:
        return ""
    except Exception:  # noqa: BLE001  whatever a foreign script raises is told, and the next runs
        return traceback.format_exc().splitlines()[-1]
    finally:
        sys.argv = arguments
    return ""


def _run_command(data: Path) -> str:
    """What docxtpl's own command does with a file of JSON, and its template beside it."""
    Comparing(data.with_name(f"{data.stem}_tpl.docx")).render(json.loads(data.read_text("utf-8")))
    return ""


def compare(script: Path) -> Iterator[str]:
    """What came of the templates one script fills."""
    Comparing.found.clear()
    stopped = run(script) if script.suffix == ".py" else _run_command(script)
    for template in list(Comparing.unsaved):
        template.save(io.BytesIO())
    for name, verdict, lines in Comparing.found:
        yield f"{script.name}: {name}: {verdict}"
        yield from (f"    {line[:400]}" for line in lines[:12])
    if stopped:
        yield f"    the script stopped: {stopped}"


def main(folder: Path) -> None:
    """Print, script by script, what came of each template."""
    docxtpl.DocxTemplate = Comparing
    with tempfile.TemporaryDirectory() as copy:
        tests = shutil.copytree(folder, Path(copy) / "tests")
        (tests / "output").mkdir(exist_ok=True)
        os.chdir(tests)
        for script in (*sorted(tests.glob("*.py")), *sorted(tests.glob("templates/*.json"))):
            if script.name not in _NO_TEMPLATE:
                print("\n".join(compare(script)))
        os.chdir(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]).absolute())
