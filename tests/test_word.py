"""The Word report: everything of the case is in it, in any direction, and a template cannot do harm."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from html import unescape

import docx
import openpyxl
import pytest
from lxml import etree
from markupsafe import escape
from pages import in_arabic, replace

import assess
from assess.base import paths
from assess.base.problems import LexgapError, render
from assess.country import build_view
from assess.country.types import CommentAnswer, View
from assess.write.word import template as word
from assess.write.word.direction import COMPLEX, MARK, TURNED_MARK, embed, isolate
from assess.write.word.lint import lint

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = date(2026, 1, 1)
READINGS = {
    "2016": (date(2016, 1, 1), ()),
    "bill": (date(2019, 1, 1), ("JO-BILL-2017-09",)),
    "today": (DAY, ()),
}
COMMENT = CommentAnswer(
    "c1",
    "2.offence",
    "Ministry of Justice",
    "3 March 2026",
    "We see it & read it\nin another way.",
    "The reply of the assessor.",
    "4 March 2026",
)


@pytest.fixture(scope="module")
def views():
    case, _ = assess.load_case(paths.sample("jordan"))
    return {
        name: build_view(case, assess.Reading(*reading), "en", DAY)
        for name, reading in READINGS.items()
    }


@pytest.fixture(scope="module")
def little(small):
    """A view of the small case, to be changed and written."""
    return build_view(small, assess.Reading(*READINGS["2016"]), "en", DAY)


@pytest.fixture(scope="module")
def reports(views, tmp_path_factory):
    folder = tmp_path_factory.mktemp("word")
    for name, view in views.items():
        word.write(view, None, folder / f"{name}.docx")
    return folder


def body(path, part="word/document.xml"):
    with zipfile.ZipFile(path) as package:
        return etree.fromstring(package.read(part))


def text_of(element):
    """Return the text as Word shows it: breaks as line ends, marks of direction left out."""
    pieces = {f"{W}br": "\n", f"{W}tab": "\t"}
    said = "".join(
        (one.text or "")
        if one.tag == f"{W}t"
        else pieces.get(one.tag, "\n" if one.tag == f"{W}p" else "")
        for one in element.iter()
    )
    return re.sub("[\u200e\u200f]", "", said)


def rows_after(path, heading):
    """Return the cells' texts of all table rows between a heading and the next of its style."""
    rows, inside = [], False
    for child in body(path).find(f"{W}body"):
        style = child.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") == "Annex":
            inside = heading in text_of(child)
        elif inside and child.tag == f"{W}tbl":
            rows += [
                [text_of(cell).strip() for cell in row.findall(f"{W}tc")]
                for row in child.findall(f"{W}tr")
            ]
    return rows


def template(tmp_path, *paragraphs, part=None, extra=()):
    """Make a small template of the user's own."""
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if part:
        document.sections[0].header.paragraphs[0].text = part
    path = tmp_path / "own.docx"
    document.save(path)
    with zipfile.ZipFile(path, "a") as package:
        for name, content in extra:
            package.writestr(name, content)
    return path


def codes(found):
    return [one.code for one in found]


# --- content ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", READINGS)
def test_every_element_has_a_row_in_its_article_and_in_the_concordance(name, views, reports):
    concordance = [
        row[1].split("\n")[0] for row in rows_after(reports / f"{name}.docx", "Annex A")[1:]
    ]
    assert concordance == [f"{row.name} {row.id}" for row in views[name].elements]
    whole = text_of(body(reports / f"{name}.docx"))
    for article in views[name].articles:
        assert f"Article {article.number}: elements" in whole
    for row in views[name].elements:
        assert f"{row.id} · {row.source} · {row.kind}" in whole


@pytest.mark.parametrize("name", READINGS)
def test_every_citation_is_listed_and_says_whether_it_counts(name, views, reports):
    rows = rows_after(reports / f"{name}.docx", "Annex D")[1:]
    expected = [
        (
            f"{line.name}\nArticle {line.article} · {line.element}",
            line.provision,
            "counts" if line.counts else "does not count",
            line.force,
        )
        for line in views[name].citations
    ]
    assert [(row[0], row[1], *row[5].split("\n")) for row in rows] == expected
    assert len(rows) > 290
    for line, row in zip(views[name].citations, rows):
        assert (
            line.missing in row[4]
            and line.note in row[4]
            and line.quote_state in row[2]
            and line.sources in row[6]
        )


