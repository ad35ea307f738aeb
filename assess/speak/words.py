"""How a view says things: marks with letter and colour, dates, references, joined lists."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, cast

from assess.base.problems import render
from assess.base.text import Text, steady
from assess.law.structure.tree import named as unit_name
from assess.load.labels import Labels
from assess.model.case import Law, printed_number
from assess.model.day import Day
from assess.model.instrument import Element
from assess.model.terms import UnitWord
from assess.speak.digits import Numerals
from assess.speak.marks import Mark
from assess.speak.pieces import Piece, filled, joined, named, text_of, verbatim
from assess.speak.values import (
    MARKS,
    SIGNS,
    Address,
    ArticleNumber,
    ArticleNumbers,
    Chosen,
    Joined,
    Label,
    Letter,
    MarkValue,
    Message,
    Named,
    Paragraphs,
    Phrase,
    Rated,
    Reported,
    Stated,
    Stepped,
    Summed,
    Trimmed,
    UnitName,
    Unrated,
    Value,
    Verbatim,
)

#: Fill and ink of every mark. Neighbours in a table differ in lightness too, so that a grey copy can be read.
COLOURS: dict[str, tuple[str, str]] = {
    "C": ("12513A", "FFFFFF"),
    "LC": ("8CC5A2", "10241B"),
    "PC": ("F6D98B", "2B2006"),
    "NC": ("B23A48", "FFFFFF"),
    "range": ("D9D4E7", "231B3A"),
    "none": ("ECEFF1", "37474F"),
    "met": ("12513A", "FFFFFF"),
    "met_otherwise": ("5BA889", "0E1F18"),
    "partly": ("F6D98B", "2B2006"),
    "not_met": ("B23A48", "FFFFFF"),
    "contrary": ("6E1423", "FFFFFF"),
    "not_found": ("D98C94", "2E0D11"),
    "not_assessed": ("ECEFF1", "37474F"),
    "source_not_obtained": ("D9D4E7", "231B3A"),
    "not_applicable": ("F5F5F5", "616161"),
    "reserved": ("C5D5EA", "14263F"),
    "draft_only": ("E9D8A6", "3A2E07"),
    "not_in_force": ("E3C9A8", "3B2A12"),
    "suspended": ("E2D3DC", "35202C"),
    "struck_down": ("BFA9B4", "2B1722"),
    "repealed": ("CFC4BA", "33291F"),
    "date_uncertain": ("D9D4E7", "231B3A"),
}
#: The same for what published sources report: grey-blue, so that none looks like a rating. `reported_old` is that of
#: an article on which all that was seen is of repealed or replaced laws.
REPORTED: dict[str, tuple[str, str]] = {
    "reported_verdict": ("C9D5E3", "16263A"),
    "reported": ("E4EAF1", "22344A"),
    "reported_old": ("DCDBE6", "35304A"),
    "general": ("F1F3F6", "22344A"),
    "nothing_seen": ("FFFFFF", "5A6470"),
}
#: The same for an article in which no element counts.
_NOTHING_COUNTS = ("F7F8F9", "5A6470")
#: The same for the steps of a review.
REVIEW_COLOURS: dict[str, tuple[str, str]] = {
    "draft": ("ECEFF1", "37474F"),
    "submitted": ("C5D5EA", "14263F"),
    "returned": ("F6D98B", "2B2006"),
    "accepted": ("8CC5A2", "10241B"),
    "locked": ("12513A", "FFFFFF"),
}
_OPTION = ("EAF2F8", "1F3A52")


_SEVERAL = re.compile(r"\d+(?: ?[-–,]| و) ?\d")  # several articles: 260-265 or 2, 4, 6
#: An article of the decree that issues a law, or of its second decree.
_ISSUING = re.compile(r"decree(?: (\d+))? (\d.*)")
_BETWEEN_UNITS = re.compile("( … |–|, )")  # of a run: 1 … schedule


class Words:
    """Says values of the model in one language; `beside` are the other languages of the same report.

    What these say needs no saying here: such a text is one of `pieces`, which writers leave to the other language.
    """

    def __init__(
        self,
        labels: Labels,
        language: str,
        own_digits: bool = False,
        beside: tuple[str, ...] = (),
    ):
        self.labels, self.language, self.own_digits = labels, language, own_digits
        self.beside = beside
        self.numerals = Numerals.of(labels.numerals) if own_digits else None
        self._labels: dict[tuple[str, str], str] = {}
        self._marks: dict[MarkValue, Mark] = {}
        self.pages: dict[int, Any] = {}  # made of values so far, by the identity of each

    @property
    def rtl(self) -> bool:
        """Whether the language runs from right to left."""
        return self.labels.direction == "rtl"

    def say(self, value: Value) -> str:
        """Return a value as a text in this language; nothing is an empty text."""
        if value is None:
            return ""
        if isinstance(value, (str, int)):
            return steady(str(value))
        return _WAYS[type(value)](self, value)

    def paragraphs(self, value: Paragraphs) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Return headings with their paragraphs."""
        parts = {name: self.say(part) for name, part in value.values}
        return tuple(
            (block["heading"], tuple(filled(line, parts) for line in block["paragraphs"]))
            for block in cast(Any, self.labels[value.key])
        )

    def mark(self, value: MarkValue) -> Mark:
        """Return a mark with its letter, its words and its colours."""
        if value not in self._marks:
            self._marks[value] = _MARKED[type(value)](self, value)
        return self._marks[value]

    def sentence(self, key: str) -> str:
        """Return a sentence of the label files by its key, such as `sentences.part`; of a list by its place in it."""
        form: Any = self.labels
        for step in key.split("."):
            form = form[int(step) if isinstance(form, (list, tuple)) else step]
        return form

    def text(self, text: Text) -> str:
        """Return a text; one that falls back to another language carries that language's code in brackets."""
        wording, code = self.printed(text)
        if code in self.beside:
            return text_of([Piece(wording, lacks=code)])
        return wording if code == self.language or not wording else f"{wording} [{code}]"

    def printed(self, text: Text) -> tuple[str, str]:
        """Return the words in which a text is printed, and their language.

        Where it lacks this one, these are words that another language of the report says, before those of any other.
        """
        wording, code = text.get(self.language)
        if code == self.language and (wording or not self.beside):
            return steady(wording), code
        for other in (code, *self.beside):
            words, own = text.get(other)
            if words and own in self.beside:
                return steady(words), own
        return steady(wording), code

    def address(self, text: Text) -> str:
        """Return where a source is found; what has no translation, such as an address of the web, needs none."""
        wording = steady(text.get(self.language)[0])
        return self.labels.recipe.none if wording == "none" else wording

    def verbatim(self, text: str) -> str:
        """Return words of a law so that they are printed to the letter, also where numbers are written otherwise."""
        return verbatim(text) if self.numerals else text

    def label(self, block: str, key: str) -> str:
        """Return the label of a closed term, or the term itself if no language names it.

        `block` may name a block within a block, `review.states`; of a label that has a mark it is the words beside it.
        """
        if (block, key) not in self._labels:
            words: Any = self.labels
            for step in block.split("."):
                words = words[step] if step in words else {}
            label = words[key] if key in words else key
            self._labels[block, key] = label if isinstance(label, str) else label["label"]
        return self._labels[block, key]

    def rating(self, low: str | None, high: str | None) -> Mark:
        """Return the mark of a rating, of a range, or of an article that is not rated."""
        words = self.labels.ratings
        if low is None or high is None:
            return Mark("none", words.none.letter, words.none.label, *COLOURS["none"])
        if low == high:
            return Mark(low, words[low].letter, words[low].label, *COLOURS[low])
        label = self.labels.range.format(low=words[low].label, high=words[high].label)
        return Mark(
            f"{low}-{high}", f"{words[low].letter}–{words[high].letter}", label, *COLOURS["range"]
        )

    def state(self, key: str, option: bool = False) -> Mark:
        """Return the mark of a grade or state; of an option it says whether the option is used."""
        return self.mark(Stated(key, option))

    def _state(self, key: str, option: bool) -> Mark:
        as_option = option and key in self.labels.options
        words = self.labels.options if as_option else self.labels.states
        colours = _OPTION if as_option and key != "contrary" else COLOURS[key]
        # 0 is a sign, no number
        return Mark(key, self.verbatim(words[key].letter), words[key].label, *colours)

    def day(self, day: Day | date | None) -> str:
        """Return a day in words, as coarse as it is on record."""
        if day is None:
            return ""
        if isinstance(day, date):
            return self._full(day)
        if day.text == "unknown":
            return self.labels.unknown_day
        if day.text.startswith("by "):
            return self.labels.by_day.format(day=self._full(day.last))
        if day.first == day.last:
            return self._full(day.first)
        if day.first.month == day.last.month:
            return f"{self.labels.months[str(day.first.month)]} {day.first.year}"
        return str(day.first.year)

    def _full(self, day: date) -> str:
        return self.labels.full_day.format(
            day=day.day, month=self.labels.months[str(day.month)], year=day.year
        )

    def law(self, law: Law) -> str:
        """Return the short name of a law."""
        return self.text(law.short) or self.text(law.title)

    def article(self, number: str, word: UnitWord = "") -> str:
        """Return the number of a provision, if it is one, with the word for article or for articles.

        `word` is that by which its law calls its articles: `Section 4(a)`, `§ 202a`.
        """
        pieces = _BETWEEN_UNITS.split(number)
        kinds = self.labels.structure.ids
        if len(pieces) > 1 and any(piece.split(" ")[0] in kinds for piece in pieces[::2]):
            names = [self.article(piece, word) for piece in pieces[::2]]
            written = {"–": " – ", ", ": self.labels.comma}
            signs = [written.get(sign, sign) for sign in pieces[1::2]]
            return "".join(name + sign for name, sign in zip(names, [*signs, ""], strict=True))
        if not number[:1].isdigit():
            return self.unit(number)
        name = unit_name(number, self.labels)
        words = self.labels.unit_words[word or "article"]
        return f"{words.several if _SEVERAL.match(name) else words.single} {name}"

    def unit(self, name: str) -> str:
        """Return the id of a unit in the words of the language; an article of the decree that issues a law as such."""
        issuing = _ISSUING.fullmatch(name)
        if not issuing:
            return unit_name(name, self.labels)
        decree, article = issuing.groups()
        shown = self.labels.structure.issuing.format(article=self.article(article))
        return f"{shown} ({decree})" if decree else shown

    def element(self, element: Element) -> str:
        """Return the short name of an element, by which a reader knows it; its id where it has none."""
        return self.text(element.name) or element.id

    def called(self, element: Element) -> str:
        """Return an element by its short name, with its id in brackets, where nothing can be printed small."""
        name = self.element(element)
        return name if name == element.id else f"{name} ({element.id})"

    def shortfall(self, element: Element) -> str:
        """Return what is missing where an element is not met, as a sentence; its question where it has none."""
        return self.text(element.shortfall) or self.text(element.asks)

    def many(self, values: Iterable[str]) -> str:
        """Return values joined by the language's comma."""
        return joined(self.labels.comma, (value for value in values if value))

    def numbers(self, articles: Iterable[str]) -> str:
        """Return article numbers with runs drawn together: `1–3, 5`."""
        runs: list[list[str]] = []
        for number in articles:
            follows = (
                runs
                and number.isdigit()
                and runs[-1][-1].isdigit()
                and int(number) == int(runs[-1][-1]) + 1
            )
            runs[-1].append(number) if follows else runs.append([number])
        return self.many(f"{run[0]}–{run[-1]}" if len(run) > 2 else self.many(run) for run in runs)


