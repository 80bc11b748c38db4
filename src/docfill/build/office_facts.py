"""What of LibreOffice and its fonts decides how a PDF looks."""

from typing import TYPE_CHECKING

from docfill.build.conversion import Options
from docfill.build.receipt import sha256_of_values

if TYPE_CHECKING:
    from docfill.office import FontSet


def office_facts(fonts: "FontSet | None", options: Options) -> dict[str, str]:
    """The facts of it, for the receipts."""
    if not options.pdf:
        return {}
    facts = {"PDF/A": "2b" if options.pdfa else "", "LibreOffice": f"at {options.office}"}
    if fonts is not None:
        from docfill.office import find_installation

        faces = [(face.asked, face.family) for face in fonts.faces.values()]
        known = sha256_of_values([faces, dict(fonts.hashes)])
        facts |= {"LibreOffice": find_installation().version, "fonts": known}
    return facts
