"""The Excel workbook, read back: nothing of the case is lost, and nothing in it makes Excel repair it."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import TODAY
from openpyxl import Workbook, load_workbook
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.cell_range import CellRange
from pages import in_arabic, replace

from assess.base.problems import LexgapError
from assess.country import build_view
from assess.country.excel import write
from assess.country.types import CommentAnswer
from assess.load.labels import labels
from assess.rating.force import Reading
from assess.speak.speakers import Speakers
from assess.speak.words import Words
from assess.table import Column, Table
from assess.write.excel.book import (
    COMPLEX,
    LONGEST,
    Book,
    Styles,
    apart,
    can_lead,
    sheet_titles,
    unique,
)
from assess.write.excel.sheet import lines, write_sheet
from assess.write.word.direction import marked

READINGS = {
    "2016": Reading(date(2016, 1, 1)),
    "bill": Reading(date(2019, 1, 1), ("JO-BILL-2017-09",)),
    "today": Reading(TODAY),
}
TABLES = (
    "Articles",
    "Elements",
    "Citations",
    "Laws",
    "Provisions",
    "Recommendations",
    "Reverse",
    "Comments",
    "Context",
    "Drafting",
    "Criteria",
    "Sources",
)
HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "#N/A",
    "a\x00\x07b\ud800c\ufffed",
    '5 < 6 & 7 > "2"',
    "{{ x }} {% y %}",
    "one\ntwo",
    "  kept  ",
)


@pytest.fixture(scope="module")
def views(jordan):
    return {name: build_view(jordan, reading, "en", TODAY) for name, reading in READINGS.items()}


@pytest.fixture(scope="module")
def little(small):
    """A view of the small case, to be changed and written."""
    return build_view(small, READINGS["2016"], "en", TODAY)


@pytest.fixture(scope="module")
def files(views, tmp_path_factory):
    folder = tmp_path_factory.mktemp("excel")
    for name, view in views.items():
        write(view, None, folder / f"{name}.xlsx")
    return folder


@pytest.fixture(scope="module", params=READINGS)
def both(request, views, files):
    """A view and its workbook, read back."""
    return views[request.param], load_workbook(files / f"{request.param}.xlsx")


def rows(sheet) -> list[dict[str, object]]:
    """Return the rows of a table sheet by header; an empty cell is an empty text."""
    header, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(header, ("" if value is None else value for value in row))) for row in body]


def saved(view, folder: Path):
    write(view, None, folder / "out.xlsx")
    return load_workbook(folder / "out.xlsx")


def follow(book, cell):
    """Return the cell that a cell leads to."""
    title, _, place = cell.hyperlink.location.rpartition("!")
    return book[title.strip("'").replace("''", "'")][place]


def column(sheet, header: str) -> str:
    return next(cell.column_letter for cell in sheet[1] if cell.value == header)


# --- nothing is lost -------------------------------------------------------------------------------------------------


def test_every_sheet_is_there_in_order(both):
    view, book = both
    wanted = ["Cover", "Summary", *TABLES, "Method"]
    if view.unanswered:
        wanted.insert(wanted.index("Reverse"), "Gaps left open")
    if view.ahead:
        wanted.insert(wanted.index("Drafting"), "After this day")
    assert book.sheetnames == wanted


def test_every_article_stands_with_its_rating_and_what_decided_it(both):
    view, book = both
    read = rows(book["Articles"])
    headers = ("Article", "Rating", "Rating in words", "What decided the rating")
    assert [tuple(row[header] for header in headers) for row in read] == [
        (
            one.number,
            one.mark.letter,
            one.mark.label,
            "\n".join(
                (
                    one.lead,
                    *(
                        f"– {two.name} ({two.element})" + (f": {two.text}" if two.text else "")
                        for two in one.reasons
                    ),
                )
            ),
        )
        for one in view.articles
    ]
    assert [row.get("How far", "") for row in read] == [one.reach for one in view.articles]
    assert all(
        text.text in row["Analysis"]
        for row, one in zip(read, view.articles)
        for text in one.analyses
    )
    assert all(
        one.unknown_note == row.get("In force and not read", "")
        for row, one in zip(read, view.articles)
    )


def test_every_element_stands_with_its_state_missing_text_and_note(both):
    view, book = both
    read = rows(book["Elements"])
    assert len(read) == len(view.elements) == view.instrument.elements
    for row, one in zip(read, view.elements):
        assert (row["Element"], row["Mark"], row["State"]) == (
            one.id,
            one.mark.letter,
            one.mark.label,
        )
        assert row["Short name"] == one.name != one.id
        assert (row["What is missing"], row["Note"], row["Evidence"]) == (
            one.missing,
            one.note,
            one.evidence,
        )
        assert row.get("In force and not read", "") == one.unseen
        assert row.get("Known at least", "") == (one.floor.label if one.floor else "")
        assert all(
            line.provision in row["Cited, but not counting on this day"]
            and line.force in row["Cited, but not counting on this day"]
            for line in one.others
        )


def test_every_citation_stands_counted_or_not_and_says_why(both, jordan):
    view, book = both
    read = rows(book["Citations"])
    later = view.ahead.citations if view.ahead else ()
    assert (
        len(read)
        == len(view.citations)
        == sum(len(one.citations) for one in jordan.findings) - len(later)
    )
    for row, one in zip(read, view.citations):
        assert (row["Element"], row["Article"], row["Short name"], row["Provision"]) == (
            one.element,
            one.article,
            one.name,
            one.provision,
        )
        assert row["Counts"] == ("yes" if one.counts else "no")
        assert (row["Why"], row["Mark"], row["What it says"]) == (
            one.force,
            one.mark.letter,
            one.summary,
        )
        assert (row["What is missing"], row["Note"], row["Sources"]) == (
            one.missing,
            one.note,
            one.sources,
        )
        assert [row["Reference"], *filter(None, row["Further references"].split("\n"))] == list(
            one.references
        )
    assert {row["Counts"] for row in read} == {"yes", "no"}


def test_laws_provisions_and_the_reverse_table_are_whole(both):
    view, book = both
    assert [row["Id"] for row in rows(book["Laws"])] == [one.id for one in view.laws]
    assert [row["Note"] for row in rows(book["Laws"])] == [one.note for one in view.laws]
    read = rows(book["Provisions"])
    assert [(row["Reference"], row["What it says"], row["Penalty"]) for row in read] == [
        (one.reference, one.summary, one.penalty) for one in view.provisions
    ]
    read = rows(book["Reverse"])
    assert [(row["Treatment"], row["Concern"], row["Suggestion"]) for row in read] == [
        (one.treatment, one.concern, one.suggestion) for one in view.provisions
    ]


def test_what_begins_later_stands_in_a_sheet_of_its_own(views, files):
    book, found = load_workbook(files / "2016.xlsx"), views["2016"].ahead
    read = rows(book["After this day"])
    by_block = {
        block: [row for row in read if row["Subject"] == block]
        for block in {row["Subject"] for row in read}
    }
    assert [row["Law id"] for row in by_block["Law or bill"]] == [one.id for one in found.laws]
    assert [row["Text"] for row in by_block["End of a law of this day"]] == list(found.endings)
    assert [(row["Reference"], row["Text"]) for row in by_block["Provision"]] == [
        (one.reference, one.summary) for one in found.provisions
    ]
    assert [(row["Element"], row["Short name"], row["Note"]) for row in by_block["Citation"]] == [
        (one.element, one.name, one.note) for one in found.citations
    ]
    assert [row["Text"] for row in by_block["Statement"]] == [one.text for one in found.statements]
    assert len(by_block["Reading of a later day"]) == 2 * (35 + 2)
    later = {row["Law id"] for row in by_block["Law or bill"]}
    assert "JO-2023-17" in later and not later & {row["Id"] for row in rows(book["Laws"])}


def test_recommendations_sources_context_and_drafting_are_whole(both):
    view, book = both
    assert [(row["Id"], row["Gap"], row["Action"]) for row in rows(book["Recommendations"])] == [
        (one.id, one.gap, one.action) for one in (*view.steps, *view.to_check)
    ]
    assert [row.get("To check first", "") for row in rows(book["Recommendations"])] == [
        *([""] * len(view.steps)),
        *(one.check for one in view.to_check),
    ]
    assert [tuple(row.values()) for row in rows(book["Sources"])] == list(view.sources)
    blocks = (
        *view.legal_system,
        *view.authorities,
        *view.practice,
        *view.treaties,
        *view.reservations,
    )
    read = rows(book["Context"])
    assert [row["Text"] for row in read if row["Subject"] != "Acts of a Party"] == [
        one.text for one in blocks
    ]
    acts = [row for row in read if row["Subject"] == "Acts of a Party"]
    assert [row["Text"].split("\n")[0] for row in acts] == [
        *filter(None, (view.acts_note,)),
        *(f"{one.mark.letter} {one.mark.label}" for one in view.acts),
    ]
    assert [row["The duty in plain words"] for row in rows(book["Drafting"])] == [
        one.duty for one in view.articles
    ]
    for row, one in zip(rows(book["Criteria"]), view.elements):
        assert {grade: text for grade, text in row.items() if grade in dict(one.criteria)} == dict(
            one.criteria
        )


def test_the_method_holds_rule_legend_limits_remarks_and_recipe(both):
    view, book = both
    said = {cell.value for row in book["Method"].iter_rows() for cell in row if cell.value}
    assert {text for _, paragraphs in view.method for text in paragraphs} <= said
    assert {text for pair in view.recipe for text in pair} <= said
    assert {f"• {text}" for text in view.limits} <= said and {
        one.text for one in view.remarks
    } <= said
    assert {mark.letter for mark in view.legend} | {mark.label for mark in view.legend} <= said


def test_comments_and_replies_are_whole(little, tmp_path):
    comments = (
        CommentAnswer(
            "K1", "2.take", "Ministry", "1 May 2026", "We disagree.", "Noted.", "2 May 2026"
        ),
        CommentAnswer("K2", "3", "Ministry", "1 May 2026", "=Agreed", "", ""),
    )
    book = saved(replace(little, comments=comments), tmp_path)
    read = rows(book["Comments"])
    assert [row["Comment"] if "Comment" in row else row["Text"] for row in read] == [
        "We disagree.",
        "=Agreed",
    ]
    assert read[0]["Reply"] == "Noted." and read[1]["Reply"] == ""
    # the article cell of that element's row
    assert follow(book, book["Comments"]["B2"]).value == "2"
    assert follow(book, book["Comments"]["B3"]).value == "3"


def test_an_empty_table_says_so_and_keeps_a_row(little, tmp_path):
    view = replace(little, recommendations=(), comments=(), comment_state="Not asked yet.")
    book = saved(view, tmp_path)
    assert book["Comments"]["A2"].value == "Not asked yet."
    assert book["Recommendations"]["A2"].value == "No recommendation in this reading."
    assert book["Recommendations"].tables["T_recommendations"].ref.endswith("2")


# --- marks, charts, links --------------------------------------------------------------------------------------------


def test_marks_have_their_colours_beside_the_letter(both):
    view, book = both
    for title, header, marks in (
        ("Articles", "Rating", [one.mark for one in view.articles]),
        ("Elements", "Mark", [one.mark for one in view.elements]),
    ):
        cells = [
            book[title][f"{column(book[title], header)}{row}"] for row in range(2, len(marks) + 2)
        ]
        assert [
            (cell.value, cell.fill.start_color.rgb[2:], cell.font.color.rgb[2:]) for cell in cells
        ] == [(mark.letter, mark.fill, mark.ink) for mark in marks]


def test_the_summary_counts_what_the_view_counts(both):
    view, book = both
    sheet = book["Summary"]
    said = {(row[0].value, row[1].value, row[2].value) for row in sheet.iter_rows(max_col=3)}
    for one in (*view.states, *view.safeguard_states):
        assert (f"{one.mark.letter} {one.mark.label}", one.number, one.of) in said
    strip = [
        cell.value
        for row in sheet.iter_rows(min_col=2)
        for cell in row
        if cell.hyperlink and "Articles" in cell.hyperlink.location
    ]
    assert sorted(strip) == sorted(one.number for one in view.articles)
    texts = [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert view.index in texts and view.safeguards_index in texts
    if view.scenarios:
        assert set(view.scenarios.titles) | {
            text for _, row in view.scenarios.totals for text in row
        } <= set(texts)
    assert {f"• {text}" for text in view.results} <= set(texts)
    assert sum(
        bill.name in text for bill in view.bills for text in texts if "this reading" in text
    ) >= len(view.bills)


def test_charts_take_their_numbers_from_the_sheet_in_the_colours_of_the_marks(both):
    view, book = both
    parts, states, safeguards = book["Summary"]._charts
    assert parts.grouping == "stacked" and len(parts.series) == len(view.ratings)
    assert [series.graphicalProperties.solidFill.srgbClr for series in parts.series] == [
        one.mark.fill for one in view.ratings
    ]
    for chart, counts in ((states, view.states), (safeguards, view.safeguard_states)):
        series = chart.series[0]
        place = series.val.numRef.f.rpartition("!")[2]
        first, last = (
            int(cell.rpartition("$")[2])
            for cell in (place.partition(":")[0], place.rpartition(":")[2])
        )
        assert [book["Summary"][f"B{row}"].value for row in range(first, last + 1)] == [
            one.number for one in counts
        ]
        assert [int(point.v) for point in series.val.numRef.numCache.pt] == [
            one.number for one in counts
        ]
        assert [point.spPr.solidFill.srgbClr for point in series.dPt] == [
            one.mark.fill for one in counts
        ]


def test_links_lead_from_rating_to_element_to_citation_to_provision_to_law(both):
    view, book = both
    ratings, elements, cited = book["Articles"], book["Elements"], book["Citations"]
    for row, one in enumerate(view.articles, start=2):
        target = follow(book, ratings[f"{column(ratings, 'Rating in words')}{row}"])
        assert (target.parent.title, target.value) == ("Elements", one.number)
    for row, one in enumerate(view.elements, start=2):
        cell = elements[f"B{row}"]
        assert bool(cell.hyperlink) == bool(one.citations or one.others)
        if cell.hyperlink:
            target = follow(book, cell)
            assert target.parent.title == "Citations" and cited[f"B{target.row}"].value == one.id
    for row, one in enumerate(view.citations, start=2):
        target = follow(book, cited[f"{column(cited, 'Reference')}{row}"])
        assert (target.parent.title, target.value) == ("Provisions", one.references[0])
    for row, one in enumerate(view.provisions, start=2):
        assert follow(book, book["Provisions"][f"B{row}"]).value == one.law


# --- what makes Excel repair a file ----------------------------------------------------------------------------------


def test_tables_have_unique_names_and_headers_that_match_their_cells(both):
    _, book = both
    names = []
    for title in TABLES:
        sheet = book[title]
        (table,) = sheet.tables.values()
        names.append(table.displayName.casefold())
        headers = [cell.value for cell in sheet[1]]
        assert (
            table.autoFilter.ref == table.ref == sheet.dimensions.replace("$", "")
            and sheet.max_row >= 2
        )
        assert [one.name for one in table.tableColumns] == headers and all(
            isinstance(one, str) for one in headers
        )
        assert len({header.casefold() for header in headers}) == len(headers)
        assert (
            sheet.freeze_panes
            and sheet.freeze_panes.endswith("2")
            and sheet.print_title_rows == "$1:$1"
        )
    assert len(set(names)) == len(names)


def test_no_column_is_empty_and_every_row_is_high_enough(both):
    _, book = both
    for title in TABLES:
        sheet = book[title]
        if sheet.max_row == 2:
            continue
        for cells in sheet.iter_cols():
            assert any(cell.value is not None for cell in cells[1:]), (title, cells[0].value)
            width = sheet.column_dimensions[cells[0].column_letter].width
            assert 5 < width <= 130
            for cell in cells[1:]:
                if isinstance(cell.value, str):  # as wide letters as these fonts have on average
                    needed = -(-len(cell.value) * 4.4 // (width * 7)) * 11
                    assert sheet.row_dimensions[cell.row].height >= min(needed, 400), (
                        title,
                        cell.coordinate,
                    )


def test_the_parts_of_the_file_hold_no_macro_formula_or_outside_link(files):
    for path in files.glob("*.xlsx"):
        with zipfile.ZipFile(path) as parts:
            names = parts.namelist()
            assert len(set(names)) == len(names) and not [
                name for name in names if "vba" in name or "external" in name
            ]
            for name in names:
                text = parts.read(name).decode()
                ElementTree.fromstring(text)
                assert 'TargetMode="External"' not in text
                if "/worksheets/sheet" in name:
                    assert "<f>" not in text and text.count("<hyperlink ") < 65_530
                # a value here is an element's text; as an attribute Excel refuses it
                if "/charts/" in name:
                    assert "<separator val" not in text


def test_page_heads_are_short_and_merged_cells_apart(both):
    view, book = both
    for sheet in book:
        assert len(str(sheet.oddHeader)) < 255 and len(str(sheet.oddFooter)) < 255
        assert (
            view.country in sheet.oddHeader.left.text and view.as_of in sheet.oddHeader.right.text
        )
        assert sheet.page_setup.fitToHeight == 0 and (
            sheet.sheet_properties.pageSetUpPr.fitToPage
            or sheet.page_setup.scale == 60
            and sheet.print_title_cols
        )
        ranges = [CellRange(str(one)) for one in sheet.merged_cells.ranges]
        seen = [cell for one in ranges for row in one.rows for cell in row]
        assert len(set(seen)) == len(seen)
    assert {book[title].page_setup.orientation for title in TABLES} == {"landscape"}


def test_texts_come_out_as_typed_and_never_as_formulas(little, tmp_path):
    view = little
    law = view.laws[0]
    laws = tuple(replace(law, id=f"L{number}", note=text) for number, text in enumerate(HOSTILE))
    book = saved(replace(view, laws=laws), tmp_path)
    sheet = book["Laws"]
    cells = [sheet[f"{column(sheet, 'Note')}{row}"] for row in range(2, len(HOSTILE) + 2)]
    assert [cell.value for cell in cells] == [*HOSTILE[:5], "abcd", *HOSTILE[6:]]
    assert (
        all(cell.data_type == "s" for cell in cells[5:])
        and [cell.quotePrefix for cell in cells[:4]] == [True] * 4
    )
    with zipfile.ZipFile(tmp_path / "out.xlsx") as parts:
        text = parts.read("xl/worksheets/sheet6.xml").decode()
    assert "<f>" not in text and 't="e"' not in text and text.count('t="inlineStr"') > len(HOSTILE)


def test_ids_are_text(both):
    _, book = both
    for title, header in (
        ("Articles", "Article"),
        ("Elements", "Element"),
        ("Elements", "Paragraph"),
        ("Citations", "Reference"),
        ("Laws", "Id"),
        ("Provisions", "Provision"),
    ):
        cells = book[title][column(book[title], header)][1:]
        assert {(cell.number_format, cell.data_type) for cell in cells} == {("@", "s")}


def test_a_text_longer_than_a_cell_is_cut_and_says_so(little, tmp_path):
    view = little
    long = "\U0001d11e" * LONGEST
    book = saved(replace(view, laws=(replace(view.laws[0], note=long),)), tmp_path)
    value = book["Laws"][f"{column(book['Laws'], 'Note')}2"].value
    assert len(value.encode("utf-16-le")) // 2 <= LONGEST
    kept = value.count("\U0001d11e")
    assert value.endswith(
        f"[cut here: {len(long) - kept} more characters stand in the files of the case]"
    )


def test_escapes_that_excel_would_read_are_escaped(little, tmp_path):
    view = little
    write(
        replace(view, laws=(replace(view.laws[0], note="a_x0041_b"),)), None, tmp_path / "out.xlsx"
    )
    with zipfile.ZipFile(tmp_path / "out.xlsx") as parts:
        assert "a_x005F_x0041_b" in parts.read("xl/worksheets/sheet6.xml").decode()


def test_names_of_sheets_and_headers():
    titles = sheet_titles(
        {
            "a": "Law: [old]/new?",
            "b": "Ein sehr langer Name für ein Blatt, Teil eins",
            "d": "'",
            "c": "Ein sehr langer Name für ein Blatt, Teil zwei",
        }
    )
    assert titles["a"] == "Law   old  new" and titles["d"] == "d"
    assert len(set(titles.values())) == 4 and max(map(len, titles.values())) == 31
    assert unique(["Note", "note", "Note"]) == ["Note", "note 2", "Note 3"]


@pytest.mark.parametrize(
    "text, width, wanted",
    [
        ("", 10, 1),
        ("short", 10, 1),
        ("one\ntwo\nthree", 40, 3),
        ("16.1.confidentiality, " * 4, 20, 4),
        ("字" * 40, 20, 4),
    ],
)
def test_lines_of_a_text(text, width, wanted):
    assert lines(text.strip(), width) == wanted


# --- direction, properties, writing ----------------------------------------------------------------------------------


def test_right_to_left(little, tmp_path):
    view = replace(
        in_arabic(little),
        country="الأردن",
        laws=(replace(little.laws[0], title="قانون الجرائم الإلكترونية"),),
    )
    book = saved(view, tmp_path)
    assert all(sheet.sheet_view.rightToLeft for sheet in book)
    assert all("الأردن" in sheet.oddHeader.right.text for sheet in book)
    laws = book[view.labels.excel.sheets.laws]
    assert laws["C2"].alignment.readingOrder == 2 and laws["A2"].alignment.readingOrder == 1
    assert laws["A2"].alignment.horizontal == "right"
    assert {
        chart.y_axis.scaling.orientation for chart in book[view.labels.excel.sheets.summary]._charts
    } == {"maxMin"}


@pytest.fixture(scope="module")
def arabic(jordan, tmp_path_factory):
    """The workbook in Arabic, read back; its titles by the keys of the sheets."""
    view = build_view(jordan, READINGS["today"], "ar", TODAY)
    return saved(view, tmp_path_factory.mktemp("arabic")), view.labels.excel.sheets


def test_an_arabic_workbook_is_arabic_throughout(arabic):
    book, titles = arabic
    assert book.sheetnames == [titles[key] for key in titles if titles[key] in book.sheetnames]
    for sheet in book:
        assert sheet.sheet_view.rightToLeft
        heads = [cell.value for cell in sheet[1]] if sheet.tables else []
        texts = [
            sheet.title,
            *heads,
            *(
                part.text
                for part in (sheet.oddHeader.left, sheet.oddHeader.right, sheet.oddFooter.right)
            ),
        ]
        for text in texts:
            assert re.search("[\u0621-\u064a]", text) and not re.search("[A-Za-z]", text), text
        for part in (sheet.oddHeader.left, sheet.oddHeader.right, sheet.oddFooter.right):
            assert (part.text[0], part.text[-1], part.font) == (
                "\u202b",
                "\u202c",
                f"{COMPLEX},Regular",
            )
        assert {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value} == {
            COMPLEX
        }


def test_texts_of_an_arabic_workbook_keep_their_order(arabic):
    book, _ = arabic
    mixed = 0
    for sheet in book:
        for cell in (
            cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)
        ):
            turned = len(re.findall("[\u0590-\u08ff]", cell.value))
            if cell.hyperlink:  # LibreOffice would draw the digits alone
                assert not turned or not re.search(r"\d", cell.value), cell.value
            if not turned:
                assert cell.alignment.readingOrder == 1, cell.value
            found = turned and re.search(r"\d\([A-Za-z\d]+\)(?!\u200e|\(|\w)", cell.value)
            mixed += bool(turned and re.search(r"\u200e\d+\(", cell.value))
            assert not found or cell.alignment.readingOrder == 1 or cell.row == 1, cell.value
    assert mixed > 100


def pages(sheet) -> float:
    """Return how many landscape pages of A3 a table takes in print, more or less."""
    wide = 0.75 * sum(7 * one.width + 5 for one in sheet.column_dimensions.values())
    high = sum(sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1))
    whole = sheet.sheet_properties.pageSetUpPr.fitToPage
    scale = min(1133 / wide, 1) if whole else sheet.page_setup.scale / 100
    return (1 if whole else 2) * high * scale / 745


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("Ministry of X, 7 نيسان 2025: نص", "Ministry of X\u200f, 7 نيسان 2025: نص"),
        ("Ministry of X، 7 نيسان", "Ministry of X\u200f، 7 نيسان"),
        ("Articles 2, 3, 5 من", "Articles 2, 3, 5\u200f من"),
        ("نص Act, 2015", "نص Act, 2015"),
    ],
)
def test_a_day_behind_a_latin_name_stays_with_its_month(text, wanted):
    assert marked(text) == wanted


def test_no_line_ends_between_a_number_and_its_percent_sign(arabic):
    shares = [
        cell.value
        for sheet in arabic[0]
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and re.search(r"^(\u200f|\u200e|من )*\d+\s%", cell.value)
    ]
    assert len(shares) > 3 and not [one for one in shares if re.search(r"\d %", one)]


@pytest.mark.parametrize(
    "text, leads",
    [
        ("٥", True),
        ("٢٫٥", False),
        ("المادة", True),
        ("المادة 5", False),
        ("5", True),
        ("المادة ٥", False),
        ("R04", True),
    ],
)
def test_what_can_lead(text, leads):
    assert can_lead(text) == leads


def test_an_arabic_workbook_takes_as_many_pages_as_an_english_one(arabic, files):
    book, _ = arabic
    other = load_workbook(files / "today.xlsx")
    one, two = (
        sum(
            pages(sheet)
            for sheet in both
            if sheet.page_setup.paperSize == "8" or sheet.page_setup.paperSize == 8
        )
        for both in (book, other)
    )
    assert 50 < two < 200 and 0.85 < one / two < 1.15
    assert all(sheet.page_setup.fitToWidth == 1 for both in (book, other) for sheet in both)


def test_texts_of_charts_run_from_the_right(arabic, tmp_path):
    book, titles = arabic
    charts = book[titles.summary]._charts
    assert charts
    for chart in charts:
        for text in (chart.title.tx.rich, chart.x_axis.txPr, chart.y_axis.txPr):
            assert text.p[0].pPr.rtl and text.p[0].pPr.defRPr.cs.typeface == COMPLEX
        assert (chart.y_axis.scaling.orientation, chart.x_axis.scaling.orientation) == (
            "maxMin",
            "maxMin",
        )


def test_the_sheet_somewhat_too_wide_is_squeezed_and_the_far_too_wide_goes_on():
    titles = {"context": "Context", "laws": "Laws"}
    book = Book(Speakers([Words(labels(), "en")]), titles, ("start", "end"), "foot")

    def table(key: str, width: float) -> Table:
        columns = tuple(
            Column(f"c{at}", "text", f"H{at}", lambda row: row, width) for at in range(12)
        )
        return Table(key, key, columns, ["word " * 60], wide=True)

    fits = write_sheet(book, table("laws", 30))
    assert fits.sheet_properties.pageSetUpPr.fitToPage
    assert (
        0.97 < 0.75 * sum(7 * one.width + 5 for one in fits.column_dimensions.values()) / 1888 <= 1
    )
    wide = write_sheet(book, table("context", 60))
    assert not wide.sheet_properties.pageSetUpPr.fitToPage and wide.page_setup.scale == 60
    assert wide.print_title_cols == "$A:$A"


def test_properties_of_the_document(both):
    view, book = both
    about = book.properties
    assert (about.title, about.creator, about.identifier) == (
        view.title,
        view.assessed_by,
        view.digest,
    )
    assert (
        view.as_of in about.description
        and about.language == "en"
        and view.country in about.keywords
    )


def test_the_same_view_gives_the_same_sheets(little, tmp_path):
    for name in ("once", "again"):
        write(little, None, tmp_path / f"{name}.xlsx")
    with (
        zipfile.ZipFile(tmp_path / "once.xlsx") as one,
        zipfile.ZipFile(tmp_path / "again.xlsx") as two,
    ):
        assert all(
            one.read(name) == two.read(name)
            for name in one.namelist()
            if not re.search("docProps", name)
        )


def test_what_cannot_be_written_is_a_problem_and_leaves_the_old_file(little, tmp_path, monkeypatch):
    with pytest.raises(LexgapError) as caught:
        write(little, None, tmp_path / "missing" / "out.xlsx")
    assert [one.code for one in caught.value.problems] == ["output-not-written"]
    old = tmp_path / "out.xlsx"
    old.write_bytes(b"old")

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("assess.base.output.os.replace", refuse)
    with pytest.raises(LexgapError) as caught:
        write(little, None, old)
    assert caught.value.problems[0].words["why"] == "Permission denied"
    assert old.read_bytes() == b"old" and [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_a_look_that_cells_share_changes_for_one_of_them_apart() -> None:
    styles = Styles(Workbook(), rtl=False)
    sheet = Workbook().create_sheet()
    pair = [sheet.cell(1, column) for column in (1, 2)]
    for cell in pair:
        cell._style = styles.array("plain")
    with pytest.raises(TypeError, match="apart"):
        pair[0].number_format = "0.00"
    apart(pair[0]).number_format = "0.00"
    assert [cell.number_format for cell in pair] == ["0.00", "General"]
    assert hash(styles.array("plain")) == hash(StyleArray(styles.array("plain")))
