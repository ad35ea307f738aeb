"""Readers: each format gives its text back as blocks, numbers resolved, nothing lost."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import given as given_any
from hypothesis import strategies as st
from papers import docx, level, listed, lists, p

from assess.law.readers import READERS, SourceText, read_source
from assess.law.readers.docx_numbers import formed, roman
from assess.load.labels import labels

SHARED = Path(__file__).parents[2] / "shared" / "corpora" / "import"
needs_corpus = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the files of laws are not part of the project"
)

PRIVATE = re.compile("[\ufffe\uffff]|[\U0001fffe-\U0001ffff]")


def tight(text: str) -> str:
    return re.sub(r"\s", "", text)


def given(tmp_path: Path, name: str, content: str | bytes) -> SourceText:
    """Write a file, read it back, and see that its doubts have words."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    source = read_source(path)
    assert set(source.doubts) <= set(labels("en").doubts)
    assert source.format in READERS and source.file == name and len(source.sha256) == 64
    return source


def texts(source: SourceText) -> list[str]:
    return [block.text for block in source.blocks]


# --- plain text and Markdown -----------------------------------------------------------------------------------------

ARABIC = (
    "قانون الجرائم الإلكترونية\n\nالمادة ١\nيعاقب كل من دخل قصداً إلى نظام معلومات.\n\n"
    "المادة ٢\nفي هذا القانون من على أو إلى."
)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1256"]
)
def test_plain_text_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    text = ARABIC.replace("١", "1").replace("٢", "2")
    source = given(tmp_path, "law.txt", text.replace("\n", "\r\n").encode(encoding))
    assert texts(source) == [line for line in text.split("\n") if line]
    assert source.format == "text" and source.doubts == ()


def test_western_code_page(tmp_path: Path) -> None:
    text = "Article premier\nQuiconque accède frauduleusement à un système est puni d’une amende — après décision."
    assert texts(given(tmp_path, "loi.txt", text.encode("cp1252"))) == text.split("\n")


def test_comment_lines_of_a_text_file_stay(tmp_path: Path) -> None:
    assert texts(
        given(tmp_path, "law.txt", "# source: a copy\n# typed\n\nArticle 1\fArticle 2")
    ) == ["# source: a copy", "# typed", "Article 1", "Article 2"]


def test_wrapped_lines_are_joined_and_labels_begin_paragraphs(tmp_path: Path) -> None:
    text = """Article 1
Whoever intentionally and without any right accesses the whole or a part
of a computer system commits an offence and is liable to a fine, where he
does so by infringing security measures; or
(a) with the intent of obtaining computer data which he is not entitled
to see under section
(b) of the schedule to this Act, as it stood on the day on which the data
were stored.
"""
    assert texts(given(tmp_path, "law.txt", text)) == [
        "Article 1",
        "Whoever intentionally and without any right accesses the whole or a part of a computer system commits an "
        "offence and is liable to a fine, where he does so by infringing security measures; or",
        "(a) with the intent of obtaining computer data which he is not entitled to see under section",
        "(b) of the schedule to this Act, as it stood on the day on which the data were stored.",
    ]


def test_markdown(tmp_path: Path) -> None:
    text = """# A *law* on computers

Title two
---------

**Article 1** — whoever\\* enters `a_b_c`, see [the schedule](http://example.org/a_(b)), snake_case stays
and goes on{two}
after a break.

1. first
2. second
   - inner

| No | Fine |
|----|------|
| 1  | 10   |

<!-- not printed -->
> quoted
"""
    source = given(tmp_path, "law.md", text.replace("{two}", "  "))
    assert [(block.text, block.heading) for block in source.blocks[:2]] == [
        ("A law on computers", 1),
        ("Title two", 2),
    ]
    assert texts(source)[2:] == [
        "Article 1 — whoever* enters a_b_c, see the schedule, snake_case stays and goes on\nafter a break.",
        "1. first",
        "2. second",
        "- inner",
        "No\tFine",
        "1\t10",
        "quoted",
    ]
    assert [block.row for block in source.blocks].count(True) == 2


# --- Word ------------------------------------------------------------------------------------------------------------


