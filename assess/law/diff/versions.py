"""Which texts of a law are compared: its versions in one language, and that of a day."""

from __future__ import annotations

from datetime import date, timedelta

from assess.base.problems import NOWHERE, LexgapError, Problem, problem
from assess.law.structure.language import TOLD
from assess.model.case import Case, Law
from assess.model.lawtext import LawText

ENACTED = "enacted"


def versions(case: Case, law: Law, language: str, least: int, prefer: str = "") -> list[LawText]:
    """Return the versions of a law in one language, the oldest first.

    Where no language is wanted, it is that of the law, or else the first in which there are `least` versions; or the
    language `prefer`, if the same versions are there in it. Raises LexgapError where there are fewer.
    """
    listed = case.texts_of(law.id)
    spoken = {
        code: sorted((text for text in listed if text.language == code), key=_begun)
        for code in (
            [language] if language else (law.language, *(text.language for text in listed))
        )
    }
    wordings = next((texts for texts in spoken.values() if len(texts) >= least), None)
    if wordings is None:
        raise LexgapError([missing(law.id, language, listed)])
    preferred = spoken.get(prefer, [])
    return (
        preferred
        if [text.as_of for text in preferred] == [text.as_of for text in wordings]
        else wordings
    )


def _begun(text: LawText) -> date:
    return text.as_of.first if text.as_of else date.min


def version(texts: list[LawText], wanted: date | None) -> LawText:
    """Return the version that was in force on a day, or with None the text as enacted; LexgapError without one."""
    wordings = [
        text
        for text in texts
        if text.as_of is None or (wanted is not None and text.as_of.first <= wanted)
    ]
    if not wordings:
        raise LexgapError(
            [missing(texts[0].law, ENACTED if wanted is None else wanted.isoformat(), texts)]
        )
    return wordings[-1]


def missing(law: str, wanted: str, listed: list[LawText] | tuple[LawText, ...]) -> Problem:
    """Return the problem of a text that is not loaded; `wanted` is its language or day."""
    known = [f"{text.language} {text.as_of or ENACTED}" for text in listed] or "–"
    return problem("version-missing", NOWHERE, law=law, wanted=wanted, known=known)


def unlike(text: str, other: str) -> bool:
    """Whether two codes are of languages that are told apart with certainty, and are not the same one."""
    first, second = (code.partition("-")[0] for code in (text, other))
    return first != second and {first, second} <= TOLD


def last_day(text: LawText, listed: list[LawText] | tuple[LawText, ...]) -> date | None:
    """Return the last day of a version, by the versions that are loaded; None where no later one is, or its day."""
    ends = sorted(
        wording.as_of.first
        for wording in listed
        if wording.as_of
        and wording is not text
        and (text.as_of is None or wording.as_of.first > text.as_of.first)
    )
    return ends[0] - timedelta(days=1) if ends and ends[0] > date.min else None


def days_between(old: LawText, new: LawText, listed: list[LawText]) -> tuple[date, date] | None:
    """Return the last day of the old version and the first day on which the new one surely holds.

    A version of 2020 surely holds on the last day of that year. None where no such days are on record.
    """
    last, end = last_day(old, listed), last_day(new, listed)
    if (
        last is None
        or new.as_of is None
        or date.min in (new.as_of.first, last)
        or new.as_of.last == date.max
    ):
        return None
    return None if end is not None and end < new.as_of.last else (last, new.as_of.last)
