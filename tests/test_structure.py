"""Blocks → units: numbers, headings, lists, decrees, schedules, doubts; and no letter is lost."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assess.base.problems import LexgapError
from assess.law.readers import Block, SourceText, read_source
from assess.law.structure.language import language_of
from assess.law.structure.numbering import article_label, plain
from assess.law.structure.tree import named, tree_lines
from assess.law.structure.units import comparable, structured
from assess.load.labels import labels
from assess.model.lawtext import LawText

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"


def source(text: str, form: str = "docx") -> SourceText:
    """Return a source whose paragraphs are set off by empty lines."""
    blocks = tuple(Block(part) for part in text.split("\n\n") if part.strip())
    return SourceText(blocks, form, "law.docx", "0")


def law(text: str, **options: str) -> LawText:
    """Return the units of a text, of which nothing may be lost."""
    read = source(text)
    made = structured(read, "L", "en", "copy", **options)
    assert comparable(made.joined()) == comparable(read.joined())
    ids = [one.id for one in made.units]
    assert len(set(ids)) == len(ids) and all(
        one.parent in ["", *ids[:place]] for place, one in enumerate(made.units)
    )
    return made


def ids(text: LawText) -> list[str]:
    return [one.id for one in text.units]


def doubts(text: LawText) -> dict[str, str]:
    return {one.id: one.unsure for one in text.units if one.unsure}


# --- styles ----------------------------------------------------------------------------------------------------------


def test_commonwealth_with_contents_side_notes_definitions_and_schedule() -> None:
    text = law("""THE DEVICES ACT

ARRANGEMENT OF SECTIONS

PART I EARLY

1. Short title.

2. Interpretation.

PART II LATE

3. Wrongful use.

4. Savings.

An Act about devices.

PART I
EARLY

Short title

1. This Act may be cited by its name.

Interpretation

2.—(1) In this Act, unless the context otherwise requires—

“device” means a thing;

“sign” includes—

(a) numbers; and

(b) letters.

(2) A device is used if—

(a) somebody—

(i) turns it on; or

(ii) turns it off;

(b) it moves.

PART II
LATE

Wrongful use

3. Nobody may use a device.

Savings

4. Nothing in this Act changes section 3 of another Act.

FIRST SCHEDULE

1. The first thing.

2. The second thing:

(a) north;

(b) south.""")
    assert ids(text) == [
        "preamble",
        "contents",
        "preamble [2]",
        "part 1",
        "1",
        "2",
        "2(1)",
        "2(1) device",
        "2(1) sign",
        "2(1) sign(a)",
        "2(1) sign(b)",
        "2(2)",
        "2(2)(a)",
        "2(2)(a)(i)",
        "2(2)(a)(ii)",
        "2(2)(b)",
        "part 2",
        "3",
        "4",
        "schedule 1",
        "schedule 1 1",
        "schedule 1 2",
        "schedule 1 2(a)",
        "schedule 1 2(b)",
    ]
    assert doubts(text) == {}
    assert text.unit("3").heading == "Wrongful use" and text.unit("3").heading_first
    assert text.wording("3") == "Wrongful use 3.\nNobody may use a device."
    assert text.unit("2(1)").number == "(1)" and text.unit("2").number == "2.—"
    assert text.unit("2(1) device").kind == "definition"


def test_french_law_with_sections_as_parts() -> None:
    text = law("""TITRE PREMIER
DES APPAREILS

Chapitre Ier
Règles

Section 1
Mots

Article premier - La présente loi vaut pour tous.

Article 2. - Au sens de la présente loi, on entend par :

1° « appareil » : une chose ;

2° « signe » : une marque.

Section 2
Peines

Article 3. - I. - Est puni quiconque :

- entre ;

- reste.

II. - La tentative est punie.

Chapitre II
Fin

Article 4 bis. - Le juge décide.

Fait à la capitale, le 1er mai.

Le chef""")
    assert ids(text) == [
        "title 1",
        "title 1 chapter 1",
        "title 1 chapter 1 section 1",
        "1",
        "2",
        "2(1)",
        "2(2)",
        "title 1 chapter 1 section 2",
        "3",
        "3(I)",
        "3(I) indent 1",
        "3(I) indent 2",
        "3(II)",
        "title 1 chapter 2",
        "4 bis",
        "closing",
    ]
    assert (
        text.unit("title 1").heading == "DES APPAREILS"
        and text.unit("2").parent == "title 1 chapter 1 section 1"
    )
    assert text.unit("closing").parent == "" and "Le chef" in text.unit("closing").wording


def test_arabic_law_with_letters_repeated_numbers_and_annex() -> None:
    text = law("""قانون الأجهزة

