"""The private fontconfig file: LibreOffice sees these fonts under these names, and no others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Rule:
    """Documents that ask for any of `names` get the families of `chain`, in this order."""

    names: tuple[str, ...]
    chain: tuple[str, ...]
    bold: bool = False


def fontconfig(
    folders: Iterable[Path],
    hidden: Iterable[Path],
    rules: Iterable[Rule],
    otherwise: Sequence[str],
    cache: Path,
) -> str:
    """The text of a fontconfig file without any include.

    `hidden` are files in the folders that are not to be seen; `otherwise` is the chain for names
    without a rule. fontconfig keeps what it learns about the fonts in the folder `cache`.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
        "<fontconfig>",
        *(f"  <dir>{escape(str(folder))}</dir>" for folder in folders),
        f"  <cachedir>{escape(str(cache))}</cachedir>",
        "  <selectfont><rejectfont>",
        *(f"    <glob>{escape(str(file))}</glob>" for file in hidden),
        "  </rejectfont></selectfont>",
    ]
    for rule in rules:
        for name in rule.names:
            lines += _match(name, rule)
    lines += [
        '  <match target="pattern">',
        f'    <edit name="family" mode="append_last" binding="weak">{_strings(otherwise)}</edit>',
        "  </match>",
        "</fontconfig>",
    ]
    return "\n".join(lines) + "\n"


def _match(name: str, rule: Rule) -> list[str]:
    # binding="same": a strong family beats every other property of the fonts.
    bold = '    <edit name="weight" mode="assign" binding="same"><const>bold</const></edit>'
    chain = _strings(rule.chain)
    return [
        '  <match target="pattern">',
        f'    <test qual="any" name="family" compare="eq">{_strings([name])}</test>',
        f'    <edit name="family" mode="assign" binding="same">{chain}</edit>',
        *([bold] if rule.bold else []),
        "  </match>",
    ]


def _strings(names: Iterable[str]) -> str:
    return "".join(f"<string>{escape(name)}</string>" for name in names)
