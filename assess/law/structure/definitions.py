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
    r"|unless the context (?:otherwise|indicates)|\bthe following terms|\bon entend par|\bil faut entendre"
    r"|s['’]entend par|\bse entiende por|\bse entenderá por|\bmõistetakse",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[«“\"„‘]\s*([^«»“”\"„]{1,100}?)\s*[»”\"’]\s*:?")
_COLON = re.compile(r"([^:.;،؛!?؟\t]{1,80}?)\s*:(?=\s*[^\s\-–—])\s*")
_ROW = re.compile(r"([^\t]{1,100})\t")
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


def like_sister(text: str, printed: str) -> bool:
    """Whether a line begins with a term in the form in which the definition before it printed its own."""
    pair = term_of(text)
    return pair is not None and _form(text[: pair[1]]) == _form(printed)


def _form(printed: str) -> str:
    """Return `quoted`, or the sign after the term."""
    printed = printed.strip()
    return "quoted" if _QUOTED.match(printed) else printed[-1:] if printed.endswith(":") else ""


def term_id(term: str) -> str:
    """Return a term as ids hold it: normalised, without quotation marks, in small letters."""
    return normal(" ".join(term.split())).strip("\"' *.:-").lower()
