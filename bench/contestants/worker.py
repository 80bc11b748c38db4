"""One contestant in a process of its own: told a line of JSON, it fills documents and answers one.

The contestant is a module beside this file; see `docxtpl_fill` for what it offers.
"""

import importlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any


def main() -> None:
    contestant = importlib.import_module(sys.argv[1])
    filler: Any = None
    values: list[dict[str, Any]] = []
    position = 0
    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] == "open":
            values = json.loads(Path(asked["values"]).read_text(encoding="utf-8"))
            filler = contestant.Filler(asked["template"])
            answer: dict[str, object] = {"version": contestant.version()}
        elif asked["do"] == "write":
            folder = Path(asked["folder"])
            for number, one in enumerate(values):
                (folder / f"{number:05}.docx").write_bytes(filler.fill(one))
            answer = {}
        elif asked["do"] == "memory":
            pages = int(Path("/proc/self/statm").read_text().split()[1])
            answer = {"bytes": pages * os.sysconf("SC_PAGE_SIZE")}
        else:
            work = getattr(filler, asked["do"])
            began = time.perf_counter()
            for _ in range(asked["count"]):
                work(values[position % len(values)])
                position += 1
            answer = {"seconds": time.perf_counter() - began}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
