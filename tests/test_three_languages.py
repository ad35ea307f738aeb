"""Reports in three languages: Arabic, English and French, of which French has texts and a few labels only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from conftest import TODAY, edit
from docx import Document
from docx.oxml.ns import qn
from markupsafe import escape
from openpyxl import load_workbook
from test_both import MARKS, paragraphs, run, spoken_in_two, tables

from assess.base import paths
from assess.base.text import Text
from assess.country import build_view
from assess.country.build import Edition
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.rating.force import Reading
from assess.reports import write_report
from assess.speak.languages import speakers
from assess.speak.page import all_languages
from assess.write.html.languages import also, coded, in_code, laid_over

DAY = Reading(date(2016, 1, 1), ("B1",))
LANGUAGES = "ar,en,fr"
#: A text that is there in another language alone.
FALLEN = re.compile(r"[^\u0600-\u06ff]* \[(ar|en|fr)\]")
LABELS = """language: Français
sentences:
  disclaimer: Une évaluation du texte de la loi, non un constat de conformité.
word:
  kicker: Rapport sur un pays
excel:
  sheets: {cover: Page de garde}
"""


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Give French a few labels; English stands in for the others."""
    path = tmp_path / "fr.yaml"
    path.write_text(LABELS, encoding="utf-8")
    known = paths.labels
    monkeypatch.setattr(paths, "languages", lambda: ["ar", "en", "fr"])
    monkeypatch.setattr(paths, "labels", lambda code: path if code == "fr" else known(code))
    labels.cache_clear()
    yield
    labels.cache_clear()


@pytest.fixture
def three(folder: Path) -> Path:
    """Return a copy of the good case with some texts in Arabic and some in French."""
    spoken_in_two(folder)
    edit(
        folder,
        "case.yaml",
        (
            "title: {en: Testland and the Mini Convention,",
            "title: {en: Testland and the Mini Convention, fr: Testland et la Mini-Convention,",
        ),
        (
            "summary: Testland has one law, and not one more than that 1 law.",
            "summary: {fr: Testland n'a qu'une loi.}",
        ),
    )
    edit(
        folder,
        "laws/L1.yaml",
        ("title: {en: Things Act,", "title: {en: Things Act, fr: Loi sur les choses no 1/2010,"),
    )
    return folder


def loaded(folder: Path):
    case, problems = load_case(folder, LANGUAGES.split(","))
    assert case is not None and [problem.code for problem in problems] == []
    return case


def test_word_says_each_text_once_in_each_language(
    french: None, three: Path, tmp_path: Path
) -> None:
    page = build_view(loaded(three), DAY, LANGUAGES, TODAY)
    assert [one.language for one in all_languages(page)] == ["ar", "en", "fr"]
    path = write_report(page, "word", tmp_path)
    assert path.name == "mini-2016-01-01-with-B1-ar-en-fr.docx"
    texts = Counter(text for text, _ in paragraphs(path))
    found = [text for text, _ in paragraphs(path)]
    titles = [
        "الدولة والاتفاقية رقم 5",
        "Testland and the Mini Convention",
        "Testland et la Mini-Convention",
    ]
    at = found.index(titles[0])
    assert found[at : at + 3] == titles
    assert texts["Testland n'a qu'une loi."] == 1  # in French alone, and left to it
    said = [one.disclaimer for one in all_languages(page)]
    assert len(set(said)) == 3 and all(texts[text] for text in said)
    assert not list(filter(FALLEN.fullmatch, found))
    for one in ("ar", "en", "fr"):
        alone = build_view(loaded(three), DAY, one, TODAY)
        own = {text for text, _ in paragraphs(write_report(alone, "word", tmp_path))}
        missing = {
            text for text in own if not texts[text] and "[" not in text and "\xa0" not in text
        }
        assert missing == set(), one


def test_word_knows_in_which_language_its_paragraphs_are(
    french: None, three: Path, tmp_path: Path
) -> None:
    path = write_report(build_view(loaded(three), DAY, LANGUAGES, TODAY), "word", tmp_path)
    document = Document(path)
    (lang,) = document.styles.element.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}")
    assert (lang.get(qn("w:bidi"))[:2], lang.get(qn("w:val"))[:2]) == ("ar", "en")
    spoken = {
        run_.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val"))
        for run_ in document.element.body.iter(qn("w:r"))
        if "Mini-Convention" in "".join(text.text or "" for text in run_.iter(qn("w:t")))
    }
    assert spoken == {"fr"}
    assert document.core_properties.title.split(" / ") == [
        "الدولة والاتفاقية رقم 5",
        "Testland and the Mini Convention",
        "Testland et la Mini-Convention",
    ]


