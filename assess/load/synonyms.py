"""The words that people type for a closed term: its labels in every language of the program, and others for the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from assess.base.normal import normal
from assess.base.problems import nearest
from assess.load.label_types import Labels
from assess.load.labels import FALLBACK, every, labels

_COMMAS = re.compile("[,،]")
_ENDING = re.compile(r"ه(?!\w)")
_THE = re.compile(r"(?<!\w)ال(?=\w{2})")
#: The kind of what is no law yet: no slip of a finger may turn a law in force into it.
_NEVER_NEAR = {"law_kinds": "bill"}


def bare_term(text: str) -> str:
    """Return a word without what does not tell terms apart: hyphens, the Arabic article, ه for ة at the end."""
    plain = re.sub("[_-]", " ", normal(text)).casefold().strip(" .")
    return _ENDING.sub("ة", _THE.sub("", plain))


def meant(block: str, typed: str, terms: Iterable[str], language: str) -> str:
    """Return the term of a block of labels that a text names in words; empty where none does, or several do.

    The language of the text counts before the others.
    """
    wanted, known = bare_term(typed), tuple(terms)
    for own_labels in map(_any, every(language)):
        names = own_labels[block]
        also = own_labels[f"{block}_also"] if f"{block}_also" in own_labels else {}
        for words in (
            {term: (term, label_of(names[term])) for term in known},
            {term: _COMMAS.split(also[term]) for term in known if term in also},
        ):
            named = [term for term in known if wanted in map(bare_term, words.get(term, ()))]
            if named:
                return named[0] if len(named) == 1 else ""
    return ""


def near(block: str, typed: str, terms: Iterable[str], language: str) -> str:
    """Return the label that is written most like a text, empty where none is; never that of a bill."""
    names = _any(labels(language))[block]
    hinted = [label_of(names[term]) for term in terms if term != _NEVER_NEAR.get(block)]
    return nearest(typed.casefold(), hinted)


def yes_no(typed: str) -> bool | None:
    """Return whether an answer is yes, in any language of the program; None for what is neither yes nor no."""
    wanted = normal(typed).casefold().strip(" .!")
    for own_labels in every(FALLBACK):
        answers = own_labels.answers_also
        for word, value in (("yes", True), ("no", False)):
            if wanted in (normal(text).strip() for text in _COMMAS.split(answers[word])):
                return value
    return None


def label_of(entry: Any) -> str:
    """Return the word of an entry of the labels that is a word, or a word with its letter."""
    return str(entry if isinstance(entry, str) else entry.label)


def _any(own_labels: Labels) -> Any:
    """Return labels as blocks by names that are known at run time alone."""
    return own_labels
