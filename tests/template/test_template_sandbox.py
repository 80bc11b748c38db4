"""What a template can reach: nothing but plain data, from any value, global, filter or test."""

import datetime
import types
from collections import deque
from pathlib import Path
from typing import Any

import pytest
from jinja2.exceptions import UndefinedError
from jinja2.runtime import Undefined
from markupsafe import Markup
from PIL import Image as Picture

from docfill.base import Faulty, Number
from docfill.template import Template
from docfill.template import objects as with_objects
from docfill.template.sandbox.environment import environment
from docfill.template.sandbox.permitted import Permitted, may_be_called, permits
from docfill.template.values.rich import rich
from docx_making import docx, paragraph

PLAIN = (str, int, float, Number, bool, type(None), list, tuple, dict, set, frozenset, range)
DATES = (datetime.date, datetime.time, datetime.timedelta)
FROM_JINJA = ("jinja2.filters", "jinja2.runtime", "jinja2.utils", "markupsafe")
PROGRAM = (
    "{% macro m(a) %}{{ caller() if caller else a }}{% endmacro %}{% block b %}b{% endblock %}"
)


def bound(folder: Path) -> dict[str, Any]:
    """Every kind of value, as a template is given it when some bring files along."""
    Picture.new("RGB", (40, 20)).save(folder / "p.png")
    (folder / "inner.docx").write_bytes(docx(paragraph("inner")))
    template_file = folder / "t.docx"
    template_file.write_bytes(docx(paragraph("{{ picture }}")))
    template = Template.open(template_file, cache=False)
    values = rich(
        {
            "picture": {"$image": "p.png"},
            "part": {"$subdoc": "inner.docx"},
            "rich": {"$rich": ["a", {"text": "b", "bold": True}]},
            "list": {"$listing": "a\nb"},
            "plain": {"text": "a", "numbers": [1, 2.5], "none": None, "yes": True},
        },
        folder / "data.yaml",
    )
    values |= {"day": datetime.date(2024, 1, 2), "at": datetime.datetime(2024, 1, 2, 3, 4)}
    given: list[dict[str, Any]] = []
    template.printed = lambda part, program, bound, *_: given.append(bound) or "<x/>"  # type: ignore[method-assign, func-returns-value, misc, assignment]
    with_objects.fill_with_objects(template, values)
    return given[0] | {"unfilled": values}


def made_by_templates(values: dict[str, Any]) -> list[object]:
    """What a template makes while it runs: loops, macros, blocks, filters' results."""
    seen: list[object] = []
    shared = environment().overlay()
    shared.globals = {**shared.globals, "see": Permitted(lambda value: seen.append(value) or "")}
    shared.from_string(
        PROGRAM + "{{ see(m) }}{{ see(self) }}{{ see(self.b) }}"
        "{% call m(1) %}{{ see(cycler(1)) }}{% endcall %}"
        "{% for x in [1, 2] recursive %}{{ see(loop) }}{% endfor %}"
        "{{ see(joiner()) }}{{ see(namespace(a=1)) }}{{ see([1]|map('string')) }}"
        "{{ see('a'.format) }}{{ see('a'|safe) }}{{ see('2024-01-11'.strftime) }}"
        "{{ see([{'a': 1}]|groupby('a')) }}{{ see([1]|batch(1)) }}{{ see({}.items()) }}"
    ).render(values)
    return seen


def is_plain(value: object) -> bool:
    kind = type(value)
    return (
        kind in PLAIN
        or isinstance(value, DATES)
        or kind.__module__ in FROM_JINJA
        or isinstance(value, Markup | Undefined | Permitted)
        or kind in (type({}.items()), type({}.keys()), type({}.values()))
    )


