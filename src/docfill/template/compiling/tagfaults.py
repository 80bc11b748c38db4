"""What is wrong with the tags of one part: functions from tags to findings, in a list."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes
from lxml import etree

from docfill.base import Finding, Message, Place, Severity, tell
from docfill.template.sandbox.environment import environment
from docfill.template.tags.blanks import plain_blanks
from docfill.template.tags.controls import name_of
from docfill.template.tags.quoted_names import find_quoted_name
from docfill.template.tags.syntax_words import syntax_words
from docfill.template.tags.typed_tags import Tag, TaggedParagraph, leftovers, paragraphs, tags

_WIDE_BRACES = re.compile(r"(?=..?)(?:｛[{｛%％]|[{]｛|[{]％|[%％]｝|％\}|｝\}|\}｝|｝｝)")
_WIDE_IN_TAG = re.compile("[，（）｜＝：．！＜＞［］＋－＊／＂＇；、。％]")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|“[^”]*”|‘[^’]*’")
_UNCLOSED = re.compile(r"\{\{|\{%|\{#|%\}|\}\}")
_FOREIGN = ("include", "import", "from", "extends")
_OWN = ("vm", "hm", "cellbg", "colspan")
# The statements that need an end, by their first word; `set` does without a `=`.
_BLOCKS = ("for", "if", "with", "filter", "macro", "call", "block", "set", "autoescape", "raw")
_MIDDLE = ("else", "elif")
_WITH_MIDDLE = ("for", "if")


@dataclass(frozen=True)
class TemplatePart:
    """One part that docxtpl fills, as far as the checks need it."""

    file: str
    name: str
    paragraphs: list[TaggedParagraph]
    tags: list[Tag] = field(default_factory=list)

    def finding(
        self,
        at: Tag | TaggedParagraph,
        code: str,
        message: Message,
        severity: Severity = Severity.ERROR,
    ) -> Finding:
        """A finding that says where it stands."""
        spot = at.paragraph.spot if isinstance(at, Tag) else at.spot
        return Finding(Place(self.file, spot), code, message, severity)


def part_of(file: str, name: str, root: etree._Element) -> TemplatePart:
    """The part with its paragraphs and tags."""
    found = paragraphs(name, root)
    return TemplatePart(file, name, found, [tag for paragraph in found for tag in tags(paragraph)])


def braces_are_narrow(part: TemplatePart) -> Iterator[Finding]:
    """No tag is typed with full-width braces, which stay in the document as text."""
    for paragraph in part.paragraphs:
        if found := _WIDE_BRACES.search(paragraph.text):
            message = tell(
                "{found} is full-width; docxtpl reads only {{{{ }}}} and {{% %}}",
                found=found.group(),
            )
            yield part.finding(paragraph, "full-width-braces", message)


def tags_are_closed(part: TemplatePart) -> Iterator[Finding]:
    """Every tag ends in the paragraph it begins in."""
    for paragraph in part.paragraphs:
        rest = leftovers(paragraph)
        if _WIDE_BRACES.search(paragraph.text):
            continue
        if found := _UNCLOSED.search(rest):
            message = tell(
                "{found} stands alone; a tag begins and ends in one paragraph", found=found.group()
            )
            if found.group() == "{#":
                message = tell('{{# begins a comment; to print it, write {{{{ "{{#" }}}}')
            yield part.finding(paragraph, "unclosed-tag", message)


def punctuation_is_narrow(part: TemplatePart) -> Iterator[Finding]:
    """No tag holds full-width punctuation outside of quotes."""
    for tag in part.tags:
        if tag.kind != "{#" and (found := _wide(tag)):
            message = tell(
                "{found} in {tag} is full-width; type it half-width", found=found, tag=tag.text
            )
            yield part.finding(tag, "full-width-punctuation", message)


def _wide(tag: Tag) -> str:
    return "".join(dict.fromkeys(_WIDE_IN_TAG.findall(_QUOTED.sub("", tag.text))))


def quotes_are_straight(part: TemplatePart) -> Iterator[Finding]:
    """Curly quotes inside a tag work, but are better straight."""
    for tag in part.tags:
        if tag.kind != "{#" and re.search("[“”‘’]", tag.text) and not find_quoted_name(tag.text):
            message = tell("curly quotes in {tag} are read as straight ones", tag=tag.text)
            yield part.finding(tag, "curly-quotes", message, Severity.NOTE)


def names_are_not_quoted(part: TemplatePart) -> Iterator[Finding]:
    """No tag has curly quotes around a name, which it would print instead of the value."""
    for tag in _unprotected(part.tags):
        if tag.kind != "{#" and (name := find_quoted_name(plain_blanks(tag.text))):
            message = tell(
                "{tag} means the word {name} itself, because of the quotes; "
                "delete them, or write the word without a tag",
                tag=tag.text,
                name=name,
            )
            yield part.finding(tag, "quoted-name", message)


def nothing_beside_is_lost(part: TemplatePart) -> Iterator[Finding]:
    """Nothing stands beside a tag that docxtpl puts in place of its paragraph, cell or row."""
    seen = set()
    for tag in part.tags:
        region = tag.region
        if tag.prefix not in ("p", "tc", "tr") or region is None or region in seen:
            continue
        seen.add(region)
        inside = [p for p in part.paragraphs if region in (p.element, *p.element.iterancestors())]
        rest = "".join(p.text for p in inside).replace(tag.text, "", 1).strip()
        if rest:
            message = tell(
                "beside {tag} stands {rest}, which docxtpl deletes; move it elsewhere",
                tag=tag.text,
                rest=rest if len(rest) < 60 else rest[:59] + "…",
            )
            yield part.finding(tag, "lost-text", message)


def prefixes_have_a_place(part: TemplatePart) -> Iterator[Finding]:
    """`{%tr` and `{%tc` stand in a table, and no prefixed tag holds what ends docxtpl's search."""
    for tag in part.tags:
        if not tag.prefix:
            continue
        if tag.region is None:
            message = tell("{tag} stands outside a table", tag=tag.text)
            yield part.finding(tag, "prefix-outside-table", message)
        elif tag.kind != "{#" and re.search("[%}]", tag.text[2:-2]):
            message = tell(
                "{tag} holds a % or }}, after which docxtpl does not know its prefix", tag=tag.text
            )
            yield part.finding(tag, "percent-in-prefixed-tag", message)


