"""The country report in Arabic beside the English one, as printed: the same chapters, turned round, nothing lost."""

from __future__ import annotations

import ctypes
import re
import subprocess
from collections import Counter
from datetime import date
from unicodedata import combining

import docx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx.oxml.ns import qn
from printed import ARABIC, Sheet, Word, key, sheets

from assess.country import build_view
from assess.load.labels import labels
from assess.rating.force import Reading

pytestmark = pytest.mark.needs("soffice", "pdftotext")
_PIECE = r"[a-zA-Z\u00c0-\u024f]{2,}|[\u0620-\u064a]{2,}|\d{2,}"  # letters of one script, or digits
MARGIN = 51  # of a page, in points
LANGUAGES = ("en", "ar")


@pytest.fixture(scope="module")
def pages(printed) -> dict[str, list[Sheet]]:
    """The words of every page with their places, by language."""
    return {code: sheets(pdf) for code, (_, pdf) in printed.items()}


@pytest.fixture(scope="module")
def bodies(printed) -> dict:
    """The bodies of the Word documents, by language."""
    return {code: docx.Document(report).element.body for code, (report, _) in printed.items()}


def styled(body, *styles: str) -> list[str]:
    """Return the texts of the paragraphs of some styles, in their order, without marks of direction."""
    found = []
    for one in body.iter(qn("w:p")):
        style = one.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if style is not None and style.get(qn("w:val")) in styles:
            found.append(shown(one))
    return found


def shown(element) -> str:
    """Return the text of a piece of Word, a line break being a space, without marks of direction."""
    said = "".join(
        one.text or "" if one.tag == qn("w:t") else " "
        for one in element.iter(qn("w:t"), qn("w:br"))
    )
    return re.sub("[\u200e\u200f]", "", said).strip()


def lines(sheet: Sheet) -> list[list[Word]]:
    """Return the words of a page line by line, each from left to right."""
    found: list[list[Word]] = []
    for word in sorted(sheet.words, key=lambda one: (one.bottom, one.left)):
        if found and abs(found[-1][-1].bottom - word.bottom) < 2:
            found[-1].append(word)
        else:
            found.append([word])
    return [sorted(line) for line in found]


# --- the same report -------------------------------------------------------------------------------------------------


