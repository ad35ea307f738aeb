"""Pictures of pages to text, through OCRmyPDF and Tesseract in a child process."""

from __future__ import annotations

import importlib.util
import shutil
import tempfile
from pathlib import Path

from assess.law.readers.blocks import Block, Found
from assess.law.readers.child import output, python
from assess.law.readers.limits import fail
from assess.law.readers.lines import DIRECTION, joined_lines

SECONDS = 1800
_CODES = {
    "ar": "ara",
    "en": "eng",
    "fr": "fra",
    "es": "spa",
    "pt": "por",
    "ru": "rus",
    "fa": "fas",
    "tr": "tur",
    "de": "deu",
    "it": "ita",
    "id": "ind",
    "sw": "swa",
    "et": "est",
    "ur": "urd",
    "uk": "ukr",
    "zh": "chi_sim",
}


def recognised(path: Path, language: str, text: tuple[list[dict], list[int]] | None) -> Found:
    """Return the blocks of a PDF whose pages are pictures, as a machine reads them.

    `text` holds the pages as far as they have text of their own, and the numbers of those that have none: only these
    are recognised then. None means that the text in the file is of no use and every page is recognised.
    Raises LexgapError where a tool or the data for the language is missing, or the tool fails.
    """
    command = _tools(path)
    wanted = _language(path, language)
    mode = "--force-ocr" if text is None else "--skip-text"
    with tempfile.TemporaryDirectory() as folder:
        beside = Path(folder) / "text.txt"
        words = [
            "-l",
            wanted,
            mode,
            "--output-type",
            "pdf",
            "--jobs",
            "2",
            "--quiet",
            "--sidecar",
            str(beside),
            str(path.absolute()),
            str(Path(folder) / "out.pdf"),
        ]
        status, _, why = output(path, "OCRmyPDF", [*command, *words], SECONDS)
        if status != 0 or not beside.exists():
            fail("tool-failed", path, tool="OCRmyPDF", why=why or "@stopped")
        read = beside.read_text(encoding="utf-8", errors="replace").translate(DIRECTION)
    blocks = {
        number: [
            Block(line, page=number, indent=indent)
            for line, indent in joined_lines(page.split("\n"), wrapped=True)
        ]
        for number, page in enumerate(read.split("\f"), 1)
    }
    if text is None:
        return Found(
            tuple(block for page in blocks.values() for block in page),
            ("recognised", "paragraphs"),
            ocr=True,
        )
    return _mixed(text, blocks)


def _mixed(text: tuple[list[dict], list[int]], blocks: dict[int, list[Block]]) -> Found:
    """Put recognised pages between those that have text of their own."""
    from assess.law.readers.pdf_paragraphs import pages_of, paragraphs

    pages, empty = text
    own, doubts = paragraphs(pages)
    merged = dict(pages_of(own)) | {number: blocks.get(number, []) for number in empty}
    return Found(
        tuple(block for _, page in sorted(merged.items()) for block in page),
        ("recognised", "paragraphs", *doubts),
        ocr=True,
    )


def _tools(path: Path) -> list[str]:
    if importlib.util.find_spec("ocrmypdf") is None:
        fail("tool-missing", path, tool="OCRmyPDF", get="@get_ocr")
    if shutil.which("tesseract") is None:
        fail("tool-missing", path, tool="Tesseract", get="@get_tesseract")
    return python("ocrmypdf")


def _language(path: Path, language: str) -> str:
    """Return the name that Tesseract has for a language, all that it has of four usual ones where none is given."""
    status, data, why = output(path, "Tesseract", ["tesseract", "--list-langs"], 60)
    known = set(data.decode("utf-8", "replace").split())
    if language:
        wanted = _CODES.get(language.lower()[:2], language.lower())
        if wanted not in known:
            fail("tool-missing", path, tool=f"Tesseract: {wanted}", get="@get_language")
        return wanted
    usual = [entry for entry in ("ara", "eng", "fra", "spa") if entry in known]
    if status != 0 or not usual:
        fail("tool-missing", path, tool=f"Tesseract: ara, eng {why}".strip(), get="@get_language")
    return "+".join(usual)