def test_automatic_numbers_are_written_out(tmp_path: Path) -> None:
    numbering = lists(
        level(0, "decimal", "Article %1"),
        level(1, "lowerLetter", "(%2)"),
        level(2, "lowerRoman", "%1.%3)"),
    )
    body = "".join(
        [
            listed("One"),
            listed("a", 1),
            listed("b", 1),
            listed("i", 2),
            listed("ii", 2),
            listed("Two"),
            listed("a again", 1),
            p("plain"),
            listed("Three"),
        ]
    )
    source = given(tmp_path, "law.docx", docx(body, numbering=numbering))
    assert texts(source) == [
        "Article 1 One",
        "(a) a",
        "(b) b",
        "1.i) i",
        "1.ii) ii",
        "Article 2 Two",
        "(a) a again",
        "plain",
        "Article 3 Three",
    ]
    assert [block.depth for block in source.blocks] == [0, 1, 1, 2, 2, 0, 1, 0, 0]


def test_a_list_that_starts_anew_and_one_that_goes_on(tmp_path: Path) -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
        '</w:lvlOverride></w:num><w:num w:numId="3"><w:abstractNumId w:val="0"/></w:num>'
    )
    body = (
        listed("x")
        + listed("x")
        + listed("y", number=2)
        + listed("y", number=2)
        + listed("z", number=3)
    )
    source = given(
        tmp_path, "law.docx", docx(body, numbering=lists(level(0, "decimal", "%1."), more=more))
    )
    assert texts(source) == ["1. x", "2. x", "5. y", "6. y", "7. z"]


def test_numbers_and_headings_of_styles(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Art"><w:basedOn w:val="H1"/>'
        '<w:name w:val="Article"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    )
    numbering = lists(level(0, "upperRoman", "Part %1", more='<w:pStyle w:val="H1"/>'))
    bare = '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        p("Contents 3", '<w:pStyle w:val="TOC1"/>')
        + p("General", '<w:pStyle w:val="H1"/>')
        + p("Scope", '<w:pStyle w:val="Art"/>')
        + p("No number", bare)
    )
    source = given(tmp_path, "law.docx", docx(body, styles=styles, numbering=numbering))
    assert [(block.text, block.heading) for block in source.blocks] == [
        ("Part I General", 1),
        ("Part II Scope", 3),
        ("No number", 1),
    ]
    assert source.doubts == ("contents_left_out",)


def test_arabic_letters_as_numbers(tmp_path: Path) -> None:
    numbering = lists(level(0, "arabicAbjad", "%1-", start=8), level(1, "arabicAlpha", "(%2)"))
    body = (
        listed("يعاقب") + listed("كل من") + listed("دخل", 1) + listed("قصداً", 1) + listed("نظام", 1)
    )
    assert texts(given(tmp_path, "law.docx", docx(body, numbering=numbering))) == [
        "ح- يعاقب",
        "ط- كل من",
        "(أ) دخل",
        "(ب) قصداً",
        "(ت) نظام",
    ]


def test_forms_of_numbers() -> None:
    assert [roman(one) for one in (4, 9, 14, 40, 99, 1994, 0)] == [
        "iv",
        "ix",
        "xiv",
        "xl",
        "xcix",
        "mcmxciv",
        "0",
    ]
    assert [formed(one, "lowerLetter") for one in (1, 26, 27, 53)] == ["a", "z", "aa", "aaa"]
    assert [formed(one, "ordinal") for one in (1, 2, 3, 11, 21)] == [
        "1st",
        "2nd",
        "3rd",
        "11th",
        "21st",
    ]
    assert (
        formed(7, "decimalZero") == "07"
        and formed(7, "chicago") is None
        and formed(12, "arabicIndic") == "١٢"
    )


def test_a_level_that_is_passed_over_counts(tmp_path: Path) -> None:
    numbering = lists(
        level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)")
    )
    body = listed("x") + listed("y", 2) + listed("z", 1)
    assert texts(given(tmp_path, "law.docx", docx(body, numbering=numbering))) == [
        "1 x",
        "(a) y",
        "1.2 z",
    ]


def test_unknown_form_of_numbers_is_said(tmp_path: Path) -> None:
    source = given(
        tmp_path, "law.docx", docx(listed("x"), numbering=lists(level(0, "chicago", "%1.")))
    )
    assert texts(source) == ["1. x"] and source.doubts == ("number_format",)


