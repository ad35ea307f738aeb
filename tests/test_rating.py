"""The rating rule, worked by hand: each branch, each state that is no grade, ranges, overrides, boundary days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assess.answers import index_text
from assess.base.problems import NOWHERE
from assess.base.text import Text
from assess.checks import check
from assess.load.cases import load_case
from assess.load.instruments import load_instrument
from assess.load.labels import labels
from assess.model.instrument import Element
from assess.model.terms import UNKNOWN
from assess.rating.belonging import same_place
from assess.rating.force import Reading, provision_forces
from assess.rating.rate import index, rate, rate_elements
from assess.rating.standing import Standing
from assess.speak.words import Words


@pytest.fixture(scope="module")
def scale():
    return load_instrument("budapest")[0].scale


NAMES = {
    "M": "met",
    "O": "met_otherwise",
    "P": "partly",
    "N": "not_met",
    "X": "contrary",
    "0": "not_found",
    "?": "not_assessed",
    "S": "source_not_obtained",
    "s": "source_not_obtained",
    "A": "not_applicable",
    "R": "reserved",
    "D": "draft_only",
    "F": "not_in_force",
    "L": "repealed",
    "U": "date_uncertain",
}


def standing(
    number: int,
    state: str,
    weight: str | None = "main",
    level: str = "mandatory",
    kind: str = "conduct",
    floor: str = "",
) -> Standing:
    element = Element(f"1.e{number}", "1", Text(), kind, level, {}, (), NOWHERE, weight=weight)
    unknown = state in UNKNOWN
    worst, best = (floor or "not_found", "met") if unknown else (state, state)
    return Standing(element, state, worst, best, (), None, ())


def listed(leads: str, mains: str = "", details: str = "") -> list[Standing]:
    """Return elements given as signs of `NAMES`; `s` is a source not obtained with a floor of partly."""
    weights = ["lead"] * len(leads) + ["main"] * len(mains) + ["detail"] * len(details)
    return [
        standing(number, NAMES[sign], weight, floor="partly" if sign == "s" else "")
        for number, (sign, weight) in enumerate(zip(leads + mains + details, weights))
    ]


def rated(scale, *signs: str) -> str:
    return str(rate_elements(listed(*signs), scale))


@pytest.mark.parametrize(
    "leads, mains, details, expected",
    [
        # C: every element is met or reserved
        ("M", "", "", "C"),
        ("MM", "MMM", "M", "C"),
        ("MO", "O", "R", "C"),
        ("M", "R", "R", "C"),
        # NC: more than half of the leads are not met
        ("N", "MMM", "MMM", "NC"),
        ("X", "M", "", "NC"),
        ("0", "M", "M", "NC"),
        ("NNM", "MM", "", "NC"),
        ("MN", "MMM", "", "PC"),
        ("NMM", "", "", "PC"),
        # NC: no lead is met, and more than half of all are not met
        ("P", "NN", "", "NC"),
        ("P", "NM", "", "PC"),
        ("PN", "NM", "", "PC"),
        ("PN", "NN", "", "NC"),
        ("PP", "NN", "N", "NC"),
        ("PP", "NN", "", "PC"),
        # LC: no lead and no main element not met, at most a third short
        ("M", "MM", "N", "LC"),
        ("M", "PM", "", "LC"),
        ("M", "M", "N", "LC"),
        ("M", "MMM", "NN", "LC"),
        ("M", "PPMMM", "", "LC"),
        # PC: more than a third short, a main element missing, the only lead in part, two leads in part
        ("M", "M", "NN", "PC"),
        ("M", "PP", "MM", "PC"),
        ("M", "NMMMM", "MMMM", "PC"),
        ("P", "MMM", "MM", "PC"),
        ("PM", "MMM", "MM", "LC"),
        ("PPM", "MMM", "MMM", "PC"),
        ("M", "X", "MMM", "PC"),
        # reserved elements stay in every count and never fall short
        ("M", "RP", "", "LC"),
        ("M", "P", "", "PC"),
        ("P", "RN", "", "PC"),
        ("P", "NRN", "", "PC"),
        ("M", "NR", "", "PC"),
        # not applicable: taken out, also of the denominators; where no lead counts the others stand in for NC alone
        ("MA", "MA", "", "C"),
        ("M", "MA", "N", "LC"),
        ("A", "A", "", "–"),
        ("", "", "", "–"),
        ("A", "NNM", "", "NC"),
        ("A", "NM", "", "PC"),
        ("", "MM", "N", "LC"),
        ("", "", "NMM", "LC"),
        ("", "", "NNM", "NC"),
        ("", "N", "M", "PC"),
        # ranges, and what is not rated
        ("?", "", "", "–"),
        ("?", "??", "S", "–"),
        ("M?", "M", "", "PC–C"),
        ("M", "?M", "", "PC–C"),
        ("M", "M", "?", "LC–C"),
        ("N?", "M", "", "NC–PC"),
        ("N", "?", "", "NC"),
        ("S", "M", "", "NC–C"),
        ("s", "M", "", "PC–C"),
        ("U", "M", "", "NC–C"),
        ("M", "N?MM", "", "PC"),
        ("P", "?", "", "PC"),
        ("D", "M", "", "NC–C"),
        ("F", "M", "", "NC–C"),
        ("L", "M", "", "NC–C"),
    ],
)
def test_rule(scale, leads: str, mains: str, details: str, expected: str) -> None:
    assert rated(scale, leads, mains, details) == expected


def test_options_guidance_safeguards_and_acts_of_a_party_never_count(scale) -> None:
    act = Element("1.act", "1", Text(), "duty", "mandatory", {}, (), NOWHERE, party_act=True)
    others = [
        standing(0, "met", "lead"),
        standing(1, "not_met", None, "optional_limb"),
        standing(2, "contrary", None, "declarable"),
        standing(3, "not_found", None, "guidance"),
        standing(4, "not_met", None, kind="safeguard"),
        Standing(act, "not_met", "not_met", "not_met", (), None, ()),
    ]
    outcome = rate_elements(others, scale)
    assert (str(outcome), outcome.counted) == ("C", 1)


def test_reservable_counts_until_reserved(scale) -> None:
    for state, expected in (("not_found", "PC"), ("reserved", "C")):
        pair = [standing(0, "met", "lead"), standing(1, state, "main", "reservable")]
        assert str(rate_elements(pair, scale)) == expected


def test_what_is_met_is_counted_beside_what_is_reserved(scale) -> None:
    outcome = rate_elements(listed("M", "RNP", "?A"), scale)
    assert (outcome.met, outcome.known, outcome.counted, outcome.taken_out) == (2, 4, 5, 1)


@pytest.mark.parametrize(
    "leads, mains, details, deciders",
    [
        ("MN", "M", "", ["1.e1"]),
        ("MP", "N", "P", ["1.e2"]),
        ("M", "M", "N", ["1.e2"]),
        ("MM", "M", "", []),
        ("N?", "M", "", ["1.e1"]),
        ("M?", "N", "", ["1.e2"]),
        ("P", "?", "", ["1.e0"]),
        ("N", "NM", "", ["1.e0"]),
        ("P", "NN", "M", ["1.e0", "1.e1", "1.e2"]),
        ("M", "PP", "MM", ["1.e1", "1.e2"]),
        ("PP", "M", "N", ["1.e0", "1.e1"]),
    ],
)
def test_deciders(scale, leads: str, mains: str, details: str, deciders: list[str]) -> None:
    assert list(rate_elements(listed(leads, mains, details), scale).deciders) == deciders


def test_index_by_hand(scale) -> None:
    """Two articles: (1 + ½ + 0)/3 = ½ and 1; mean ¾. One of five unknown: 80 % known, told, from 0.65 to 0.9."""
    known = [
        [standing(0, "met", "lead"), standing(1, "partly"), standing(2, "not_found")],
        [standing(3, "met_otherwise", True), standing(4, "not_applicable")],
    ]
    one = index(known, scale)
    assert (one.low, one.high, one.known, one.counted, one.told) == (0.75, 0.75, 4, 4, True)
    part = [
        [standing(0, "met", "lead"), standing(1, "partly"), standing(2, "not_assessed")],
        [standing(3, "met", "lead"), standing(4, "met")],
    ]
    two = index(part, scale)
    assert two.low == pytest.approx(0.75) and two.high == pytest.approx((2.5 / 3 + 1) / 2)
    assert (two.share_known, two.told) == (0.8, True)
    three = index([[standing(0, "met", "lead"), standing(1, "not_assessed")]], scale)
    assert three.told is False


# --- states, from a case on its days ---------------------------------------------------------------------------------


def states(folder, day: str, *assume: str) -> dict[str, str]:
    case, problems = load_case(folder)
    assert not problems
    rating = rate(case, Reading(date.fromisoformat(day), assume))
    return {one.element.id: one.state for article in rating.articles for one in article.standings}


def shown(folder, day: str, *assume: str) -> dict[str, str]:
    case, _ = load_case(folder)
    return {
        one.article.article: one.shown
        for one in rate(case, Reading(date.fromisoformat(day), assume)).articles
    }


def replace(folder, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_boundary_days(folder) -> None:
    """In force from its first day on, no longer on the day named by `until`."""
    replace(
        folder,
        "laws/L1.yaml",
        "in_force: 2010-05-01\n",
        "in_force: 2010-05-01\nuntil: 2020-05-01\n",
    )
    assert states(folder, "2010-04-30")["2.take"] == "not_in_force"
    assert states(folder, "2010-05-01")["2.take"] == "met"
    assert states(folder, "2020-04-30")["2.take"] == "met"
    assert states(folder, "2020-05-01")["2.take"] == "draft_only"


def test_provisions_of_other_days_leave_an_element_unknown_and_say_why(folder) -> None:
    replace(
        folder,
        "laws/L1.yaml",
        "in_force: 2010-05-01\n",
        "in_force: 2010-05-01\nuntil: 2020-05-01\n",
    )
    assert states(folder, "2009-01-01")["2.take"] == "not_in_force"
    assert states(folder, "2021-01-01")["2.intent"] == "draft_only"
    assert states(folder, "2021-01-01")["3.search"] == "repealed"
    assert states(folder, "2016-01-01")["2.possession"] == "draft_only"
    assert states(folder, "2014-12-31")["2.possession"] == "not_assessed"  # the bill came in 2015
    assert shown(folder, "2009-01-01")["2"] == "–"  # nothing is known, so nothing is rated
    rating = rate(load_case(folder)[0], Reading(date(2021, 1, 1)))
    assert {one.worst for one in rating.articles[1].standings} == {"not_found"}


def test_that_a_law_was_read_answers_nothing(folder) -> None:
    """`examined: [all]` stands in the small case; without findings no element is answered and no article rated."""
    (folder / "findings/01.yaml").unlink()
    case, problems = load_case(folder)
    assert not problems and case.laws[1].examined == ("all",)
    rating = rate(case, Reading(date(2016, 1, 1)))
    assert {one.state for article in rating.articles for one in article.standings} == {
        "not_assessed"
    }
    assert {one.shown for one in rating.articles} == {"–"}
    assert rating.index.known == 0 and not rating.index.told
    assert rating.parts[0].distribution == {
        "C": 0,
        "LC": 0,
        "PC": 0,
        "NC": 0,
        "range": 0,
        "none": 2,
    }


SEARCH = (
    "- element: {element}\n  not_found: {{by: A. Assessor, on: 2026-01-01, laws: [L1]{more}}}\n"
)


def searched(folder, element: str, more: str = "") -> None:
    """Put a statement in the place of the finding on an element."""
    text = (folder / "findings/01.yaml").read_text()
    head, _, rest = text.partition(f"- element: {element}\n")
    _, mark, tail = rest.partition("\n- element: ")
    tail = f"- element: {tail}" if mark else "analyses" + rest.partition("\nanalyses")[2]
    (folder / "findings/01.yaml").write_text(
        head + SEARCH.format(element=element, more=more) + tail
    )


def test_a_search_without_success_is_a_statement_of_its_time(folder) -> None:
    """It covers the time of the laws that were searched, or the days that it names."""
    searched(folder, "2.take")
    replace(
        folder,
        "laws/L1.yaml",
        "in_force: 2010-05-01\n",
        "in_force: 2010-05-01\nuntil: 2020-05-01\n",
    )
    expected = {
        "2010-04-30": "not_assessed",
        "2010-05-01": "not_found",
        "2020-04-30": "not_found",
        "2020-05-01": "not_assessed",
    }
    assert {day: states(folder, day)["2.take"] for day in expected} == expected
    assert shown(folder, "2016-01-01")["2"] == "NC"


def test_a_search_covers_the_days_that_it_names(folder) -> None:
    searched(folder, "2.take", ", since: 2012-01-01, until: 2013")
    # a coarse end may have come on its first day
    expected = {
        "2011-12-31": "not_assessed",
        "2012-01-01": "not_found",
        "2012-12-31": "not_found",
        "2013-01-01": "not_assessed",
    }
    assert {day: states(folder, day)["2.take"] for day in expected} == expected


def test_a_provision_that_counts_goes_before_a_search(folder) -> None:
    replace(
        folder,
        "findings/01.yaml",
        "- element: 3.search\n",
        "- element: 3.search\n  not_found: {by: A. Assessor, on: 2026-01-01, laws: [L1]}\n",
    )
    assert states(folder, "2016-01-01")["3.search"] == "met"


def test_a_search_for_many_elements_is_written_out_for_each_that_has_no_answer(folder) -> None:
    text = (folder / "findings/01.yaml").read_text()
    kept = text.partition("- element: 2.without_right")[0]
    (folder / "findings/01.yaml").write_text(
        kept + 'not_found:\n- {elements: ["2"], by: A. Assessor, on: 2026-01-01, laws: [L1]}\n'
    )
    case, problems = load_case(folder)
    assert not problems
    written = {one.element: one.not_found[0].by for one in case.findings if one.not_found}
    assert written == dict.fromkeys(
        ["2.without_right", "2.intent", "2.possession", "2.limb.aim"], "A. Assessor"
    )
    assert states(folder, "2016-01-01")["2.take"] == "met"
    assert states(folder, "2016-01-01")["2.intent"] == "not_found"


# --- no mosaic -------------------------------------------------------------------------------------------------------


def test_a_mental_element_of_another_offence_is_met_in_part(folder) -> None:
    """2.intent is met by L1:4, which punishes rude words and not taking."""
    replace(
        folder,
        "findings/01.yaml",
        '- element: 2.intent\n  citations:\n  - {provision: "L1:2"',
        '- element: 2.intent\n  citations:\n  - {provision: "L1:4"',
    )
    case, _ = load_case(folder)
    intent = rate(case, Reading(date(2016, 1, 1))).standing("2.intent")
    assert (intent.state, [one.apart for one in intent.weighed]) == ("partly", [True, False])
    assert shown(folder, "2016-01-01")["2"] != "C"


@pytest.mark.parametrize(
    "general, state",
    [
        ('["4"]', "met"),
        ('["1-3"]', "partly"),
        ('["3-5"]', "met"),
        ("[]", "partly"),
    ],
)
def test_the_general_part_holds_for_every_offence(folder, general: str, state: str) -> None:
    replace(
        folder,
        "findings/01.yaml",
        '- element: 2.intent\n  citations:\n  - {provision: "L1:2"',
        '- element: 2.intent\n  citations:\n  - {provision: "L1:4"',
    )
    replace(folder, "laws/L1.yaml", "examined: [all]\n", f"examined: [all]\ngeneral: {general}\n")
    assert states(folder, "2016-01-01")["2.intent"] == state


@pytest.mark.parametrize("kind, state", [("code", "met"), ("act", "partly")])
def test_the_general_part_of_a_code_holds_for_other_laws_too(folder, kind: str, state: str) -> None:
    (folder / "laws/L2.yaml").write_text(
        (folder / "laws/L1.yaml")
        .read_text()
        .replace("id: L1", "id: L2")
        .replace("kind: act", f"kind: {kind}")
        .replace("examined: [all]", 'general: ["4"]')
    )
    replace(
        folder,
        "findings/01.yaml",
        '- element: 2.intent\n  citations:\n  - {provision: "L1:2"',
        '- element: 2.intent\n  citations:\n  - {provision: "L2:4"',
    )
    assert states(folder, "2016-01-01")["2.intent"] == state


@pytest.mark.parametrize(
    "provision, assume, state", [("L1:4", [], "met_otherwise"), ("B1:2a", ["B1"], "partly")]
)
def test_a_general_defence_is_no_other_offence(
    folder, provision: str, assume: list[str], state: str
) -> None:
    """L1:4 is cited for no conduct; B1:2a is the offence of having a thing."""
    replace(
        folder,
        "findings/01.yaml",
        '- element: 2.without_right\n  citations:\n  - {provision: "L1:2", grade: met',
        "- element: 2.without_right\n  citations:\n"
        f'  - {{provision: "{provision}", grade: met_otherwise, note: A defence',
    )
    assert states(folder, "2016-01-01", *assume)["2.without_right"] == state


@pytest.mark.parametrize(
    "first, second, same",
    [
        ("L1:3", "L1:3(a)", True),
        ("L1:3(a)", "L1:3", True),
        ("L1:3(a)", "L1:3(b)", False),
        ("L1:3", "L1:31", False),
        ("L1:3", "L2:3", False),
        ("L1:3(a)(1)", "L1:3(a)", True),
        ("L1:2 data", "L1:2", True),
    ],
)
def test_a_provision_is_in_the_article_that_holds_it(first: str, second: str, same: bool) -> None:
    assert same_place(first, second) is same


def test_coarse_days_are_unknown_and_not_guessed(folder) -> None:
    replace(folder, "laws/L1.yaml", "in_force: 2010-05-01\n", "in_force: 2010\n")
    assert states(folder, "2009-12-31")["2.take"] == "not_in_force"
    assert states(folder, "2010-06-01")["2.take"] == "date_uncertain"
    assert states(folder, "2010-12-31")["2.take"] == "met"
    assert shown(folder, "2010-06-01")["3"] == "–"


def test_source_not_obtained_is_unknown_and_keeps_its_floor(folder) -> None:
    (folder / "laws/L2.yaml").write_text("""
