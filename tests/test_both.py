"""Reports in several languages, made of one set of numbers; and numbers in the digits of a language."""

from __future__ import annotations

import dataclasses
import random
import re
import shutil
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
import test_word_structure as structure
from click.testing import CliRunner
from conftest import GOOD, TODAY, edit
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook
from pages import replace

from assess.base import paths
from assess.base.problems import LexgapError
from assess.base.text import Text
from assess.cli import main
from assess.country import build_view
from assess.country.build import Edition
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.rating.force import Reading
from assess.reports import write_report
from assess.speak import laid
from assess.speak.digits import Numerals, turned
from assess.speak.laid import in_one_line, pieces, stacked
from assess.speak.languages import speakers
from assess.speak.page import all_languages, value_of, words_of
from assess.speak.values import Joined, Label, Named, Value, Verbatim, commas, lines
from assess.write.word.aligned import steps
from assess.write.word.languages import laid_over

DAY = Reading(date(2016, 1, 1), ("B1",))
ARAB = Numerals("٠١٢٣٤٥٦٧٨٩", "٪", "٫", "٬")
MARKS = re.compile("[\u200e\u200f\u202a-\u202e]")


NAMES = {
    "1.a.thing": "الشيء",
    "2.take": "الأخذ",
    "2.without_right": "دون وجه حق",
    "2.intent": "القصد",
    "2.possession": "الحيازة",
    "2.limb.aim": "غاية غير أمينة",
    "3.search": "التفتيش",
    "3.safeguards": "ضمانات التفتيش",
    "15.judge": "القاضي",
}


def spoken_in_two(folder: Path) -> None:
    """Give a copy of the good case some texts in Arabic, names of the elements among them, and a quotation."""
    (folder / "checklist/lang").mkdir()
    (folder / "checklist/lang/ar.yaml").write_text(
        "elements:\n" + "".join(f"  {key}:\n    name: {name}\n" for key, name in NAMES.items())
    )
    edit(
        folder,
        "case.yaml",
        (
            "title: Testland and the Mini Convention",
            "title: {en: Testland and the Mini Convention, ar: الدولة والاتفاقية رقم 5}",
        ),
        ("country: Testland", "country: {en: Testland, ar: Testland}"),
        (
            "summary: Testland has one law.",
            "summary: Testland has one law, and not one more than that 1 law.",
        ),
    )
    edit(
        folder,
        "laws/L1.yaml",
        ("title: Things Act", "title: {en: Things Act, ar: قانون الأشياء رقم 1 لسنة 2010}"),
        ("summary: Punishes rude words.", "summary: {ar: يعاقب على 12 لفظا.}"),
    )
    edit(
        folder,
        "findings/01.yaml",
        (
            '{provision: "L1:1", grade: met,',
            '{provision: "L1:1", grade: met, quote: {ar: تسري المادة 7 بعد 30 يوما, '
            "en: Section 7 applies after 30 days},",
        ),
        (
            "missing: Not in urgent cases.",
            "missing: {en: Not in urgent cases., ar: لا يشمل 3 حالات مستعجلة.}",
        ),
    )


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    folder = tmp_path_factory.mktemp("both") / "case"
    shutil.copytree(GOOD, folder)
    spoken_in_two(folder)
    loaded, problems = load_case(folder)
    assert loaded is not None and [one.code for one in problems] == []
    return loaded


@pytest.fixture(scope="module")
def views(case):
    return {code: build_view(case, DAY, code, TODAY) for code in ("ar", "en", "ar,en", "en,ar")}


@pytest.fixture(scope="module")
def files(views, tmp_path_factory):
    folder = tmp_path_factory.mktemp("files")
    return {
        (code, kind): write_report(view, kind, folder)
        for code, view in views.items()
        for kind in ("word", "excel")
    }


