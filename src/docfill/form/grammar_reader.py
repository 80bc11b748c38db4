"""The key `grammar` of a wording.yaml, and the rules that a kit writes with its classes."""

from docfill.base import Finding, tell
from docfill.form.grammar import Grammar, WrongRule
from docfill.form.rule import GrammarRule
from docfill.sources.yaml import Branch, Keys


def read_grammar(branch: Branch, findings: list[Finding]) -> Grammar:
    """The grammar a kit writes down."""
    keys = Keys(branch, ("units", "words", "phrases"), findings)
    return Grammar(
        words=_lists(keys, "words"),
        units=_lists(keys, "units"),
        phrases={
            name: Keys(entry, ("is",), findings).text("is")
            for name, entry in keys.branches("phrases", short="is")
        },
    )


def rules_of(
    keys: Keys, key: str, grammar: Grammar, at_end: bool = False
) -> tuple[GrammarRule, ...]:
    """The rules listed behind a key; with `at_end` they must end where the letters do."""
    rules = []
    for item in keys.scalars(key):
        try:
            rules.append(grammar.rule(item.text, at_end))
        except WrongRule as trouble:
            says = tell("the rule cannot be read: {why}", why=trouble)
            keys.fault(item.place, "wrong-pattern", says)
    return tuple(rules)


def _lists(keys: Keys, key: str) -> dict[str, tuple[str, ...]]:
    branch = keys.branch.get(key)
    if not isinstance(branch, Branch):
        return {}
    lists = Keys(branch, branch.entries, keys.findings)
    return {name: lists.names(name) for name in branch.entries}
