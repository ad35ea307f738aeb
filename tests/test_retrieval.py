"""Provisions are found in four languages, with reasons; an index that has changed answers like a new one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented import LAWS, passages

from assess.base.problems import LexgapError
from assess.law.finder.books import cut_law
from assess.law.finder.index import Index, build_index
from assess.law.finder.lexicon import compile_terms
from assess.law.finder.matching import match, stream
from assess.law.finder.prepare import prepare
from assess.law.finder.suggest import Suggester
from assess.law.finder.terms import ArticleTerms, Facet, TermList, all_terms
from assess.law.finder.types import Passage, Suggestion
from assess.law.finder.words import spellings, stemmer
from assess.law.structure.language import language_of
from assess.load.instruments import load_instrument

LANGUAGES = sorted(LAWS)
#: Article → law and place of the provision that answers it, in every language.
ANSWERS = {"2": ("cyber", 1), "19": ("procedure", 0), "24": ("procedure", 1), "1.a": ("cyber", 0)}


@pytest.fixture(scope="module")
def budapest():
    instrument, problems = load_instrument("budapest")
    assert instrument is not None and not problems
    return instrument


@pytest.fixture(scope="module")
def terms(budapest):
    return all_terms(budapest)


@pytest.fixture(scope="module")
def everything(budapest, terms):
    """All invented laws in one index."""
    with build_index(
        ":memory:", [one for language in LANGUAGES for one in passages(language)], terms
    ) as index:
        yield Suggester(index, budapest)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("article", ANSWERS)
def test_the_right_provision_comes_first(language: str, article: str, budapest, terms) -> None:
    law, place = ANSWERS[article]
    with build_index(":memory:", passages(language), terms) as index:
        first = Suggester(index, budapest).suggest(article)[0]
    ref, heading, _ = LAWS[language][law][1][place]
    assert (first.law, first.ref, first.heading) == (f"{law}-{language}", ref, heading)
    assert first.language == language and 0 < first.score <= 1


def test_languages_are_searched_together_and_told_apart(everything: Suggester) -> None:
    found = everything.suggest("24", 20)
    assert {
        one.language
        for one in found
        if one.heading in ("Extradition", "Extradición", "تسليم المجرمين")
    } == {"ar", "en", "es", "fr"}
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_a_suggestion_says_why(everything: Suggester) -> None:
    first = next(one for one in everything.suggest("2", 20) if one.law == "cyber-en")
    printed = f"{first.heading}\n{passages('en', 'cyber')[1].text}".lower()
    assert first.words and all(word in printed for word in first.words)
    assert not first.missed and first.met
    assert first.definition == "1"  # the law's own definition of a computer system
    assert first.excerpt.startswith("Whoever without authority")


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("es", ("acceder", "accediere", "accedieren", "accedió")),
        ("es", ("interceptar", "interceptare", "intercepten")),
        ("es", ("entidad", "entidades")),
        ("es", ("juez", "jueces")),
        ("es", ("construir", "construyere")),
        ("en", ("intercept", "intercepted", "interception")),
        ("fr", ("conserver", "conservation", "conservé")),
        ("ar", ("المعلومات", "معلومات", "والمعلومات", "بالمعلومات")),
        ("ar", ("إتلاف", "اتلاف", "الإتلاف")),
    ],
)
def test_forms_of_a_word_fall_together(language: str, forms: tuple[str, ...]) -> None:
    stem = stemmer(language)
    assert len({stem(one) for one in forms}) == 1, [stem(one) for one in forms]


def test_what_is_missing_is_said(budapest, terms) -> None:
    law = [
        Passage(
            "x",
            "1",
            "Whoever gains access to a building commits an offence.",
            "Access",
            "Act",
            "en",
        )
    ]
    with build_index(":memory:", law, terms) as index:
        found = Suggester(index, budapest).suggest("2")
    assert found and any("computer" in name for name in found[0].missed)


def test_a_translation_does_not_bring_a_provision_twice(budapest, terms) -> None:
    both = [
        Passage("cyber", one.ref.split()[-1], one.text, one.heading, one.law_title)
        for language in ("ar", "fr")
        for one in passages(language, "cyber")
    ]
    with Index(":memory:", terms) as index:
        index.add_law(both[:3])
        index.add_law(both[3:])
        found = Suggester(index, budapest).suggest("2")
    assert len(index.terms) > 1 and [one.ref for one in found].count("2") == 1


def test_of_two_languages_the_one_of_the_case_is_shown(budapest, terms) -> None:
    """The same provision in two languages; the other one may score better."""
    both = [
        Passage("cyber", "2", one.text, one.heading, one.law_title, one.language)
        for language in ("ar", "en", "fr")
        for one in passages(language, "cyber")[1:2]
    ]
    for prefer in ("ar", "en", "fr"):
        with Index(":memory:", terms) as index:
            for one in both:
                index.add_law([one])
            found = Suggester(index, budapest, prefer).suggest("2")
        assert [(one.ref, one.language) for one in found] == [("2", prefer)]


def test_one_law_alone(everything: Suggester) -> None:
    assert {one.law for one in everything.suggest("2", 20, "boilers-en")} <= {"boilers-en"}
    assert everything.suggest("2", 20, "nothing") == []


def test_an_element_leads_to_the_unit(budapest, terms) -> None:
    """Of an article with several paragraphs the one that deals with the element is named."""
    text = (
        "1. A judge may order the search of a computer system.\n"
        "2. The search may be extended to another computer system that is accessible from the first."
    )
    law = [
        Passage(
            "x",
            "5",
            text,
            "Search of computers",
            "Act",
            "en",
            (("5(1)", 0), ("5(2)", text.index("2. "))),
        )
    ]
    with build_index(":memory:", law, terms) as index:
        suggester = Suggester(index, budapest)
        assert suggester.suggest("19.2.extension")[0].ref == "5(2)"
        assert suggester.suggest("19")[0].ref == "5"


def test_a_language_without_list_is_told(budapest, terms) -> None:
    law = [
        Passage(
            "x",
            "§ 1",
            "Käesoleva seaduse alusel on isik karistatav ja see ei ole muu kui süütegu.",
            "",
            "S",
        )
    ]
    with build_index(":memory:", law, terms) as index:
        suggester = Suggester(index, budapest)
        assert suggester.unsearched() == [("x", "et")] and suggester.suggest("2") == []


def test_copies_stand_below_what_they_repeat(budapest, terms) -> None:
    """An amending act that repeats a provision does not push its neighbours down, nor the provision itself."""
    copy = [
        Passage("amending-en", "7", one.text, one.heading, "Amending Act")
        for one in passages("en", "cyber")
        if one.ref == "2"
    ]
    with build_index(":memory:", [*passages("en"), *copy], terms) as index:
        found = Suggester(index, budapest).suggest("2")
    assert (found[0].law, found[0].ref) == ("cyber-en", "2")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from([(law, one) for one in ("en", "ar") for law in LAWS[one]]),
            st.booleans(),
        ),
        max_size=9,
    )
)
def test_a_changed_index_answers_like_a_new_one(steps, budapest, terms) -> None:
    """Whatever is added and taken out, in whatever order: only what is there in the end counts."""
    there: dict[tuple[str, str], list[Passage]] = {}
    with Index(":memory:", terms) as changed:
        for (law, language), add in steps:
            own = passages(language, law)
            if add:
                changed.add_law(own)
                there[law, language] = own
            else:
                assert changed.remove_law(f"{law}-{language}") == ((law, language) in there)
                there.pop((law, language), None)
        with build_index(":memory:", [one for own in there.values() for one in own], terms) as new:
            assert changed.laws() == new.laws()
            assert answers(changed, budapest) == answers(new, budapest)


def answers(index: Index, instrument) -> dict[str, list[Suggestion]]:
    suggester = Suggester(index, instrument)
    return {article: suggester.suggest(article, 5) for article in ("1.a", "2", "3", "19", "24")}


def test_a_law_that_is_added_again_is_replaced(budapest, terms) -> None:
    with Index(":memory:", terms) as index:
        index.add_law(passages("en", "cyber"))
        once = answers(index, budapest)
        index.add_law(passages("en", "cyber"))
        assert answers(index, budapest) == once and len(index.laws()) == 1


def test_an_index_on_disk_is_as_the_one_in_memory(tmp_path: Path, budapest, terms) -> None:
    build_index(tmp_path / "i", passages("en"), terms).close()
    with (
        Index(tmp_path / "i", terms) as kept,
        build_index(":memory:", passages("en"), terms) as new,
    ):
        assert answers(kept, budapest) == answers(new, budapest)


def test_an_index_learns_a_list_that_has_changed(tmp_path: Path, budapest, terms) -> None:
    """Stems are kept, so that a list edited later needs no new index."""
    boiler = ArticleTerms("2", (Facet("boiler", ("boiler",)), Facet("valve", ("valve",))))
    other = TermList("en", ("boiler",), {}, {"2": boiler}, "another")
    build_index(tmp_path / "i", passages("en"), terms).close()
    with (
        Index(tmp_path / "i", {"en": other}) as kept,
        build_index(":memory:", passages("en"), {"en": other}) as new,
    ):
        found = Suggester(kept, budapest).suggest("2")
        assert found[0].law == "boilers-en" and found[0].ref == "2"
        assert found == Suggester(new, budapest).suggest("2")


def test_the_same_in_every_process() -> None:
    """Nothing depends on the order in which a process happens to keep its sets."""
    code = (
        "import sys; sys.path.insert(0, 'tests'); from invented import passages;"
        "from assess.load.instruments import load_instrument; from assess.law.finder.index import build_index;"
        "from assess.law.finder.suggest import Suggester; from assess.law.finder.terms import all_terms;"
        "i = load_instrument('budapest')[0];"
        "s = Suggester(build_index(':memory:', passages('en'), all_terms(i)), i);"
        "print([s.suggest(one) for one in s.asked()])"
    )
    root = Path(__file__).parent.parent
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1 and "Suggestion" in said.pop()


def test_a_file_that_is_no_index(tmp_path: Path, terms) -> None:
    (tmp_path / "i").write_text("no index, but a text that is long enough to be looked at " * 50)
    with pytest.raises(LexgapError) as raised:
        Index(tmp_path / "i", terms)
    assert raised.value.problems[0].code == "index-unreadable"


@pytest.mark.parametrize(
    "language, one, other",
    [
        ("ar", "والمعلومات", "معلوماتية"),
        ("ar", "الإلكترونية", "إلكتروني"),
        ("ar", "بالأنظمة", "أنظمة"),
        ("en", "intercepted", "interception"),
        ("fr", "données", "donnée"),
        ("es", "informáticos", "informatico"),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, one: str, other: str) -> None:
    assert stemmer(language)(one) == stemmer(language)(other)


def test_a_particle_is_seen_by_what_is_looked_for() -> None:
    stem = stemmer("ar")
    assert stem("نظام") in spellings(stem("لنظام"), "ar") and stem("بيان") == stem("بيانات")


@pytest.mark.parametrize(
    "phrase, text, found",
    [
        ("computer system", "a computer or information system", True),
        ("computer system", "a system of a computer", False),
        ("computer system", "a computer. The system", False),
        ("computer system", "computer one two three system", False),
    ],
)
def test_phrases_keep_order_and_sentence(phrase: str, text: str, found: bool) -> None:
    lexicon = compile_terms(
        TermList("en", (), {}, {"2": ArticleTerms("2", (Facet("x", (phrase,)),))})
    )
    stems = stream("", text, "en")
    hits = match(
        lexicon, stems.stems, lexicon.variants(stems.stems), stems.heading, stems.breaks
    ).hits
    assert bool(hits) == found


@pytest.mark.parametrize("language", LANGUAGES)
def test_language_is_told_by_the_text(language: str) -> None:
    text = " ".join(one.text for one in passages(language))
    assert (
        language_of(text) == language and prepare(passages(language, "cyber")).language == language
    )


@pytest.mark.parametrize(
    "text", ["", "12 34", "這是法律", "ہر شخص جو بغیر اجازت ڈیٹا تک رسائی حاصل کرے"]
)
def test_other_languages_are_not_guessed(text: str) -> None:
    assert language_of(text) == ""


def test_a_law_is_cut_into_its_articles() -> None:
    text = "Noise Act\nArticle 1. Aim\nThis Act is against noise.\nArticle 2. Duty\n(1) Be quiet.\n(2) Be slow."
    first, second = cut_law("n", "Noise Act", text)
    assert (first.ref, first.heading, first.text) == (
        "Article 1",
        "Aim",
        "This Act is against noise.",
    )
    assert [name for name, _ in second.parts] == ["2", "2(1)", "2(2)"]
    assert all(
        second.text[start:].startswith(begins)
        for (_, start), begins in zip(second.parts[1:], ("(1)", "(2)"))
    )


def test_a_law_without_articles_is_one_provision() -> None:
    assert [one.text for one in cut_law("n", "Note", "Be quiet.")] == ["Be quiet."]


def test_no_text_of_a_law_in_a_book_is_lost() -> None:
    text = (
        "Noise Act\nWe, the Council, decide as follows.\nPart 1 General\nArticle 1. Aim\nQuiet.\n"
        "Article 2. Duty\nBe quiet.\nPart 2 Fines\nArticle 3. Fine\nA fine of 5.\nDone at Port on 1 May.\n"
        "A. Keeper\nSchedule 1\nForms\n1. A form.\n2. Another form.\n"
    )
    cut = cut_law("n", "Noise Act", text)
    assert [one.ref for one in cut[:3]] == ["Article 1", "Article 2", "Article 3"]
    whole = "".join("".join(one.text.split()) for one in cut)
    after = text[text.index("Done at Port") :]
    assert all("".join(line.split()) in whole for line in after.splitlines())
    assert all(one.ref and one.parts for one in cut)


def test_an_annex_outside_of_articles_is_searched_in_pieces() -> None:
    annex = [
        f"Row {at} of a table of noises that are heard in the port by day" for at in range(200)
    ]
    text = "\n".join(["Article 1. Aim", "Quiet.", "Article 2. Fine", "5.", "Done at Port.", *annex])
    pieces = cut_law("n", "Noise Act", text)[2:]
    assert len(pieces) > 5 and all(len(one.text) < 2_100 for one in pieces)
    assert "\n".join(one.text for one in pieces).split("\n")[-200:] == annex


def test_a_book_in_markdown_or_wrapped_by_hand() -> None:
    text = "---\ntitle: Noise\n---\n# Noise Act\n\n**1\\.** *Aim*\n(a) Quiet.\n(b) Rest.\n\n**2\\.** Use\n\n**3\\.** End"
    cut = cut_law("n", "Noise Act", text)
    assert [one.ref for one in cut if one.ref[:1].isdigit()] == ["1", "2", "3"]
    first = next(one for one in cut if one.ref == "1")
    assert [name for name, _ in first.parts] == ["1", "1(a)", "1(b)"]
    wrapped = (
        "Article 1. Aim\nThis Act is against every noise that is made in the port as it is defined in\n"
        "Article 9 of the Ports Act, and against what makes it, whatever that may be called by\n"
        "those who make it in the port, by day or by night.\nArticle 2. Duty\nBe quiet.\n"
    )
    assert [one.ref for one in cut_law("n", "Noise Act", wrapped)] == ["Article 1", "Article 2"]


def test_what_no_article_is_recognised_in_is_counted() -> None:
    laws = [cut_law("a", "Note", "Be quiet."), cut_law("b", "Act", "Article 1. Aim\nQuiet.")]
    with build_index(":memory:", [one for law in laws for one in law], {}) as index:
        assert index.uncut() == 1
