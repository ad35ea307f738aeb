"""A whole book of laws: how well it is searched, how long that takes, how much room it needs, beside named floors."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from measure import Country, head, key, measure, row

from assess.law.finder.books import laws_of_book, passages_of_law
from assess.law.finder.build import index_book
from assess.law.finder.index import Index
from assess.law.finder.suggest import Suggester
from assess.law.finder.words import stemmer, tokens

WORKERS = 2


def whole_book(book: Path, country: Country, instrument, terms) -> None:
    """Print quality, times, sizes and peak memory of one book."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.lexgap"
        floor = timed(lambda: sum(1 for _ in laws_of_book(book)))[0]
        seconds, index = timed(lambda: index_book(book, path, terms, WORKERS))
        index.close()
        _quality(path, country, instrument, terms)
        size = sum(len(one["text"].encode()) for law in laws_of_book(book) for one in law)
        print(f"\n{'':<44} {'ours':>10} {'floor':>10} {'ratio':>7}")
        line("index, 2 processes / reading the file", seconds, floor, "s")
        with Index(path, terms) as opened:
            spent, laws = timed(opened.laws)
        print(
            f"{len(laws)} laws, {sum(one[3] for one in laws)} provisions; listed in {spent:.3f} s"
        )
        passages = [one for law in laws_of_book(book) for one in passages_of_law(law)]
        fts, made = timed(lambda: _fts(passages, Path(folder) / "fts.db"))
        line("index, 2 processes / FTS5 after cutting", seconds, fts, "s")
        line("index / text, megabytes", path.stat().st_size / 1e6, size / 1e6, "MB")
        line(
            "index / FTS5 with its text, megabytes",
            path.stat().st_size / 1e6,
            (Path(folder) / "fts.db").stat().st_size / 1e6,
            "MB",
        )
        queries = _queries(terms, made)
        answer = timed(lambda: _answers(path, instrument, terms))[0]
        line(
            "all articles / FTS5, one query each",
            answer,
            timed(lambda: [one() for one in queries])[0],
            "s",
        )
        _tantivy(passages, terms, seconds, answer)
        _memory(book, path)


def timed(work: Callable) -> tuple[float, object]:
    """Return the seconds that work takes, and its result."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def line(name: str, ours: float, floor: float, unit: str) -> None:
    """Print one comparison."""
    print(f"{name:<44} {ours:8.2f} {unit:<2}{floor:8.2f} {unit:<2}{ours / floor:6.2f}")


def _quality(path: Path, country: Country, instrument, terms) -> None:
    with Index(path, terms) as index:
        suggester, ids = Suggester(index, instrument), {one[0] for one in index.laws()}
        labels = {
            article: {key(_named(law, ids), ref): grade for (law, ref), grade in grades.items()}
            for article, grades in country.scored().items()
        }
        head(f"whole book: {path.name}")
        row(
            country.code,
            measure(
                labels,
                lambda article: [key(one.law, one.ref) for one in suggester.suggest(article, 10)],
            ),
        )


def _named(law: str, ids: set[str]) -> str:
    """Return the id that a law has in the book: its own, or the longest one that it begins with."""
    return max(
        (one for one in ids if law == one or law.startswith(f"{one}-")), key=len, default=law
    )


def _answers(path: Path, instrument, terms) -> int:
    """Open the index and answer every article; what is timed is everything between a closed file and suggestions."""
    with Index(path, terms) as index:
        suggester = Suggester(index, instrument)
        return sum(len(suggester.suggest(one, 10)) for one in suggester.asked())


def _fts(passages: list, path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path)
    base.execute("CREATE VIRTUAL TABLE f USING fts5(heading, body)")
    base.executemany("INSERT INTO f VALUES (?, ?)", ((one.heading, one.text) for one in passages))
    base.commit()
    return base


def _words(terms, language: str) -> list[list[str]]:
    return [
        sorted({word for facet in one.needs for term in facet.terms for word, _, _ in tokens(term)})
        for one in terms[language].articles.values()
    ]


def _queries(terms, base: sqlite3.Connection) -> list[Callable]:
    asked = [" OR ".join(f'"{word}"' for word in words) for words in _words(terms, "ar")]
    text = "SELECT rowid FROM f WHERE f MATCH ? ORDER BY rank LIMIT 10"
    return [lambda query=query: base.execute(text, (query,)).fetchall() for query in asked]


def _tantivy(passages: list, terms, seconds: float, answer: float) -> None:
    try:
        import tantivy
    except ImportError:
        return print("tantivy is not installed")
    schema = tantivy.SchemaBuilder().add_text_field("body", stored=False).build()
    index, stem = tantivy.Index(schema), stemmer("ar")

    def fill() -> None:
        writer = index.writer()
        for one in passages:
            text = " ".join(stem(word) for word, _, _ in tokens(f"{one.heading} {one.text}"))
            writer.add_document(tantivy.Document(body=text))
        writer.commit()
        index.reload()

    line("index, 2 processes / tantivy, stemmed, after cutting", seconds, timed(fill)[0], "s")
    asked = [" ".join(map(stem, words)) for words in _words(terms, "ar")]
    searcher = index.searcher()
    spent, _ = timed(
        lambda: [searcher.search(index.parse_query(query, ["body"]), 10) for query in asked]
    )
    line("all articles / tantivy, one query each", answer, spent, "s")


_PEAK = (
    "print(next(one for one in open('/proc/self/status') if one.startswith('VmHWM')).split()[1])"
)
_LISTS = """import sys
from pathlib import Path
from assess.load.instruments import load_instrument
from assess.law.finder.terms import all_terms
instrument = load_instrument("budapest")[0]
terms = all_terms(instrument)
"""
_ANSWER = """from assess.law.finder.index import Index
from assess.law.finder.suggest import Suggester
suggester = Suggester(Index(sys.argv[1], terms), instrument)
found = [suggester.suggest(one, 10) for one in suggester.asked()]
"""
_MAKE = """from assess.law.finder.build import index_book
index_book(Path(sys.argv[1]), Path(sys.argv[2]), terms, 1)
"""


def _memory(book: Path, path: Path) -> None:
    """Print the peak memory of making the index and of answering, each in a process of its own (Linux)."""
    peaks = [
        int(
            subprocess.run(
                [sys.executable, "-c", _LISTS + code + _PEAK, *map(str, files)],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        / 1e3
        for code, files in ((_MAKE, (book, f"{path}.again")), (_ANSWER, (path,)))
    ]
    print(
        f"peak memory: making the index in one process {peaks[0]:.0f} MB, answering {peaks[1]:.0f} MB"
    )
