"""Markdown to blocks: headings are marked, emphasis and escapes are resolved, lists stay as they are printed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from assess.law.readers.blocks import Block, Found
from assess.law.readers.encoding import decoded
from assess.law.readers.lines import LABEL, carried_on, indent_of, wrapped_width
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
    r"(\*{2})(?=\S)([^*]+?)(?<=\S)\1(?!\*)|(?<![\w*])(\*{1,3})(?=\S)([^*]+?)(?<=\S)\3(?![\w*])|"
    r"(?<!\w)(_{1,3})(?=\S)([^_]+?)(?<=\S)\5(?!\w)"
)
#: Signs by which a text that nobody calls Markdown is known to be written in it.
_MARKED = re.compile(
    r"^ {0,3}#{1,6} +\S|^[ \t]*\*\*[^\s*][^*\n]{0,200}\*\*|^[ \t]*__[^\s_][^_\n]{0,200}__|^\s*\d{1,4}\\[.)]|"
    r"^\|?(?: *:?-{2,}:? *\|)+(?: *:?-{2,}:? *)?$",
    re.MULTILINE,
)
_KEY = re.compile(r"[\w.-]{1,60}\s*:(?:\s|$)|\s*-\s|\s+\S|#|$")
_MOST_FRONT = 200  # lines of what a file says of itself at its head


def read(path: Path, data: bytes, language: str = "") -> Found:
    """Return the blocks of a Markdown file; raises LexgapError where its encoding cannot be told."""
    text = decoded(path, data)
    return Found(blocks_of(text), ("lost_letters",) if "\ufffd" in text else ())


def marked(text: str) -> bool:
    """Whether a text has headings, numbers in bold, escaped points or a table in the manner of Markdown."""
    return bool(_MARKED.search(text))


def blocks_of(text: str, apart: bool = False) -> tuple[Block, ...]:
    """Return the blocks of a text in Markdown.

    With `apart` each line is a paragraph of its own, unless the text is wrapped: so do books of laws keep texts.
    """
    lines = [line for page in lines_of(_uncommented(text)) for line in [*page, ""]]
    front = _front(lines)
    note = "\n".join(line.strip() for line in lines[1 : max(1, front - 1)] if line.strip())
    reader = _Reader(wrapped_width(lines), apart)
    for line in lines[front:]:
        reader.take(line)
    reader.end()
    return (*([Block(note, note=True)] if note else []), *reader.blocks)


def _front(lines: list[str]) -> int:
    """Return how many lines at the head are what the file says of itself: keys and values between two rules."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    for at, line in enumerate(lines[1:_MOST_FRONT], 1):
        if line.rstrip() in ("---", "..."):
            return at + 1 if any(line.strip() for line in lines[1:at]) else 0
        if not _KEY.match(line):
            break
    return 0


def _uncommented(text: str) -> str:
    """Return a text without comments; what is opened and not closed is none."""
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join(parts) + text[at:]


@dataclass
class _Reader:
    """One pass over the lines of a text."""

    width: int  # to which its lines are wrapped, 0 where they are not
    apart: bool
    blocks: list[Block] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)  # lines of the paragraph at hand
    items: list[int] = field(default_factory=list)  # where the items that are open begin
    fence: str = ""
    table: bool = False

    def take(self, line: str) -> None:
        """Take one line: keep it waiting for the rest of its paragraph, or make the blocks that it ends or is."""
        fenced = _FENCE.match(line)
        if self.fence or fenced:
            self._fenced(line, fenced)
            return
        line = re.sub(r"^ {0,3}(?:> ?)+", "", line)
        if not line.strip() or _RULE.match(line) and not self._underlined(line):
            self.end()
            self.table = False
        elif not self._heading(line) and not self._row(line):
            if self.waiting and (_ITEM.match(line) or not self._goes_on(line)):
                self.end()
            self.waiting.append(line.expandtabs(4))

    def _fenced(self, line: str, fenced: re.Match[str] | None) -> None:
        """Take a line of a fence, where each stands as it is."""
        self.end()
        if fenced and not self.fence:
            self.fence = fenced[1]
        elif line.strip().startswith(self.fence) and not line.strip().strip(self.fence[0]):
            self.fence = ""
        elif line.strip():
            self.blocks.append(Block(line.strip(), indent=indent_of(line.expandtabs(4))))

    def _underlined(self, line: str) -> bool:
        return (
            len(self.waiting) == 1
            and bool(_UNDERLINE.match(line))
            and not _ITEM.match(self.waiting[0])
            and "|" not in self.waiting[0]
        )

    def _heading(self, line: str) -> bool:
        """Take a line that is a heading, or makes one of the line before it."""
        if heading := _HEADING.match(line):
            self.end()
            self.items.clear()
            title = _HEADING_END.sub("", (heading[2] or "").rstrip()).rstrip()
            self.blocks += [Block(_plain(title), len(heading[1]))] if title else []
        elif self._underlined(line):
            level = 1 if line.strip()[0] == "=" else 2
            self.blocks.append(Block(_plain(self.waiting.pop().strip()), level))
        else:
            return False
        return True

    def _row(self, line: str) -> bool:
        """Take a row of a table: between bars, or below a rule that makes a table of the line before it."""
        rule = _TABLE_RULE.match(line) and "|" in line
        if rule and len(self.waiting) == 1 and "|" in self.waiting[0]:
            self.blocks += _cells(self.waiting.pop())
            self.table = True
        elif (
            line.lstrip().startswith("|")
            and line.rstrip().endswith("|")
            or (self.table and "|" in line)
        ):
            self.end()
            self.blocks += [] if rule else _cells(line)
        else:
            return False
        return True

    def _goes_on(self, line: str) -> bool:
        """Whether a line carries on the paragraph at hand: one with a label of the law only where lines are wrapped."""
        last, this = _plain(self.waiting[-1].strip()), _plain(line.strip())
        if self.width:
            return carried_on(last, this, self.width) if LABEL.match(this) or self.apart else True
        return not self.apart and not LABEL.match(this)

    def end(self) -> None:
        """Make a block of the lines that wait; two spaces or a backslash at an end break the line."""
        if not self.waiting:
            return
        indent = indent_of(self.waiting[0])
        while self.items and self.items[-1] >= indent:
            self.items.pop()
        depth = len(self.items)
        if _ITEM.match(self.waiting[0]):
            self.items.append(indent)
        text = ""
        for line in self.waiting:
            hard = line.endswith("  ") or (line.endswith("\\") and not line.endswith("\\\\"))
            text += line.strip().removesuffix("\\" if hard else "") + ("\n" if hard else " ")
        self.waiting.clear()
        self.blocks.append(Block(_plain(text.strip()), depth=depth, indent=indent))


def _cells(line: str) -> list[Block]:
    cells = re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))
    return [Block("\t".join(_plain(cell.strip()) for cell in cells), row=True)]


def _plain(text: str) -> str:
    """Return text without marks of emphasis and links, escapes and entities resolved; what is code or escaped stays."""
    kept: list[str] = []

    def keep(sign: re.Match[str]) -> str:
        kept.append(sign[1] or sign[2])
        return f"\0{len(kept) - 1}\0"

    text = _LINK.sub(lambda link: link[1] or link[2] or "", _ESCAPE.sub(keep, text))
    for _ in range(3):  # emphasis within emphasis
        text = _STRONG.sub(lambda part: part[2] or part[4] or part[6], text)
    text = _ENTITY.sub(lambda match: unescape(match[0]), _LINE.sub("\n", text))
    return re.sub(r"\0(\d+)\0", lambda sign: kept[int(sign[1])], text)
