"""The names a template asks for, read from its syntax tree, as dotted paths into the values."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import nodes

from docfill.base import PartSpot
from docfill.template.compiling.record import Placeholder
from docfill.template.compiling.sources import TemplateSource
from docfill.template.sandbox.environment import environment

# What these filters and methods hand on has the elements of what they were given.
_SAME_ELEMENTS = frozenset(
    ("sort", "list", "reverse", "unique", "select", "reject", "selectattr", "rejectattr")
)
_GUARDS = frozenset(("default", "d"))
_Scope = dict[str, str | None]


class _Asked(NamedTuple):
    line: int
    name: str
    kind: str
    optional: bool


def placeholders(tree: nodes.Template, source: TemplateSource) -> tuple[Placeholder, ...]:
    """Every name the part asks for, in the order of its tags, each once per tag."""
    scope: _Scope = dict.fromkeys(environment().globals)
    scope |= dict.fromkeys(("loop", "self", "caller", "varargs", "kwargs"))
    found = dict.fromkeys(_body(tree.body, scope, False))
    ordered = sorted(found, key=lambda asked: asked.line)
    return tuple(
        Placeholder(asked.name, spot_at(source, asked.line), asked.kind, asked.optional)
        for asked in ordered
    )


def spot_at(source: TemplateSource, line: int) -> PartSpot:
    """Where the tag on a line of the patched source stands."""
    number = bisect_right(source.lines, line) - 1
    return source.spots[max(number, 0)] if source.spots else PartSpot(source.name)


def _body(body: list[nodes.Node], scope: _Scope, maybe: bool) -> Iterator[_Asked]:
    for node in body:
        yield from _statement(node, scope, maybe)


def _statement(node: nodes.Node, scope: _Scope, maybe: bool) -> Iterator[_Asked]:
    if isinstance(node, nodes.If):
        yield from _names(node.test, scope, "condition", maybe)
        branches: list[list[nodes.Node]] = [node.body, [*node.elif_], node.else_]
        for branch in branches:
            yield from _body(branch, dict(scope), True)
    elif isinstance(node, nodes.For):
        yield from _names(node.iter, scope, "loop", maybe)
        inner = {**scope, **_bound(node.target, node.iter, scope)}
        if node.test is not None:
            yield from _names(node.test, inner, "condition", maybe)
        yield from _body(node.body, inner, maybe)
        yield from _body(node.else_, dict(scope), True)
    elif isinstance(node, nodes.Assign):
        yield from _names(node.node, scope, "value", maybe)
        if isinstance(node.target, nodes.Name):
            scope[node.target.name] = _path(node.node, scope)
    elif isinstance(node, nodes.With):
        inner = dict(scope)
        for target, value in zip(node.targets, node.values, strict=True):
            yield from _names(value, scope, "value", maybe)
            if isinstance(target, nodes.Name):
                inner[target.name] = _path(value, scope)
        yield from _body(node.body, inner, maybe)
    elif isinstance(node, nodes.Macro | nodes.CallBlock):
        inner = {**scope, **{arg.name: None for arg in node.args}}
        if isinstance(node, nodes.Macro):
            scope[node.name] = None
        else:
            yield from _names(node.call, scope, "value", maybe)
        yield from _body(node.body, inner, maybe)
    else:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                yield from _names(child, scope, "value", maybe)
            else:
                yield from _statement(child, scope, maybe)


def _names(node: nodes.Node, scope: _Scope, kind: str, maybe: bool) -> Iterator[_Asked]:
    """The names in an expression."""
    if isinstance(node, nodes.TemplateData):
        return
    if (isinstance(node, nodes.Test) and node.name in ("defined", "undefined")) or (
        isinstance(node, nodes.Filter) and node.name in _GUARDS
    ):
        maybe = True
    elif isinstance(node, nodes.CondExpr | nodes.And | nodes.Or):
        yield from _conditional(node, scope, kind, maybe)
        return
    elif isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
        if path := _path(node, scope):
            yield _Asked(node.lineno, path, kind, maybe)
            return
    elif isinstance(node, nodes.Call) and isinstance(node.node, nodes.Getattr):
        # The method of a value is not one of its fields.
        yield from _names(node.node.node, scope, kind, maybe)
        for argument in (*node.args, *node.kwargs):
            yield from _names(argument, scope, kind, maybe)
        return
    for child in node.iter_child_nodes():
        yield from _names(child, scope, kind, maybe)


def _conditional(
    node: nodes.CondExpr | nodes.And | nodes.Or, scope: _Scope, kind: str, maybe: bool
) -> Iterator[_Asked]:
    """The first operand is always asked for, the others only sometimes."""
    if isinstance(node, nodes.CondExpr):
        yield from _names(node.test, scope, "condition", maybe)
        for branch in (node.expr1, node.expr2):
            if branch is not None:
                yield from _names(branch, scope, kind, True)
    else:
        yield from _names(node.left, scope, kind, maybe)
        yield from _names(node.right, scope, kind, True)


def _path(node: nodes.Node | None, scope: _Scope) -> str | None:
    """The dotted path an expression means, if it is nothing but a path."""
    if isinstance(node, nodes.Name):
        return scope.get(node.name, node.name)
    if isinstance(node, nodes.Getattr):
        base = _path(node.node, scope)
        return base and f"{base}.{node.attr}"
    if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
        base, key = _path(node.node, scope), node.arg.value
        return base and (f"{base}[]" if isinstance(key, int) else f"{base}.{key}")
    if isinstance(node, nodes.Filter) and node.name in _SAME_ELEMENTS | _GUARDS:
        return _path(node.node, scope)
    return None


def _bound(target: nodes.Node, iterated: nodes.Node, scope: _Scope) -> _Scope:
    """What a loop's variables stand for."""
    if isinstance(target, nodes.Name):
        if isinstance(iterated, nodes.Call) and getattr(iterated.node, "attr", "") == "values":
            iterated = iterated.node.node  # type: ignore[attr-defined]
        path = _path(iterated, scope)
        return {target.name: path and f"{path}[]"}
    names = [name.name for name in target.find_all(nodes.Name)]
    bound: _Scope = dict.fromkeys(names)
    if len(names) == 2 and isinstance(iterated, nodes.Call):
        called = iterated.node
        if isinstance(called, nodes.Getattr) and called.attr == "items":
            path = _path(called.node, scope)
            bound[names[1]] = path and f"{path}[]"
    return bound
