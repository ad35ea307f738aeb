"""What is said before a language is chosen: texts, words of the label files, sentences, days, marks; all of them data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Union

from assess.base.problems import Problem
from assess.base.text import Text
from assess.model.day import Day
from assess.model.terms import UnitWord


@dataclass(frozen=True, slots=True)
class Label:
    """A word of the label files: the label of a closed term, or the term itself where no language names it."""

    block: str  # confidence; with points for a block within a block: review.states
    key: str  # high


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence of the label files, with what is put into it."""

    key: str  # sentences.part
    values: tuple[tuple[str, Value], ...] = ()  # name of the placeholder, what stands there


@dataclass(frozen=True, slots=True)
class Joined:
    """Several values one behind the other; what is empty is left out."""

    values: tuple[Value, ...]
    sign: str = "comma"  # that stands between them: a key of `SIGNS`
    once: bool = False  # what is said alike stands once
    unpointed: bool = False  # without the full stop at the end of each


@dataclass(frozen=True, slots=True)
class Trimmed:
    """A value without the comma that its last placeholder, left empty, would leave behind."""

    value: Value


@dataclass(frozen=True, slots=True)
class Verbatim:
    """Words of a law, of which no sign may change, or a sign that is no number."""

    value: Value


@dataclass(frozen=True, slots=True)
class Named:
    """What a name or a title stands for, where a language that lacks it takes that of another one unmarked."""

    value: Value


@dataclass(frozen=True, slots=True)
class Chosen:
    """What goes with a text in the language in which it is printed: a quotation's check is that of the words beside it."""

    text: Text
    by: tuple[tuple[str, Value], ...]  # language, value


@dataclass(frozen=True, slots=True)
class ArticleNumber:
    """The number of a provision or article with the word for it: `Art. 3(a)`; of a name that is no number, the name."""

    number: str
    own: Text = Text()  # how languages print it, where they print it otherwise
    word: UnitWord = ""  # by which its law calls its articles
    bare: bool = False  # without the word


@dataclass(frozen=True, slots=True)
class ArticleNumbers:
    """Numbers of articles in order, with runs drawn together: `1–3, 5`."""

    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnitName:
    """The id of a unit of a law with the words of the language for part, annex or note: `annex 3(a)`."""

    id: str


@dataclass(frozen=True, slots=True)
class Message:
    """What is wrong with a file, as commands print it."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter of a mark, for running text."""

    mark: MarkValue


@dataclass(frozen=True, slots=True)
class Address:
    """Where a source is found; an address of the web is the same in every language."""

    text: Text


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """A list of headings, each with its paragraphs, of the label files, with what is put into them."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Rated:
    """The mark of a rating, of a range, or of an article that is not rated."""

    low: str | None
    high: str | None

    @property
    def key(self) -> str:
        """Return C, C-PC or none."""
        if self.low is None or self.high is None:
            return "none"
        return self.low if self.low == self.high else f"{self.low}-{self.high}"


@dataclass(frozen=True, slots=True)
class Stated:
    """The mark of a grade or state; of an option it says whether the option is used."""

    key: str
    option: bool = False


@dataclass(frozen=True, slots=True)
class Summed:
    """The mark of a sum in a distribution: a rating, `range` or `none`."""

    key: str


@dataclass(frozen=True, slots=True)
class Stepped:
    """The mark of a step of the review."""

    key: str


@dataclass(frozen=True, slots=True)
class Reported:
    """The mark of what published sources report, which is no rating."""

    key: str


@dataclass(frozen=True, slots=True)
class Unrated:
    """The mark of an article without a rating beside those of other States: nothing is known, or no element counts."""

    counts: bool  # whether an element counts, of which nothing is known

    @property
    def key(self) -> str:
        """Return none or out."""
        return "none" if self.counts else "out"


MarkValue = Union[Rated, Stated, Summed, Stepped, Reported, Unrated]
#: What can be said as a text in any language. A plain string is the same in all of them: an id, a number, a name typed.
Value = Union[
    None,
    str,
    int,
    date,
    Day,
    Text,
    Label,
    Phrase,
    Joined,
    Trimmed,
    Verbatim,
    Named,
    Chosen,
    ArticleNumber,
    ArticleNumbers,
    UnitName,
    Message,
    Letter,
    Address,
    Rated,
    Stated,
    Summed,
    Stepped,
    Reported,
    Unrated,
]
MARKS = (Rated, Stated, Summed, Stepped, Reported, Unrated)
TEXTS = (
    date,
    Day,
    Text,
    Label,
    Phrase,
    Joined,
    Trimmed,
    Verbatim,
    Named,
    Chosen,
    ArticleNumber,
    ArticleNumbers,
    UnitName,
    Message,
    Letter,
    Address,
)
#: Signs between joined values: those of a language by the name of their label, the others as they are.
SIGNS = {
    "comma": "comma",
    "semicolon": "semicolon",
    "space": " ",
    "line": "\n",
    "plus": " + ",
    "none": "",
    "colon": ": ",
    "dash": "–",
}


def phrase(key: str, /, **values: Value) -> Phrase:
    """Return a sentence of the label files, such as `sentences.part`, with what is put into it."""
    return Phrase(key, tuple(values.items()))


def commas(values: Iterable[Value], once: bool = False) -> Joined:
    """Return values joined by the comma of the language."""
    return Joined(tuple(values), "comma", once)


def semicolons(values: Iterable[Value]) -> Joined:
    """Return values joined by the semicolon of the language."""
    return Joined(tuple(values), "semicolon")


def lines(values: Iterable[Value], once: bool = False) -> Joined:
    """Return values a line each."""
    return Joined(tuple(values), "line", once)


def spaced(*values: Value) -> Joined:
    """Return values with a space between them."""
    return Joined(values, "space")


def blank(value: Value) -> bool:
    """Whether nothing is said in any language."""
    if isinstance(value, Joined):
        return all(blank(part) for part in value.values)
    if isinstance(value, (Verbatim, Named, Trimmed)):
        return blank(value.value)
    if isinstance(value, Address):
        return not value.text
    return value is None or value == "" or isinstance(value, Text) and not value
