"""A faulty file is told within a second, however large it is and whatever is wrong with it."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docfill.sources.yaml.json_reader import read_json
from docfill.sources.yaml.reader import parse

SIZE = 1_000_000
# Each is repeated up to a megabyte: what made the reader take the square of the size, or more.
YAML = (
    "[",
    "{",
    "a: {",
    "{a: b, ",
    "- ",
    "? ",
    "a：1\n",
    "b: 1\na：1\n",
    "a: 1\n",
    "a: |\n",
    "a: {b: 1，c：2}\n",
    "*a ",
    "\t",
    "- a：",
    "a_",
)
JSON = ("[", '{"a":', '"', '\\"', '"\\', "9", '{"a": 1, "a": 1}')


@pytest.mark.parametrize("piece", YAML)
@pytest.mark.parametrize("before", ["", "a: 1\nb：1\n", "a: |\n  x\n"])
def test_a_megabyte_of_faulty_yaml_is_told_within_a_second(before: str, piece: str) -> None:
    data = (before + piece * (SIZE // len(piece))).encode()
    assert seconds_to_tell(lambda: parse(data, "x.yaml").findings) <= 1


@pytest.mark.parametrize("piece", JSON)
@pytest.mark.parametrize("before", ["", '{"a": NaN, "'])
def test_a_megabyte_of_faulty_json_is_told_within_a_second(before: str, piece: str) -> None:
    text = before + piece * (SIZE // len(piece))
    assert seconds_to_tell(lambda: read_json(text, "x.json")[1]) <= 1


def test_thousands_of_double_keys_in_json_are_told_within_a_second() -> None:
    text = "{" + ",".join(['"a":1'] * (SIZE // 6)) + "}"
    assert seconds_to_tell(lambda: read_json(text, "x.json")[1]) <= 1


@given(
    st.lists(
        st.sampled_from([*YAML, *JSON, "\n", "  ", ": ", "，", "}", "]", "'", "x"]), min_size=1
    ),
    st.integers(1, SIZE),
)
@settings(max_examples=40, deadline=None)
def test_any_mixture_of_them_is_told_within_a_second(pieces: list[str], size: int) -> None:
    mixed = "".join(pieces)
    text = (mixed * (size // len(mixed) + 1))[: size // 4]
    assert seconds_to_read(lambda: parse(text.encode(), "x.yaml")) <= 1
    assert seconds_to_read(lambda: read_json(text, "x.json")) <= 1


def seconds_to_tell(read: object) -> float:
    """The processor time of telling that something is wrong, which it is."""
    assert read()  # type: ignore[operator]
    return seconds_to_read(read)


def seconds_to_read(read: object) -> float:
    began = process_time()
    read()  # type: ignore[operator]
    return process_time() - began
