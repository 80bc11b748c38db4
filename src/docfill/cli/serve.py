"""`docfill serve`: the page where clerks fill in the form, and the county watches."""

import getpass
import os
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docfill.base import ExitCode, SomethingMissing, tell
from docfill.cli.help_text import Command
from docfill.cli.options import project_in, project_option, year_option
from docfill.cli.output import show_findings

if TYPE_CHECKING:
    from docfill.project import Project
    from docfill.web.server.listening import Front
    from docfill.web.server.store import Store

PASSWORD_VARIABLE = "DOCFILL_SERVE_PASSWORD"
_ADDRESS = "address"  # as the store remembers it
_LEAST = 10  # characters of the county's password


@click.command("serve", cls=Command, epilog="Example: docfill serve -y 2024 --port 8080")
@year_option
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen.")
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8080, show_default=True, help="At which port."
)
@click.option(
    "--behind-proxy",
    is_flag=True,
    help="A proxy speaks TLS to the browsers and hands requests on.",
)
@click.option(
    "--trusted-proxy",
    default="127.0.0.1",
    show_default=True,
    metavar="IP",
    help="Where that proxy is; nobody else's headers are believed.",
)
@click.option(
    "--certificate",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Speak TLS with this certificate and its chain (PEM).",
)
@click.option(
    "--key",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="The certificate's key.",
)
@click.option(
    "--links",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a table (.csv or .xlsx) with a new link for each agency instead; the old ones are "
    "closed.",
)
@click.option(
    "--mail-links",
    is_flag=True,
    help="Mail each agency a new link instead, as mail in docfill.yaml says.",
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
    trusted_proxy: str,
    certificate: Path | None,
    key: Path | None,
    links: Path | None,
    mail_links: bool,
    address: str,
    set_password: bool,
    folder: Path | None,
) -> None:
    """Let clerks fill in the form in a browser, and the county watch it fill."""
    project = project_in(folder)
    if len(project.reports) > 1:
        says = tell("the page is for {report} alone", report=project.report.key)
        click.echo(says, err=True)
    year = year or project.last_year
    store = _store(project)
    if address:
        store.remember(_ADDRESS, address.rstrip("/"))
    address = store.remembered(_ADDRESS) or ""
    if behind_proxy and not address:
        says = tell("--behind-proxy needs --address, which says how browsers reach the proxy")
        raise click.UsageError(str(says))
    if bool(certificate) is not bool(key) or (certificate and behind_proxy):
        says = tell("--certificate and --key go together, and not with --behind-proxy")
        raise click.UsageError(str(says))
    from docfill.web.server.listening import Front

    front = Front(host, port, trusted_proxy if behind_proxy else "", certificate, key)
    if set_password:
        _set_password(store)
    elif links:
        _write_links(project, year, store, links, address or front.address)
    elif mail_links:
        _mail_links(project, year, store, address or front.address)
    else:
        _serve(project, year, front, address)


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


def _write_links(project: "Project", year: int, store: "Store", path: Path, address: str) -> None:
    """A table that Excel opens, for whoever sends the links out."""
    from docfill.base import write_whole
    from docfill.web.server.link_table import link_table
    from docfill.web.server.links import link_expiry

    with store.new_links(project.townships, link_expiry(project, year)) as tokens:
        links = {id: _link(address, token) for id, token in tokens.items()}
        write_whole(path, link_table(project.townships.values(), links, path.suffix))
        path.chmod(0o600)
    click.echo(str(path))


def _mail_links(project: "Project", year: int, store: "Store", address: str) -> None:
    """To those who can be reached; the others are named, and the command ends with 1."""
    from docfill.web.server.link_letters import mail_links

    done = mail_links(project, year, store, partial(_link, address))
    for id in done.mailed:
        click.echo(tell("{name} has a new link by mail", name=project.townships[id].name))
    show_findings(done.findings, as_json=False)
    if done.findings:
        click.get_current_context().exit(ExitCode.FINDINGS)


def _link(address: str, token: str) -> str:
    return f"{address}/go/{token}"


def _serve(project: "Project", year: int, front: "Front", address: str) -> None:
    from docfill.base import temporary
    from docfill.web.server.app import make_app
    from docfill.web.server.listening import listen

    with temporary("docfill-serve-") as held:
        # In a folder of its own: the lock on the temporary one would have a build wait for ever.
        previews = held / "previews"
        app = make_app(project, year, previews, is_secure=front.is_secure, address=address)
        server = listen(app, front)
        shown = address or front.address
        click.echo(tell("reports of {year}: {address}/county", year=year, address=shown))
        server.run()
