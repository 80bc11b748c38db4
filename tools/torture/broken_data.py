"""Half the filings of a county are damaged; damaged texts of up to a megabyte are read alone."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from county import YEAR
from docfill.sources.yaml.json_reader import read_json
from docfill.sources.yaml.reader import parse
from torture.damages import OF_TEXTS, damaged
from torture.ground import BUILD, Ground, Quarry
from torture.plan import Plan
from torture.tally import End, Says, Tally

_MEGABYTE = 1_000_000
_LONGEST = 1.0  # seconds of processor time to tell what is wrong with a text
CHECK = ("check", "-y", str(YEAR), "--json")


def trial(quarry: Quarry, plan: Plan, chance: Random) -> Iterator[Tally]:
    filings = Tally(
        Says(
            "filings damaged by chance, beside as many good ones",
            "随机损坏填报文件，旁边有同样多的好文件",
        )
    )
    # Without PDFs: it is the reading that is tried.
    without = Quarry(quarry.folder / "no-pdf", plan.townships * 2, (*BUILD, "--no-pdf"))
    with without.ground() as ground:
        without.until = quarry.until  # its own time is that of the trial
        for _ in without.rounds(plan.filings, kinds=2):
            ground = _round(ground, chance, filings)
    yield filings
    yield _texts(quarry, plan, chance)


def _round(ground: Ground, chance: Random, tally: Tally) -> Ground:
    """Every second filing is damaged; the others must be made, and what stood must stand."""
    files = sorted(ground.filings.iterdir())
    whole = {path: path.read_bytes() for path in chance.sample(files, len(files) // 2)}
    for path, data in whole.items():
        path.write_bytes(damaged(chance, data, OF_TEXTS))
    tally.tries += len(whole)
    harmed = {path.stem for path in whole}
    tally.lost += _checked(ground, harmed, tally)
    build = ground.run(*ground.build)
    if build.is_traceback:
        tally.lost.append(f"a build ended with {build.code}: {build.said[-300:]}")
    for name, digest in ground.standing().items():
        township = Path(name).parts[1]
        if township not in harmed and digest != ground.later[name]:
            tally.lost.append(f"not made, beside damaged ones: {township}")
    tally.lost += [f"gone: {name}" for name in ground.earlier if name not in ground.standing()]
    for path, data in whole.items():
        path.write_bytes(data)
    tally.lost += ground.faults_after_all()
    return ground.swap()


def _checked(ground: Ground, harmed: set[str], tally: Tally) -> Iterator[str]:
    """What `check` says of each: something of the damaged ones, nothing grave of the others."""
    check = ground.run(*CHECK)
    if check.is_traceback:
        yield f"check ended with {check.code}: {check.said[-300:]}"
        return
    for outcome in json.loads(check.out):
        blocking = any(found["severity"] == "error" for found in outcome["findings"])
        if outcome["township"] in harmed:
            tally.ended(End.FOUND if outcome["findings"] else End.HARMLESS)
        elif blocking:
            yield f"a good filing is blamed: {outcome['township']}"


def _texts(quarry: Quarry, plan: Plan, chance: Random) -> Tally:
    tally = Tally(
        Says(
            "damaged YAML and JSON of up to 1 MB, a second each",
            "损坏的 YAML 和 JSON，最大 1 MB，每份一秒以内",
        )
    )
    filing = next((quarry.model / "county" / "data" / str(YEAR)).iterdir()).read_bytes()
    for number in quarry.rounds(plan.texts):
        size = round(10 ** chance.uniform(1, 6))
        text = (filing * (size // len(filing) + 1))[:size]
        text = damaged(chance, damaged(chance, text, OF_TEXTS) or b" ", OF_TEXTS)[:_MEGABYTE]
        tally.tries += 1
        began = time.process_time()
        try:
            faulty = _is_faulty(text, is_json=number % 3 == 0)
        except Exception as trouble:  # noqa: BLE001 - that is what is looked for
            tally.lost.append(f"text {number}: {type(trouble).__name__}: {trouble}")
            continue
        if (seconds := time.process_time() - began) > _LONGEST:
            tally.lost.append(f"text {number} of {len(text)} bytes took {seconds:.1f} s")
        else:
            tally.ended(End.FOUND if faulty else End.HARMLESS)
    return tally


def _is_faulty(text: bytes, *, is_json: bool) -> bool:
    if is_json:
        return bool(read_json(text.decode(errors="replace"), "x.json")[1])
    return bool(parse(text, "x.yaml").findings)
