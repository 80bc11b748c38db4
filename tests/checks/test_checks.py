"""The checks beyond their examples: false alarms not raised, waivers, severities, scale."""

import time
from pathlib import Path

import pytest
from examples import ExampleFiles as Example
from examples import found_in

from docfill.base.findings import Severity
from docfill.build.loading import load, load_beside_neighbours
from docfill.checks import CHECKS, Agency, Neighbour, copied_from_neighbours
from docfill.filing.reader import read_filing
from docfill.form.reader import open_form
from docfill.project import open_project
from docfill.sources.yaml.reader import parse
from fixture_types import FindingsOf
from here import OFFICIAL_KIT, TESTS

FORM = open_form(OFFICIAL_KIT)
WHOLE = (TESTS / "blameless" / "2023.yaml").read_text(encoding="utf-8")


def on_request(text: str) -> str:
    return f"overview:\n  on_request: |\n    {text}\n"


ANSWERED = "requests:\n  new: {natural: 3}\n  carried_in: {natural: 1}\n  open: {natural: 4}\n"
LAST = "requests:\n  new: {natural: 1}\n  carried_out: {natural: 1}\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "全年收到政府信息公开申请3件，办理政府信息公开申请4件，均已答复。",
        "全年共收到政府信息公开申请4件（含上年结转1件），均已答复。",
        "通过网络收到政府信息公开申请2件，通过信函收到政府信息公开申请1件。",
        "2022年收到政府信息公开申请1件，结转至2023年办理，2023年收到政府信息公开申请3件。",
        "去年收到政府信息公开申请1件；本年收到政府信息公开申请３件，均已答复。",
        "收到政府信息公开申请三件，其中自然人三件，予以公开4件，均在期限内答复。",
        "收到政府信息公开申请3件，同比增长200%，答复率保持在较高水平。",
        "收到政府信息公开申请3件，比2022年增加2件，申请量与上年相比增加2件。",
        "没有因政府信息公开工作被申请行政复议，也没有被提起行政诉讼。",
        "收到政府信息公开申请3件，没有因政府信息公开申请引发的行政复议。",
        "全年没有被纠正的行政复议，未经行政复议直接起诉的也没有发生过。",
        "咨询电话和网址（www.qingshi.example/xxgk）不变，申请条件见公开指南。",
        "接待来访群众300多人次，发放宣传资料1,200份，解答咨询一百余件。",
    ],
)
def test_true_sentences_are_left_alone(findings_of: FindingsOf, sentence: str) -> None:
    assert findings_of(on_request(sentence) + ANSWERED, last_year=LAST) == []


def test_a_figure_that_two_claims_know_is_reported_once(findings_of: FindingsOf) -> None:
    found = findings_of(on_request("本年度新收到政府信息公开申请5件，均已答复申请人。"))
    assert found == [(3, "told-received")]


def test_a_rise_from_nothing_has_no_percentage(findings_of: FindingsOf) -> None:
    sentence = "收到政府信息公开申请3件，同比减少62%，均已答复申请人。"
    nothing = "requests:\n  carried_out: {natural: 1}\n  carried_in: {natural: 1}\n"
    found = findings_of(on_request(sentence) + ANSWERED, last_year=nothing)
    assert [code for _, code in found] == ["told-received-change"]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("我镇共收到信息公开申请五件，均已在法定期限内答复。", "told-received"),
        ("受理公民、法人和其他组织提出的政府信息公开申请5件，均已答复。", "told-received"),
        ("2023年收到5件政府信息公开申请，均已在法定期限内答复。", "told-received"),
        ("全年未收到任何政府信息公开申请，受理渠道保持畅通。", "told-none-received"),
        ("收到政府信息公开申请3件，与上年持平，均已答复申请人。", "told-received-change"),
        ("收到政府信息公开申请3件，同比增长百分之二十，均已答复。", "told-received-change"),
        ("收到政府信息公开申请3件，与2021年持平，均已答复申请人。", "year"),
        ("20224年收到政府信息公开申请3件，均已在法定期限内答复。", "year"),
        ("共收到依申请公开4件，均已在法定期限内答复申请人。", "told-received"),
        ("收到政府信息公开申请3件，比上年减少2件，均已答复申请人。", "told-received-change"),
        ("政府信息公开申请量同比上升20.5%，均已在法定期限内答复。", "told-received-change"),
        ("收到政府信息公开申请3件，结转下年度继续办理1件，其余已答复。", "told-carried-out"),
    ],
)
def test_false_sentences_are_found(findings_of: FindingsOf, sentence: str, code: str) -> None:
    found = findings_of(on_request(sentence) + ANSWERED, last_year=LAST)
    assert found == [(3, code)]


