"""A table is told once, by its columns: sheets, data, frames, pages and the terminal get their values from them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from assess.base.text import Text
from assess.frames import frame
from assess.load.labels import labels
from assess.model.day import Day
from assess.speak.languages import speakers
from assess.speak.speakers import Speakers
from assess.speak.values import ArticleNumber, Joined, Label, Stated, Value, blank, phrase
from assess.speak.words import Words
from assess.table import Column, Table, bounds_of, exact, sort_key, span_of
from assess.write.data import csv_text, json_records, records, types
from assess.write.excel.book import Book
from assess.write.excel.sheet import write_sheet
from assess.write.html.table import table_html
from assess.write.terminal import Room, table_lines

ENGLISH = Words(labels(), "en")


@dataclass(frozen=True)
class Row:
    """A row with a value of each kind."""

    article: str
    title: Text
    mark: Stated
    met: int | None
    index: tuple[float, float] | None
    begun: Day | None
    core: bool | None
    laws: tuple[str, ...]


ROWS = (
    Row(
        "1.10",
        Text((("en", "=Fraud"), ("ar", "احتيال"))),
        Stated("met"),
        3,
        (0.5, 0.75),
        Day.parse("2015-06-01"),
        True,
        ("A", "B"),
    ),
    Row(
        "1.2", Text((("en", "Access"),)), Stated("partly"), None, None, Day.parse("1960"), False, ()
    ),
    Row("18 bis", Text(), Stated("met"), 0, (0, 1), Day.parse("1899-05-05"), None, ("C",)),
    Row("2", Text((("en", "Data"),)), Stated("not_met"), 1, (1, 1), Day.parse("by 2008"), True, ()),
)


def _get(key: str):
    return lambda row: getattr(row, key)


COLUMNS = tuple(
    Column(key, kind, label, _get(key))
    for key, kind, label in (
        ("article", "number", Label("excel.columns", "article")),
        ("title", "text", Label("excel.columns", "title")),
        ("mark", "mark", Label("excel.columns", "mark")),
        ("met", "integer", Label("excel.columns", "met")),
        ("index", "index", "Index"),
        ("begun", "day", "Begun"),
        ("core", "flag", Label("excel.columns", "core")),
        ("laws", "ids", "Laws"),
    )
)
TABLE = Table("articles", Label("excel.sheets", "articles"), COLUMNS, ROWS)


def sheet(words: Speakers, table: Table = TABLE):
    """Return the sheet of a table, read back."""
    book = Book(words, {table.key: table.title}, ("start", "end"), "foot")
    write_sheet(book, table)
    packed = io.BytesIO()
    book.workbook.save(packed)
    return load_workbook(packed).worksheets[0]


def test_numbers_and_exact_days_reach_excel_as_such_and_rough_days_with_their_ends() -> None:
    head, *rows = sheet(Speakers([ENGLISH])).iter_rows()
    by_head = [{cell.value: other for cell, other in zip(head, row)} for row in rows]
    first, second, third, fourth = by_head
    assert (first["Index: lowest"].value, first["Index: highest"].value) == (0.5, 0.75)
    assert first["Index: lowest"].number_format == "0 %"
    assert first["Begun"].value == datetime(2015, 6, 1) and first["Begun"].is_date
    assert first["Begun: earliest"].value is None
    assert second["Begun"].value == "1960" and not second["Begun"].is_date
    assert second["Begun: earliest"].value == datetime(1960, 1, 1)
    assert second["Begun: latest"].value == datetime(1960, 12, 31)
    assert third["Begun"].value == "5 May 1899"  # Excel knows no day before 1900
    assert fourth["Begun: earliest"].value is None
    assert fourth["Begun: latest"].value == datetime(2008, 12, 31)
    assert first["Title"].value == "=Fraud" and first["Title"].data_type == "s"
    assert [row["Article"].value for row in by_head] == ["1.10", "1.2", "18 bis", "2"]
    assert [row["Core"].value for row in by_head] == ["yes", "no", None, "yes"]
    assert first["Mark"].fill.start_color.rgb[2:] == ENGLISH.mark(Stated("met")).fill


def test_a_sheet_in_several_languages_says_once_what_they_say_alike() -> None:
    read = sheet(Speakers(speakers("en,ar")))
    heads = [cell.value for cell in read[1]]
    assert heads[:2] == ["Article / المادة", "Title / العنوان الكامل"]
    assert [read.cell(2, at).value for at in (1, 2)] == ["1.10", "=Fraud\n\u202bاحتيال\u202c"]
    assert read.cell(3, 2).value == "Access"


def test_a_column_in_which_nothing_stands_is_left_out_and_an_empty_table_says_so() -> None:
    none = Column("none", "text", "None", lambda row: None)
    assert [
        cell.value
        for cell in sheet(Speakers([ENGLISH]), Table("t", "T", (COLUMNS[0], none), ROWS))[1]
    ] == ["Article"]
    empty = sheet(Speakers([ENGLISH]), Table("t", "T", (COLUMNS[0], none), (), empty="Nothing."))
    assert [[cell.value for cell in row] for row in empty.iter_rows()] == [
        ["Article", "None"],
        ["Nothing.", None],
    ]


def test_data_have_one_type_a_column_a_key_to_sort_by_and_the_ends_of_days() -> None:
    assert types(COLUMNS) == {
        "article": "text",
        "article_sort": "text",
        "title": "text",
        "mark": "text",
        "met": "integer",
        "index_low": "number",
        "index_high": "number",
        "begun": "text",
        "begun_earliest": "date",
        "begun_latest": "date",
        "core": "flag",
        "laws": "list",
    }
    rows = records(TABLE, ENGLISH)
    assert [row["article"] for row in sorted(rows, key=lambda row: row["article_sort"])] == [
        "1.2",
        "1.10",
        "2",
        "18 bis",
    ]
    assert [(row["begun"], row["begun_earliest"], row["begun_latest"]) for row in rows] == [
        ("2015-06-01", date(2015, 6, 1), date(2015, 6, 1)),
        ("1960", date(1960, 1, 1), date(1960, 12, 31)),
        ("1899-05-05", date(1899, 5, 5), date(1899, 5, 5)),
        ("by 2008", None, date(2008, 12, 31)),
    ]
    assert rows[0]["mark"] == "met" and rows[2]["title"] is None
    assert json_records(TABLE, ENGLISH)[0]["begun_latest"] == "2015-06-01"
    head, first, *_ = csv_text(TABLE, ENGLISH).splitlines()
    assert head == ",".join(types(COLUMNS)) and "'=Fraud" in first and "A; B" in first


def test_a_frame_has_categories_dates_and_missing_numbers() -> None:
    found = frame(TABLE, ENGLISH)
    assert list(found.columns) == list(types(COLUMNS))
    assert found["mark"].dtype == "category" and found["met"].dtype == "Int64"
    assert found["met"].isna().tolist() == [False, True, False, False]
    assert str(found["begun_earliest"].dtype).startswith("datetime64")
    assert found["begun_latest"].dt.year.tolist() == [2015, 1960, 1899, 2008]
    assert found["index_high"].sum() == pytest.approx(2.75)
    assert found["laws"].tolist() == [["A", "B"], [], ["C"], []]
    assert frame(Table("t", "T", COLUMNS, ()), ENGLISH).empty


def test_a_table_as_html_and_as_lines() -> None:
    page = table_html(TABLE, Speakers(speakers("ar,en")))
    assert page.count("<tr>") == 5 and '<div lang="ar" dir="rtl">احتيال</div>' in page
    assert "&lt;" not in page and "background:#12513A" in page
    listed = list(table_lines(TABLE, ENGLISH, {"article": Room(8, True, " ")}))
    assert len(listed) == 4 and listed[0].startswith("    1.10 =Fraud")


@pytest.mark.parametrize(
    "number, wanted",
    [("1.2", "1.10"), ("2", "10"), ("3", "3 bis"), ("3 bis", "4"), ("9(1)", "10(1)")],
)
def test_keys_sort_numbers_as_lawyers_count(number: str, wanted: str) -> None:
    first, second = sort_key(number), sort_key(ArticleNumber(wanted))
    assert first and second and first < second
    assert sort_key("") is None and sort_key(None) is None


def test_ends_of_days_and_indices() -> None:
    assert span_of(Day.parse("unknown")) == (None, None) and exact(Day.parse("2015-06")) is None
    assert exact(date(2015, 6, 1)) == date(2015, 6, 1) and span_of("2015") == (None, None)
    assert bounds_of((0, 1)) == (0, 1) and bounds_of(("a", "b")) is None and bounds_of(None) is None


@pytest.mark.parametrize(
    "value, wanted",
    [
        ("", True),
        (None, True),
        (Text(), True),
        (Joined(("", Text())), True),
        (Joined(("", "x")), False),
        (phrase("sentences.none_short"), False),
    ],
)
def test_what_is_blank(value: Value, wanted: bool) -> None:
    assert blank(value) is wanted
