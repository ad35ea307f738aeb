"""Two wordings of a provision, word by word: what stays, what only was typed differently, what goes, what comes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import Literal

from assess.base.normal import normal
from assess.law.quotes.wording import contradict

Mark = Literal["same", "typing", "deleted", "inserted"]

#: A number with its separators, a word with every sign on its letters, or one sign; white space goes before it.
_SIGNS = r"\s.,;:!?،؛؟()\[\]{}\"“”„«»‹›…"
_TOKEN = re.compile(rf"\s*(?:\d+(?:[.,٫٬]\d+)+|[^{_SIGNS}]+|[{_SIGNS}](?<!\s))|\s+$")
_SENTENCE = re.compile(r".*?(?:[.;:؛؟!?](?=\s)|\n|$)", re.DOTALL)
_MOST_CELLS = 160_000  # words times words; difflib may take a second at worst (measured), beyond it sentences go first

#: Words that turn a rule round or take something out of it, by language, after all steps of assess.base.normal.
NEGATIONS: dict[str, frozenset[str]] = {
    language: frozenset(normal(words).split())
    for language, words in {
        "en": "not no never nor neither none nothing nobody without unless except excluding cannot non",
        "fr": "ne n' pas sans non ni aucun aucune nul nulle jamais sauf hormis excepté",
        "es": "no sin ni nunca jamás ningún ninguno ninguna nadie salvo excepto tampoco",
        "ar": "لا لم لن ليس ليست ليسوا غير دون بدون عدم إلا ألا عدا سوى بلا بغير لئلا",
    }.items()
}
# Arabic particles that are written on to the word
_PREFIXED = re.compile(r"^[وفبل][\u064b-\u0652]*(?=..)")


@dataclass(frozen=True)
class Run:
    """A stretch of words of one kind, as each side prints it; a side that does not have it is empty."""

    mark: Mark
    old: str
    new: str


def word_runs(old: str, new: str) -> tuple[Run, ...]:
    """Return how `old` becomes `new`; the old sides of all runs joined are `old`, the new sides `new`.

    Words are never cut, a letter keeps its vowel signs, a number its separators. `typing` are words that are equal
    after the steps of assess.base.normal and whose signs do not contradict; white space alone makes no difference. Texts
    with very many words are first compared by sentences, so that no text takes long.
    """
    if old == new:
        return (Run("same", old, new),) if old else ()
    return _joined(
        _signs_taken_in(_drawn_together(_runs(_tokens(old), _tokens(new), sentences=True)))
    )


def negations(runs: tuple[Run, ...], language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of negation or exception that went, and those that came; a word on both sides did neither."""
    known = NEGATIONS.get(language.partition("-")[0]) or frozenset().union(*NEGATIONS.values())
    gone = [pair for run in runs if run.mark == "deleted" for pair in _negations_in(run.old, known)]
    come = [
        pair for run in runs if run.mark == "inserted" for pair in _negations_in(run.new, known)
    ]
    return _only_in(gone, come), _only_in(come, gone)


