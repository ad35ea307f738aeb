"""The rating rule, worked by hand: each branch, each state that is no grade, ranges, overrides, boundary days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from assess.case import load_case
from assess.checks import check
from assess.instruments import load_instrument
from assess.labels import labels
from assess.model.instrument import Element
from assess.model.terms import UNKNOWN
from assess.problems import NOWHERE
from assess.rating import index, rate, rate_elements
from assess.standing import Reading, Standing, provision_forces
from assess.text import Text
from assess.view.sentences import index_text
from assess.view.words import Words


@pytest.fixture(scope="module")
def scale():
    return load_instrument("budapest")[0].scale


def standing(number: int, state: str, core: bool, level: str = "mandatory", kind: str = "conduct",
             floor: str = "") -> Standing:
    element = Element(f"1.e{number}", "1", Text(), kind, level, core, {}, (), NOWHERE)
    unknown = state in UNKNOWN
    worst, best = (floor or "not_found", "met") if unknown else (state, state)
    return Standing(element, state, worst, best, (), None, ())


def rated(scale, core: str, others: str = "") -> str:
    """Rate elements given as words: `M` met, `O` met otherwise, `P` partly, `N` not met, `X` contrary, `0` not found,
    `?` not assessed, `S` source not obtained, `s` the same with a floor of partly, `A` not applicable, `R` reserved,
    `D` draft, `F` not yet in force, `L` repealed, `U` date uncertain."""
    names = {"M": "met", "O": "met_otherwise", "P": "partly", "N": "not_met", "X": "contrary", "0": "not_found",
             "?": "not_assessed", "S": "source_not_obtained", "s": "source_not_obtained", "A": "not_applicable",
             "R": "reserved", "D": "draft_only", "F": "not_in_force", "L": "repealed", "U": "date_uncertain"}
    listed = [standing(number, names[sign], number < len(core), floor="partly" if sign == "s" else "")
              for number, sign in enumerate(core + others)]
    return str(rate_elements(listed, scale))


@pytest.mark.parametrize("core, others, expected", [
    # C: every element is met
    ("M", "", "C"), ("MM", "MMM", "C"), ("MO", "O", "C"),
    # NC: half or more of the core elements are not met
    ("N", "MMM", "NC"), ("MN", "MMM", "NC"), ("NMM", "", "PC"), ("NNM", "", "NC"), ("X", "M", "NC"), ("0M", "M", "NC"),
    ("DM", "", "NC"), ("FM", "", "NC"), ("LM", "", "NC"),
    # partly met is not "not met"
    ("P", "M", "PC"), ("PP", "MM", "PC"),
    # LC: all core met, at most half of the others fall short
    ("M", "MN", "LC"), ("M", "PM", "LC"), ("MM", "NNMM", "LC"), ("M", "N0XPMMMM", "LC"),
    # PC: more than half of the others fall short
    ("M", "N", "PC"), ("M", "NNM", "PC"), ("M", "PPM", "PC"), ("MM", "NNNMM", "PC"),
    # PC: a core element partly met, or a minority of them missing
    ("MP", "MM", "PC"), ("MMN", "MM", "PC"),
    # taken out: neither for nor against, but nothing is rated where all are out
    ("MA", "MR", "C"), ("NA", "M", "NC"), ("A", "R", "–"), ("", "", "–"), ("R", "MM", "C"), ("R", "NM", "NC"),
    ("R", "NMM", "PC"),
    # ranges
    ("?", "", "NC–C"), ("M?", "M", "NC–C"), ("M", "?M", "LC–C"), ("M", "??M", "PC–C"), ("N?", "M", "NC"),
    ("NM", "?", "NC"), ("S", "M", "NC–C"), ("s", "M", "PC–C"), ("U", "M", "NC–C"), ("MMN?", "M", "NC–PC"),
    ("M", "N?MM", "LC"), ("M", "N?M", "PC–LC"), ("P", "?", "PC"),
])
def test_rule(scale, core: str, others: str, expected: str) -> None:
    assert rated(scale, core, others) == expected


def test_options_guidance_and_safeguards_never_count(scale) -> None:
    listed = [standing(0, "met", True), standing(1, "not_met", False, "optional_limb"),
              standing(2, "contrary", False, "declarable"), standing(3, "not_found", False, "guidance"),
              standing(4, "not_met", False, kind="safeguard")]
    outcome = rate_elements(listed, scale)
    assert (str(outcome), outcome.counted) == ("C", 1)


def test_reservable_counts_until_reserved(scale) -> None:
    assert str(rate_elements([standing(0, "met", True), standing(1, "not_found", False, "reservable")], scale)) == "PC"
    assert str(rate_elements([standing(0, "met", True), standing(1, "reserved", False, "reservable")], scale)) == "C"


@pytest.mark.parametrize("core, others, deciders", [
    ("MN", "N", ["1.e1"]), ("MP", "N", ["1.e1"]), ("M", "NM", ["1.e1"]), ("MM", "M", []), ("N?", "", ["1.e0"]),
    ("M?", "N", ["1.e1"]), ("M", "N?MM", ["1.e1"]), ("P", "?", ["1.e0"]),
])
def test_deciders(scale, core: str, others: str, deciders: list[str]) -> None:
    names = {"M": "met", "P": "partly", "N": "not_met", "?": "not_assessed"}
    listed = [standing(number, names[sign], number < len(core)) for number, sign in enumerate(core + others)]
    assert list(rate_elements(listed, scale).deciders) == deciders


def test_index_by_hand(scale) -> None:
    """Two articles: (1 + ½ + 0)/3 = ½ and 1; mean ¾. One of five unknown: 80 % known, told, from 0.65 to 0.9."""
    known = [[standing(0, "met", True), standing(1, "partly", False), standing(2, "not_found", False)],
             [standing(3, "met_otherwise", True), standing(4, "not_applicable", False)]]
    one = index(known, scale)
    assert (one.low, one.high, one.known, one.counted, one.told) == (0.75, 0.75, 4, 4, True)
    part = [[standing(0, "met", True), standing(1, "partly", False), standing(2, "not_assessed", False)],
            [standing(3, "met", True), standing(4, "met", False)]]
    two = index(part, scale)
    assert two.low == pytest.approx(0.75) and two.high == pytest.approx((2.5 / 3 + 1) / 2)
    assert (two.share_known, two.told) == (0.8, True)
    three = index([[standing(0, "met", True), standing(1, "not_assessed", False)]], scale)
    assert three.told is False


# --- states, from a case on its days ---------------------------------------------------------------------------------

def states(folder, day: str, *assume: str) -> dict[str, str]:
    case, problems = load_case(folder)
    assert not problems
    rating = rate(case, Reading(date.fromisoformat(day), assume))
    return {one.element.id: one.state for article in rating.articles for one in article.standings}


def shown(folder, day: str, *assume: str) -> dict[str, str]:
    case, _ = load_case(folder)
    return {one.article.article: one.shown for one in rate(case, Reading(date.fromisoformat(day), assume)).articles}


def replace(folder, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_boundary_days(folder) -> None:
    """In force from its first day on, no longer on the day named by `until`."""
    replace(folder, "laws/L1.yaml", "in_force: 2010-05-01\n", "in_force: 2010-05-01\nuntil: 2020-05-01\n")
    assert states(folder, "2010-04-30")["2.take"] == "not_assessed"  # nothing in force was examined
    assert states(folder, "2010-05-01")["2.take"] == "met"
    assert states(folder, "2020-04-30")["2.take"] == "met"
    assert states(folder, "2020-05-01")["2.take"] == "not_assessed"


def test_states_from_dates_where_another_law_was_examined(folder) -> None:
    (folder / "laws/L2.yaml").write_text((folder / "laws/L1.yaml").read_text().replace("id: L1", "id: L2").replace(
        "2010-05-01", "1990-01-01"))
    replace(folder, "laws/L1.yaml", "in_force: 2010-05-01\n", "in_force: 2010-05-01\nuntil: 2020-05-01\n")
    assert states(folder, "2009-01-01")["2.take"] == "not_in_force"
    assert states(folder, "2021-01-01")["2.intent"] == "draft_only"
    assert states(folder, "2021-01-01")["3.search"] == "repealed"
    assert states(folder, "2016-01-01")["2.possession"] == "draft_only"
    assert states(folder, "2014-12-31")["2.possession"] == "not_found"  # the bill came in 2015
    assert states(folder, "2016-01-01")["2.limb.aim"] == "not_found"
    assert shown(folder, "2009-01-01")["2"] == "NC"


def test_coarse_days_are_unknown_and_not_guessed(folder) -> None:
    replace(folder, "laws/L1.yaml", "in_force: 2010-05-01\n", "in_force: 2010\n")
    assert states(folder, "2009-12-31")["2.take"] == "not_assessed"
    assert states(folder, "2010-06-01")["2.take"] == "date_uncertain"
    assert states(folder, "2010-12-31")["2.take"] == "met"
    assert shown(folder, "2010-06-01")["3"] == "NC–C"


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
    judge, possession, take = (rating.standing(name) for name in ("15.judge", "2.possession", "2.take"))
    assert (judge.state, judge.worst, judge.best, judge.floor) == ("source_not_obtained", "partly", "met", "partly")
    assert (possession.state, possession.worst, possession.floor) == ("source_not_obtained", "not_found", None)
    assert take.state == "met"  # what is met cannot be made worse by a text nobody has read
    assert shown(folder, "2016-01-01")["15"] == "PC–C"
    assert shown(folder, "2014-12-31")["15"] == "PC"


def test_not_applicable_needs_no_citation(folder) -> None:
    replace(folder, "findings/01.yaml", "  note: Not used.", "  not_applicable: There is no such aim.")
    assert states(folder, "2016-01-01")["2.limb.aim"] == "not_applicable"


def test_reserved_from_the_day_it_was_made_until_it_is_withdrawn(folder) -> None:
    with (folder / "case.yaml").open("a") as file:
        file.write('reservations:\n- paragraph: 2(2)\n  made: 2012-01-01\n  withdrawn: 2018-01-01\n  sources: [GAZ]\n')
    assert states(folder, "2011-12-31")["2.possession"] == "not_found"
    assert states(folder, "2012-01-01")["2.possession"] == "reserved"
    assert states(folder, "2018-01-01")["2.possession"] == "draft_only"
    assert shown(folder, "2012-01-01")["2"] == "C"
    assert shown(folder, "2011-12-31")["2"] == "LC"


def test_reservation_does_not_excuse_contrary(folder) -> None:
    replace(folder, "findings/01.yaml", 'provision: "B1:2a", grade: partly', 'provision: "L1:2", grade: contrary')
    with (folder / "case.yaml").open("a") as file:
        file.write('reservations:\n- paragraph: 2(2)\n  sources: [GAZ]\n')
    assert states(folder, "2016-01-01")["2.possession"] == "contrary"


def test_assumed_bill_adds_replaces_and_strikes_out(folder) -> None:
    before, after = states(folder, "2016-01-01"), states(folder, "2016-01-01", "B1")
    assert (before["2.without_right"], after["2.without_right"]) == ("met", "not_met")
    assert (before["2.possession"], after["2.possession"]) == ("draft_only", "partly")
    assert before["3.search"] == after["3.search"] == "met"
    assert (shown(folder, "2016-01-01")["2"], shown(folder, "2016-01-01", "B1")["2"]) == ("LC", "NC")


def test_together_counts_only_while_all_are_in_force(folder) -> None:
    replace(folder, "findings/01.yaml", '- element: 3.search\n  citations:\n  - {provision: "L1:3"',
            '- element: 3.search\n  citations:\n  - {provision: ["L1:3", "B1:2a"]')
    assert states(folder, "2016-01-01")["3.search"] == "draft_only"
    assert states(folder, "2016-01-01", "B1")["3.search"] == "met"


def test_override_is_shown_beside_the_computed_rating_while_it_holds(folder) -> None:
    with (folder / "findings/01.yaml").open("a") as file:
        file.write('overrides:\n- {article: "2", rating: PC, reason: Courts read it narrowly., by: A. Assessor, '
                   'since: 2016-01-01, until: 2017-01-01}\n')
    case, problems = load_case(folder)
    assert not problems
    for day, expected in (("2015-12-31", "LC"), ("2016-01-01", "PC"), ("2016-12-31", "PC"), ("2017-01-01", "LC")):
        article = rate(case, Reading(date.fromisoformat(day))).articles[1]
        assert (article.shown, str(article.computed)) == (expected, "LC")


def test_safeguards_are_never_netted_against_coverage(folder) -> None:
    replace(folder, "findings/01.yaml", '- element: 3.safeguards\n  citations:\n'
            '  - {provision: "L1:3", grade: met, sources: [GAZ], confidence: high}\n', "")
    case, _ = load_case(folder)
    rating = rate(case, Reading(date(2016, 1, 1)))
    assert {one.article.article: one.shown for one in rating.articles}["3"] == "C"
    assert rating.safeguards.low == 0.25  # Article 15 half met, Article 3 not: (½ + 0) / 2
    assert rating.safeguards.counted == 2


def test_part_has_distribution_and_weakest_core_article(folder) -> None:
    case, _ = load_case(folder)
    part = rate(case, Reading(date(2016, 1, 1), ("B1",))).parts[0]
    assert part.distribution == {"C": 1, "LC": 0, "PC": 0, "NC": 1, "range": 0, "none": 0}
    assert part.weakest == ("2",)


def test_jordan_turns_on_the_day_the_law_of_2023_came(jordan) -> None:
    day = date(2023, 9, 12)
    before = rate(jordan, Reading(day - timedelta(days=1))).standing("16.1.power")
    after = rate(jordan, Reading(day)).standing("16.1.power")
    assert before.state == "not_met" and after.state == "source_not_obtained"
    assert before.best == "not_met" and after.best == "met"


def test_share_of_the_known_is_never_rounded_up_to_the_threshold(scale) -> None:
    """159 of 200 are 79.5 per cent: too few, and not printed as 80."""
    one = index([[standing(0, "met", True)] * 159 + [standing(1, "not_assessed", True)] * 41], scale)
    said = index_text(one, Words(labels("en"), "en"))
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
        file.write('- {id: 4 (2012), summary: More., in_force: 2012, sources: [GAZ], confidence: high}\n')
    assert "dates-overlap" not in [one.code for one in check(load_case(folder)[0], date(2026, 1, 1))]
    replace(folder, "laws/L1.yaml", "until: 2012\n", "until: 2014\n")
    assert "dates-overlap" in [one.code for one in check(load_case(folder)[0], date(2026, 1, 1))]
