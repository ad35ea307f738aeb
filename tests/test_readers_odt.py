"""OpenDocument texts: what is printed on the page comes out in its order, with numbers and nesting."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from papers import ODF, docx, level, listed, lists, odt, p
from test_readers import given, texts
from test_readers_hostile import message, said, zipped

from assess.law.readers import limits, read_source
from assess.law.structure.units import structured


def numbered(name: str, *levels: tuple[str, str, str], shown: int = 1) -> str:
    """Return a list style; of each level its form, and what stands before and after its number."""
    inside = "".join(
        f'<text:list-level-style-number text:level="{at}" style:num-format="{form}" '
        f'style:num-prefix="{before}" style:num-suffix="{after}" '
        f'text:display-levels="{min(at, shown)}"><style:list-level-properties '
        'text:list-level-position-and-space-mode="label-alignment"><style:list-level-label-alignment '
        f'fo:margin-left="{at * 36}pt" fo:text-indent="-18pt"/></style:list-level-properties>'
        "</text:list-level-style-number>"
        for at, (form, before, after) in enumerate(levels, 1)
    )
    return f'<text:list-style style:name="{name}">{inside}</text:list-style>'


def item(*inside: str, more: str = "") -> str:
    return f"<text:list-item{more}>{''.join(inside)}</text:list-item>"


def t(text: str, style: str = "") -> str:
    name = f' text:style-name="{style}"' if style else ""
    return f"<text:p{name}>{text}</text:p>"


def of_list(*items: str, style: str = "L", more: str = "") -> str:
    return f'<text:list text:style-name="{style}"{more}>{"".join(items)}</text:list>'


STYLE = numbered("L", ("1", "Section ", "."), ("1", "(", ")"), ("a", "(", ")"), ("i", "(", ")"))


def test_numbers_of_lists_are_written_out_with_their_depth_and_indentation(tmp_path: Path) -> None:
    inner = of_list(item(t("by day"), of_list(item(t("at noon")))), item(t("by night")))
    body = of_list(
        item(t("Boats"), of_list(item(t("Rule"), inner), item(t("More")))), item(t("End"))
    )
    source = given(tmp_path, "law.odt", odt(body, STYLE))
    assert [(block.text, block.depth, block.indent) for block in source.blocks] == [
        ("Section 1. Boats", 0, 18),
        ("(1) Rule", 1, 54),
        ("(a) by day", 2, 90),
        ("(i) at noon", 3, 126),
        ("(b) by night", 2, 90),
        ("(2) More", 1, 54),
        ("Section 2. End", 0, 18),
    ]
    assert source.format == "odt" and source.doubts == ()


def test_lists_that_go_on_start_anew_or_skip_a_level(tmp_path: Path) -> None:
    body = (
        of_list(item(t("a")), item(t("b")), more=' xml:id="x"')
        + t("between")
        + of_list(item(of_list(item(t("deep")))), item(t("c")), more=' text:continue-list="x"')
        + of_list(item(t("d"), t("and more")), more=' text:continue-numbering="true"')
        + of_list(item(t("anew")), item(t("seven"), more=' text:start-value="7"'))
        + of_list("<text:list-header><text:p>head</text:p></text:list-header>")
    )
    source = given(tmp_path, "law.odt", odt(body, STYLE))
    assert texts(source) == [
        "Section 1. a",
        "Section 2. b",
        "between",
        "(1) deep",
        "Section 3. c",
        "Section 4. d",
        "and more",
        "Section 1. anew",
        "Section 7. seven",
        "head",
    ]


@pytest.mark.parametrize(
    "form, second",
    [
        ("أ, ب, ت, ...", "ب"),
        ("أ, ب, ج, ...", "ب"),
        ("I", "II"),
        ("A", "B"),
        ("١, ٢, ٣, ...", "٢"),
        ("", ""),
    ],
)
def test_forms_of_numbers(tmp_path: Path, form: str, second: str) -> None:
    body = of_list(item(t("نص")), item(t("نص")))
    blocks = given(tmp_path, "law.odt", odt(body, numbered("L", (form, "", ")")))).blocks
    assert blocks[1].text == (f"{second}) نص" if second else ") نص" if form else "نص")


def test_a_form_that_is_not_known_is_told(tmp_path: Path) -> None:
    source = given(
        tmp_path, "law.odt", odt(of_list(item(t("x"))), numbered("L", ("一, 二, 三, ...", "", ".")))
    )
    assert texts(source) == ["1. x"] and source.doubts == ("number_format",)


def test_several_levels_in_one_number_and_bullets(tmp_path: Path) -> None:
    style = numbered("L", ("1", "", "."), ("1", "", "."), shown=2) + (
        '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" '
        'text:bullet-char="-"/></text:list-style>'
    )
    body = of_list(item(t("a"), of_list(item(t("b")), item(t("c"))))) + of_list(
        item(t("d")), style="B"
    )
    assert texts(given(tmp_path, "law.odt", odt(body, style))) == [
        "1. a",
        "1.1. b",
        "1.2. c",
        "• d",
    ]


def test_headings_count_by_the_outline(tmp_path: Path) -> None:
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" '
        'style:num-format="I" style:num-prefix="Part "/><text:outline-level-style text:level="2" '
        'style:num-format=""/></text:outline-style>'
    )
    body = (
        '<text:h text:outline-level="1">General</text:h><text:h text:outline-level="2">Aim</text:h>'
        '<text:h text:outline-level="1">Rest</text:h><text:h text:outline-level="9">Deep</text:h>'
    )
    source = given(tmp_path, "law.odt", odt(body, named=outline))
    assert [(block.text, block.heading) for block in source.blocks] == [
        ("Part I General", 1),
        ("Aim", 2),
        ("Part II Rest", 1),
        ("Deep", 6),
    ]


def test_words_of_a_paragraph(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="up" style:family="text"><style:text-properties '
        'style:text-position="super 58%"/></style:style>'
        '<style:style style:name="gone" style:family="text"><style:text-properties '
        'text:display="none"/></style:style>'
        '<style:style style:name="out" style:family="text"><style:text-properties '
        'style:text-line-through-style="solid"/></style:style>'
    )
    body = t(
        "\n  Article 206<text:span text:style-name='up'>1</text:span>\n  of<text:s text:c='2'/>it"
        "<text:tab/>x<text:line-break/>y <office:annotation><text:p>a remark</text:p></office:annotation>"
        "<text:span text:style-name='gone'>hidden</text:span><text:span text:style-name='out'>struck"
        "</text:span><text:a><text:span>link</text:span></text:a><text:soft-page-break/>"
    )
    source = given(tmp_path, "law.odt", odt(body, styles))
    assert texts(source) == ["Article 206¹ of  it\tx\ny strucklink"]
    assert set(source.doubts) == {"hidden_text", "struck"}


def test_deleted_text_is_no_text(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>old words</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        + t("new <text:change-start/>words<text:change-end/><text:change/>")
    )
    source = given(tmp_path, "law.odt", odt(body))
    assert texts(source) == ["new words"] and source.doubts == ("tracked_changes",)


def test_notes_boxes_sections_and_contents(tmp_path: Path) -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>See the schedule.</text:p></text:note-body></text:note>"
    )
    box = "<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>"
    body = (
        "<text:table-of-content><text:index-body><text:p>Article 1 … 3</text:p></text:index-body>"
        f"</text:table-of-content><text:section>{t(f'Article 1{note}{box}')}</text:section>"
        f'<text:section text:display="none">{t("secret")}</text:section>'
    )
    source = given(tmp_path, "law.odt", odt(body))
    assert [(block.text, block.note) for block in source.blocks] == [
        ("Article 1", False),
        ("In a box.", False),
        ("1 See the schedule.", True),
    ]
    assert set(source.doubts) == {"contents_left_out", "hidden_text"}


def test_tables(tmp_path: Path) -> None:
    def row(*cells: str) -> str:
        inside = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
        return f"<table:table-row>{inside}</table:table-row>"

    wide = (
        f"<table:table><table:table-header-rows>{row(t('No'), t('Fine'))}</table:table-header-rows>"
        f"{row(t('1'), t('10') + t('or 20'))}<table:table-row><table:table-cell>{t('2')}"
        "</table:table-cell><table:covered-table-cell/></table:table-row></table:table>"
    )
    narrow = f"<table:table>{row(t('Article 1') + t('Words.'))}</table:table>"
    source = given(tmp_path, "law.odt", odt(wide + narrow))
    assert [(block.text, block.row) for block in source.blocks] == [
        ("No\tFine", True),
        ("1\t10\nor 20", True),
        ("2", True),
        ("Article 1", False),
        ("Words.", False),
    ]


def test_indentation_by_styles_spaces_and_direction(tmp_path: Path) -> None:
    styles = (
        '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Deep">'
        '<style:paragraph-properties fo:text-indent="-10pt"/></style:style>'
        '<style:style style:name="P2" style:family="paragraph"><style:paragraph-properties '
        'style:writing-mode="rl-tb" fo:margin-right="1in" fo:margin-left="0cm"/></style:style>'
    )
    named = (
        '<style:style style:name="Deep" style:family="paragraph"><style:paragraph-properties '
        'fo:margin-left="1cm"/></style:style>'
    )
    body = t("flat") + t("x", "P1") + t("y", "Deep") + t("المادة 1", "P2") + t("<text:tab/>z")
    source = given(tmp_path, "law.odt", odt(body, styles, named))
    assert [block.indent for block in source.blocks] == [0, 18, 28, 72, 36]


def test_title_and_ending(tmp_path: Path) -> None:
    meta = (
        f'<office:document-meta {ODF} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
        "<dc:title> Boats Act </dc:title></office:meta></office:document-meta>"
    )
    path = tmp_path / "law.docx"
    path.write_bytes(odt(t("Article 1"), meta=meta))
    source = read_source(path)
    assert (source.format, source.title, source.doubts) == (
        "odt",
        "Boats Act",
        ("wrong_extension",),
    )


# --- bad files -------------------------------------------------------------------------------------------------------


def test_locked_damaged_and_empty(tmp_path: Path) -> None:
    locked = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        "</manifest:file-entry></manifest:manifest>"
    )
    whole = odt(t("Article 1 of a law that is cut off in the middle of its file"))
    assert "[text-locked]" in said(
        tmp_path, "a.odt", odt("", content=bytes(range(256)), **{"META-INF__manifest": locked})
    )
    assert "[text-damaged]" in said(tmp_path, "b.odt", whole[: len(whole) // 2])
    assert "[text-damaged]" in said(
        tmp_path, "c.odt", whole.replace(b"content.xml", b"contenX.xml")
    )
    assert "[text-damaged]" in said(tmp_path, "d.odt", odt("", content="<office:document-content"))
    assert "[text-damaged]" in said(tmp_path, "e.odt", odt("", content="<law/>"))
    assert "[text-empty]" in said(tmp_path, "f.odt", odt(t(" ")))


def test_other_files_of_the_office_are_not_read(tmp_path: Path) -> None:
    sheet = tmp_path / "a.ods"
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<a/>")
    assert "spreadsheet" in message(sheet)
    assert "zip file" in said(tmp_path, "b.odt", zipped(content="<a/>"))


def test_bombs_entities_and_deep_nesting(tmp_path: Path) -> None:
    assert "[text-too-large]" in said(tmp_path, "a.odt", odt(t(" " * limits.MOST_PART)))
    assert "[text-too-large]" in said(tmp_path, "b.odt", odt(t(" " * 8_000_000)))
    head = '<!DOCTYPE a [<!ENTITY l "law">]>'
    bad = f"{head}<office:document-content {ODF}><office:body><office:text><text:p>&l;</text:p>"
    bad += "</office:text></office:body></office:document-content>"
    assert "entities" in said(tmp_path, "c.odt", odt("", content=bad))
    deep = "<text:list><text:list-item>" * 150 + t("x") + "</text:list-item></text:list>" * 150
    assert "[text-damaged]" in said(tmp_path, "d.odt", odt(deep))
    spaces = given(tmp_path, "e.odt", odt(t('x<text:s text:c="999999"/>y')))
    assert len(spaces.blocks[0].text) == 1_002


def test_styles_that_are_based_on_each_other_end(tmp_path: Path) -> None:
    round_about = "".join(
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{other}"/>'
        for name, other in ("ab", "ba")
    )
    assert texts(given(tmp_path, "a.odt", odt(t("x", "a"), round_about))) == ["x"]


# --- one law in five formats -----------------------------------------------------------------------------------------


@pytest.mark.needs("soffice")
def test_a_law_is_the_same_in_every_format(tmp_path: Path) -> None:
    def indented(left: int) -> str:
        return f'<w:pPr><w:ind w:left="{left}" w:hanging="360"/></w:pPr>'

    body = p("The Boats Act")
    for rule in ("Lamps", "Bells", "Sails", "Oars", "Ropes", "Flags"):
        body += listed(rule)
        body += listed(
            f"The owner of a boat keeps the rule on {rule} at all times and all over:", 1
        )
        body += listed(f"by day, where {rule} are needed; and", 2) + listed("by night:", 2)
        body += listed(f"with {rule} of one kind; or", 3) + listed(f"with other {rule}.", 3)
        body += listed(f"The harbour master may except a boat from {rule} in writing.", 1)
    numbering = lists(
        level(0, "decimal", "Section %1."),
        level(1, "decimal", "(%2)", more=indented(720)),
        level(2, "lowerLetter", "(%3)", more=indented(1440)),
        level(3, "lowerRoman", "(%4)", more=indented(2160)),
    )
    first = tmp_path / "law.docx"
    first.write_bytes(docx(body, numbering=numbering))
    for form in ("odt", "html", "pdf", "txt:Text (encoded):UTF8"):
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"]
            + ["--convert-to", form, "--outdir", str(tmp_path), str(first)],
            check=True,
            capture_output=True,
            timeout=120,
        )
    named = []
    for ending in ("docx", "odt", "html", "pdf", "txt"):
        source = read_source(tmp_path / f"law.{ending}")
        units = structured(source, "law", "en", "copy").units
        named.append([unit.id for unit in units])
        steps = [block.indent for block in source.blocks[1:6]]
        assert steps[0] < steps[1] < steps[2] == steps[3] < steps[4], ending
        if ending in ("docx", "odt", "html"):
            assert [block.depth for block in source.blocks[1:6]] == [0, 1, 2, 2, 3], ending
    assert all(units == named[0] for units in named) and "6(1)(b)(ii)" in named[0]