def paragraphs(path: Path) -> list[tuple[str, bool]]:
    """Return the text of every paragraph without marks, and whether it runs from right to left."""
    found = []
    for one in Document(path).element.body.iter(qn("w:p")):
        text = MARKS.sub("", "".join(two.text or "" for two in one.iter(qn("w:t")))).strip()
        switch = one.find(f"{qn('w:pPr')}/{qn('w:bidi')}")
        found += [(text, switch is not None and switch.get(qn("w:val")) != "0")] if text else []
    return found


# --- texts of several languages -------------------------------------------------------------------------------------


def spoken(languages: str, *values: Value, digits: bool = False) -> list[str]:
    """Return what is printed of a value, or of one value a language, a piece for each language."""
    words = speakers(languages, digits)
    each = values * len(words) if len(values) == 1 else values
    return pieces([one.say(value) for one, value in zip(words, each)], words)


def two(ar: str, en: str) -> Text:
    """Return a text in Arabic and English; it lacks the one that is empty."""
    return Text(tuple((code, text) for code, text in (("ar", ar), ("en", en)) if text))


ENGLISH, ARABIC = two("", "Only this."), two("هذا فقط.", "")
LONG_TEXT = "Only this is said, and it is said at such length that nobody wants it twice on a page"


def test_a_text_is_said_in_all_languages_once_where_they_say_it_alike() -> None:
    assert spoken("ar,en", two("واحد", "one")) == ["واحد", "one"]
    assert spoken("ar,en", "ETS 185") == ["ETS 185", ""] and spoken("en", "7") == ["7"]
    number = Joined(("7", two("القانون", "Act")), "space")
    assert spoken("ar,en", number) == ["7 القانون", "7 Act"]
    assert spoken("ar,en", commas(("R04", "R03"))) == ["R04، R03", ""]
    # French says it in English
    assert spoken("en,ar,fr", Label("languages", "ar")) == ["Arabic", "العربية", ""]
    words = speakers("ar,en,fr")
    assert in_one_line(["الملخص", "Summary", "Résumé"], words) == "الملخص / Summary / Résumé"
    assert in_one_line(["Law"] * 3, words) == "Law"


def test_a_text_of_one_language_stands_once_and_a_name_within_what_all_say() -> None:
    assert spoken("ar,en", ENGLISH) == ["", "Only this."]
    assert spoken("ar,en", ARABIC) == ["هذا فقط.", ""]
    assert spoken("ar,en,fr", ENGLISH) == ["", "Only this.", ""]
    assert spoken("ar", ENGLISH) == ["Only this. [en]"]
    # a language that the report does not speak
    assert spoken("ar,fr", ENGLISH) == ["Only this. [en]", ""]
    assert spoken("ar,en", Joined(("«", ENGLISH, "»"), "none")) == ["", "«Only this.»"]
    assert spoken("ar,en", Joined((two("مقتبس", "Quoted"), ENGLISH), "colon")) == [
        "مقتبس: Only this. [en]",
        "Quoted: Only this.",
    ]
    assert spoken("ar,en", Named(two("", "Act 1/2010"))) == ["Act 1/2010", ""]
    long = two("", LONG_TEXT)
    whole = Joined((two("سببه", "Why"), long), "colon")
    assert spoken("ar,en", whole) == ["سببه: …", f"Why: {LONG_TEXT}"]
    assert spoken("ar", whole) == [f"سببه: {LONG_TEXT} [en]"]
    empty = Text((("ar", ""), ("en", "Only this.")))
    assert spoken("ar,en", empty) == ["", "Only this."] and spoken("ar", empty) == [""]


def test_words_of_a_language_that_is_spoken_come_before_those_of_any_other() -> None:
    text = Text((("de", "Nur dies."), ("fr", "Seulement cela.")))
    assert spoken("ar,fr", text) == ["", "Seulement cela."]
    assert spoken("ar", text) == ["Nur dies. [de]"]