@pytest.mark.parametrize(
    ("words", "line"),
    [("**一是**按季度复查", [(2, "heading-sign")]), ("工号为**和***的两人复查", [])],
)
def test_words_between_asterisks_are_found(
    findings_of: FindingsOf, words: str, line: list[tuple[int, str]]
) -> None:
    text = "存在的问题是解读材料偏少。下一步对照目录逐项核对，重要文件与解读材料同步起草、同步发布"
    assert findings_of(f"problems: |\n  {text}，{words}，听取大家的意见建议。\n") == line


@pytest.mark.parametrize(
    "text",
    [
        "下一步，2024年将按月核对栏目更新情况，改进解读的形式，问题不再留到年底，同时请村民代表试读后再发布，听取大家的意见建议。",
        "《条例》2019年修订后，学习不够是主要问题；下一步我镇将按季度组织学习，把修订的要点逐条讲透，请村民代表旁听并提出意见和建议。",
    ],
)
def test_other_years_that_are_meant_are_left_alone(findings_of: FindingsOf, text: str) -> None:
    assert findings_of(f"problems: |\n  {text}\n") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("落实先审后发，，拟稿人逐级把关，已发布的内容按季度复查一遍。", "doubled"),
        ("落实先审后发，拟稿人逐级把关，已发布的内容按季度复查一遍。。", "doubled"),
        ("落实先审后发、，拟稿人逐级把关，已发布的内容按季度复查一遍。", "doubled"),
        ("落实先审后发，拟稿人组 织把关，已发布的内容按季度复查一遍。", "space"),
        ("落实先审后发， 拟稿人逐级把关，已发布的内容按季度复查一遍。", "space"),
        ("落实先审后发，全年召开会议 2 次，已发布的内容按季度复查一遍。", "space"),
        ("落实先审后发，全年召开会议 ２次，已发布的内容按季度复查一遍。", "space"),
        ("落实先审后发．拟稿人逐级把关，已发布的内容按季度复查一遍。", "half-width"),
        ("落实先审后发，拟稿人逐级\ufffd关，已发布的内容按季度复查一遍。", "character"),
        ("落实先审后发，拟稿人逐级把关👍，已发布的内容按季度复查一遍。", "character"),
    ],
)
def test_slips_of_the_pen_are_found(findings_of: FindingsOf, text: str, code: str) -> None:
    assert findings_of(f"overview:\n  management: |\n    {text}\n") == [(3, code)]


@pytest.mark.parametrize(("between", "says"), [("\n    ", "line break"), (" ", "printed")])
def test_a_text_that_yaml_folds_gets_spaces(between: str, says: str) -> None:
    """A space that was typed in it is no line break."""
    text = f"落实先审后发，拟稿人组{between}织把关，已发布的内容按季度复查一遍。"
    (found,) = found_in(Example({"filing": f"overview:\n  management:\n    {text}\n"}))
    assert found.code == "space"
    assert says in str(found.message)


def test_each_straight_quote_is_told_its_own_half() -> None:
    text = '落实"三审三校"制度，落实"先审后发"，已发布的内容按季度复查一遍。'
    found = found_in(Example({"filing": f"overview:\n  management: |\n    {text}\n"}))
    assert [str(each.message)[-1] for each in found] == ["“", "”", "“", "”"]


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        ("2023-01-11", Severity.ERROR),
        ("2023-12-31", Severity.ERROR),
        ("2025-01-11", Severity.WARNING),
    ],
)
def test_the_right_year_of_a_date_is_told(day: str, severity: Severity) -> None:
    """A report is not signed before its year is over; a later year than the next is doubted."""
    (found,) = found_in(Example({"filing": f"signed: {day}\n"}))
    assert (found.code, found.severity) == ("date-year", severity)
    assert "write the year 2024" in str(found.message)


@pytest.mark.parametrize(
    "text",
    [
        "镇人民政府政府信息公开工作由办公室承担，一项一项对照检查，按季度复查一遍。",
        "网址为www.qingshi.example，电话0731-5550123，按季度核对一遍，确保准确。",
        "执行“先审后发”（见《办法》〔2021〕）的规定，“谁起草、谁负责”，按季度复查。",
        "更新使用 WPS 和 Windows 10 的电脑，网速达到 100M，按季度核对一遍……确保准确。",
        "占比由１２．５％升至13.5%，办结时间为9：30——17：30，按季度核对一遍，确保准确！",
    ],
)
def test_right_typing_is_left_alone(findings_of: FindingsOf, text: str) -> None:
    assert findings_of(f"overview:\n  management: |\n    {text}\n") == []


