"""A PDF of one page, as small as it can be: words in Helvetica, each at its place in its line."""

from collections.abc import Sequence

Words = Sequence[tuple[float, str]]


def pdf_of(lines: Sequence[Words]) -> bytes:
    """Lines from the top of the page down, their words at so many points from the left."""
    shown = "".join(
        f"BT /F 10 Tf {x} {700 - 24 * number} Td ({text}) Tj ET\n"
        for number, words in enumerate(lines)
        for x, text in words
    )
    objects = [
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources <</Font <</F 5 0 R>>>>>>",
        f"<</Length {len(shown)}>>\nstream\n{shown}endstream",
        "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
    ]
    pdf, starts = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        starts.append(len(pdf))
        pdf += f"{number} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    end = f"trailer <</Size 6 /Root 1 0 R>>\nstartxref\n{len(pdf)}\n%%EOF\n"
    return pdf + f"xref\n0 6\n0000000000 65535 f \n{table}{end}".encode()