def test_lines_that_are_alike_stand_once() -> None:
    assert spoken("ar,en", lines((two("أ", "a"), "same", two("ب", "b")))) == ["أ\nsame\nب", "a\nb"]
    assert spoken("ar,en", lines((two("أ", "a"), "same"))) == ["أ\nsame", "a"]
    assert spoken("ar,en", lines(("one", ENGLISH))) == ["one", "Only this."]
    assert spoken("ar,en", two("سطر\nآخر", "one line")) == ["سطر\nآخر", "one line"]
    words = speakers("ar,en,fr")
    assert stacked(["أ\nب", "a\nb", "a\nc"], words) == (
        "أ\nب\n\u202aa\u202c\n\u202ab\u202c\n\u202ac\u202c"
    )


@pytest.mark.parametrize("text", ["\ufdd0", "&lacks;a&or;b&end;", "&#x37;", "<b>", "x\ufdd5&amp;"])
def test_signs_for_inside_use_in_the_data_do_no_harm(text: str) -> None:
    assert spoken("ar,en", Joined((two("أ", "a"), text), "space")) == [f"أ {text}", f"a {text}"]
    assert spoken("ar,en", two("", text)) == ["", text]


def test_words_that_are_kept_keep_their_digits_within_what_is_said() -> None:
    said = Joined((two("المادة 5", "Article 5"), Verbatim(two("لسنة 2010", "of 2010"))), "space")
    assert spoken("ar,en", said, digits=True) == ["المادة ٥ لسنة 2010", "Article 5 of 2010"]
    assert spoken("ar", said, digits=True) == ["المادة ٥ لسنة 2010"]
    assert spoken("ar", Verbatim("0"), digits=True) == ["0"]


# --- the pages ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["ar,en", "en,ar"])
def test_every_page_is_what_the_report_in_one_language_says(views, code: str) -> None:
    each = all_languages(views[code])
    assert [page.language for page in each] == code.split(",")
    for page in each:
        alone = views[page.language]
        assert value_of(page) == value_of(alone)
        assert page.disclaimer == alone.disclaimer and page.labels == alone.labels
        assert page.title == re.sub(r" \[(ar|en)\]", "", alone.title)


def test_a_case_is_rated_once(case, monkeypatch) -> None:
    from assess.country import build

    calls = []
    rate = build.rate
    monkeypatch.setattr(build, "rate", lambda *given: calls.append(given) or rate(*given))
    without = dataclasses.replace(case, profile=dataclasses.replace(case.profile, scenarios=()))
    build_view(without, DAY, "ar,en", TODAY)
    assert len(calls) == 1


def test_a_public_edition_in_two_languages(case) -> None:
    hidden = replace(case.laws[0], restricted=("yes",))
    view = build_view(
        replace(case, laws=(hidden, *case.laws[1:])), DAY, "ar,en", TODAY, Edition(public=True)
    )
    for page in all_languages(view):
        assert page.edition
        (title,) = [law.title for law in page.laws if law.id == hidden.id]
        assert title == labels(page.language).review.withheld


# --- Word and Excel -------------------------------------------------------------------------------------------------


def plain(text: str) -> str:
    return re.sub(r" ?\[(ar|en)\]", "", text)


@pytest.mark.parametrize("code", ["ar,en", "en,ar"])
def test_word_says_in_both_all_that_each_says(files, code: str) -> None:
    joined = Counter(plain(text) for text, _ in paragraphs(files[code, "word"]))
    for one in code.split(","):
        own = Counter(plain(text) for text, _ in paragraphs(files[one, "word"]))
        # the key of a chart: one line
        missing = {text for text in own if not joined[text] and "   \xa0" not in text}
        mixed = {
            text
            for text in missing
            if re.search("[\u0600-\u06ff]", text) and re.search("[A-Za-z]{3}", text)
        }
        # a sentence about a text that the language does not have is shorter
        assert missing - mixed == set(), one
        assert len(mixed) < len(own) / 20
    assert (
        joined["Testland"]
        and joined["Testland has one law, and not one more than that 1 law."] == 1
    )
    assert not any(re.search("[\ufdd0-\ufdd5]", text) for text in joined)


