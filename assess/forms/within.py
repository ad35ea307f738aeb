"""Which provisions a cell means that stands in the row of a law: a number without a law is one of that law."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from assess.base.problems import Code
from assess.forms.naming import PARTING, Naming
from assess.forms.spelling import comparable
from assess.forms.unresolved import Reasons
from assess.model.case import Case
from assess.model.numbers import bare, canonical, latin_digits
from assess.rating.belonging import Places

LISTED = re.compile(r"[,;،؛\n]")
_BETWEEN = re.compile(r"(\d+)\s(?:to|الي|حتي)\s(\d+)")
_DASHED = re.compile(r"\d+-\d+")
_SIGNS = " ,:"


class NotMeant(Exception):
    """Words that mean no provision for certain; carries them, the code of the problem, and its words."""

    def __init__(self, typed: str, code: Code, words: dict[str, str]):
        super().__init__(typed)
        self.typed, self.code, self.words = typed, code, words


class Within:
    """Reads the citations of a cell in the laws that its row is about; knows the provisions of all rows of a form."""

    def __init__(self, case: Case, naming: Naming, reasons: Reasons):
        self.case, self.naming, self.reasons = case, naming, reasons
        self.rows: dict[str, set[str]] = {}  # law → numbers on the sheet of provisions
        self._law = cache(self._of_law)
        self._places = cache(self._of_places)

    def marks(
        self, text: str, owners: tuple[str, ...], exact: bool = False
    ) -> list[tuple[str, str]]:
        """Return the law and number of each provision or run of articles meant; the first law that has a number goes first.

        If `exact`, each is a provision that its law has, and of a run they are told one by one. Raises NotMeant where a part of the text means none for certain.
        """
        marks: list[tuple[str, str]] = []
        for part in filter(None, map(str.strip, PARTING.split(text))):
            whole = self._cited(part, owners, exact)
            pieces = [part] if whole else [piece.strip() for piece in LISTED.split(part)]
            for piece in filter(None, pieces):
                own = whole or self._cited(piece, owners, exact)
                if not own:
                    raise NotMeant(piece, *self._why(piece, owners))
                marks += own
        return list(dict.fromkeys(marks))

    def owner(self, number: str, owners: tuple[str, ...]) -> str:
        """Return the first of some laws that has a number."""
        return next((law for law in owners if self._stands(law, number)), owners[-1])

    def _cited(self, text: str, owners: tuple[str, ...], exact: bool) -> list[tuple[str, str]]:
        marks: list[tuple[str, str]] = []
        for piece in [text] if _plain(text) else self.naming.pieces(text):
            named = self.naming.laws(piece)
            rests = [(law, self.naming.rest(piece, name, law)) for name, law in named]
            meanings = [
                [(law, number) for number in self._numbers(law, rest.strip(_SIGNS), exact)]
                for law, rest in (rests if named else [(law, piece) for law in owners])
            ]
            own = next(filter(None, meanings), [])
            if not own or len(rests) > 1:
                return []
            marks += own
        return marks

    def _numbers(self, law: str, text: str, exact: bool) -> list[str]:
        """Return the numbers of a law that words mean in which no law is named."""
        naming = self._law(law)
        number = naming.provision(law, text)
        if comparable(f"{law}:{number}") in naming.known:
            return [number]
        run = between(text)
        if not exact and _DASHED.fullmatch(run) and self._stands(law, run):
            return [run]
        references = naming.resolve_all(text)
        if references:
            return [reference.partition(":")[2] for reference in references]
        if exact:
            return []
        # what stands in none of its own may hold others: 7 of a law that lists 7(1)
        items = [
            naming.provision(law, canonical(item) or bare(item)) for item in _items(naming, text)
        ]
        return items if items and all(self._stands(law, item) for item in items) else []

    def _stands(self, law: str, number: str) -> bool:
        return bool(number) and self._places(law).within(f"{law}:{number}")

    def _of_law(self, law: str) -> Naming:
        return self.naming.within(law, self.rows.get(law, ()))

    def _of_places(self, law: str) -> Places:
        return Places(self._law(law).known.values())

    def _why(self, text: str, owners: tuple[str, ...]) -> tuple[Code, dict[str, str]]:
        if self.naming.called(text):
            return self.reasons.why(text)
        own = Reasons(self.case, self._law(owners[0]), self.reasons.language, self.reasons.comma)
        own.refused = self.reasons.refused
        return own.why(text)


def between(text: str) -> str:
    """Return how articles are named without the words around them: 2-5 for Articles 2 to 5 and من 2 إلى 5."""
    plain = comparable(text)
    for _ in range(2):  # المواد من 2 إلى 5
        plain = _NAMED.sub("", plain)
    return re.sub(r" ?- ?", "-", _BETWEEN.sub(r"\1-\2", plain))


def _items(naming: Naming, text: str) -> Iterable[str]:
    return [item for piece in naming.pieces(text) for item in naming.items(piece) or (piece,)]


def _plain(text: str) -> bool:
    """Whether a text is a number or a run alone."""
    return bool(canonical(latin_digits(text)) or _DASHED.fullmatch(between(text)))


_NAMED = re.compile(
    r"^(?:articles?|arts?|sections?|secs?|ss?|[وف]?(?:[بك]?ال|لل|[بل])?(?:مادة|مادتان|مادتين|مواد)|من)\.?\s(?=\d|من )"
)
