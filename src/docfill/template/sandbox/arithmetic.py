"""Exact numbers in templates: literals as typed, quotients, rounding and formats as on paper."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.lexer import TOKEN_FLOAT, Lexer, Token

from docfill.base import Number, round_number, tell
from docfill.template.sandbox.unfit import UnfitValue, is_nothing, number_in

_HOW = {"common": ROUND_HALF_UP, "ceil": ROUND_CEILING, "floor": ROUND_FLOOR}
_MOST_PLACES = 100
# One value in a text such as "%.2f": its key, its looks, its places and its kind.
_SLOT = re.compile(r"%(?:\(([^)]*)\))?([-+ 0#]*)(\d*)(?:\.(\d+))?([A-Za-z%])")


class ExactLexer(Lexer):
    """Jinja's lexer, which leaves a decimal number as it was typed: 0.10 has two places."""

    def wrap(
        self,
        stream: Iterable[tuple[int, str, str]],
        name: str | None = None,
        filename: str | None = None,
    ) -> Iterator[Token]:
        typed: list[str] = []

        def noted() -> Iterator[tuple[int, str, str]]:
            for line, kind, text in stream:
                if kind == TOKEN_FLOAT:
                    typed.append(text.replace("_", ""))
                yield line, kind, text

        for token in super().wrap(noted(), name, filename):
            if token.type == TOKEN_FLOAT:
                token = Token(token.lineno, token.type, Number(typed.pop()))  # type: ignore[arg-type]
            yield token


class ExactCode(CodeGenerator):
    """Jinja's compiler, which writes a decimal number so that none of its places is lost."""

    def visit_Const(self, node: nodes.Const, frame: Frame) -> None:  # noqa: N802, Jinja's own name
        if isinstance(node.value, Number):
            self.write(f"environment.number({str(node.value)!r})")
        else:
            super().visit_Const(node, frame)

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802, Jinja's own name
        join = "markup_join" if frame.eval_ctx.autoescape else "str_join"
        if frame.eval_ctx.volatile:
            join = "(markup_join if context.eval_ctx.volatile else str_join)"
        self.write(f"environment.joined({join}, (")
        self._visit_all(node.nodes, frame)
        self.write("))")

    def visit_List(self, node: nodes.List, frame: Frame) -> None:  # noqa: N802, Jinja's own name
        self.write("environment.pay_for([")
        self._visit_all(node.items, frame)
        self.write("])")

    def _visit_all(self, items: Iterable[nodes.Expr], frame: Frame) -> None:
        for item in items:
            self.visit(item, frame)
            self.write(", ")

    def visit_Tuple(self, node: nodes.Tuple, frame: Frame) -> None:  # noqa: N802, Jinja's own name
        is_made = node.ctx == "load"
        self.write("environment.pay_for(" if is_made else "")
        super().visit_Tuple(node, frame)
        self.write(")" if is_made else "")

    def visit_Dict(self, node: nodes.Dict, frame: Frame) -> None:  # noqa: N802, Jinja's own name
        self.write("environment.pay_for(")
        super().visit_Dict(node, frame)
        self.write(")")


def quotient(one: Any, two: Any) -> Any:
    """One divided by the other; whole numbers divide as decimals do."""
    if isinstance(one, int | float) and isinstance(two, int | float):
        return Number(one) / Number(two)
    return one / two


def remainder(one: Any, two: Any) -> Any:
    """What `%` makes of two values: a rest, or a text with values put in, halves rounded up."""
    if not isinstance(one, str):
        return one % two
    given = two if isinstance(two, tuple | Mapping) else (two,)
    if not _are_put_in(one, given):
        return one % two
    values = iter(given) if isinstance(given, tuple) else iter(())

    def put_in(slot: re.Match[str]) -> str:
        key, flags, width, places, kind = slot.groups()
        if kind == "%":
            return "%"
        value = given[key] if isinstance(given, Mapping) else next(values)
        if kind in "fF" and isinstance(value, Number):
            side = "<" if "-" in flags else ">" if "0" not in flags else ""
            sign = next((sign for sign in "+ " if sign in flags), "")
            zero = "0" if "0" in flags and not side else ""
            return format(value, f"{side}{sign}{zero}{width}.{places or 6}f")
        slot_alone = slot[0].replace(f"({key})", "", 1) if key is not None else slot[0]
        return str(type(one)(slot_alone) % (value,))

    return type(one)(_SLOT.sub(put_in, one))


def _are_put_in(text: str, given: tuple[Any, ...] | Mapping[str, Any]) -> bool:
    """Whether exact numbers are put into a text, and Python has nothing to complain of."""
    slots = [slot for slot in _SLOT.finditer(text) if slot[5] != "%"]
    held = given.values() if isinstance(given, Mapping) else given
    fits = isinstance(given, Mapping) or (len(slots) == len(given) and "*" not in text)
    return fits and any(isinstance(value, Number) for value in held)


def format_number(value: Any, *args: Any, **named: Any) -> Any:
    """The filter `format`: a text such as "%.2f" with values put in."""
    return remainder(value if isinstance(value, str) else str(value), named or args)


def as_rounded(value: object, precision: int = 0, method: str = "common") -> object:
    """The filter `round`: a half is rounded up, and all places asked for are printed."""
    if is_nothing(value):
        return value
    if method not in _HOW:
        raise UnfitValue(
            tell("round knows {known}, not {method}", known=", ".join(_HOW), method=method)
        )
    return round_number(number_in(value), _places(precision), _HOW[method])


def as_number(value: object, default: object = Number("0.0")) -> object:
    """The filter `float`: the decimal number a text writes, or what is printed in its place."""
    try:
        return number_in(value)
    except UnfitValue:
        return default


def as_thousands(value: object, places: int | None = None) -> object:
    """The filter `thousands`: commas between the thousands; as typed, or with that many places."""
    if is_nothing(value):
        return value
    found = number_in(value)
    return f"{Decimal(found) if places is None else round_number(found, _places(places)):,f}"


def _places(value: object) -> int:
    if isinstance(value, int) and -_MOST_PLACES <= value <= _MOST_PLACES:
        return value
    raise UnfitValue(tell("{value} is no number of places", value=value))
