"""Small laws in the styles of many countries: each is read as a lawyer would cite it, or what is not sure is marked.

The laws stand in `laws/`, one file each, with their official tree. What they say is invented; how they are numbered and
printed is real. A law that is not read right fails here by its name, with the units that are wrong.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent.parent / "benchmarks"))

from printing import FORMATS, printed
from structure import LAWS as FOLDER
from structure import reading
from truth import Law, Outcome, compared, laws_in

from assess.law.readers import read_source
from assess.law.structure.units import comparable, structured

#: The aim, over all laws together: shares of units and headings that are right, and of right units marked for nothing.
UNITS_RIGHT = 0.98
HEADINGS_RIGHT = 0.97
NEEDLESS_MOST = 0.02

LAWS = laws_in(FOLDER)
COUNTRIES = {law.name.partition("-")[0] for law in LAWS}
each_law = pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
each_format = pytest.mark.parametrize("form", sorted(FORMATS))


@cache
def outcome(name: str) -> Outcome:
    """How a law is read from its paragraphs."""
    law = next(law for law in LAWS if law.name == name)
    return compared(law, reading(law.paragraphs, law.language))


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Path]]:
    """Every law as a file of every format: format → law → file."""
    folder = tmp_path_factory.mktemp("laws")
    return {form: {law.name: printed(law, form, folder) for law in LAWS} for form in FORMATS}


def shares(outcomes: list[Outcome]) -> tuple[float, float, float]:
    """Return the shares of units right, headings right, and right units that are marked for nothing."""
    right = sum(each.right for each in outcomes)
    return (
        right / sum(each.units for each in outcomes),
        sum(each.headings_right for each in outcomes) / sum(each.headings for each in outcomes),
        sum(len(each.needless) for each in outcomes) / right,
    )


def test_there_are_laws_of_many_countries() -> None:
    assert len(LAWS) >= 40 and len(COUNTRIES) >= 15
    assert {law.language for law in LAWS} >= {"en", "fr", "es", "de", "ar"}
    assert all(8 <= len(law.paragraphs) <= 40 for law in LAWS)
    assert all(law.style and law.note for law in LAWS)


@each_law
def test_the_tree_of_a_law_is_that_of_its_text(law: Law) -> None:
    """Every unit begins where the text has its number and words, in order; headings and closing lines are there."""
    assert list(law.begun) == list(law.units) and law.articles
    assert set(law.headings) | {unit for unit, _ in law.closing} | law.doubt <= set(law.units)
    text = "\n".join(law.paragraphs)
    assert all(heading in text for heading in law.headings.values())
    assert all(line in law.paragraphs for _, line in law.closing)


@each_law
def test_no_letter_of_a_law_is_lost(law: Law) -> None:
    text = reading(law.paragraphs, law.language)
    assert comparable(text.joined()) == comparable("".join(law.paragraphs))


@each_law
def test_every_unit_is_right_or_its_article_is_marked(law: Law) -> None:
    assert outcome(law.name).silent == ()


def test_units_and_headings_are_right() -> None:
    units, headings, needless = shares([outcome(law.name) for law in LAWS])
    assert units >= UNITS_RIGHT and headings >= HEADINGS_RIGHT and needless <= NEEDLESS_MOST


@each_format
def test_no_letter_of_a_file_is_lost(form: str, files: dict[str, dict[str, Path]]) -> None:
    """Neither by the reader of the format nor after it; in Markdown asterisks are marks of emphasis."""
    signs, faults = "*" if form == "markdown" else "", []
    for law in LAWS:
        source = read_source(files[form][law.name])
        text = structured(source, law.name, law.language, "copy")
        whole = comparable("".join(law.paragraphs)).replace(signs, "")
        if comparable(source.joined()).replace(signs, "") != whole:
            faults.append(f"{law.name}: lost by the reader of the format")
        if comparable(text.joined()) != comparable(source.joined()):
            faults.append(f"{law.name}: lost when the units were made")
    assert not faults, "\n".join(faults)


@each_format
def test_every_format_gives_the_units(form: str, files: dict[str, dict[str, Path]]) -> None:
    outcomes, silent = [], {}
    for law in LAWS:
        source = read_source(files[form][law.name])
        read = compared(law, structured(source, law.name, law.language, "copy"))
        outcomes.append(read)
        if read.silent:
            silent[law.name] = read.silent
    assert silent == {}
    units, headings, needless = shares(outcomes)
    assert units >= UNITS_RIGHT and headings >= HEADINGS_RIGHT and needless <= NEEDLESS_MOST
