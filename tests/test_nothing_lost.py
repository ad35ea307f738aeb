"""Everything that was typed into a case is in both reports: the files are read back and counted."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from assess.base.text import Text
from assess.country import build_view
from assess.load.cases import load_case
from assess.model.case import (
    Analysis,
    Case,
    Dated,
    Fact,
    Law,
    Recommendation,
    Remark,
    Scenario,
    Search,
    Span,
    TreatyStatus,
)
from assess.model.instrument import Instrument
from assess.rating.force import Reading
from assess.rating.rate import rate
from assess.reports import write_report

TODAY = date(2026, 12, 2)


def typed(value, reading: Reading, shown: set[str]) -> list[str]:
    """Return every text of a case that a report of this reading must hold.

    Left out: what held on earlier days alone, recommendations of another day or without a gap on this one, and titles
    of scenarios where there are not two to compare. What begins on a later day stands in the chapter that looks ahead.
    A search that found nothing is told where it covers the day. The checklist is asked for by element, in a test of
    its own.
    """
    if isinstance(value, Text):
        # a number of its own is printed in its language alone
        return [str(value)] if "en" in dict(value.by) else []
    if isinstance(value, tuple):
        return [text for one in value for text in typed(one, reading, shown)]
    if isinstance(value, (Instrument, Scenario, Search)) or not dataclasses.is_dataclass(value):
        return []
    if isinstance(value, (Analysis, Dated, Fact, Remark, TreatyStatus)) and not told(
        value, reading
    ):
        return []
    if isinstance(value, Recommendation) and value.id not in shown:
        return []
    dated = {
        one.key for one in getattr(value, "dated", ()) if one.holds(reading.as_of, reading.assume)
    } - {"limits"}
    return [
        text
        for one in dataclasses.fields(value)
        if one.name not in dated
        for text in typed(getattr(value, one.name), reading, shown)
    ]


def told(value: Analysis | Dated | Fact | Remark | TreatyStatus, reading: Reading) -> bool:
    """Whether it holds on the day of the reading or begins later, under the assumptions of the reading."""
    assumed = not getattr(value, "assume", "") or value.assume in reading.assume
    later = value.since is not None and value.since.begun(reading.as_of) is False
    return assumed and (later or Span(value.since, value.until).holds(reading.as_of))


def squeezed(text: str) -> str:
    return re.sub(r"\W+", "", text)


def word_text(path: Path) -> str:
    document = docx.Document(path)
    return squeezed("".join(piece.text or "" for piece in document.element.body.iter(qn("w:t"))))


def excel_text(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    return squeezed(
        "".join(
            str(cell.value)
            for sheet in book
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        )
    )


def written(case: Case, reading: Reading, folder: Path) -> dict[str, str]:
    view = build_view(case, reading, "en", TODAY)
    return {
        "word": word_text(write_report(view, "word", folder)),
        "excel": excel_text(write_report(view, "excel", folder)),
    }


CASES = [Reading(date(2019, 1, 1), ("JO-BILL-2017-09",)), Reading(TODAY)]


@pytest.fixture(scope="module", params=CASES, ids=lambda reading: reading.as_of.isoformat())
def both(request, jordan, tmp_path_factory) -> tuple[Reading, dict[str, str]]:
    """A reading of the sample, and all that its two reports say."""
    reading: Reading = request.param
    return reading, written(jordan, reading, tmp_path_factory.mktemp("both"))


def test_every_text_of_the_sample_is_in_both_reports(
    jordan, both: tuple[Reading, dict[str, str]]
) -> None:
    reading, reports = both
    shown = {one.id for one in build_view(jordan, reading, "en", TODAY).recommendations}
    searches = [
        one.search
        for article in rate(jordan, reading).articles
        for one in article.standings
        if one.search
    ]
    wanted = typed(jordan, reading, shown) + [
        text for one in searches for text in (one.by, str(one.note))
    ]
    assert len(wanted) > 1500
    for kind, whole in reports.items():
        lost = sorted({text for text in wanted if squeezed(text) not in whole})
        assert lost == [], f"{kind}: {len(lost)} of {len(wanted)}"


def test_every_element_is_in_both_reports(jordan, both: tuple[Reading, dict[str, str]]) -> None:
    for kind, whole in both[1].items():
        for one in jordan.instrument.elements():
            assert squeezed(str(one.asks)) in whole and squeezed(one.id) in whole, (
                f"{kind}: {one.id}"
            )


def test_every_comment_reply_and_note_of_a_small_case_is_in_both_reports(
    folder: Path, tmp_path: Path
) -> None:
    with (folder / "comments.yaml").open("a") as file:
        file.write(
            "- {id: C2, on: 3.search, author: The police, date: 2016-03, text: We disagree <very> & fully.}\n"
        )
    case, problems = load_case(folder)
    assert not problems and len(case.comments) == 2
    reading = Reading(date(2016, 1, 1), ("B1",))
    shown = {one.id for one in case.recommendations}
    wanted = [*typed(case, reading, shown), *(str(one.author) for one in case.comments)]
    for kind, whole in written(case, reading, tmp_path).items():
        assert [text for text in wanted if squeezed(text) not in whole] == [], kind


def test_the_list_of_what_must_be_there_reaches_into_laws(jordan) -> None:
    """Guards the tests above: the walk finds the notes of laws and provisions, and the missing of citations."""
    wanted = set(typed(jordan, CASES[0], set()))
    law = next(one for one in jordan.laws if isinstance(one, Law) and one.note)
    assert str(law.note) in wanted and str(jordan.laws[0].provisions[0].summary) in wanted
    assert any(
        str(two.missing) in wanted
        for one in jordan.findings
        for two in one.citations
        if two.missing
    )
