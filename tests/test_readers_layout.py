"""Laws as they are published: tables that lay out text, indentation, lines wrapped by hand, Markdown of books."""

from __future__ import annotations

import textwrap
import time
from pathlib import Path

import pytest
from papers import docx, level, lines, listed, lists, p, pdf
from test_readers import given, texts

from assess.law.readers import SourceText
from assess.law.readers.lines import joined_lines
from assess.law.structure.units import structured


def articles(source: SourceText) -> list[str]:
    units = structured(source, "law", "en", "copy").units
    return [unit.id for unit in units if unit.kind == "article"]


def page(tmp_path: Path, body: str, head: str = "") -> SourceText:
    return given(tmp_path, "law.html", f"<html><head>{head}</head><body>{body}</body></html>")


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


# --- tables of web pages -------------------------------------------------------------------------------------------------


def test_a_law_in_a_table_of_the_lay_out(tmp_path: Path) -> None:
    law = "<p>Section 1. Title. - Words.</p><p>Section 2. Use. - Words.</p><p>Section 3. End.</p>"
    wide = f'<td colspan="2">{law}</td>'
    source = page(
        tmp_path,
        f"<table><tr><td>logo</td><td>1 May</td></tr><tr><td>search</td></tr><tr>{wide}</tr></table>",
    )
    assert articles(source) == ["1", "2", "3"] and not any(block.row for block in source.blocks)
    assert texts(source)[:3] == ["logo", "1 May", "search"]


def test_a_menu_in_a_cell_beside_the_law(tmp_path: Path) -> None:
    menu = "<ul><li>Home</li><li>Laws</li></ul>"
    law = "Section 1. Aim<br>Words of it.<br>Section 2. Use<br>More words.<br>Section 3. End<br>Words."
    source = page(tmp_path, table(("", "Gazette"), (menu, law), ("foot", "1999")))
    assert articles(source) == ["1", "2", "3"]
    assert texts(source)[:3] == ["Gazette", "• Home", "• Laws"] and texts(source)[-1] == "1999"


@pytest.mark.parametrize(
    "rows",
    [
        [("Aim", "1. This is the aim."), ("Use", "2. This is used."), ("End", "3. It ends.")],
        [("Section 1", "This is it."), ("Section 2", "It is used."), ("Section 3", "It ends.")],
        [("<p>Section 1. A</p><p>B.</p>",), ("Section 2. C", ""), ("", "Section 3. D")],
    ],
)
def test_articles_that_stand_in_rows(tmp_path: Path, rows: list[tuple[str, ...]]) -> None:
    assert articles(page(tmp_path, table(*rows))) == ["1", "2", "3"]


def test_a_table_of_data_stays_one(tmp_path: Path) -> None:
    law = "".join(f"<p>Section {at}. Words that go on for a while in it.</p>" for at in range(1, 9))
    fines = table(
        ("No", "Breach", "Fine"), ("1", "Noise by day<br>or by night", "10"), ("2", "x", "20")
    )
    headed = (
        "<table><tr><th>Item</th><th>Fee</th></tr><tr><td>1.</td><td>3. per boat</td></tr></table>"
    )
    source = page(tmp_path, law + fines + headed)
    assert [block.text for block in source.blocks if block.row] == [
        "No\tBreach\tFine",
        "1\tNoise by day\nor by night\t10",
        "2\tx\t20",
        "Item\tFee",
        "1.\t3. per boat",
    ]
    assert articles(source) == [str(at) for at in range(1, 9)]


def test_numbers_in_a_cell_of_their_own_go_in_front(tmp_path: Path) -> None:
    inner = table(("(i)", "by day; or"), ("(ii)", "by night."))
    body = "<p>Section 1. Boats</p>" + table(("(a)", f"<p>in port:</p>{inner}"), ("—", "at sea."))
    source = page(tmp_path, body)
    assert [(block.text, block.indent) for block in source.blocks] == [
        ("Section 1. Boats", 0),
        ("(a) in port:", 0),
        ("(i) by day; or", 40),
        ("(ii) by night.", 40),
        ("— at sea.", 0),
    ]


def test_two_languages_side_by_side(tmp_path: Path) -> None:
    rows = [(f"Section {at}. The rule.", f"المادة {at}. القاعدة.") for at in (1, 2, 3)]
    source = page(tmp_path, table(*rows))
    assert source.doubts == ("side_by_side",) and all(block.row for block in source.blocks)
    word = "".join(
        f"<w:tr><w:tc>{p(first)}</w:tc><w:tc>{p(last)}</w:tc></w:tr>" for first, last in rows
    )
    paper = given(tmp_path, "law.docx", docx(f"<w:tbl>{word}</w:tbl>"))
    assert paper.doubts == ("side_by_side",) and len(paper.blocks) == 3
    english = "<p>Section 1. A</p><p>Words.</p><p>Section 2. B</p><p>Words that go on.</p>"
    arabic = "<p>المادة 1</p><p>نص.</p><p>المادة 2</p><p>نص طويل يستمر.</p>"
    columns = page(tmp_path, table((english, arabic)))
    assert texts(columns)[:2] == ["Section 1. A", "Words."] and texts(columns)[-2] == "المادة 2"


