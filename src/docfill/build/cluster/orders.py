"""What a worker is told, and what comes back from it: plain data that any machine can read."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from docfill.build.cluster.inputs import Files, as_plain_data, common_files
from docfill.build.conversion import Options
from docfill.build.outcome import Outcome
from docfill.project import Project


@dataclass(frozen=True)
class FolderToken:
    """A file that the caller wrote: who reads the text there sees the caller's folder."""

    file: Path
    text: str

    @classmethod
    def new(cls, folder: Path) -> "FolderToken":
        """A token in a folder."""
        token = cls(folder / "token", os.urandom(16).hex())
        token.file.write_text(token.text, encoding="utf-8")
        return token

    def is_seen(self) -> bool:
        """Whether it is seen from here."""
        try:
            return self.file.read_text(encoding="utf-8") == self.text
        except OSError:
            return False


@dataclass(frozen=True)
class Order:
    """Reports to be made, and all they have in common; `made_with` as receipts are to say it."""

    project: Project
    year: int
    options: Options
    made_with: Mapping[str, str]
    token: FolderToken
    common: Files


@dataclass(frozen=True)
class Parcel:
    """How a report ended, and its files: on a `shelf` that the caller sees, or as bytes.

    `logs` are those of faults of docfill's own, by name.
    """

    outcome: Outcome
    shelf: Path | None = None
    files: Files = field(default_factory=dict)
    logs: Files = field(default_factory=dict)


def order_of(
    project: Project, year: int, options: Options, made_with: Mapping[str, str], folder: Path
) -> Order:
    """What all workers are told, with a token in the folder that some of them may see."""
    token = FolderToken.new(folder)
    project = replace(
        as_plain_data(project), root=project.root.absolute(), templates=project.templates.absolute()
    )
    return Order(project, year, options, made_with, token, common_files(project, year))