def reached(starts: list[object]) -> list[tuple[str, object]]:
    """Every value a chain of attributes and items leads to, with the chain, up to four deep."""
    shared = environment()
    names = {name for kind in (str, dict, list, int) for name in dir(kind)} | {
        "tpl", "part", "docx", "package", "path", "xml", "stands_as", "save", "gi_frame", "mro",
        "fromkeys", "func", "args", "environment", "context", "list", "grouper", "name",
    }  # fmt: skip
    found: list[tuple[str, object]] = []
    queue = deque((type(value).__name__, value, 0) for value in starts)
    seen: set[int] = set()
    while queue:
        chain, value, depth = queue.popleft()
        if id(value) in seen or depth > 4:
            continue
        seen.add(id(value))
        found.append((chain, value))
        inner = value.values() if isinstance(value, dict) else value
        if isinstance(value, dict | list | tuple):
            queue.extend((f"{chain}[]", one, depth + 1) for one in inner)  # type: ignore[union-attr]
        for name in names | set(dir(value)):
            for way in (shared.getattr, shared.getitem):
                try:
                    next_one = way(value, name)
                except UndefinedError:
                    assert isinstance(value, Undefined), (chain, name)
                    continue
                if not isinstance(next_one, Undefined):
                    queue.append((f"{chain}.{name}", next_one, depth + 1))
    return found


def test_no_chain_of_attributes_leads_to_anything_but_plain_data(tmp_path: Path) -> None:
    pytest.importorskip("docxcompose")
    values = bound(tmp_path)
    shared = environment()
    starts = [*values.values(), *values["unfilled"].values(), *made_by_templates({})]
    starts += [*shared.globals.values(), *shared.filters.values(), *shared.tests.values()]
    given = {id(value) for value in starts}
    chains = reached(starts)
    assert len(chains) > 100
    for chain, value in chains:
        if id(value) in given or is_plain(value):
            continue
        assert isinstance(value, types.BuiltinMethodType | types.MethodType), (chain, value)
        assert is_plain(value.__self__), (chain, value)
        assert permits(value.__self__, value.__name__), (chain, value)


@pytest.mark.parametrize("kind", ["picture", "part", "rich", "list"])
def test_what_brings_files_along_has_no_attribute_at_all(tmp_path: Path, kind: str) -> None:
    pytest.importorskip("docxcompose")
    value = bound(tmp_path)[kind]
    assert not [name for name in dir(value) if permits(value, name)]
    for name in dir(value):
        assert isinstance(environment().getattr(value, name), Undefined)
        assert isinstance(environment().getitem(value, name), Undefined)


@pytest.mark.parametrize(
    "function", [open, len, print, Path.cwd, dict.fromkeys, str.maketrans, "a".encode, [].append]
)
def test_a_function_that_was_not_handed_over_is_not_called(function: Any) -> None:
    assert not may_be_called(function, environment().handed)


@pytest.mark.parametrize(
    "tag",
    [
        "{{ x.stands_as }}",
        "{{ x['stands_as'] }}",
        "{{ x|attr('stands_as') }}",
        "{{ [x]|map(attribute='stands_as')|join }}",
        "{{ '{0.stands_as}'.format(x) }}",
        "{{ '{a.stands_as}'.format_map({'a': x}) }}",
        "{{ ('{0.stands_as}'|safe).format(x) }}",
        "{{ dict.fromkeys('ab') }}",
        "{{ {}.update({'a': 1}) }}",
        "{{ 'a'.encode() }}",
    ],
)
def test_a_tag_that_asks_for_more_is_refused_with_its_place(tmp_path: Path, tag: str) -> None:
    (tmp_path / "t.docx").write_bytes(docx(paragraph(tag)))
    values = rich({"x": {"$rich": "a"}}, tmp_path / "data.yaml")
    with pytest.raises(Faulty) as caught:
        Template.open(tmp_path / "t.docx", cache=False).fill(values)
    [finding] = caught.value.findings
    assert finding.code == "unsafe-tag"
    assert "paragraph 1" in str(finding.place.spot)
