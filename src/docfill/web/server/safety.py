"""What every answer and every request must hold: headers, cookies, tokens against forged forms."""

import hmac
import ipaddress
import secrets
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

from flask import Request, abort
from werkzeug.wrappers import Response

from docfill.base import tell
from docfill.web.server.store import Session

# A form of 200 figures and long prose takes a tenth of it.
LARGEST_REQUEST = 2 * 2**20
LARGEST_UPLOAD = 8 * 2**20
MOST_FAILURES = 10
FAILURE_SECONDS = 600.0
_COOKIE = "docfill"
_DOOR_COOKIE = "docfill-door"

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
    # With no-referrer, browsers would not even tell us that a form is our own.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_MONTH = 30 * 24 * 3600


def harden(response: Response, *, is_secure: bool) -> Response:
    """The answer, with what browsers must not do with it."""
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if is_secure:
        response.headers.setdefault("Strict-Transport-Security", f"max-age={_MONTH}")
    return response


def cookie_name(*, is_secure: bool, plain: str = _COOKIE) -> str:
    """The session's cookie; with the prefix no other machine of the domain can plant one."""
    return f"__Host-{plain}" if is_secure else plain


def give_cookie(response: Response, session: Session, *, is_secure: bool) -> Response:
    """The answer with the session's cookie, which no script can read."""
    _set(response, cookie_name(is_secure=is_secure), session.id, is_secure)
    return response


def give_door_token(response: Response, token: str, *, is_secure: bool) -> Response:
    """The answer with the cookie that must come back beside the same token in its form."""
    _set(response, cookie_name(is_secure=is_secure, plain=_DOOR_COOKIE), token, is_secure)
    return response


def new_door_token() -> str:
    """What a form holds that nobody has a session for yet."""
    return secrets.token_urlsafe(18)


def refuse_forged_door(request: Request, *, is_secure: bool) -> None:
    """Stop whoever is being logged in by a page that is not ours."""
    kept = request.cookies.get(cookie_name(is_secure=is_secure, plain=_DOOR_COOKIE), "")
    given = request.form.get("csrf", "")
    if not kept or not hmac.compare_digest(given.encode(), kept.encode()):
        abort(403, description=str(tell("This page was open too long; load it again.")))


def refuse_forged(request: Request, session: Session) -> None:
    """Stop a request that changes something and does not come from a page of ours."""
    given = request.headers.get("X-CSRF") or request.form.get("csrf", "")
    if not hmac.compare_digest(given.encode(), session.csrf.encode()):
        abort(403)


def refuse_elsewhere(request: Request, known: Collection[str]) -> None:
    """Stop a request under a name that is not ours, or sent by a page of another site.

    Names can be made to lead here by whoever owns them; addresses cannot.
    """
    if not _is_ours(_host_of(f"//{request.host}"), known):
        says = tell(
            "The server does not know this address; docfill serve --address tells it how browsers "
            "reach it."
        )
        abort(421, description=str(says))
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin is not None:
        from_there = urlsplit(origin).netloc.casefold()
        if from_there != request.host.casefold():
            abort(403)


def our_names(address: str) -> set[str]:
    """The names under which browsers may reach the server, besides the numbers of its addresses."""
    return {"localhost", socket.gethostname().casefold(), _host_of(address)} - {""}


def caller(request: Request) -> str:
    """Whose wrong passwords are counted together: an address; of IPv6, the network it is in."""
    text = request.remote_addr or ""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return text


def _set(response: Response, name: str, value: str, is_secure: bool) -> None:
    response.set_cookie(name, value, httponly=True, samesite="Lax", secure=is_secure, path="/")


def _host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").casefold()
    except ValueError:
        return ""


def _is_ours(host: str, known: Collection[str]) -> bool:
    if host in known:
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
