"""The made-up filings as text, with prose that tells their very figures."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_WORDS = {
    "open": "予以公开",
    "partial": "部分公开",
    "deny": "不予公开",
    "unable": "无法提供",
    "reject": "不予处理",
    "other": "其他处理",
}
_SCHEMA = "../../../../templates/disclosure-2021/filing.schema.json"


def total(requests: Mapping[str, Mapping[str, int]], start: str) -> int:
    """All of a row, or of the rows of which a group is made."""
    own = (row for key, row in requests.items() if key == start or key.startswith(f"{start}_"))
    return sum(sum(row.values()) for row in own)


def on_request(year: int, made: Mapping[str, Any], last: Mapping[str, Any] | None) -> str:
    """What came in and what became of it, as a report tells it."""
    requests = made["requests"]
    new, carried = total(requests, "new"), total(requests, "carried_in")
    if not new and not carried:
        told = "全年未收到政府信息公开申请，上门询问的群众由工作人员当面答复。"
    else:
        results = [f"{word}{n}件" for key, word in _WORDS.items() if (n := total(requests, key))]
        came = f"{year}年新收政府信息公开申请{new}件" if new else "全年没有新收政府信息公开申请"
        before = f"，上年结转{carried}件" if carried else ""
        told = f"{came}{before}。到年底{'、'.join(results)}" if results else f"{came}{before}"
        left = total(requests, "carried_out")
        told += f"，结转下年度继续办理{left}件。" if left else "，没有结转到下年度的申请。"
        told += _change(new, total(last["requests"], "new")) if last and new else ""
    return told + _proceedings(made["proceedings"])


def _change(new: int, last: int) -> str:
    if not last:
        return ""
    if new == last:
        return "申请数量与上年持平。"
    share = round(abs(new - last) * 100 / last, 1)
    return f"申请数量与上年相比{'增长' if new > last else '下降'}{share:g}%。"


def _proceedings(rows: Mapping[str, Mapping[str, int]]) -> str:
    review = sum(rows.get("review", {}).values())
    lawsuits = sum(sum(own.values()) for row, own in rows.items() if row != "review")
    if not review and not lawsuits:
        return "全年未发生行政复议和行政诉讼。"
    if not lawsuits:
        return f"全年发生行政复议{review}件，没有发生行政诉讼。"
    if not review:
        return f"全年没有发生行政复议，发生行政诉讼{lawsuits}件。"
    return f"全年发生行政复议{review}件、行政诉讼{lawsuits}件。"


def filing(
    title: str,
    signed: str,
    year: int,
    made: Mapping[str, Any],
    prose: Mapping[str, str | Sequence[str]],
) -> str:
    """The whole file."""
    return "\n".join(_lines(title, signed, year, made, prose)) + "\n"


def _lines(
    title: str,
    signed: str,
    year: int,
    made: Mapping[str, Any],
    prose: Mapping[str, str | Sequence[str]],
) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={_SCHEMA}"
    yield f"# {title}"
    yield f"signed: {signed}"
    yield ""
    yield "introduction: |"
    yield (
        "  根据《中华人民共和国政府信息公开条例》和国办公开办函〔2021〕30号文件的规定，编制本报告。"
        f"所列数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
    )
    yield ""
    yield "overview:"
    for key in ("proactive", "on_request", "management", "platform", "oversight"):
        yield f"  {key}: |"
        yield f"    {prose[key]}"
    for key in ("disclosure", "requests", "proceedings"):
        yield ""
        yield from _table(key, made[key])
    yield ""
    yield "problems: |"
    yield "\n\n".join(f"  {paragraph}" for paragraph in prose["problems"])
    yield ""
    yield "other_matters: |"
    yield "  按照国办函〔2020〕109号文件的规定，本年度没有收取信息处理费。"


def _table(key: str, rows: Mapping[str, Any]) -> Iterator[str]:
    if not rows:
        yield f"{key}: {{}}"
        return
    yield f"{key}:"
    for row, figures in rows.items():
        if isinstance(figures, Mapping):
            figures = f"{{{', '.join(f'{column}: {n}' for column, n in figures.items())}}}"
        yield f"  {row}: {figures}"
