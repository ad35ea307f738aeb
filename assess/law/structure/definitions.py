"""Definitions: articles that hold them, and the term that a line of such an article begins with."""

from __future__ import annotations

import re

from assess.base.normal import normal

_HEADED = re.compile(
    r"\b(?:definitions?|interpretation|définitions?|definición|definiciones|definições|glossary)\b"
    r"|تعريف|تعاريف|التعريفات|المصطلحات",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"المعاني|المعنى|يقصد ب|يراد ب|\bmeanings? (?:hereby|assigned|given|set out)|\bhave the (?:following )?meanings?"
    r"|définitions (?:qui suivent|suivantes|ci-après)|\bdefinitions (?:in this|that follow|below)|\bfollowing definitions"
    r"|unless the context (?:otherwise|indicates)|\bthe following terms|\bon entend par|\bil faut entendre"
    r"|s['’]entend par|\bse entiende por|\bse entenderá por|\bmõistetakse",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[«“\"„‘]\s*([^«»“”\"„]{1,100}?)\s*[»”\"’]\s*:?")
_COLON = re.compile(r"([^:.;،؛!?؟\t]{1,80}?)\s*:(?=\s*[^\s\-–—])\s*")
_ROW = re.compile(r"([^\t]{1,100})\t")
_MEANS = re.compile(
    r"([^.:;“”\"]{1,120}?)(?:,[^.:;“”\"]{1,120},)?\s{1,3}(?:means?\b|includes?\b|has the (?:same )?meaning|refers to\b|désigne\b"
    r"|s[’']entend\b|significa\b|se entiende\b|comprend\b)"
)
_CAPITAL = re.compile(
    r"([^\W\d_A-ZÀ-Þ][^.:;“”\"A-ZÀ-Þ]{0,100}?)\s(?=(?:L[’']|L[ae]s? |Une? |S[’']|D[eé]|[A-ZÀ-Þ][a-zà-ÿ]))"
    r"|([A-ZÀ-Þ][^.:;“”\"]{0,100}?)\s(?=(?:L[’']|L[ae]s? |Une? |S[’]entend)\w)"
)
_GONE = re.compile(r"([^.:;“”\"\[\]]{1,100}?)\s?\[(?=Repealed|Abrog)")
_MOST_WORDS = 9


def holds_definitions(heading: str, wording: str) -> bool:
    """Whether an article with this heading and these first words holds definitions."""
    return bool(
        _HEADED.search(heading) or _INTRODUCED.search(normal(" ".join(wording.split())[:500]))
    )


def term_of(text: str) -> tuple[str, int] | None:
    """Return the term that a line defines, and where the term with its marks ends; None where it defines none."""
    for form in (_ROW, _QUOTED, _COLON):
        match = form.match(text)
        if match and text[match.end() :].strip() and len(match[1].split()) <= _MOST_WORDS:
            return match[1], match.end()
    return None


def assumed_term(text: str) -> tuple[str, int] | None:
    """Return the term that a line without marks may define: `année L’année civile`, `dataset[Repealed`; or None."""
    match = _MEANS.match(text) or _CAPITAL.match(text) or _GONE.match(text)
    if match is None:
        return None
    group = 1 if match[1] else 2
    if len(match[group].split()) > _MOST_WORDS:
        return None
    return match[group].strip(" ,"), match.end(group)


def term_form(text: str) -> str:
    """Return the form in which a line prints a term that it defines: quoted, a colon, row, means; or nothing."""
    pair = term_of(text)
    if pair is None:
        return "means" if _MEANS.match(text) else ""
    printed = text[: pair[1]].strip()
    if _QUOTED.match(printed):
        return "quoted"
    return ":" if printed.endswith(":") else "row"


def term_id(term: str) -> str:
    """Return a term as ids hold it: normalised, without quotation marks, in small letters."""
    return normal(" ".join(term.split())).strip("\"' *.:-").lower()
