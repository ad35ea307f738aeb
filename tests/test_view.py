"""The view loses nothing of a case, and says what counts, what does not, and why."""

from __future__ import annotations

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from assess.country import View, build_view
from assess.country.types import Ahead
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.rating.force import Reading
from assess.speak.words import Words

TODAY = date(2026, 12, 2)
READINGS = [
    Reading(date(2016, 1, 1)),
    Reading(date(2019, 1, 1), ("JO-BILL-2017-09",)),
    Reading(TODAY),
]


@pytest.fixture(scope="module", params=READINGS, ids=lambda reading: reading.as_of.isoformat())
def view(request, jordan) -> View:
    return build_view(jordan, request.param, "en", TODAY)


def mini(folder: Path, *assume: str) -> View:
    case, problems = load_case(folder)
    assert not problems
    return build_view(case, Reading(date(2016, 1, 1), assume), "en", TODAY)


def test_every_element_citation_and_provision_is_there(view: View, jordan) -> None:
    assert [row.id for row in view.elements] == [one.id for one in jordan.instrument.elements()]
    later = view.ahead or Ahead(None, (), (), (), (), ())
    assert len(view.citations) + len(later.citations) == sum(
        len(one.citations) for one in jordan.findings
    )
    assert len(view.provisions) + len(later.provisions) == len(jordan.provisions())
    assert len(view.laws) + len(later.laws) == len(jordan.laws)
    assert len(view.sources) == len(jordan.sources)


def test_counts_have_denominators_that_add_up(view: View) -> None:
    assert sum(one.number for one in view.ratings) == 35 == view.ratings[0].of
    assert sum(one.number for one in view.states) == view.states[0].of
    for part in view.parts:
        assert sum(number for _, number in part.distribution) == part.total == len(part.articles)


def test_no_text_is_a_python_value(view: View) -> None:
    """Nothing prints as None, as a tuple, or with an unfilled place of a sentence."""
    for text in strings(view):
        assert text != "None" and "{" not in text.replace("{_", ""), text
        assert not text.startswith("Text("), text


def strings(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, (tuple, list)):
        return [text for one in value for text in strings(one)]
    if dataclasses.is_dataclass(value):
        return [
            text
            for one in dataclasses.fields(value)
            if one.name != "labels"
            for text in strings(getattr(value, one.name))
        ]
    return []


def test_unknown_never_looks_like_no(view: View) -> None:
    unknown = [
        row.mark for row in view.elements if row.mark.key in ("source_not_obtained", "not_assessed")
    ]
    no = [
        row.mark for row in view.elements if row.mark.key in ("not_met", "not_found") and row.rated
    ]
    assert not {one.letter for one in unknown} & {one.letter for one in no}
    assert not {one.fill for one in unknown} & {one.fill for one in no}


def test_unlike_states_have_unlike_letters_and_colours_that_differ_in_grey(view: View) -> None:
    grades = [one for one in view.legend if one.key in ("C", "LC", "PC", "NC")]
    greys = sorted(grey(one.fill) for one in grades)
    letters = [one.letter for one in view.legend]
    assert len(set(letters)) == len(letters)
    assert all(later - earlier >= 6 for earlier, later in zip(greys, greys[1:])), greys
    for one in view.legend:
        assert contrast(one.fill, one.ink) >= 4.5, one