@pytest.mark.parametrize("code", ["ar,en", "en,ar"])
def test_paragraphs_of_word_run_in_the_direction_of_their_language(files, code: str) -> None:
    seen = Counter()
    for text, rtl in paragraphs(files[code, "word"]):
        arabic, latin = (len(re.findall(signs, text)) for signs in ("[\u0600-\u06ff]", "[A-Za-z]"))
        if (
            arabic > 2 * latin + 3
            or latin > 2 * arabic + 20
            and " " in text
            and not re.search(r"[\da-f]{20}", text)
        ):
            assert rtl == (arabic > latin) or not arabic, text
            seen[rtl] += 1
    assert min(seen[True], seen[False]) > 50


XML = "<w:p><w:pPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>"


def printed(*texts: str) -> str:
    """Return the texts of the paragraphs that become of one paragraph in as many languages."""
    words = speakers("ar,en,fr"[: 3 * len(texts) - 1])
    xml = laid_over([XML.format(laid.code(text)) for text in texts], words)
    return " | ".join(re.findall("<w:t[^>]*>([^<]*)</w:t>", xml))


def test_a_line_that_the_second_language_does_not_have_leaves_no_empty_paragraph() -> None:
    words = speakers("ar,en")
    only = lines(("same", two("فقط", "")))
    xmls = [XML.format(laid.code(one.say(only))) for one in words]
    assert laid_over(xmls, words) == XML.format("same\nفقط")
    assert printed("أ", "a", "b") == "أ | a | b" and printed("أ", "a", "a") == "أ | a"
    assert printed("7", "7", "7") == "7"


def test_paragraphs_without_a_partner_stay_where_they_are() -> None:
    one, two_ = XML.replace("<w:p>", '<w:p n="1">'), XML.replace("<w:p>", '<w:p n="2">')
    first = one.format("أ") + two_.format("ملاحظة") + one.format("ب")
    second = one.format("a") + one.format("b")
    for xmls, codes, wanted in (
        ((first, second), "ar,en", "أ a ملاحظة ب b"),
        ((second, first), "en,ar", "a أ ملاحظة b ب"),
    ):
        xml = laid_over(xmls, speakers(codes))
        assert " ".join(re.findall("<w:t[^>]*>([^<]*)</w:t>", xml)) == wanted
        assert " n=" not in xml


@pytest.mark.parametrize("seed", range(20))
def test_nothing_is_lost_or_doubled_where_two_lists_are_aligned(seed: int) -> None:
    drawn = random.Random(seed)
    first, other = (
        [drawn.choice(("a", "b", "tr(c)", "tr(d)")) for _ in range(drawn.randint(0, 14))]
        for _ in range(2)
    )
    found = steps(first, other)
    assert [own for own, _ in found if own is not None] == list(range(len(first)))
    assert sorted(beside for _, beside in found if beside is not None) == list(range(len(other)))


def test_word_counts_captions_and_bookmarks_once(files) -> None:
    body = Document(files["ar,en", "word"]).element.body
    names = [one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names))
    codes = [
        one.text for one in body.iter(qn("w:instrText")) if one.text and "SEQ Table" in one.text
    ]
    alone = [
        one.text
        for one in Document(files["ar", "word"]).element.body.iter(qn("w:instrText"))
        if one.text and "SEQ Table" in one.text
    ]
    assert sum("\\c" not in one for one in codes) == len(alone) and sum(
        "\\c" in one for one in codes
    ) == len(alone)
    assert files["ar,en", "word"].name == "mini-2016-01-01-with-B1-ar-en.docx"


