"""Habits of those who quote, which put into a quotation what the law does not have: marks round it, a full stop."""

from __future__ import annotations

from collections.abc import Iterator

_PAIRS = {
    '"': '"',
    "'": "'",
    "“": "”",
    "‘": "’",
    "«": "»",
    "‹": "›",
    "„": "“",
    "‟": "”",
    "”": "”",
    "»": "«",
}
_LATIN, _ARABIC = ",;?", "،؛؟"
#: The reasons by which a habit is named, in the order in which they are tried.
HABITS = ("marks_round", "full_stop", "first_letter", "comma")


def without_habits(quote: str) -> Iterator[tuple[str, str]]:
    """Yield each habit that a quotation may show, one of HABITS, with the quotation without that one alone."""
    text = quote.strip()
    if len(text) > 1 and _PAIRS.get(text[0]) == text[-1]:
        yield "marks_round", text[1:-1].strip()
    if text.endswith((".", "۔")) and not text.endswith(".."):
        yield "full_stop", text[:-1]
    if text[:1].swapcase() != text[:1]:
        yield "first_letter", text[0].swapcase() + text[1:]
    for typed, meant in ((_LATIN, _ARABIC), (_ARABIC, _LATIN)):
        changed = text.translate(str.maketrans(typed, meant))
        if changed != text:
            yield "comma", changed
