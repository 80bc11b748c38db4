"""What a clerk does from following the link to handing in, in a real browser."""

import pytest

from browsing import Person
from docfill.project import Project
from serving import YEAR

pytestmark = pytest.mark.browser

NEW = "一、本年新收政府信息公开申请数量"
FROM_PEOPLE, IN_ALL = f"{NEW}／自然人", f"{NEW}／总计"
ANSWERED = "三、本年度办理结果／（一）予以公开／自然人"
PROSE = "主动公开"


def text_of(project: Project) -> str:
    return project.filing_path("huashi", YEAR).read_text(encoding="utf-8")


def test_figures_are_added_up_and_judged_while_they_are_typed(
    clerk: Person, link: str, project: Project
) -> None:
    clerk.open(link)
    assert "花石镇" in clerk.browser.title, clerk.text()
    clerk.type(FROM_PEOPLE, "7")
    clerk.await_(lambda: clerk.figure(IN_ALL) == "7")
    clerk.await_(lambda: "error" in clerk.notes(FROM_PEOPLE))
    clerk.type(ANSWERED, "7")
    clerk.await_(lambda: "error" not in clerk.notes(FROM_PEOPLE))
    clerk.await_saved()
    assert "natural: 7" in text_of(project)