الباب الأول
أحكام عامة

مادة (١): تعاريف

يقصد بالكلمات التالية المعاني المبينة أمام كل منها:

الجهاز: كل شيء.

الإشارة الرقمية : كل علامة.

مادة (٢) :

المادة 2 من القانون رقم 5 لا تسري.

(أ) نص.

(١) فرع.

(٢) فرع.

(ب) نص.

المادة 2 مكررا

أ - ب- ليس قائمة.

المادة الثالثة

أولاً: نص.

ثانياً: نص.

ملحق رقم (1)

1- بند.

2- بند.""")
    assert ids(text) == [
        "preamble",
        "part 1",
        "1",
        "1 الجهاز",
        "1 الاشارة الرقمية",
        "2",
        "2(a)",
        "2(a)(1)",
        "2(a)(2)",
        "2(b)",
        "2 bis",
        "2 bis(a)",
        "3",
        "3(1)",
        "3(2)",
        "annex 1",
        "annex 1 1",
        "annex 1 2",
    ]
    assert text.unit("2").wording == "المادة 2 من القانون رقم 5 لا تسري."
    assert text.unit("1 الجهاز").heading == "الجهاز:" and text.unit("2(a)").number == "(أ)"


def test_spanish_law_with_books_and_added_articles() -> None:
    text = law("""TÍTULO PRELIMINAR

Artículo primero.

Uno.

Artículo segundo.

Dos.

LIBRO I
Cosas

TÍTULO I
De las cosas

CAPÍTULO I
Uno

Artículo 3.

1. Uno.

Otra frase.

2. Dos:

a) aa,

b) bb.

CAPÍTULO II
Dos

Artículo 4 bis.

Fin del texto.

TÍTULO II
Otras

CAPÍTULO I
Uno

Artículo 5.

Fin.

Disposición final primera.

Fin.""")
    assert [one for one in ids(text) if text.unit(one).kind == "part"] == [
        "title preliminary",
        "book 1",
        "book 1 title 1",
        "book 1 title 1 chapter 1",
        "book 1 title 1 chapter 2",
        "book 1 title 2",
        "book 1 title 2 chapter 1",
    ]
    assert text.wording("3(1)") == "1.\nUno.\nOtra frase." and "disposición final 1" in ids(text)


def test_german_paragraphs_and_tunisian_articles() -> None:
    assert ids(
        law(
            "§ 1 Geräte\n\n(1) Wer.\n\n1. Stein,\n\n2. Holz.\n\n(2) § 9 gilt.\n\n§ 2 Ende\n\nEs gilt."
        )
    ) == ["1", "1(1)", "1(1)(1)", "1(1)(2)", "1(2)", "2"]
    assert ids(
        law("الباب الأول\nأحكام\n\nالفصل 1 - نص.\n\nالفصل 2 - نص.\n\nالفصل 3 (جديد) - نص.")
    ) == ["part 1", "1", "2", "3"]


def test_numbers_before_letters_and_of_several_figures() -> None:
    assert ids(
        law("المادة 1-\n\nأ. 1. نص.\n\n2. نص.\n\nب. نص:\n\n1- نص.\n\n2- نص.\n\nالمادة 2- نص.")
    ) == ["1", "1(a)", "1(a)(1)", "1(a)(2)", "1(b)", "1(b)(1)", "1(b)(2)", "2"]
    assert ids(
        law(
            "Article 1. Things\n\n1.1. One.\n\n1.2. Two:\n\n1.2.1. Deep.\n\nArticle 2. Ends\n\n2.1. One."
        )
    ) == ["1", "1(1.1)", "1(1.2)", "1(1.2.1)", "2", "2(2.1)"]


def test_arabic_letters_in_the_order_of_dictionaries() -> None:
    assert ids(
        law("المادة 1\n\nيمنع:\n\nأ - نص.\n\nب - نص.\n\nت - نص.\n\nث - نص.\n\nالمادة 2\n\nنص.")
    )[1:5] == ["1(a)", "1(b)", "1(c)", "1(d)"]


# --- sequence and references -----------------------------------------------------------------------------------------


def test_references_at_the_start_of_a_line_are_no_articles() -> None:
    text = law("""Article 1. Scope

It covers what is named in
Article 3. It also covers what is in
Article 4 of the code.

Article 5 of this law applies.