def percent(share: float) -> str:
    """Return a share from 0 to 1 as whole per cent."""
    return f"{100 * float(share):.0f} %"


# --- how each kind of value is said --------------------------------------------------------------------------------


def _phrase(words: Words, value: Phrase) -> str:
    form = words.sentence(value.key)
    if not value.values:
        return form
    return filled(form, {name: words.say(part) for name, part in value.values}).strip()


def _joined(words: Words, value: Joined) -> str:
    sign = SIGNS[value.sign]
    parts = [words.say(part) for part in value.values]
    if value.unpointed:
        parts = [part.rstrip(".") for part in parts]
    if value.once:
        parts = list(dict.fromkeys(parts))
    between = words.sentence(sign) if sign in ("comma", "semicolon") else sign
    return joined(between, (part for part in parts if part))


def _trimmed(words: Words, value: Trimmed) -> str:
    return words.say(value.value).rstrip(words.labels.comma)


def _article_number(words: Words, value: ArticleNumber) -> str:
    number = printed_number(value.number, value.own, words.language)
    plain = value.bare and number[:1].isdigit()
    return number if plain else words.article(number, value.word)


_WAYS: dict[type, Callable[[Words, Any], str]] = {
    date: Words.day,
    Day: Words.day,
    Text: Words.text,
    Label: lambda words, value: words.label(value.block, value.key),
    Phrase: _phrase,
    Joined: _joined,
    Trimmed: _trimmed,
    Verbatim: lambda words, value: words.verbatim(words.say(value.value)),
    Named: lambda words, value: named(words.say(value.value)),
    Chosen: lambda words, value: words.say(dict(value.by).get(words.printed(value.text)[1])),
    ArticleNumber: _article_number,
    ArticleNumbers: lambda words, value: words.numbers(value.numbers),
    UnitName: lambda words, value: words.unit(value.id),
    Message: lambda words, value: render(value.problem, words.labels.problems),
    Letter: lambda words, value: words.mark(value.mark).letter,
    Address: lambda words, value: words.address(value.text),
    **{kind: lambda words, value: words.mark(value).label for kind in MARKS},
}


def _summed(words: Words, value: Summed) -> Mark:
    label = words.labels.ratings[value.key]
    return Mark(value.key, label.letter, label.label, *COLOURS[value.key])


def _stepped(words: Words, value: Stepped) -> Mark:
    labels = words.labels.review
    colours = REVIEW_COLOURS[value.key]
    return Mark(value.key, labels.letters[value.key], labels.states[value.key], *colours)


def _reported(words: Words, value: Reported) -> Mark:
    label = words.labels.compared.cells[value.key]
    return Mark(value.key, label.letter, label.label, *REPORTED[value.key])


def _unrated(words: Words, value: Unrated) -> Mark:
    label = words.labels.compared.cells[value.key]
    colours = COLOURS["none"] if value.counts else _NOTHING_COUNTS
    return Mark(value.key, label.letter, label.label, *colours)


_MARKED: dict[type, Callable[[Words, Any], Mark]] = {
    Rated: lambda words, value: words.rating(value.low, value.high),
    Stated: lambda words, value: words._state(value.key, value.option),
    Summed: _summed,
    Stepped: _stepped,
    Reported: _reported,
    Unrated: _unrated,
}