def test_a_doubt_says_where_a_pattern_cannot_help(tmp_path: Path) -> None:
    def doubt(body: str) -> str:
        units = structured(page(tmp_path, body), "law", "en", "copy").units
        return units[-1].unsure

    assert doubt("<p>Words.</p><p>More words.</p>") == "no_articles"
    assert doubt(f"<p>Fees</p>{table(('No', 'Fee', 'Day'), ('1', '10', '2'))}") == "no_lines"
    assert doubt(f"<p>{'Rule after rule of it. ' * 200}</p>") == "no_lines"


# --- evidence of depth -----------------------------------------------------------------------------------------------------


def test_indentation_of_a_web_page(tmp_path: Path) -> None:
    style = (
        "<style>/* x } */ .in { margin-left: 2em } p.hang, .more {padding-left:36pt;text-indent:-18pt}"
        "@media print { .far { margin: 0 1px 0 100px } } ol.roman {list-style-type: lower-roman}</style>"
    )
    body = (
        '<p>a</p><p class="in">b</p><p class="hang">c</p><p class="far">d</p><p style="margin:0 5px">e</p>'
        "<blockquote>f<blockquote>g</blockquote></blockquote><dl><dt>h</dt><dd>i<ul><li>j</li></ul></dd></dl>"
        '<div dir="rtl"><p style="margin-right:30px">ك</p></div><div class="level-2">l</div>'
        '<p>(1) m<br>&nbsp;&nbsp;(a) n<br>&nbsp;&nbsp;&nbsp;(i) o</p><ol class="roman" start="3"><li>q</li></ol>'
    )
    source = page(tmp_path, body, style)
    assert [(block.text, block.indent) for block in source.blocks] == [
        *(("a", 0), ("b", 32), ("c", 24), ("d", 100), ("e", 5), ("f", 40), ("g", 80)),
        *(("h", 0), ("i", 40), ("• j", 80), ("ك", 30), ("l", 80)),
        *(("(1) m", 0), ("(a) n", 8), ("(i) o", 12), ("iii. q", 40)),
    ]
    assert {block.text: block.depth for block in source.blocks}["• j"] == 1


def test_indentation_of_word(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:pPr><w:ind w:left="400" '
        'w:firstLine="100"/></w:pPr></w:style><w:style w:type="paragraph" w:styleId="B">'
        '<w:basedOn w:val="A"/><w:name w:val="B"/><w:pPr><w:ind w:start="800"/></w:pPr></w:style>'
    )
    numbering = lists(
        level(0, "decimal", "%1.", more='<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr>')
    )
    body = (
        p("a", '<w:pStyle w:val="A"/>')
        + p("b", '<w:pStyle w:val="B"/>')
        + p("c", '<w:pStyle w:val="B"/><w:ind w:firstLine="0"/>')
        + listed("d")
        + p("e")
    )
    source = given(tmp_path, "law.docx", docx(body, numbering=numbering, styles=styles))
    assert [block.indent for block in source.blocks] == [25, 45, 40, 18, 0]


def test_indentation_of_plain_text_and_pdf(tmp_path: Path) -> None:
    source = given(tmp_path, "law.txt", "Section 1. A\n  (1) b:\n\t(a) c\n      (i) d\n")
    assert [(block.text, block.indent) for block in source.blocks] == [
        ("Section 1. A", 0),
        ("(1) b:", 2),
        ("(a) c", 4),
        ("(i) d", 6),
    ]
    paper = pdf(
        lines("Section 1. Boats", "Words of it.")
        + lines("(a) by day;", top=740, left=100)
        + lines("(i) at noon.", top=726, left=130)
    )
    indents = [block.indent for block in given(tmp_path, "law.pdf", paper).blocks]
    assert indents[0] == 0 < indents[-2] < indents[-1]


# --- lines wrapped by hand -------------------------------------------------------------------------------------------------

RULES = [
    "Section 1. Boats",
    "(1) The owner of a boat that lies in the harbour keeps the rules which the harbour master makes under "
    "Section 12 of this Act, and those that are made under Chapter 3 of the Ports Act, as well as (a) of "
    "subsection (2) where that rule applies to the boat by reason of its length or of what it carries.",
    "(2) In subsection (1) a boat does not include a raft, whatever it is made of, unless it carries a "
    "person or goods of any kind; and",
    "(a) a raft that carries nobody is no boat although it may be moored beside one for the time being;",
    "(b) a raft that is towed by a boat is a part of that boat for the purposes of Section 4 and "
    "Section 5 applies to it as it does to the boat which tows it.",
    "Section 2. Officers",
    "The harbour master appoints officers, and each of them has the powers that Section 9 gives to the "
    "harbour master, but for those of paragraph (b) of that Section.",
]