Article 2. Terms

Words.

Article 3. Use

Words.""")
    assert ids(text) == ["1", "2", "3"] and "Article 4 of the code." in text.unit("1").wording


@pytest.mark.parametrize(
    "text, wanted",
    [
        (
            "Article 1 A person who enters is fined:\n\n1. in a bank; or\n\n2. in a hospital.\n\n"
            "Article 2 Nobody is above this.\n\nArticle 5 of this law applies.\n\nArticle 3 The court decides.",
            ["1", "1(1)", "1(2)", "2", "3"],
        ),
        (
            "Article 1 Le fait de lire est puni :\n\n1. le jour ;\n\n2. la nuit.\n\nArticle 2 Quiconque écrit est puni.",
            ["1", "1(1)", "1(2)", "2"],
        ),
        (
            "Artículo 1 El que lea:\n\n1. de día;\n\n2. de noche.\n\nArtículo 2 Quien escriba será multado.",
            ["1", "1(1)", "1(2)", "2"],
        ),
        (
            "المادة 1 يسمى هذا النص نصا.\n\nالمادة (2) يمنع ما يلي:\n\n1. القراءة.\n\n2. الكتابة.\n\n"
            "المادة 3 من هذا القانون لا تسري.\n\nالمادة (3) يعمل بهذا النص.",
            ["1", "2", "2(1)", "2(2)", "2 closing", "3"],
        ),
        (
            "المادة 1 في تطبيق هذا النص تسري الكلمات.\n\nالمادة 2 على الجهات العمل به.\n\nالمادة 3 يعاقب من قرأ.\n\n"
            "المادة 4 على الجهات نشره.",
            ["1", "2", "3", "4"],
        ),
        ("Article 1 A person who enters is fined.", ["1"]),
    ],
)
def test_articles_whose_text_runs_on_after_the_number(text: str, wanted: list[str]) -> None:
    made = law(text)
    assert ids(made) == wanted and not doubts(made)


def test_references_alone_make_no_articles() -> None:
    assert doubts(
        law("A judge decides.\n\nArticle 5 Rights apply.\n\nArticle 9 Rights do not.")
    ) == {"preamble": "no_articles"}
    assert "article" not in {one.kind for one in law("المادة 3 من هذا القانون تسري.\n\nنص.").units}
    text = law(
        "1. This is the first.\n\nArticle 1 Rights of the pact apply.\n\n2. This is the second."
    )
    assert ids(text)[0] == "1" and not doubts(text)


def test_two_kinds_of_numbers_that_could_be_the_articles_are_said() -> None:
    text = law(
        "1. A first.\n\n2. A second.\n\nArticle 1 The third is here.\n\nArticle 2 The fourth is here."
    )
    assert set(doubts(text).values()) == {"marks_disagree"}
    text = law("Article 7 A person is fined:\n\n1. by day;\n\n2. by night.")
    assert set(doubts(text).values()) == {"marks_disagree"}


def test_quoted_articles_stay_in_the_article_that_amends() -> None:
    text = law("""Article 1. In the Code, Article 5 is replaced by the following:

“Article 5. New words.

(1) Something.

Article 2. More.”

Article 2. After Article 7 there is added:

“Article 7A. Words.”

Article 3. It enters into force.""")
    assert ids(text) == ["1", "2", "3"] and "Article 2. More.”" in text.unit("1").wording


def test_a_mark_that_is_never_closed_quotes_nothing() -> None:
    assert ids(
        law("Article 1. A title « of things.\n\nArticle 2. Words.\n\nArticle 3. Words ».")
    ) == ["1", "2", "3"]


def test_articles_quoted_without_marks_are_told_by_the_sequence() -> None:
    text = law(
        "(المادة الأولى)\n\nيستبدل بنص المادة (71) النص الآتي:\n\nمادة (71):\n\nنص جديد.\n\n"
        "(المادة الثانية)\n\nنص."
    )
    assert ids(text) == ["1", "1 71", "2"] and doubts(text) == {"1 71": "article_quoted"}
    assert text.unit("1 71").parent == "1"


def test_gaps_repeats_and_steps_back_are_said() -> None:
    text = law("\n\n".join(f"Article {number}. Head\n\nText." for number in (1, 2, 4, 4, 3, 5)))
    assert doubts(text) == {"4": "number_gap", "4 [2]": "number_repeated", "3": "number_back"}


def test_decree_before_the_law() -> None:
    text = law("""Decree

Article 1. The law beside it is brought in.