@pytest.mark.parametrize("name", READINGS)
def test_texts_of_the_view_are_in_the_report(name, views, reports):
    view, whole = views[name], text_of(body(reports / f"{name}.docx"))
    said = [
        view.summary,
        view.disclaimer,
        view.digest,
        *view.limits,
        *view.causes,
        *view.results,
        *view.strongest,
    ]
    said += [one.name for group in view.open_gaps for one in group.elements]
    said += [text for one in view.acts for text in (one.name, one.asks, one.text)]
    said += [
        one.text
        for one in (
            *view.remarks,
            *view.legal_system,
            *view.treaties,
            *view.authorities,
            *view.practice,
        )
    ]
    said += [
        text
        for law in view.laws
        for text in (law.title, law.note, law.fate, law.rights, law.sources)
    ]
    said += [
        text
        for row in view.provisions
        for text in (row.reference, row.summary, row.penalty, row.note, row.concern, row.suggestion)
    ]
    said += [
        text
        for one in view.recommendations
        for text in (one.gap, one.action, one.laws, one.owner, one.note)
    ]
    said += [
        text for row in view.elements for text in (row.asks, row.missing, row.note, row.mark.label)
    ]
    said += [
        text
        for one in view.articles
        for text in (
            one.duty,
            one.lead,
            one.unknown_note,
            *one.leaves_open,
            *one.pitfalls,
            *one.guidance,
        )
    ]
    said += [
        f"{one.name} {one.element}{f': {one.text}' if one.text else ''}"
        for article in view.articles
        for one in article.reasons
    ]
    said += [one.text for article in view.articles for one in article.analyses]
    said += [text for one in view.sources for text in one] + [
        text for _, lines in view.method for text in lines
    ]
    said += [f"{name}\n{value}" for name, value in view.recipe]
    squeezed = re.sub(r"\s+", " ", whole)
    assert [text for text in said if re.sub(r"\s+", " ", text).strip() not in squeezed] == []


def test_corrections_of_the_record_come_before_the_results(views, reports):
    whole = text_of(body(reports / "today.docx"))
    after = whole.split(views["today"].remarks[0].text)[1]
    assert "Ratings of the articles" in after and "Executive summary" in after


def test_sections_without_content_do_not_appear(views, tmp_path):
    empty = replace(
        views["2016"],
        remarks=(),
        scenarios=None,
        bills=(),
        recommendations=(),
        root_causes=(),
        open_gaps=(),
        urgent=(),
        practice=(),
        ahead=None,
    )
    word.write(empty, None, tmp_path / "r.docx")
    whole, words = text_of(body(tmp_path / "r.docx")), empty.labels.word
    absent = (
        words.remarks,
        words.scenarios_table,
        words.bills,
        words.actions,
        words.practice,
        words.urgent,
    )
    assert [name for name in absent if f"\n{name}\n" in whole] == []
    assert f"1. {words.findings}" in whole


def test_comment_and_reply_stand_in_the_block_of_the_article(views, tmp_path):
    view = views["2016"]
    assert view.comments == ()
    beside = replace(view.articles[1].rows[0], comments=(COMMENT,))
    own = replace(COMMENT, on="2", text="On the article as a whole.")
    parts = tuple(
        replace(
            part,
            articles=tuple(
                replace(one, comments=(own, COMMENT), rows=(beside, *one.rows[1:]))
                if one.number == "2"
                else one
                for one in part.articles
            ),
        )
        for part in view.parts
    )
    word.write(replace(view, parts=parts, comments=(COMMENT,)), None, tmp_path / "r.docx")
    whole = text_of(body(tmp_path / "r.docx"))
    block = whole.split("Article 2: elements")[1].split("Article 3: ")[0]
    for text in (
        COMMENT.author,
        COMMENT.date,
        "(2): ",
        COMMENT.text,
        COMMENT.reply,
        COMMENT.replied,
        own.text,
    ):
        assert text in block
    assert block.count(COMMENT.text) == 1  # beside its element, and not once more below
    assert block.index(COMMENT.text) < block.index(view.articles[1].rows[1].asks)
    assert view.comment_state not in whole


