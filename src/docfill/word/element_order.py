"""The order in which Word demands elements to stand (ECMA-376 part 1, annex A): who breaks it."""

from collections.abc import Iterable, Iterator
from itertools import chain

from lxml import etree

from docfill.word.package import W, tags

_ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike "
    "outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern "
    "position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath rPrChange",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize "
    "tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange",
    "sectPr": "headerReference|footerReference footnotePr endnotePr type pgSz pgMar paperSrc "
    "pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi "
    "rtlGutter docGrid printerSettings sectPrChange",
    "tbl": "bookmarkStart|bookmarkEnd|proofErr tblPr tblGrid "
    "tr|sdt|customXml|bookmarkStart|bookmarkEnd|ins|del|moveFrom|moveTo|proofErr",
    "tr": "tblPrEx trPr tc|sdt|customXml|bookmarkStart|bookmarkEnd|ins|del|proofErr",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden "
    "unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr "
    "trPr tcPr tblStylePr",
    "docDefaults": "rPrDefault pPrDefault",
    "tblBorders": "top left|start bottom right|end insideH insideV",
    "tcBorders": "top left|start bottom right|end insideH insideV tl2br tr2bl",
    "tblCellMar": "top left|start bottom right|end",
    "pBdr": "top left bottom right between bar",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime "
    "doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText "
    "printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts "
    "saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges "
    "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors "
    "hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate "
    "linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView "
    "trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection "
    "autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation "
    "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength "
    "clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting "
    "bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
    "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery "
    "displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin "
    "drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData "
    "noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars "
    "noLineBreaksAfter noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema "
    "saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText doNotDemarcateInvalidXml "
    "saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags "
    "alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat "
    "docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping "
    "doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions "
    "readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags "
    "decimalSymbol listSeparator",
}
# By parent, the rank of each child it may have; those that exclude one another share theirs.
RANKS = {
    parent: {name: rank for rank, names in enumerate(order.split()) for name in names.split("|")}
    for parent, order in _ORDERS.items()
}
# Settings hold elements of other namespaces, and rows may repeat, as may sections' headers.
_RANKS = {
    f"{W}{parent}": {f"{W}{name}": rank for name, rank in ranks.items()}
    for parent, ranks in RANKS.items()
}
_REPEATED = tags(
    "headerReference footerReference tr tc sdt customXml bookmarkStart bookmarkEnd "
    "proofErr ins del moveFrom moveTo tblStylePr activeWritingStyle attachedSchema "
    "smartTagType"
)
_OF_HOLDERS = tags("tblPr tblPrEx trPr tcPr")
_FIRST = {f"{W}p": f"{W}pPr", f"{W}r": f"{W}rPr", f"{W}tc": f"{W}tcPr"}


def find_misplaced(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Each element in there that stands out of order, twice or where it is unknown, with its
    parent."""
    return _misplaced(root.iter(*_RANKS, *_FIRST))


def misplaced_in_holder(holder: etree._Element) -> Iterator[tuple[str, str]]:
    """The same of a table, row or cell itself and its properties, not of what stands in it."""
    own = (each.iter(*_RANKS) for each in holder.iterchildren(*_OF_HOLDERS))
    return _misplaced(chain([holder], *own))


def _misplaced(parents: Iterable[etree._Element]) -> Iterator[tuple[str, str]]:
    for parent in parents:
        if ranks := _RANKS.get(parent.tag):
            wrong = _first_misplaced(ranks, tuple(child.tag for child in parent))
            if wrong:
                yield _local(parent.tag), _local(wrong)
        if first := _FIRST.get(parent.tag):
            late = parent.find(first)
            if late is not None and parent[0] is not late:
                yield _local(parent.tag), _local(late.tag)


def _first_misplaced(ranks: dict[str, int], children: tuple[object, ...]) -> str:
    reached, seen = -1, set()
    for tag in children:
        if not isinstance(tag, str) or not tag.startswith(W):
            continue
        rank = ranks.get(tag)
        if rank is None or rank < reached or (tag in seen and tag not in _REPEATED):
            return tag
        reached = rank
        seen.add(tag)
    return ""


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
