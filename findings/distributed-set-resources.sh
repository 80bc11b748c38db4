#!/usr/bin/env bash
# distributed 2026.8.0: a task that waits for a resource goes on waiting for ever when a worker gets that resource by
# `Worker.set_resources`, though the scheduler knows of it: the same task handed in later runs at once.
# Seen: offered {'office': 1.0}, first pending, second finished.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install -q --disable-pip-version-check dask==2026.8.0 distributed==2026.8.0
cat > "$work/try.py" <<'PY'
import sys
import time

from distributed import Client, LocalCluster, wait


def waiting(dask_scheduler):
    return len(dask_scheduler.unrunnable)


async def offer(dask_worker):
    await dask_worker.set_resources(office=1.0)


with LocalCluster(n_workers=1, processes=False, dashboard_address="127.0.0.1:0") as cluster, Client(cluster) as client:
    first = client.submit(int, "1", resources={"office": 1})
    while not client.run_on_scheduler(waiting):
        time.sleep(0.05)
    client.run(offer)
    (worker,) = client.scheduler_info()["workers"].values()
    second = client.submit(int, "2", resources={"office": 1})
    wait(second, timeout=30)
    # Whatever is to be done for the first one has had ten times as long.
    for _ in range(10):
        wait(client.submit(int, "3", resources={"office": 1}, pure=False), timeout=30)
    seen = (dict(worker["resources"]), first.status, second.status)
    print("offered", seen[0], "first", seen[1], "second", seen[2])
    sys.exit(seen != ({"office": 1.0}, "pending", "finished"))
PY
"$work/venv/bin/python" "$work/try.py"
