"""PDF files: order of words, paragraphs, running lines, and the checks that tell a good reading from a bad one."""

from __future__ import annotations

import re
import subprocess
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from papers import docx, lines, pdf

from assess.law.readers import SourceText, read_source
from assess.law.readers import pdf as pdf_reader
from assess.law.readers.pdf_order import ordered
from assess.law.readers.pdf_spaces import Sign
from assess.law.readers.selfcheck import TRUSTED, arabic_score, arabic_share, garbled

SHARED = Path(__file__).parents[2] / "shared" / "corpora" / "import"
needs_corpus = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the files of laws are not part of the project"
)

#: Written for this test: no law of any country.
LAW = [
    "قانون تجريبي رقم 7 لسنة 2021 في شأن نظم المعلومات (نص للاختبار)",
    "المادة 1",
    "يعاقب بالحبس مدة لا تقل عن سنة وبغرامة لا تقل عن (500) خمسمائة دينار كل من دخل قصداً إلى نظام معلومات أو إلى "
    "جزء منه دون تصريح، أو بقي فيه بعد انتهاء التصريح الممنوح له.",
    "أ- إذا كان الدخول بقصد إلغاء البيانات أو إتلافها أو تعديلها، تكون العقوبة الحبس مدة لا تجاوز 3 سنوات والغرامة "
    "التي لا تزيد على 2,500 دينار أو إحدى هاتين العقوبتين.",
    "ب- لا يجوز للموظف المختص أن يطلع على البيانات إلا بإذن من المحكمة المختصة (وفقاً لأحكام المادة 12/ب من القانون).",
    "المادة 2",
    "تسري أحكام هذا القانون على كل من يستعمل شبكة الإنترنت Internet Protocol أو خدمة Cloud في ارتكاب الجريمة، ولو "
    "وقع الفعل خارج المملكة بتاريخ 2021/05/30.",
    "المادة 3",
    "ينشر هذا القانون في الجريدة الرسمية ويعمل به من تاريخ نشره.",
]


def given(tmp_path: Path, *pages: str) -> SourceText:
    path = tmp_path / "law.pdf"
    path.write_bytes(pdf(*pages))
    return read_source(path)


def texts(source: SourceText) -> list[str]:
    return [block.text for block in source.blocks]


def test_a_raised_figure_does_not_join_the_number_before_it(tmp_path: Path) -> None:
    raised = "/F1 7 Tf 5 Ts ({}) Tj 0 Ts /F1 12 Tf"
    page = f"BT /F1 12 Tf 72 700 Td (Article 206) Tj {raised.format(1)} (, 10 m) Tj {raised.format(2)} ET"
    assert texts(given(tmp_path, page)) == ["Article 206¹, 10 m²"]
    small = "BT /F1 12 Tf 72 700 Td (Fees of article ) Tj /F1 7 Tf (206) Tj -3 Ts (1) Tj ET"
    # smaller, or lowered, and not raised
    assert texts(given(tmp_path, small)) == ["Fees of article 2061"]


# --- lines to paragraphs ---------------------------------------------------------------------------------------------


def test_paragraphs_of_a_page(tmp_path: Path) -> None:
    source = given(
        tmp_path,
        lines(
            "Article 1. Illegal access",
            "",
            "Whoever intentionally and without right accesses the whole or any part of a computer sys-",
            "tem, or stays in it after the right to do so has ended, commits an offence under section",
            "(2) of this article and is liable to imprisonment for a term that shall not exceed two years;",
            "(a) where the act is done with intent to obtain computer data, the term is three years.",
        ),
    )
    assert texts(source) == [
        "Article 1. Illegal access",
        "Whoever intentionally and without right accesses the whole or any part of a computer system, or stays in it "
        "after the right to do so has ended, commits an offence under section (2) of this article and is liable to "
        "imprisonment for a term that shall not exceed two years;",
        "(a) where the act is done with intent to obtain computer data, the term is three years.",
    ]
    assert source.doubts == ("paragraphs", "hyphens") and {
        block.page for block in source.blocks
    } == {1}


def test_a_word_that_is_written_with_a_hyphen_keeps_it(tmp_path: Path) -> None:
    source = given(
        tmp_path,
        lines(
            "A wire-tap order may be given by the judge of first instance, and the wire-",
            "tap ends after a month. Data kept in a non-",
            "public place are no exception.",
        ),
    )
    assert texts(source)[0].startswith(
        "A wire-tap order may be given by the judge of first instance, and the wire-tap"
    )
    assert "non-public" in source.joined() and "hyphens" not in source.doubts