@pytest.mark.parametrize("code", ["ar,en", "en,ar"])
def test_word_opens_a_report_in_two_languages_without_a_word(files, code: str) -> None:
    with zipfile.ZipFile(files[code, "word"]) as whole:
        parts = {
            name: etree.fromstring(whole.read(name))
            for name in whole.namelist()
            if name.endswith((".xml", ".rels"))
        }
    for asked in (
        structure.test_properties_stand_in_the_order_of_the_schema,
        structure.test_rows_have_cells_and_cells_end_with_a_paragraph,
        structure.test_fields_open_and_close,
    ):
        asked(parts)


def tables(path: Path) -> dict[str, list[dict[str, object]]]:
    """Return the rows of every sheet that is a table, by the header of each cell."""
    found = {}
    for sheet in load_workbook(path):
        if sheet.tables:
            head, *rows = sheet.values
            found[next(iter(sheet.tables))] = [dict(zip(head, row)) for row in rows]
    return found


@pytest.mark.parametrize("code", ["ar,en", "en,ar"])
def test_excel_has_the_numbers_once_and_each_row_in_both_languages(files, code: str) -> None:
    joined = tables(files[code, "excel"])
    for at, one in enumerate(code.split(",")):
        own = tables(files[one, "excel"])
        assert set(own) == set(joined)
        for name, rows in own.items():
            assert len(rows) == len(joined[name])
            for row, both_said in zip(rows, joined[name]):
                by_head = {
                    head: both_said[cell]
                    for cell in both_said
                    for head in [(cell.split(" / ") * 2)[at if " / " in cell else 0]]
                }
                for head, value in row.items():
                    if isinstance(value, (int, float, date)):
                        assert by_head[head] == value, (name, head)
                    elif value and plain(value) == value:
                        shown, wanted = (
                            MARKS.sub("", text).translate(str.maketrans("،؛؟", ",;?"))
                            for text in (by_head[head], value)
                        )
                        assert all(line in shown for line in wanted.split("\n")), (
                            name,
                            head,
                            value,
                        )


def test_rows_of_excel_are_as_high_as_both_languages_need(files) -> None:
    heights = {
        code: {
            sheet.title.split(" | ")[0]: [
                sheet.row_dimensions[number].height for number in range(1, sheet.max_row + 1)
            ]
            for sheet in load_workbook(files[code, "excel"])
            if sheet.tables
        }
        for code in ("ar", "ar,en")
    }
    for name, alone in heights["ar"].items():
        assert all((two or 0) >= (one or 0) for one, two in zip(alone, heights["ar,en"][name])), (
            name
        )
    total = {
        code: sum(one or 0 for sheet in found.values() for one in sheet)
        for code, found in heights.items()
    }
    assert total["ar,en"] > 1.3 * total["ar"]


def test_lines_of_excel_have_their_own_direction(files) -> None:
    cells = [
        cell
        for sheet in load_workbook(files["ar,en", "excel"])
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and "\u202a" in cell.value
    ]
    assert len(cells) > 100
    for cell in cells:
        turned_round = re.search("[\u0600-\u06ff]", cell.value) is not None
        assert cell.alignment.wrap_text or "\n" not in cell.value, cell.coordinate
        assert cell.alignment.readingOrder == 1 + turned_round, cell.coordinate
        for line in cell.value.split("\n"):
            opened = re.findall("[\u202a\u202b]", line)
            assert (
                len(opened) == line.count("\u202c") == (line[:1] in "\u202a\u202b" and line != "")
            ), line
            assert not re.search("^\u202a[\u0600-\u06ff]|^\u202b[A-Za-z ]*$", line), line