Article 2. It is printed.

Done at the capital, 1 May.

The head

The Law

PART I
Things

Article 1. Aa.

Article 2. Bb.

Article 3. Cc.

Article 4. Dd.""")
    articles = [one.id for one in text.units if one.kind == "article"]
    assert articles == ["decree 1", "decree 2", "1", "2", "3", "4"]
    assert doubts(text) == {"decree 1": "decree_assumed"} and text.unit(
        "decree closing"
    ).wording.startswith("Done at")


def test_numbers_that_begin_anew_at_the_end_are_an_annex() -> None:
    text = law("\n\n".join(f"Article {number}. Words." for number in (1, 2, 3, 4, 5, 1, 2)))
    assert ids(text)[-2:] == ["annex 1", "annex 2"] and doubts(text) == {"annex 1": "annex_assumed"}


def test_inner_and_outer_list_of_one_form() -> None:
    text = law(
        "Article 1. Board\n\n1- A board is made.\n\n2- On it sit:\n\n1- the head\n\n2- the deputy\n\n"
        "3- The board meets each month.\n\nArticle 2. End\n\nWords."
    )
    assert ids(text) == ["1", "1(1)", "1(2)", "1(2)(1)", "1(2)(2)", "1(3)", "2"]
    assert doubts(text) == {"1(3)": "list_ambiguous"}


def test_i_after_h_and_i_as_the_first() -> None:
    letters = "".join(f"\n\n({one}) word {one};" for one in "abcdefghij")
    assert ids(law(f"Article 1. It is:{letters}\n\nArticle 2. End."))[1:-1] == [
        f"1({one})" for one in "abcdefghij"
    ]
    assert ids(
        law("Article 1. It is:\n\n(a) one:\n\n(i) x;\n\n(ii) y;\n\n(b) two.\n\nArticle 2. End.")
    )[1:-1] == ["1(a)", "1(a)(i)", "1(a)(ii)", "1(b)"]


def test_words_after_a_list_close_the_article_and_words_between_items_do_not() -> None:
    text = law(
        "Article 1. Whoever:\n\n(a) enters;\n\nor comes in;\n\n(b) stays,\n\nis punished.\n\nArticle 2. End."
    )
    assert text.unit("1(a)").wording == "enters;\nor comes in;"
    assert (
        text.unit("1 closing").wording == "is punished."
        and text.unit("1 closing").kind == "closing"
    )


# --- headings --------------------------------------------------------------------------------------------------------


def test_headings_after_the_number_on_the_next_line_and_none() -> None:
    same = law(
        "Article 1. Scope.\n\nOne.\n\nArticle 2. Terms.\n\nTwo.\n\nArticle 3. Use.\n\nThree."
    )
    assert [one.heading for one in same.units] == ["Scope.", "Terms.", "Use."]
    below = law(
        "Article 1\n\nScope\n\nOne.\n\nArticle 2\n\nTerms\n\nTwo.\n\nArticle 3\n\nUse\n\nThree."
    )
    assert [one.heading for one in below.units] == ["Scope", "Terms", "Use"]
    none = law(
        "Article 1\n\nOne is long.\n\nTwo.\n\nArticle 2\n\nTwo.\n\nThree.\n\nArticle 3\n\nThree.\n\nFour."
    )
    assert [one.heading for one in none.units] == ["", "", ""]
    dash = law(
        "1. Wrongful use.—(1) Whoever uses.\n\n(2) Whoever tries.\n\n2. Savings.—Nothing changes."
    )
    assert [one.id for one in dash.units] == ["1", "1(1)", "1(2)", "2"] and dash.unit(
        "1"
    ).heading == "Wrongful use.—"


def test_a_heading_of_the_format_without_a_number_opens_a_part() -> None:
    blocks = (
        Block("The Act", heading=1),
        Block("Article 1. Aa."),
        Block("Late things", heading=2),
        Block("Article 2. Bb."),
    )
    text = structured(SourceText(blocks, "html", "a.html", "0"), "L", "en", "copy")
    assert [(one.id, one.kind, one.parent) for one in text.units] == [
        ("preamble", "preamble", ""),
        ("1", "article", ""),
        ("heading 1", "part", ""),
        ("2", "article", ""),
    ]


# --- formats ---------------------------------------------------------------------------------------------------------


def test_remarks_on_top_of_a_plain_text_are_kept_apart() -> None:
    read = source("# title: something\n# typed by: somebody\n\nThe Act\n\nArticle 1. Aa.", "text")
    text = structured(read, "L", "en", "copy")
    assert [(one.id, one.kind) for one in text.units] == [
        ("remarks", "note"),
        ("preamble", "preamble"),
        ("1", "article"),
    ]
    assert comparable(text.joined()) == comparable(read.joined())


def test_notes_stand_apart_and_the_article_goes_on_after_them() -> None:
    blocks = (
        Block("Article 1. Aa:"),
        Block("[1] See there.", note=True),
        Block("more."),
        Block("Article 2. Bb."),
    )
    text = structured(SourceText(blocks, "html", "a.html", "0"), "L", "en", "copy")
    assert [(one.id, one.parent) for one in text.units] == [
        ("1", ""),
        ("note 1", ""),
        ("1 closing", "1"),
        ("2", ""),
    ]
    assert "See there" not in text.wording("1")


def test_rows_of_a_table_are_no_articles_but_may_define() -> None:
    blocks = (
        Block("Article 1. Definitions"),
        Block("In this law:"),
        Block("Device\ta thing", row=True),
        Block("1.\tx", row=True),
        Block("Article 2. End"),
        Block("Words."),
    )
    text = structured(SourceText(blocks, "html", "a.html", "0"), "L", "en", "copy")
    assert text.unit("1 device").heading == "Device"
    assert [one.id for one in text.units if one.kind == "article"] == ["1", "2"]


def test_markup_decides_where_there_is_some() -> None:
    blocks = (
        Block("We agree:", kind="preamble"),
        Block("", kind="part", number="Chapter II", title="Things"),
        Block("", kind="article", number="Article 3.", title="Use", depth=1),
        Block("Whoever:", kind="paragraph", number="(1)", depth=2),
        Block("enters;", kind="item", number="(a)", depth=3),
        Block("is punished.", depth=2),
        Block("", kind="schedule", title="List"),
        Block("Aa.", kind="article", number="1.", depth=1),
    )
    read = SourceText(blocks, "akn", "a.xml", "0")
    text = structured(read, "L", "en", "official")
    assert [one.id for one in text.units] == [
        "preamble",
        "chapter 2",
        "3",
        "3(1)",
        "3(1)(a)",
        "3 closing",
        "schedule",
        "schedule 1",
    ]
    assert comparable(text.joined()) == comparable(read.joined())


# --- patterns --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pattern", ["Rule {n}", "rule   {n} -", r"/Rule (\d+)/"])
def test_a_pattern_alone_marks_articles(pattern: str) -> None:
    text = law(
        "Rule 1 - Scope\n\nWords.\n\nRule 2 - Use\n\nArticle 3. is not one here.\n\nRule 3 - End\n\nWords.",
        pattern=pattern,
    )
    assert ids(text) == ["1", "2", "3"]


@pytest.mark.parametrize("pattern", ["Rule", "/Rule/", "/(/"])
def test_a_pattern_without_a_place_for_the_number(pattern: str) -> None:
    with pytest.raises(ValueError):
        law("Rule 1 - Scope", pattern=pattern)


# --- nothing is lost -------------------------------------------------------------------------------------------------

#: Article, paragraphs, items and parts of a style; the ids that they must give are the same for all.
STYLES = {
    "en": ("Article {}.", "({})", "abcdefgh", "({})", "Part {}", "Words of the law."),
    "fr": ("Article {} -", "{}°", "abcdefgh", "{})", "Titre {}", "Mots de la loi."),
    "es": ("Artículo {}.", "{}.", "abcdefgh", "{})", "TÍTULO {}", "Palabras de la ley."),
    "ar": ("المادة ({})", "{}-", "أبجدهوزح", "{}-", "الباب {}", "نص من القانون."),
    "de": ("§ {}", "({})", "abcdefgh", "{})", "Part {}", "Worte des Gesetzes."),
}


@st.composite
def laws(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Build a law of random shape, and the ids of its articles, paragraphs and items."""
    article, paragraph, letters, item, part, words = STYLES[draw(st.sampled_from(sorted(STYLES)))]
    lines, wanted = ["The law of things"], []
    for number in range(1, draw(st.integers(2, 9)) + 1):
        if draw(st.booleans()) and number > 1:
            lines.append(part.format(number))
        lines += [article.format(number), words]
        wanted.append(str(number))
        for second in range(1, draw(st.sampled_from([0, 2, 3, 5])) + 1):
            lines.append(f"{paragraph.format(second)} {words}")
            wanted.append(f"{number}({second})")
            for place in range(draw(st.sampled_from([0, 0, 2, 8]))):
                lines.append(f"{item.format(letters[place])} {words}")
                wanted.append(f"{number}({second})({'abcdefgh'[place]})")
    return "\n\n".join(lines), wanted


