"""PDF files to blocks: read in a child process, checked, and for Arabic compared with a second reading."""

from __future__ import annotations

import importlib.util
import json
import shutil
from dataclasses import replace
from pathlib import Path

from assess.base.normal import STEPS
from assess.law.readers.blocks import Block, Found
from assess.law.readers.child import output, python
from assess.law.readers.limits import fail
from assess.law.readers.lines import DIRECTION, joined_lines
from assess.law.readers.pdf_paragraphs import paragraphs
from assess.law.readers.selfcheck import TRUSTED, arabic_score, arabic_share, garbled

SECONDS = 180
#: By how much a second reading must be better to be taken: its paragraphs are less sure.
_BETTER = 0.05


def read(path: Path, data: bytes, language: str = "", ocr: bool = False) -> Found:
    """Return the blocks of a PDF, with `ocr` also of pages that are pictures.

    Raises LexgapError where the file is locked, damaged, without text, or where a tool that it needs is missing.
    """
    pages = _pages(path)
    whole = "\n".join(line[0] for page in pages for line in page["lines"])
    empty = [
        number for number, page in enumerate(pages, 1) if page["picture"] and not _letters(page)
    ]
    strange = garbled(whole)
    if ocr and (empty or strange):
        from assess.law.readers.ocr import recognised

        return recognised(path, language, None if strange else (pages, empty))
    if empty and not any(_letters(page) for page in pages):
        fail("text-scanned", path, pages=f"1–{len(pages)}" if len(pages) > 1 else "1")
    if strange:
        fail("text-garbled", path)
    result = written(path, pages, whole)
    return replace(result, doubts=(*result.doubts, "scanned_pages")) if empty else result


def written(path: Path, pages: list[dict], whole: str) -> Found:
    """Return the blocks of the pages that hold text, with the doubts about them."""
    blocks, doubts = paragraphs(pages)
    doubts = ["paragraphs", *doubts]
    if any("\ue000" <= letter <= "\uf8ff" or letter == "\ufffd" for letter in whole):
        doubts.append("symbols")
    if arabic_share(whole) < 0.3:
        return Found(tuple(blocks), tuple(doubts))
    own = arabic_score(whole)
    second = _second(path)
    other = arabic_score("\n".join(block.text for block in second))
    if other > own + _BETTER:
        blocks, own, doubts = second, other, ["paragraphs", "second_reader"]
    if own < TRUSTED:
        doubts.append("word_order")
        doubts += [] if shutil.which("pdftotext") else ["one_reader"]
    return Found(tuple(blocks), tuple(doubts))


def _pages(path: Path) -> list[dict]:
    if importlib.util.find_spec("pypdfium2") is None:
        fail("tool-missing", path, tool="pypdfium2", get="@get_pdf")
    status, data, why = output(
        path, "pypdfium2", python("assess.law.readers.pdf_child", str(path.absolute())), SECONDS
    )
    try:
        result = json.loads(data) if status == 0 else {}
    except ValueError:
        result = {}
    if result.get("fault") == "locked":
        fail("text-locked", path)
    if "fault" in result:
        fail("text-damaged", path, why="@pages" if result["fault"] == "pages" else "@pdf")
    if "pages" not in result:
        fail("tool-failed", path, tool="pypdfium2", why=why or "@stopped")
    return result["pages"]


def _letters(page: dict) -> bool:
    return sum(letter.isalnum() for line in page["lines"] for letter in line[0]) >= 8


def _second(path: Path) -> list[Block]:
    """Return the reading of pdftotext, none where it is not installed or fails."""
    tool = shutil.which("pdftotext")
    if tool is None:
        return []
    status, data, _ = output(
        path,
        "pdftotext",
        [tool, "-q", "-enc", "UTF-8", str(path.absolute()), "-"],
        SECONDS,
        fatal=False,
    )
    if status != 0:
        return []
    text = STEPS["presentation_forms"](data.decode("utf-8", "replace").translate(DIRECTION))
    return [
        Block(line, page=number, indent=indent)
        for number, page in enumerate(text.split("\f"), 1)
        for line, indent in joined_lines(page.split("\n"), wrapped=True)
    ]
