"""Texts of several languages laid side by side: what of each is printed, and in whose digits.

While texts are laid, they are written as in XML, with a few entities and references of their own: `&lacks;words&or;what
this language says instead&end;` for words that another language of the report says, and `&#x37;` for a sign that is kept
to the letter. No data can bring these, since each `&` of a text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape

from markupsafe import escape

from assess.speak.digits import Numerals, turned
from assess.speak.pieces import Pieces, named
from assess.speak.words import Words

_LACKS = re.compile("&lacks;(.*?)&or;(.*?)&end;", re.DOTALL)
_KEPT = re.compile("((?:&#x[0-9a-f]+;)+)")
_FOREIGN = re.compile(r" \[[a-z]{2,3}(?:-\w+)*\]")  # behind a text that falls back
_BARE_NAME = re.compile("^[^()0-9\0]{1,30}: ?(?=\0)")  # of a fact of which nothing is said
_COMMAS = str.maketrans("،؛؟", ",;?")
_LEFT, _RIGHT, _END = "\u202a", "\u202b", "\u202c"  # every office program knows these


def code(text: str) -> str:
    """Return a text as it is written while languages are laid side by side."""
    if not isinstance(text, Pieces):
        return str(escape(text))
    if text.elsewhere:
        whole = "".join([_kept(piece.text, piece.kept) for piece in text.pieces])
        return "\n".join([_lacking(line) for line in whole.split("\n")])
    written = []
    for piece in text.pieces:
        own = _kept(piece.text, piece.kept)
        if piece.lacks:
            first, *rest = own.split("\n")
            short = own if piece.short == piece.text else _kept(piece.short, piece.kept)
            own = "\n".join([_lacking(first, short), *map(_lacking, rest)])
        written.append(own)
    return "".join(written)


def _lacking(words: str, instead: str = "") -> str:
    return f"&lacks;{words}&or;{instead}&end;"


def _kept(text: str, kept: bool = True) -> str:
    """Return a text escaped; one that is kept has its letters and digits as references."""
    if not kept:
        return str(escape(text))
    signs = [f"&#x{ord(sign):x};" if sign.isalnum() else str(escape(sign)) for sign in text]
    return "".join(signs)


def kept(written: str) -> str:
    """Return a text that is escaped already so that no sign of it changes any more."""
    return _kept(unescape(written))


def bare(written: str) -> str:
    """Return all words of a text, also those that another language says."""
    return unescape(_LACKS.sub(r"\1", written) if "&lacks;" in written else written)


def shown(written: str) -> str:
    """Return a text without the words that another language says."""
    return _LACKS.sub(r"\2", written) if "&lacks;" in written else written


def alike(written: Sequence[str]) -> bool:
    """Whether a text is the same in all languages, and none of them leaves it to another."""
    return len({bare(text) for text in written}) == 1 and not any(map(lacks, written))


def lacks(written: str) -> bool:
    """Whether another language says some of the words of a text."""
    return "&lacks;" in written


def says(written: str) -> bool:
    """Whether a language says something; the bare name of a fact that another one tells, with a colon, is nothing."""
    if not lacks(written):
        return bool(written.strip())
    text = unescape(_LACKS.sub(lambda match: match[2] or "\0", written))
    if "\0" not in text:
        return bool(text.strip())
    return any(sign.isalnum() for sign in _BARE_NAME.sub("", text))


def finished(written: str, numerals: Numerals | None = None) -> str:
    """Return a text as it is printed, in the digits of a language but for what is kept to the letter."""
    text = shown(written)
    if numerals is None:
        return unescape(text)
    pieces = []
    for at, piece in enumerate(_KEPT.split(text)):
        pieces.append(unescape(piece) if at % 2 else turned(unescape(piece), numerals))
    return "".join(pieces)


def printed(written: Sequence[str], signs: bool = False) -> list[bool]:
    """Return of texts in several languages which are printed.

    A text is not where an earlier language says the same, though with commas of its own, where it says nothing, and
    where all its words are those of another language, which says them itself; a text that a writer has put together of
    such words bears the mark of that language. With `signs`, a text that is nothing but
    a comma or a question mark is the same only where the sign is.
    """
    whole = []
    for text in written:
        words = bare(text)
        whole.append(words if signs and len(words) == 1 else words.translate(_COMMAS))
    result: list[bool] = []
    for at, text in enumerate(written):
        others = [number for number in range(len(written)) if number != at]
        same = any(whole[number] == whole[at] for number in range(at) if result[number])
        own = any(whole[number] == whole[at] and not lacks(written[number]) for number in others)
        unmarked = _FOREIGN.sub("", whole[at])
        marked = unmarked != whole[at] and any(whole[number] == unmarked for number in others)
        result.append(says(text) and not (same or marked or lacks(text) and own))
    return result


def lines(written: Sequence[str]) -> list[str]:
    """Return what is printed of a text in each language; of texts of as many lines, line by line."""
    split = [text.split("\n") for text in written]
    if len({len(listed) for listed in split}) > 1:
        split = [[text] for text in written]
    texts: list[list[str]] = [[] for _ in written]
    for row in zip(*split):
        wanted = printed(row)
        empty = not any(wanted)  # an empty line between paragraphs is of the first language
        for at, text in enumerate(row):
            if wanted[at] or empty and not at:
                texts[at].append(text)
    return ["\n".join(listed) for listed in texts]


def pieces(texts: Sequence[str], words: Sequence[Words]) -> list[str]:
    """Return what is printed of a text in each language; what stands once for all keeps its Latin digits."""
    if len(texts) == 1 and words[0].numerals is None:
        return [str(texts[0])]
    if len(texts) == 1:
        return [finished(code(texts[0]), words[0].numerals)]
    if not any(isinstance(text, Pieces) for text in texts) and len(set(texts)) == 1:
        return [texts[0], *([""] * (len(texts) - 1))]
    written = [code(text) for text in texts]
    own_lines = lines(written)
    if alike(written):
        return [finished(own_lines[0]), *own_lines[1:]]
    return [finished(text, word.numerals) for text, word in zip(own_lines, words)]


def in_one_line(texts: Sequence[str], words: Sequence[Words]) -> str:
    """Return a name or a title in all languages, with a slash between them."""
    own_pieces = [text for text in pieces([named(text) for text in texts], words) if text]
    return " / ".join(own_pieces)


def stacked(texts: Sequence[str], words: Sequence[Words]) -> str:
    """Return a text in all languages, one below the other, each line in its own direction whatever the cell's is."""
    wordings = []
    for text, word in zip(pieces(texts, words), words):
        if not text:
            continue
        if word.rtl != words[0].rtl:
            sign = _RIGHT if word.rtl else _LEFT
            text = "\n".join(f"{sign}{line}{_END}" if line else line for line in text.split("\n"))
        wordings.append(text)
    return "\n".join(wordings)