def test_without_comments_their_state_is_said_once(views, reports):
    assert text_of(body(reports / "2016.docx")).count(views["2016"].comment_state) == 1


def test_a_rating_set_by_the_assessor_stands_beside_the_computed_one(views, tmp_path):
    view = views["2016"]
    part = view.parts[0]
    changed = replace(part.articles[0], override_by="R", override_reason="for a reason")
    parts = (replace(part, articles=(changed,)), *view.parts[1:])
    word.write(replace(view, parts=parts), None, tmp_path / "r.docx")
    whole = text_of(body(tmp_path / "r.docx"))
    mark = changed.computed
    assert (
        "Set by R in the place of the computed rating" in whole
        and f"Computed rating: {mark.letter} ({mark.label})." in whole
    )


# --- form ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", READINGS)
def test_every_line_of_the_contents_leads_to_a_bookmark(name, views, reports):
    tree = body(reports / f"{name}.docx")
    links = [one.get(f"{W}anchor") for one in tree.iter(f"{W}hyperlink")]
    marks = [one.get(f"{W}name") for one in tree.iter(f"{W}bookmarkStart")]
    assert links == marks and len(set(marks)) == len(marks)
    assert {f"art{one.number}" for one in views[name].articles} <= set(marks)
    codes = [one.text for one in tree.iter(f"{W}instrText")]
    assert sum("TOC" in code for code in codes) == 1
    assert [code.split()[1] for code in codes if "PAGEREF" in code] == links


def test_contents_say_what_the_headings_say(reports):
    tree = body(reports / "today.docx")
    lines = [text_of(one).strip() for one in tree.iter(f"{W}hyperlink")]
    headings = [text_of(one.getparent()).strip() for one in tree.iter(f"{W}bookmarkStart")]
    assert lines == headings
    assert lines[1] == "2. Key findings"


def test_captions_are_numbered_in_order(reports):
    captions = [
        text_of(one).strip()
        for one in body(reports / "2016.docx").iter(f"{W}p")
        if (style := one.find(f"{W}pPr/{W}pStyle")) is not None
        and style.get(f"{W}val") == "Caption"
    ]
    tables = [int(one.split(".")[0].split()[1]) for one in captions if one.startswith("Table")]
    assert tables == list(range(1, len(tables) + 1)) and len(tables) > 70


def test_document_is_sound(reports):
    tree = body(reports / "2016.docx")
    assert not re.search(r"\{\{|\{%|%\}|\}\}", text_of(tree))
    for table in tree.iter(f"{W}tbl"):
        columns = len(table.find(f"{W}tblGrid"))
        for row in table.findall(f"{W}tr"):
            spans = [one.find(f"{W}tcPr/{W}gridSpan") for one in row.findall(f"{W}tc")]
            assert sum(1 if one is None else int(one.get(f"{W}val")) for one in spans) == columns
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val")
    for cell in tree.iter(f"{W}tc"):
        assert cell[-1].tag == f"{W}p"
        order = [child.tag for child in cell.find(f"{W}tcPr")]
        wanted = [f"{W}{name}" for name in ("tcW", "gridSpan", "shd")]
        assert order == [tag for tag in wanted if tag in order]
    settings = body(reports / "2016.docx", "word/settings.xml")
    assert settings.find(f"{W}updateFields") is None


def test_heads_of_tables_repeat_and_annexes_lie_across(reports):
    tree = body(reports / "2016.docx")
    heads = list(tree.iter(f"{W}tblHeader"))
    turned = [one.get(f"{W}orient") or "portrait" for one in tree.iter(f"{W}pgSz")]
    assert len(heads) > 70
    assert turned == ["portrait", "landscape", "portrait", "landscape", "portrait"]


