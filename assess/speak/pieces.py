"""Texts that know what they are made of: words kept to the letter, and words that a report says in another language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from string import Formatter
from typing import Any, NamedTuple

LONG = 60  # characters from which a text within a sentence is no name
ELSEWHERE = "…"  # in the place of a longer one that stands whole in another language


class Piece(NamedTuple):
    """A part of a text."""

    text: str
    kept: bool = False  # no sign of it may change: words of a law, or a sign that is no number
    lacks: str = ""  # code of another language of the report, in whose words it stands

    @property
    def marked(self) -> str:
        """The text; of another language it carries that language's code in brackets."""
        return f"{self.text} [{self.lacks}]" if self.lacks else self.text

    @property
    def short(self) -> str:
        """What a sentence says in the place of this piece, where the other language says it whole."""
        return ELSEWHERE if self.lacks and len(self.text) > LONG else self.marked


class Pieces(str):
    """A text of several pieces; as a string it is what a report in its language alone would print."""

    pieces: tuple[Piece, ...]

    def __new__(cls, pieces: Iterable[Piece]) -> Pieces:
        """Make a text of its pieces."""
        listed = tuple(pieces)
        made = super().__new__(cls, "".join(piece.marked for piece in listed))
        made.pieces = listed
        return made

    def __format__(self, form: str) -> str:
        """Return what a sentence says in the place of this text."""
        return format("".join(piece.short for piece in self.pieces), form)

    def __add__(self, other: str) -> str:
        return text_of((*self.pieces, *pieces_of(other)))

    def __radd__(self, other: str) -> str:
        return text_of((*pieces_of(other), *self.pieces))

    def strip(self, signs: str | None = None, /) -> str:
        """Return the text without signs at its ends."""
        return text_of(_stripped(_stripped(self.pieces, signs, 0), signs, -1))

    def rstrip(self, signs: str | None = None, /) -> str:
        """Return the text without signs at its end."""
        return text_of(_stripped(self.pieces, signs, -1))

    @property
    def elsewhere(self) -> bool:
        """Whether this language says nothing here: its own pieces hold no word."""
        own = "".join(piece.text for piece in self.pieces if not piece.lacks)
        lacks = any(piece.lacks for piece in self.pieces)
        return lacks and not any(sign.isalpha() for sign in own)

    @property
    def bare(self) -> str:
        """The text without the codes of languages."""
        return "".join(piece.text for piece in self.pieces)


def pieces_of(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a text; a plain string is one."""
    return text.pieces if isinstance(text, Pieces) else (Piece(text),)


def text_of(pieces: Iterable[Piece]) -> str:
    """Return a text of pieces: a plain string where none of them is anything special."""
    listed = [piece for piece in pieces if piece.text]
    if any(piece.kept or piece.lacks for piece in listed):
        return Pieces(listed)
    return "".join(piece.text for piece in listed)


def verbatim(text: str) -> str:
    """Return a text of which no sign may change."""
    return text_of(piece._replace(kept=True) for piece in pieces_of(text))


def named(text: str) -> str:
    """Return a name, for which that of another language stands in unmarked."""
    if isinstance(text, Pieces) and text.elsewhere:
        return text_of(piece._replace(lacks="") for piece in text.pieces)
    return text


def joined(sign: str, texts: Iterable[str]) -> str:
    """Return texts with a sign between them; what is special about their pieces stays so."""
    listed = list(texts)
    if not any(isinstance(text, Pieces) for text in listed):
        return sign.join(listed)
    pieces: list[Piece] = []
    for number, text in enumerate(listed):
        if number:
            pieces.append(Piece(sign))
        pieces += pieces_of(text)
    return text_of(pieces)


def filled(
    form: str,
    values: Mapping[str, Any],
    fill: Callable[[str, dict[str, Any]], str] = lambda form, values: form.format(**values),
) -> str:
    """Return `form.format(**values)`; what is special about the pieces of a value stays so.

    `fill` is what fills in a form without such a value.
    """
    if not any(isinstance(value, Pieces) for value in values.values()):
        return fill(form, dict(values))
    pieces: list[Piece] = []
    for before, name, spec, conversion in Formatter().parse(form):
        pieces.append(Piece(before))
        value = values.get(name or "")
        if isinstance(value, Pieces) and not spec and not conversion:
            pieces += value.pieces
        elif name is not None:
            asked = f"!{conversion}" if conversion else ""
            pieces.append(Piece(fill(f"{{{name}{asked}:{spec}}}", dict(values))))
    return text_of(pieces)


def _stripped(pieces: Iterable[Piece], signs: str | None, end: int) -> tuple[Piece, ...]:
    """Return pieces without signs at one end, 0 or -1."""
    listed = list(pieces)
    while listed:
        piece = listed[end]
        rest = piece.text.rstrip(signs) if end else piece.text.lstrip(signs)
        listed[end] = piece._replace(text=rest)
        if rest:
            break
        del listed[end]
    return tuple(listed)
