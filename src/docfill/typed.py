"""Numbers that count as numbers and are printed as they were typed."""


class TypedNumber(float):
    """A number whose own print would differ from what was typed.

    >>> price = TypedNumber("2.50")
    >>> f"{price}", price * 2, f"{price:.1f}"
    ('2.50', 5.0, '2.5')
    """

    typed: str

    def __new__(cls, typed: str) -> "TypedNumber":
        made = super().__new__(cls, typed)
        made.typed = typed
        return made

    def __repr__(self) -> str:
        return self.typed

    def __getnewargs__(self) -> tuple[str]:  # type: ignore[override]
        """A copy is made from what was typed."""
        return (self.typed,)


def number(typed: str) -> int | float:
    """The number a text writes as JSON does; it is printed as typed.

    >>> [number(typed) for typed in ("3", "2.5", "2.50", "1e3", "-0")]
    [3, 2.5, 2.50, 1e3, -0]
    """
    # Python refuses to read whole numbers of thousands of digits.
    is_whole = typed.lstrip("-").isdecimal() and len(typed) < 300
    plain: int | float = int(typed) if is_whole else float(typed)
    return plain if str(plain) == typed else TypedNumber(typed)
