"""Numbers that count exactly and are printed as they were typed."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from typing import Any, Self

# Sums and products of what people type are exact; a quotient has as many digits as Decimal gives.
_EXACT = Context(prec=1200, rounding=ROUND_HALF_UP)
_QUOTIENT = Context(prec=28, rounding=ROUND_HALF_UP)


class Number(Decimal):
    """A decimal number: printed as typed, and computed with as on paper.

    A sum has the places of its widest number, a product those of both; a quotient that does not
    come out even has 28 digits. `//` and `%` round down, as they do for whole numbers.

    >>> price = Number("2.50")
    >>> f"{price}", f"{price * 12}", f"{price + 1}", f"{price / 2}", f"{price:.1f}"
    ('2.50', '30.00', '3.50', '1.25', '2.5')
    >>> print(Number("0.10") + Number("0.20"), sum([Number("30000.00"), Number("1800.50")]))
    0.30 31800.50
    """

    typed: str

    def __new__(cls, value: object, typed: str = "") -> Self:
        made = super().__new__(cls, _decimal(value))
        made.typed = typed or (value if isinstance(value, str) else format(made, "f"))
        return made

    def __str__(self) -> str:
        return self.typed

    def __repr__(self) -> str:
        return self.typed

    def __format__(self, form: str, /, *_: Any) -> str:
        """A half is rounded up: 2.665 with two places is 2.67."""
        if not form:
            return self.typed
        with localcontext(_EXACT):
            return Decimal.__format__(self, form)

    def __reduce__(self) -> Any:
        """A copy is made from what was typed."""
        return type(self), (Decimal.__str__(self), self.typed)

    def __copy__(self) -> Self:
        return self

    def __deepcopy__(self, _memo: object, /) -> Self:
        return self

    def __neg__(self) -> "Number":
        return Number(_EXACT.minus(self))

    def __pos__(self) -> "Number":
        return self

    def __abs__(self) -> "Number":
        return Number(_EXACT.abs(self))

    def __round__(self, places: int | None = None) -> Any:
        """As on paper: a half is rounded up, and all places asked for are there."""
        return round_number(self, places or 0) if places is not None else int(round_number(self))


def round_number(value: Decimal, places: int = 0, how: str = ROUND_HALF_UP) -> Number:
    """The number with that many places, a half rounded away from zero.

    >>> round_number(Decimal("2.665"), 2), round_number(Decimal("2.5"))
    (2.67, 3)
    >>> round_number(Decimal(1250), -2)
    1300
    """
    step = Decimal(1).scaleb(-places, _EXACT)
    return Number(value.quantize(step, rounding=how, context=_EXACT))


def number(typed: str) -> int | Number:
    """The number a text writes as JSON does; it is printed as typed.

    >>> [number(typed) for typed in ("3", "2.5", "2.50", "1e3", "-0")]
    [3, 2.5, 2.50, 1e3, -0]
    """
    # Python refuses to read whole numbers of thousands of digits.
    is_whole = typed.lstrip("-").isdecimal() and len(typed) < 300
    if is_whole and str(plain := int(typed)) == typed:
        return plain
    return Number(typed)


def _decimal(value: object) -> Decimal:
    """The value of an operand; what Python keeps as a binary fraction counts as it is written."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)  # type: ignore[arg-type]


def _power(one: Decimal, two: Decimal) -> Decimal:
    return _QUOTIENT.power(one, two)


def _whole_quotient(one: Decimal, two: Decimal) -> Decimal:
    quotient, rest = _EXACT.divmod(one, two)
    return quotient - 1 if rest and (rest < 0) != (two < 0) else quotient


def _rest(one: Decimal, two: Decimal) -> Decimal:
    rest = _EXACT.remainder(one, two)
    return _EXACT.add(rest, two) if rest and (rest < 0) != (two < 0) else rest


_OPERATIONS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "add": _EXACT.add,
    "sub": _EXACT.subtract,
    "mul": _EXACT.multiply,
    "truediv": _QUOTIENT.divide,
    "floordiv": _whole_quotient,
    "mod": _rest,
    "pow": _power,
}


def _operators(operation: Callable[[Decimal, Decimal], Decimal]) -> tuple[Any, Any]:
    def forward(self: Number, other: object) -> object:
        if not isinstance(other, int | float | Decimal):
            return NotImplemented
        return Number(operation(self, _decimal(other)))

    def backward(self: Number, other: object) -> object:
        if not isinstance(other, int | float | Decimal):
            return NotImplemented
        return Number(operation(_decimal(other), self))

    return forward, backward


for _name, _operation in _OPERATIONS.items():
    _forward, _backward = _operators(_operation)
    setattr(Number, f"__{_name}__", _forward)
    setattr(Number, f"__r{_name}__", _backward)
