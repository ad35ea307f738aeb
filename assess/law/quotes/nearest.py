"""The nearest wording: the stretch of a provision that comes closest to a quotation, with the words that differ."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal

from assess.base.normal import normal

Difference = Literal["same", "quoted", "law"]  # quoted: only in the quotation; law: only in the law
Marked = tuple[tuple[Difference, str], ...]

_SIGNS = r"\s.,;:!?،؛؟()\[\]\"“”«»…"
_WORD = re.compile(rf"[^{_SIGNS}]+|[{_SIGNS}](?<!\s)")
# cost of a word: only in the quotation, only in the law, another in each
_PUT_IN, _LEFT_OUT, _CHANGED = (4, 2, 4)
_MOST_WORDS = 400  # of a quotation that are laid beside the wording at once
_MOST_CELLS = 200_000  # words by words; what is larger is searched in a window
_LEAST_SAME = 1 / 3  # of the quotation's words; what shares less is no wording to show


def nearest_wording(quote: str, wording: str, typed: bool = False) -> Marked:
    """Return the stretch of `wording` with the fewest words to change, as runs of (mark, text); () if too far.

    The stretch is found by edit distance over words with free ends in the wording (Sellers 1980); in a long provision
    within the window that shares most words with the quotation. Words that differ only by the steps of assess.base.normal
    are the same, unless they are to be compared as `typed`. Of a quotation longer than _MOST_WORDS the first part of
    that length that differs is shown.
    """
    wanted, result = _WORD.findall(quote), _WORD.findall(wording)
    keys, others = (
        [word if typed else normal(word) for word in words] for words in (wanted, result)
    )
    marked: Marked = ()
    for at in range(0, len(wanted), _MOST_WORDS):
        marked = _nearest(
            wanted[at : at + _MOST_WORDS], keys[at : at + _MOST_WORDS], result, others
        )
        if [mark for mark, _ in marked] != ["same"]:
            break
    return marked


def _nearest(wanted: list[str], keys: list[str], texts: list[str], others: list[str]) -> Marked:
    """Do what `nearest_wording` does with words at hand, and with the keys by which they are compared."""
    start, end = (
        (0, len(others)) if len(keys) * len(others) <= _MOST_CELLS else _window(keys, others)
    )
    pairs = [
        (number, other_number if other_number is None else other_number + start)
        for number, other_number in _aligned(keys, others[start:end])
    ]
    same = sum(
        number is not None and other_number is not None and keys[number] == others[other_number]
        for number, other_number in pairs
    )
    if same < _LEAST_SAME * len(wanted):
        return ()
    return _runs(pairs, wanted, texts, keys, others)


def _window(keys: list[str], others: list[str]) -> tuple[int, int]:
    """Return the window, two quotations long, that shares most words with the quotation."""
    size = 2 * len(keys) + 8
    left, shared, best = Counter(keys), 0, (0, 0)
    for number, word in enumerate(others):
        shared += left[word] > 0
        left[word] -= 1
        if number >= size:
            old = others[number - size]
            left[old] += 1
            shared -= left[old] > 0
        if shared > best[0]:
            best = (shared, number + 1)
    # the best count is reached as soon as the last shared word is in
    end = min(best[1] + len(keys), len(others))
    return max(best[1] - size, 0), end


def _aligned(keys: list[str], others: list[str]) -> list[tuple[int | None, int | None]]:
    """Return which word of the quotation answers which of the wording; None where one has no counterpart."""
    rows = [[0] * (len(others) + 1)]
    for number, word in enumerate(keys, start=1):
        above, row = rows[-1], [_PUT_IN * number]
        for column, other in enumerate(others):
            change = above[column] if word == other else above[column] + _CHANGED
            row.append(min(change, above[column + 1] + _PUT_IN, row[column] + _LEFT_OUT))
        rows.append(row)
    # on a tie the law's word is shown
    count, other_number = (len(keys), min(range(len(others), -1, -1), key=rows[-1].__getitem__))
    pairs: list[tuple[int | None, int | None]] = []
    while count:
        here = rows[count][other_number]
        if other_number and here == rows[count - 1][other_number - 1] + (
            0 if keys[count - 1] == others[other_number - 1] else _CHANGED
        ):
            count, other_number = count - 1, other_number - 1
            pairs.append((count, other_number))
        elif here == rows[count - 1][other_number] + _PUT_IN:
            count -= 1
            pairs.append((count, None))
        else:
            other_number -= 1
            pairs.append((None, other_number))
    return pairs[::-1]


def _runs(
    pairs: list[tuple[int | None, int | None]],
    wanted: list[str],
    texts: list[str],
    keys: list[str],
    others: list[str],
) -> Marked:
    """Draw neighbours of one mark together; of words that differ the quotation's come first."""
    runs: list[tuple[Difference, list[str]]] = []
    quoted: list[str] = []
    law: list[str] = []

    def flush() -> None:
        if quoted:
            runs.append(("quoted", quoted.copy()))
        if law:
            runs.append(("law", law.copy()))
        quoted.clear()
        law.clear()

    for number, other_number in pairs:
        if number is not None and other_number is not None and keys[number] == others[other_number]:
            flush()
            if not runs or runs[-1][0] != "same":
                runs.append(("same", []))
            runs[-1][1].append(texts[other_number])
        else:
            quoted += [wanted[number]] if number is not None else []
            law += [texts[other_number]] if other_number is not None else []
    flush()
    return tuple((mark, _joined(words)) for mark, words in runs)


def _joined(words: list[str]) -> str:
    """Join words and signs as they are printed, without a space before a comma."""
    text = " ".join(words)
    return re.sub(r" (?=[.,;:!?،؛؟)\]»”])|(?<=[(\[«“]) ", "", text)
