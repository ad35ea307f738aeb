"""One HTML page in several languages → one page, in which each text stands in every language that says it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from markupsafe import Markup, escape

from assess.speak import laid
from assess.speak.pieces import Pieces
from assess.speak.words import Words
from assess.write.word.aligned import steps

#: What begins or ends another piece of text: every tag but those that stand within a line; figures and scripts as a whole.
_INLINE = "a|b|bdi|br|em|i|small|span|strong|sub|sup|wbr"
_TAG = re.compile(
    rf"(<(script|style|svg)\b.*?</\2>|<!--.*?-->|<!DOCTYPE[^>]*>|</?(?!(?:{_INLINE})\b)[a-zA-Z][^<>]*>)",
    re.DOTALL,
)
_ANY = re.compile("<[^<>]*>")
_ATTRIBUTES = re.compile(r'(?<= )(aria-label|title|data-head|placeholder)="([^"]*)"')
#: Where nothing but plain text can stand, so that all languages share a line.
_PLAIN = ("<option", "<title", "<button", "<label")
#: Where one language is enough: bars and upright heads, of which a legend or a table says the rest, and the way past the
#: head of the page, which stands before all else.
_NARROW = ('<div class="bar"', '<th scope="col" class="art"', "<body>")


def coded(value: Any) -> Any:
    """Return a value as a template writes it while languages are laid side by side."""
    return Markup(laid.code(value)) if isinstance(value, Pieces) else value


def in_code(speak: Callable[[str], Markup]) -> Callable[[str], Markup]:
    """Return a filter of texts that leaves to another language what that says."""

    def spoken(text: str) -> Markup:
        if isinstance(text, Pieces) and text.elsewhere:
            return Markup(f"&lacks;{speak(text.bare)}&or;&end;")
        return speak(f"{text}" if isinstance(text, Pieces) else text)

    return spoken


def laid_over(pages: Sequence[str], words: Sequence[Words]) -> str:
    """Return the first page with the texts of the others: a text that differs stands in each language, below the first.

    Titles, choices and the names that only programs read have all languages in one line.
    """
    if len(pages) == 1:
        return pages[0]
    first, *others = [list(_blocks(page)) for page in pages]
    partners = [_partners(first, other) for other in others]
    made = []
    for at, block in enumerate(first):
        beside = [partner.get(at, [("", "")]) for partner in partners]
        tags = [block[0], *(listed[0][0] for listed in beside)]
        made.append(_tag(tags))
        runs = [block[1], *("".join(run for _, run in listed) for listed in beside)]
        made.append(_run(block[0], runs, words))
    return "".join(made)


def _blocks(page: str) -> Iterator[tuple[str, str]]:
    """Yield each tag that begins another piece of text, with the text behind it; first, the text before any."""
    start, tag = 0, ""
    for match in _TAG.finditer(page):
        yield tag, page[start : match.start()]
        start, tag = match.end(), match[0]
    yield tag, page[start:]


_Block = tuple[str, str]


def _partners(first: list[_Block], other: list[_Block]) -> dict[int, list[_Block]]:
    """Return for each block of the first page that of the other; what stands alone there follows the one before."""
    partners: dict[int, list[_Block]] = {}
    at = 0
    for own, beside in steps([_name(tag) for tag, _ in first], [_name(tag) for tag, _ in other]):
        at = at if own is None else own
        if beside is not None:
            partners.setdefault(at, []).append(other[beside])
    return partners


def _name(tag: str) -> str:
    return tag.partition(" ")[0].partition(">")[0]


def _tag(tags: Sequence[str]) -> str:
    """Return a tag with what programs read out, in all languages."""
    texts = [[match[2] for match in _ATTRIBUTES.finditer(tag)] for tag in tags]
    if tags[0].startswith(("<script", "<style", "<svg")) or len(set(map(len, texts))) > 1:
        return tags[0]
    rows = (dict.fromkeys(row) for row in zip(*texts))
    return _ATTRIBUTES.sub(lambda match: f'{match[1]}="{" / ".join(next(rows))}"', tags[0])


def _run(tag: str, runs: Sequence[str], words: Sequence[Words]) -> str:
    """Return a piece of text in every language that says something of its own."""
    wordings = [" ".join(_ANY.sub("", run).split()) for run in runs]
    if tag.startswith(_NARROW) or not any(wordings) or laid.alike(wordings):
        return laid.shown(runs[0])
    wanted = laid.printed(wordings)
    if tag.startswith(_PLAIN):
        texts = [text for text, wants in zip(wordings, wanted) if wants]
        return " / ".join(laid.shown(text) for text in texts)
    made = []
    for at, run in enumerate(runs):
        if wanted[at] and not at:
            made.append(laid.shown(run))
        elif wanted[at]:
            made.append(also(laid.shown(run).strip(), words[at]))
    return "".join(made)


def also(text: str, words: Words) -> str:
    """Return a text of another language than the first."""
    way = "rtl" if words.rtl else "ltr"
    return f'<span class="also" lang="{escape(words.language)}" dir="{way}">{text}</span>'
