"""Provisions worth reading for an article or element: in the texts of a case, or in whole books of laws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.citing import known_law
from assess.app.wrong import WrongUse

if TYPE_CHECKING:
    from datetime import date

    from assess.law.finder.excel import Row
    from assess.law.finder.index import Index
    from assess.law.finder.scan import Scanned
    from assess.law.finder.suggest import Suggester
    from assess.law.finder.types import Suggestion
    from assess.model.case import Case
    from assess.model.instrument import Instrument
    from assess.speak.values import Value
    from assess.speak.words import Words

Suggested = Mapping[str, Sequence["Suggestion"]]  # by what was asked for, the best first


@dataclass(frozen=True)
class Suggestions:
    """What was found, the laws that were not searched for want of a term list (id, language), and how many others
    were searched as one text each, since no article was recognised in them."""

    suggestions: Suggested
    unsearched: tuple[tuple[str, str], ...]
    uncut: int = 0


def suggestions(
    case: Case,
    asked: Sequence[str],
    words: Words,
    top: int = 10,
    law: str = "",
    book: Path | None = None,
) -> Suggestions:
    """Return provisions to read for articles (19), definitions (1.a) or elements; for all where none is named.

    They are looked for in the texts of the case, in one law of it (its id or name), or in a book of laws (an index or lines of JSON).
    Laws have their titles in the language of `words`. Raises LexgapError for names of nothing, for a law that is not
    there, and where there is nothing to search.
    """
    from assess.law.finder.suggest import Suggester

    law = known_law(case, law).id if law and not book else law
    with _index(case, book, law) as index:
        _known(law, index)
        suggester = Suggester(index, case.instrument, words.language, case.profile.language)
        own_suggestions: dict[str, Sequence[Suggestion]] = {}
        for name in _wanted(asked, suggester, case.instrument):
            listed = suggester.suggest(name, top, law)
            own_suggestions[name] = (
                listed if book else [_titled(suggestion, case, words) for suggestion in listed]
            )
        return Suggestions(own_suggestions, tuple(suggester.unsearched()), index.uncut())


def _index(case: Case, book: Path | None, law: str) -> Index:
    """Return the index of the book, or one made of the case's texts for this run."""
    from assess.base.problems import LexgapError, Location, problem
    from assess.law.finder.books import is_index, passages_of_case, read_book
    from assess.law.finder.index import Index, build_index
    from assess.law.finder.terms import all_terms

    terms = all_terms(case.instrument)
    if book is not None and is_index(book):
        return Index(book, terms)
    if book is not None:
        lines = (passage for passages in read_book(book) for passage in passages)
        return build_index(":memory:", lines, terms)
    passages = [passage for passage in passages_of_case(case) if law in ("", passage.law)]
    if not passages:
        at = Location(case.profile.place.path)
        raise LexgapError([problem("nothing-to-search", at, law=law)])
    return build_index(":memory:", passages, terms)


def _known(law: str, index: Index) -> None:
    from assess.base.problems import NOWHERE, LexgapError, nearest, problem

    known = [entry[0] for entry in index.laws()]
    if law and law not in known:
        fault = problem("law-not-in-book", NOWHERE, id=law, nearest=nearest(law, known))
        raise LexgapError([fault])


def _wanted(asked: Sequence[str], suggester: Suggester, instrument: Instrument) -> list[str]:
    """Return what is asked for; an article that has lists for its parts alone (1) stands for these (1.a, 1.b …)."""
    from assess.base.problems import NOWHERE, LexgapError, nearest, problem
    from assess.model.runs import runs_out

    keys, elements = suggester.asked(), instrument.by_id()
    wanted: list[str] = []
    faults = []
    for name in runs_out(map(instrument.id_of, asked), instrument.numbers()) or keys:
        if name in keys or name in elements:
            wanted.append(name)
            continue
        article = instrument.article_of(name)
        below = [key for key in keys if key.startswith(f"{name}.")]
        below = [key for key in below if instrument.article_of(key) == article]
        wanted += below
        if not below:
            near = nearest(name, [*keys, *elements])
            if "." in name:
                faults.append(problem("unknown-element", NOWHERE, id=name, nearest=near))
            else:
                faults.append(problem("unknown-article", NOWHERE, id=name, nearest=near))
    if faults:
        raise LexgapError(faults)
    return list(dict.fromkeys(wanted))