def _negations_in(text: str, known: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Yield each word of negation in a text: after all steps, without what is written on to it, and as printed."""
    for printed in re.split(rf"[{_SIGNS}'’-]+", text):
        for bare in dict.fromkeys((printed, f"{printed}'", _PREFIXED.sub("", printed))):
            if normal(bare).casefold() in known:
                yield normal(bare).casefold(), bare, printed
                break


def _only_in(
    these: list[tuple[str, str, str]], those: list[tuple[str, str, str]]
) -> tuple[str, ...]:
    """Return the words that are here more often than there, as printed; إلا (except) is not ألا (that not)."""
    left, kept = list(those), []
    for word, bare, printed in these:
        partner = next(
            (row for row in left if row[0] == word and not contradict(bare, row[1])), None
        )
        if partner is None:
            kept.append(printed)
        else:
            left.remove(partner)
    return tuple(kept)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text)


@lru_cache(maxsize=1 << 16)
def _key(token: str) -> str:
    return normal(token)


def _runs(old: list[str], new: list[str], sentences: bool) -> Iterator[Run]:
    """Yield runs of single tokens or stretches; beyond the bound, sentence by sentence."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    yield from _equal(old[:head], new[:head])
    if len(middle_old) * len(middle_new) <= _MOST_CELLS:
        yield from _by_word(middle_old, middle_new)
    elif sentences:
        yield from _by_sentence(middle_old, middle_new)
    else:
        yield Run("deleted", "".join(middle_old), "")
        yield Run("inserted", "", "".join(middle_new))
    yield from _equal(old[len(old) - tail :], new[len(new) - tail :])


def _common(old: list[str], new: list[str]) -> int:
    number = 0
    for text, other in zip(old, new):
        if _key(text) != _key(other):
            break
        number += 1
    return number


def _by_word(old: list[str], new: list[str]) -> Iterator[Run]:
    matcher = SequenceMatcher(
        None, [_key(text) for text in old], [_key(text) for text in new], autojunk=False
    )
    for tag, low, high, start, end in matcher.get_opcodes():
        if tag == "equal":
            yield from _equal(old[low:high], new[start:end])
        else:
            yield from _changed("deleted", old[low:high])
            yield from _changed("inserted", new[start:end])


def _by_sentence(old: list[str], new: list[str]) -> Iterator[Run]:
    """Yield runs of texts with very many words: equal sentences first, words only between them."""
    first, second = _SENTENCE.findall("".join(old)), _SENTENCE.findall("".join(new))
    matcher = SequenceMatcher(
        None,
        [normal(entry) for entry in first],
        [normal(entry) for entry in second],
        autojunk=False,
    )
    for _, low, high, start, end in matcher.get_opcodes():
        yield from _runs(
            _tokens("".join(first[low:high])), _tokens("".join(second[start:end])), sentences=False
        )


def _equal(old: list[str], new: list[str]) -> Iterator[Run]:
    """Yield tokens that are equal after all steps; two whose signs contradict are two words all the same."""
    for pieces, other in zip(old, new):
        if pieces.strip() == other.strip():
            yield Run("same", pieces, other)
        elif contradict(pieces.strip(), other.strip()):
            yield Run("deleted", pieces, "")
            yield Run("inserted", "", other)
        else:
            yield Run("typing", pieces, other)


def _changed(mark: Mark, tokens: list[str]) -> Iterator[Run]:
    """Yield the tokens of one side; of what nothing is left after all steps, no word was changed."""
    for token in tokens:
        shown: Mark = mark if _key(token) else "typing" if token.strip() else "same"
        yield Run(shown, token, "") if mark == "deleted" else Run(shown, "", token)


def _drawn_together(runs: Iterator[Run]) -> list[Run]:
    """Join neighbours of one mark; between two stretches that stay, what goes stands before what comes."""
    drawn = []
    for changed, group in groupby(runs, key=lambda run: run.mark in ("deleted", "inserted")):
        listed = list(group)
        marks: tuple[Mark, ...] = ("deleted", "inserted") if changed else ()
        drawn += [
            Run(
                mark,
                "".join(run.old for run in listed if run.mark == mark),
                "".join(run.new for run in listed if run.mark == mark),
            )
            for mark in marks
            if any(run.mark == mark for run in listed)
        ]
        if not changed:
            drawn += _joined(listed)
    return drawn


def _signs_taken_in(runs: list[Run]) -> list[Run]:
    """Take signs without any word, that stay between two changes, into the changes: they tell a reader nothing."""
    taken: list[Run] = []
    for at, run in enumerate(runs):
        inside = 0 < at < len(runs) - 1 and all(
            runs[near].mark in ("deleted", "inserted") for near in (at - 1, at + 1)
        )
        if (
            inside
            and run.mark == "same"
            and not any(unicodedata.category(sign)[0] in "LN" for sign in run.old)
        ):
            taken += [Run("deleted", run.old, ""), Run("inserted", "", run.new)]
        else:
            taken.append(run)
    return _drawn_together(iter(taken))


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    return tuple(
        Run(mark, "".join(run.old for run in listed), "".join(run.new for run in listed))
        for mark, group in groupby(runs, key=lambda run: run.mark)
        for listed in (list(group),)
    )