def grey(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours by WCAG 2."""

    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        lines = [
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * lines[0] + 0.7152 * lines[1] + 0.0722 * lines[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_bill_of_the_sample_changes_what_it_changes(jordan) -> None:
    view = build_view(jordan, READINGS[1], "en", TODAY)
    effect = next(one for one in view.bills if one.bill == "JO-BILL-2017-09")
    assert effect.assumed and {row[0] for row in effect.rows} >= {
        "8.beneficiary",
        "8.benefit_without_right",
    }
    assert view.assumptions == ("Assumed for this reading: Draft of September 2017 has passed.",)
    # the prosecutor stops a site
    assert any(
        line.startswith("Art. 15, ") and "(15.2." in line and "not met" in line
        for line in effect.worse
    )
    assert [(one.id, one.asks, one.old, one.new) for one in effect.elements] == list(effect.rows)
    assert all(one.name != one.id for one in (*effect.elements, *effect.weakened))
    assert any("hate speech" in line.lower() for line in effect.concerns)
    # no bill was on the table in January 2016
    assert build_view(jordan, READINGS[0], "en", TODAY).bills == ()
    # the law that they amend is gone
    assert build_view(jordan, READINGS[2], "en", TODAY).bills == ()


@pytest.mark.parametrize("reading, up_to_now, later", list(zip(READINGS, (0, 2, 3), (3, 2, 0))))
def test_scenarios_of_a_later_day_stand_in_the_chapter_that_looks_ahead(
    jordan, reading, up_to_now, later
) -> None:
    """Side by side stand the days up to the reading, where there are two; later ones stand beside this reading."""
    view = build_view(jordan, reading, "en", TODAY)
    assert len(view.scenarios.titles if view.scenarios else ()) == up_to_now
    side = view.ahead.scenarios if view.ahead else None
    assert len(side.titles if side else ()) == later
    if side:
        assert side.titles[0] == f"As of {view.as_of}" and len(side.rows) == 35
        assert [marks[0] for _, _, marks in side.rows] == [one.mark for one in view.articles]


def test_small_case_by_hand(folder: Path) -> None:
    view = mini(folder, "B1")
    rows = {row.id: row for row in view.elements}
    assert [line.provision for line in rows["2.without_right"].citations] == [
        "Bill on Things, Art. 2"
    ]
    assert [(line.provision, line.force) for line in rows["2.without_right"].others] == [
        ("Act 1/2010, Art. 2", "replaced by the assumed bill")
    ]
    assert (
        rows["2.limb.aim"].mark.label == "not assessed" and rows["2.limb.aim"].note == "Not used."
    )
    two = next(one for one in view.articles if one.number == "2")
    assert two.comments[0].reply == "Noted; the bill is shown beside the law."
    assert [row.id for row in two.recommendations] == ["R1"]
    assert two.guidance == ("T-CY Guidance Note 1, On things (Note 1, 2002)",)
    assert [(row.reference, row.treatment) for row in view.surplus] == [("L1:4", "rights concern")]

    assert 'Taking & <all> "that"\nis said.' in [line.note for line in rows["2.take"].others]


def test_what_a_language_lacks_shows(folder: Path) -> None:
    (folder / "checklist/lang").mkdir()
    (folder / "checklist/lang/xx.yaml").write_text(
        'articles:\n  "2":\n    heading: Prendre\n    leaves_open: [La peine.]\n'
        "elements:\n  2.take:\n    asks: Est-ce puni?\n"
        "    criteria: {met: Oui.}\n"
    )
    case, problems = load_case(folder)
    assert not problems
    view = build_view(case, Reading(date(2016, 1, 1)), "xx", TODAY)
    two = next(one for one in view.articles if one.number == "2")
    assert two.heading == "Prendre" and two.leaves_open == ("La peine.",)
    assert two.rows[0].asks == "Est-ce puni?" and dict(two.rows[0].criteria)["met"] == "Oui."
    assert two.rows[1].asks == "Only without right? [en]"


def test_override_and_reservation_are_told(folder: Path) -> None:
    with (folder / "findings/01.yaml").open("a") as file:
        file.write(
            'overrides:\n- {article: "2", rating: NC, reason: Never applied., by: A. Assessor}\n'
        )
    with (folder / "case.yaml").open("a") as file:
        file.write(
            "reservations:\n- {paragraph: 2(2), made: 2012, text: Not for now., sources: [GAZ]}\n"
        )
    view = mini(folder)
    two = next(one for one in view.articles if one.number == "2")
    assert (two.mark.letter, two.computed.letter) == ("NC", "C")
    assert "A. Assessor" in two.override and "Never applied." in two.override
    assert view.reservations[0].topic == "Article 2(2)" and view.reservations[0].note == "2012"
    possession = next(row for row in two.rows if row.id == "2.possession")
    assert possession.mark.label == "reserved" and "Not for now." in possession.note


def test_recipe_repeats(jordan) -> None:
    one, two = (build_view(jordan, READINGS[0], "en", TODAY) for _ in range(2))
    assert one.recipe == two.recipe and one == two
    assert (
        dict(one.recipe)["Cut-off date"] == "2016-01-01"
        and len(dict(one.recipe)["Hash of the case files"]) == 64
    )


@pytest.mark.parametrize(
    "numbers, said",
    [
        (["1", "2", "3", "5"], "1–3, 5"),
        (["1", "2", "4", "5"], "1, 2, 4, 5"),
        ([], ""),
        (["9"], "9"),
        (["2", "3 bis", "4"], "2, 3 bis, 4"),
    ],
)
def test_runs_of_article_numbers_are_drawn_together(numbers: list[str], said: str) -> None:
    assert Words(labels("en"), "en").numbers(numbers) == said


def test_only_reservations_that_hold_on_the_day_are_told(folder: Path) -> None:
    with (folder / "case.yaml").open("a") as file:
        file.write(
            "reservations:\n- {paragraph: 2(2), made: 2012-01-01, withdrawn: 2015-01-01, sources: [GAZ]}\n"
            '- {paragraph: "2", made: 2017-01-01, sources: [GAZ]}\n'
        )
    assert mini(folder).reservations == ()


def test_every_table_says_the_same_of_a_replaced_provision(folder: Path) -> None:
    rows = {row.reference: row.force for row in mini(folder, "B1").provisions}
    assert rows == {
        "L1:1": "in force",
        "L1:2": "replaced by the assumed bill",
        "L1:3": "in force",
        "L1:4": "replaced by the assumed bill",
        "B1:2a": "bill, assumed to have passed",
        "B1:2": "bill, assumed to have passed",
    }


def test_articles_stand_in_the_order_of_the_instrument(folder: Path) -> None:
    articles = folder / "checklist/articles"
    for number in ("2 bis", "10"):
        (articles / f"{number}.yaml").write_text(
            (articles / "01.yaml")
            .read_text()
            .replace('article: "1"', f'article: "{number}"')
            .replace("1.a.thing", f"{number}.a.thing")
        )
    view = mini(folder)
    assert [one.number for one in view.articles] == ["1", "2", "2 bis", "3", "10", "15"]
    assert [row[0] for row in view.scenarios.rows] == [one.number for one in view.articles]
