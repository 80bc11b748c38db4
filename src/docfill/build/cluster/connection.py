"""The Dask cluster that `--executor` names, or one of this machine; met only when it is needed."""

import logging
from typing import TYPE_CHECKING, Any

from docfill import __version__
from docfill.base import DocfillError, ExitCode, SomethingMissing, tell

if TYPE_CHECKING:
    from distributed import Client

# For so long a scheduler may be away, as it is when it is started anew.
SECONDS_AWAY = 30.0
# So long others may come where those that are there may not work for us.
SECONDS_FOR_OTHERS = 5.0
_INSTALL = "pip install 'docfill[dask]'"
# What a worker may offer so that nobody else's work takes LibreOffice's core meanwhile.
RESOURCE = "office"


class ClusterLost(DocfillError):
    """There is nobody left to do the work; what is finished stays."""

    exit_code = ExitCode.REFUSED


class Cluster:
    """The workers at a scheduler's address, or where that is "" as many as asked for, here."""

    def __init__(self, address: str, workers: int = 0):
        self.address, self._workers = address, workers
        self._client: Client | None = None
        self._own: Any = None

    def client(self) -> "Client":
        """The connection, made when it is first asked for; raises SomethingMissing."""
        if self._client is None:
            _load()
            self._client = self._at_address() if self.address else self._at_own_cluster()
        return self._client

    def close(self) -> None:
        """Leave; a cluster of our own ends with that."""
        for each in (self._client, self._own):
            if each is not None:
                each.close()
        self._client = self._own = None

    def _at_address(self) -> "Client":
        from distributed import Client

        try:
            client = Client(self.address, timeout=SECONDS_AWAY, set_as_default=False)
        except (OSError, ValueError) as trouble:
            says = tell(
                "no Dask scheduler answers at {address} ({trouble})",
                address=self.address,
                trouble=trouble,
            )
            raise SomethingMissing(says) from trouble
        _agree_with_scheduler(client, self.address)
        return client

    def _at_own_cluster(self) -> "Client":
        from distributed import Client, LocalCluster

        from docfill.office import room_for_workers

        self._own = LocalCluster(
            n_workers=min(self._workers or room_for_workers(), room_for_workers()),
            threads_per_worker=1,
            resources={RESOURCE: 1},
            # Nobody else on this machine can hand it work: it does whatever it is told.
            security=True,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
            # LibreOffice limits itself, and a worker that Dask ends for its memory loses a report.
            memory_limit=0,
        )
        return Client(self._own, timeout=SECONDS_AWAY, set_as_default=False)


def _load() -> None:
    """Load Dask; raises SomethingMissing where it is not installed."""
    try:
        import distributed
    except ImportError as missing:
        says = tell("--executor dask needs Dask: {command}", command=_INSTALL)
        raise SomethingMissing(says) from missing
    # What it has to say of workers that come and go is said in our words.
    logging.getLogger(distributed.__name__).setLevel(logging.CRITICAL)


def _agree_with_scheduler(client: "Client", address: str) -> None:
    """Raises SomethingMissing where the scheduler cannot read our tasks."""
    try:
        there = client.run_on_scheduler(docfill_version)
    except Exception as trouble:  # noqa: BLE001 - whatever a scheduler without docfill answers
        there = f"{type(trouble).__name__}: {trouble}"
    if there != __version__:
        client.close()
        says = tell(
            "the scheduler at {address} must run where docfill {version} is installed; "
            "it says: {there}",
            address=address,
            version=__version__,
            there=there,
        )
        raise SomethingMissing(says)


def docfill_version() -> str:
    """The version of docfill where this runs."""
    return __version__
