"""Compares the parts beside the text: styles, settings, properties, and what is foreign."""

from collections.abc import Iterator, Mapping

from lxml import etree

from docfill.base import Message, tell
from docfill.opc import Relationship
from docfill.verify.format_differences import differences
from docfill.verify.report import Comparison, shorten_text
from docfill.verify.tags import ANYTHING, print_text
from docfill.word import (
    NotADocument,
    Package,
    Props,
    Styles,
    W,
    element,
    read_styles,
    styles_root,
    tags,
)

_STYLE_TALK = tags(
    "name aliases autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat "
    "locked personal personalCompose personalReply rsid next link"
)
# Settings that say how a program shows a file or when it saved it, not what the file is.
_SETTINGS_TALK = tags(
    "view zoom hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "stylePaneFormatFilter stylePaneSortMethod rsids themeFontLang clrSchemeMapping "
    "hdrShapeDefaults shapeDefaults decimalSymbol listSeparator footnotePr endnotePr "
    "displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "drawingGridHorizontalSpacing drawingGridVerticalSpacing "
    "doNotIncludeSubdocsInStats saveSubsetFonts removePersonalInformation "
    "noLineBreaksAfter noLineBreaksBefore bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter savePreviewPicture doNotShadeFormData "
    "noPunctuationKerning attachedSchema smartTagType doNotAutoCompressPictures "
    "docVars"
)
_LANGUAGE = ("val", "eastAsia")
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_CORE = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
_PROPERTIES = (
    *(f"{_DUBLIN}{name}" for name in ["title", "creator", "language", "subject", "description"]),
    *(f"{_CORE}{name}" for name in ["keywords", "category"]),
)
# Parts that run, embed or fetch something; an official report has none of them.
_FOREIGN = frozenset(
    (
        "vbaProject",
        "wordVbaData",
        "keyMapCustomizations",
        "attachedToolbars",
        "control",
        "activeXControlBinary",
        "oleObject",
        "package",
        "aFChunk",
        "subDocument",
        "frame",
        "mailMergeSource",
        "attachedTemplate",
        "recipientData",
    )
)


def compare_styles(report: Comparison, product: Package, template: Package) -> None:
    """Report styles of the template that are lost or look different, by name."""
    mine, theirs = styles_root(product), styles_root(template)
    if theirs is None or mine is theirs or _same_part(product, template, "styles"):
        return
    if mine is None:
        report.find("docx-styles", tell("the styles are missing"))
        return
    names, wanted = read_styles(mine), read_styles(theirs)
    defaults, expected_defaults = _defaults(mine, names), _defaults(theirs, wanted)
    if defaults != expected_defaults:
        how = differences(defaults, expected_defaults)
        report.find("docx-styles", tell("the document's defaults differ: {how}", how=how))
    found = _styles(mine, names)
    for name, look in _styles(theirs, wanted).items():
        if name not in found:
            report.find("docx-styles", tell("the style {style} is missing", style=name))
        elif found[name] != look:
            how = differences(found[name], look)
            says = tell("the style {style} differs: {how}", style=name, how=how)
            report.find("docx-styles", says)


def _same_part(product: Package, template: Package, kind: str) -> bool:
    mine = product.parts.get(product.target(product.document, kind))
    return mine is not None and mine == template.parts.get(template.target(template.document, kind))


def _styles(root: etree._Element, names: Styles) -> dict[str, tuple[Props, ...]]:
    return {
        names.name(style.get(f"{W}styleId", "")): _meaning(style, _STYLE_TALK, names)
        for style in root.iter(f"{W}style")
    }


def _defaults(root: etree._Element, names: Styles) -> tuple[Props, ...]:
    defaults = root.find(f"{W}docDefaults")
    if defaults is None:
        return ()
    languages = tuple(
        ("lang", tuple((key, lang.get(f"{W}{key}", "")) for key in _LANGUAGE), ())
        for lang in defaults.iter(f"{W}lang")
    )
    return tuple(element(part, names) for part in defaults if len(part)) + languages


def _meaning(parent: etree._Element, left_out: frozenset[str], names: Styles) -> tuple[Props, ...]:
    children = (child for child in parent if child.tag not in left_out)
    ours = (child for child in children if isinstance(child.tag, str) and child.tag.startswith(W))
    found = sorted(element(child, names) for child in ours)
    return tuple(item for item in found if item[1] or item[2] or item[0] not in ("pPr", "rPr"))