def test_running_lines_go_and_labels_stay(tmp_path: Path) -> None:
    pages = [
        lines(
            f"Official Gazette No. 12 {number}",
            f"Article {number}",
            f"The provision of this page is different from any other: {word}.",
            f"- {number} -",
            step=200,
        )
        for number, word in enumerate(("one", "two", "three", "four"), 1)
    ]
    source = given(tmp_path, *pages)
    assert [one for one in texts(source) if one.startswith("Article")] == [
        f"Article {at}" for at in (1, 2, 3, 4)
    ]
    assert len(source.blocks) == 8 and "running_lines" in source.doubts
    assert "Gazette" not in source.joined() and "- 2 -" not in source.joined()


def test_a_paragraph_goes_on_over_the_page(tmp_path: Path) -> None:
    full = (
        "The competent authority may order the preservation of stored computer data for as long as"
    )
    source = given(
        tmp_path, lines(full, full, full, top=100), lines("is necessary, and for ninety days.")
    )
    assert len(source.blocks) == 1 and texts(source)[0].endswith(
        "as long as is necessary, and for ninety days."
    )


def test_a_page_without_text_among_others_is_said(tmp_path: Path) -> None:
    source = given(tmp_path, lines("Article 1 of the law"), "0 0 595 842 re f")
    assert texts(source) == ["Article 1 of the law"] and "scanned_pages" in source.doubts


# --- order of signs --------------------------------------------------------------------------------------------------


def line(shown: str) -> list[Sign]:
    """Return the signs of a line as they stand on the page from left to right, in the order of the page."""
    return [
        Sign(letter, 10.0 * at, 0, 10.0 * at + 10, 10, 12, 0)
        for at, letter in enumerate(shown)
        if letter != " "
    ]


def read(shown: str) -> str:
    arabic = line("ةيلاملا نيناوقلاو تاررقلا عيمج")  # what the rest of the document is written in
    return ordered([[line(shown), [sign._replace(base=99) for sign in arabic]]])[0][0].text


@pytest.mark.parametrize(
    "logical, shown",
    [
        ("المادة 12 من القانون", "نوناقلا نم 12 ةداملا"),
        ("سنة ٢٠٢٤ ،", "، ٢٠٢٤ ةنس"),
        ("بتاريخ 2021/05/30 و25% من", "نم 25%و 2021/05/30 خيراتب"),
        ("شبكة Internet Protocol في", "يف Internet Protocol ةكبش"),
        ("المادة (٧١) من", "نم )٧١( ةداملا"),
        ("أ- يعاقب كل من", "نم لك بقاعي -أ"),
    ],
)
def test_a_line_from_right_to_left(logical: str, shown: str) -> None:
    assert read(shown) == logical


def test_joined_shapes_and_marks() -> None:
    box = (0.0, 10.0, 10.0, 12.0, 0.0)

    def at(letter: str, place: int) -> Sign:
        return Sign(letter, 10.0 * place, box[0], 10.0 * place + 10, box[1], box[3], box[4])

    for pair in ("لا", "ال"):  # a joined shape, its letters in either order in the file
        signs = [at("م", 0), at("ا", 1), *(at(letter, 2) for letter in pair), at("س", 3)]
        assert ordered([[signs]])[0][0].text == "سلاام"
    signs = [at("ب", 0), at("َ", 0), at("ت", 1)]
    assert ordered([[signs]])[0][0].text == "تبَ"


def test_stretched_joints_are_no_letters() -> None:
    assert read("ةLLيلام") == read("ة%يلام") == read("ة\x03يلام") == "ماليـة"
    assert read("ج/دنب") == "بند/ج"


def test_brackets_are_turned_one_by_one_where_a_file_mixes_them() -> None:
    assert read("سأر نم )٥٠( وأ (بجومب نوناق)") == "(قانون بموجب) أو (٥٠) من رأس"


def test_a_part_of_a_line_that_begins_with_a_raised_mark() -> None:
    left, right = (
        line("ىلإ"),
        [sign._replace(x0=sign.x0 + 40, x1=sign.x1 + 40) for sign in line("ادصق")],
    )
    mark = Sign("ً", 40, 4, 44, 14, 12, 4)
    assert [one.text for one in ordered([[[mark, *left], right]])[0]] == ["قصداً إلى"]


def test_two_lines_that_come_as_one_are_parted() -> None:
    upper = [sign._replace(y0=50, y1=60, base=50) for sign in line("نم لك")]
    mixed = [sign for pair in zip(upper, line("يف وأ"), strict=True) for sign in pair]
    assert [one.text for one in ordered([[mixed]])[0]] == ["كل من", "أو في"]


# --- checks ----------------------------------------------------------------------------------------------------------


