"""Readers: what is printed small, struck, deleted, embedded or marked in an odd place is neither lost nor hidden."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from papers import docx, level, listed, lists, p
from test_readers import given, texts
from test_readers_hostile import AKN, message, said

PAGE = "<!doctype html><html><body>{}</body></html>"
GOES_ON = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"  # the end of the paragraph is deleted
FOOTNOTE = "<w:footnote w:id='2'>" + p("the note") + "</w:footnote>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def cells(*words: str) -> str:
    return "".join(f"<w:tc>{one if one.startswith('<') else p(one)}</w:tc>" for one in words)


def act(body: str) -> str:
    return f"<akomaNtoso {AKN}><act><body>{body}</body></act></akomaNtoso>"


# --- raised figures --------------------------------------------------------------------------------------------------


def test_a_raised_figure_does_not_join_the_number_before_it(tmp_path: Path) -> None:
    page = PAGE.format(
        "<p>Article 206<sup>1</sup></p><p>10 m<sup>2</sup>, 1<sup>er</sup>, المادة ٥<sup>٢</sup></p>"
    )
    assert texts(given(tmp_path, "a.html", page)) == ["Article 206¹", "10 m², 1er, المادة ٥²"]
    raised = "<w:vertAlign w:val='superscript'/>"
    word = docx(
        "<w:p>"
        + run("Article 206")
        + run("1", raised)
        + run("0", raised)
        + run("st", raised)
        + "</w:p>"
    )
    assert texts(given(tmp_path, "a.docx", word)) == ["Article 206¹⁰st"]
    law = act(
        "<article><num>Article 206<sup>1</sup></num><content><p>10 m<sup>2</sup></p></content></article>"
    )
    block = given(tmp_path, "a.xml", law).blocks[0]
    assert (block.number, block.text) == ("Article 206¹", "10 m²")


# --- changes, struck and hidden words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body, wanted, doubts",
    [
        (
            "<p>a fine of <del>ten</del><ins>twenty</ins></p>",
            ["a fine of twenty"],
            {"tracked_changes"},
        ),
        ("<p>kept</p><del><p>Article 2</p></del>", ["kept"], {"tracked_changes"}),
        ("<p>a fine of <s>ten</s> <strike>nine</strike></p>", ["a fine of ten nine"], {"struck"}),
        ("<p style='text-decoration: line-through'>Article 2</p>", ["Article 2"], {"struck"}),
        (
            "<p>a <b><span style='display: none'>secret</span></b></p>",
            ["a secret"],
            {"hidden_shown"},
        ),
        ("<p>a <span hidden>secret</span></p>", ["a secret"], {"hidden_shown"}),
        ("<p>the word <q>data</q></p>", ["the word “data”"], set()),
        ("<p>Article 1</p><noscript><p>Article 2</p></noscript>", ["Article 1"], {"left_out"}),
    ],
)
def test_words_of_a_page_that_are_in_doubt(
    tmp_path: Path, body: str, wanted: list[str], doubts: set[str]
) -> None:
    source = given(tmp_path, "a.html", PAGE.format(body))
    assert texts(source) == wanted and set(source.doubts) == doubts


def test_words_of_a_word_document_that_are_in_doubt(tmp_path: Path) -> None:
    struck = given(
        tmp_path,
        "a.docx",
        docx("<w:p>" + run("ten", "<w:strike/>") + run(" x", "<w:dstrike/>") + "</w:p>"),
    )
    assert texts(struck) == ["ten x"] and struck.doubts == ("struck",)
    deleted = given(
        tmp_path,
        "b.docx",
        docx(table("<w:trPr><w:del/></w:trPr>" + cells("a", "b"), cells("c", "d"))),
    )
    assert texts(deleted) == ["c\td"] and deleted.doubts == ("tracked_changes",)
    embedded = given(tmp_path, "c.docx", docx("<w:altChunk/>" + p("Article 1")))
    assert texts(embedded) == ["Article 1"] and embedded.doubts == ("embedded",)


@pytest.mark.parametrize(
    "body, wanted",
    [
        (f"<w:p>{GOES_ON}{run('the end')}</w:p>", ["the end"]),
        (f"<w:p>{GOES_ON}{run('before')}</w:p>" + table(cells("a", "b")), ["before", "a\tb"]),
        (table(cells(f"<w:p>{GOES_ON}{run('a')}</w:p>", "b")), ["a\tb"]),
        (
            f"<w:sdt><w:sdtContent><w:p>{GOES_ON}{run('Article ')}</w:p></w:sdtContent></w:sdt>"
            + p("5"),
            ["Article 5"],
        ),
        (
            f"<w:p>{GOES_ON}{run('on ')}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
            + p("it goes"),
            ["on it goes", "1 the note"],
        ),
        (
            f"<w:p>{GOES_ON}{run('on ')}<w:r><w:pict><w:txbxContent>{p('box')}</w:txbxContent></w:pict></w:r></w:p>"
            + p("it"),
            ["on it", "box"],
        ),
    ],
)
def test_a_paragraph_whose_end_is_deleted_loses_nothing(
    tmp_path: Path, body: str, wanted: list[str]
) -> None:
    source = given(tmp_path, "a.docx", docx(body, footnotes=FOOTNOTE))
    assert texts(source) == wanted and source.doubts == ("tracked_changes",)


def test_the_newer_of_two_forms_of_a_paragraph_is_read(tmp_path: Path) -> None:
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'>{p('new')}</mc:Choice><mc:Fallback>{p('old')}"
        "</mc:Fallback></mc:AlternateContent>"
    )
    assert texts(given(tmp_path, "a.docx", docx(both + p("rest")))) == ["new", "rest"]


# --- Akoma Ntoso -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body, wanted",
    [
        (
            "<table><caption>Fees</caption><tr><td><p>a</p><table><tr><td>n</td><td>m</td></tr></table></td><td>b</td></tr>"
            "</table>",
            ["Fees", "a n m\tb"],
        ),
        (
            "<table><tbody><tr><td><blockList><item><num>(a)</num><p>x</p></item></blockList></td><td>b</td></tr></tbody>"
            "</table>",
            ["(a) x\tb"],
        ),
        ("<ul><li><num>(a)</num><p>first</p></li></ul>", ["(a)", "first"]),
    ],
)
def test_numbers_and_captions_of_odd_places_stay(
    tmp_path: Path, body: str, wanted: list[str]
) -> None:
    source = given(
        tmp_path, "a.xml", act(f"<article><num>1</num><content>{body}</content></article>")
    )
    assert [text for text in texts(source) if text] == wanted and source.blocks[0].number == "1"


def test_stray_words_do_not_swallow_a_number(tmp_path: Path) -> None:
    body = "<article><num>1.</num>stray <paragraph><num>(1)</num><content><p>words</p></content></paragraph></article>"
    assert given(tmp_path, "a.xml", act(body)).joined() == "1. stray (1)\nwords"


# --- hostile files ---------------------------------------------------------------------------------------------------


def test_a_letter_that_only_another_file_explains(tmp_path: Path) -> None:
    law = "<!DOCTYPE akomaNtoso SYSTEM 'x.dtd'>" + act(
        "<article><content><p>caf&eacute;</p></content></article>"
    )
    assert "entities" in said(tmp_path, "a.xml", "<?xml version='1.0'?>" + law)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "law.txt")
    assert "[text-unreadable]" in message(tmp_path / "law.txt") and "pipe" in message(
        tmp_path / "law.txt"
    )


@pytest.mark.parametrize(
    "name, content",
    [
        ("a.html", PAGE.format("<ol>" + "<li>x</li>" * 40_000 + "</ol>")),
        ("b.html", PAGE.format("<ol reversed>" + "<li value='7'>x</li>" * 40_000 + "</ol>")),
        ("c.md", "<!--" * 200_000),
        ("d.md", "# a" + " " * 200_000 + "b"),
    ],
)
def test_a_long_file_takes_time_in_proportion(tmp_path: Path, name: str, content: str) -> None:
    """What grew with the square of the length would not end here in a day's work."""
    source = given(tmp_path, name, content)
    assert len(source.blocks) == (40_000 if name.endswith("html") else 1)