def test_marks_have_colour_and_letter(views, reports):
    tree = body(reports / "2016.docx")
    filled = {
        one.find(f"{W}tcPr/{W}shd").get(f"{W}fill"): text_of(one)
        for one in tree.iter(f"{W}tc")
        if one.find(f"{W}tcPr/{W}shd") is not None
    }
    for count in (*views["2016"].states, *views["2016"].ratings):
        assert filled[count.mark.fill].strip()


def test_running_head_and_properties(views, reports):
    document = docx.Document(reports / "bill.docx")
    head = text_of(document.sections[0].header._element)
    assert "Jordan" in head and views["bill"].as_of in head
    properties = document.core_properties
    assert (properties.title, properties.comments) == (
        views["bill"].title,
        views["bill"].disclaimer,
    )


def test_charts_carry_their_values_and_a_workbook(views, reports):
    with zipfile.ZipFile(reports / "2016.docx") as package:
        names = package.namelist()
        charts = [name for name in names if name.startswith("word/charts/lexgap")]
        book = openpyxl.load_workbook(io.BytesIO(package.read("word/embeddings/lexgap1.xlsx")))
        chart = etree.fromstring(package.read("word/charts/lexgap1.xml"))
    several = [part for part in views["2016"].parts if len(part.articles) > 1]
    assert len(charts) == 1 + len(several)
    rows = list(book.active.values)
    assert [row[0] for row in rows[1:]] == [part.title for part in views["2016"].parts]
    assert sum(value for row in rows[1:] for value in row[1:]) == len(views["2016"].articles)
    cached = [int(float(one.text)) for one in chart.iter("{*}numCache") for one in one.iter("{*}v")]
    assert sum(cached) == len(views["2016"].articles)
    numbers = [one.get("id") for one in body(reports / "2016.docx").iter("{*}docPr")]
    assert len(set(numbers)) == len(numbers) == len(charts)
    described = [one.get("descr") for one in body(reports / "2016.docx").iter("{*}docPr")]
    assert all("Offences" in text or "Art." in text for text in described) and len(
        described
    ) == len(charts)


# --- texts that are hard to write ------------------------------------------------------------------------------------


def test_texts_come_out_as_typed(little, tmp_path):
    typed = "R&D <b> \"x\" 'y' {{ 7*7 }} {% if %} {_{ }_} # one\ntwo\tthree \u202f قانون"
    view = replace(little, summary=typed + "\x00\x0b\ud800\uffff", title="A & B <c>")
    word.write(view, None, tmp_path / "r.docx")
    assert typed in text_of(body(tmp_path / "r.docx"))
    assert docx.Document(tmp_path / "r.docx").core_properties.title == "A & B <c>"


def test_right_to_left_turns_everything_round(views, tmp_path):
    view = replace(in_arabic(views["2016"]), summary="ينص القانون 27/2015 (Law 27/2015) على ذلك.")
    word.write(view, None, tmp_path / "r.docx")
    tree = body(tmp_path / "r.docx")
    assert all(one.find(f"{W}tblPr/{W}bidiVisual") is not None for one in tree.iter(f"{W}tbl"))
    assert all(one.find(f"{W}bidi") is not None for one in tree.iter(f"{W}sectPr"))
    assert all(one.find(f"{W}pPr/{W}bidi") is not None for one in tree.iter(f"{W}p"))
    runs = [(text_of(one), one.find(f"{W}rPr/{W}rtl") is not None) for one in tree.iter(f"{W}r")]
    at = next(index for index, (said, _) in enumerate(runs) if said.startswith("ينص"))
    assert runs[at : at + 5] == [
        ("ينص القانون ", True),
        ("27/2015", False),
        (" (", True),
        ("Law 27/2015", False),
        (") على ذلك.", True),
    ]


