"""How many contradictions between prose and tables the checks find, and how often they are wrong.

`python tools/prose_score.py tests/prose/heldout.yaml` tells it by kind, and each sentence missed.
"""

import sys
from pathlib import Path

TESTS = Path(__file__).parent.parent / "tests"
sys.path.insert(0, str(TESTS / "helpers"))

from told import score, told_in  # noqa: E402 - found only by the line above


def main(*names: str) -> None:
    """Print the score of each file."""
    for name in names:
        sentences = told_in(Path(name))
        counts = score(sentences)
        total = tuple(sum(column) for column in zip(*counts.values(), strict=True))
        for kind, (found, faults, alarms, right) in {**counts, "all": total}.items():
            print(f"{kind:24} found {found:3} of {faults:3}   false {alarms:3} of {right:3}")
        for told in sentences:
            codes = {f"{each.severity.name.lower()} {each.code}" for each in told.found()}
            seen = ", ".join(sorted(codes)) or "nothing"
            if (told.code not in {each.code for each in told.found()}) if told.code else codes:
                print(f"{told.kind}: {told.sentence}\n    {told.code or 'right'}: {seen}")


if __name__ == "__main__":
    main(*sys.argv[1:])
