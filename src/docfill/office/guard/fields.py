"""Fields that read something or lead elsewhere are printed as they last stood.

A field is known by its code, put together from all of its runs; what is not known to be harmless
is taken for one that reads. FILENAME prints the name of the report, not that of the copy.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

_HARMLESS = frozenset(
    (
        *("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF"),
        *("SEQ", "TOC", "TC", "XE", "INDEX", "HYPERLINK", "BIBLIOGRAPHY", "CITATION", "ADDIN"),
        *("DATE", "TIME", "CREATEDATE", "SAVEDATE", "PRINTDATE", "EDITTIME", "AUTHOR", "TITLE"),
        *("SUBJECT", "KEYWORDS", "COMMENTS", "LASTSAVEDBY", "DOCPROPERTY", "NUMWORDS", "NUMCHARS"),
        *("REVNUM", "EQ", "SYMBOL", "QUOTE", "ADVANCE", "LISTNUM", "AUTONUM", "AUTONUMLGL"),
        *("AUTONUMOUT", "FORMTEXT", "FORMCHECKBOX", "FORMDROPDOWN"),
    )
)
_NAMES = frozenset(("FILENAME", "TEMPLATE"))
_ENDS = ("{*}fldChar", "{*}instrText", "{*}delInstrText", "{*}t")


@dataclass
class _Field:
    """A field between its marks: the elements of its code, and those of what it last showed."""

    marks: list[etree._Element] = field(default_factory=list)
    code: list[etree._Element] = field(default_factory=list)
    shown: list[etree._Element] = field(default_factory=list)
    in_code: bool = True

    @property
    def name(self) -> str:
        return _name_of("".join(each.text or "" for each in self.code))


def settle_fields(root: etree._Element, report: str) -> bool:
    """Settle the fields of a part; `report` is the name FILENAME prints. Whether any changed."""
    changed = False
    for simple in list(root.iter("{*}fldSimple")):
        name = _name_of(_stated(simple, "instr"))
        if name not in _HARMLESS:
            _print_name(list(simple.iter("{*}t")), name, report)
            _unwrap(simple)
            changed = True
    if next(root.iter("{*}instrText", "{*}delInstrText"), None) is None:
        return changed
    for each in _fields(root):
        if each.name not in _HARMLESS:
            _print_name(each.shown, each.name, report)
            for element in (*each.marks, *each.code):
                _drop(element)
            changed = True
    return changed


def _fields(root: etree._Element) -> Iterator[_Field]:
    """Each field of a part, the inner ones first; those that never end, too."""
    open_fields: list[_Field] = []
    for element in list(root.iter(*_ENDS)):
        if _local(element.tag) == "fldChar":
            kind = _stated(element, "fldCharType")
            if kind == "begin":
                open_fields.append(_Field())
            if not open_fields:
                continue
            own = open_fields[-1]
            own.marks.append(element)
            own.in_code = own.in_code and kind == "begin"
            if kind == "end":
                yield open_fields.pop()
            continue
        for each in open_fields:
            (each.code if each.in_code else each.shown).append(element)
    yield from reversed(open_fields)


def _stated(element: etree._Element, name: str) -> str:
    """An attribute, whatever its namespace."""
    return next((str(value) for key, value in element.items() if _local(key) == name), "")


def _name_of(instruction: str) -> str:
    words = instruction.split()
    first = words[0].upper() if words else ""
    # `= A1 + 1` works something out; an empty code does nothing.
    return "QUOTE" if not first or first.startswith("=") else first


def _print_name(shown: list[etree._Element], name: str, report: str) -> None:
    if name in _NAMES and report:
        for number, element in enumerate(shown):
            element.text = "" if number else report


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        at = parent.index(element)
        parent[at : at + 1] = list(element)


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