@pytest.mark.parametrize(
    "text, runs",
    [
        ("الأمر “lexgap agree”، و«Act 3 (a)»", ["lexgap agree", "Act 3 (a)"]),
        ("(Law 3 of 2015) و Law 4.", ["(Law 3 of 2015)", "Law 4"]),
        ("Law 27/2015 (as amended بالقانون 3)", ["Law 27/2015", "as amended"]),
        ("R&D <x> & y: نص", ["R&D <x> & y"]),
        (
            "المرجع 6(1)(a)(i) وETS 185 و3(أ)",
            [
                "6(1)(a)(i)",
                "ETS 185",
            ],
        ),
        ("بتاريخ 2016-01-01، المادة § 202a StGB", ["2016-01-01", "§ 202a StGB"]),
        ("المصدر A-، انظر https://example.org/a/ هنا", ["A-", "https://example.org/a/"]),
        ("السطر الأول\nETS 185\nالثالث", ["ETS 185"]),
        ("The source says: partial.", ["The source says: partial."]),
    ],
)
def test_signs_after_latin_words_belong_to_the_text_around(text: str, runs: list[str]) -> None:
    xml = isolate(
        f'<w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )
    listed = re.findall(r'(?s)<w:r>(.*?)<w:t xml:space="preserve">(.*?)</w:t></w:r>', xml)
    listed = [
        (look, unescape(said).replace(MARK, "").replace(TURNED_MARK, "")) for look, said in listed
    ]
    assert "".join(said for _, said in listed) == text
    assert [said for look, said in listed if not look] == runs


@pytest.mark.parametrize(
    "text, after",
    [
        ("Jordan [en]، 1 كانون الثاني 2016", ["، 1 كانون الثاني 2016"]),
        ("GH15، ANSV، 3", ["، ", "، 3"]),
        ("المادة 2: ETS 185 (1)", []),
    ],
)
def test_what_has_no_direction_follows_a_latin_word_on_its_left(
    text: str, after: list[str]
) -> None:
    xml = isolate(
        f'<w:p><w:pPr></w:pPr><w:r><w:rPr><w:rtl/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )
    said = re.findall(r'<w:t xml:space="preserve">(.*?)</w:t>', xml)
    assert [one[1:] for one in said if one[0] == TURNED_MARK] == after
    assert "\u200f" not in isolate(xml.replace("\u200f", ""), marks=False)


@pytest.mark.parametrize(
    "text, runs",
    [
        ("قانون الجرائم, 1 January 2016", ["قانون الجرائم"]),
        ("See قانون رقم 27 لسنة 2015 (Law 27/2015)", ["قانون رقم 27 لسنة 2015"]),
        ("قانون (معدل), Art. 3", ["قانون (معدل)"]),
        ("(قانون العقوبات) 3(a)", ["قانون العقوبات"]),
        ("قانون الجرائم 12 September", ["قانون الجرائم"]),
    ],
)
def test_arabic_words_keep_together_in_a_text_from_left_to_right(
    text: str, runs: list[str]
) -> None:
    xml = embed(
        '<w:p><w:pPr></w:pPr><w:r><w:rPr><w:b/><w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">'
        f"{text}</w:t></w:r></w:p>"
    )
    listed = re.findall(r'<w:r>(.*?)<w:t xml:space="preserve">(.*?)</w:t></w:r>', xml)
    assert [said for look, said in listed if "<w:rtl/><w:lang" in look] == runs
    assert "".join(said for _, said in listed).replace(MARK, "") == text
    after = [two[1] for one, two in zip(listed, listed[1:]) if "rtl" in one[0]]
    assert all(said.startswith(MARK) for said in after) and len(after) == 1


def test_signs_that_turn_the_words_around_them_are_left_out(little, tmp_path):
    view = replace(
        little,
        summary="Law \u202eturned\u202c and \u2067set apart\u2069.",
        title="\u202dTitle",
    )
    word.write(view, None, tmp_path / "r.docx")
    with zipfile.ZipFile(tmp_path / "r.docx") as package:
        for name in package.namelist():
            assert not re.search(
                "[\u202a-\u202e\u2066-\u2069]", package.read(name).decode("utf-8", "ignore")
            ), name
    assert "Law turned and set apart." in text_of(body(tmp_path / "r.docx"))


@pytest.fixture(scope="module")
def arabic(views, tmp_path_factory):
    case, _ = assess.load_case(paths.sample("jordan"))
    path = tmp_path_factory.mktemp("arabic") / "r.docx"
    word.write(build_view(case, assess.Reading(*READINGS["2016"]), "ar", DAY), None, path)
    return path


def test_arabic_letters_have_all_that_complex_scripts_ask_for(arabic):
    """Word takes font, size, weight and language of such letters from properties of their own."""
    with zipfile.ZipFile(arabic) as package:
        parts = {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if re.fullmatch(
                r"word/(document|styles|header\d|footer\d|numbering|fontTable)\.xml", name
            )
        }
    for name, root in parts.items():
        for look in root.iter(f"{W}rPr"):
            assert (look.find(f"{W}b") is None) == (look.find(f"{W}bCs") is None), name
            sizes = [
                one.get(f"{W}val")
                for one in (look.find(f"{W}sz"), look.find(f"{W}szCs"))
                if one is not None
            ]
            assert len(sizes) in (0, 2) and len(set(sizes)) < 2, name
        for paragraph in root.iter(f"{W}p"):
            assert paragraph.find(f"{W}pPr/{W}bidi") is not None, name
        for run in root.iter(f"{W}r"):
            turned = run.find(f"{W}rPr/{W}rtl")
            letters = re.search(
                "[\u0620-\u064a]", "".join(one.text or "" for one in run.iter(f"{W}t"))
            )
            assert not letters or turned is not None and turned.get(f"{W}val") is None, name
    fonts = {one.get(f"{W}cs") for one in parts["word/styles.xml"].iter(f"{W}rFonts")}
    assert fonts == {COMPLEX} <= {one.get(f"{W}name") for one in parts["word/fontTable.xml"]}
    assert [one.get(f"{W}bidi")[:2] for one in parts["word/styles.xml"].iter(f"{W}lang")] == ["ar"]


def test_charts_run_from_right_to_left_with_their_legend_in_words(arabic):
    with zipfile.ZipFile(arabic) as package:
        names = [name for name in package.namelist() if name.startswith("word/charts/lexgap")]
        for name in names:
            chart = etree.fromstring(package.read(name))
            assert {one.get("val") for one in chart.iter("{*}orientation")} == {"maxMin"}
            assert chart.find("{*}chart/{*}legend") is None
            assert chart.find(".//{*}catAx/{*}axPos").get("val") == "r"
            looks = [*chart.findall("{*}txPr"), *chart.findall(".//{*}catAx/{*}txPr")]
            assert [one.find("{*}p/{*}pPr").get("rtl") for one in looks] == ["1", "1"]
            assert {one.get("typeface") for one in chart.iter("{*}cs")} == {COMPLEX}
    figures = [one.getparent().getparent().getparent() for one in body(arabic).iter("{*}inline")]
    assert len(figures) == len(names)
    series = etree.fromstring(zipfile.ZipFile(arabic).read("word/charts/lexgap1.xml")).iter(
        "{*}ser"
    )
    for label in (one.find("{*}tx//{*}v").text.strip("\u202b\u202c") for one in series):
        assert text_of(figures[0]).count(label) == 1


# --- files -----------------------------------------------------------------------------------------------------------


def test_a_file_that_cannot_be_written_is_a_problem(little, tmp_path):
    with pytest.raises(LexgapError) as caught:
        word.write(little, None, tmp_path / "nowhere" / "r.docx")
    assert codes(caught.value.problems) == ["output-not-written"]


def test_a_fault_leaves_the_old_report_and_no_other_file(little, tmp_path, monkeypatch):
    (tmp_path / "r.docx").write_text("old")

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("assess.base.output.os.replace", fail)
    with pytest.raises(LexgapError):
        word.write(little, None, tmp_path / "r.docx")
    assert [one.name for one in tmp_path.iterdir()] == ["r.docx"] and (
        tmp_path / "r.docx"
    ).read_text() == "old"


def test_a_template_of_ones_own(views, tmp_path):
    own = template(
        tmp_path,
        "Report on {{ country }}",
        "{%p for part in parts %}",
        "{{ part.title }}: {{ part|chart }}",
        "{%p endfor %}",
        "{{ parts|chart }}",
        part="{{ labels.word.state }}: {{ country }}",
    )
    assert lint(own, View) == []
    word.write(views["2016"], own, tmp_path / "out.docx")
    document = docx.Document(tmp_path / "out.docx")
    assert [one.text for one in document.paragraphs][:2] == ["Report on Jordan", "Definitions: "]
    assert document.sections[0].header.paragraphs[0].text == "State: Jordan"


# --- lint ------------------------------------------------------------------------------------------------------------


def test_the_built_in_template_is_sound():
    assert lint(paths.template("country", "country.docx"), View) == []


def test_the_template_is_what_its_sources_make(tmp_path):
    import subprocess
    import sys

    built = paths.template("country", "country.docx")
    for name in ("make_template", "annexes", "articles", "blocks", "front", "styles"):
        (tmp_path / f"{name}.py").write_bytes((built.parent / f"{name}.py").read_bytes())
    subprocess.run([sys.executable, str(tmp_path / "make_template.py")], check=True)
    with zipfile.ZipFile(built) as one, zipfile.ZipFile(tmp_path / "country.docx") as two:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: two.read(name) for name in two.namelist()
        }


@pytest.mark.parametrize(
    "tag, name, near",
    [
        ("{{ contry }}", "contry", "country"),
        ("{{ instrument.shrt }}", "instrument.shrt", "short"),
        ("{% for part in parts %}{{ part.titel }}{% endfor %}", "part.titel", "title"),
        (
            "{% for part in parts %}{% for a in part.articles %}{{ a.mark.leter }}{% endfor %}{% endfor %}",
            "a.mark.leter",
            "letter",
        ),
        ("{% for name, value in recipe %}{{ name }}{{ valu }}{% endfor %}", "valu", "value"),
        (
            "{% for number, heading, marks in scenarios.rows %}{% for m in marks %}{{ m.fil }}{% endfor %}{% endfor %}",
            "m.fil",
            "fill",
        ),
        ("{{ labels.word.sumary }}", "labels.word.sumary", "summary"),
        ("{% set a = articles|first %}{{ a.headng }}", "a.headng", "heading"),
        ("{% for line in articles|batch(3) %}{{ line[0].numbr }}{% endfor %}", "….numbr", "number"),
        (
            '{% for law in laws|selectattr("provisons") %}{{ law.id }}{% endfor %}',
            "laws.provisons",
            "provisions",
        ),
        ("{% if rtl %}{{ elements[0].mark.inc }}{% endif %}", "….mark.inc", "ink"),
        # of an older version
        ("{% for row in elements %}{{ row.core }}{% endfor %}", "row.core", "weight"),
    ],
)
def test_unknown_names_are_told_with_the_nearest_one(tmp_path, tag, name, near):
    own = template(tmp_path, "First", f"Here: {tag}")
    found = lint(own, View)
    assert codes(found) == ["template-variable"]
    words = found[0].words
    assert words["nearest"] == near and words["name"].split(".")[-1] == name.split(".")[-1]
    assert words["where"].startswith("body: Here:")


def test_a_name_in_a_header_is_told_with_its_place(tmp_path):
    found = lint(template(tmp_path, "{{ country }}", part="Head {{ contry }}"), View)
    assert codes(found) == ["template-variable"]
    assert found[0].words["where"] == "header1: Head {{ contry }}"
    assert "header1" in str(found[0].at)


@pytest.mark.parametrize(
    "paragraphs, where",
    [
        (("Good", "Bad {{ country"), "body: Bad {{ country"),
        (("Good", "Bad country }}"), "body: Bad country }}"),
        (("{% for part in parts %}{{ part.title }}", "Good"), "body: "),
        (("{{ country|uper }}",), "body: {{ country|uper }}"),
        (("{%p if rtl %}", "text"), "body: "),
        (("{{ country + }}",), "body: {{ country + }}"),
    ],
)
def test_broken_tags_are_told_with_their_place(tmp_path, paragraphs, where):
    found = lint(template(tmp_path, *paragraphs), View)
    assert set(codes(found)) == {"template-syntax"}
    assert found[0].words["where"].startswith(where) and found[0].words["why"]


def test_a_block_that_ends_at_another_depth_is_broken(tmp_path):
    document = docx.Document()
    document.add_paragraph("{% if rtl %}one")
    document.add_table(1, 1).cell(0, 0).text = "two{% endif %}"
    document.save(tmp_path / "own.docx")
    found = lint(tmp_path / "own.docx", View)
    assert codes(found) == ["template-syntax"] and found[0].words["where"] == "body: two{% endif %}"


@pytest.mark.parametrize(
    "tag", ["{{ country.__class__ }}", '{{ labels["__init__"] }}', '{% include "x" %}']
)
def test_tags_that_reach_further_are_unsafe(tmp_path, tag):
    assert codes(lint(template(tmp_path, tag), View)) == ["template-unsafe"]


def test_macros_and_outside_files_are_unsafe(tmp_path):
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        'Id="r" Type="http://x/attachedTemplate" Target="http://example.org/t.dotm" TargetMode="External"/>'
        "</Relationships>"
    )
    own = template(
        tmp_path, "x", extra=[("word/vbaProject.bin", b"x"), ("word/_rels/settings.xml.rels", rels)]
    )
    assert codes(lint(own, View)) == ["template-unsafe", "template-unsafe"]