@settings(max_examples=150, deadline=None)
@given(laws())
def test_laws_of_any_shape_are_read_as_they_were_built(built: tuple[str, list[str]]) -> None:
    text = law(built[0])
    assert [one.id for one in text.units if one.kind in ("article", "paragraph", "item")] == built[
        1
    ]
    assert doubts(text) == {}


PIECES = [
    "Article 1",
    "Article 3 of it",
    "المادة الثالثة",
    "(a)",
    "(i) x",
    "1.",
    "1- أ- ب",
    "“Article 2",
    "”",
    "PART I",
    "SCHEDULE",
    "§ 5",
    "«",
    "term: words",
    "- x",
    "# x",
    "\t",
    "Words.",
    "Words:",
    "\u200f١-",
    "1 This Act is so.",
    "2 (1) A person",
    "3.—(1) A person",
    "Short title",
    "(2) Two",
    "keeper means a person who",
    "Illustrations",
    "1.1 x",
    "صدر في",
]


TEXTS = st.sampled_from(PIECES) | st.text(max_size=8)
KINDS = st.sampled_from(
    ["", "", "part", "article", "paragraph", "item", "closing", "schedule", "preamble"]
)
BLOCKS = st.builds(
    Block,
    TEXTS,
    st.integers(0, 3),
    KINDS,
    TEXTS,
    TEXTS,
    st.integers(0, 4),
    row=st.booleans(),
    note=st.booleans(),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(BLOCKS, max_size=15), st.sampled_from(["", "Article {n}"]))
