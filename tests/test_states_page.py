"""The page of a comparison of States: complete, harmless, and usable in a browser by mouse, keyboard and on paper."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from chromium import chromium
from statesviews import changed, states_view

from assess.base.problems import LexgapError
from assess.base.text import Text
from assess.speak.page import value_of
from assess.speak.words import REPORTED
from assess.states import page as states_page
from assess.states import page_figures as figures
from assess.states.page_data import as_script, order
from assess.states.places import shapes


@pytest.fixture(scope="module")
def view():
    return states_view()


@pytest.fixture(scope="module")
def page(view):
    return lxml.html.document_fromstring(states_page.render(view))


def text(node) -> str:
    return " ".join(node.text_content().split())


def data(page) -> dict:
    return json.loads(page.get_element_by_id("data").text)


def test_every_cell_stands_in_its_table(view, page) -> None:
    found = {}
    for id in ("assessed", "told"):
        table = page.get_element_by_id(id)
        heads = [
            text(one.find("bdi"))
            for one in table.iterfind(".//thead//th")
            if "art" in one.get("class")
        ]
        assert heads == [one.number for one in view.articles]
        for row in table.iterfind(".//tbody/tr"):
            name = row.find("th").find("bdi").text_content()
            found[name] = [text(one) for one in row.iterfind("td") if one.get("class") != "few"]
    assert found == {one.name: [cell.mark.letter for cell in one.cells] for one in view.states}
    assert len(found) == 18


def test_tables_of_the_matrix_say_what_their_heads_are(page) -> None:
    for table in (page.get_element_by_id("assessed"), page.get_element_by_id("told")):
        assert text(table.find("caption"))
        assert {one.get("scope") for one in table.iterfind(".//thead//th")} == {"col"}
        assert {one.get("scope") for one in table.iterfind(".//tbody//th")} == {"row"}


def test_reported_states_never_look_rated(view, page) -> None:
    ratings = {states_page.css(one) for one in view.legend if one.key not in REPORTED}
    told = page.get_element_by_id("told")
    assert not {one.get("class") for one in told.iterfind(".//tbody//td")} & ratings
    for state, section in zip(view.states, page.find_class("state")):
        marks = {one.get("class").removeprefix("mark ") for one in section.find_class("mark")}
        assert not state.reported or not marks & ratings
        assert ("told" in section.get("class").split()) == state.reported
    in_spreads = page.get_element_by_id("spread").find_class("told")[0]
    assert (
        not {one.get("class").removeprefix("mark ") for one in in_spreads.find_class("mark")}
        & ratings
    )


def test_the_list_of_reported_states_is_folded_away(view, page) -> None:
    coverage = page.get_element_by_id("coverage")
    (whole,) = coverage.iterfind(".//details")
    told = [one.name for one in view.states if one.reported]
    assert [text(one) for one in whole.iterfind(".//tbody//th")] == told
    # it opens on paper
    assert whole.get("open") is None and "more" not in (whole.get("class") or "")
    assert text(whole.find("summary")).endswith(f"({len(told)})")
    (rated,) = [one for one in coverage.iter("table") if not list(one.iterancestors("details"))]
    assert len(rated.findall(".//tbody/tr")) == len(view.states) - len(told)


def test_a_group_counts_a_state_once(view, page) -> None:
    group = next(one for one in view.groups if one.id == "las")
    assert len(group.members) == 3  # columns, all of Jordan
    assert "League of Arab States (1)" in [
        text(one) for one in page.get_element_by_id("group").iter("option")
    ]


def test_where_groups_are_from_is_told_without_any_assessment() -> None:
    view = states_view(0, 4)
    page = lxml.html.document_fromstring(states_page.render(view))
    rows = [text(one) for one in page.get_element_by_id("groups").iterfind(".//tbody/tr")]
    assert len(rows) == len(view.groups)
    assert all(one.name in row and one.source in row for one, row in zip(view.groups, rows))


def test_only_named_provisions_are_counted() -> None:
    view = states_view()
    number, rows = next(
        pair for pair in value_of(view).wrote if sum(one.reported for one in pair[1]) > 1
    )
    bare = [
        replace(one, provisions=tuple(replace(two, number="") for two in one.provisions))
        if one.reported
        else one
        for one in rows
    ]
    assert states_page.naming(rows) - states_page.naming(bare) == sum(one.reported for one in rows)
    page = lxml.html.document_fromstring(
        states_page.render(changed(view, wrote=((number, tuple(bare)),)))
    )
    (whole,) = page.get_element_by_id("written").iterfind("details")
    assert f"({sum(not one.reported for one in rows)})" in text(whole.find("summary"))
    assert len(whole.findall(".//tbody/tr")) == len(rows)  # all are shown


def test_spreads_carry_their_denominators(view, page) -> None:
    tables = page.get_element_by_id("spread").find_class("spread")
    for table, spreads in zip(
        tables, (view.by_article, view.by_part, view.by_group, view.reported_by_article)
    ):
        rows = table.findall(".//tbody/tr")
        assert len(rows) == len(spreads)
        for row, one in zip(rows, spreads):
            numbers = [
                int(text(two)) for two in row.iterfind("td") if "num" in (two.get("class") or "")
            ]
            out = [] if spreads is view.reported_by_article else [one.out]
            assert numbers == [one.total, *out, *([one.states] if spreads is view.by_group else [])]
            pairs = [text(two) for two in row.find_class("pair")]
            assert pairs == [f"{mark.letter} {number}" for mark, number in one.counts]
            assert sum(int(two.split()[-1]) for two in pairs) == one.total


def test_years_tiers_duties_and_changes_are_whole(view, page) -> None:
    def rows(id: str) -> list[str]:
        return [text(one) for one in page.get_element_by_id(id).iterfind(".//tbody/tr")]

    by_year = page.get_element_by_id("years").findall(".//tbody/tr")
    assert [[text(two) for two in one][:2] for one in by_year] == [
        [one.year, str(one.states)] for one in view.years
    ]
    axis = [text(one) for one in page.get_element_by_id("years").find_class("axis")]
    assert axis == [said for one in view.years for said in (one.year, f"n = {one.states}")]
    assert "compare other States too" in text(page.get_element_by_id("years"))
    assert (
        f"Not compared, since the own day of each is not later than 1 January 2015: {view.not_compared[0]}."
        in text(page.get_element_by_id("changes"))
    )
    assert all(
        one.known in row and one.note in row
        for one, row in zip(view.tiers, rows("tiers"), strict=True)
    )
    for one, row in zip(
        view.duties, page.get_element_by_id("duties").iterfind(".//tbody/tr"), strict=True
    ):
        numbers = [text(two) for two in row.iterfind("td") if "num" in (two.get("class") or "")]
        assert (
            one.element in text(row)
            and one.name in text(row)
            and numbers
            == list(map(str, (one.absent, one.partly, one.unknown, one.reserved, one.counted)))
        )
    assert all(one.why in row for one, row in zip(view.changes, rows("changes"), strict=True))
    assert len(rows("dominance")) == len(view.dominance)
    heights = {}
    for one in page.get_element_by_id("years").findall(".//rect"):
        year = one.find("title").text.split(":")[0]
        heights[year] = heights.get(year, 0) + float(one.get("height"))
    assert set(heights) == {one.year for one in view.years}
    assert all(abs(one - 260) < 0.1 for one in heights.values())


def test_every_provision_and_source_is_there_without_scripts(view, page) -> None:
    said = text(page.get_element_by_id("main"))
    for state in view.states:
        for cell in state.cells:
            for one in (
                *cell.provisions,
                *(two for element in cell.elements for two in element.provisions),
            ):
                for words in (
                    one.number,
                    one.missing,
                    one.note,
                    one.quote,
                    one.confidence,
                    *one.sources,
                ):
                    assert " ".join(words.split()) in said


def test_data_for_the_panel_say_what_the_view_says(view, page) -> None:
    found = data(page)
    words = found["strings"]
    for state, row in zip(view.states, found["cells"], strict=True):
        for cell, (mark, note, known, counted, elements, provisions, why, reach) in zip(
            state.cells, row, strict=True
        ):
            assert words[reach] == cell.reach and [
                tuple(words[three] for three in found["reasons"][two]) for two in why
            ] == [(two.element, two.name, two.text) for two in cell.reasons]
            assert (found["marks"][mark][0], words[note], known, counted) == (
                cell.mark.letter,
                cell.note,
                cell.known,
                cell.counted,
            )
            assert len(provisions) == len(cell.provisions)
            for one, (number, grade, told, *named) in zip(cell.elements, elements, strict=True):
                id, _, name, weight, counts = found["elements"][number]
                assert (words[id], words[name], words[weight]) == (one.id, one.name, one.weight)
                assert counts == (2 if one.party_act else int(one.rated))
                assert (found["marks"][grade][0], words[told]) == (one.mark.letter, one.note)
                assert [words[found["provisions"][two][1]] for two in named] == [
                    two.number for two in one.provisions
                ]
    assert found["wrote"] is None  # it stands in the page


def test_a_large_comparison_keeps_its_tables_small_and_its_data_whole(monkeypatch) -> None:
    view = states_view()
    monkeypatch.setattr(states_page, "MOST_ELEMENTS", 10)
    monkeypatch.setattr(states_page, "MOST_PROVISIONS", 10)
    page = lxml.html.document_fromstring(states_page.render(view))
    found = data(page)
    assert not page.find_class("elements") and not page.find_class("wrote")
    number = sum(len(cell.elements) for one in view.states for cell in one.cells)
    assert f"{number} elements are too many" in text(page.get_element_by_id("states"))
    assert len(found["wrote"]) == sum(1 for _, rows in view.wrote if rows)
    states = [[found["states"][row[0]][0] for row in rows] for rows in found["wrote"]]
    assert states == [[one.name for one in rows] for _, rows in view.wrote if rows]


def test_nothing_is_fetched_and_links_tell_nothing(page) -> None:
    assert not page.xpath("//@src") and not page.xpath(
        "//link | //img | //iframe | //object | //form | //base"
    )
    for link in page.iter("a"):
        address = link.get("href")
        if not address.startswith("#"):
            assert address.startswith(("https://", "http://")) and "noopener" in link.get("rel")
        else:
            assert page.get_element_by_id(address[1:]) is not None
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy and "unsafe" not in policy
    assert not page.xpath("//@style") and not [
        one for one in page.xpath("//@*") if one.attrname.startswith("on")
    ]


def test_hostile_words_stay_words() -> None:
    view = states_view(hostile=True)
    whole = states_page.render(view)
    page = lxml.html.document_fromstring(whole)
    assert len(list(page.iter("script"))) == 2 and not list(page.iter("img"))
    assert data(page)["strings"][0] == "" and any(
        "</script>" in one for one in data(page)["strings"]
    )
    assert "\u2028" not in page.get_element_by_id("data").text
    assert "{{ 7*7 }}" in text(page.get_element_by_id("main"))  # not filled in
    assert text(page.get_element_by_id("recipe")).count("lexgap 0.1.0") == 1


def test_marks_of_the_page_in_its_texts_are_not_taken_for_its_own() -> None:
    view = states_view(title="@@style@@ @@policy@@")
    page = lxml.html.document_fromstring(states_page.render(view))
    assert text(page.find(".//h1")) == "@@style@@ @@policy@@"
    assert page.find(".//style").text.startswith(":root")


def test_json_cannot_end_its_element() -> None:
    said = "</script><!-- & \u2028 ]]>"
    assert json.loads(as_script([said])) == [said]
    assert not set("<>&\u2028") & set(as_script([said]))


def test_ranges_sort_between_ratings() -> None:
    keys = [
        "NC",
        "none",
        "PC-C",
        "C",
        "nothing_seen",
        "LC",
        "reported",
        "reported_old",
        "NC-PC",
        "PC",
        "LC-C",
    ]
    assert sorted(keys, key=order) == [
        "C",
        "LC-C",
        "LC",
        "PC-C",
        "PC",
        "NC-PC",
        "NC",
        "none",
        "reported",
        "reported_old",
        "nothing_seen",
    ]


@pytest.mark.parametrize("numbers", [(0, 0), (0, 3), (1, 0)])
def test_little_to_compare_makes_a_page_too(numbers) -> None:
    page = lxml.html.document_fromstring(states_page.render(states_view(*numbers)))
    assert len(page.find_class("state")) == sum(numbers)
    for link in page.find(".//nav").iter("a"):
        page.get_element_by_id(link.get("href")[1:])


def test_a_page_that_cannot_be_written_says_so(tmp_path: Path, view) -> None:
    with pytest.raises(LexgapError):
        states_page.write(view, tmp_path / "nowhere" / "page.html")


def test_ids_are_there_once(page) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_letters_can_be_read_on_their_colour(view, page) -> None:
    rules = re.findall(r"background-color:#(\w{6});color:#(\w{6})", page.find(".//style").text)
    assert len(rules) > 15
    for fill, ink in rules:
        assert contrast(fill, ink) >= 4.5, (fill, ink)


def contrast(one: str, two: str) -> float:
    """Return the contrast of two colours (WCAG 2.2, relative luminance)."""

    def light(code: str) -> float:
        parts = [int(code[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_map_has_every_state_of_the_data(view, page) -> None:
    drawn = shapes()
    figure = page.find_class("map")[0]
    assert len(figure.findall("circle")) == len(drawn["dots"])
    titles = [one.text for one in figure.iter("title")]
    assert len(titles) >= len({one.iso for one in view.states if len(one.iso) == 3})
    # the last column of a State
    assert any(one.startswith("Jordan, 1 January 2024") for one in titles)


def test_too_little_known_is_no_low_share(view) -> None:
    first = replace(value_of(view).states[0], iso="JOR", known=100, counted=100)
    name = view.states[0].name
    bounds = {"–": None, "n/a": ()}

    def look(keys: list[str], known: int = 100) -> tuple[str, str]:
        cells = []
        for key in keys:
            cell = first.cells[0]
            own = bounds[key] if key in bounds else tuple((key.split("-") * 2)[:2])
            cells.append(replace(cell, answer=replace(cell.answer, bounds=own)))
        state = replace(first, known=known, cells=tuple(cells))
        drawn = figures.world(changed(view, states=(state,)))
        (one,) = (two for two in drawn.shapes if two.title)
        assert drawn.rows == ((name, one.title.split("; ")[1]),)
        return one.look, one.title.split("; ")[1]

    assert look(["NC"] * 10) == ("share0", "0 of 10")
    assert look(["C"] * 10) == ("share4", "10 of 10")
    assert look(["NC"] * 10, known=79) == ("thin", "0 of 10")  # few elements are known
    # known, but the ratings are not settled
    assert look(["NC"] * 7 + ["NC-C"] * 3) == ("thin", "0 to 3 of 10")
    assert look(["NC"] * 8 + ["PC-LC"] * 2, known=80) == ("share0", "0 to 2 of 10")
    assert look(["NC-PC"] * 10) == ("share0", "0 of 10")  # a range that settles it
    # what is not rated may be either
    assert look(["C"] * 7 + ["–"] * 3) == ("thin", "7 to 10 of 10")
    # where nothing counts there is nothing to settle
    assert look(["C"] * 7 + ["n/a"] * 3) == ("share4", "7 of 7")
    assert look(["–"] * 7 + ["n/a"] * 3)[0] == "unrated"
    page = lxml.html.document_fromstring(states_page.render(view))
    assert "too little known (below 80 %)" in text(page.get_element_by_id("map"))
    assert "less than 80 % of its elements" in text(page.get_element_by_id("map"))


def test_signs_that_turn_the_words_around_them_are_dropped(view) -> None:
    turned = "Law \u202e7102/72\u202c \u2066x\u2069\u200f"
    first, *others = value_of(view).states
    cell = first.cells[0]
    provision = next(one for element in cell.elements for one in element.provisions)
    element = replace(cell.elements[0], provisions=(replace(provision, law=turned),))
    cell = replace(cell, elements=(element,))
    state = replace(first, cells=(cell, *first.cells[1:]))
    page = states_page.render(changed(view, states=(state, *others)))
    assert "Law 7102/72 x" in page and not re.search(
        "[\u200e\u200f\u202a-\u202e\u2066-\u2069]", page
    )


def test_signs_after_latin_words_belong_to_the_text_around() -> None:
    def runs(said: str) -> list[str]:
        whole = lxml.html.fromstring(f"<p>{states_page.isolated(said)}</p>")
        assert whole.text_content() == said
        return [one.text for one in whole.iter("bdi")]

    assert runs("الأمر “lexgap agree”، و«Act 3 (a)».") == ["lexgap agree", "Act 3 (a)"]
    assert runs("Law 27/2015 (as amended بالقانون 3)") == ["Law 27/2015", "as amended"]
    assert runs("(Law 3): نص، المادة 3(a)، ثم") == ["(Law 3)", "3(a)"]
    assert runs("The source says: partial.") == ["The source says: partial."]


def test_a_name_and_its_day_keep_their_own_directions() -> None:
    assert states_page.named_rtl("Tilmara، 1 يناير 2016") == (
        '<bdi dir="rtl"><bdi dir="ltr">Tilmara</bdi>، 1 يناير 2016</bdi>'
    )
    assert states_page.named("دولة مخترعة, 1 January 2016") == (
        '<bdi dir="ltr"><bdi>دولة مخترعة</bdi>, 1 January 2016</bdi>'
    )
    assert (
        states_page.named("Nauru") == "<bdi>Nauru</bdi>"
        and states_page.named("دولة") == "<bdi>دولة</bdi>"
    )


# In a browser


@pytest.fixture(scope="module")
def browser():
    with chromium() as found:
        yield found


@pytest.fixture
def shown(browser, tmp_path: Path):
    """A function that opens a view in the browser."""

    def show(view, width: int = 1400):
        path = tmp_path / "page.html"
        states_page.write(view, path)
        browser.requests.clear(), browser.errors.clear()
        browser.size(width, 900)
        browser.open(path)
        assert browser.run("document.documentElement.dataset.ready") == "yes", browser.errors
        return browser

    return show


def letters(page, column: int) -> list[str]:
    return page.run(
        f"[...document.querySelectorAll('#assessed tbody tr')].filter(r => !r.hidden).map(r => "
        f"[...r.cells].find(c => c.dataset.a === '{column}').textContent)"
    )


def test_ranges_and_counts_stay_in_one_line(shown, view) -> None:
    page = shown(view)
    assert page.run("""[...document.querySelectorAll('.heat td')].filter(one => one.textContent.trim()).every(one => {
        const words = document.createRange(); words.selectNodeContents(one);
        return new Set([...words.getClientRects()].map(box => Math.round(box.top / 6))).size === 1; })""")


def names(page, table: str = "assessed") -> list[str]:
    return page.run(
        f"[...document.querySelectorAll('#{table} tbody tr')].filter(r => !r.hidden)"
        ".map(r => r.querySelector('th bdi').textContent)"
    )


def test_sorting_by_an_article_and_by_a_state(shown, view) -> None:
    page = shown(view)
    before = letters(page, 0)
    page.run("document.querySelector('#assessed th.art button').click()")
    by_letter = {cell.mark.letter: cell.mark.key for one in view.states for cell in one.cells}
    assert letters(page, 0) == sorted(before, key=lambda one: order(by_letter[one]))
    assert (
        page.run("document.querySelector('#assessed th.art').getAttribute('aria-sort')")
        == "ascending"
    )
    page.run("document.querySelector('#assessed th.art button').click()")
    assert letters(page, 0) == sorted(before, key=lambda one: order(by_letter[one]), reverse=True)
    page.run("document.querySelector('#assessed thead .name button').click()")
    assert set(names(page)) == {one.name for one in view.states if not one.reported}
    page.run(
        "[...document.querySelectorAll('#assessed tbody th')].find(h => h.textContent.includes('Tilmara'))"
        ".querySelector('button').click()"
    )
    row = page.run(
        "[...[...document.querySelectorAll('#assessed tbody tr')].find(r => "
        "r.textContent.includes('Tilmara')).cells].slice(3).map(c => c.textContent)"
    )
    tilmara = next(one for one in view.states if one.key == "TIL")
    assert row == [
        one.mark.letter for one in sorted(tilmara.cells, key=lambda one: order(one.mark.key))
    ]
    heads = page.run("[...document.querySelectorAll('#assessed th.art')].map(h => h.dataset.a)")
    cells = page.run(
        "[...document.querySelectorAll('#assessed tbody tr:first-child td[data-a]')]"
        ".map(c => c.dataset.a)"
    )
    assert heads == cells and len(set(heads)) == len(view.articles)


@pytest.mark.essential
def test_filters_by_name_group_and_part(shown, view) -> None:
    page = shown(view)

    def choose(id: str, value: str, event: str) -> None:
        page.run(
            f"(() => {{ const one = document.getElementById('{id}'); one.value = {json.dumps(value)};"
            f" one.dispatchEvent(new Event('{event}')); }})()"
        )

    choose("search", "sao TOME", "input")
    assert names(page) == [] and names(page, "told") == ["São Tomé and Príncipe"]
    assert page.run("document.getElementById('shown').textContent") == "Rows shown: 1 of 18"
    page.run("document.getElementById('clear').click()")
    choose("group", "las", "change")
    members = {one.name for one in view.states if "las" in one.groups}
    assert set(names(page)) | set(names(page, "told")) == members and members
    open_sections = page.run(
        "[...document.querySelectorAll('details.state')].filter(d => !d.hidden).length"
    )
    assert open_sections == len(members)
    page.run("document.getElementById('clear').click()")
    choose("part", "abroad", "change")
    seen = page.run(
        "[...document.querySelectorAll('#assessed th.art')].filter(h => !h.hidden)"
        ".map(h => h.dataset.part)"
    )
    assert seen and set(seen) == {"abroad"}
    widths = page.run(
        "[...document.querySelectorAll('#assessed tbody tr')].map(r => "
        "[...r.cells].filter(c => c.dataset.a && !c.hidden).length)"
    )
    assert set(widths) == {len(seen)}


@pytest.mark.essential
def test_a_cell_opens_by_keyboard_and_gives_the_focus_back(shown, view) -> None:
    page = shown(view)
    assert page.run("document.querySelectorAll('#assessed td[tabindex=\"0\"]').length") == 1
    page.run("document.querySelector('#assessed td[tabindex=\"0\"]').focus()")
    page.press("ArrowRight"), page.press("ArrowDown")
    here = "[document.activeElement.parentNode.dataset.s, document.activeElement.dataset.a]"
    page.until(here, ["1", "1"])
    page.press("Enter")
    page.until("document.getElementById('panel').open")
    page.until("document.activeElement.id", "panel-title")
    body = " ".join(page.run("document.getElementById('panel-body').textContent").split())
    cell = view.states[1].cells[1]
    assert cell.note in body and cell.reach in body
    for one in cell.reasons:
        assert f"{one.name} {one.element}: {one.text}" in body
    for one in cell.elements:
        assert one.id in body and one.name in body and one.mark.letter in body
        for two in one.provisions:
            assert (
                two.number in body
                and two.missing.strip() in body
                and two.sources[0].split(" (")[0] in body
            )
    page.press("Escape")
    page.until("document.getElementById('panel').open", False)
    page.until(here, ["1", "1"])
    page.press("End")
    page.until(here, ["1", str(len(view.articles) - 1)])


@pytest.mark.essential
def test_a_key_pressed_while_the_panel_closes_is_not_undone(shown, view) -> None:
    """The page hears of the closing only after the next key, and does not take the focus back from where it went."""
    page = shown(view)
    page.run("document.querySelector('#assessed td[tabindex=\"0\"]').click()")
    page.until("document.getElementById('panel').open")
    last = len(view.articles) - 1
    order = page.run(
        f"""(async () => {{
            const panel = document.getElementById('panel'), order = [];
            const closed = new Promise(done => panel.addEventListener('close', () => {{ order.push('closed'); done(); }}));
            panel.close();
            document.querySelector('#assessed td[data-a="{last}"]').focus();
            order.push('moved');
            await closed;
            await new Promise(done => setTimeout(done));
            return [...order, document.activeElement.dataset.a];
        }})()"""
    )
    assert order == ["moved", "closed", str(last)]


def test_a_reported_cell_says_that_nobody_assessed_it(shown, view) -> None:
    page = shown(view)
    page.run("document.querySelector('#told td.k-reported').click()")
    body = page.run("document.getElementById('panel-body').textContent")
    assert view.labels.compared.notes.reported in body
    assert page.run("document.querySelectorAll('#panel-body table').length") == 0


def test_an_article_is_chosen_among_how_others_wrote_it(shown, view, monkeypatch) -> None:
    script = (
        "(() => { const one = document.getElementById('choose'); one.value = '3';"
        " one.dispatchEvent(new Event('change')); return [...document.querySelectorAll('#written table')]"
        ".filter(t => !t.closest('[hidden]')).map(t => [...t.querySelectorAll('tbody tr > th bdi')]"
        ".map(b => b.textContent)); })()"
    )
    rows = [one for one in view.wrote if one[1]][3][1]
    expected = [[one.name for one in rows]]
    assert shown(view).run(script) == expected
    monkeypatch.setattr(states_page, "MOST_PROVISIONS", 10)
    assert shown(view).run(script) == expected  # the same, made by the script


def test_on_a_narrow_screen_no_column_shrinks_to_a_word(shown, view) -> None:
    page = shown(view, 400)
    page.run("for (const one of document.querySelectorAll('details')) one.open = true")
    widths = page.run(
        "[...document.querySelectorAll('#changes td.long, #tiers td.long, #duties td.long')]"
        ".map(one => one.getBoundingClientRect().width)"
    )
    assert len(widths) > 10 and min(widths) > 300
    assert page.run(
        "[...document.querySelectorAll('#changes thead')].every(one => one.offsetHeight === 0)"
    )
    assert page.run(
        "getComputedStyle(document.querySelector('#changes td.long'), '::before').content"
    ).startswith('"Why')


def test_on_a_narrow_screen_all_tables_of_words_are_stacked(shown, view, monkeypatch) -> None:
    widths = (
        "[...document.querySelectorAll('#coverage table, #groups table, .wrote')]"
        ".map(one => one.getBoundingClientRect().width)"
    )
    page = shown(view, 400)
    page.run("for (const one of document.querySelectorAll('details')) one.open = true")
    assert len(page.run(widths)) > 4 and 0 < min(page.run(widths)) and max(page.run(widths)) <= 400
    monkeypatch.setattr(states_page, "MOST_PROVISIONS", 10)  # made by the script
    page = shown(view, 400)
    page.run(
        "const one = document.getElementById('choose'); one.value = one.options[1].value;"
        " one.dispatchEvent(new Event('change'))"
    )
    assert page.run("document.querySelector('.wrote').getBoundingClientRect().width") <= 400


def test_script_and_page_part_the_same_runs(shown, view) -> None:
    said = (
        "الأمر “lexgap agree”، و«Act 3 (a)».",
        "Law 27/2015 (as amended بالقانون 3)",
        "The source says: partial.",
    )
    first, *others = value_of(view).states
    element = first.cells[0].elements[0]
    elements = tuple(
        replace(
            element, answer=replace(element.answer, remarks=(Text.of(one, "ar"),)), provisions=()
        )
        for one in said
    )
    cell = replace(first.cells[0], elements=elements)
    state = replace(first, cells=(cell, *first.cells[1:]))
    arabic = states_view(language="ar")
    page = shown(changed(arabic, states=(state, *others)))
    page.run("document.querySelector('#assessed td[data-a=\"0\"]').click()")
    assert page.run(
        "[...document.querySelectorAll('#panel-body tbody tr')].map(one => "
        "[...one.lastElementChild.querySelectorAll('p bdi')].map(two => two.textContent))"
    ) == [
        ["lexgap agree", "Act 3 (a)"],
        ["Law 27/2015", "as amended"],
        ["The source says: partial."],
    ]


@pytest.mark.parametrize("width", [1400, 400])
def test_the_page_is_no_wider_than_the_window(shown, view, width: int) -> None:
    page = shown(view, width)
    assert page.run("document.documentElement.scrollWidth") <= width


@pytest.mark.essential
def test_hostile_words_do_not_run(shown, tmp_path: Path) -> None:
    page = shown(states_view(hostile=True))
    page.run("for (const one of document.querySelectorAll('details')) one.open = true")
    for at in (0, 40):
        page.run(
            f"document.querySelectorAll('.heat td[data-a]')[{at}].click();"
            " document.getElementById('close').click()"
        )
    assert page.run("window.broken === undefined && document.querySelectorAll('img').length === 0")
    assert not [one for one in page.requests if not one.startswith("file:")] and not page.errors


def test_the_policy_stops_what_would_be_put_in(shown, view) -> None:
    page = shown(view)
    page.run(
        "(() => { const one = document.createElement('script'); one.textContent = 'window.broken = 1';"
        " document.body.append(one); const two = document.createElement('img'); two.src = 'https://example.org/x';"
        " document.body.append(two); })()"
    )
    assert page.run("window.broken === undefined")
    assert any("Content Security Policy" in one for one in page.errors)


def test_right_to_left_is_mirrored(shown) -> None:
    page = shown(states_view(language="ar"))
    place = "document.querySelector('{}').getBoundingClientRect().left"
    assert page.run(place.format("#assessed thead .name")) > page.run(
        place.format("#assessed th.art")
    )
    first, later = (page.run(place.format(f"#assessed th.art:nth-child({at})")) for at in (4, 7))
    assert first > later
    bars = page.run(
        "[...document.querySelectorAll('.years g rect')]"
        ".map(r => [r.textContent.slice(0, 4), +r.getAttribute('x')])"
    )
    assert dict(bars)["2010"] > dict(bars)["2019"]
    page.run("document.querySelector('#assessed td[tabindex=\"0\"]').focus()")
    page.press("ArrowLeft")
    page.until("document.activeElement.dataset.a", "1")
    assert page.run("document.documentElement.dir") == "rtl"
    assert page.run("document.querySelectorAll('#main bdi[dir=ltr]').length") > 50
    ends = page.run(
        "[...document.querySelectorAll('#tiers table tr')]"
        ".map(r => [r.cells[0], r.cells[r.cells.length - 1]]"
        ".map(c => c.getBoundingClientRect().left))"
    )
    assert ends and all(first > last for first, last in ends)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_table_but_the_matrix_is_wider_than_a_narrow_screen(shown, language: str) -> None:
    page = shown(states_view(language=language), 400)
    page.run("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.run("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert (
        page.run(
            "[...document.querySelectorAll('.wide')].filter(one => one.scrollWidth > one.clientWidth + 1)"
            ".map(one => one.closest('section').id + ' ' + one.firstElementChild.className)"
        )
        == []
    )


@pytest.mark.needs("pdftotext")
def test_on_paper_everything_is_open_and_no_cell_is_lost(shown, tmp_path: Path) -> None:
    view = states_view(4, 4)
    page = shown(view)
    out = tmp_path / "page.pdf"
    page.printed(out)
    printed = subprocess.run(
        ["pdftotext", "-layout", out, "-"], capture_output=True, text=True, check=True
    ).stdout
    joined = re.sub(r"\s+", "", printed)
    for one in view.states:
        assert re.sub(r"\s+", "", one.treaty) in joined
        assert one.digest in joined
    for number, rows in view.wrote:
        for one in rows:
            for two in one.provisions:
                assert re.sub(r"\s+", "", two.missing) in joined
    told = [one.treaty for one in view.states if one.reported]
    # in the list of States, and with each
    assert joined.count(re.sub(r"\s+", "", told[0])) >= 2 * len(told)
    assert "Finda" not in joined and "Contents" not in joined  # tools and links are for the screen
    # as it was before
    assert page.run("[...document.querySelectorAll('details')].filter(d => d.open).length") == 0


def test_on_paper_no_heading_runs_over_the_next(shown) -> None:
    page = shown(states_view(3, 3, 40, elements=1), 1032)  # as wide as A4 between its margins
    page.call("Emulation.setEmulatedMedia", media="print")
    spilt = page.run(
        "[...document.querySelectorAll('.heat .up')].filter(one => one.getBoundingClientRect().width"
        " > one.closest('th').getBoundingClientRect().width + 0.5).length"
    )
    head = "[...document.querySelectorAll('#assessed thead')]"
    high = page.run(f"{head}[0].getBoundingClientRect().height")
    wrapped = page.run(
        "getComputedStyle(document.querySelector('#assessed thead .few')).overflowWrap"
    )
    page.call("Emulation.setEmulatedMedia", media="")
    assert spilt == 0 and wrapped == "normal"
    assert high < 184 / 4 * 96 / 25.4  # a head above a quarter of the page would not be repeated