id: L2
title: Unread Act
kind: act
in_force: 2015-01-01
text: not_obtained
unseen: ["15", "2.possession", "2.take"]
language: en
rights: unknown
sources: [GAZ]
confidence: low
provisions: []
""")
    case, problems = load_case(folder)
    assert not problems
    rating = rate(case, Reading(date(2016, 1, 1)))
    judge, possession, take = (
        rating.standing(name) for name in ("15.judge", "2.possession", "2.take")
    )
    assert (judge.state, judge.worst, judge.best, judge.floor) == (
        "source_not_obtained",
        "partly",
        "met",
        "partly",
    )
    assert (possession.state, possession.worst, possession.floor) == (
        "source_not_obtained",
        "not_found",
        None,
    )
    assert take.state == "met"  # what is met cannot be made worse by a text nobody has read
    assert shown(folder, "2016-01-01")["15"] == "–"  # its one element is unknown, for all its floor
    assert shown(folder, "2014-12-31")["15"] == "PC"


def test_not_applicable_needs_no_citation(folder) -> None:
    replace(
        folder, "findings/01.yaml", "  note: Not used.", "  not_applicable: There is no such aim."
    )
    assert states(folder, "2016-01-01")["2.limb.aim"] == "not_applicable"


def test_reserved_from_the_day_it_was_made_until_it_is_withdrawn(folder) -> None:
    with (folder / "case.yaml").open("a") as file:
        file.write(
            "reservations:\n- paragraph: 2(2)\n  made: 2012-01-01\n  withdrawn: 2018-01-01\n  sources: [GAZ]\n"
        )
    assert states(folder, "2011-12-31")["2.possession"] == "not_assessed"
    assert states(folder, "2012-01-01")["2.possession"] == "reserved"
    assert states(folder, "2018-01-01")["2.possession"] == "draft_only"
    assert shown(folder, "2012-01-01")["2"] == "C"
    assert shown(folder, "2011-12-31")["2"] == "LC–C"


def test_reservation_does_not_excuse_contrary(folder) -> None:
    replace(
        folder,
        "findings/01.yaml",
        'provision: "B1:2a", grade: partly',
        'provision: "L1:2", grade: contrary',
    )
    with (folder / "case.yaml").open("a") as file:
        file.write("reservations:\n- paragraph: 2(2)\n  sources: [GAZ]\n")
    assert states(folder, "2016-01-01")["2.possession"] == "contrary"


def test_assumed_bill_adds_replaces_and_strikes_out(folder) -> None:
    before, after = states(folder, "2016-01-01"), states(folder, "2016-01-01", "B1")
    assert (before["2.without_right"], after["2.without_right"]) == ("met", "not_met")
    assert (before["2.possession"], after["2.possession"]) == ("draft_only", "partly")
    assert before["3.search"] == after["3.search"] == "met"
    assert (shown(folder, "2016-01-01")["2"], shown(folder, "2016-01-01", "B1")["2"]) == (
        "LC–C",
        "PC",
    )


def test_together_counts_only_while_all_are_in_force(folder) -> None:
    replace(
        folder,
        "findings/01.yaml",
        '- element: 3.search\n  citations:\n  - {provision: "L1:3"',
        '- element: 3.search\n  citations:\n  - {provision: ["L1:3", "B1:2a"]',
    )
    assert states(folder, "2016-01-01")["3.search"] == "draft_only"
    assert states(folder, "2016-01-01", "B1")["3.search"] == "met"


def test_override_is_shown_beside_the_computed_rating_while_it_holds(folder) -> None:
    with (folder / "findings/01.yaml").open("a") as file:
        file.write(
            'overrides:\n- {article: "2", rating: PC, reason: Courts read it narrowly., by: A. Assessor, '
            "since: 2016-01-01, until: 2017-01-01}\n"
        )
    case, problems = load_case(folder)
    assert not problems
    for day, expected in (
        ("2015-12-31", "LC–C"),
        ("2016-01-01", "PC"),
        ("2016-12-31", "PC"),
        ("2017-01-01", "LC–C"),
    ):
        article = rate(case, Reading(date.fromisoformat(day))).articles[1]
        assert (article.shown, str(article.computed)) == (expected, "LC–C")


def test_safeguards_are_never_netted_against_coverage(folder) -> None:
    replace(
        folder,
        "findings/01.yaml",
        "- element: 3.safeguards\n  citations:\n"
        '  - {provision: "L1:3", grade: met, sources: [GAZ], confidence: high}\n',
        "",
    )
    case, _ = load_case(folder)
    rating = rate(case, Reading(date(2016, 1, 1)))
    assert {one.article.article: one.shown for one in rating.articles}["3"] == "C"
    assert rating.safeguards.low == 0.25  # Article 15 half met, Article 3 not: (½ + 0) / 2
    assert rating.safeguards.counted == 2


def test_part_has_distribution_and_weakest_core_article(folder) -> None:
    case, _ = load_case(folder)
    part = rate(case, Reading(date(2016, 1, 1), ("B1",))).parts[0]
    assert part.distribution == {"C": 1, "LC": 0, "PC": 1, "NC": 0, "range": 0, "none": 0}
    assert part.weakest == ("2",)


def test_jordan_turns_on_the_day_the_law_of_2023_came(jordan) -> None:
    day = date(2023, 9, 12)
    before = rate(jordan, Reading(day - timedelta(days=1))).standing("16.1.power")
    after = rate(jordan, Reading(day)).standing("16.1.power")
    assert before.state == "not_met" and after.state == "source_not_obtained"
    assert before.best == "not_met" and after.best == "met"


def test_share_of_the_known_is_never_rounded_up_to_the_threshold(scale) -> None:
    """159 of 200 are 79.5 per cent: too few, and not printed as 80."""
    one = index(
        [[standing(0, "met", "lead")] * 159 + [standing(1, "not_assessed", "lead")] * 41], scale
    )
    said = Words(labels("en"), "en").say(index_text(one))
    assert "(79 %)" in said and "80 % are needed" in said


def test_a_provision_that_a_bill_replaces_says_so_and_one_repealed_before_does_not(folder) -> None:
    replace(folder, "laws/L1.yaml", '- id: "4"\n', '- id: "4"\n  until: 2012-01-01\n')
    case, problems = load_case(folder)
    assert not problems
    forces = provision_forces(case, Reading(date(2016, 1, 1), ("B1",)))
    assert (forces["L1:2"], forces["L1:4"], forces["L1:1"]) == ("replaced", "repealed", "in_force")
    assert forces["B1:2"] == "in_force"
    assert provision_forces(case, Reading(date(2011, 1, 1), ("B1",)))["L1:4"] == "replaced"
    assert provision_forces(case, Reading(date(2016, 1, 1)))["L1:2"] == "in_force"


def test_versions_that_may_follow_each_other_do_not_overlap(folder) -> None:
    """With years alone on record, one version may have ended on the day on which the next began."""
    replace(folder, "laws/L1.yaml", '- id: "4"\n', '- id: "4"\n  until: 2012\n')
    with (folder / "laws/L1.yaml").open("a") as file:
        file.write(
            "- {id: 4 (2012), summary: More., in_force: 2012, sources: [GAZ], confidence: high}\n"
        )
    assert "dates-overlap" not in [
        one.code for one in check(load_case(folder)[0], date(2026, 1, 1))
    ]
    replace(folder, "laws/L1.yaml", "until: 2012\n", "until: 2014\n")
    assert "dates-overlap" in [one.code for one in check(load_case(folder)[0], date(2026, 1, 1))]