def test_the_first_of_several_lines_is_named(findings_of: FindingsOf) -> None:
    """A paragraph typed over several lines keeps the line of each of its characters."""
    found = findings_of("""\
        overview:
          management: |
            落实先审后发，拟稿人、分管领导
            逐级把关,已发布的内容
            按季度复查一遍
    """)
    assert found == [(4, "half-width"), (5, "no-full-stop")]


def test_a_county_lowers_and_raises_severities() -> None:
    texts = {
        "filing": "signed: 2024-02-01\nrequests:\n  new: {natural: 1}\n",
        "settings": "severity: {date-late: error, balance: note}\n",
    }
    found = {finding.code: finding.severity for finding in found_in(Example(texts))}
    assert found == {"date-late": Severity.ERROR, "balance": Severity.NOTE}


def test_a_waived_finding_is_a_note_with_its_reason() -> None:
    text = "waive:\n  - {code: date-late, reason: 一月份网络中断}\nsigned: 2024-02-01\n"
    (found,) = found_in(Example({"filing": text}))
    assert (found.severity, found.place.line) == (Severity.NOTE, 3)
    assert "一月份网络中断" in str(found.message)


@pytest.mark.parametrize("at", ["disclosure.normative_documents", "overview.management"])
def test_a_waiver_covers_only_where_it_says(findings_of: FindingsOf, at: str) -> None:
    text = f"""\
waive:
  - {{code: half-width, at: {at}, reason: 系统导出}}
overview:
  management: |
    落实先审后发,拟稿人、分管领导逐级把关，按季度复查一遍。
  platform: |
    镇政务公开专区重新布置,增设查询电脑一台，方便群众就近查阅。
"""
    severities = [f.severity for f in found_in(Example({"filing": text}))]
    covers = at == "overview.management"
    assert severities.count(Severity.NOTE) == covers
    assert severities.count(Severity.WARNING) == (1 if covers else 3)


@pytest.mark.parametrize(
    ("waiver", "code"),
    [
        ("{code: date-lat, reason: x}", "waiver-code"),
        ("{code: date-late, at: nowhere, reason: x}", "waiver-code"),
        ("{code: syntax, reason: x}", "waiver-code"),
        ("{code: date-late}", "waiver-reason"),
        ("{cod: date-late, reason: x}", "unknown-key"),
        ("date-late", "wrong-shape"),
    ],
)
def test_a_waiver_that_cannot_be_meant_is_found(
    findings_of: FindingsOf, waiver: str, code: str
) -> None:
    assert (2, code) in findings_of(f"waive:\n  - {waiver}\nsigned: 2024-02-01\n")


def test_a_waiver_for_what_only_check_looks_for_is_not_idle_in_a_build(tmp_path: Path) -> None:
    """`build` reads no neighbours, so it cannot know whether the waiver is still needed."""
    project = tmp_path / "docfill.yaml"
    project.write_text(
        f"county: 云川县\ntemplates: {FORM.folder.parent}\n"
        "kits: [{kit: disclosure-2021, since: 2021}]\n"
        "severity: {waiver-unused: note}\n"
        "townships: {qingshi: {name: 青石镇, full_name: 云川县青石镇人民政府}}\n",
        encoding="utf-8",
    )
    filing = tmp_path / "data" / "2023" / "qingshi.yaml"
    filing.parent.mkdir(parents=True)
    waiver = "waive:\n  - {code: like-neighbour, at: problems, reason: 县里统一的说法}\n"
    filing.write_text(waiver + WHOLE, encoding="utf-8")
    opened = open_project(tmp_path)
    (township,) = opened.townships.values()
    built = load(opened, FORM, township, 2023)
    (checked,) = load_beside_neighbours(opened, FORM, [township], 2023)
    assert [f.code for f in built.findings] == ["no-last-year"]
    found = {f.code: f.severity for f in checked.findings}
    assert found == {"no-last-year": Severity.WARNING, "waiver-unused": Severity.NOTE}


def test_a_fault_of_last_years_file_points_there() -> None:
    (found,) = found_in(Example({"last_year": "requests:\n  new: {natural: x}\n"}))
    assert str(found.place).startswith("data/2022/qingshi.yaml:2:")
    assert found.severity is Severity.WARNING


def test_the_figure_of_last_year_is_shown_with_its_place() -> None:
    last = "requests:\n  new: {natural: 2}\n  carried_out: {natural: 2}\n"
    (found,) = found_in(Example({"last_year": last}))
    told = "last year's 四、结转下年度继续办理 2 (data/2022/qingshi.yaml:3:26) (2 too few)"
    assert told in str(found.message)


