"""The claims of a form.yaml: figures that prose states and tables state too."""

import re
from collections.abc import Iterable, Mapping

from docfill.base import Severity, tell
from docfill.form.claim import Claim, ClaimKind
from docfill.form.grammar import Grammar
from docfill.form.grammar_reader import rules_of
from docfill.form.rule import any_of
from docfill.form.wording_reader import parts_named, patterns_of, severity_of
from docfill.sources.yaml import Branch, Keys

_KEYS = (
    "code",
    "pattern",
    "reads",
    "in",
    *ClaimKind,
    "or",
    "of",
    "factor",
    "not_after",
    "not_before",
    "not_with",
    "severity",
    "says",
    "source",
)
# The groups of which a pattern must have one.
_GROUPS = {
    ClaimKind.EQUALS: {"n"},
    ClaimKind.AT_MOST: {"n"},
    ClaimKind.SHARE: {"percent"},
    ClaimKind.CHANGE: {"up", "down", "same"},
    ClaimKind.MULTIPLE_OF: {"n"},
    ClaimKind.AGREES: {"n"},
}


def read_claims(
    keys: Keys, parts: Iterable[str], words: Mapping[str, str], grammar: Grammar
) -> tuple[Claim, ...]:
    """The claims listed behind `claims`; `parts` are the pieces of prose the form knows."""
    claims = (_claim(branch, keys, list(parts), words, grammar) for branch in keys.items("claims"))
    return tuple(claim for claim in claims if claim is not None)


def _claim(
    branch: Branch, form: Keys, parts: list[str], words: Mapping[str, str], grammar: Grammar
) -> Claim | None:
    keys = Keys(branch, _KEYS, form.findings)
    kinds = [kind for kind in ClaimKind if keys.has(kind)]
    if len(kinds) != 1:
        says = tell("a claim says exactly one of {kinds}", kinds=", ".join(ClaimKind))
        keys.fault(branch.place, "wrong-claim", says)
        return None
    kind = kinds[0]
    reads = rules_of(keys, "reads", grammar)
    patterns = () if reads else patterns_of(keys, "pattern", words)
    wanted = _GROUPS.get(kind, set())
    groups = [*(set(pattern.groupindex) for pattern in patterns), *(rule.groups for rule in reads)]
    if wanted and any(wanted.isdisjoint(each) for each in groups):
        says = tell(
            "a claim with {kind} needs a group {groups}", kind=kind, groups="/".join(sorted(wanted))
        )
        keys.fault(keys.place("pattern"), "wrong-claim", says)
    behind = rules_of(keys, "not_after", grammar, at_end=True) if reads else ()
    is_sum = kind not in (ClaimKind.MULTIPLE_OF, ClaimKind.AGREES)
    return Claim(
        keys.text("code"),
        kind,
        patterns,
        parts_named(keys, parts),
        names=keys.names(kind) if is_sum else (),
        either=keys.names("or"),
        of=keys.names("of"),
        factor=keys.number("factor", 1),
        multiple=keys.number(kind, 1) if kind is ClaimKind.MULTIPLE_OF else 1,
        reads=reads,
        not_after=None if behind else _any_of(patterns_of(keys, "not_after", words)),
        not_behind=any_of(behind),
        not_before=any_of(rules_of(keys, "not_before", grammar)),
        not_with=any_of(rules_of(keys, "not_with", grammar)),
        severity=severity_of(keys, Severity.ERROR),
        says=keys.text("says"),
        source=keys.text("source", ""),
        place=branch.place,
    )


def _any_of(patterns: tuple[re.Pattern[str], ...]) -> re.Pattern[str] | None:
    if len(patterns) < 2:
        return patterns[0] if patterns else None
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))