def test_both_languages_have_the_same_chapters_in_the_same_order(printed, bodies) -> None:
    outlines = {}
    for code, (_, pdf) in printed.items():
        document = pypdfium2.PdfDocument(pdf)
        outlines[code] = [
            (one.level, re.sub("[\u200e\u200f]", "", one.get_title()), one.get_dest().get_index())
            for one in document.get_toc()
        ]
        assert [title for _, title, _ in outlines[code]] == styled(
            bodies[code], "Heading1", "Heading2", "Heading3", "Annex", "Article"
        )
        places = [page for _, _, page in outlines[code]]
        assert places == sorted(places)
    assert [level for level, _, _ in outlines["ar"]] == [level for level, _, _ in outlines["en"]]
    assert len(outlines["ar"]) > 300
    marks = {
        code: [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
        for code, body in bodies.items()
    }
    assert marks["ar"] == marks["en"]


def test_both_languages_take_about_as_many_pages(pages) -> None:
    assert 0.85 < len(pages["ar"]) / len(pages["en"]) < 1.2


def test_both_languages_have_the_same_tables(bodies) -> None:
    shapes = {
        code: [
            [len(row.findall(qn("w:tc"))) for row in table.findall(qn("w:tr"))]
            for table in body.iter(qn("w:tbl"))
        ]
        for code, body in bodies.items()
    }
    assert shapes["ar"] == shapes["en"] and len(shapes["ar"]) > 80


# --- turned round ----------------------------------------------------------------------------------------------------


def test_tables_paragraphs_and_sections_are_turned_in_arabic_alone(bodies) -> None:
    for code, body in bodies.items():
        turned = {
            bool(one.find(qn("w:bidiVisual")) is not None) for one in body.iter(qn("w:tblPr"))
        }
        turned |= {
            one.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None for one in body.iter(qn("w:p"))
        }
        turned |= {one.find(qn("w:bidi")) is not None for one in body.iter(qn("w:sectPr"))}
        assert turned == {code == "ar"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_first_column_stands_where_one_begins_to_read(code, pages, bodies) -> None:
    heads = set()
    for table in bodies[code].iter(qn("w:tbl")):
        cells = [shown(cell).split() for cell in table.find(qn("w:tr")).findall(qn("w:tc"))]
        if (
            table.find(f"{qn('w:tr')}/{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            and len(cells) > 2
            and all(cells)
        ):
            heads.add(tuple(tuple(map(key, cell)) for cell in cells))
    seen = 0
    for sheet in pages[code]:
        for line in lines(sheet):
            placed = {key(word.text): word.left for word in line}
            for head in heads:
                begins = [cell[0] for cell in head]
                if len(set(begins)) == len(head) and set(begins) <= placed.keys() <= {
                    w for cell in head for w in cell
                }:
                    order = [placed[word] for word in begins]
                    assert order == sorted(order, reverse=code == "ar")
                    seen += 1
    assert len(heads) > 5 and seen > 100


@pytest.mark.parametrize("code", LANGUAGES)
def test_text_begins_at_its_side_and_page_numbers_stand_at_the_other(code, pages) -> None:
    for number, sheet in enumerate(pages[code][1:], start=2):
        foot = [word for word in sheet.words if word.bottom > sheet.height - 60]
        here = next(word for word in foot if word.text == str(number))
        assert (here.left < sheet.width / 3) == (code == "ar")
        # 2 / 262 in either language
        assert all(word.text != "/" or word.left > here.left for word in foot)


def test_a_mark_stands_before_its_number(pages) -> None:
    """In the spread of ratings a letter on its colour and its number follow one another from right to left."""
    letters, title = {"C", "LC", "PC", "NC", "…", "–"}, labels("ar").word.summary
    first = next(
        number
        for number, one in enumerate(pages["ar"])
        if number >= 3
        and {key(word) for word in title.split()}
        <= {key(two.text) for two in one.words if two.bottom < 95}
    )
    runs = []
    for sheet in pages["ar"][first : first + 2]:  # the table may go on to the next page
        for line in lines(sheet):
            spread = [
                word.text
                for word in reversed(line)
                if word.left > sheet.width / 2 and word.right < 420
            ]
            if (
                spread
                and set(spread) & letters
                and all(one in letters or one.isdigit() for one in spread)
            ):
                runs.append(spread)
    assert len(runs) >= 6
    assert all(
        one in letters and two.isdigit() for run in runs for one, two in zip(run[::2], run[1::2])
    )


# --- nothing lost ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_word_of_every_cell_is_on_a_page(code, pages, bodies) -> None:
    def pieces(text: str) -> list[str]:
        """Return the runs of letters and those of digits in the words that are too short to be broken."""
        return [
            key(one) for word in text.split() if len(word) < 16 for one in re.findall(_PIECE, word)
        ]

    there, wanted = Counter(), Counter()
    for sheet in pages[code]:
        there.update(pieces(" ".join(word.text for word in sheet.words)))
    for table in bodies[code].iter(qn("w:tbl")):
        for paragraph in table.iter(qn("w:p")):
            plain = " ".join(
                word for word in shown(paragraph).split() if not any(map(combining, word))
            )
            wanted.update(pieces(plain))
    lost = {word: number - there[word] for word, number in wanted.items() if there[word] < number}
    assert lost == {} and sum(wanted.values()) > 20_000


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_sign_is_lost_between_words(code, pages, bodies) -> None:
    """LibreOffice drops a sign before «لا» where the font has no Arabic and another stands in letter by letter."""
    wanted = Counter("".join(one.text or "" for one in bodies[code].iter(qn("w:t"))))
    there = Counter("".join(word.text for sheet in pages[code] for word in sheet.words))
    lost = {
        sign: wanted[sign] - there[sign] for sign in ":;?()[]،؛؟«»" if there[sign] < wanted[sign]
    }
    assert lost == {} and wanted["("] > 1000 and wanted[":"] > 1000


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_word_stands_outside_the_margins_or_on_another(code, pages) -> None:
    for number, sheet in enumerate(pages[code], start=1):
        outside = [
            word
            for word in sheet.words
            if word.left < MARGIN - 2
            or word.right > sheet.width - MARGIN + 2
            or word.top < 20
            or word.bottom > sheet.height - 20
        ]
        assert outside == [], f"page {number}"
        for line in lines(sheet):
            clash = [
                (one.text, two.text) for one, two in zip(line, line[1:]) if one.right - two.left > 3
            ]
            assert clash == [], f"page {number}"


def test_every_arabic_letter_is_drawn_by_a_font_that_has_it(printed, pages) -> None:
    listed = subprocess.run(
        ["fc-list", ":lang=ar", "postscriptname"], capture_output=True, text=True
    ).stdout
    able = {name for name in re.findall(r"postscriptname=([\w-]+)", listed)}
    document = pypdfium2.PdfDocument(printed["ar"][1])
    fonts = set()
    for at in (0, 4, len(document) // 2):
        page = document[at].get_textpage()
        for place in range(0, page.count_chars(), 5):
            if ARABIC.match(chr(pdfium.FPDFText_GetUnicode(page, place))):
                fonts.add(_font(page, place))
    assert fonts and fonts <= able
    assert not any(
        "\ufffd" in word.text for found in pages.values() for sheet in found for word in sheet.words
    )


def _font(page, place: int) -> str:
    name, flags = ctypes.create_string_buffer(120), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(page, place, name, 120, flags)
    return name.value.decode().rpartition("+")[2]


# --- Latin words -----------------------------------------------------------------------------------------------------


def test_latin_words_and_numbers_of_articles_stay_in_one_piece(pages, jordan) -> None:
    view = build_view(jordan, Reading(date(2016, 1, 1)), "ar", date(2026, 11, 24))
    words = {word.text.strip("[](){}،؛,;:.“”«»") for sheet in pages["ar"] for word in sheet.words}
    wanted = {row.source for row in view.elements} | {
        row.id for row in view.elements if len(row.id) < 16
    }
    wanted |= {source for source, *_ in view.sources}
    assert {"6(1)(a)(i)", "19(2)", "2.offence", "GH15"} <= wanted
    assert {
        one
        for one in wanted
        if one.strip("()") not in words
        and one not in words
        and f"{one}" + ")" not in words
        and one.rstrip(")") not in words
    } == set()
    assert any(word.startswith("https://github.com/") for word in words)


def test_latin_words_follow_one_another_from_left_to_right(pages, bodies) -> None:
    texts = [" ".join(word.text for word in line) for sheet in pages["ar"] for line in lines(sheet)]
    whole = "\n".join(texts)
    runs = {
        "".join(one.text or "" for one in run.iter(qn("w:t"))).strip("\u200e\u200f ")
        for run in bodies["ar"].iter(qn("w:r"))
        if run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is None
    }
    runs = {run for run in runs if " " in run and len(run) < 24}
    broken = {run for run in runs if run not in whole}  # over two lines
    assert "ETS No. 185" in runs - broken and len(broken) < len(runs) / 3
