"""The key `counts` of a form.yaml: figures in wordings that no rule of its claims foresees."""

from collections.abc import Iterable

from docfill.base import Severity, tell
from docfill.form.claim import Claim, ClaimKind, CountRole, CountTopic, Reach
from docfill.form.grammar import Grammar
from docfill.form.wording_reader import parts_named
from docfill.sources.yaml import Branch, Keys


def read_counts(keys: Keys, parts: Iterable[str], grammar: Grammar) -> tuple[CountTopic, ...]:
    """The topics listed behind `counts`; `parts` are the pieces of prose the form knows."""
    return tuple(_topic(branch, keys, list(parts), grammar) for branch in keys.items("counts"))


def _topic(branch: Branch, form: Keys, parts: list[str], grammar: Grammar) -> CountTopic:
    known = (
        "in",
        "understood_in",
        "about",
        "vague",
        "not_with",
        "figures",
        "none",
        "in_all",
        "beside",
    )
    keys = Keys(branch, known, form.findings)
    named = parts_named(keys, parts)
    return CountTopic(
        parts=named,
        understood=keys.names("understood_in"),
        about=_letters(keys, "about", grammar),
        vague=_letters(keys, "vague", grammar),
        others=_letters(keys, "not_with", grammar),
        figures=_letters(keys, "figures", grammar),
        none=_letters(keys, "none", grammar),
        in_all=keys.names("in_all"),
        roles=tuple(_role(each, keys, named, grammar) for each in keys.items("beside")),
    )


def _role(branch: Branch, topic: Keys, parts: tuple[str, ...], grammar: Grammar) -> CountRole:
    known = ("words", "aside", "of_all", "reach", "code", "equals", "zero", "or", "says", "source")
    keys = Keys(branch, known, topic.findings)
    kind = ClaimKind.ZERO if keys.has("zero") else ClaimKind.EQUALS
    claim = Claim(
        keys.text("code"),
        kind,
        (),
        parts,
        names=keys.names(kind),
        either=keys.names("or"),
        of=(),
        factor=1,
        multiple=1,
        reads=(),
        not_after=None,
        not_behind=None,
        not_before=None,
        not_with=None,
        severity=Severity.WARNING,
        says=keys.text("says"),
        source=keys.text("source", ""),
        place=branch.place,
    )
    return CountRole(
        words=_letters(keys, "words", grammar),
        aside=_letters(keys, "aside", grammar),
        of_all=keys.flag("of_all"),
        reach=Reach(keys.choice("reach", tuple(Reach), Reach.PIECE)),
        claim=claim,
    )


def _letters(keys: Keys, key: str, grammar: Grammar) -> frozenset[str]:
    letters = []
    for item in keys.scalars(key):
        if item.text in grammar.letters:
            letters.append(grammar.letters[item.text])
        else:
            says = tell("the rule cannot be read: {why}", why=item.text)
            keys.fault(item.place, "wrong-pattern", says)
    return frozenset(letters)