def test_files_that_are_no_template_are_damaged(tmp_path):
    good = template(tmp_path, "x").read_bytes()
    cases = {"text.docx": b"no zip at all", "cut.docx": good[: len(good) // 2], "empty.docx": b""}
    for name, content in cases.items():
        (tmp_path / name).write_bytes(content)
    with zipfile.ZipFile(tmp_path / "other.docx", "w") as package:
        package.writestr("a.txt", "x")
    openpyxl.Workbook().save(tmp_path / "book.docx")
    for name in (*cases, "other.docx", "book.docx", "missing.docx"):
        found = lint(tmp_path / name, View)
        assert codes(found) == ["template-damaged"], name
        assert found[0].words["why"]


def test_a_byte_turned_round_is_noticed(tmp_path):
    own = template(tmp_path, "x")
    with zipfile.ZipFile(own) as package:
        at = package.getinfo("word/document.xml").header_offset + 200
    content = bytearray(own.read_bytes())
    content[at] ^= 255
    own.write_bytes(content)
    assert codes(lint(own, View)) == ["template-damaged"]


def test_a_package_that_grows_without_bounds_is_refused(tmp_path):
    own = template(tmp_path, "x")
    with zipfile.ZipFile(own, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/bomb.bin", b"\0" * 80_000_000)
    found = lint(own, View)
    assert codes(found) == ["template-damaged"] and "larger" in found[0].words["why"]


def test_write_refuses_what_lint_finds(little, tmp_path):
    own = template(tmp_path, "{{ contry }}")
    with pytest.raises(LexgapError) as caught:
        word.write(little, own, tmp_path / "out.docx")
    message = render(caught.value.problems[0], little.labels.problems)
    assert "contry" in message and "“country” may be meant" in message
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize(
    "tag, code",
    [
        ("{{ 'x' * 99999999999 }}", "template-unsafe"),
        ("{{ parts[99].title }}", "template-variable"),
        ("{{ 1 / 0 }}", "template-syntax"),
        ("{{ country|badge }}", "template-syntax"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "template-syntax"),
        ("{{ '{:>99999999999}'.format(1) }}", "template-syntax"),
    ],
)
def test_what_only_shows_when_filled_in_is_a_problem_too(little, tmp_path, tag, code):
    with pytest.raises(LexgapError) as caught:
        word.write(little, template(tmp_path, tag), tmp_path / "out.docx")
    assert codes(caught.value.problems) == [code]
    said = render(caught.value.problems[0], little.labels.problems)
    assert " in ." not in said and "()" not in said.replace("a()", "")