@pytest.mark.parametrize("code, page", [("ar,en", "&P/&N"), ("en,ar", "Page &P of &N")])
def test_heads_and_feet_of_pages_have_each_language_at_its_side(
    files, views, code: str, page: str
) -> None:
    with zipfile.ZipFile(files[code, "excel"]) as packed:
        assert not [
            name
            for name in packed.namelist()
            if name.endswith(".xml")
            and re.search("[\ufdd0-\ufdef]|&#6497|&lacks;", packed.read(name).decode())
        ]
    for sheet in load_workbook(files[code, "excel"]):
        head, foot = sheet.oddHeader, sheet.oddFooter
        first, second = (foot.right, foot.left) if code == "ar,en" else (foot.left, foot.right)
        said = [one.disclaimer for one in all_languages(views[code])]
        assert [MARKS.sub("", one.text) for one in (first, foot.center, second)] == [
            said[0],
            page,
            said[1],
        ]
        held = code == "ar,en" and re.search("[\u0600-\u06ff]", sheet.title)
        assert head.center.text == (f"\u202b{sheet.title}\u202c" if held else sheet.title)


def test_rows_in_two_languages_lead_where_those_in_one_do(files) -> None:
    heads = {
        code: {
            name: {
                row[0].row: {
                    one.hyperlink.location.rpartition("!")[2] for one in row if one.hyperlink
                }
                for row in sheet.iter_rows()
            }
            for sheet in load_workbook(files[code, "excel"])
            for name in sheet.tables
        }
        for code in ("en", "en,ar")
    }
    assert heads["en"] == heads["en,ar"] and sum(map(bool, heads["en"]["T_reverse"].values())) > 1


def test_a_summary_in_two_languages_has_room_for_both(files) -> None:
    for code, high in (("en", 1), ("en,ar", 2)):
        sheet = load_workbook(files[code, "excel"]).worksheets[1]
        for chart in sheet._charts:
            bars = int(chart.series[0].cat.strRef.strCache.ptCount)
            points, first = chart.anchor.ext.height / 12_700, chart.anchor._from.row + 1
            below = next(
                (
                    one
                    for one in range(first + 1, sheet.max_row + 1)
                    if sheet.cell(one, 1).font.sz == 13 and sheet.cell(one, 1).value
                ),
                sheet.max_row + 1,
            )
            assert points >= 18 * bars * high + 40
            assert below > sheet.max_row or points <= sum(
                sheet.row_dimensions[one].height for one in range(first, below)
            )
        row = next(
            one
            for one in range(1, sheet.max_row)
            if str(sheet.cell(one, 2).value).startswith("Number")
        )
        assert (f"B{row}:C{row}" in sheet.merged_cells) == (high == 2)


# --- digits ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, wanted",
    [
        ("المادة 6(1)، 62 %", "المادة ٦(١)، ٦٢ ٪"),
        ("3.5 % من 10,000", "٣٫٥ ٪ من ١٠٬٠٠٠"),
        ("3.5\u00a0%", "٣٫٥\u00a0٪"),
        ("19.2", "١٩.٢"),
        ("27/2015", "٢٧/٢٠١٥"),
        ("1–3، 5", "١–٣، ٥"),
        ("6.1.a.i.supply", "6.1.a.i.supply"),
        ("JO-2015-27:3، 4", "JO-2015-27:3، ٤"),
        ("في ETS 185 لسنة 2001", "في ETS 185 لسنة ٢٠٠١"),
        ("(ETS 185) 5 مواد", "(ETS 185) ٥ مواد"),
        ("6(1)(a) و7", "6(1)(a) و٧"),
        ("2016-01-01 و1.0.0", "2016-01-01 و1.0.0"),
        ("https://x.org/2015/3 في 2016", "https://x.org/2015/3 في ٢٠١٦"),
        ("3 May 2021", "3 May 2021"),
        ("19A", "19A"),
        ("", ""),
        ("0.62–0.80", "٠٫٦٢–٠٫٨٠"),
    ],
)
def test_digits_of_words_in_arabic_and_of_no_code(text: str, wanted: str) -> None:
    assert turned(text, ARAB) == wanted


def test_long_runs_of_digits_and_signs_are_turned_in_one_pass() -> None:
    assert turned("1/" * 200_000 + "1", ARAB) == "١/" * 200_000 + "١"
    assert turned("a " + "1" * 400_000, ARAB) == "a " + "1" * 400_000
    assert turned("1-" * 200_000 + "1", ARAB) == "1-" * 200_000 + "1"


