"""Shipped content is tested like code: checklists, samples, labels, and the checklist against the treaty's text."""

from __future__ import annotations

import hashlib
import re
from datetime import date
from pathlib import Path

import pytest
from conftest import current

from assess.base import paths
from assess.base.problems import errors
from assess.checks import check, check_instrument, readings_of
from assess.load.cases import load_case
from assess.load.instruments import load_instrument
from assess.load.labels import labels
from assess.model.terms import ABSENT, FULL, OUT, RATED, UNKNOWN
from assess.rating.force import Reading
from assess.rating.gaps import find_gaps
from assess.rating.rate import rate

TREATY = Path(__file__).parents[2] / "shared/legal/instruments/budapest-ets185.en.txt"
TODAY = date(2026, 12, 2)
needs_treaty = pytest.mark.skipif(
    not TREATY.is_file(), reason="the treaty's text is not part of the project"
)

#: Paragraphs with a *shall* that carries no duty for a Party's law, designation or practice, each with the reason.
NO_ELEMENT: dict[str, str] = {
    "24(5)#1": "what the law of the requested Party and treaties may make extradition depend on: guidance",
}


@pytest.fixture(scope="module")
def budapest():
    instrument, problems = load_instrument("budapest")
    assert not problems
    return instrument


def treaty_paragraphs() -> dict[str, str]:
    """Return the text of Articles 1 to 35 by paragraph: `19(1)(a)`, `22(1)`, `2`; hanging lines go to their list."""
    found: dict[str, str] = {}
    article, marks = "", []
    for line in TREATY.read_text(encoding="utf-8").splitlines():
        heading = re.match(r"Article (\d+) – ", line)
        if heading or line.startswith(("CHAPTER", "SECTION", "TITLE")):
            article, marks = (heading.group(1) if heading else ""), []
            continue
        if not article or int(article) > 35 or not line.strip():
            continue
        marks, rest = _marks(line, marks)
        for key in _keys(article, marks):
            found[key] = (found.get(key, "") + " " + rest).strip()
    return found


def _marks(line: str, before: list[str]) -> tuple[list[str], str]:
    """Read the marks at the start of a line (`1.`, `a)`, `(i)`), keeping those above it that still hold."""
    levels = (r"(\d+)\.\s*(?:\d+\s+)?", r"([a-z])\)\s*", r"\(([ivx]+)\)\s*")
    now = list(before)
    hit = False
    for depth, form in enumerate(levels):
        match = re.match(form, line)
        if match:
            now = now[:depth] + [""] * (depth - len(now[:depth])) + [match.group(1)]
            line, hit = line[match.end() :], True
    if not hit:  # a line without a mark hangs under the paragraph that the list belongs to
        now = now[:1] if now and now[0] else []
    return now, line


def _keys(article: str, marks: list[str]) -> list[str]:
    given = [mark for mark in marks if mark]
    return [
        article + "".join(f"({mark})" for mark in given[:depth]) for depth in range(len(given) + 1)
    ]


@needs_treaty
def test_treaty_text_is_the_one_that_was_read(budapest) -> None:
    assert hashlib.sha256(TREATY.read_bytes()).hexdigest() == budapest.origin.sha256


@needs_treaty
def test_paragraphs_are_recognised() -> None:
    found = treaty_paragraphs()
    assert {
        "1(c)(ii)",
        "6(1)(a)(ii)",
        "9(4)",
        "14(3)(b)(i)",
        "20(1)(b)(ii)",
        "24(7)(b)",
        "27(9)(e)",
        "35(2)(b)",
    } <= set(found)
    assert "19(6)" not in found and "2(1)" not in found
    assert "dual criminality shall not be required" in found["29(3)"]


@needs_treaty
def test_every_source_is_a_paragraph_that_exists(budapest) -> None:
    found = treaty_paragraphs()
    wrong = [(one.id, one.source) for one in budapest.elements() if one.source not in found]
    assert wrong == []
    assert all(one.source.split("(")[0] == one.article for one in budapest.elements())
    permitted = [one.paragraph for one in budapest.permissions if one.paragraph != "41(1)"]
    assert [paragraph for paragraph in permitted if paragraph not in found] == []


@needs_treaty
def test_every_duty_has_an_element(budapest) -> None:
    """No sentence of Articles 2 to 35 that says what a Party shall do is without an element at its paragraph."""
    covered = {one.source for one in budapest.elements() if one.level in RATED}
    missing = []
    for paragraph, text in own_texts().items():
        if paragraph.split("(")[0] == "1":
            continue
        for number, sentence in enumerate(re.split(r"(?<=[.;])\s+", text), start=1):
            if re.search(r"\bshall\b", sentence) and not _covered(paragraph, covered):
                missing.append(f"{paragraph}#{number}")
    assert sorted(set(missing)) == sorted(NO_ELEMENT)


def own_texts() -> dict[str, str]:
    """Return each paragraph's own words, without those of the paragraphs below it."""
    whole = treaty_paragraphs()
    own = {}
    for key, text in whole.items():
        for child in sorted(
            (other for other in whole if other.startswith(f"{key}(")), key=len, reverse=True
        ):
            text = text.replace(whole[child], "")
        own[key] = text
    return own


def _covered(paragraph: str, covered: set[str]) -> bool:
    return paragraph in covered or any(one.startswith(f"{paragraph}(") for one in covered)