@pytest.mark.parametrize("width", range(60, 84, 2))
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_wrapped_line_begins_no_article(width: int, between: str) -> None:
    text = between.join(textwrap.fill(rule, width) for rule in RULES)
    assert [paragraph.text for paragraph in joined_lines(text.split("\n"))] == RULES


@pytest.mark.parametrize(
    "name, form", [("law.txt", "{}"), ("law.md", "{}"), ("law.html", "<html><pre>{}</pre></html>")]
)
def test_wrapped_lines_in_every_format(tmp_path: Path, name: str, form: str) -> None:
    text = "\n\n".join(textwrap.fill(rule, 70, subsequent_indent="  ") for rule in RULES)
    assert texts(given(tmp_path, name, form.format(text))) == RULES


def test_a_text_with_a_unit_a_line_is_not_wrapped(tmp_path: Path) -> None:
    units = [
        "Section 1. A short line about boats and rafts in the harbour of the town",
        "Section 2. Another line about boats that is about as long as the first",
        "Section 3. A third line, about oars and sails, as long as those above it",
        "Section 4. A fourth line about the fees that are due for all of the above",
        "Section 5. The last line, and about as long as every other one of these",
    ]
    assert texts(given(tmp_path, "law.txt", "\n".join(units))) == units


def test_wrapped_arabic(tmp_path: Path) -> None:
    rules = [
        "المادة 1",
        "يلتزم مالك القارب الراسي في الميناء بالقواعد التي يضعها مدير الميناء وفقا لأحكام المادة 12 من هذا القانون "
        "وبالقواعد الموضوعة وفقا لأحكام الفصل 3 من قانون الموانئ وكذلك ما ورد في المادة 5 منه.",
        "المادة 2",
        "يعين مدير الميناء الموظفين ويكون لكل منهم ما للمدير من صلاحيات بموجب المادة 9 عدا ما ورد في الفقرة ب منها.",
    ]
    text = "\n\n".join(textwrap.fill(rule, 60) for rule in rules)
    assert texts(given(tmp_path, "law.txt", text)) == rules


# --- Markdown --------------------------------------------------------------------------------------------------------------


def test_markdown_of_laws(tmp_path: Path) -> None:
    text = """---
title: Boats Act
tags: [boats]
---

# Boats Act

###### **Section 1** Aim

####### no heading

**7.** (1) A boat
is a boat. __12__ x **(a)**y

1\\. first
2\\. second
   (a) inner

- a
  - b
    - c

    more of c
- d

No | Fine
---|---
1 | 10
"""
    source = given(tmp_path, "law.md", text)
    assert source.blocks[0].note and source.blocks[0].text == "title: Boats Act\ntags: [boats]"
    assert [(b.text, b.heading) for b in source.blocks[1:4]] == [
        ("Boats Act", 1),
        ("Section 1 Aim", 6),
        ("####### no heading", 0),
    ]
    assert [(b.text, b.depth, b.indent) for b in source.blocks[4:-2]] == [
        ("7. (1) A boat is a boat. 12 x (a)y", 0, 0),
        ("1. first", 0, 0),
        ("2. second", 0, 0),
        ("(a) inner", 0, 3),
        ("- a", 0, 0),
        ("- b", 1, 2),
        ("- c", 2, 4),
        ("more of c", 2, 4),
        ("- d", 0, 0),
    ]
    assert [(b.text, b.row) for b in source.blocks[-2:]] == [("No\tFine", True), ("1\t10", True)]


@pytest.mark.parametrize(
    "text", ["---\nWords between rules, no keys\n---\n\nx", "---\n\nx", "---\nkey: x"]
)
def test_rules_are_not_taken_for_front_matter(tmp_path: Path, text: str) -> None:
    source = given(tmp_path, "law.md", text)
    assert not any(block.note for block in source.blocks)
    assert "".join("".join(texts(source)).split()) == "".join(text.replace("---", "").split())


# --- hostile ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "<style>" + "a{" * 200_000 + "</style><p>Section 1</p>",
        "<style>" + "/*" * 200_000 + "</style><p>Section 1</p>",
        "<p>Section 1</p>" + "<table><tr><td>x" * 30 + "<table>" + "<tr><td>(a)<td>y" * 3_000,
        "<p>Section 1</p>"
        + "<p style='margin-left:1e999px;padding:-99999999px'>&nbsp;x<br>" * 3_000,
    ],
)
def test_pages_that_cost_time(tmp_path: Path, body: str) -> None:
    start = time.perf_counter()
    source = page(tmp_path, body)
    assert "Section 1" in texts(source)[0] and time.perf_counter() - start < 20
