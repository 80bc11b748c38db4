"""Checks of wording against the kit's list: fixed phrases, words to avoid, what must be said."""

from itertools import pairwise

from docfill.base import Finding, Severity, as_written, half_width, read_number, tell
from docfill.checks.case import Case, Findings


def fixed_phrases_are_exact(case: Case) -> Findings:
    """Phrases that are laid down stand as they are laid down."""
    for rule in case.form.wording.fixed:
        for prose, paragraph in case.paragraphs:
            for found in rule.seen_by.finditer(paragraph.text):
                if found[0] not in rule.phrases:
                    says = tell(
                        "“{words}” is not one of: {phrases}; {rule}",
                        words=found[0],
                        phrases="；".join(rule.phrases),
                        rule=rule.says,
                    )
                    place = prose.place_at(paragraph, found.start())
                    yield Finding(place, rule.code, says, rule.severity, rule.source)


def words_to_avoid_are_avoided(case: Case) -> Findings:
    """What a kit lists as wrong does not stand in the prose."""
    for rule in case.form.wording.avoid:
        for prose, paragraph in case.paragraphs:
            for found in rule.pattern.finditer(paragraph.text):
                says = tell("“{words}”: {rule}", words=found[0], rule=rule.says)
                place = prose.place_at(paragraph, found.start())
                yield Finding(place, rule.code, says, rule.severity, rule.source)


def what_must_be_said_is_said(case: Case) -> Findings:
    """Pieces of prose speak of what the form wants them to speak of."""
    for rule in case.form.wording.mentions:
        stated = [case.filing.prose[name] for name in rule.parts if name in case.filing.prose]
        if stated and not any(rule.pattern.search(half_width(prose.text)) for prose in stated):
            yield Finding(
                stated[0].place, rule.code, as_written(rule.says), rule.severity, rule.source
            )


def prose_is_not_nearly_empty(case: Case) -> Findings:
    """Every piece of prose has the least length the kit asks for."""
    for name, least in case.form.wording.shortest.items():
        prose = case.filing.prose.get(name)
        length = len(prose.text) if prose else least
        if prose and length < least:
            says = tell(
                "{caption} has {length} characters, at least {least} are wanted ({fewer} too few)",
                caption=case.form.caption(name),
                length=length,
                least=least,
                fewer=least - length,
            )
            yield Finding(prose.place, "short", says, Severity.WARNING)


def prose_is_not_too_long(case: Case) -> Findings:
    """Pieces of prose have together no more characters than the kit allows, if it says so."""
    for rule in case.form.wording.longest:
        stated = [case.filing.prose[name] for name in rule.parts if name in case.filing.prose]
        length = sum(len("".join(prose.text.split())) for prose in stated)
        if length > rule.most:
            says = tell(
                "{captions}: {length} characters, at most {most} are wanted ({more} too many)",
                captions="、".join(case.form.caption(name) for name in rule.parts),
                length=length,
                most=rule.most,
                more=length - rule.most,
            )
            yield Finding(stated[0].place, "long", says, Severity.WARNING)


def sections_are_counted_right(case: Case) -> Findings:
    """Where the text says how many sections there are, it lists that many."""
    pattern = case.form.wording.sections_counted
    if pattern is None:
        return
    headings = [section.heading.partition("、")[2] for section in case.form.sections.values()]
    for sentence in case.sentences:
        for found in pattern.finditer(sentence.text):
            told = int(read_number(found["n"]))
            listed = sum(_is_named(heading, sentence.text) for heading in headings)
            if listed > 1 and listed != told:
                says = tell(
                    "“{words}” says {told} sections, but {listed} are listed",
                    words=found[0],
                    told=told,
                    listed=listed,
                )
                place = sentence.place(found.start())
                yield Finding(place, "sections-counted", says, Severity.WARNING)


def _is_named(heading: str, text: str) -> bool:
    """Whether a text holds most pairs of a heading's neighbouring characters: its words may differ.

    >>> _is_named("problems and remedies", "problems, remedies"), _is_named("problems", "progress")
    (True, False)
    """
    pairs = ["".join(pair) for pair in pairwise(heading)]
    return sum(pair in text for pair in pairs) > len(pairs) * 0.7