def test_a_cell_of_excel_stacks_what_each_language_says(
    french: None, three: Path, tmp_path: Path
) -> None:
    path = write_report(build_view(loaded(three), DAY, LANGUAGES, TODAY), "excel", tmp_path)
    (law,) = [row for row in tables(path)["T_laws"] if "L1" in row.values()]
    cells = [MARKS.sub("", str(value)) for value in law.values()]
    assert "قانون الأشياء رقم 1 لسنة 2010\nThings Act\nLoi sur les choses no 1/2010" in cells
    values = [
        MARKS.sub("", cell.value)
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]
    assert values.count("Testland n'a qu'une loi.") == 1
    assert not list(filter(FALLEN.fullmatch, "\n".join(values).split("\n")))


def test_each_language_has_its_own_digits(french: None, three: Path, tmp_path: Path) -> None:
    view = build_view(loaded(three), DAY, LANGUAGES, TODAY, Edition(own_digits=True))
    texts = {text for text, _ in paragraphs(write_report(view, "word", tmp_path))}
    assert {
        "قانون الأشياء رقم ١ لسنة ٢٠١٠",
        "Loi sur les choses no 1/2010",
        "تسري المادة 7 بعد 30 يوما",
    } <= {text.strip("«»") for text in texts}


@pytest.mark.parametrize("number", range(2))
def test_the_commands_take_three_languages(
    french: None, three: Path, tmp_path: Path, number: int
) -> None:
    commands = (
        ("follow-up", str(three), "--from", "2012-01-01", "--to", "2016-01-01"),
        ("compare", f"{three}@2016-01-01", "--no-cache", "--draws", "50"),
    )
    found = run(*commands[number], "--lang", LANGUAGES, "-o", str(tmp_path / "out"))
    assert found.exit_code == 0, found.output
    written = sorted((tmp_path / "out").iterdir())
    assert written and all("-ar-en-fr" in path.name for path in written)
    for path in written:
        if path.suffix == ".docx":
            texts = {text for text, _ in paragraphs(path)}
            said = {labels(code).sentences.disclaimer for code in LANGUAGES.split(",")}
            assert said <= texts
        if path.suffix == ".html":
            page = path.read_text(encoding="utf-8")
            assert page.count('<html lang="ar" dir="rtl">') == 1
            french_text = labels("fr").sentences.disclaimer
            assert f'<span class="also" lang="fr" dir="ltr">{french_text}</span>' in page
            assert "&lacks;" not in page


# --- pages of the web -----------------------------------------------------------------------------------------------


def page(*runs: str) -> str:
    """Return what becomes of a paragraph of a page in Arabic, English and French."""
    return laid_over([f"<p>{run_}</p>" for run_ in runs], speakers("ar,en,fr"[: 3 * len(runs) - 1]))


def test_a_text_of_a_page_stands_in_each_language_that_says_it() -> None:
    english, french_ = (
        '<span class="also" lang="en" dir="ltr">a</span>',
        '<span class="also" lang="fr" dir="ltr">b</span>',
    )
    assert page("أ", "a", "b") == f"<p>أ{english}{french_}</p>"
    assert page("أ", "a", "a") == f"<p>أ{english}</p>"
    assert page("<bdi>7</bdi>", "7", "7") == "<p><bdi>7</bdi></p>"
    assert page("&lacks;a&or;&end;", "a", "&lacks;a&or;&end;") == f"<p>{english}</p>"


def test_what_only_programs_read_has_all_languages_in_one_line() -> None:
    words = speakers("ar,en")
    pages = [
        f'<td aria-label="{text}">{text}</td><option value="1">{text}</option>'
        for text in ("أ", "a")
    ]
    assert laid_over(pages, words) == (
        f'<td aria-label="أ / a">أ{also("a", words[1])}</td><option value="1">أ / a</option>'
    )
    assert laid_over(["<p>أ</p>", "<p>a</p><p>b</p>"], words).count("also") == 2


def test_words_of_another_language_are_left_to_it() -> None:
    arabic, english = speakers("ar,en")
    text = Text((("en", "Only <this>."),))
    assert str(in_code(escape)(arabic.say(text))) == "&lacks;Only &lt;this&gt;.&or;&end;"
    assert str(coded(arabic.say(text))) == "&lacks;Only &lt;this&gt;.&or;&end;"
    assert coded(english.say(text)) == "Only <this>."
