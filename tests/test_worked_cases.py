"""The worked cases of docs/method.md, on the weights of the checklist, and what no law may ever turn round."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.base import paths
from assess.base.problems import NOWHERE
from assess.base.text import Text
from assess.load.cases import load_case
from assess.load.instruments import load_instrument
from assess.model.case import Citation, Finding
from assess.model.instrument import Article, Instrument
from assess.model.terms import FULL, RATINGS
from assess.rating.force import Reading
from assess.rating.rate import Outcome, bounds_on, rate_elements
from assess.rating.standing import Standing, element_standings

BUDAPEST: Instrument = load_instrument("budapest", ())[0]
RATED = [
    article for article in BUDAPEST.articles if any(element.rated for element in article.elements)
]
#: From worst to best; the third and the fourth count alike.
LADDER = ("contrary", "not_met", "partly", "met_otherwise", "met")
KNOWN = (*LADDER, "not_found", "reserved", "not_applicable")


def outcome(article: Article, states: dict[str, str], rest: str = "met") -> Outcome:
    """Rate an article whose elements have these states; a beginning of ids stands for all elements under it."""
    unused = set(states)
    standings = []
    for element in article.elements:
        named = [name for name in states if element.id == name or element.id.startswith(f"{name}.")]
        unused -= set(named)
        state = states[max(named, key=len)] if named else rest
        standings.append(Standing(element, state, state, state, (), None, ()))
    assert not unused, unused
    return rate_elements(standings, BUDAPEST.scale)


def rating(article: Article, states: dict[str, str], rest: str = "met") -> str:
    return str(outcome(article, states, rest))


CASES = [
    ("the same without “without right”", "3", {"3.without_right": "not_met"}, "PC"),
    ("general defences of the code cited", "3", {"3.without_right": "met_otherwise"}, "C"),
    (
        "all but the power over subscriber information",
        "18",
        {"18.1.b": "not_met", "18.3": "not_met"},
        "PC",
    ),
    (
        "all but the power itself over subscriber information",
        "18",
        {"18.1.b.power": "not_met"},
        "PC",
    ),
    ("all but one verb of the list", "4", {"4.1.suppression": "not_met"}, "LC"),
    *(
        (f"all but {verb} of data", "8", {f"8.a.{verb}": "not_met"}, "LC")
        for verb in ("input", "alteration", "deletion", "suppression")
    ),
    ("fraud that needs a deceived person", "8", {"8.a": "not_met", "8.b": "not_met"}, "NC"),
    (
        "no extension, no integrity, no making inaccessible",
        "19",
        {"19.2": "not_met", "19.3.c.integrity": "not_met", "19.3.d.inaccessible": "not_met"},
        "PC",
    ),
    (
        "no duty on the holder, no secrecy",
        "16",
        {"16.2.holder": "not_met", "16.3": "not_met"},
        "PC",
    ),
    ("aiding in full, no attempt", "11", {"11.2": "not_found"}, "PC"),
    ("aiding in full, no attempt, reserved", "11", {"11.2": "reserved"}, "C"),
    ("every power but partial disclosure", "14", {"14.1.powers": "partly"}, "LC"),
    (
        "no collection in real time by anybody",
        "20",
        {"20.1.collection": "not_met", "20.1.a": "not_met", "20.1.b": "not_met"},
        "NC",
    ),
    (
        "no collection of content by anybody",
        "21",
        {"21.1.collection": "not_met", "21.1.a": "not_met", "21.1.b": "not_met"},
        "NC",
    ),
    ("help not open under domestic law, and the law says so", "34", {"34": "met_otherwise"}, "C"),
]


@pytest.mark.parametrize("law, article, states, expected", CASES, ids=[one[0] for one in CASES])
def test_worked_case(law: str, article: str, states: dict[str, str], expected: str) -> None:
    assert rating(BUDAPEST.article(article), states) == expected


@pytest.mark.parametrize("article", RATED, ids=[one.article for one in RATED])
def test_the_article_word_for_word(article: Article) -> None:
    assert rating(article, {}) == "C"
    assert rating(article, {}, "not_found") == "NC"


@pytest.mark.parametrize("article", RATED, ids=[one.article for one in RATED])
def test_leads_in_part_and_the_rest_not_at_all(article: Article) -> None:
    leads = {element.id: "partly" for element in article.elements if element.weight == "lead"}
    assert rating(article, leads, "not_met") == "NC"


@pytest.mark.parametrize("article", RATED, ids=[one.article for one in RATED])
def test_one_element_missing_is_told_by_its_weight(article: Article) -> None:
    """Without its only lead an article is not there; a main element keeps it from LC; a detail alone does not."""
    counting = [element for element in article.elements if element.rated]
    leads = [element for element in counting if element.weight == "lead"]
    for element in counting:
        expected = {"lead": "NC" if len(leads) == 1 else "PC", "main": "PC", "detail": "LC"}[
            element.weight
        ]
        assert rating(article, {element.id: "not_met"}) == expected, element.id


def test_leads_are_one_to_four_and_never_what_may_be_left_out() -> None:
    for article in RATED:
        leads = [element for element in article.elements if element.weight == "lead"]
        assert 1 <= len(leads) <= 4, article.article
        assert all(
            element.level == "mandatory"
            and element.kind not in ("qualifier", "mental", "threshold")
            for element in leads
        ), article.article


def test_without_right_weighs_alike_in_every_offence() -> None:
    weights = {
        article.article: [
            element.weight
            for element in article.elements
            if element.id.endswith("without_right") and "benefit" not in element.id
        ]
        for article in BUDAPEST.articles
        if article.part == "offences"
    }
    assert {
        number: found for number, found in weights.items() if number in "23456789"
    } == dict.fromkeys("23456789", ["main"])


#: The ordinary weak law of docs/method.md, by article: what it meets and what in part; all else is not found.
WEAK: dict[str, dict[str, str]] = {
    "2": {"2": "met", "2.any_part": "not_found", "2.limb": "not_found"},
    "3": {},
    "4": {
        "4.1.offence": "partly",
        "4.1.damage": "met",
        "4.1.deterioration": "met",
        "4.1.object": "met",
        "4.1.without_right": "met",
        "4.1.intent": "met",
        "4.2": "met",
    },
    "5": {},
    "6": {},
    "7": {"7.intentional": "met", "7.without_right": "met"},
    "8": {
        "8.a": "not_met",
        "8.b": "not_met",
        "8.loss": "partly",
        "8.dishonest_intent": "met",
        "8.intentional": "met",
        "8.beneficiary": "met",
        "8.benefit_without_right": "met",
        "8.without_right": "met",
    },
    "9": {
        "9.1.a.producing": "met",
        "9.1.c.distributing": "met",
        "9.1.b.offering": "partly",
        "9.1.b.making_available": "partly",
        "9.1.intentional": "met",
        "9.1.without_right": "met",
        "9.1.through_system": "met",
        "9.2.material": "met",
        "9.2.a.minor": "met",
        "9.3.under_18": "met",
    },
    "11": {"11": "met", "11.1.all_offences": "partly"},
    "12": {},
    "16": {},
    "18": {"18.1.a.power": "partly", "18.1.a.any_person": "met", "18.1.a.control": "met"},
    "19": {"19.1.a.system": "partly", "19.1.b.medium": "met", "19.3.a.hardware": "met"},
    "20": {},
    "22": {"22": "met"},
    "24": {
        "24.1.a.offences": "partly",
        "24.1.a.threshold": "met",
        "24.4": "met",
        "24.2.existing_treaties": "met",
        "24.7.a.authority": "met",
        "24.6.nationality": "met",
    },
    "25": {
        "25.1.assist": "partly",
        "25.1.electronic_evidence": "partly",
        "25.4.fiscal": "met",
        "25.5.conduct_test": "met",
    },
    "35": {},
}


def test_the_documented_table_of_a_weak_law_is_what_the_rule_gives() -> None:
    page = (Path(__file__).parent.parent / "docs/method.md").read_text(encoding="utf-8")
    rows = {
        cells[1]: cells[2:6]
        for line in page.splitlines()
        if line.startswith("| ")
        for cells in [[cell.strip() for cell in line.split("|")]]
        if len(cells) == 7
    }
    for number, states in WEAK.items():
        article = BUDAPEST.article(number)
        given = outcome(article, states, "not_found")
        told = [
            str(article.heading),
            rating(article, {}),
            str(given),
            f"{given.met} of {given.counted}",
        ]
        assert rows[number] == told


# --- what no law may turn round --------------------------------------------------------------------------------------


def rank(shown: str) -> tuple[int, int]:
    low, _, high = shown.partition("–")
    return RATINGS.index(low), RATINGS.index(high or low)


articles = st.sampled_from(RATED)


@given(articles, st.data())
@settings(max_examples=600, deadline=None)
def test_a_better_grade_never_lowers(article: Article, data: st.DataObject) -> None:
    counting = [element.id for element in article.elements if element.rated]
    states = {name: data.draw(st.sampled_from(KNOWN)) for name in counting}
    raised = data.draw(st.sampled_from(counting))
    before = data.draw(st.sampled_from(LADDER[:-1]))
    after = data.draw(st.sampled_from(LADDER[LADDER.index(before) + 1 :]))
    assert rank(rating(article, {**states, raised: after})) <= rank(
        rating(article, {**states, raised: before})
    )


@given(articles, st.data())
@settings(max_examples=600, deadline=None)
def test_a_reservation_never_lowers(article: Article, data: st.DataObject) -> None:
    counting = [element for element in article.elements if element.rated]
    states = {
        element.id: data.draw(st.sampled_from([one for one in KNOWN if one != "not_applicable"]))
        for element in counting
    }
    reserved = {
        element.id: "reserved"
        for element in counting
        if element.level == "reservable"
        and states[element.id] not in (*FULL, "contrary")
        and data.draw(st.booleans())
    }
    assert rank(rating(article, {**states, **reserved})) <= rank(rating(article, states))


# --- the same from provisions: offences are no mosaic ----------------------------------------------------------------

DAY = Reading(date(2016, 1, 1))
PROVISIONS = ("JO-2015-27:3(a)", "JO-2015-27:4", "JO-2015-27:5", "JO-1960-16:76")
OFFENCES = [article for article in RATED if article.part == "offences"]


@pytest.fixture(scope="module")
def laws():
    """The sample of Jordan with its laws and the checklist, and without its findings."""
    case, _ = load_case(paths.sample("jordan"), ())
    return replace(case, findings=())


def cited(case, grades: dict[tuple[str, str], str]):
    """Return the case with a citation for each pair of element and provision."""
    elements: dict[str, list[Citation]] = {}
    for (element, provision), grade in grades.items():
        elements.setdefault(element, []).append(
            Citation(
                (provision,),
                grade,
                ("GH15",),
                "high",
                NOWHERE,
                Text.of("Something."),
                note=Text.of("Something."),
            )
        )
    return replace(
        case,
        findings=tuple(Finding(name, NOWHERE, tuple(listed)) for name, listed in elements.items()),
    )


def shown(case, number: str) -> tuple[int, int]:
    order = [article.article for article in BUDAPEST.articles]
    low, high = bounds_on(case, DAY)[order.index(number)]
    return RATINGS.index(low), RATINGS.index(high)


def test_conduct_from_one_offence_and_intent_from_another_is_not_compliant(laws) -> None:
    grades = {
        (element.id, "JO-2015-27:5"): "met"
        for element in BUDAPEST.article("3").elements
        if element.rated
    }
    assert shown(cited(laws, grades), "3") == (0, 0)
    del grades["3.intent", "JO-2015-27:5"]
    grades["3.intent", "JO-2015-27:4"] = "met"
    case = cited(laws, grades)
    assert element_standings(case, DAY)["3.intent"].state == "partly"
    assert shown(case, "3") > (0, 0)


def test_objects_and_conducts_may_be_shared_out_over_offences(laws) -> None:
    grades = {
        (element.id, "JO-2015-27:5"): "met"
        for element in BUDAPEST.article("3").elements
        if element.rated
    }
    del grades["3.emissions", "JO-2015-27:5"]
    grades["3.emissions", "JO-2015-27:4"] = "met"
    assert shown(cited(laws, grades), "3") == (0, 0)


@given(st.sampled_from(OFFENCES), st.data())
@settings(max_examples=400, deadline=None)
def test_a_better_grade_of_a_provision_never_lowers(
    laws, article: Article, data: st.DataObject
) -> None:
    """Every element is answered by every provision, so that nothing is unknown; one citation is raised."""
    pairs = [
        (element.id, provision)
        for element in article.elements
        if element.rated
        for provision in PROVISIONS[:3]
    ]
    grades = {pair: data.draw(st.sampled_from(("not_met", "partly", "met"))) for pair in pairs}
    raised = data.draw(st.sampled_from(pairs))
    before, after = data.draw(
        st.sampled_from([("not_met", "partly"), ("partly", "met"), ("not_met", "met")])
    )
    worse = shown(cited(laws, {**grades, raised: before}), article.article)
    assert shown(cited(laws, {**grades, raised: after}), article.article) <= worse