def test_the_score_tells_good_arabic_from_bad() -> None:
    good = "\n".join(LAW)
    letters_back = " ".join(word[::-1] for word in good.split())
    words_back = " ".join(reversed(good.split()))
    broken = re.sub(r"([\u0621-\u064a])", r"\1 ", good)
    assert arabic_score(good) > 2 * TRUSTED
    assert max(arabic_score(letters_back), arabic_score(words_back), arabic_score(broken)) < TRUSTED
    assert arabic_score("no Arabic at all") == 0 and arabic_share("abcم") == 0.25


def test_the_score_of_whole_documents_tells_garbled_ones() -> None:
    assert not garbled("\n".join(LAW)) and not garbled("too short ≤∞ W¹d")
    assert not garbled(
        "Section 4A of the Act applies to McDonald's e-mail and to the iPhone as of 1 May 2020 " * 3
    )
    assert garbled("≤∞≤∞ WM WOu ≥∞ v —dJ ≤∂ œbF« WOLd« …bd'« W¹dB*« W¾ON« " * 4)


def test_the_better_reading_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assess.law.readers.blocks import Block

    backwards = {
        "width": 595,
        "lines": [
            [" ".join(word[::-1] for word in one.split()), 50, 700 - 20 * at, 500, 712, 11]
            for at, one in enumerate(LAW)
        ],
    }
    monkeypatch.setattr(pdf_reader, "_second", lambda path: [Block(one, page=1) for one in LAW])
    found = pdf_reader.written(
        tmp_path, [backwards], "\n".join(one[0] for one in backwards["lines"])
    )
    assert [block.text for block in found.blocks] == LAW and "second_reader" in found.doubts
    monkeypatch.setattr(pdf_reader, "_second", lambda path: [])
    monkeypatch.setattr(pdf_reader.shutil, "which", lambda name: None)
    found = pdf_reader.written(
        tmp_path, [backwards], "\n".join(one[0] for one in backwards["lines"])
    )
    assert {"word_order", "one_reader"} <= set(found.doubts)


# --- against the truth -----------------------------------------------------------------------------------------------


def printed(tmp_path: Path, paragraphs: list[str], font: str) -> Path:
    """Have LibreOffice print Arabic paragraphs, justified, to a PDF."""
    run = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/><w:rtl/>'
    body = "".join(
        f'<w:p><w:pPr><w:bidi/><w:jc w:val="both"/></w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r>'
        "</w:p>"
        for text in paragraphs
    )
    path = tmp_path / "law.docx"
    path.write_bytes(docx(body))
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return tmp_path / "law.pdf"


@pytest.mark.needs("soffice")
def test_arabic_against_the_truth(tmp_path: Path) -> None:
    source = read_source(printed(tmp_path, LAW, "DejaVu Sans"))
    wanted, got = " ".join(LAW).split(), source.joined().split()
    same = sum(
        part.size
        for part in SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks()
    )
    assert same >= 0.98 * len(wanted), [one for one in got if one not in wanted]
    assert sum(block.text in LAW for block in source.blocks) >= len(LAW) - 2
    assert "word_order" not in source.doubts and "second_reader" not in source.doubts


# --- real files ------------------------------------------------------------------------------------------------------


@needs_corpus
def test_a_real_law_of_forty_four_pages() -> None:
    source = read_source(SHARED / "egy-pdf-node-67935.pdf")
    found = [
        int(one[1])
        for block in source.blocks
        if (one := re.fullmatch(r"مادة \((\d+)\) ?:.*", block.text))
    ]
    assert found == list(range(1, len(found) + 1)) and len(found) > 80
    assert "running_lines" in source.doubts and "word_order" not in source.doubts
    assert not any(block.text.startswith("الجریدة الرسمیة") for block in source.blocks)


@needs_corpus
@pytest.mark.parametrize(
    "name, code",
    [
        ("24965", "text-scanned"),
        ("32708", "text-scanned"),
        ("40691", "text-scanned"),
        ("65595", "text-scanned"),
        ("67496", "text-garbled"),
        ("73861", "text-garbled"),
    ],
)
def test_real_files_that_need_a_machine_to_read_them(name: str, code: str) -> None:
    from assess.base.problems import LexgapError

    with pytest.raises(LexgapError, match=code):
        read_source(SHARED / f"egy-pdf-node-{name}.pdf")


@needs_corpus
@pytest.mark.needs("tesseract")
def test_a_real_scan_is_recognised() -> None:
    source = read_source(SHARED / "egy-pdf-node-40691.pdf", ocr=True, language="ar")
    assert source.ocr and "recognised" in source.doubts
    assert "القانون" in source.joined() and arabic_score(source.joined()) > TRUSTED
