"""The types of what fixtures hand to tests."""

from collections.abc import Callable

# A filing's YAML in; the line and code of each finding out.
FindingsOf = Callable[..., list[tuple[int, str]]]