def test_tracked_changes_are_read_as_accepted(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>The fine is </w:t></w:r><w:del><w:r><w:delText>ten</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>twenty</w:t></w:r></w:ins></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Article </w:t></w:r></w:p>" + p("5")
    )
    source = given(tmp_path, "law.docx", docx(body))
    assert texts(source) == ["The fine is twenty", "Article 5"] and source.doubts == (
        "tracked_changes",
    )


def test_breaks_tables_notes_boxes_and_hidden_text(tmp_path: Path) -> None:
    box = "<w:txbxContent>" + p("in the box") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>one</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>three</w:t><w:br w:type='page'/></w:r>"
        "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r>"
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        "<w:tbl><w:tr><w:tc>"
        + p("a")
        + p("b")
        + "</w:tc><w:tc><w:tcPr><w:vMerge/></w:tcPr>"
        + p("c")
        + "</w:tc>"
        "<w:tc>"
        + p("d")
        + "</w:tc></w:tr></w:tbl><w:tbl><w:tr><w:tc>"
        + p("alone")
        + "</w:tc></w:tr></w:tbl>"
    )
    footnotes = (
        "<w:footnote w:type='separator' w:id='0'>"
        + p("line")
        + "</w:footnote><w:footnote w:id='2'>"
        + p("the note")
        + "</w:footnote>"
    )
    source = given(tmp_path, "law.docx", docx(body, footnotes=footnotes))
    assert texts(source) == ["one\ntwo\tthree", "in the box", "1 the note", "a\nb\t\td", "alone"]
    assert [block.row for block in source.blocks] == [False, False, False, True, False]
    assert source.blocks[2].note and source.doubts == ("hidden_text",)


# --- HTML ------------------------------------------------------------------------------------------------------------

PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>An act</title><script>var no = 1;</script></head><body>
<nav><a href="/">Home</a> <a href="/l">Laws</a></nav><main><h1>An  act
on computers</h1><div>Before <p>Article 1</p> after<br>a break<br><br>new</div>
<ol type="a" start="3"><li>third<li value="7">seventh<ol style="list-style-type: lower-roman"><li>inner</ol></ol>
<ul><li>point</li><li>(a) own label</li></ul><dl><dt>data</dt><dd>any facts</dd></dl>
<table><tr><th>No</th><th>Fine</th></tr><tr><td>1</td><td>ten<p>or more</p></td></tr></table></main>
<footer>Contact us</footer></body></html>"""


def test_web_page(tmp_path: Path) -> None:
    source = given(tmp_path, "act.html", PAGE)
    assert texts(source) == [
        "An act on computers",
        "Before",
        "Article 1",
        "after\na break",
        "new",
        "c. third",
        "g. seventh",
        "i. inner",
        "• point",
        "(a) own label",
        "data",
        "any facts",
        "No\tFine",
        "1\tten\nor more",
    ]
    assert source.blocks[0].heading == 1 and source.language == "en" and source.title == "An act"
    assert source.doubts == ("left_out",) and [block.depth for block in source.blocks[5:8]] == [
        0,
        0,
        1,
    ]


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (
            "<ol><li><p>Access</p><ol><li><p>Who enters</p></li><li><p>Access means</p><ol type=a><li><p>reading</p></li>"
            "<li><p>using</p><ol type=i><li><p>here</p></li></ol></ol></ol><li><p>Listening</p></ol><p>PART II</p>"
            "<ol start=3><li><p>Search</p></li></ol>",
            [
                (0, "1. Access"),
                (1, "1. Who enters"),
                (1, "2. Access means"),
                (2, "a. reading"),
                (2, "b. using"),
                (3, "i. here"),
                (0, "2. Listening"),
                (0, "PART II"),
                (0, "3. Search"),
            ],
        ),
        ("<ol><li>A</li><ol type=a><li>x</ol><li>B</ol>", [(0, "1. A"), (1, "a. x"), (0, "2. B")]),
        (
            "<ol><li><p></p><ol><li>b<li>c</ol><li>D</ol>",
            [(0, "1. 1. b"), (1, "2. c"), (0, "2. D")],
        ),
        (
            "<ol><li>A<li style='list-style-type: none'><ol><li>b<li>c</ol><li>D</ol>",
            [(0, "1. A"), (1, "1. b"), (1, "2. c"), (0, "3. D")],
        ),
        (
            "<ol><li>A<li style='display: inline'><ol type=i><li>b</ol><li>D</ol>",
            [(0, "1. A"), (1, "i. b"), (0, "2. D")],
        ),
        (
            "<ul style='list-style: lower-alpha inside'><li>A<li value=5>B</ul>",
            [(0, "a. A"), (0, "e. B")],
        ),
        ("<ol style='list-style-type: disc'><li>A<li type=A>B</ol>", [(0, "• A"), (0, "B. B")]),
    ],
)
def test_lists_are_numbered_as_a_browser_numbers_them(
    tmp_path: Path, page: str, found: list
) -> None:
    source = given(tmp_path, "act.html", f"<html><body>{page}</body></html>")
    assert [(block.depth, block.text) for block in source.blocks] == found


def test_menu_without_markup_goes_and_nothing_of_the_law(tmp_path: Path) -> None:
    law = "".join(
        f"<p>Article {number}. Whoever does this commits an offence; see <a href='#'>the list</a>.</p>"
        for number in range(1, 9)
    )
    menu = "".join(f"<li><a href='/{number}'>Section {number}</a></li>" for number in range(9))
    page = f"<html><body><div><ul>{menu}</ul></div><div><div>{law}</div></div></body></html>"
    source = given(tmp_path, "act.htm", page)
    assert len(source.blocks) == 8 and source.doubts == ("left_out",)
    assert texts(source)[0] == "Article 1. Whoever does this commits an offence; see the list."


def test_a_preamble_of_links_stays(tmp_path: Path) -> None:
    having = "".join(
        f"<p>Having seen <a href='/{number}'>Law {number} and its changes</a></p>"
        for number in range(5)
    )
    source = given(tmp_path, "act.html", f"<html><body>{having}<p>Article 1</p></body></html>")
    assert len(source.blocks) == 6 and source.doubts == ()


def test_encoding_that_a_page_states(tmp_path: Path) -> None:
    page = "<html><head><meta charset='{}'></head><body><p>المادة 1</p></body></html>"
    assert texts(given(tmp_path, "a.html", page.format("windows-1256").encode("cp1256"))) == [
        "المادة 1"
    ]
    # UTF-8 all the same
    assert texts(given(tmp_path, "b.html", page.format("windows-1256"))) == ["المادة 1"]
    assert texts(given(tmp_path, "c.html", page.format("utf-16").encode("utf-16"))) == ["المادة 1"]


def test_reversed_list_and_nested_tables(tmp_path: Path) -> None:
    source = given(
        tmp_path,
        "a.html",
        "<html><body><ol reversed><li>x<li>y</ol><table><tr><td>"
        "<table><tr><td>1</td><td>2</td></tr></table></td><td>beside</td></tr></table></body></html>",
    )
    assert texts(source) == ["2. x", "1. y", "1\t2", "beside"]


# --- Akoma Ntoso -----------------------------------------------------------------------------------------------------

AKN = """<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta><identification>
<FRBRWork><FRBRalias name="title" value="Computer Act"/></FRBRWork><FRBRExpression><FRBRlanguage language="ara"/>
</FRBRExpression></identification></meta><preamble><p>Whereas <b>so</b>;</p></preamble><body><part><num>Part 1</num>
<heading>Offences</heading><section><num>3.</num><heading>Access</heading><subsection><num>(1)</num><intro>
<p>Whoever<authorialNote marker="*"><p>A note.</p></authorialNote> enters</p></intro><paragraph><num>(a)</num>
<content><p>a system; or</p></content></paragraph><paragraph><num>(b)</num><content><p>data,</p></content></paragraph>
<wrapUp><p>commits an offence.</p></wrapUp></subsection></section><section><num>4.</num><content><p>In the Code:
<quotedStructure><section><num>9.</num><heading>Old</heading><content><p>Quoted.</p></content></section>
</quotedStructure> is added.</p></content></section></part></body><attachments><attachment>
<heading>Schedule 1</heading><doc name="schedule"><mainBody><table><tr><td><p>x</p></td><td>y</td></tr></table>
</mainBody></doc></attachment></attachments></act></akomaNtoso>"""


def test_akoma_ntoso(tmp_path: Path) -> None:
    source = given(tmp_path, "act.xml", AKN)
    assert [
        (block.depth, block.kind, block.number, block.title, block.text) for block in source.blocks
    ] == [
        (0, "preamble", "", "", "Whereas so;"),
        (0, "part", "Part 1", "Offences", ""),
        (1, "article", "3.", "Access", ""),
        (2, "paragraph", "(1)", "", "Whoever enters"),
        (2, "", "", "", "* A note."),
        (3, "paragraph", "(a)", "", "a system; or"),
        (3, "paragraph", "(b)", "", "data,"),
        (3, "closing", "", "", "commits an offence."),
        (1, "article", "4.", "", "In the Code:"),
        (1, "", "", "", "9. Old Quoted."),
        (1, "", "", "", "is added."),
        (0, "schedule", "", "Schedule 1", ""),
        (0, "", "", "", "x\ty"),
    ]
    assert source.language == "ar" and source.title == "Computer Act"
    assert source.blocks[4].note and source.blocks[-1].row


@pytest.mark.parametrize(
    "space",
    [
        "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/CSD13",
        "http://docs.oasis-open.org/legaldocml/ns/akn/3.0/WD17",
        "http://www.akomantoso.org/3.0",
    ],
)
def test_earlier_names_of_akoma_ntoso(tmp_path: Path, space: str) -> None:
    law = AKN.replace("http://docs.oasis-open.org/legaldocml/ns/akn/3.0", space)
    assert len(given(tmp_path, "act.akn", law).blocks) == 13


# --- any text --------------------------------------------------------------------------------------------------------

LINES = st.lists(
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff"
        ),
        max_size=90,
    ),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given_any(LINES)
def test_nothing_is_lost_of_any_text(tmp_path: Path, parts: list[str]) -> None:
    whole = tight("".join(parts))
    # signs that XML does not hold
    assume(whole and not any(PRIVATE.search(part) for part in parts))
    assert (
        tight(given(tmp_path, "a.txt", "Article 1\n" + "\n".join(parts)).joined())
        == "Article1" + whole
    )
    body = "".join(p(escape(part)) for part in parts)
    assert tight(given(tmp_path, "a.docx", docx(body)).joined()) == whole
    page = "".join(f"<p>{escape(part)}</p>" for part in parts)
    assert (
        tight(
            given(tmp_path, "a.html", f"<!doctype html><html><body>{page}</body></html>").joined()
        )
        == whole
    )


# --- real files ------------------------------------------------------------------------------------------------------


@needs_corpus
@pytest.mark.parametrize("name", sorted(path.name for path in SHARED.glob("akn-*.xml")))
def test_real_akoma_ntoso_loses_nothing(name: str) -> None:
    from collections import Counter

    from assess.law.readers.limits import parsed

    source = read_source(SHARED / name)
    root = parsed(SHARED / name, (SHARED / name).read_bytes())
    for meta in [one for one in root.iter() if one.tag.endswith("}meta")]:
        meta.getparent().remove(meta)
    lost = Counter(tight("".join(root.itertext()))) - Counter(tight(source.joined()))
    assert lost == Counter()


@needs_corpus
@pytest.mark.parametrize("name", sorted(path.name for path in SHARED.glob("are-*.html")))
def test_real_web_page_loses_nothing(name: str) -> None:
    from lxml import html

    source = read_source(SHARED / name)
    page = html.document_fromstring((SHARED / name).read_bytes(), html.HTMLParser(encoding="utf-8"))
    whole = "".join(page.xpath("//body//text()[not(ancestor::script)]"))
    assert tight(source.joined()) == tight(whole)


@needs_corpus
def test_real_word_document() -> None:
    source = read_source(SHARED / "zaf-act-2-1998.docx")
    assert (
        texts(source)[:2] == ["Act 2 of 1998", "ACT"]
        and len(source.blocks) == 11
        and source.doubts == ()
    )