def tags_are_understood(part: TemplatePart) -> Iterator[Finding]:
    """Each tag by itself is something Jinja or docxtpl knows."""
    for tag in _unprotected(part.tags):
        if tag.kind == "{#" or _wide(tag):
            continue
        trial = _trial(tag)
        if trial is None:
            message = tell("{tag} begins with no word that Jinja or docxtpl knows", tag=tag.text)
            yield part.finding(tag, "unknown-tag", message)
        elif tag.word in _FOREIGN:
            message = tell("{tag} needs another file, which a template cannot have", tag=tag.text)
            yield part.finding(tag, "unknown-tag", message)
        else:
            yield from _jinja_faults(part, tag, trial)


def _jinja_faults(part: TemplatePart, tag: Tag, trial: str) -> Iterator[Finding]:
    try:
        tree = environment().parse(trial)
    except TemplateSyntaxError as fault:
        message = tell(
            "{tag} cannot be read: {fault}", tag=tag.text, fault=syntax_words(fault.message)
        )
        yield part.finding(tag, "tag-syntax", message)
        return
    known = environment()
    for node in tree.find_all((nodes.Filter, nodes.Test)):
        names = known.filters if isinstance(node, nodes.Filter) else known.tests
        if node.name not in names:
            message = tell(
                "{tag} uses {name}, which is no filter or test of Jinja",
                tag=tag.text,
                name=node.name,
            )
            yield part.finding(tag, "unknown-filter", message)


def _trial(tag: Tag) -> str | None:
    """A small template that is well-formed if the tag is; None for a word nobody knows."""
    inner, word = tag.inner, tag.word
    if tag.kind == "{{":
        return f"{{{{ {inner} }}}}"
    if word in _OWN:
        rest = inner.removeprefix(word).strip()
        return f"{{{{ {rest} }}}}" if rest else ""
    if word == "elif":
        return f"{{% if 0 %}}{{% {inner} %}}{{% endif %}}"
    if word == "set" and "=" in inner:
        return f"{{% {inner} %}}"
    if word in _BLOCKS:
        return f"{{% {inner} %}}{{% end{word} %}}"
    if word in _FOREIGN:
        return ""
    return "" if word == "else" or word.removeprefix("end") in _BLOCKS else None


