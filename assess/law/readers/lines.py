"""Lines to paragraphs: where a line carries on the one before it, and where a new paragraph begins."""

from __future__ import annotations

import re

_ORDINAL = r"(?:\d{1,4}|[ivxlc]{1,7}|[a-z]{1,2}|[\u0621-\u064a]{1,2})"
#: What stands at the start of a paragraph of law: a word for a part with its number, a number or letter with its
#: bracket, point or dash, a bullet. Numbers are those of the Latin and Arabic scripts.
LABEL = re.compile(
    r"\s*(?:(?:art(?:icle|[íi]culo|\.)?|sec(?:tion|ci[óo]n)?|chap(?:ter|itre)|cap[íi]tulo|part(?:ie)?|"
    r"t[ií]t(?:le|re|ulo)|schedule|annexe?|anexo|§|rule|clause)\s*[\divxlc]|"
    r"\(?\s*(?:المادة|مادة|الباب|الفصل|القسم|الفرع|الكتاب|ملحق|الملحق|جدول)\s|"
    rf"[(\[]\s*{_ORDINAL}\s*[)\]]|{_ORDINAL}\s*(?:[.)°º]|[-–—ـ]+\s*(?=\D))|[•◦▪●○■□*–—-]\s)",
    re.IGNORECASE,
)
_END = (".", ":", ";", "؛", "۔", "!", "?", "؟", ".-", ":-", "”", "»")
#: Signs that other programs put in to steer the direction of lines.
DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])
#: Share of the usual length of a line below which a line is taken for the last of its paragraph.
_SHORT = 0.72


def joined_lines(lines: list[str], wrapped: bool = False) -> list[str]:
    """Return the paragraphs of lines; blank lines part them, and wrapped lines are joined by a space.

    Lines count as wrapped where half of those with another one below are about as long as the longest, and always
    where `wrapped` says that they come from a page. Otherwise each line is a paragraph of its own.
    """
    groups = _groups(lines)
    width = _width(groups, 0.0 if wrapped else 0.5)
    return [
        paragraph
        for group in groups
        for paragraph in (_paragraphs(group, width) if width else group)
    ]


def closed(line: str) -> bool:
    """Whether a line ends as a sentence or an item of a list does."""
    return line.rstrip().endswith(_END)


def carried_on(last: str, line: str, width: int) -> bool:
    """Whether `line` carries on the paragraph whose last line is `last`, in lines `width` characters long."""
    if len(last) < _SHORT * width:
        return False
    return not (
        LABEL.match(line) and (closed(last) or last.rstrip().endswith((",", "،", " and", " or")))
    )


def _groups(lines: list[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line.strip())
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _width(groups: list[list[str]], least: float) -> int:
    """Return the length to which lines are wrapped, 0 where less than a share `least` of them is."""
    inner = sorted(len(line) for group in groups for line in group[:-1])
    if len(inner) < 3:
        return 0
    width = inner[int(0.95 * (len(inner) - 1))]
    full = sum(length >= _SHORT * width for length in inner)
    return width if 35 <= width <= 140 and full >= least * len(inner) else 0


def _paragraphs(group: list[str], width: int) -> list[str]:
    parts = [[group[0]]]
    for last, line in zip(group, group[1:], strict=False):
        if carried_on(last, line, width):
            parts[-1].append(line)
        else:
            parts.append([line])
    return [" ".join(part) for part in parts]
