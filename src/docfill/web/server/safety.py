"""What every answer and every request must hold: headers, cookies, tokens against forged forms."""

import secrets

from flask import Request, abort
from werkzeug.wrappers import Response

from docfill.web.server.store import Session

COOKIE = "docfill"
# A form of 200 figures and long prose takes a tenth of it.
LARGEST_REQUEST = 2 * 2**20
MOST_FAILURES = 10
FAILURE_SECONDS = 600.0

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def harden(response: Response) -> Response:
    """The answer, with what browsers must not do with it."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def give_cookie(response: Response, session: Session, *, is_secure: bool) -> Response:
    """The answer with the session's cookie, which no script can read."""
    response.set_cookie(COOKIE, session.id, httponly=True, samesite="Lax", secure=is_secure)
    return response


def refuse_forged(request: Request, session: Session) -> None:
    """Stop a request that changes something and does not come from a page of ours."""
    given = request.headers.get("X-CSRF") or request.form.get("csrf", "")
    if not secrets.compare_digest(given.encode(), session.csrf.encode()):
        abort(403)
