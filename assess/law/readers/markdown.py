"""Markdown to blocks: headings are marked, emphasis and escapes are resolved, lists stay as they are printed."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from assess.law.readers.blocks import Block, Found
from assess.law.readers.encoding import decoded
from assess.law.readers.plain import lines_of

_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+(.*))?$")
_HEADING_END = re.compile(r"(?:^|(?<=\s))#+$")
_ITEM = re.compile(r"(\s*)(?:[-*+]|\d{1,9}[.)])\s+\S")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_RULE = re.compile(r" {0,3}([-*_])(?:\s*\1){2,}\s*$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
_LINE = re.compile(r" ?<br\s*/?> ?", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])|(?<!`)`([^`]+)`(?!`)")
_LINK = re.compile(
    r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)|<(https?://[^<>\s]+)>"
)
_STRONG = re.compile(
    r"(?<![\w*])(\*{1,3})(?=\S)([^*]+?)(?<=\S)\1(?![\w*])|"
    r"(?<!\w)(_{1,3})(?=\S)([^_]+?)(?<=\S)\3(?!\w)"
)


def read(path: Path, data: bytes, language: str = "") -> Found:
    """Return the blocks of a Markdown file; raises LexgapError where its encoding cannot be told."""
    text = _uncommented(decoded(path, data))
    blocks: list[Block] = []
    waiting: list[str] = []
    fence = ""
    for line in (line for page in lines_of(text) for line in [*page, ""]):
        fenced = _FENCE.match(line)
        if fence or fenced:  # in a fence, each line stands as it is
            blocks += _paragraph(waiting)
            if fenced and not fence:
                fence = fenced[1]
            elif line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            elif line.strip():
                blocks.append(Block(line.strip()))
            continue
        blocks += _step(line, waiting)
    return Found((*blocks, *_paragraph(waiting)), ("lost_letters",) if "\ufffd" in text else ())


def _uncommented(text: str) -> str:
    """Return a text without comments; what is opened and not closed is none."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join(parts) + text[at:]


def _step(line: str, waiting: list[str]) -> list[Block]:
    """Take one line: keep it waiting for the rest of its paragraph, or return the blocks that it ends or is."""
    line = re.sub(r"^ {0,3}(?:> ?)+", "", line)
    heading = _HEADING.match(line)
    if heading:
        title = _HEADING_END.sub("", (heading[2] or "").rstrip()).rstrip()
        return [*_paragraph(waiting), *([Block(_plain(title), len(heading[1]))] if title else [])]
    under = _UNDERLINE.match(line)
    if under and len(waiting) == 1 and not _ITEM.match(waiting[0]) and "|" not in waiting[0]:
        return [Block(_plain(waiting.pop()), 1 if under[1][0] == "=" else 2)]
    if not line.strip() or _RULE.match(line):
        return _paragraph(waiting)
    if line.lstrip().startswith("|") and line.rstrip().endswith("|"):
        return [*_paragraph(waiting), *_row(line)]
    done = _paragraph(waiting) if _ITEM.match(line) else []
    waiting.append(line)
    return done


def _row(line: str) -> list[Block]:
    if _TABLE_RULE.match(line):
        return []
    cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
    return [Block("\t".join(_plain(cell.strip()) for cell in cells), row=True)]


def _paragraph(waiting: list[str]) -> list[Block]:
    """Return the paragraph that waits, if any, and forget it; two spaces or a backslash at an end break the line."""
    if not waiting:
        return []
    depth = (len(waiting[0]) - len(waiting[0].lstrip())) // 2 if _ITEM.match(waiting[0]) else 0
    text = ""
    for line in waiting:
        hard = line.endswith("  ") or (line.endswith("\\") and not line.endswith("\\\\"))
        text += line.strip().removesuffix("\\" if hard else "") + ("\n" if hard else " ")
    waiting.clear()
    return [Block(_plain(text.strip()), depth=depth)]


def _plain(text: str) -> str:
    """Return text without marks of emphasis and links, escapes and entities resolved; what is code or escaped stays."""
    kept: list[str] = []

    def keep(sign: re.Match[str]) -> str:
        kept.append(sign[1] or sign[2])
        return f"\0{len(kept) - 1}\0"

    text = _LINK.sub(lambda link: link[1] or link[2] or "", _ESCAPE.sub(keep, text))
    for _ in range(3):  # emphasis within emphasis
        text = _STRONG.sub(lambda part: part[2] or part[4], text)
    text = _ENTITY.sub(lambda match: unescape(match[0]), _LINE.sub("\n", text))
    return re.sub(r"\0(\d+)\0", lambda sign: kept[int(sign[1])], text)
