"""Reads a branch of YAML whose keys are known beforehand, noting every fault on the way."""

from collections.abc import Callable, Iterable, Iterator

from docfill.base import Finding, Message, Place, Unreadable, message_of, read_count, tell
from docfill.sources.yaml.reader import Branch, Node, Scalar, Series, unknown_keys


class Keys:
    """The known keys of one branch; a fault becomes a finding and the default is answered."""

    def __init__(self, branch: Branch, known: Iterable[str], findings: list[Finding]):
        self.branch = branch
        self.findings = findings
        findings.extend(unknown_keys(branch, known))

    def place(self, key: str) -> Place:
        return self.branch.place_of(key)

    def has(self, key: str) -> bool:
        return self.branch.get(key) is not None

    def text(self, key: str, default: str | None = None) -> str:
        """The text behind a key; without a default the key must be there and not be blank."""
        node = self.branch.get(key)
        if node is None and default is None:
            self.fault(self.branch.place, "missing", tell("the key {key} is missing", key=key))
        elif isinstance(node, Scalar) and node.quoted and not node.text.strip() and default is None:
            says = tell("{key} is blank; write a text", key=key)
            self.fault(self.place(key), "wrong-shape", says)
        elif isinstance(node, Scalar) and (node.text or node.quoted):
            return node.text
        elif node is not None:
            self.fault(self.place(key), "wrong-shape", tell("{key} must be a text", key=key))
        return default or ""

    def flag(self, key: str, default: bool = False) -> bool:
        """`true` or `false`."""
        return self.choice(key, ("true", "false"), "true" if default else "false") == "true"

    def choice(
        self,
        key: str,
        choices: Iterable[str],
        default: str,
        called: str = "",
        glosses: Callable[[str], str] = str,
    ) -> str:
        """One of a few words; `called` is what a finding calls a key that nobody writes.

        `glosses` says in the reader's words what a choice stands for.
        """
        choices = list(choices)
        written = self.text(key, default)
        if written in choices:
            return written
        says = tell(
            "{key} is one of {choices}, not {written}",
            key=called or key,
            choices=", ".join(map(glosses, choices)),
            written=written,
        )
        self.fault(self.place(key), "wrong-choice", says)
        return default

    def number(self, key: str, default: int) -> int:
        """A whole number from 0 up."""
        try:
            return read_count(self.text(key, str(default)))
        except Unreadable as trouble:
            self.fault(self.place(key), "not-a-count", message_of(trouble))
            return default

    def names(self, key: str) -> tuple[str, ...]:
        """A list of words; a single word is a list of one; no key is an empty list."""
        return tuple(item.text for item in self.scalars(key))

    def scalars(self, key: str) -> list[Scalar]:
        """The same with places."""
        node = self.branch.get(key)
        items: tuple[Node, ...] = (
            node.items if isinstance(node, Series) else (node,) if node else ()
        )
        words = [item for item in items if isinstance(item, Scalar) and item.text]
        if len(words) < len(items):
            says = tell("{key} must be a list of words, like [a, b]", key=key)
            self.fault(self.place(key), "wrong-shape", says)
        return words

    def branches(self, key: str, short: str = "") -> Iterator[tuple[str, Branch]]:
        """Name and branch of each entry behind a key.

        A word in place of a branch stands for the key `short` alone.
        """
        node = self.branch.get(key)
        if node is None:
            return
        if not isinstance(node, Branch):
            says = tell("{key} must hold keys and values, like “key: value”", key=key)
            self.fault(self.place(key), "wrong-shape", says)
            return
        for name, value in node.entries.items():
            entry = self._as_branch(value, short)
            if entry is None:
                says = tell("{key} must hold keys and values, like “key: value”", key=name)
                self.fault(node.place_of(name), "wrong-shape", says)
            else:
                yield name, entry

    def items(self, key: str) -> Iterator[Branch]:
        """The branches listed behind a key."""
        node = self.branch.get(key)
        if node is None:
            return
        for item in node.items if isinstance(node, Series) else (node,):
            if isinstance(item, Branch):
                yield item
            else:
                says = tell("{key} must be a list of branches", key=key)
                self.fault(item.place, "wrong-shape", says)

    def fault(self, place: Place, code: str, says: Message) -> None:
        self.findings.append(Finding(place, code, says))

    @staticmethod
    def _as_branch(node: Node, short: str) -> Branch | None:
        if isinstance(node, Branch):
            return node
        if short and isinstance(node, Scalar) and node.text:
            return Branch({short: node}, {short: node.place}, node.place)
        return None