def compare_settings(report: Comparison, product: Package, template: Package) -> None:
    """Report settings that the template makes and the document does not, or makes besides."""
    if _same_part(product, template, "settings"):
        return
    none = Styles((), "")
    mine = _settings(product, none)
    theirs = _settings(template, none)
    for name in sorted(theirs.keys() - mine.keys()):
        report.find("docx-settings", tell("the setting {name} is missing", name=name))
    for name in sorted(mine.keys() - theirs.keys()):
        report.find("docx-settings", tell("the setting {name} is foreign", name=name))
    for name in sorted(theirs.keys() & mine.keys()):
        if not theirs[name] <= mine[name]:
            how = differences(tuple(sorted(mine[name])), tuple(sorted(theirs[name])))
            says = tell("the setting {name} differs: {how}", name=name, how=how)
            report.find("docx-settings", says)


def _settings(package: Package, none: Styles) -> dict[str, set[Props]]:
    """Settings by name, each as the set of what it states; compatibility one by one."""
    part = package.target(package.document, "settings")
    settings: dict[str, set[Props]] = {}
    root = package.sound_tree(part)
    for child in () if root is None else root:
        tag = child.tag
        if not isinstance(tag, str) or not tag.startswith(W) or tag in _SETTINGS_TALK:
            continue
        own = element(child, none)
        if own[1] == (("val", "0"),):
            continue
        if own[0] == "compat":
            settings["compat"] = {item for item in own[2] if item[0] == "compatSetting"}
        else:
            settings[own[0]] = {own}
    return settings


def compare_properties(
    report: Comparison, product: Package, template: Package, values: Mapping[str, object]
) -> None:
    """Report title, author, language and the like that are not what the template says."""
    wanted = _core(template)
    found = _core(product) if wanted else {}
    for tag, pattern in wanted.items():
        expected = print_text(pattern, values, [])
        if ANYTHING in expected or found.get(tag, "") == expected:
            continue
        says = tell(
            "the document property {name} is “{found}”, should be “{expected}”",
            name=tag.rpartition("}")[2],
            found=shorten_text(found.get(tag, "")),
            expected=shorten_text(expected),
        )
        report.find("docx-properties", says)


def _core(package: Package) -> dict[str, str]:
    part = package.target("", "core-properties")
    root = package.sound_tree(part)
    found = () if root is None else root.iter(*_PROPERTIES)
    return {str(item.tag): item.text for item in found if item.text}


def check_foreign(report: Comparison, product: Package, template: Package) -> None:
    """Report macros, embedded files, links to elsewhere, comments and tracked changes."""
    known = {(link.kind, link.target) for _, link in _links(template)}
    for part, link in _links(product):
        if (link.kind, link.target) in known:
            continue
        if link.kind in _FOREIGN:
            says = tell(
                "{part} brings in a {kind}: {target}", part=part, kind=link.kind, target=link.target
            )
            report.find("docx-foreign", says)
        elif link.is_external:
            report.doubt(
                "docx-foreign", tell("{part} links to {target}", part=part, target=link.target)
            )
        elif link.kind == "comments":
            report.doubt("docx-comment", tell("somebody left comments in the file"))
        elif link.kind == "font":
            report.doubt(
                "docx-foreign", tell("a font is embedded in the file: {target}", target=link.target)
            )
    for says in _tracked(product):
        report.find("docx-tracked", says)


def _links(package: Package) -> Iterator[tuple[str, Relationship]]:
    for part in ["", *package.parts]:
        if not part.endswith(".rels"):
            for link in package.links(part).values():
                yield part, link


def _tracked(package: Package) -> Iterator[Message]:
    """Changes that Word still remembers, and who made them."""
    kinds = "ins del moveFrom moveTo rPrChange pPrChange tblPrChange tcPrChange cellIns cellDel"
    marks = [f"{W}{kind}" for kind in kinds.split()]
    try:
        root = package.tree(package.document)
    except NotADocument:
        return
    authors = sorted({item.get(f"{W}author", "") for item in root.iter(*marks)})
    if authors:
        yield tell(
            "tracked changes by {authors} are still in the file; accept or reject them",
            authors=", ".join(authors),
        )
