"""`--executor`: who does the work of a command, if not this machine alone."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from docfill.base import tell

if TYPE_CHECKING:
    from docfill.build.cluster.connection import Cluster
    from docfill.build.pipeline import Remake
    from docfill.county.rollup.collecting import ReadAll
    from docfill.form import Form
    from docfill.project import Project

_DASK = "dask"


def executor_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`[--executor dask[:ADDRESS]]`, handed over as the address; None where it is not given."""
    return click.option(
        "--executor",
        metavar="dask[:ADDRESS]",
        callback=_address,
        help="Have the workers of a Dask cluster do the work, or of one on this machine; "
        "see docs/scale.md.",
    )(command)


def _address(ctx: click.Context, param: click.Parameter, written: str | None) -> str | None:
    """The scheduler's address, "" for a cluster on this machine.

    >>> _address(None, None, "dask:tcp://10.0.0.1:8786"), _address(None, None, "dask")
    ('tcp://10.0.0.1:8786', '')
    """
    if written is None:
        return None
    kind, colon, address = written.partition(":")
    if kind != _DASK or bool(colon) != bool(address):
        says = tell("--executor is dask or dask:ADDRESS; not {written}", written=written)
        raise click.UsageError(str(says))
    return address


def cluster_at(ctx: click.Context, address: str, workers: int = 0) -> "Cluster":
    """The cluster, left when the command ends."""
    from docfill.build.cluster.connection import Cluster

    cluster = Cluster(address, workers)
    ctx.call_on_close(cluster.close)
    return cluster


def remake_on(ctx: click.Context, address: str, workers: int) -> "Remake":
    """What makes reports anew there."""

    def remake(*given: Any, **named: Any) -> Any:
        # Here, so that a build in which nothing changed loads nothing of it.
        from docfill.build.cluster.building import ClusterBuild

        return ClusterBuild(cluster)(*given, **named)

    cluster = cluster_at(ctx, address, workers)
    return remake


def read_on(
    ctx: click.Context, address: str, project: "Project", form: "Form", year: int
) -> "ReadAll":
    """What reads filings there, and says on stderr which workers could not."""
    from docfill.county.rollup.elsewhere import ReadElsewhere

    cluster = cluster_at(ctx, address)
    return ReadElsewhere(cluster, project, form, year, partial(click.echo, err=True))