def test_a_claim_in_another_unit_or_a_share_shows_how_it_is_reckoned() -> None:
    asked = (
        "requests:\n  new: {natural: 6}\n  open: {natural: 5}\n  carried_out: {natural: 1}\n"
        "disclosure: {fees: 18.8710}\n"
        + on_request("答复率100%，行政事业性收费200000元，均已公示，受理窗口照常值班。")
    )
    fees, share = sorted(
        found_in(Example({"filing": asked})), key=lambda it: it.code != "told-fees"
    )
    assert "18.871 × 10000 = 188710 (11290 too many)" in str(fees.message)
    assert "三、本年度办理结果／（七）总计／总计 5 of 一、本年新收" in str(share.message)
    assert "上年结转政府信息公开申请数量／总计 6 is 83.33%" in str(share.message)


def test_sums_are_told_by_the_captions_of_the_form() -> None:
    """A clerk finds the cell by its caption in the form, and by its key in the file."""
    asked = "requests:\n  new: {natural: 3}\n  deny_1: {natural: 1}\n  total: {natural: 2}\n"
    balance, total = sorted(found_in(Example({"filing": asked})), key=lambda it: it.code)
    assert "三、收到和处理政府信息公开申请情况, 自然人: " in str(balance.message)
    assert "一、本年新收政府信息公开申请数量 3 (new) + " in str(balance.message)
    assert "三、本年度办理结果／（七）总计 1 (total) + " in str(balance.message)
    assert "三、本年度办理结果／（七）总计／自然人 is typed as 2" in str(total.message)
    assert "（三）不予公开／1.属于国家秘密 1 (deny_1) = 1" in str(total.message)


def test_without_last_year_a_stock_that_cannot_be_is_doubted(findings_of: FindingsOf) -> None:
    text = "disclosure:\n  normative_documents: {made: 3, repealed: 0, in_force: 1}\n"
    assert findings_of(text, last_year="none") == [(0, "no-last-year"), (2, "stock")]
    text = text.replace("in_force: 1", "in_force: 3")
    assert findings_of(text, last_year="none") == [(0, "no-last-year")]


def test_every_check_says_what_holds() -> None:
    for check in CHECKS:
        assert (check.__doc__ or "").endswith(".")


def test_what_many_share_is_no_copy() -> None:
    """A sentence that the county gave to all of them is nobody's own."""
    given = (
        "公开栏沿主街设了三处，村里的大喇叭每周播报两次，宣传车逢赶集日到集市循环播放，"
        "网格员上门把通知念给独居老人听。"
    )
    assert copies([given] * 12) == {}
    assert set(copies([given, given])) == {"t0", "t1"}


@pytest.mark.slow
def test_a_hundred_filings_are_compared_in_a_second() -> None:
    texts = [
        "".join(chr(0x4E00 + (n * 7919 + i * i * 31) % 20000) for i in range(600))
        for n in range(100)
    ]
    texts[50] = texts[3]
    began = time.process_time()
    found = copies(texts)
    assert time.process_time() - began < 3  # Takes some 0.2 s; a slow machine has room.
    assert set(found) == {"t3", "t50"}


def copies(texts: list[str]) -> dict[str, list[str]]:
    """Codes by township for filings whose platform part is each of these texts."""
    own = "镇政务公开专区重新布置，增设查询电脑一台，方便群众就近查阅各类文件。"
    parts = [part for part in FORM.parts if part != "overview.platform"]
    filed = []
    for number, text in enumerate(texts):
        source = parse(WHOLE.replace(own, text).encode(), f"{number}.yaml")
        filing, _ = read_filing(source, FORM, f"t{number}", 2023)
        for part in parts:
            filing.prose.pop(part, None)  # type: ignore[attr-defined]
        filed.append(Neighbour(filing, Agency(f"{number}镇")))
    found = copied_from_neighbours(FORM, filed)
    return {township: [f.code for f in findings] for township, findings in found.items()}


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["一段话。\n\n  " * 10000, "长" * 60000], ids=["paragraphs", "a word"]
)
def test_a_text_pasted_without_end_is_read_in_seconds(findings_of: FindingsOf, text: str) -> None:
    """Time goes with the length of a text; it once went with its square, and took minutes."""
    began = time.process_time()
    findings_of(f"other_matters: |\n  {text}\n")
    assert time.process_time() - began < 10  # Takes some 2 s; a slow machine has room.