@pytest.mark.parametrize("language", ["ar, en", "ar,en,ar", "ar,ar", "ar,", ",", "", "ar en"])
def test_what_names_neither_a_language_nor_two_is_told(case, language: str) -> None:
    with pytest.raises(LexgapError) as fault:
        build_view(case, DAY, language, TODAY)
    (told_of,) = fault.value.problems
    assert (told_of.code, told_of.words["value"]) == ("languages-unclear", language)


def test_latin_digits_are_what_is_written_without_asking(case, views) -> None:
    assert build_view(case, DAY, "ar", TODAY, Edition(own_digits=False)) == views["ar"]
    # English has no others
    assert build_view(case, DAY, "en", TODAY, Edition(own_digits=True)) == views["en"]
    assert Numerals.of(labels("en").numerals) is None


@pytest.fixture(scope="module")
def in_arab(case, tmp_path_factory):
    folder = tmp_path_factory.mktemp("digits")
    view = build_view(case, DAY, "ar", TODAY, Edition(own_digits=True))
    return {kind: write_report(view, kind, folder) for kind in ("word", "excel")}


def loose(text: str) -> list[str]:
    """Return the pieces with Latin digits in a text that is Arabic, or has no letters; codes apart, and the grade 0."""
    latin = re.search("[A-Za-z]{2}", text)
    return (
        []
        if latin
        else [one for one in re.findall(r"\S*[0-9]\S*", text) if not re.search("[A-Za-z]", one)]
    )


def test_no_latin_digit_is_left_in_arabic_words_of_word(in_arab) -> None:
    kept = "تسري المادة 7 بعد 30 يوما"
    texts = [text for text, _ in paragraphs(in_arab["word"])]
    assert any(kept in text for text in texts)
    left = [(one, text) for text in texts if kept not in text for one in loose(text)]
    assert [
        one for one, text in left if not re.fullmatch(r"2016-01-01|1\.0\.0،?|[\da-f]{12,}|0", one)
    ] == []
    assert any("قانون الأشياء رقم ١ لسنة ٢٠١٠" in text for text in texts)
    assert any("لا يشمل ٣ حالات" in text for text in texts)
    assert any(re.search(r"[٠-٩]\s?٪", text) for text in texts)


def test_numbers_of_excel_stay_numbers_in_other_digits(in_arab, files) -> None:
    pairs = [
        (cell, other)
        for one, two in zip(load_workbook(in_arab["excel"]), load_workbook(files["ar", "excel"]))
        for row, row_two in zip(one.iter_rows(), two.iter_rows())
        for cell, other in zip(row, row_two)
    ]
    numbers = [(cell, other) for cell, other in pairs if isinstance(other.value, int)]
    assert numbers and all(
        cell.value == other.value
        and (cell.number_format, other.number_format)
        in (("[$-2000401]0", "General"), ("[$-2000401]0 %", "0 %"))
        for cell, other in numbers
    )
    texts = [MARKS.sub("", cell.value) for cell, _ in pairs if isinstance(cell.value, str)]
    assert "تسري المادة 7 بعد 30 يوما" in texts and any("لا يشمل ٣ حالات" in text for text in texts)
    left = [one for text in texts if "تسري المادة 7" not in text for one in loose(text)]
    assert [
        one for one in left if not re.fullmatch(r"2016-01-01|1\.0\.0،?|[\da-f]{12,}|0", one)
    ] == []


