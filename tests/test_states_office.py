"""The comparison of States in Word and Excel: every rating and provision is there, reports never pass for ratings."""

from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import etree
from statesviews import changed, states_view

from assess.app.states import faults_of
from assess.base import paths
from assess.base.problems import LexgapError
from assess.base.text import Text
from assess.load.labels import labels
from assess.reports import write_states
from assess.speak.languages import pages
from assess.speak.marks import Mark
from assess.speak.page import Page, value_of
from assess.speak.values import Verbatim
from assess.speak.words import REPORTED
from assess.states import parts as states_parts
from assess.states import word as states_word
from assess.states.figures import figures
from assess.states.gather import gather, with_profiles
from assess.states.load import Task
from assess.states.places import GROUPS
from assess.states.profiles import load_profiles
from assess.states.types import GroupView, NamedElement
from assess.states.view import states_view as build
from assess.write.excel import patterns
from assess.write.excel.book import can_lead

TODAY = date(2026, 12, 2)
SAID = labels().compared_office
needs_office = pytest.mark.needs("soffice", "pdftotext")
MARKS = "\u200e\u200f"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Write each kind of view once; return the view with its Word document and its workbook, opened."""
    kept: dict[str, tuple] = {}
    views = {
        "few": {},
        "wide": {"assessed": 3, "reported": 18, "articles": 52},
        "hostile": {"hostile": True},
        "rtl": {"language": "ar", "articles": 30},
        "reported": {"assessed": 0},
        "assessed": {"reported": 0},
        "none": {"assessed": 0, "reported": 0, "articles": 0},
        "one": {"assessed": 1, "reported": 0, "articles": 1},
    }

    def make(name: str) -> tuple[Page, Path, Path]:
        if name not in kept:
            view, folder = states_view(**views[name]), tmp_path_factory.mktemp(name)
            kept[name] = (
                view,
                write_states(view, "word", folder, name),
                write_states(view, "excel", folder, name),
            )
        return kept[name]

    return make


def words(element) -> str:
    """Return the text of a piece of Word as it is shown, without marks of direction."""
    said = "".join(
        {qn("w:br"): "\n", qn("w:tab"): "\t"}.get(one.tag, one.text or "")
        for one in element.iter(qn("w:t"), qn("w:br"), qn("w:tab"))
    )
    return said.translate({ord(sign): None for sign in MARKS})


def tables(path: Path) -> list[list[list[str]]]:
    """Return each table of a document as rows of cell texts."""
    return [
        [
            [words(cell) for cell in row.iterchildren(qn("w:tc"))]
            for row in table._tbl.iterchildren(qn("w:tr"))
        ]
        for table in docx.Document(path).tables
    ]


def matrices(path: Path) -> list:
    """Return the tables that are blocks of the matrix."""
    return [
        one
        for one in docx.Document(path).tables
        if one._tbl.tblPr.find(qn("w:tblStyle")).get(qn("w:val")) == "Heat"
    ]


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def sheet_of(path: Path, key: str, said=SAID):
    """Return the sheet of a kind, by its name in the language of the workbook."""
    return openpyxl.load_workbook(path)[said.sheets[key]]


def listed(path: Path, key: str) -> list[dict[str, object]]:
    """Return the rows of a sheet by the heads of its columns, to the end of its table."""
    rows = list(sheet_of(path, key).iter_rows(values_only=True))
    return [dict(zip(rows[0], row)) for row in rows[1:] if row[0] is not None]


@pytest.mark.parametrize("name", ["few", "wide", "rtl", "assessed", "reported", "one"])
def test_word_matrix_has_every_state_and_article(made, name: str) -> None:
    view, word, _ = made(name)
    found: dict[bool, dict[tuple[str, str], tuple[str, str]]] = {False: {}, True: {}}
    order = [False] * len(states_word.blocks(view, states_parts.assessed(view)))
    order += [True] * len(states_word.blocks(view, states_parts.reported(view)))
    assert len(matrices(word)) == len(order)
    for told, table in zip(order, matrices(word)):
        head, *lines = list(table._tbl.iterchildren(qn("w:tr")))
        assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        numbers = [words(cell) for cell in head.iterchildren(qn("w:tc"))][1:]
        assert len(numbers) <= states_word.MOST_COLUMNS
        for line, state in zip(
            lines, [one for one in view.states if one.reported == told], strict=True
        ):
            first, *cells = list(line.iterchildren(qn("w:tc")))
            assert words(first).startswith(state.name) and (
                told or words(first).endswith(state.dated)
            )
            for number, cell in zip(numbers, cells, strict=True):
                shade = cell.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
                found[told][state.key, number] = (
                    words(cell),
                    shade.get(qn("w:fill")),
                    shade.get(qn("w:val")),
                )
    for state in view.states:
        for article, cell in zip(view.articles, state.cells):
            here = found[state.reported].pop((state.key, article.number))
            assert here == (cell.mark.letter, cell.mark.fill, patterns.in_word(cell.mark))
    assert found == {False: {}, True: {}}


@pytest.mark.parametrize("name", ["few", "wide", "rtl", "assessed", "reported", "one", "hostile"])
def test_excel_matrix_has_every_state_and_article(made, name: str) -> None:
    view, _, book = made(name)
    sheet = sheet_of(book, "matrix", view.labels.compared_office)
    seen = []
    for table in sheet.tables.values():
        head, *lines = [[cell.value for cell in row] for row in sheet[table.ref]]
        told = table.displayName == "T_reported"
        assert head[3:] == [one.number for one in view.articles]
        states = [one for one in view.states if one.reported == told]
        assert len(lines) == max(len(states), 1)
        for line, state in zip(lines, states):
            assert flat(line[0]) == flat(state.name) and line[1] == state.dated
            assert line[3:] == [cell.mark.letter for cell in state.cells]
            seen.append(state.key)
    assert sorted(seen) == sorted(one.key for one in view.states)
    assert sheet.freeze_panes == "D3" and sheet.print_title_rows == "$1:$2"


def test_colours_of_the_matrix_follow_the_letters(made) -> None:
    view, _, book = made("few")
    sheet = sheet_of(book, "matrix")
    rules = {
        (str(area.sqref), rule.formula[0]): rule
        for area in sheet.conditional_formatting
        for rule in area.rules
    }
    corners = {
        name: re.fullmatch(r"A(\d+):(\w+)", ref).groups() for name, ref in sheet.tables.items()
    }
    blocks = {name: f"D{int(first) + 1}:{last}" for name, (first, last) in corners.items()}
    for mark in view.legend:
        rule = rules.pop(
            (blocks["T_reported" if mark.key in REPORTED else "T_matrix"], f'"{mark.letter}"')
        )
        assert rule.operator == "equal" and rule.dxf.fill.bgColor.rgb == f"FF{mark.fill}"
        assert (
            rule.dxf.fill.patternType == patterns.in_excel(mark)
            and rule.dxf.font.color.rgb == f"FF{mark.ink}"
        )
    # no letter of a report has a colour among the ratings, nor the other way round
    assert not rules


def test_marks_differ_without_colours() -> None:
    view = states_view()
    ratings, told = states_parts.legends(view)
    for marks in (ratings, told):
        assert len({mark.letter for mark in marks}) == len(marks)
    single = [
        mark for mark in ratings if "-" not in mark.key and mark.key not in ("C", "none", "out")
    ]
    assert len({patterns.in_word(mark) for mark in single} | {"clear"}) == len(single) + 1
    assert patterns.lines(Mark("PC", "", "", "000000", "FFFFFF")) == "383838"


@pytest.mark.parametrize("name", ["few", "wide", "hostile"])
def test_details_are_where_the_matrix_leads(made, name: str) -> None:
    view, _, book = made(name)
    whole = openpyxl.load_workbook(book)
    matrix, details = whole[SAID.sheets["matrix"]], whole[SAID.sheets["details"]]
    rows = listed(book, "details")
    assert len(rows) == len(view.states) * len(view.articles)
    at = {
        cell.value: cell.hyperlink.location
        for row in matrix.iter_rows(max_col=1)
        for cell in row
        if cell.hyperlink
    }
    for number, state in enumerate(view.states):
        title, cell = (
            re.fullmatch(r"'?(.+?)'?!(A\d+)", at[state.name]).groups()
            if state.name in at
            else ("", "")
        )
        assert bool(title) == (len(state.name) <= 50 and can_lead(state.name))
        assert not title or (title == SAID.sheets["details"] and details[cell].value == state.name)
        for article, one in zip(view.articles, state.cells):
            row = rows[number * len(view.articles) + view.articles.index(article)]
            assert (row[SAID.article], row[SAID.mark]) == (article.number, one.mark.letter)
            assert row[SAID.basis] == (
                SAID.basis_reported if state.reported else SAID.basis_assessed
            )
            assert (row.get(SAID.known) or "") == (
                "" if state.reported else f"{one.known} of {one.counted}"
            )
            assert all(element.id in row[SAID.elements] for element in one.elements)


@pytest.mark.parametrize("name", ["few", "hostile"])
def test_every_provision_and_source_is_in_both(made, name: str) -> None:
    view, word, book = made(name)
    rows = listed(book, "provisions")
    shown = Counter(
        (
            row[SAID.article],
            row[SAID.state],
            row[SAID.law],
            row[SAID.number],
            row[SAID.sources],
            row[SAID.what_missing] or "",
            row[SAID.quote] or "",
            row[SAID.note] or "",
        )
        for row in rows
    )
    document = flat("".join(words(table._tbl) for table in docx.Document(word).tables))
    for state in view.states:
        for article, cell in zip(view.articles, state.cells):
            named = cell.provisions or tuple(
                one for element in cell.elements for one in element.provisions
            )
            for one in named:
                key = (
                    article.number,
                    state.name,
                    one.law,
                    one.number,
                    "\n".join(one.sources),
                    one.missing,
                    one.quote,
                    one.note,
                )
                assert shown[key], key
                for text in (
                    f"{one.law}{view.labels.comma}{one.number}",
                    *one.sources,
                    one.missing,
                    one.quote,
                    one.note,
                    one.force,
                ):
                    assert flat(text) in document, text
    assert len(rows) == sum(len(found) for found in states_parts.provisions(view).values())


@pytest.mark.parametrize("name", ["wide"])
def test_denominators_stand_beside_the_numbers(made, name: str) -> None:
    view, word, book = made(name)
    for key, field, total in (
        ("articles", "by_article", SAID.total),
        ("parts", "by_part", SAID.total),
        ("groups", "by_group", SAID.total),
        ("told", "reported_by_article", SAID.total_told),
    ):
        rows, spread = listed(book, key), getattr(view, field)
        assert len(rows) == len(spread)
        for row, one in zip(rows, spread):
            assert row[total] == one.total and row.get(SAID.out) == (
                None if key == "told" else one.out
            )
            assert key != "groups" or row[SAID.states_number] == one.states
            assert {letter: row[letter] for letter in (mark.letter for mark, _ in one.counts)} == {
                mark.letter: number for mark, number in one.counts
            }
            assert sum(number for _, number in one.counts) == one.total
    rows = listed(book, "duties")
    assert [
        (
            row[SAID.name],
            row[SAID.id],
            row[SAID.absent],
            row[SAID.partly],
            row[SAID.counted],
            row[SAID.unknown],
            row[SAID.reserved],
        )
        for row in rows
    ] == [
        (one.name, one.element, one.absent, one.partly, one.counted, one.unknown, one.reserved)
        for one in view.duties
    ]
    lines = [line for table in tables(word) for line in table]
    for one in view.duties:
        assert any(
            line[0].startswith(one.name)
            and line[0].endswith(one.element)
            and line[2:6]
            == [
                f"{one.absent} of {one.counted}",
                str(one.partly),
                str(one.unknown),
                str(one.reserved),
            ]
            for line in lines
        )
    for one in view.by_part:
        counts = "".join(f"\u00a0{mark.letter}\u00a0 {number}   " for mark, number in one.counts)
        assert [one.name, counts, str(one.total), str(one.out)] in lines
    for one in view.by_group:
        assert any(
            line[0] == one.name and line[2:] == [str(one.total), str(one.out), str(one.states)]
            for line in lines
        )


@pytest.mark.parametrize("name", ["few", "reported"])
def test_reports_never_stand_among_ratings(made, name: str) -> None:
    view, word, book = made(name)
    told, ratings = {one.name for one in view.states if one.reported}, {"C", "LC", "PC", "NC"}
    for key in ("tiers", "changes", "dominance"):
        if SAID.sheets[key] in openpyxl.load_workbook(book).sheetnames:
            assert not told & {row[0] for row in sheet_of(book, key).iter_rows(values_only=True)}
    for row in listed(book, "details") + listed(book, "provisions"):
        if row[SAID.basis] == SAID.basis_reported:
            assert not {row.get(SAID.mark), row.get(SAID.rating), row.get(SAID.grade)} & ratings
    for row in listed(book, "states"):
        if row[SAID.basis] == SAID.basis_reported:
            assert row.get(SAID.tier) in (None, "–") and not row.get(SAID.known)
    for table in tables(word):
        if table[0][0] == SAID.state and SAID.tier in table[0]:
            assert not told & {line[0] for line in table}
    headings = [
        words(one._p) for one in docx.Document(word).paragraphs if one.style.style_id == "Heading1"
    ]
    assert any(SAID.matrix_reported in one for one in headings) and any(
        SAID.pages_reported in one for one in headings
    )
    assert any(SAID.matrix in one for one in headings) == (name != "reported")


def test_tiers_ranks_years_changes_and_recipe_are_in_both(made) -> None:
    view, word, book = made("few")
    rows, lines = listed(book, "tiers"), [line for table in tables(word) for line in table]
    for row, one in zip(rows, view.tiers, strict=True):
        bounds = (one.best, one.worst) if one.best else None
        assert (row[SAID.state], row[SAID.tier], row[SAID.ranks]) == (one.name, one.tier, one.ranks)
        assert (row[SAID.from_rank], row[SAID.to_rank]) == (bounds or (None, None))
        assert (row.get(SAID.tier_note) or "") == one.note
        assert any(
            line[:3] == [one.name, one.tier, one.ranks] and one.note in line[-1] for line in lines
        )
    for row, one in zip(listed(book, "years"), view.years, strict=True):
        assert (row[SAID.year], row[SAID.total], row[SAID.share]) == (
            one.year,
            one.total,
            one.share,
        )
        assert (row[SAID.states_number], row[SAID.chart_name]) == (
            one.states,
            f"{one.year} (n = {one.states})",
        )
        assert any(
            line[:2] == [one.year, str(one.states)] and line[3:] == [str(one.total), one.share]
            for line in lines
        )
    changed = listed(book, "changes")
    for row, name in zip(changed[len(view.changes) :], view.not_compared, strict=True):
        assert (
            row[SAID.state] == name
            and not row[SAID.article]
            and "not later than 1 January 2015" in row[SAID.why]
        )
    for row, one in zip(changed[: len(view.changes)], view.changes, strict=True):
        assert tuple(row.values())[:2] == (one.state, one.article) and row[SAID.why] == one.why
        assert [one.article, one.old.letter, one.new.letter, one.why] in lines and [
            one.state
        ] in lines
    assert len(listed(book, "dominance")) == len(view.dominance)
    recipe = [row for row in sheet_of(book, "recipe").iter_rows(values_only=True)]
    for name, text in view.recipe:
        assert [name, text] in lines and any(row[:2] == (name, text) for row in recipe)
    said = "\n".join(words(one._p) for one in docx.Document(word).paragraphs)
    cover = "\n".join(str(row[0]) for row in sheet_of(book, "cover").iter_rows(values_only=True))
    for text in (*view.warnings, view.disclaimer):
        assert text in said and text in cover
    missed = view.labels.compared.not_compared.format(day=view.since, names=view.not_compared[0])
    assert missed in said and SAID.years_lead in said


def test_states_and_columns_are_counted_apart(made) -> None:
    view, word, book = made("few")
    columns = states_parts.assessed(view)
    states = len({one.iso or one.key for one in columns})
    assert (states, len(columns)) == (4, 6)
    cover = [row[:2] for row in sheet_of(book, "cover").iter_rows(values_only=True)]
    lines = [line for table in tables(word) for line in table]
    for name, number in ((SAID.assessed_states, states), (SAID.columns_number, len(columns))):
        assert (name, str(number)) in cover and [name, str(number)] in lines
    assert f"States assessed: {states}, in {len(columns)} columns" in "\n".join(
        str(one[0]) for one in cover
    )
    league = next(
        row for row in listed(book, "members") if row[SAID.group] == "League of Arab States"
    )
    assert (league[SAID.assessed_states], league.get(SAID.reported_states) or 0) == (1, 0)


def test_sources_of_regions_are_told_once() -> None:
    told = [
        GroupView(name, Text.of(name), "region", one.note, ())
        for name, one in GROUPS.items()
        if one.code
    ]
    found = states_word._group_sources(states_view(groups=tuple(told)))
    assert len(told) == 22 and len(found) == 2  # regions and subregions
    assert len({GROUPS[one.id].code for one in told}) == len(told)


def test_every_bar_of_a_chart_has_its_name(made) -> None:
    _, word, book = made("wide")
    whole = openpyxl.load_workbook(book)
    for key in ("told", "articles", "years"):
        (chart,) = whole[SAID.sheets[key]]._charts
        assert chart.x_axis.tickLblSkip == 1
        names = [one.v for one in chart.series[0].cat.strRef.strCache.pt]
        assert all("(n = " in one for one in names) if key == "years" else len(names) == 52
        bars = len(names)
        assert chart.anchor.ext.height / 12_700 > bars * (24 if key != "years" else 15)


def test_charts_show_ranks_and_shares(made) -> None:
    view, word, book = made("few")
    with zipfile.ZipFile(word) as package:
        charts = [
            etree.fromstring(package.read(name))
            for name in package.namelist()
            if re.fullmatch(r"word/charts/[^/]+\.xml", name)
        ]
    numbers = [
        [
            [
                float(one.text)
                for one in series.iter("{*}v")
                if one.getparent().getparent().tag.endswith("numCache")
            ]
            for series in chart.iter("{*}ser")
        ]
        for chart in charts
    ]
    bounds = [(one.best, one.worst) for one in view.tiers if one.best]
    assert [[low - 0.5 for low, _ in bounds], [high - low + 1 for low, high in bounds]] in numbers
    assert len(charts) == 4  # parts, groups, years, ranks
    whole = openpyxl.load_workbook(book)
    drawn = [
        key
        for key in SAID.sheets
        if SAID.sheets[key] in whole.sheetnames and whole[SAID.sheets[key]]._charts
    ]
    assert sorted(drawn) == sorted(("articles", "parts", "groups", "years", "tiers", "told"))


@pytest.mark.parametrize("language", paths.languages())
def test_the_chapter_of_years_is_called_as_it_is_referred_to(language: str) -> None:
    said = labels(language)
    assert said.compared_office.time == said.compared.headings.years
    assert said.compared_office.time in said.compared.repeated


def test_right_to_left(made) -> None:
    view, word, book = made("rtl")
    for sheet in openpyxl.load_workbook(book):
        assert sheet.sheet_view.rightToLeft
    for table in docx.Document(word).tables:
        assert table._tbl.tblPr.find(qn("w:bidiVisual")) is not None
    body = docx.Document(word).element.body
    assert all(
        one.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for one in body.iter(qn("w:p"))
    )
    assert not any(sheet.sheet_view.rightToLeft for sheet in openpyxl.load_workbook(made("few")[2]))
    assert docx.Document(made("few")[1]).tables[0]._tbl.tblPr.find(qn("w:bidiVisual")) is None


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+A1",
        "-A1",
        "@SUM(A1)",
        "a\x00b\x08\x1f\ud800c",
        "x" * 40_000,
        "<w:p>&amp;</w:p> ]]> \"'",
        "{{ 7*7 }} {% if x %} {%p",
        "_x0041_",
    ],
)
def test_hostile_texts_survive(text: str, tmp_path: Path) -> None:
    page, replace, texts = states_view(3, 2, 3), dataclasses.replace, Text.of(text)
    view = value_of(page)
    first = view.states[0]
    cell = first.cells[0]
    element = cell.elements[0]
    provision = next(
        one
        for state in view.states
        for part in state.cells
        for two in part.elements
        for one in two.provisions
    )
    named = replace(
        provision,
        law=texts,
        number=texts,
        quote=Verbatim(texts),
        missing=texts,
        note=texts,
        sources=(texts, text),
    )
    asked = replace(element.answer.asked, name=texts)
    element = replace(
        element,
        provisions=(named,),
        answer=replace(element.answer, asked=asked, remarks=(texts,)),
    )
    why = NamedElement("2.x", texts, texts)
    reasons = tuple(
        replace(one, asked=replace(one.asked, name=texts, shortfall=texts))
        for one in cell.answer.reasons
    )
    cell = replace(
        cell,
        answer=replace(cell.answer, reasons=reasons, override_by=text, override_reason=texts),
        elements=(element, *cell.elements[1:]),
    )
    state = replace(
        first,
        name=texts,
        cells=(cell, *first.cells[1:]),
        treaty=texts,
        treaty_sources=(texts,),
        index=texts,
        assumed=texts,
        stage=texts,
        tier_note=texts,
    )
    tier = replace(view.tiers[0], name=texts, note=texts)
    number, others = view.wrote[0]
    wrote = replace(others[0], name=texts, provisions=(named,), lacks=(why,))
    view = changed(
        page,
        title=texts,
        instrument=texts,
        warnings=(texts,),
        disclaimer=texts,
        method=(texts,),
        recipe=((texts, text),),
        states=(state, *view.states[1:]),
        tiers=(tier, *view.tiers[1:]),
        wrote=((number, (wrote, *others[1:])),),
        parts=(replace(view.parts[0], title=texts), *view.parts[1:]),
        by_part=(replace(view.by_part[0], name=texts), *view.by_part[1:]),
        changes=(replace(view.changes[0], state=texts, why=texts),),
        groups=(replace(view.groups[0], name=texts, source=texts), *view.groups[1:]),
    )
    word, book = (
        write_states(view, "word", tmp_path, "x"),
        write_states(view, "excel", tmp_path, "x"),
    )
    kept = re.sub("[\x00-\x08\x1f\ud800]", "", text)
    said = [words(one) for one in docx.Document(word).element.body.iter(qn("w:p"))]
    assert sum(kept in one for one in said) >= 15
    whole = openpyxl.load_workbook(book)
    with zipfile.ZipFile(book) as package:
        sheets = [
            package.read(name)
            for name in package.namelist()
            if name.startswith("xl/worksheets/sheet")
        ]
    assert not any(b"<f>" in sheet for sheet in sheets)
    cells = [
        cell
        for sheet in whole
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    found = [cell for cell in cells if kept[:32_000] in cell.value.replace("_x005F_", "_")]
    assert len(found) >= 15 and not any(cell.data_type == "f" for cell in cells)
    if kept[0] in "=+-@":
        assert all(cell.style_id and cell.quotePrefix for cell in found if cell.value == kept)


@pytest.mark.parametrize("name", ["none", "one", "reported", "assessed"])
def test_little_to_compare_is_no_fault(made, name: str) -> None:
    _, word, book = made(name)
    assert docx.Document(word).tables and openpyxl.load_workbook(book).sheetnames[:2] == [
        SAID.sheets["cover"],
        SAID.sheets["matrix"],
    ]


def test_a_document_past_use_keeps_the_first_states(monkeypatch) -> None:
    view = states_view()
    assert all(not one.more for one in states_word.written(view))
    monkeypatch.setattr(states_word, "MOST_WROTE", 10)
    monkeypatch.setattr(states_word, "MOST_STATES", 2)
    for one, (_, states) in zip(states_word.written(view), view.wrote, strict=True):
        full = [state for state in states if not state.reported]
        assert [state.state for state in one.full] == [state.state for state in full[:2]]
        assert one.told == tuple(state for state in states if state.reported)
        assert one.more == SAID.wrote_more.format(shown=2, number=len(full))


def test_template_is_made_of_its_sources(tmp_path: Path) -> None:
    built = paths.template("states", "states.docx")
    for folder in ("country", "states"):
        (tmp_path / folder).mkdir()
        for source in (built.parent.parent / folder).glob("*.py"):
            (tmp_path / folder / source.name).write_bytes(source.read_bytes())
    subprocess.run([sys.executable, str(tmp_path / "states" / "make_template.py")], check=True)
    with zipfile.ZipFile(built) as one, zipfile.ZipFile(tmp_path / "states" / "states.docx") as two:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: two.read(name) for name in two.namelist()
        }


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.docx").mkdir()
    with pytest.raises(LexgapError):
        write_states(states_view(1, 1, 1), "word", tmp_path, "x")


@pytest.fixture(scope="module")
def real(tmp_path_factory) -> tuple[Page, Path, Path]:
    """The samples and the reported States, as the command compares them."""
    tasks = [
        Task(str(paths.sample(name)), day, TODAY, (), (2014, 2020), date(2015, 1, 1))
        for name, day in (("jordan", date(2016, 1, 1)), ("jordan", None), ("tilmara", None))
    ]
    folder = tmp_path_factory.mktemp("real")
    found = gather(tasks, faults_of, folder, 1, (), True, ())
    found = with_profiles(found, load_profiles()[0], "0", ())
    view = pages(build(found, figures(found, 200, 1, 1)), "en")
    return (
        view,
        write_states(view, "word", folder, "real"),
        write_states(view, "excel", folder, "real"),
    )


def test_the_real_comparison_is_whole(real) -> None:
    view, word, book = real
    assert len(states_parts.assessed(view)) == 3 and len(states_parts.reported(view)) > 70
    sheet = sheet_of(book, "matrix")
    lines = [
        [cell.value for cell in row]
        for name in sheet.tables
        for row in sheet[sheet.tables[name].ref][1:]
    ]
    assert [line[3:] for line in lines] == [
        [cell.mark.letter for cell in state.cells] for state in view.states
    ]
    letters = [
        [words(cell) for cell in row.iterchildren(qn("w:tc"))][1:]
        for table in matrices(word)
        for row in table._tbl.iterchildren(qn("w:tr"))
    ]
    assert sum(len(row) for row in letters) == len(view.articles) * (len(view.states) + 2)
    rows = Counter(
        (row[SAID.article], row[SAID.state], row[SAID.law], row[SAID.number], row[SAID.force] or "")
        for row in listed(book, "provisions")
    )
    document = flat("".join(words(table._tbl) for table in docx.Document(word).tables))
    wrote = {(number, one.state): one for number, states in view.wrote for one in states}
    called = {id: f"{name} ({id})" for id, name in view.names}
    for (key, number), found in states_parts.provisions(view).items():
        state = next(one for one in view.states if one.key == key)
        for one in found:
            assert rows[number, state.name, one.law or None, one.number or None, one.force]
            if one.force and not state.reported:
                continue  # it does not count on the day of the State: in the workbook alone
            assert (
                one in wrote[number, key].provisions
                and wrote[number, key].reported == state.reported
            )
            named = "".join(
                (
                    one.law,
                    view.labels.comma if one.law and one.number else "",
                    one.number,
                    one.force,
                )
            )
            elements = view.labels.comma.join(called[two] for two in dict.fromkeys(found[one]))
            for text in (f"{named}{elements}", one.missing, one.quote, one.note, *one.sources):
                assert flat(text) in document, text
    assert rows.total() == sum(len(found) for found in states_parts.provisions(view).values())


# --- as LibreOffice shows it -----------------------------------------------------------------------------------------


def office(source: Path, form: str, folder: Path) -> Path:
    """Convert a file with LibreOffice, with a profile of its own, and return the result."""
    subprocess.run(
        [
            "soffice",
            "--headless",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            form,
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return folder / f"{source.stem}.{form}"


def pages_of(pdf: Path, *options: str) -> list[str]:
    done = subprocess.run(
        ["pdftotext", *options, str(pdf), "-"], check=True, capture_output=True, text=True
    )
    return done.stdout.split("\f")[:-1]


def squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text)


@needs_office
@pytest.mark.parametrize("name", ["wide"])
def test_no_cell_of_the_document_is_lost_on_paper(made, name: str, tmp_path: Path) -> None:
    _, word, _ = made(name)
    pdf = office(word, "pdf", tmp_path)
    whole = squeezed("".join(pages_of(pdf, "-raw")))
    wanted: Counter = Counter()
    for table in docx.Document(word).tables:
        for paragraph in table._tbl.iter(qn("w:p")):
            text = squeezed(words(paragraph))
            if len(text) >= 16 and text.isascii():
                wanted[text[:16]] += 1
    assert sum(wanted.values()) > 500
    assert [start for start, number in wanted.items() if whole.count(start) < number] == []
    pages = pages_of(pdf, "-layout")
    assert [number for number, page in enumerate(pages, start=1) if len(squeezed(page)) < 150] == []
    entries = re.findall(r"^\s*(\S.*?)\s*\.{3,}\s*(\d+)\s*$", "\n".join(pages[1:4]), re.MULTILINE)
    assert len(entries) > 15
    for title, page in entries:
        if title.isascii():
            assert squeezed(title)[-30:] in squeezed(pages[int(page) - 1]), (
                f"{title} is not on page {page}"
            )


@needs_office
def test_the_workbook_survives_libreoffice(made, tmp_path: Path) -> None:
    _, _, book = made("few")
    before, after = (
        openpyxl.load_workbook(book),
        openpyxl.load_workbook(office(book, "xlsx", tmp_path)),
    )
    assert before.sheetnames == after.sheetnames
    for sheet in before:
        other = after[sheet.title]
        assert other.freeze_panes == sheet.freeze_panes and len(other._charts) == len(sheet._charts)
        for row in sheet.iter_rows():
            for cell in row:
                there = other[cell.coordinate].value
                assert str(cell.value or "") == str(there or ""), f"{sheet.title}!{cell.coordinate}"
    rules = sum(len(area.rules) for area in after[SAID.sheets["matrix"]].conditional_formatting)
    assert rules == len(states_view().legend)
