"""Broken, locked and hostile files: each brings one problem with a message for lawyers, and nothing worse."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from papers import EXTRA, W, docx, lines, p, pdf

from assess.base.problems import LexgapError, render
from assess.law.readers import child, limits, ocr, pdf_child, read_source
from assess.law.readers import pdf as pdf_reader
from assess.load.labels import labels

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
AKN = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
LOCK = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <"
    + "28" * 32
    + "> /U <"
    + "4e" * 32
    + "> >> "
    "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>]"
)
BOMB = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))


def message(path: Path, **options: object) -> str:
    """Read a faulty file and return its only message; the path in it and every word must be filled in."""
    with pytest.raises(LexgapError) as caught:
        read_source(path, **options)
    assert len(caught.value.problems) == 1
    said = render(caught.value.problems[0], labels("en").problems)
    assert said.startswith(str(path)) and "{" not in said and "@" not in said
    return said


def said(tmp_path: Path, name: str, content: str | bytes, **options: object) -> str:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return message(path, **options)


def zipped(**parts: bytes | str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


def test_what_cannot_be_opened(tmp_path: Path) -> None:
    assert "[text-unreadable]" in message(tmp_path / "none.docx")
    assert "[text-unreadable]" in message(tmp_path)
    assert "[text-unreadable]" in message(tmp_path / ("x" * 300 + ".txt"))


def test_empty_files(tmp_path: Path) -> None:
    assert "[text-empty]" in said(tmp_path, "a.txt", b"")
    assert "[text-empty]" in said(tmp_path, "b.txt", b" \n\t\n")
    assert "[text-empty]" in said(
        tmp_path, "c.html", "<html><body><script>x</script></body></html>"
    )
    assert "[text-empty]" in said(tmp_path, "d.docx", docx(p(" ")))
    assert "[text-empty]" in said(tmp_path, "e.md", "<!-- nothing -->")


def test_two_gigabytes(tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    with open(path, "wb") as file:
        file.truncate(2_000_000_000)  # a hole: takes no room
    assert "[text-too-large]" in message(path) and "64 MB" in message(path)


def test_locked_files(tmp_path: Path) -> None:
    assert "[text-locked]" in said(tmp_path, "a.docx", OLE + "EncryptedPackage".encode("utf-16-le"))
    assert "[text-locked]" in said(tmp_path, "b.pdf", pdf(lines("Article 1"), encrypt=LOCK))


def test_formats_that_are_not_read(tmp_path: Path) -> None:
    old = said(tmp_path, "a.doc", OLE + "WordDocument".encode("utf-16-le"))
    assert "[text-unknown-format]" in old and "(.doc)" in old and ".docx" in old
    assert "(.rtf)" in said(tmp_path, "b.rtf", "{\\rtf1 law}")
    assert "a picture" in said(tmp_path, "c.png", b"\x89PNG\r\n\x1a\n" + bytes(64))
    assert "spreadsheet" in said(tmp_path, "d.xlsx", zipped(xl__workbook="<a/>"))
    assert "zip file" in said(tmp_path, "e.zip", zipped(law="<a/>"))
    assert "Akoma Ntoso" in said(
        tmp_path, "f.xml", "<?xml version='1.0'?><law><p>Article 1</p></law>"
    )
    assert "no text" in said(tmp_path, "g.txt", bytes(range(256)) * 8)


def test_an_ending_that_does_not_fit_is_said(tmp_path: Path) -> None:
    path = tmp_path / "law.pdf"
    path.write_bytes(docx(p("Article 1")))
    source = read_source(path)
    assert source.format == "docx" and source.doubts == ("wrong_extension",)


def test_damaged_files(tmp_path: Path) -> None:
    whole = docx(p("Article 1 of a law that is cut off in the middle of its file"))
    assert "[text-damaged]" in said(tmp_path, "a.docx", whole[: len(whole) // 2])
    assert "[text-damaged]" in said(
        tmp_path, "b.docx", whole.replace(b"word/document.xml", b"word/documenX.xml", 1)
    )
    assert "[text-damaged]" in said(
        tmp_path, "c.docx", zipped(word__document="<w:document>", word__styles="<a")
    )
    assert "[text-damaged]" in said(tmp_path, "d.xml", f"<akomaNtoso {AKN}><act>")
    assert "[text-damaged]" in said(tmp_path, "e.pdf", b"%PDF-1.7\nnothing else")


def test_a_broken_part_of_a_zip_file(tmp_path: Path) -> None:
    whole = bytearray(docx(p("Article 1 " * 500)))
    at = whole.index(b"word/document.xml") + 25
    whole[at : at + 20] = bytes(20)
    assert "[text-damaged]" in said(tmp_path, "a.docx", bytes(whole))


def test_zip_bombs(tmp_path: Path) -> None:
    body = (
        f"<w:document {W} {EXTRA}><w:body>" + p(" " * limits.MOST_PART) + "</w:body></w:document>"
    )
    assert "[text-too-large]" in said(tmp_path, "a.docx", zipped(word__document=body))
    assert "[text-too-large]" in said(tmp_path, "b.docx", zipped(word__document=p(" " * 8_000_000)))
    many = {f"word__media__{at}": b"" for at in range(limits.MOST_MEMBERS)}
    assert "[text-too-large]" in said(tmp_path, "c.docx", zipped(word__document="<a/>", **many))


def test_a_zip_file_that_states_a_false_size(tmp_path: Path) -> None:
    whole = bytearray(
        zipped(word__document=f"<w:document {W}><w:body>{p('x' * 200_000)}</w:body></w:document>")
    )
    directory = whole.index(b"PK\x01\x02")
    whole[directory + 24 : directory + 28] = (100).to_bytes(4, "little")
    assert "[text-damaged]" in said(tmp_path, "a.docx", bytes(whole))


def test_entities_are_refused_and_never_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("do not read me", encoding="utf-8")
    for dtd in (f'<!ENTITY l0 "ha">{BOMB}', f'<!ENTITY l9 SYSTEM "{secret.as_uri()}">'):
        head = f"<?xml version='1.0'?><!DOCTYPE a [{dtd}]>"
        law = f"{head}<akomaNtoso {AKN}><act><body><p>&l9;</p></body></act></akomaNtoso>"
        assert "entities" in said(tmp_path, "a.xml", law)
        word = f"{head}<w:document {W}><w:body>{p('&l9;')}</w:body></w:document>"
        assert "entities" in said(tmp_path, "b.docx", zipped(word__document=word))
        page = f"<!DOCTYPE html [{dtd}]><html><body><p>Article 1 &l9;</p></body></html>"
        (tmp_path / "c.html").write_text(page, encoding="utf-8")
        text = read_source(tmp_path / "c.html").joined()
        assert "do not read me" not in text and len(text) < 1000


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "ol><li"])
@pytest.mark.parametrize("depth", [20, 300, 1500, 20_000])
def test_deep_nesting_of_a_page(tmp_path: Path, tag: str, depth: int) -> None:
    """Either all of the page is there, or it is said that it is nested too deeply."""
    path = tmp_path / "a.html"
    path.write_text(
        f"<html><body>{f'<{tag}>' * depth}Article 1 " + "</div>" * depth + "Article 2",
        encoding="utf-8",
    )
    try:
        source = read_source(path)
    except LexgapError:
        assert depth > 100 and "too deeply" in message(path)
    else:
        assert depth < 1000 and {"Article", "1", "2"} <= set(source.joined().split())


def test_deep_nesting_of_xml(tmp_path: Path) -> None:
    law = f"<akomaNtoso {AKN}><act><body>{'<section>' * 5000}x{'</section>' * 5000}</body></act></akomaNtoso>"
    assert "[text-damaged]" in said(tmp_path, "a.xml", law)
    boxes = "<w:sdt><w:sdtContent>" * 2000 + p("x") + "</w:sdtContent></w:sdt>" * 2000
    assert "[text-damaged]" in said(tmp_path, "b.docx", docx(boxes))


def test_a_style_that_is_based_on_itself(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
    )
    path = tmp_path / "a.docx"
    path.write_bytes(docx(p("Article 1", '<w:pStyle w:val="A"/>'), styles=styles))
    assert read_source(path).joined() == "Article 1"


def test_letters_that_cannot_be_told(tmp_path: Path) -> None:
    russian = "Статья первая. Неправомерный доступ к компьютерной информации наказывается штрафом."
    assert "[text-undecodable]" in said(tmp_path, "a.txt", russian.encode("cp1251"))
    assert "[text-undecodable]" in said(
        tmp_path, "b.txt", "المادة الأولى يعاقب في من على كل".encode("iso8859_6")
    )
    assert "[text-undecodable]" in said(
        tmp_path, "c.html", b"<html><body><p>" + "Статья 1".encode("koi8_r")
    )
    assert "[text-undecodable]" in said(tmp_path, "d.txt", b"\xff\xfe\x00\xd8 \x00")


def test_pages_without_text(tmp_path: Path) -> None:
    scanned = said(tmp_path, "a.pdf", pdf("0 0 595 842 re f", "0 0 595 842 re f"))
    assert "[text-scanned]" in scanned and "--ocr" in scanned and "1–2" in scanned
    assert "[text-empty]" in said(tmp_path, "b.pdf", pdf(""))


def test_letters_of_a_code_of_their_own(tmp_path: Path) -> None:
    strange = "W¹dB*« W¾ON« W½“«u jÐdÐ VFA« rU VÐW—uNL'« fOz— …œU*« W?OU‡*« ÊuU‡I« rJ×Ð"
    garbled = said(
        tmp_path, "a.pdf", pdf(lines(*[strange.encode("cp1252", "replace").decode("cp1252")] * 4))
    )
    assert "[text-garbled]" in garbled and "--ocr" in garbled


def test_missing_tools_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = pdf("0 0 595 842 re f")
    monkeypatch.setattr(ocr.shutil, "which", lambda name: None)
    monkeypatch.setattr(ocr.importlib.util, "find_spec", lambda name: object())
    assert "[tool-missing] Tesseract is" in said(tmp_path, "a.pdf", scan, ocr=True)
    monkeypatch.setattr(
        ocr.importlib.util, "find_spec", lambda name: None if name == "ocrmypdf" else object()
    )
    assert "lexgap[ocr]" in said(tmp_path, "a.pdf", scan, ocr=True)
    monkeypatch.setattr(pdf_reader.importlib.util, "find_spec", lambda name: None)
    assert "lexgap[pdf]" in said(tmp_path, "a.pdf", scan)


def test_missing_language_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda name: name)
    monkeypatch.setattr(ocr.importlib.util, "find_spec", lambda name: object())
    real = ocr.output
    monkeypatch.setattr(
        ocr,
        "output",
        lambda path, tool, *rest: (
            (0, b"List:\neng\n", "") if tool == "Tesseract" else real(path, tool, *rest)
        ),
    )
    scan = pdf("0 0 595 842 re f")
    assert "Tesseract: ara" in said(tmp_path, "a.pdf", scan, ocr=True, language="ar")


def test_a_reader_that_does_not_end_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_reader, "SECONDS", 0.001)
    assert "took too long" in said(tmp_path, "a.pdf", pdf(lines("Article 1")))


def test_a_reader_that_falls_over_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_reader, "python", lambda module, *words: child.python("no_such_module"))
    assert "[tool-failed]" in said(tmp_path, "a.pdf", pdf(lines("Article 1")))


def test_too_many_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(lines("one"), lines("two")))
    monkeypatch.setattr(pdf_child, "MOST_PAGES", 1)
    # the bound of memory is meant for the child alone
    monkeypatch.setattr(pdf_child, "_bound", lambda: None)
    assert pdf_child.main(str(path)) == {"fault": "pages"}
    monkeypatch.setattr(pdf_child, "MOST_PAGES", 2)
    monkeypatch.setattr(pdf_child, "MOST_SIGNS", 4)
    assert pdf_child.main(str(path)) == {"fault": "pages"}
    monkeypatch.setattr(pdf_child, "MOST_SIGNS", 400)
    assert [page["lines"][0][0] for page in pdf_child.main(str(path))["pages"]] == ["one", "two"]


def test_any_byte_that_went_wrong(tmp_path: Path) -> None:
    """A Word file in which one byte is another is refused in words, or read; it is never our fault."""
    path = tmp_path / "law.docx"
    data = docx(p("Article 1. Whoever enters is fined."))
    for at in range(0, len(data), max(len(data) // 300, 1)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 0x5A]) + data[at + 1 :])
        try:
            read_source(path)
        except LexgapError as fault:
            assert fault.problems