def blocks_are_balanced(part: TemplatePart) -> Iterator[Finding]:
    """Every loop and condition ends, in the order they began, in the container it began in."""
    open_: list[Tag] = []
    for tag in _unprotected(part.tags):
        word = tag.word
        if word in _BLOCKS and not (word == "set" and "=" in tag.inner):
            open_.append(tag)
        elif word in _MIDDLE:
            if not open_ or open_[-1].word not in _WITH_MIDDLE:
                yield part.finding(
                    tag, "unbalanced", tell("{tag} has no if before it", tag=tag.text)
                )
            else:
                yield from _crossing(part, open_[-1], tag)
        elif word.startswith("end") and word[3:] in _BLOCKS:
            if open_ and open_[-1].word == word[3:]:
                yield from _crossing(part, open_.pop(), tag)
            else:
                before = open_[-1].text if open_ else "-"
                message = tell(
                    "{tag} ends what did not begin; open is {before}", tag=tag.text, before=before
                )
                yield part.finding(tag, "unbalanced", message)
    for tag in open_:
        yield part.finding(tag, "unbalanced", tell("{tag} is never ended", tag=tag.text))


def _crossing(part: TemplatePart, begin: Tag, end: Tag) -> Iterator[Finding]:
    if begin.control is not end.control and (begin.prefix or begin.depth != end.depth):
        inner = begin.control if begin.control is not None else end.control
        message = tell(
            "{begin} and {end} ({there}) do not stand in the same content control ({name}); "
            "give each of them a control of its own, or put both outside",
            begin=begin.text,
            end=end.text,
            there=end.paragraph.spot,
            name="" if inner is None else name_of(inner),
        )
        yield part.finding(begin, "torn-control", message)
    elif begin.container is not end.container and begin.region is not None is not end.region:
        message = tell(
            "{begin} begins in another cell, row or table than {end} ends ({there}); "
            "rows repeat between {{%tr … %}}, cells between {{%tc … %}}",
            begin=begin.text,
            end=end.text,
            there=end.paragraph.spot,
        )
        yield part.finding(begin, "crossing-tags", message)


def tags_stand_in_plain_text(part: TemplatePart) -> Iterator[Finding]:
    """No tag stands in a field code, a hyperlink or a revision nobody accepted."""
    for tag in part.tags:
        revisions = {
            next((up for up in e.iterancestors() if up.tag.endswith(("}ins", "}del"))), None)
            for e in tag.elements
        }
        if len(revisions) > 1:
            message = tell(
                "{tag} was changed while changes were tracked; accept them first", tag=tag.text
            )
            yield part.finding(tag, "tag-in-revision", message)
        elif tag.stands_in("del", "moveFrom", "ins", "moveTo"):
            message = tell("{tag} stands in a tracked change; accept or reject it", tag=tag.text)
            yield part.finding(tag, "tag-in-revision", message)
        elif tag.stands_in("instrText", "fldSimple"):
            message = tell("{tag} stands in a field code, which shows its old result", tag=tag.text)
            yield part.finding(tag, "tag-in-field", message, Severity.WARNING)
        elif tag.stands_in("hyperlink"):
            message = tell(
                "{tag} stands in a hyperlink, which goes on leading to the same place", tag=tag.text
            )
            yield part.finding(tag, "tag-in-hyperlink", message, Severity.WARNING)


def _unprotected(tags: list[Tag]) -> Iterator[Tag]:
    """The tags outside `{% raw %}`, and `raw` and `endraw` themselves."""
    protected = False
    for tag in tags:
        protected &= tag.word != "endraw"
        if not protected:
            yield tag
        protected |= tag.word == "raw"


CHECKS: list[Callable[[TemplatePart], Iterator[Finding]]] = [
    braces_are_narrow,
    tags_are_closed,
    punctuation_is_narrow,
    quotes_are_straight,
    names_are_not_quoted,
    nothing_beside_is_lost,
    prefixes_have_a_place,
    tags_are_understood,
    blocks_are_balanced,
    tags_stand_in_plain_text,
]
