"""A comparison of States in Arabic: names, times and notes are Arabic, and Latin letters stand in proper names only."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import docx
import lxml.html
import openpyxl
import pytest
from conftest import TODAY

from assess.app.states import faults_of
from assess.base import paths
from assess.base.normal import STEPS
from assess.base.text import Text
from assess.load.labels import labels
from assess.model.profiled import StateName
from assess.reports import write_states
from assess.speak.page import Page
from assess.speak.values import Address
from assess.speak.words import Words
from assess.states import page as states_page
from assess.states import places
from assess.states.export import table, words_of
from assess.states.figures import figures
from assess.states.gather import gather, with_profiles
from assess.states.load import Task
from assess.states.places import EVERYONE, GROUPS, by_name, has_name, state_name
from assess.states.profiles import load_profiles
from assess.states.reading import _country
from assess.states.reported import told_time
from assess.states.view import states_view
from assess.write.data import records

ARABIC, ENGLISH = Words(labels("ar"), "ar"), Words(labels(), "en")
SOME = {
    "ALB",
    "AUS",
    "BEL",
    "CZE",
    "ECU",
    "ESP",
    "GEO",
    "ITA",
    "JOR",
    "MDA",
    "MYS",
    "PNG",
    "POL",
    "PRY",
    "TUR",
}
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
ADDRESS = re.compile(
    r"(?:https?://|(?:www\.)?[\w-]+(?:\.[\w-]+)*\.\w{2,}/)[^\s،؛]+|[\w-]+(?:\.[\w-]+)+"
)
#: Proper names, acronyms and codes that stand in Arabic notes as they are, beside the names of laws and addresses.
KEPT = SOME | {
    "PC",
    "LC",
    "NC",
    "lexgap",
    "budapest",
    "Python",
    "ISO",
    "ESH",
    "un",
    "country",
    "converter",
    "worldcountrygroups",
    "Turkije",
    "Ley",
    "Legge",
    "OG",
    "III",
    "Octopus",
    "octopus",
    "SLK",
    "GER",
    "NA",
    "NATLEX",
    "JJ",
    "CY",
    "section",
    "sections",
    "Part",
    "II",
    "Sch",
    "art",
    "arts",
    "ab",
    "Cybercrime",
    "Legislation",
    "Amendment",
    "Bill",
    "Act",
    "Code",
    "Copyright",
    "normattiva",
    "albania",
    "jordan",
    "Malaysia",
    "republic",
    "moldova",
    "turkey",
}


@pytest.fixture(scope="module")
def found():
    """Tilmara, and some of the States that sources report on, read in Arabic."""
    tasks = [Task(str(paths.sample("tilmara")), TODAY, TODAY, (), (2020, 2026), None, ("ar",))]
    listed = tuple(one for one in load_profiles()[0] if one.iso in SOME)
    assert len(listed) == len(SOME)
    return with_profiles(gather(tasks, faults_of, None), listed, "ab" * 32)


@pytest.fixture(scope="module")
def view(found):
    return Page(states_view(found, figures(found, 50, 1)), ARABIC)


@pytest.fixture(scope="module")
def proper(found) -> set[str]:
    """Latin words of laws and provisions as sources name them, of sources of a case, of who searched, and of ids."""
    texts = [
        text
        for one in found.profiles
        for two in one.provisions
        for text in (two.law, two.provision)
    ]
    for column in found.columns:
        details = found.details[column.key]
        texts += [ARABIC.say(Address(one.address)) for one in details.sources.values()] + [
            column.key,
            column.case,
            column.case_sha256,
        ]
        texts += [
            text
            for one in details.elements
            for two in one.cited
            for three in two.provisions
            for text in (three.reference, ARABIC.say(three.name))
        ]
        texts += [one.search.by for one in details.elements if one.search]
    texts += [one.id for one in found.instrument.elements()]
    texts += [found.instrument.digest, found.profiles_sha256]
    return {word for text in texts for word in LATIN.findall(text)} | KEPT


def foreign(texts, proper: set[str]) -> Counter:
    """Count the Latin words that nobody named; texts that say that they fall back are passed over."""
    found: Counter = Counter()
    for text in texts:
        if not re.search(r"\[[a-z]{2}\]", text):
            found.update(
                word for word in LATIN.findall(ADDRESS.sub(" ", text)) if word not in proper
            )
    return found


def test_the_page_has_no_latin_words_but_proper_names(view, proper) -> None:
    page = lxml.html.document_fromstring(states_page.render(view))
    for one in page.xpath("//script | //style | //blockquote"):
        one.getparent().remove(one)
    kinds = "p li td th dd dt h1 h2 h3 summary a option label button caption title text".split()
    leaves = [one for one in page.iter(*kinds) if not one.xpath(".//p | .//li | .//td | .//h3")]
    texts = [" ".join(one.text_content().split()) for one in leaves] + list(
        map(str, page.xpath("//@title | //@aria-label | //@data-head"))
    )
    assert len(texts) > 3_000 and foreign(texts, proper) == {}
    assert foreign(["The source names the article."], proper)
    assert page.get("dir") == "rtl" and page.get("lang") == "ar"


def test_word_and_excel_have_no_latin_words_but_proper_names(view, proper, tmp_path: Path) -> None:
    word = docx.Document(write_states(view, "word", tmp_path, "one"))
    paragraphs = [
        *word.paragraphs,
        *(
            one
            for table in word.tables
            for row in table.rows
            for cell in row.cells
            for one in cell.paragraphs
        ),
    ]
    cells = [one.text for one in paragraphs if one.style.name != "Quote"]
    quotes = {
        two.quote
        for state in view.states
        for cell in state.cells
        for one in cell.elements
        for two in one.provisions
        if two.quote
    }
    cells = [one for one in cells if not any(quote in one for quote in quotes)]
    assert len(cells) > 1_500 and foreign(cells, proper) == {}
    book = openpyxl.load_workbook(write_states(view, "excel", tmp_path, "one"), read_only=True)
    values = [
        cell
        for sheet in book
        for row in sheet.iter_rows(values_only=True)
        for cell in row
        if isinstance(cell, str) and cell not in quotes
    ]
    assert len(values) > 3_000 and foreign(values, proper) == {}


def test_every_letter_of_the_matrix_has_its_colour(view, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_states(view, "excel", tmp_path, "one"))
    sheet = next(one for one in book if "T_matrix" in one.tables)
    for area in sheet.conditional_formatting:
        letters = {rule.formula[0].strip('"') for rule in area.rules}
        told = {cell.value for row in sheet[str(area.sqref)] for cell in row}
        assert told and told <= letters
    assert any(re.search("[\u0621-\u064a]", one) for one in told)


def test_every_state_has_an_arabic_name() -> None:
    names = {iso: state_name(iso, "ar") for iso in GROUPS[EVERYONE].members}
    assert all(re.fullmatch(r"[\u0621-\u064f -]+", one) for one in names.values()), names
    assert len(set(names.values())) == len(names) and all(has_name(iso, "ar") for iso in names)
    plain = {iso for iso, one in names.items() if STEPS["vowel_signs"](one) != one}
    assert plain == {"OMN"}  # one sign, without which it would be read as another name
    assert (names["TUR"], names["BIH"], names["KOR"], names["OMN"]) == (
        "تركيا",
        "البوسنة والهرسك",
        "جمهورية كوريا",
        "عُمان",
    )
    assert (
        state_name("TUR") == "Türkiye" and not has_name("XXX", "ar") and not has_name("JOR", "xx")
    )


def test_our_own_names_are_only_where_those_of_the_library_will_not_do(monkeypatch) -> None:
    own = places._own_names("ar")
    assert own and all(one.why for one in places._listed("names", StateName))
    monkeypatch.setattr(places, "_own_names", lambda language: {})
    assert not [iso for iso, name in own.items() if state_name(iso, "ar") == name]


def test_names_are_sorted_by_the_alphabet_and_without_the_article(view) -> None:
    names = [
        "اليمن",
        "ألمانيا",
        "الأردن",
        "عُمان",
        "البحرين",
        "مصر",
        "الولايات المتحدة",
        "ألبانيا",
        "إسبانيا",
    ]
    assert sorted(names, key=by_name) == [
        "الأردن",
        "إسبانيا",
        "ألبانيا",
        "ألمانيا",
        "البحرين",
        "عُمان",
        "مصر",
        "الولايات المتحدة",
        "اليمن",
    ]
    assert sorted(["Zambia", "Türkiye", "Tunisia", "Åland", "Turkmenistan"], key=by_name) == [
        "Åland",
        "Tunisia",
        "Türkiye",
        "Turkmenistan",
        "Zambia",
    ]
    told = [one.name for one in view.states if one.reported]
    assert told == sorted(told, key=by_name) and told[0].startswith("الأردن")


@pytest.mark.parametrize(
    ("text", "english", "arabic"),
    [
        ("2018+", "2018+", "2018 وما بعدها"),
        ("2018-2020", "2018-2020", "من 2018 إلى 2020"),
        ("c. 2005", "c. 2005", "نحو 2005"),
        ("before 2015", "before 2015", "قبل 2015"),
        ("pre-2016", "before 2016", "قبل 2016"),
        ("after 2006", "after 2006", "بعد 2006"),
        ("pre-2010 text", "text before 2010", "نص سابق على 2010"),
        ("archived edition (2023-24)", "archived edition (2023-24)", "طبعة محفوظة (2023-24)"),
        ("unstated", "not stated", "غير مذكور"),
        ("2023", "2023", "2023"),
        ("2012-10", "October 2012", "تشرين الأول 2012"),
        ("2012-10-01", "1 October 2012", "1 تشرين الأول 2012"),
        ("by 2008-04", "by April 2008", "نيسان 2008 على أبعد تقدير"),
        ("2012-99", "2012-99", "2012-99"),
        ("sometime", "sometime", "sometime"),
    ],
)
def test_times_of_sources_are_told_in_words(text: str, english: str, arabic: str) -> None:
    assert (ENGLISH.say(told_time(text)), ARABIC.say(told_time(text))) == (english, arabic)


def test_every_time_note_and_group_of_the_profiles_has_its_arabic() -> None:
    listed, _ = load_profiles()
    times = (
        {two.as_of for one in listed for two in one.provisions}
        | {one.as_of for one in GROUPS.values()}
        | {three.day for one in listed for two in one.treaties for three in two.dates}
    )
    assert not [one for one in times if LATIN.search(ARABIC.say(told_time(one)))]
    notes = [
        text
        for one in listed
        for text in (
            *(three for two in one.provisions for three in (two.note, two.source_note)),
            *(
                three
                for two in one.treaties
                for three in (two.note, *(date.note for date in two.dates))
            ),
            *(two.note for two in one.treaty_sources),
        )
    ]
    notes += [text for one in GROUPS.values() for text in (one.title, one.note)]
    written = [dict(one.by) for one in notes if one]
    assert len(written) == 695 and all(one.keys() == {"en", "ar"} for one in written)
    for one in written:
        assert Counter(re.findall(r"\d+", one["ar"])) == Counter(re.findall(r"\d+", one["en"])), one


def test_a_state_is_named_in_one_language(found, view) -> None:
    """A case whose country has no Arabic name takes that of the list, where its code has one."""
    english = Text.of("Jordan")
    assert ARABIC.text(_country(english, "JOR")) == "الأردن"
    own = Text.of({"en": "Jordan", "ar": "المملكة"})
    assert ARABIC.text(_country(own, "JOR")) == "المملكة"
    assert ARABIC.text(_country(english, "XXX")) == "Jordan [en]"
    assert ENGLISH.text(_country(english, "JOR")) == "Jordan"
    assert not [one.name for one in view.states if LATIN.search(one.name)]


def _reported(found, drawn) -> list[dict[str, object]]:
    return records(table("reported", found, drawn), words_of(found))


def test_data_have_the_notes_in_the_language_asked_for(found) -> None:
    drawn = figures(found, 50, 1)
    arabic = [one["note"] for one in _reported(found, drawn) if one["note"]]
    english = [
        one["note"] for one in _reported(replace(found, languages=("en",)), drawn) if one["note"]
    ]
    assert len(arabic) == len(english) > 20
    assert all(re.search("[\u0621-\u064a]", one) for one in arabic) and all(
        one.isascii() for one in english
    )
    # codes stay
    assert {one["as_of"] for one in _reported(found, drawn)} >= {"2018+", "2018-2020", "unstated"}
