"""A made-up county: as many townships as wanted, each with a filing of its own that is in order."""

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from docfill.build.loading import load
from docfill.filing.template_values import print_values
from docfill.form.reader import open_form
from docfill.project import open_project

HERE = Path(__file__).parent.parent
YEAR = 2023
MODEL = HERE / "data" / str(YEAR) / "huashi.yaml"
KIT = "disclosure-2021"
_FIRST = "东西南北中上下大小新老青白红金银石木水火云龙凤清平"
_SECOND = "山河湖溪泉塘桥坪岭峰湾洲田庄关口城林桂松竹梅兰荷莲柳杨枫樟杉"
_COLUMNS = ("natural", "company", "research", "charity", "legal_service", "other_org")
_ANSWERS = ("open", "partial", "deny_4", "unable_1", "reject_1", "other_3")


def make_project(root: Path, count: int, beginning: int = 0) -> Path:
    """A project folder with so many townships and their filings, the same ones every time.

    From another `beginning` the same townships state other figures.
    """
    model = yaml.safe_load(MODEL.read_text(encoding="utf-8"))
    (root / "templates").mkdir(parents=True)
    (root / "templates" / KIT).symlink_to(HERE / "templates" / KIT)
    townships = {f"t{number:05}": _names(number) for number in range(count)}
    settings = {
        "county": "某县",
        "kits": [{"kit": KIT, "since": 2021}],
        "townships": townships,
    }
    _write(root / "docfill.yaml", settings)
    for number, township in enumerate(townships):
        _write(root / "data" / str(YEAR) / f"{township}.yaml", filing(model, beginning + number))
    return root


def contexts(project: Path) -> list[dict[str, object]]:
    """What each township's report prints, as docfill and every peer are given it."""
    opened = open_project(project)
    form = open_form(opened.kit_path(YEAR))
    found = []
    for township in opened.townships.values():
        report = load(opened, form, township, YEAR)
        if report.is_blocked:
            raise ValueError(f"the made-up filing has faults: {report.findings}")
        found.append(print_values(form, report.filing, township.names, opened.captions))
    return found


def filing(model: Mapping[str, Any], number: int) -> dict[str, Any]:
    """The model filing with figures of its own; answered and left over is what came in."""
    dice = random.Random(number)
    made: dict[str, Any] = json.loads(json.dumps(model, default=str))
    answers = {row: {c: dice.randrange(4) for c in _COLUMNS} for row in _ANSWERS}
    left = {c: dice.randrange(2) for c in _COLUMNS}
    new = {c: sum(row[c] for row in answers.values()) + left[c] for c in _COLUMNS}
    made["requests"] = {"new": new, **answers, "carried_out": left}
    made["disclosure"]["penalties"] = dice.randrange(500)
    made["disclosure"]["licences"] = dice.randrange(500)
    made["overview"]["proactive"] = (
        f"全年通过县政府门户网站主动公开政府信息{dice.randrange(100, 900)}条，"
        "内容包括领导班子分工、各站办所职责、财政预决算和乡镇工作动态等。"
    )
    made["overview"]["on_request"] = (
        f"全年收到政府信息公开申请{sum(new.values())}件，均在规定期限内办理。"
    )
    return made


def _names(number: int) -> dict[str, str]:
    digits = number
    name = ""
    for letters in (_SECOND, _FIRST, _FIRST):
        digits, letter = divmod(digits, len(letters))
        name = letters[letter] + name
    name = f"{name}镇"
    return {"name": name, "full_name": f"某县{name}人民政府", "level": "township"}


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
