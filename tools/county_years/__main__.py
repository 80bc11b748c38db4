"""Writes the made-up years of examples/county anew: `PYTHONPATH=tools python -m county_years`.

2021 is made from 2022 and 2024 from 2023, the same every time; the county's own filings of 2023 and
2024 are the sums of the others.
"""

import random
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from county_years.figures import in_order, year_after, year_before
from county_years.text import filing, on_request, total

HERE = Path(__file__).resolve().parent
COUNTY = HERE.parent.parent / "examples" / "county"
Filed = dict[str, dict[str, Any]]


def made_years() -> Iterator[tuple[str, str]]:
    """The path of each made-up filing in the example, and its text."""
    prose = yaml.safe_load((HERE / "prose.yaml").read_text(encoding="utf-8"))
    names = yaml.safe_load((COUNTY / "docfill.yaml").read_text(encoding="utf-8"))["townships"]
    filed = {year: _filed(year, names) for year in (2022, 2023)}
    filed[2021] = {id: year_before(filed[2022][id], _dice(2021, id)) for id in names}
    filed[2024] = {id: year_after(filed[2023][id], _dice(2024, id)) for id in names}
    for year in (2021, 2024):
        last = filed.get(year - 1, {})
        for number, id in enumerate(names):
            title = f"{names[id]['name']}{year}年政府信息公开工作年度报告"
            made, own = filed[year][id], prose[id]
            texts = {
                **own,
                "proactive": _proactive(own["proactive"], made, _dice(year, id)),
                "problems": _problems(own["problems"], number),
                "on_request": on_request(year, made, last.get(id)),
            }
            signed = f"{year + 1}-01-{_day(year, number):02}"
            yield f"data/{year}/{id}.yaml", filing(title, signed, year, made, texts)
    for number, year in enumerate((2023, 2024)):
        levels = {id: each["level"] for id, each in names.items()}
        yield (
            f"data/{year}/county.yaml",
            _county(number, year, filed[year], prose["county"], levels),
        )


def _filed(year: int, names: Mapping[str, Any]) -> Filed:
    files = {id: COUNTY / "data" / str(year) / f"{id}.yaml" for id in names}
    # Amounts stay as they are typed, and so do days.
    return {id: _typed(yaml.load(f.read_text("utf-8"), yaml.BaseLoader)) for id, f in files.items()}


def _typed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _typed(each) for key, each in value.items()}
    return int(value) if isinstance(value, str) and value.isdecimal() else value


def _dice(year: int, agency: str) -> random.Random:
    return random.Random(f"{year} {agency}")


def _day(year: int, number: int) -> int:
    """A working day of January: the Mondays of 2022 and 2025 were the 10th and the 6th."""
    monday = {2021: 10, 2024: 6}[year]
    return monday + 7 * (number % 2) + number % 5


def _problems(paragraphs: list[str], number: int) -> list[str]:
    """What is amiss, and what is to be done, each called by its name."""
    lead = ("主要问题：", "存在的主要问题是：", "存在的不足主要在于：")[number % 3]
    measures = ("改进措施：", "改进的办法：", "改进打算：")[number % 3]
    return [lead + paragraphs[0], measures + paragraphs[1]]


def _proactive(text: str, made: Mapping[str, Any], dice: random.Random) -> str:
    figures = made["disclosure"]
    told = text.format(open=dice.randrange(60, 140))
    results = (("行政许可", figures["licences"]), ("行政处罚", figures["penalties"]))
    if stated := [f"{word}{n}件" for word, n in results if n]:
        told += f"{'、'.join(stated)}的结果按时公示。"
    if documents := figures["normative_documents"]["made"]:
        told += f"全年制发行政规范性文件{documents}件，均配有解读。"
    return told


def _county(
    number: int, year: int, filed: Filed, prose: Mapping[str, Any], levels: Mapping[str, str]
) -> str:
    """The county's own filing of a year, the sum of the others, with the first or second text."""
    made = _sum(
        [
            {key: each[key] for key in ("disclosure", "requests", "proceedings")}
            for each in filed.values()
        ]
    )
    made["requests"] = in_order(made["requests"])
    requests, proceedings = made["requests"], made["proceedings"]
    came = {
        level: sum(total(filed[id]["requests"], "new") for id in levels if levels[id] == level)
        for level in set(levels.values())
    }
    keys = (
        "new",
        "carried_in",
        "open",
        "partial",
        "deny",
        "unable",
        "reject",
        "other",
        "carried_out",
    )
    facts = {
        **{key: total(requests, key) for key in keys},
        "year": year,
        "departments": came["department"],
        "townships": came["township"],
        "licences": made["disclosure"]["licences"],
        "penalties": made["disclosure"]["penalties"],
        "review": total(proceedings, "review"),
        "lawsuits": total(proceedings, "direct") + total(proceedings, "after_review"),
    }
    chosen = {key: own if isinstance(own, str) else own[number] for key, own in prose.items()}
    texts = {
        key: own.format(**facts) if isinstance(own, str) else own for key, own in chosen.items()
    }
    title = f"云川县{year}年政府信息公开工作年度报告"
    return filing(title, f"{year + 1}-01-{30 - number}", year, made, texts)


def _sum(values: list[Any]) -> Any:
    """Figures added up, key by key."""
    if not isinstance(values[0], dict):
        return (
            str(sum(map(Decimal, values)))
            if any(isinstance(v, str) for v in values)
            else sum(values)
        )
    keys = dict.fromkeys(key for value in values for key in value)
    return {key: _sum([value[key] for value in values if key in value]) for key in keys}


if __name__ == "__main__":
    for name, text in made_years():
        path = COUNTY / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