def _titled(suggestion: Suggestion, case: Case, words: Words) -> Suggestion:
    """Return a suggestion with the title that the law has in the language spoken."""
    law = case.law(suggestion.law)
    return replace(suggestion, law_title=words.text(law.title)) if law else suggestion


def keep_suggestions(root: Path, case: Case, suggested: Suggested, head: str) -> tuple[int, Path]:
    """Write suggestions.yaml, and return the number of its rows and its path.

    The new rows stand in the place of those for the same articles, the others as they were; `head` is the comment
    above. Raises LexgapError where the file cannot be written.
    """
    from assess.base.output import replace_content
    from assess.files.yamlfile import write

    rows: list[dict[str, object]] = []
    for kept in case.suggestions:
        if kept.asked not in suggested:
            rows.append({name: getattr(kept, name) for name in _KEPT})
    for listed in suggested.values():
        for suggestion in listed:
            row = {"provision": suggestion.ref}
            rows.append({name: row.get(name) or getattr(suggestion, name, "") for name in _KEPT})
    text = write({"suggestions": rows}, head)
    path = root / "suggestions.yaml"
    replace_content(path, text.encode("utf-8"))
    return len(rows), path


#: Keys of a row of suggestions.yaml.
_KEPT = ("asked", "law", "provision", "score", "language", "words", "missed", "definition")


# --- books ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Scan:
    """How books are searched."""

    instrument: str = "budapest"  # id, or folder with a slash
    top: int = 10  # suggestions an article
    keep: Path | None = None  # folder in which the indexes stay
    workers: int = 1  # processes
    cluster: str = ""  # address of a scheduler, where other machines are to do it


@dataclass(frozen=True)
class ScannedBook:
    """A book, by the name that it is shown by, and what was found in it or why nothing was."""

    name: str
    scanned: Scanned

    @property
    def suggestions(self) -> Suggested:
        """What was found, by article."""
        grouped: dict[str, list[Suggestion]] = {}
        for suggestion in self.scanned.suggestions:
            grouped.setdefault(suggestion.asked, []).append(suggestion)
        return grouped


def scan_instrument(name: str, language: str) -> Instrument:
    """Return the instrument of a scan; LexgapError where it, or one of its term lists, cannot be used."""
    from assess.base.problems import LexgapError
    from assess.law.finder.terms import all_terms
    from assess.load.instruments import load_instrument

    instrument, problems = load_instrument(name, (language,))
    if instrument is None:
        raise LexgapError(problems)
    all_terms(instrument)  # faults of the lists are told once, and not by every book
    return instrument


def scan_books(books: Sequence[Path], scan: Scan) -> list[ScannedBook]:
    """Search books (files of JSON lines, or indexes) for every article of an instrument; each book once.

    A book that cannot be read is returned with its problems. Raises LexgapError where a cluster cannot be reached.
    """
    from assess.law.finder.scan import Task, index_names, scan_local, scan_on_cluster

    listed = list({path.resolve(): path for path in books}.values())
    # one book is shared out, several are dealt out
    inside = scan.workers if len(listed) == 1 and not scan.cluster else 1
    instrument = scan.instrument
    if scan.cluster and "/" in instrument:  # other machines stand in other folders
        instrument = f"{Path(instrument).resolve()}/"
    tasks = []
    for path, name in zip(listed, index_names(listed)):
        place = str(path.resolve() if scan.cluster else path)
        kept = str(scan.keep.resolve() / name) if scan.keep else ""
        tasks.append(Task(place, instrument, scan.top, kept, inside))
    if scan.cluster:
        scanned = scan_on_cluster(tasks, scan.cluster)
    else:
        scanned = scan_local(tasks, scan.workers)
    return [ScannedBook(name, scan) for name, scan in zip(_shown(listed), scanned)]