def test_numbers_of_lists_that_are_no_numbers(tmp_path: Path) -> None:
    strange = (
        "<w:outlineLvl w:val='²'/><w:numPr><w:ilvl w:val='"
        + "9" * 5000
        + "'/><w:numId w:val='1'/></w:numPr>"
    )
    more = (
        "<w:num w:numId='2'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride w:val='--5'/>"
        "</w:lvlOverride></w:num>"
    )
    numbering = lists(level(0, "decimal", "%1.") + level(999_999, "decimal", "%1."), more=more)
    source = given(
        tmp_path,
        "a.docx",
        docx(
            p("text", strange) + listed("x", 999_999) + listed("y", number=2), numbering=numbering
        ),
    )
    assert texts(source) == ["1. text", "x", "0. y"] and source.blocks[0].heading == 0


# --- kinds and letters -----------------------------------------------------------------------------------------------


def test_a_text_that_begins_with_the_letters_of_a_zip_file(tmp_path: Path) -> None:
    assert texts(given(tmp_path, "a.txt", "PKI Act\n\nArticle 1")) == ["PKI Act", "Article 1"]


def test_arabic_page_that_calls_itself_western(tmp_path: Path) -> None:
    words = "المادة 1 يعاقب كل من دخل إلى النظام في هذا القانون"
    page = f"<meta charset='iso-8859-1'><p>{words}</p>".encode("cp1256")
    assert texts(given(tmp_path, "a.html", PAGE.encode().replace(b"{}", page))) == [words]


def test_mostly_utf8_is_not_taken_for_a_western_code_page(tmp_path: Path) -> None:
    text = "The person’s data don’t count. ".encode() * 9 + b"It isn\x92t so."
    assert "[text-undecodable]" in said(tmp_path, "a.txt", text)


def test_signs_of_machines_beside_what_is_left_out(tmp_path: Path) -> None:
    body = "<p>one<script>x</script>&#1;two &#11; three</p><nav>menu</nav>&#2;four\uffff"
    assert texts(given(tmp_path, "a.html", PAGE.format(body))) == ["onetwo three", "four"]


def test_markdown_with_entities_and_breaks(tmp_path: Path) -> None:
    text = "A &amp; B&#58; `&amp;` \\&amp; &unknown; <br/> next\n\n## Title # \n\n#\n\n<!-- a <!-- b --> kept <!-- open"
    source = given(tmp_path, "a.md", text)
    assert texts(source) == ["A & B: &amp; &amp; &unknown;\nnext", "Title", "kept <!-- open"]