def test_no_letter_of_marked_blocks_is_lost(blocks: list[Block], pattern: str) -> None:
    read = SourceText(tuple(blocks), "akn", "a", "0")
    text = structured(read, "L", "en", "copy", pattern=pattern)
    assert comparable(text.joined()) == comparable(read.joined())
    assert len({one.id for one in text.units}) == len(text.units)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from(PIECES) | st.text(max_size=12), min_size=1, max_size=4).map(
            " ".join
        ),
        max_size=25,
    ),
    st.sampled_from(["docx", "text"]),
)
def test_no_letter_is_lost_whatever_comes(lines: list[str], form: str) -> None:
    read = SourceText(tuple(map(Block, lines)), form, "a", "0")
    text = structured(read, "L", "en", "copy")
    assert comparable(text.joined()) == comparable(read.joined())
    assert len({one.id for one in text.units}) == len(text.units)


def test_all_that_follows_the_number_of_a_part_is_its_heading() -> None:
    line = "PART I Article 1 3.—(1) A person"
    text = structured(SourceText((Block(line),), "docx", "a", "0"), "L", "en", "copy")
    assert comparable(text.joined()) == comparable(line)


def test_long_laws_take_time_in_proportion() -> None:
    """A code of 900 articles, each with a quotation mark that is never closed, is read as it stands."""
    one = "Artículo {}.\n\n1. Uno: «sin fin.\n\n2. Dos:\n\na) aa;\n\nb) bb."
    text = law("\n\n".join(one.format(number) for number in range(1, 901)))
    assert len(text.units) == 900 * 5 and doubts(text) == {}


@pytest.mark.parametrize(
    "line",
    [
        "Words of the law.",
        "1. Words:",
        "(a)",
        "Article 1. x",
        "“Open",
        "word: more",
        "SCHEDULE",
        "Part I",
        "- x",
        "[1] " * 50,
        "a" + " " * 3000 + "b",
        "term " * 400,
        "((((",
        "1-1-1-1",
        "«" * 300,
        "." * 3000,
    ],
)
def test_one_line_again_and_again_in_one_block(line: str) -> None:
    """Whatever repeats, nothing is looked at for every other line: 6,000 lines take as long as they are."""
    read = SourceText(
        (Block("Article 1. Terms"), Block("\n".join([line] * 6000))), "docx", "a", "0"
    )
    text = structured(read, "L", "en", "copy")
    assert comparable(text.joined()) == comparable(read.joined())


@pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not part of the project")
def test_nothing_is_lost_of_real_files() -> None:
    """Of each that can be read; some are pictures of pages."""
    refused, faults = [], []
    paths = sorted((CORPORA / "import").glob("*"))
    for path in paths:
        try:
            read = read_source(path)
        except LexgapError as fault:
            refused.append((path.name, fault.problems[0].code))
            continue
        text = structured(read, "L", "ar", "copy")
        ids = [unit.id for unit in text.units]
        if comparable(text.joined()) != comparable(read.joined()):
            faults.append(f"{path.name}: letters are lost")
        if len(set(ids)) < len(ids):
            faults.append(f"{path.name}: an id stands twice")
    assert not faults, "\n".join(faults)
    assert {code for _, code in refused} <= {"text-scanned", "text-garbled", "text-unknown-format"}
    assert len(refused) < len(paths) / 2


@pytest.mark.skipif(not CORPORA.exists(), reason="the corpora are not part of the project")
@pytest.mark.parametrize(
    "country, law_id, articles",
    [
        ("esp", "codigo-penal", 773),
        ("are", "fdl-31-2021-penal-code", 482),
        ("sgp", "penal-code-1871", 524),
        ("est", "karistusseadustik-penal-code", 504),
        ("sen", "loi-2008-11-cybercriminalite", 71),
    ],
)
def test_articles_of_real_codes_are_found(country: str, law_id: str, articles: int) -> None:
    rows = [
        row
        for row in map(
            json.loads, gzip.open(CORPORA / "provisions-dev.jsonl.gz", "rt", encoding="utf-8")
        )
        if (row["country"], row["law"]) == (country, law_id)
    ]
    blocks = [Block(text) for row in rows for text in _printed(country, row)]
    text = structured(SourceText(tuple(blocks), "docx", "a", "0"), "L", country, "copy")
    wanted = Counter(getattr(article_label(plain(row["ref"])), "id", row["ref"]) for row in rows)
    found = Counter(one.id.removeprefix("decree ") for one in text.units if one.kind == "article")
    assert sum((wanted & found).values()) == articles and sum((found - wanted).values()) == 0


def _printed(country: str, row: dict) -> list[str]:
    if country == "sgp":
        return [one for one in (row["heading"], row["text"]) if one]
    joint = "- " if country == "are" else ". " if country in ("est", "esp") else " "
    return [f"{row['ref']}{joint}{row['heading']}".strip(), row["text"]]


# --- definitions with items, quotations in quotations, numbers in brackets -------------------------------------------


def test_a_definition_follows_one_with_items_where_it_has_its_form() -> None:
    text = law("""1. Definitions

In this Act,

"maker" means a person that

(a) makes; or

(b) mends;

"user" means a person who uses;

"owner" includes

(a) a holder;

and also, where so agreed:

(b) a keeper.

Made for all of them.

2. Use

Whoever uses is free.""")
    assert ids(text) == [
        "1",
        "1 maker",
        "1 maker(a)",
        "1 maker(b)",
        "1 user",
        "1 owner",
        "1 owner(a)",
        "1 owner(b)",
        "1 owner closing",
        "2",
    ]
    assert (
        text.unit("1 user").parent == "1"
        and text.unit("1 owner closing").wording == "Made for all of them."
    )
    assert not doubts(text)


def test_arabic_definitions_after_items_and_words_that_stay_in_their_list() -> None:
    text = law("""المادة 1

يقصد بالكلمات الآتية المعاني المبينة إزاءها:

الصانع: كل من

أ- يصنع

ب- يصلح

المستعمل: كل من يستعمل.

المالك: كل من

أ- يملك؛

ولا يشمل ذلك: الحائز؛

ب- يحوز.

الجهاز: كل شيء.

المادة 2

يعاقب كل من استعمل.""")
    assert ids(text) == [
        "1",
        "1 الصانع",
        "1 الصانع(a)",
        "1 الصانع(b)",
        "1 المستعمل",
        "1 المالك",
        "1 المالك(a)",
        "1 المالك(b)",
        "1 الجهاز",
        "2",
    ]
    assert doubts(text) == {"1 المستعمل": "definition_assumed"}  # nothing ends the item before it
    assert "الحائز" in text.unit("1 المالك(a)").wording


def test_a_quoted_definition_within_a_quotation_keeps_its_items() -> None:
    for opened in ('“"maker"', '""maker"', '«"maker"'):
        closed = {"“": "”", '"': '"', "«": "»"}[opened[0]]
        text = law(f"""1. Change

In section 2:

(a) the definition is replaced by:

{opened} means a person that:

(a) makes; or

(b) mends;{closed}

(b) the rest stays.

2. End

Words.""")
        assert ids(text) == ["1", "1(a)", "1(b)", "2"], opened
        assert text.unit("1(a)").wording.endswith(f"(b) mends;{closed}")