@needs_treaty
def test_no_wording_is_taken_from_the_treaty(budapest) -> None:
    """No run of eight words of the checklist, headings apart, stands in the treaty."""
    words = re.findall(r"[a-z0-9]+", TREATY.read_text(encoding="utf-8").lower())
    runs = {tuple(words[start : start + 8]) for start in range(len(words))}
    for text in checklist_texts(budapest):
        own = re.findall(r"[a-z0-9]+", text.lower())
        for start in range(len(own) - 7):
            assert tuple(own[start : start + 8]) not in runs, text


def checklist_texts(instrument) -> list[str]:
    """Return every text of a checklist but the headings."""
    said = []
    for article in instrument.articles:
        said += [article.duty, *article.leaves_open, *article.pitfalls]
        said += [text for point in article.drafting for text in (point.point, *point.options)]
        said += [text for one in article.elements for text in (one.asks, *one.criteria.values())]
    return [str(text) for text in said]


def test_budapest_is_whole(budapest) -> None:
    assert [one.article for one in budapest.articles] == [str(number) for number in range(1, 36)]
    assert len(budapest.elements()) >= 220
    assert all(
        article.duty and article.leaves_open and article.pitfalls and article.drafting
        for article in budapest.articles
    )
    # Article 42
    assert {one.paragraph for one in budapest.permissions if one.kind == "reservation"} == {
        "4(2)",
        "6(3)",
        "9(4)",
        "10(3)",
        "11(3)",
        "14(3)",
        "22(2)",
        "29(4)",
        "41(1)",
    }
    # Article 40
    assert {one.paragraph for one in budapest.permissions if one.kind == "declaration"} == {
        "2",
        "3",
        "6(1)(b)",
        "7",
        "9(3)",
        "27(9)(e)",
    }


def test_every_reservation_and_declaration_has_its_elements(budapest) -> None:
    empty = [
        one.paragraph
        for one in budapest.permissions
        if not one.elements and one.paragraph != "41(1)"
    ]
    assert empty == []


@pytest.mark.parametrize("name", paths.checklists())
def test_checklists_pass_their_checks(name: str) -> None:
    instrument, problems = load_instrument(name)
    assert current([*problems, *check_instrument(instrument)]) == []


def test_jordan_passes_the_checker_with_no_problem_at_all(jordan) -> None:
    assert check(jordan, TODAY) == []


def test_jordan_answers_every_element(jordan) -> None:
    assert {one.element for one in jordan.findings} == {
        one.id for one in jordan.instrument.elements()
    }


def test_jordan_marks_what_is_unverified(jordan) -> None:
    """What rests on own knowledge alone is never of high confidence, in laws, provisions and citations."""
    own = {one.key for one in jordan.sources if one.unverified}
    listed = [
        *jordan.laws,
        *(one for law in jordan.laws for one in law.provisions),
        *(one for finding in jordan.findings for one in finding.citations),
    ]
    assert [one for one in listed if set(one.sources) <= own and one.confidence == "high"] == []


def test_jordan_cites_no_unread_law_as_not_met(jordan) -> None:
    """Nothing that was not obtained is read as a no: Law 17/2023 is unknown where it was not seen."""
    known = jordan.provisions()
    for finding in jordan.findings:
        for one in finding.citations:
            unread = [
                name
                for name in one.provision
                if (known[name][1].text or known[name][0].text) == "not_obtained"
            ]
            if one.grade in ("not_met", "contrary"):
                assert not [name for name in unread if name.startswith("JO-2023-17")], (
                    finding.element
                )


def test_jordan_every_gap_on_its_dates_has_a_recommendation(jordan) -> None:
    for reading in readings_of(jordan, TODAY):
        assert find_gaps(rate(jordan, reading)).unanswered == ()


def test_jordan_today_is_unknown_and_not_a_gap(jordan) -> None:
    rating = rate(jordan, Reading(TODAY))
    states = [
        one.state for article in rating.articles for one in article.standings if one.element.rated
    ]
    assert states.count("source_not_obtained") > 150
    assert not rating.index.told
    assert all(state in FULL | ABSENT | UNKNOWN | OUT | {"partly"} for state in states)


def test_jordan_says_that_there_was_no_amendment_in_2018(jordan) -> None:
    remark = next(one for one in jordan.profile.remarks if one.id == "amendment-2018")
    assert "AZZAM19" in remark.sources and "19 February 2019" in str(remark.text)
    assert not [law for law in jordan.laws if not law.bill and law.year == "2018"]
    assert all(law.in_force is None for law in jordan.laws if law.bill)


def test_labels_hold_every_term_of_the_method() -> None:
    from typing import get_args

    from assess.model import terms

    said = labels("en")
    for block, kind in (
        ("kinds", terms.Kind),
        ("levels", terms.Level),
        ("reasons", terms.Reason),
        ("confidence", terms.Confidence),
        ("law_kinds", terms.LawKind),
        ("standing", terms.Standing),
        ("actions", terms.Action),
        ("priorities", terms.Priority),
        ("statuses", terms.Status),
        ("stages", terms.Stage),
    ):
        assert set(get_args(kind)) <= set(said[block]), block
    assert set(terms.GRADES) | set(terms.STATES) <= set(said.states)
    letters = [said.states[key].letter for key in said.states]
    assert len(letters) == len(set(letters)), "two states share a letter"


def test_no_error_in_any_sample(jordan) -> None:
    assert errors(check(jordan, TODAY)) == []


SAMPLES = sorted(path.parent.name for path in paths.sample("x").parent.glob("*/case.yaml"))


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_pass_the_checker_with_no_problem_at_all(name: str) -> None:
    case, problems = load_case(paths.sample(name))
    assert case is not None and current([*problems, *check(case, TODAY)]) == []


def test_both_samples_are_found() -> None:
    assert SAMPLES == ["jordan", "tilmara"]
