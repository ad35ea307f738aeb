"""Lines to paragraphs: where a line carries on the one before it, and where a new paragraph begins."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

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
#: A label that the sentence of the line before goes on after: section 12 of this Act, (a) of subsection (2).
_REFERENCE = re.compile(
    r"\s*(?:[^\W\d_]+\s+)?[(\[]?[\w.]{1,7}[)\]]?(?:\s?\(\w{1,5}\)){0,4}(?:\s?[,،]|\s+(?:"
    r"of|to|or|and|is|are|was|shall|may|must|applies|apply|above|below|does|do|has|have|"
    r"de|des|du|et|ou|est|sont|ci-dessus|del|se|es|son|"
    r"من|أو|او|و[\u0621-\u064a]*|إلى|الى|على|المشار|المذكورة|المذكور|أعلاه|اعلاه)(?=[\s,.;،؛]|$))"
)
#: Words at the end of a line that ask for the number of a part.
_LEADS_IN = re.compile(
    r"(?:^|[\s(])(?:of|in|to|under|by|with|from|than|see|sections?|subsections?|articles?|paragraphs?|chapters?|parts?|"
    r"schedules?|de|des|du|aux?|par|les|del|al|en|por|según|artículos?|من|في|فى|على|إلى|الى|المواد|المادتين|"
    r"(?:[وبل]|وفقا )?(?:ال|ل)?(?:مادة|مواد|فقرة|فصل|باب)|أحكام|احكام|حكم|نص|بموجب)$",
    re.IGNORECASE,
)
_END = (".", ":", ";", "؛", "۔", "!", "?", "؟", ".-", ":-", "”", "»")
_JOINS = (",", "،", " and", " or", " أو")
#: Signs that other programs put in to steer the direction of lines.
DIRECTION = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F])
#: Share of the usual length of a line below which a line is taken for the last of its paragraph.
_SHORT = 0.72
#: Share of the long lines without an end after which the next word had no room, where a text is wrapped.
_FULL = 0.7
#: Share of them after which the next line may begin as a paragraph does, by a capital letter or a label.
_ANEW = 0.6
_TAB = 4
_SLACK = 3  # columns that a line may stay behind the usual length though the next word had room


class Paragraph(NamedTuple):
    """A paragraph put together from its lines, and how many columns from the margin its first line begins."""

    text: str
    indent: int = 0


def joined_lines(lines: list[str], wrapped: bool = False) -> list[Paragraph]:
    """Return the paragraphs of lines; blank lines part them, and wrapped lines are joined by a space.

    Lines count as wrapped where long ones end, sentence or not, before the first word that has no more room in them,
    and always where `wrapped` says that they come from a page. Otherwise each line is a paragraph of its own.
    """
    groups = _groups(lines)
    width = (_width(groups, 0.0) if wrapped else 0) or _wrapped_width(groups)
    paragraphs: list[Paragraph] = []
    for group in groups:
        parts = _parts(group, width) if width else [[line] for line in group]
        paragraphs += [
            Paragraph(" ".join(line.strip() for line in part), indent_of(part[0])) for part in parts
        ]
    return paragraphs


def indent_of(line: str) -> int:
    """Return how many columns from the margin a line begins."""
    return len(line) - len(line.lstrip())


def closed(line: str) -> bool:
    """Whether a line ends as a sentence or an item of a list does."""
    return line.rstrip().endswith(_END)


def begins(last: str, line: str) -> bool:
    """Whether `line` has a label that opens a paragraph after the line `last`, rather than one that `last` names."""
    if not LABEL.match(line) or _LEADS_IN.search(last.rstrip()):
        return False
    if closed(last):
        return True
    return last.rstrip().endswith(_JOINS) and not _REFERENCE.match(line)


def carried_on(last: str, line: str, width: int) -> bool:
    """Whether `line` carries on the paragraph whose last line is `last`, in lines `width` characters long."""
    if len(last) < _SHORT * width or begins(last, line):
        return False
    if not _room(last, line, width - _SLACK) or _LEADS_IN.search(last) or _REFERENCE.match(line):
        return True
    start = line.lstrip()[0]
    return start.islower() or not (closed(last) or start.isupper() or LABEL.match(line))


def _room(last: str, line: str, width: int) -> bool:
    """Whether the first word of a line could have stood at the end of the line before it."""
    return len(last) + 1 + len(line.split()[0]) < width


def wrapped_width(lines: list[str]) -> int:
    """Return the length to which the lines of a text are wrapped, 0 where they are not."""
    return _wrapped_width(_groups(lines))


def _wrapped_width(groups: list[list[str]]) -> int:
    """Return the same for the lines between blank ones.

    In a wrapped text a line ends where the next word has no room, in the middle of a sentence; where each line is a
    unit of the law it ends with its sentence.
    """
    width = _width(groups, 0.2)
    long = [
        (last, line)
        for group in groups
        for last, line in pairwise(group)
        if width and len(last) >= _SHORT * width
    ]
    broken = [pair for pair in long if not closed(pair[0])]  # in the middle of a sentence
    full = sum(not _room(last, line, width) for last, line in broken)
    starts = [(line.lstrip()[0], line) for _, line in broken]
    anew = sum(
        start.isupper() or not start.isalpha() or bool(LABEL.match(line)) for start, line in starts
    )
    enough = len(broken) >= max(2, 0.5 * len(long))
    return width if enough and full >= _FULL * len(broken) and anew <= _ANEW * len(broken) else 0


def _groups(lines: list[str]) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            groups[-1].append(line.expandtabs(_TAB).rstrip())
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _width(groups: list[list[str]], least: float) -> int:
    """Return the usual length of long lines, 0 where less than a share `least` of them are long."""
    inner = sorted(len(line) for group in groups for line in group[:-1])
    if len(inner) < 3:
        return 0
    width = inner[int(0.95 * (len(inner) - 1))]
    full = sum(length >= _SHORT * width for length in inner)
    return width if 35 <= width <= 140 and full >= least * len(inner) else 0


def _parts(group: list[str], width: int) -> list[list[str]]:
    """Return the lines of each paragraph of a group of wrapped lines."""
    parts = [[group[0]]]
    for last, line in pairwise(group):
        if carried_on(last, line, width) and not _indented(parts[-1], last, line):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _indented(part: list[str], last: str, line: str) -> bool:
    """Whether a line begins a paragraph by its indentation, and is not the hanging text of a list."""
    hanging = len(part) == 1 and LABEL.match(part[0])
    return closed(last) and indent_of(line) > indent_of(last) and not hanging