def test_arabic_numbers_with_letters_in_brackets_and_with_mukarrar_after_them() -> None:
    text = law("""المادة (1): الاسم

كلمات أولى.

المادة (1أ): البقاء

كلمات ثانية.

المادة (2): الحيازة

كلمات ثالثة.

المادة (٢) مكررا

النسخ

أ- كلمات.

ب- كلمات.

المادة (3): الختام

المادة (2) مكررا من هذا القانون تسري على ذلك.""")
    assert ids(text) == ["1", "1A", "2", "2 bis", "2 bis(a)", "2 bis(b)", "3"] and not doubts(text)
    assert (text.unit("1A").number, text.unit("1A").heading) == ("المادة (1أ):", "البقاء")
    assert text.unit("2 bis").number == "المادة (٢) مكررا"


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_the_tree_shows_articles_their_paragraphs_and_every_doubt_in_words() -> None:
    said = labels().structure
    text = law("Part I\nThings\n\nArticle 1. Aa\n\n(1) x.\n\n(2) y.\n\nArticle 3. Bb\n\nWords.")
    lines = list(tree_lines(text, labels()))
    assert lines[0].startswith("[part 1]") and lines[1] == "  [1] Article 1.  Aa  {(1), (2)}"
    assert any(said.reasons.number_gap in line for line in lines) and lines[-1].endswith(
        "to be looked at: 1."
    )


def test_every_doubt_has_words() -> None:
    said = labels().structure.reasons
    used = {
        "number_first",
        "number_gap",
        "number_back",
        "number_repeated",
        "article_quoted",
        "decree_assumed",
        "annex_assumed",
        "list_ambiguous",
        "list_gap",
        "definition_assumed",
        "definition_by_order",
        "no_articles",
        "label_as_words",
        "words_ambiguous",
        "no_lines",
        "marks_disagree",
    }
    assert all("--pattern" in said[one] for one in ("no_articles", "marks_disagree"))
    assert set(said) == used
    assert doubts(law("Words without any number.")) == {"preamble": "no_articles"}


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("يعاقب كل من دخل قصدا إلى الشبكة", "ar"),
        ("هر کس که به سیستم‌های پردازش گر داده چنگ زند", "fa"),
        ("the law of the land and of any person in it shall be for this", "en"),
        ("le juge de la loi et les peines du code pour une personne dans le pays", "fr"),
        ("el juez de la ley y las penas del código para una persona que en el país", "es"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_language_of_a_text(text: str, wanted: str) -> None:
    assert language_of(text) == wanted


def test_numbers_of_inner_lists_are_no_sections() -> None:
    """A web page prints `1.` on every level of its lists; the level tells sections from subsections."""
    lines = [
        (0, "1. Access"),
        (1, "1. Whoever enters a system is fined."),
        (1, "2. Here a system is:"),
        (2, "a. a machine;"),
        (2, "b. a net."),
        (0, "2. Interception"),
        (1, "1. Whoever listens is fined."),
        (1, "2. So is who records."),
        (0, "3. Repeal"),
        (1, "1. The old Act is repealed."),
    ]
    source = SourceText(
        tuple(Block(text, depth=depth) for depth, text in lines), "html", "law.html", "0" * 64, "en"
    )
    found = structured(source, "L", "en", "copy")
    assert [one.id for one in found.units if one.kind == "article"] == ["1", "2", "3"]
    assert [one.id for one in found.units if one.parent == "2"] == ["2(1)", "2(2)"]
    assert found.unit("1(2)(b)") is not None


@pytest.mark.parametrize(
    "unit, wanted",
    [
        ("preamble", "الديباجة"),
        ("part 1", "الباب 1"),
        ("annex 3(a)", "الملحق 3(a)"),
        ("title 2 chapter IV", "العنوان 2 الفصل IV"),
        ("2 service provider", "2 service provider"),
        ("annex 2 child", "الملحق 2 child"),
        ("note 2", "حاشية 2"),
        ("3 part", "3 part"),
        ("3(a) closing 2", "3(a)، العبارة الختامية 2"),
        ("preamble [2]", "الديباجة [2]"),
        ("", ""),
    ],
)
def test_ids_of_parts_are_told_in_words_of_the_language(unit: str, wanted: str) -> None:
    assert named(unit, labels("ar")) == wanted
    assert named(unit, labels()) == unit.replace(" closing", ", closing words")
