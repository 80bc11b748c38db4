"""Rules of the official kit that a county may switch on: each is found, and each can be met."""

import re

import pytest
from examples import KIT, ExampleFiles, found_in

SHIPPED = (KIT / "wording.yaml").read_text(encoding="utf-8")

# By what the rule says: a text that lacks what it wants, and one that has it.
WANTED = {
    "按渠道": (
        "全年主动公开政府信息115条，内容涉及财政、民生和村务，均按规定公开。",
        "全年主动公开政府信息115条，其中网站80条、微信公众号35条，均按规定公开。",
    ),
    "政策解读": (
        "全年主动公开政府信息115条，同步发布解读材料，均按规定公开。",
        "全年主动公开政府信息115条，发布政策解读3篇，均按规定公开。",
    ),
    "不予公开": (
        "全年作出行政处罚决定12件，均已在县政府门户网站公开，更新及时。",
        "全年作出行政处罚决定12件，其中依法不予公开1件，其余均已公开。",
    ),
}


def switched_on(text: str) -> str:
    """The wording with its optional rules in force."""
    return re.sub(r"^( *)#(?=[- ] |longest:)", r"\1", text, flags=re.MULTILINE)


def wanted_by(says: str, text: str) -> list[str]:
    filing = f"overview:\n  proactive: |\n    {text}\n"
    files = {"filing": filing, "wording": switched_on(SHIPPED)}
    return [f.code for f in found_in(ExampleFiles(files)) if says in str(f.message)]


@pytest.mark.parametrize("says", WANTED)
def test_a_county_may_want_more_and_is_content_when_it_is_there(says: str) -> None:
    lacking, having = WANTED[says]
    assert len(wanted_by(says, lacking)) == 1
    assert wanted_by(says, having) == []


def test_nothing_of_that_is_looked_for_unless_a_county_wants_it() -> None:
    lacking = "".join(lacking for lacking, _ in WANTED.values())
    found = found_in(ExampleFiles({"filing": f"overview:\n  proactive: |\n    {lacking}\n"}))
    assert {f.code for f in found} & {"counts-wanted", "unpublished-decisions", "long"} == set()


def test_the_length_of_several_parts_is_added_up_without_spaces() -> None:
    text = "overview:\n  lead: |\n    " + "数" * 900 + "。\n\n    " + "据" * 160 + "。\n"
    found = found_in(ExampleFiles({"filing": text, "wording": switched_on(SHIPPED)}))
    (long,) = [f for f in found if f.code == "long"]
    assert "at most 1000" in str(long.message)