def test_in_two_languages_arabic_has_its_digits_and_what_stands_once_has_latin_ones(
    case, tmp_path: Path
) -> None:
    view = build_view(case, DAY, "ar,en", TODAY, Edition(own_digits=True))
    each = all_languages(view)
    words = [words_of(page) for page in each]
    assert pieces([page.title for page in each], words) == [
        "الدولة والاتفاقية رقم ٥",
        "Testland and the Mini Convention",
    ]
    (quotes,) = [
        [line.quote for line in same]
        for same in zip(*(page.citations for page in each))
        if same[0].quote
    ]
    assert pieces(quotes, words) == ["تسري المادة 7 بعد 30 يوما", "Section 7 applies after 30 days"]
    book = load_workbook(write_report(view, "excel", tmp_path))
    assert {
        cell.number_format
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int)
    } <= {"General", "0 %"}


# --- the commands ---------------------------------------------------------------------------------------------------


def run(*arguments: str):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("check", "tilmara", "--lang", "en,ar"), "one language alone here"),
        (("rate", "tilmara", "--lang", "en,ar"), "one language alone here"),
        (("compare", "tilmara", "--lang", "en,ar"), "name its folder with -o"),
        (("workbook", "export", "tilmara", "--lang", "en,ar"), "one language alone here"),
        (("report", "tilmara", "--lang", "en,en"), "write different languages"),
        (("report", "tilmara", "--lang", "en,ar,en"), "write different languages"),
        (("report", "tilmara", "--lang", "en,xx"), "no labels for 'xx'"),
        (("report", "tilmara", "--lang", "en,"), "write different languages"),
        (
            ("follow-up", "tilmara", "--from", "2020-01-01", "--lang", "en,ar"),
            "name its folder with -o",
        ),
        (
            ("law", "diff", "tilmara", "TM-2018-14", "--lang", "en,ar", "--json"),
            "name its folder with -o",
        ),
        (("report", "tilmara", "--digits", "roman"), "roman"),
    ],
)
def test_what_cannot_be_in_two_languages_says_so(arguments: tuple[str, ...], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2 and said in result.output, result.output


def test_follow_up_and_texts_side_by_side_in_two_languages(tmp_path: Path) -> None:
    found = run(
        "follow-up",
        "tilmara",
        "--from",
        "2020-01-01",
        "--to",
        "2025-01-01",
        "--lang",
        "ar,en",
        "-o",
        str(tmp_path),
    )
    assert found.exit_code == 0 and found.output.strip().endswith("-ar-en.docx")
    texts = [text for text, _ in paragraphs(Path(found.output.strip().splitlines()[-1]))]
    assert {
        labels(code).followup.lead.format(changed=16, total=35) for code in ("ar", "en")
    } <= set(texts)
    found = run(
        "law",
        "diff",
        "tilmara",
        "TM-2018-14",
        "--language",
        "ar",
        "--lang",
        "ar,en",
        "--digits",
        "arab",
        "--only-changed",
        "--format",
        "word",
        "-o",
        str(tmp_path),
    )
    assert found.exit_code == 0, found.output
    texts = [text for text, _ in paragraphs(Path(found.output.strip()))]
    assert any("Look first at" in text for text in texts) and any(
        "تزيد على 5000 تيلار" in text for text in texts
    )
    # words of the law
    assert any("١ تموز ٢٠٢٣" in text for text in texts) and not any(
        "1 تموز" in text for text in texts if "النص بصيغته المعدلة" not in text
    )


def test_digits_that_a_language_does_not_have_are_told_and_not_refused(
    folder: Path, tmp_path: Path
) -> None:
    said = run(
        "report",
        str(folder),
        "--as-of",
        "2016-01-01",
        "--digits",
        "arab",
        "--lang",
        "en",
        "--format",
        "excel",
        "-o",
        str(tmp_path),
    )
    assert (
        said.exit_code == 0
        and "changes nothing" in said.output
        and (tmp_path / "mini-2016-01-01.xlsx").exists()
    )


def test_both_languages_of_the_built_in_checklist_are_read(tmp_path: Path) -> None:
    from assess.cli.work import read_case

    case = read_case(str(paths.sample("tilmara")), "ar,en")
    assert "ar" in dict(case.instrument.articles[0].heading.by)
