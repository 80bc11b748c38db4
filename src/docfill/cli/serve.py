"""`docfill serve`: the page where clerks fill in the form, and the county watches."""

import csv
import errno
import getpass
import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docfill.base import DocfillError, ExitCode, SomethingMissing, tell, why
from docfill.cli.help_text import Command
from docfill.cli.options import project_in, project_option, year_option

if TYPE_CHECKING:
    from docfill.project import Project
    from docfill.web.server.store import Store

PASSWORD_VARIABLE = "DOCFILL_SERVE_PASSWORD"
_ADDRESS = "address"  # as the store remembers it
_LEAST = 10  # characters of the county's password
_DAYS = 120
_DAY = 24 * 3600.0


class CannotListen(DocfillError):
    """The server cannot listen where it was told to; the message says why."""

    exit_code = ExitCode.REFUSED

    def __init__(self, host: str, port: int, trouble: OSError | ValueError):
        if not isinstance(trouble, OSError):
            trouble = OSError(errno.EADDRNOTAVAIL, str(trouble))
        says = tell(
            "the server cannot listen at {host}:{port} ({why}); another place is named with "
            "--host and --port",
            host=host,
            port=port,
            why=why(trouble),
        )
        super().__init__(says)


@click.command("serve", cls=Command, epilog="Example: docfill serve -y 2024 --port 8080")
@year_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8080, show_default=True, help="At which port."
)
@click.option(
    "--behind-proxy",
    is_flag=True,
    help="A proxy on this machine speaks TLS to the browsers and hands requests on.",
)
@click.option(
    "--links",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a table with a new link for each agency instead; the old ones are closed.",
)
@click.option(
    "--address",
    default="",
    metavar="URL",
    help="How browsers reach the server, where by a name; kept for the next time.",
)
@click.option("--set-password", is_flag=True, help="Set the county's password instead.")
@project_option
def command(
    year: int | None,
    host: str,
    port: int,
    behind_proxy: bool,
    links: Path | None,
    address: str,
    set_password: bool,
    folder: Path | None,
) -> None:
    """Let clerks fill in the form in a browser, and the county watch it fill."""
    project = project_in(folder)
    year = year or project.last_year
    store = _store(project)
    if address:
        store.remember(_ADDRESS, address.rstrip("/"))
    address = store.remembered(_ADDRESS) or ""
    if set_password:
        _set_password(store)
    elif links:
        _write_links(project, store, links, address or f"http://{host}:{port}")
    else:
        if behind_proxy and not address:
            says = tell("--behind-proxy needs --address, which says how browsers reach the proxy")
            raise click.UsageError(str(says))
        _serve(project, year, host, port, behind_proxy, address)


def _store(project: "Project") -> "Store":
    try:
        import flask  # noqa: F401
        import waitress  # noqa: F401
    except ImportError as missing:
        says = tell("the server needs Flask and waitress: make serve installs them")
        raise SomethingMissing(says) from missing
    from docfill.web.server.app import store_of

    return store_of(project)


def _set_password(store: "Store") -> None:
    """From the environment, for machines; else typed twice, unseen."""
    password = os.environ.get(PASSWORD_VARIABLE, "")
    if not password:
        password = getpass.getpass(str(tell("The county's new password: ")))
        if getpass.getpass(str(tell("Once more: "))) != password:
            raise click.UsageError(str(tell("The two are not the same; nothing was changed.")))
    if len(password) < _LEAST:
        says = tell("The password needs {n} characters or more; nothing was changed.", n=_LEAST)
        raise click.UsageError(str(says))
    store.set_password(password)
    click.echo(tell("The county's password is set."))


def _write_links(project: "Project", store: "Store", path: Path, address: str) -> None:
    """A table that Excel opens, for whoever sends the links out."""
    from docfill.base import write_whole

    expires = project.now().timestamp() + _DAYS * _DAY
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow([str(tell("agency")), str(tell("mail")), str(tell("link"))])
    with store.new_links(project.townships, expires) as tokens:
        for township in project.townships.values():
            mail = township.mail.text if township.mail else ""
            rows.writerow([township.name, mail, f"{address}/go/{tokens[township.id]}"])
        write_whole(path, written.getvalue().encode("utf-8-sig"))
        path.chmod(0o600)
    click.echo(str(path))


def _serve(
    project: "Project", year: int, host: str, port: int, behind_proxy: bool, address: str
) -> None:
    import waitress

    from docfill.base import temporary
    from docfill.web.server.app import make_app
    from docfill.web.server.safety import LARGEST_REQUEST

    proxy = (
        {
            "trusted_proxy": "127.0.0.1",
            "trusted_proxy_headers": "x-forwarded-for x-forwarded-proto x-forwarded-host",
            "clear_untrusted_proxy_headers": True,
        }
        if behind_proxy
        else {}
    )
    with temporary("docfill-serve-") as previews:
        app = make_app(project, year, previews, is_secure=behind_proxy, address=address)
        try:
            server = waitress.create_server(
                app,
                host=host,
                port=port,
                threads=8,
                ident="docfill",
                # Or it would put up to a gigabyte on the disk before the application refuses it.
                max_request_body_size=LARGEST_REQUEST + 1,
                **proxy,
            )
        except (OSError, ValueError) as trouble:  # waitress: ValueError for an unknown host
            raise CannotListen(host, port, trouble) from trouble
        click.echo(
            tell("reports of {year}: http://{host}:{port}/county", year=year, host=host, port=port)
        )
        server.run()
