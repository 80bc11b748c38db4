"""The form as it is drawn: what is folded, what is told, and what is found while typing."""

from pathlib import Path

from flask import Flask
from lxml import html

from docfill.web.server.store import Store
from visitors import YEAR, Clerk


def filing(county: Path) -> Path:
    return county / "data" / str(YEAR) / "huashi.yaml"


def test_what_is_found_while_typing_is_what_a_save_finds_and_nothing_is_written(
    clerk: Clerk, county: Path, store: Store
) -> None:
    before = filing(county).read_bytes()
    fields = {**clerk.fields, "requests.new.natural": "7件", "requests.new.company": "2"}
    headers = {"X-CSRF": clerk.csrf}
    found = clerk.client.post("/check", json={"fields": fields}, headers=headers).json
    assert filing(county).read_bytes() == before
    assert store.saves("huashi", YEAR) == []
    saved = clerk.save(requests__new__natural="7件", requests__new__company="2").json
    assert {name: saved[name] for name in found} == found
    assert found["errors"] > 0


def test_rows_of_zeros_are_folded_without_scripts_and_others_are_not(clerk: Clerk) -> None:
    page = html.fromstring(clerk.page)
    rows = [row for table in page.find_class("official") for row in table.iter("tr")]
    folded = [row for row in rows if row.get("class") == "zero"]
    assert folded
    for row in rows:
        values = [each.get("value") for each in row.iter("input")]
        assert (row in folded) <= (set(values) <= {"", "0"})
    headings = [row for row in folded if not any(True for _ in row.iter("input", "output"))]
    assert headings  # those of which every row is folded
    assert len(page.find_class("zeros")) >= 1
    assert all(each.tag == "details" for each in page.find_class("zeros"))


def test_a_row_with_a_finding_is_not_folded(clerk: Clerk, app: Flask, store: Store) -> None:
    first = html.fromstring(clerk.page)
    field = next(each.get("name") for row in first.find_class("zero") for each in row.iter("input"))
    clerk.save(**{field.replace(".", "__"): "x"})
    again = html.fromstring(Clerk(app, store).page)
    (row,) = again.get_element_by_id(f"f-{field}").iterancestors("tr")
    assert row.get("class") is None


def test_every_field_has_a_name_and_every_error_is_tied_to_its_field(
    clerk: Clerk, app: Flask, store: Store
) -> None:
    clerk.save(requests__new__natural="7件")
    page = html.fromstring(Clerk(app, store).page)
    ids = {each.get("id") for each in page.iter() if each.get("id")}
    labelled = {each.get("for") for each in page.iter("label")}
    for field in [*page.iter("textarea"), *page.iter("input")]:
        if field.get("type") == "hidden":
            continue
        around = next(field.iterancestors("label"), None)
        assert field.get("aria-label") or field.get("id") in labelled or around is not None
        assert set((field.get("aria-describedby") or "").split()) <= ids
    wrong = page.get_element_by_id("f-requests.new.natural")
    assert wrong.get("aria-invalid") == "true"
    assert page.get_element_by_id(wrong.get("aria-describedby")).text_content().strip()


def test_a_new_form_begins_with_what_last_year_hands_over(app: Flask, store: Store) -> None:
    page = html.fromstring(Clerk(app, store, "yisuhe").page)
    assert page.find_class("zeros") == []  # nothing is known: all must be filled in


def test_headings_of_tables_say_what_they_head(clerk: Clerk) -> None:
    page = html.fromstring(clerk.page)
    scopes = {
        each.get("scope") for table in page.find_class("official") for each in table.iter("th")
    }
    assert {"row", "rowgroup", "col", "colgroup"} <= scopes


def test_last_years_filing_is_read_again_where_somebody_mended_it(
    clerk: Clerk, county: Path
) -> None:
    """It is kept between saves, but only as long as its file is the same."""
    last_year = county / "data" / str(YEAR - 1) / "huashi.yaml"
    last_year.parent.mkdir(exist_ok=True)
    last_year.write_text("requests:\n  new: {natural: 4}\n  carried_out: {natural: 4}\n")
    assert "carried-over" in codes(clerk, 1)
    assert "carried-over" in codes(clerk, 2)
    last_year.write_text("requests:\n  new: {natural: 4}\n  open: {natural: 4}\n")
    assert "carried-over" not in codes(clerk, 3)


def codes(clerk: Clerk, received: int) -> set[str]:
    saved = clerk.save(requests__new__natural=str(received)).json
    return {each["code"] for each in saved["findings"]}