def _shown(books: Sequence[Path]) -> list[str]:
    """Return the names that books are shown by: that of the file, or the path as given where several have the name."""
    names = [path.name for path in books]
    return [path.name if names.count(path.name) == 1 else str(path) for path in books]


def known_ending(out: Path) -> None:
    """Raise WrongUse for a name of a file by whose ending nobody knows what to write."""
    if out.suffix not in (".xlsx", ".csv", ".json"):
        raise WrongUse("ending", "--output")


def write_scan(
    books: Sequence[ScannedBook], out: Path, instrument: Instrument, words: Words, today: date
) -> None:
    """Write what was found in all books to one file, by its ending: .xlsx, .csv or .json.

    Raises LexgapError where it cannot be written, WrongUse for another ending.
    """
    import json

    from assess.base.output import replace_content

    known_ending(out)
    own_suggestions = {book.name: book.suggestions for book in books}
    if out.suffix == ".xlsx":
        rows = []
        for name, listed in own_suggestions.items():
            rows += sheet_rows(listed, instrument, words, name)
        _write_rows(rows, out, words.many(own_suggestions), instrument, words, today)
        return
    if out.suffix == ".csv":
        text = csv_of(own_suggestions, words)
    else:
        by_book = {
            name: data_of(listed, words)["suggestions"] for name, listed in own_suggestions.items()
        }
        data = {"disclaimer": words.labels.suggest.disclaimer, "books": by_book}
        text = json.dumps(data, ensure_ascii=False, indent=2)
    replace_content(out, text.encode("utf-8"))


def write_suggestions(
    suggested: Suggested, out: Path, case: Case, words: Words, today: date
) -> None:
    """Write suggestions for a case as an Excel sheet; LexgapError where it cannot be written."""
    rows = sheet_rows(suggested, case.instrument, words)
    _write_rows(rows, out, case.profile.country, case.instrument, words, today)


def _write_rows(
    rows: list[Row], out: Path, of: Value, instrument: Instrument, words: Words, today: date
) -> None:
    from assess.law.finder.excel import write_suggestions as write

    write(rows, out, words, of, instrument.short, today)


# --- as rows and data ------------------------------------------------------------------------------------------------------


def asks(asked: str, instrument: Instrument, words: Words) -> str:
    """Return what an article or element is about: its heading, or its question."""
    element = instrument.element(asked)
    if element is not None:
        return words.text(element.asks)
    article = instrument.article(instrument.article_of(asked))
    return words.text(article.heading) if article else ""


def data_of(suggested: Suggested, words: Words) -> dict[str, object]:
    """Return suggestions as plain data, with the line that says what they are not."""
    from assess.law.finder.export import suggestion_records

    rows = {name: suggestion_records(listed, words) for name, listed in suggested.items()}
    return {"disclaimer": words.labels.suggest.disclaimer, "suggestions": rows}


def csv_of(books: Mapping[str, Suggested], words: Words) -> str:
    """Return one line a suggestion; cells that a spreadsheet would run are quoted."""
    from assess.law.finder.export import suggestions_csv

    return suggestions_csv(books, words)


def sheet_rows(
    suggested: Suggested, instrument: Instrument, words: Words, book: str = ""
) -> list[Row]:
    """Return the rows of the Excel sheet."""
    from assess.law.finder.excel import Row

    rows = []
    for listed in suggested.values():
        for suggestion in listed:
            element = instrument.element(suggestion.asked)
            rows.append(
                Row(
                    name=words.element(element) if element else "",
                    element=suggestion.asked,
                    asks=asks(suggestion.asked, instrument, words),
                    book=book,
                    law=suggestion.law_title or suggestion.law,
                    provision=suggestion.ref,
                    heading=suggestion.heading,
                    score=suggestion.score,
                    words=suggestion.words,
                    missed=suggestion.missed,
                    defined_in=suggestion.definition,
                    excerpt=suggestion.excerpt,
                )
            )
    return rows
