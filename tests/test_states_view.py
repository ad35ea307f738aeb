"""What a comparison of States says in words, against the cases and profiles that it was made from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import TODAY

from assess.answers import article_answer
from assess.app.states import faults_of
from assess.base import paths
from assess.base.text import Text
from assess.load.labels import labels
from assess.rating.force import Reading
from assess.rating.rate import rate
from assess.speak.page import Page
from assess.speak.words import REPORTED, Words
from assess.states import frames
from assess.states.assessed import column_name
from assess.states.figures import figures
from assess.states.gather import gather, with_profiles
from assess.states.load import Task
from assess.states.page_figures import world
from assess.states.places import GROUPS
from assess.states.printing import states_lines
from assess.states.profiles import cell, load_profiles
from assess.states.reported import treaty_lines
from assess.states.types import cell_mark
from assess.states.view import states_view
from assess.states.wordings import wrote

WORDS = Words(labels(), "en")
DAYS = (date(2016, 1, 1), date(2019, 1, 1))
YEARS = tuple(range(2012, 2027))


def compared(folder: Path, tasks: list[Task], profiles: tuple = ()):
    folder.mkdir(exist_ok=True)
    found = gather(tasks, faults_of, folder)
    return with_profiles(found, profiles, "") if profiles else found


def page(found, drawn=None, words: Words = WORDS) -> Page:
    """Return a comparison as it is told in a language."""
    return Page(states_view(found, drawn or figures(found, 50, 1)), words)


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    jordan, tilmara = str(paths.sample("jordan")), str(paths.sample("tilmara"))
    tasks = [
        *(Task(jordan, day, TODAY, (), YEARS, date(2015, 1, 1)) for day in DAYS),
        Task(tilmara, None, TODAY, (), YEARS, date(2015, 1, 1)),
    ]
    return compared(tmp_path_factory.mktemp("kept"), tasks, load_profiles()[0])


@pytest.fixture(scope="module")
def thin(tmp_path_factory):
    """Jordan today, mostly unknown, beside Tilmara."""
    tasks = [
        Task(str(paths.sample("jordan")), TODAY, TODAY, ()),
        Task(str(paths.sample("tilmara")), None, TODAY, ()),
    ]
    return compared(tmp_path_factory.mktemp("thin"), tasks)


@pytest.fixture(scope="module")
def view(found):
    return page(found, figures(found, 200, 1))


def test_every_cell_is_the_rating_of_the_case(view, jordan) -> None:
    for state, day in zip(view.states, DAYS):
        rating = rate(jordan, Reading(day))
        by_number = {one.article.article: one for one in rating.articles}
        assert len(state.cells) == len(view.articles) == len(by_number)
        for article, cell_view in zip(view.articles, state.cells):
            one = by_number[article.number]
            bounds = one.bounds or (None if one.computed.counted else ())
            assert cell_view.mark == WORDS.mark(cell_mark(bounds))
            assert (
                bounds == () or cell_view.mark.letter == WORDS.mark(article_answer(one).mark).letter
            )
            assert WORDS.say(article_answer(one).lead) in cell_view.note
            assert WORDS.say(article_answer(one).override) in cell_view.note
            assert [(two.element, two.name, two.text) for two in cell_view.reasons] == [
                (two.element, WORDS.say(two.name), WORDS.say(two.text))
                for two in article_answer(one).reasons
            ]
            assert cell_view.reach == WORDS.say(article_answer(one).reach)
            assert (cell_view.known, cell_view.counted) == (
                one.computed.known,
                one.computed.counted,
            )
            assert [(two.id, two.mark.key) for two in cell_view.elements] == [
                (two.element.id, two.state) for two in one.standings
            ]


def test_every_citation_is_there_with_what_is_missing_and_its_sources(view, jordan) -> None:
    rating = rate(jordan, Reading(DAYS[0]))
    elements = {one.id: one for cell_view in view.states[0].cells for one in cell_view.elements}
    for article in rating.articles:
        for one in article.standings:
            shown = elements[one.element.id].provisions
            assert len(shown) == len(one.weighed)
            for provision, weighed in zip(shown, one.weighed):
                citation = weighed.citation
                assert provision.mark.key == citation.grade
                assert WORDS.text(citation.missing) in provision.missing
                assert len(provision.sources) == len(citation.sources)
                assert bool(provision.force) == (weighed.force != "in_force")


def test_a_state_in_several_columns_is_told_apart(view) -> None:
    names = [one.name for one in view.states if not one.reported]
    assert names[:2] == ["Jordan, 1 January 2016", "Jordan, 1 January 2019"]
    assert len(names) == len(set(names))
    assert any(
        "Jordan" in one and "several columns" in one and "the map" in one.casefold()
        for one in view.warnings
    )


def test_states_of_one_name_are_told_apart(found) -> None:
    one, two, tilmara = found.columns
    other = replace(tilmara, key="XTN@2026-01-01", iso="XTN", case="tilmara-2")
    both = replace(found, columns=(one, tilmara, other))
    names = [WORDS.say(column_name(column, both)) for column in both.columns]
    assert names == ["Jordan", "Tilmara (XTM)", "Tilmara (XTN)"]
    nameless = replace(both, columns=(replace(tilmara, iso=""), replace(other, iso="")))
    assert [WORDS.say(column_name(column, nameless)) for column in nameless.columns] == [
        "Tilmara (tilmara)",
        "Tilmara (tilmara-2)",
    ]
    again = replace(
        found, columns=(*both.columns, replace(other, key="XTN@2020-01-01", as_of=date(2020, 1, 1)))
    )
    assert WORDS.say(column_name(again.columns[-1], again)) == "Tilmara (XTN), 1 January 2020"


def test_a_first_look_is_marked_indicative_and_has_a_rank_only_if_enough_is_known(
    found, thin
) -> None:
    one, two, tilmara = found.columns
    shallow = replace(
        found,
        columns=(replace(one, depth="first_look"), two, replace(tilmara, depth="first_look")),
        details=dict(found.details),
    )
    drawn = figures(shallow, 50, 1)
    view = page(shallow, drawn)
    marked = {state.key: state.indicative for state in view.states if not state.reported}
    assert marked == {one.key: "indicative", two.key: "", tilmara.key: "indicative"}
    # what is known decides, and not what was asked
    assert drawn.ranking == figures(found, 50, 1).ranking
    told = {tier.state: tier.note for tier in view.tiers}
    assert (
        all("first look" in told[state.key] for state in (one, tilmara))
        and "first look" not in told[two.key]
    )
    jordan, tilmara = thin.columns
    little = replace(
        thin, columns=(replace(jordan, depth="first_look"), tilmara), details=dict(thin.details)
    )
    told = {tier.state: tier.note for tier in page(little).tiers}
    assert told[jordan.key].startswith("no tier, since too little is known")
    lines = [text for name, text in view.recipe if name == "Case"]
    assert ["indicative" in line for line in lines] == [True, False, True]
    assert [
        two
        for two in view.warnings
        if two.startswith("Indicative") and "Jordan, 1 January 2016, Tilmara" in two
    ]
    said = list(states_lines(shallow, drawn, WORDS))
    assert sum("; first look: indicative" in line for line in said) == 2
    assert f"  (1) {one.key} (indicative)" in said and f"  (2) {two.key}" in said


def test_options_that_a_party_uses_without_a_declaration_are_told(found) -> None:
    one, two, tilmara = found.columns
    using = replace(
        found,
        columns=(replace(one, undeclared=(("2.limb.security", "2"),)), two, tilmara),
        details=dict(found.details),
    )
    view = page(using)
    lines = {state.key: [line.line for line in state.undeclared] for state in view.states}
    element = found.instrument.element("2.limb.security")
    assert lines[one.key] == [
        f"{WORDS.called(element)}: Article 2 gives this option to a Party that declares it. "
        "The law uses it, and no declaration is on file."
    ]
    assert not lines[two.key] and any(
        lines[one.key][0] in line for line in states_lines(using, figures(using, 50, 1), WORDS)
    )


def test_acts_of_a_party_are_counted_nowhere(found, view) -> None:
    acts = {one.id for one in found.instrument.elements() if one.party_act}
    assert acts
    assert not acts & {*frames.standings(found)["element"]}
    for rows in wrote(found).values():
        assert not acts & {two.answer.id for one in rows for two in one.lacks}
    assert not acts & {
        two.element for one in found.columns for article in one.articles for two in article.reasons
    }
    shown = [
        one
        for state in view.states
        for cell_view in state.cells
        for one in cell_view.elements
        if one.id in acts
    ]
    assert shown and all(one.party_act and not one.rated for one in shown)


def test_lists_of_elements_name_them(found, view) -> None:
    names = {one.id: str(one.name) for one in found.instrument.elements()}
    assert all(one.name == names[one.element] for one in view.duties)
    for _, rows in view.wrote:
        for one in rows:
            assert all(
                (two.name, two.line.startswith(f"{two.name} ({two.element}): "))
                == (names[two.element], True)
                for two in one.lacks
            )
    for one, change in zip(
        view.changes, (change for column in found.columns for change in column.changes)
    ):
        assert all(
            f"{names[name]} ({name}): " in one.why
            for name in [moved.id for moved in change.elements]
        )


def test_what_has_no_rating_is_told_apart(found, view) -> None:
    cells = [
        (record, shown)
        for column, state in zip(found.columns, view.states)
        for record, shown in zip(column.articles, state.cells)
    ]
    for record, shown in cells:
        assert (shown.mark.key == "out") == (record.counted == 0)
        assert (shown.mark.key == "none") == (record.counted > 0 == record.known)
    keys = [one.key for one in view.legend]
    assert [one.letter for one in view.legend if one.key in ("none", "out")] == ["–", "n/a"]
    assert keys.index("out") == keys.index("none") + 1


def test_groups_and_years_say_how_many_states(found, view) -> None:
    league = next(one for one in view.by_group if one.name == "League of Arab States")
    assert (league.states, league.total + league.out) == (1, 2 * len(view.articles))
    by_year = dict(frames.columns_by_year(found))
    for one in view.years:
        assert one.states == by_year[one.year]
    # Jordan ends in 2019
    assert [one.states for one in view.years if one.year in ("2019", "2020")] == [2, 1]


def test_ranks_are_numbers_too(found, view) -> None:
    ranks = figures(found, 200, 1).ranking.ranks
    for one in view.tiers:
        place = [column.key for column in found.columns].index(one.state)
        assert (one.best, one.worst) == (
            (ranks[place].best, ranks[place].worst) if place in ranks else (0, 0)
        )


def test_captions_of_tiers_do_not_claim_all_weights() -> None:
    for said in (WORDS.labels.compared.notes.tiers, WORDS.labels.compared_office.order_lead):
        assert "however" not in said and "whatever" not in said and "some weights" in said
    assert "5th percentile" in WORDS.labels.compared_office.order_lead


def test_a_state_of_an_earlier_day_is_not_compared_with_a_later_one(found) -> None:
    late = replace(found, since=date(2019, 1, 1))
    view = page(late)
    assert view.not_compared == ("Jordan, 1 January 2016", "Jordan, 1 January 2019")
    assert not {one.state for one in view.changes} & set(view.not_compared)
    early = page(found)
    assert early.not_compared == () and early.changes


def test_reported_states_say_what_the_profiles_say_and_no_rating(found, view) -> None:
    told = {one.key: one for one in view.states if one.reported}
    profiles = {one.iso: one for one in found.profiles if one.provisions}
    assert told.keys() == profiles.keys() and len(told) > 75
    for iso, profile in profiles.items():
        for article, shown in zip(view.articles, told[iso].cells):
            one = cell(profile, article.number)
            assert (
                shown.mark.key == ("reported_old" if one.old else one.sort)
                and shown.mark.key in REPORTED
            )
            assert len(shown.provisions) == len(one.provisions) + len(one.general)
            assert not [two for two in shown.provisions if two.mark]
            assert all(two.confidence.startswith("not checked here") for two in shown.provisions)
            if any(two.verdict_scope == "blanket" for two in one.general) and not one.verdicts:
                assert shown.mark.key != "reported_verdict"
        assert (told[iso].tier, told[iso].ranks, told[iso].index) == ("–", "–", "")
    assert not {one.state for one in view.tiers} & told.keys()


def test_what_rests_on_repealed_law_alone_has_a_sign_of_its_own(view) -> None:
    told = {one.key: one for one in view.states if one.reported}
    place = {one.number: at for at, one in enumerate(view.articles)}
    # a provision, a verdict, a law alone
    for iso, article in (("CHL", "5"), ("CZE", "6"), ("TUN", "4")):
        shown = told[iso].cells[place[article]]
        assert (shown.mark.key, shown.mark.letter) == (
            "reported_old",
            "¶†",
        ) and "repealed" in shown.note
    assert told["CZE"].cells[place["2"]].mark.key == "reported"  # of the newer code too
    assert [one.letter for one in view.legend if one.key in REPORTED] == [
        "¶v",
        "¶",
        "¶†",
        "(¶)",
        "·",
    ]
    assert len({(one.fill, one.ink) for one in view.legend if one.key in REPORTED}) == len(REPORTED)
    old = sum(
        number
        for one in view.reported_by_article
        for mark, number in one.counts
        if mark.key == "reported_old"
    )
    assert old == 27


def test_verdicts_are_those_of_the_source_as_taken_down(found, view) -> None:
    told = {one.key: one for one in view.states if one.reported}
    place = [one.number for one in view.articles].index("12")
    note = told["ARM"].cells[place].provisions[0].note
    assert (
        note.startswith("Verdict of the source, as taken down: none.")
        and "names no provision" in note
    )
    notes = " ".join(
        two.note for one in told.values() for shown in one.cells for two in shown.provisions
    )
    assert "own word" not in notes and "says that there is none" not in notes


def test_treaties_are_told_with_their_days_and_doubts(found) -> None:
    profiles = {one.iso: one for one in found.profiles}

    def line(iso: str) -> str:
        return WORDS.say(treaty_lines(profiles[iso])[0])

    assert line("ECU").startswith(
        "Convention on Cybercrime: Party (ratified or acceded) "
        "(acceded by 4 December 2025 [Before this day]); "
    )
    assert (
        "First Additional Protocol: ratified (date on the page: by April 2008 [On a list of April 2008])"
        in line("ALB")
    )
    assert line("ESP").count("date on the page: 3 June 2010") == 1
    assert "in force 1 October 2006 [not verified]" in line("NOR")
    assert "Convention on Cybercrime: no act, by the source or own knowledge" in line("JOR")
    assert line("ZAF").startswith(
        "Convention on Cybercrime: signed (signed 23 November 2001 [Among the first signatories])"
    )
    for one in profiles.values():
        assert "ratified (acceded" not in line(one.iso)
        for on_record in (three for two in one.treaties for three in two.dates):
            assert str(on_record.note).rstrip(".") in line(one.iso)
    assert WORDS.say(treaty_lines(replace(profiles["JOR"], treaties=()))[0]) == "not on record"


def test_in_another_language_the_case_still_tells_of_the_treaty(found) -> None:
    one = found.columns[-1]
    expected = str(one.treaties[0].status)
    # read in English, it can be found by its Arabic title
    assert found.instrument.title.get("ar")[1] == "ar"
    title = Text.of({"en": "Convention on Cybercrime", "ar": "اتفاقية الجريمة الإلكترونية"})
    for named in ("Convention on Cybercrime (ETS 185)", "اتفاقية الجريمة الإلكترونية"):
        protocol = replace(
            one.treaties[0],
            instrument=Text.of(f"Additional Protocol to the {named}"),
            status=Text.of("Not this one"),
        )
        column = replace(
            one, treaties=(protocol, replace(one.treaties[0], instrument=Text.of(named)))
        )
        both = replace(found, columns=(column,), instrument=replace(found.instrument, title=title))
        for language in ("en", "ar"):
            view = page(both, words=Words(labels(language), language))
            own = next(two for two in view.states if not two.reported)
            assert own.treaty.startswith(expected)


def test_a_state_that_is_assessed_and_reported_is_one_state(found, view) -> None:
    named = {one.key: one.name for one in view.states}
    assert found.both == ("JOR",) and named["JOR"] == "Jordan (also assessed here)"
    assert [one for one in named.values() if "also assessed" in one] == [
        "Jordan (also assessed here)"
    ]
    assert any(
        one.startswith("Assessed here, and also") and "Jordan" in one for one in view.warnings
    )
    assert any(
        one == "Reported and also assessed here: Jordan."
        for one in states_lines(found, figures(found, 50, 1), WORDS)
    )
    members = {one.id: one.members for one in view.groups}
    assert {one for one in members["league-of-arab-states"] if one.startswith("JOR")} == {
        "JOR@2016-01-01",
        "JOR@2019-01-01",
    }
    drawn = world(view)
    assert named["JOR"] not in drawn.reported and not [
        one for one in drawn.shapes if "also assessed" in one.title
    ]
    alone = replace(found, columns=(), details={})
    assert not alone.both and not [one for one in page(alone).warnings if "Jordan" in one]


def test_groups_say_what_to_know_of_them(view) -> None:
    sources = {one.id: one.source for one in view.groups}
    assert "Sahrawi Republic is not listed" in sources["african-union"]
    assert all(
        "ended on 30 June 2026" in text
        for name, text in sources.items()
        if name.startswith("income")
    )
    assert all(str(one.note) in sources[name] for name, one in GROUPS.items() if name in sources)


def test_what_is_not_verified_says_so(found, view) -> None:
    told = {one.key: one for one in view.states if one.reported}
    unsure = [
        one
        for one in found.profiles
        if one.provisions and any(not two.verified for two in one.treaties)
    ]
    assert unsure
    for one in unsure:
        assert "[not verified]" in told[one.iso].treaty
    assert all("not compared" in one.source for one in view.groups)


def test_denominators_add_up(view) -> None:
    columns = sum(not one.reported for one in view.states)
    for one in view.by_article:
        assert one.total + one.out == columns
    for one in (*view.by_article, *view.by_part, *view.by_group):
        assert sum(number for _, number in one.counts) == one.total
    assert sum(one.total + one.out for one in view.by_part) == columns * len(view.articles)
    for one in view.reported_by_article:
        assert sum(number for _, number in one.counts) == one.total == len(view.states) - columns


def test_duties_never_count_the_unknown_as_no(found, view) -> None:
    assert view.duties and view.duties_note
    for one in view.duties:
        assert (
            len(one.states) == one.absent + one.partly
            and 0 < len(one.states) <= one.counted - one.unknown
        )
    order = [(one.absent, one.partly) for one in view.duties]
    assert order == sorted(order, reverse=True)
    listed = [*frames.duties(frames.standings(found)).index]
    assert [one.element for one in view.duties] == listed[: len(view.duties)]


def test_thin_states_have_no_tier_and_say_why(view, thin) -> None:
    assert not [one for one in view.tiers if one.tier == "–"]  # four fifths of each are known
    view = page(thin)
    bare = [one for one in view.tiers if one.tier == "–"]
    assert [one.name for one in bare] == ["Jordan"]
    for one in bare:
        assert one.ranks == "–" and one.known.split()[0] in one.note and "80 %" in one.note
    states = {one.key: one for one in view.states}
    assert all(
        states[one.state].tier == one.tier and states[one.state].tier_note == one.note
        for one in view.tiers
    )


def test_others_wording_has_the_best_first_and_reports_last(view) -> None:
    best = {"C": 0, "LC": 1, "PC": 2, "NC": 3, "none": 4, "out": 4}
    for _, rows in view.wrote:
        reported = [one.reported for one in rows]
        assert reported == sorted(reported)
        lows = [best[one.mark.key.split("-")[0]] for one in rows if not one.reported]
        assert lows == sorted(lows)
        assert all(one.provisions for one in rows)
    lacking = [one for _, rows in view.wrote for one in rows if one.mark.key == "NC"]
    assert lacking and all(one.lacks for one in lacking)


def test_years_and_changes(found, view, jordan) -> None:
    assert [one.year for one in view.years] == [str(year) for year in YEARS]
    assert view.since == "1 January 2015" and view.changes
    then, now = (rate(jordan, Reading(day)) for day in (date(2015, 1, 1), DAYS[0]))
    moved = [a.article.article for a, b in zip(then.articles, now.articles) if a.bounds != b.bounds]
    told = [one.article for one in view.changes if one.state == "Jordan, 1 January 2016"]
    assert sorted(told) == sorted(moved) and all(one.why for one in view.changes)
    why = {one.article: one.why for one in view.changes if one.state == "Jordan, 1 January 2016"}
    # a law of unread text, cited nowhere
    assert "Temporary Law 30/2010: in force → no longer in force" in why["22"]


def test_what_was_left_out_is_told(tmp_path: Path, folder: Path) -> None:
    broken = tmp_path / "broken"
    (broken / "laws").mkdir(parents=True)
    found = compared(
        tmp_path / "kept", [Task(str(folder), None, TODAY), Task(str(broken), None, TODAY)]
    )
    view = page(found)
    assert len(view.states) == 1 and any(str(broken) in one for one in view.warnings)
    assert any(name == "Left out" and str(broken) in text for name, text in view.recipe)


def test_profiles_alone_make_a_view(found) -> None:
    alone = replace(found, columns=(), details={})
    view = page(alone)
    assert all(one.reported for one in view.states)
    assert not (view.by_article or view.by_part or view.tiers or view.duties or view.dominance)
    assert len(view.reported_by_article) == len(view.articles)
