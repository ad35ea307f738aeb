"""Reports in two languages, made of one set of numbers; and numbers in the digits of a language."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections import Counter
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest
import test_word_structure as structure
from assess.speak.both import both
from assess.speak.voices import HOLE, OPEN, Voice, pair, short, side, stacked, told, verbatim
from assess.write.word.voiced import voiced
from click.testing import CliRunner
from conftest import GOOD, TODAY, edit
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from openpyxl import load_workbook
from pages import replace

from assess.base import paths
from assess.base.problems import LexgapError
from assess.cli import main
from assess.country import build_view
from assess.country.build import Edition
from assess.load.blocks import Block
from assess.load.cases import load_case
from assess.load.labels import labels
from assess.rating.force import Reading
from assess.reports import write_report
from assess.speak.digits import Numerals, turned

DAY = Reading(date(2016, 1, 1), ("B1",))
ARAB = Numerals("٠١٢٣٤٥٦٧٨٩", "٪", "٫", "٬")
VOICES = (Voice("ar", True), Voice("en"))
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


def leaves(value: object, at: str = "") -> dict[str, object]:
    """Return every plain value of a view by its place."""
    if isinstance(value, Block):
        return {}
    if is_dataclass(value):
        pairs = [
            (one.name, getattr(value, one.name))
            for one in fields(value)
            if one.name not in ("voices", "rtl", "language")
        ]
    elif isinstance(value, (tuple, list)):
        pairs = list(enumerate(value))
    else:
        return {at: value}
    return {key: leaf for name, one in pairs for key, leaf in leaves(one, f"{at}.{name}").items()}


def paragraphs(path: Path) -> list[tuple[str, bool]]:
    """Return the text of every paragraph without marks, and whether it runs from right to left."""
    found = []
    for one in Document(path).element.body.iter(qn("w:p")):
        text = MARKS.sub("", "".join(two.text or "" for two in one.iter(qn("w:t")))).strip()
        switch = one.find(f"{qn('w:pPr')}/{qn('w:bidi')}")
        found += [(text, switch is not None and switch.get(qn("w:val")) != "0")] if text else []
    return found


# --- texts with two sides -------------------------------------------------------------------------------------------


def test_a_text_is_said_in_both_languages_once_where_both_say_it_alike() -> None:
    assert told(pair("واحد", "one"), VOICES) == ("واحد", "one")
    assert pair("ETS 185", "ETS 185") == "ETS 185" and told("7", VOICES) == ("7", "")
    form = pair("العدد: {number}، {law}", "Number: {number}, {law}").format(
        number=3, law=pair("القانون", "Act")
    )
    assert told(form, VOICES) == ("العدد: 3، القانون", "Number: 3, Act")
    assert told(f"{pair('المادة', 'Art.')} 3", VOICES) == ("المادة 3", "Art. 3")
    assert told(pair(form, form), VOICES) == told(form, VOICES)
    assert short(pair("الملخص", "Summary")) == "الملخص / Summary" and short("Law") == "Law"


def test_a_text_of_one_language_stands_once_and_a_name_within_what_both_say() -> None:
    assert told(pair("Only this. [en]", "Only this."), VOICES) == ("", "Only this.")
    assert told(pair("هذا فقط.", "هذا فقط. [ar]"), VOICES) == ("هذا فقط.", "")
    assert told(f"«{pair('Only this. [en]', 'Only this.')}»", VOICES) == ("", "«Only this.»")
    assert told(pair("مقتبس", "Quoted") + ": " + pair("This. [en]", "This."), VOICES) == (
        "",
        "Quoted: This.",
    )
    assert told("R1 (3): " + pair("This. [en]", "This."), VOICES) == ("R1 (3): ", "R1 (3): This.")
    long = "Only this is said, and it is said at such length that nobody wants it twice on a page"
    both_told = told(pair(f"سببه: {long} [en]، في 3", f"Why: {long}, on 3"), VOICES)
    assert both_told == ("سببه: …، في 3", f"Why: {long}, on 3")
    assert told(pair(" :" * 40 + " [en] أ", " :" * 40 + " a"), VOICES) == (
        " :" * 40 + " [en] أ",
        " :" * 40 + " a",
    )
    assert (
        told(pair("القانون Act 1 [en] نافذ", "Act 1 is in force"), VOICES)[0]
        == "القانون Act 1 [en] نافذ"
    )
    assert pair("Act 1/2010 [en]", "Act 1/2010", name=True) == "Act 1/2010"
    assert pair("Seul [fr]", "Seul [fr]") == "Seul [fr]"
    assert told(pair(f"سببه: {long} [fr]", f"Why: {long} [fr]"), VOICES) == (
        f"سببه: {long} [fr]",
        f"Why: {long} [fr]",
    )
    quoted = f"{long} [the] end"  # a word put in by who quotes is no language
    assert told(pair(f"{quoted} [en]", quoted), VOICES) == ("", quoted)
    assert told(pair(f"سببه: {quoted} [en]", f"Why: {quoted}"), VOICES) == (
        "سببه: …",
        f"Why: {quoted}",
    )
    assert told(pair(verbatim("Law 5"), "Law 5"), VOICES) == ("Law 5", "")


def test_lines_that_are_alike_stand_once() -> None:
    assert told(pair("R04، R03", "R04, R03"), VOICES) == ("R04، R03", "")
    assert told(pair("أ\nsame\nب", "a\nsame\nb"), VOICES) == ("أ\nsame\nب", "a\nb")
    assert told("\n".join((pair("أ", "a"), "same")), VOICES) == ("أ\nsame", "a")
    assert told(pair("one\ntwo [en]", "one\ntwo"), VOICES) == ("", "one\ntwo")
    assert told(pair("سطر\nآخر", "one line"), VOICES) == ("سطر\nآخر", "one line")
    assert stacked(pair("أ\nب", "a\nb"), VOICES) == "أ\nب\n\u202aa\u202c\n\u202ab\u202c"


@pytest.mark.parametrize("text", ["\ufdd0", "a\ufdd1b", "\ufdd2\ufdd0", "x\ufdd5"])
def test_signs_for_inside_use_in_the_data_do_no_harm(text: str) -> None:
    said = pair("أ {x}", "a {x}").format(x=pair(text, text))
    assert told(said, VOICES) == tuple(
        one.format(x=re.sub("[\ufdd0-\ufdd5]", "", text)) for one in ("أ {x}", "a {x}")
    )


def test_texts_that_were_cut_through_leave_no_signs() -> None:
    whole = pair("واحد", "one") + pair("اثنان", "two")
    for end in range(len(whole)):
        assert not re.search("[\ufdd0-\ufdd5]", "".join(told(whole[:end], VOICES)))


def test_a_text_with_two_sides_is_cut_at_the_comma_of_each_language() -> None:
    comma = pair("، ", ", ")
    assert [told(one, VOICES) for one in pair("أ، ب", "a, b").split(comma)] == [
        ("أ", "a"),
        ("ب", "b"),
    ]
    assert len(pair("1، 3، 5", "1, 3, 5").split(comma)) == 3


# --- the view -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["ar,en", "en,ar"])
def test_every_side_is_what_the_report_in_one_language_says(views, code: str) -> None:
    first, second = (leaves(views[one]) for one in code.split(","))
    joined = leaves(views[code])
    assert set(joined) == set(first) == set(second)
    for key, value in joined.items():
        if not isinstance(value, str):
            assert value == first[key] == second[key], key
            continue
        sides = side(value, 0), side(value, 1)
        wanted = first[key], second[key]
        fallen = [re.sub(r" \[(ar|en)\]", "", one) for one in wanted]
        if fallen[0] == fallen[1] != "":
            assert set(sides) - {HOLE} == {fallen[0]}, key
        else:
            assert all(
                one == two or HOLE in one or "…" in one for one, two in zip(sides, wanted)
            ), key


def test_the_comparison_of_all_of_jordan_holds_the_same_numbers(jordan) -> None:
    view = build_view(jordan, Reading(date(2016, 1, 1)), "ar,en", TODAY)
    english = build_view(jordan, Reading(date(2016, 1, 1)), "en", TODAY)
    assert (view.language, view.rtl, [one.language for one in view.voices]) == (
        "ar",
        True,
        ["ar", "en"],
    )
    assert told(view.index, view.voices)[1] == english.index
    assert [one.number for one in view.ratings] == [one.number for one in english.ratings]
    assert (
        len([one for one in leaves(view).values() if isinstance(one, str) and OPEN in one]) > 2000
    )


def test_a_case_is_rated_once(case, monkeypatch) -> None:
    from assess.country import build

    calls = []
    rate = build.rate
    monkeypatch.setattr(build, "rate", lambda *given: calls.append(given) or rate(*given))
    build_view(replace(case, profile=replace(case.profile, scenarios=())), DAY, "ar,en", TODAY)
    assert len(calls) == 1


def test_views_that_are_not_made_alike_are_a_fault_of_the_program(views) -> None:
    for changed in (
        replace(views["en"], laws=()),
        replace(views["en"], urgent=views["en"].urgent * 2),
        replace(views["en"], scenarios=None),
    ):
        with pytest.raises(LexgapError) as fault:
            both(views["ar"], changed, VOICES)
        assert [one.code for one in fault.value.problems] == ["languages-unlike"]
        assert "View." in str(fault.value.problems[0].words["field"])
    with pytest.raises(LexgapError):  # a number that is not the same
        both(
            views["ar"],
            replace(
                views["en"],
                parts=tuple(replace(one, known=one.known + 1) for one in views["en"].parts),
            ),
            VOICES,
        )


def test_lists_that_sort_by_name_keep_the_order_of_the_first_language(views) -> None:
    turned_round = replace(views["en"], laws=views["en"].laws[::-1])
    assert (
        both(views["ar"], turned_round, VOICES).laws == both(views["ar"], views["en"], VOICES).laws
    )


def test_a_public_edition_in_two_languages(case) -> None:
    hidden = replace(case.laws[0], restricted=("yes",))
    view = build_view(
        replace(case, laws=(hidden, *case.laws[1:])), DAY, "ar,en", TODAY, Edition(public=True)
    )
    assert all(told(view.edition, view.voices))
    assert told(next(one.title for one in view.laws if one.id == hidden.id), view.voices) == (
        labels("ar").review.withheld,
        labels("en").review.withheld,
    )


# --- Word and Excel -------------------------------------------------------------------------------------------------


def plain(text: str) -> str:
    return re.sub(r" ?\[(ar|en)\]", "", text)


@pytest.mark.parametrize("code", ["ar,en", "en,ar"])
def test_word_says_in_both_all_that_each_says(files, code: str) -> None:
    joined = Counter(plain(text) for text, _ in paragraphs(files[code, "word"]))
    for one in code.split(","):
        own = Counter(plain(text) for text, _ in paragraphs(files[one, "word"]))
        missing = {
            text for text in own if not joined[text] and "   \xa0" not in text
        }  # the key of a chart: one line
        mixed = {
            text
            for text in missing
            if re.search("[\u0600-\u06ff]", text) and re.search("[A-Za-z]{3}", text)
        }
        assert missing - mixed == set(), (
            one
        )  # a sentence about a text that the language does not have is shorter
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


def test_a_line_that_the_second_language_does_not_have_leaves_no_empty_paragraph() -> None:
    lines = "\n".join(("same", pair("فقط", "فقط [ar]")))
    xml = f"<w:p><w:pPr></w:pPr><w:r><w:t>{lines}</w:t></w:r></w:p>"
    assert voiced(xml, VOICES) == "<w:p><w:pPr></w:pPr><w:r><w:t>same\nفقط</w:t></w:r></w:p>"


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
                    if isinstance(value, (int, float)):
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
        assert cell.alignment.wrap_text and cell.alignment.readingOrder == 1 + turned_round, (
            cell.coordinate
        )
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
            and re.search("[\ufdd0-\ufdef]|&#6497", packed.read(name).decode())
        ]
    for sheet in load_workbook(files[code, "excel"]):
        head, foot = sheet.oddHeader, sheet.oddFooter
        first, second = (foot.right, foot.left) if code == "ar,en" else (foot.left, foot.right)
        said = [side(views[code].disclaimer, at) for at in (0, 1)]
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
    assert (
        build_view(case, DAY, "en", TODAY, Edition(own_digits=True)) == views["en"]
    )  # English has no others
    assert views["ar"].voices == () and Numerals.of(labels("en").numerals) is None


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
        and cell.number_format == "[$-2000401]0"
        and other.number_format == "General"
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
    assert told(view.title, view.voices) == (
        "الدولة والاتفاقية رقم ٥",
        "Testland and the Mini Convention",
    )
    assert [told(one.quote, view.voices) for one in view.citations if one.quote] == [
        ("تسري المادة 7 بعد 30 يوما", "Section 7 applies after 30 days")
    ]
    book = load_workbook(write_report(view, "excel", tmp_path))
    assert {
        cell.number_format
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int)
    } == {"General"}


# --- the commands ---------------------------------------------------------------------------------------------------


def run(*arguments: str):
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("check", "tilmara", "--lang", "en,ar"), "one language alone here"),
        (("rate", "tilmara", "--lang", "en,ar"), "one language alone here"),
        (("compare", "tilmara", "--lang", "en,ar"), "one language alone here"),
        (("workbook", "export", "tilmara", "--lang", "en,ar"), "one language alone here"),
        (("report", "tilmara", "--lang", "en,en"), "two different languages"),
        (("report", "tilmara", "--lang", "en,ar,en"), "two different languages"),
        (("report", "tilmara", "--lang", "en,xx"), "no labels for 'xx'"),
        (("report", "tilmara", "--lang", "en,"), "two different languages"),
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
    assert any("١ تموز ٢٠٢٣" in text for text in texts) and not any(
        "1 تموز" in text for text in texts if "النص بصيغته المعدلة" not in text
    )  # words of the law


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
