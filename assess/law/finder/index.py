"""The index of a book of laws: one SQLite file, to which laws are added and from which they are taken one by one."""

from __future__ import annotations

import json
import sqlite3
import zlib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from assess.base.problems import LexgapError, Location, not_written, problem
from assess.law.finder.lexicon import Lexicon, compile_terms
from assess.law.finder.prepare import Learner, Learnt, Prepared, Stems, prepare
from assess.law.finder.scoring import Collection
from assess.law.finder.terms import TermList
from assess.law.finder.types import WHOLE, Passage

FORMAT = "lexgap-index-3"  # changes with the tables, and with what is counted or scored when a law is added
_LAW = "SELECT number FROM laws WHERE id = ? AND language = ?"
_MOST_KEPT = 20  # laws whose texts are kept unpacked
_TABLES = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE laws (number INTEGER PRIMARY KEY, id TEXT, title TEXT, language TEXT, size INTEGER,
                   length INTEGER, vocabulary BLOB, texts BLOB, likely TEXT, UNIQUE (id, language));
CREATE TABLE passages (law INTEGER, place INTEGER, ref TEXT, heading TEXT, stems BLOB, heading_size INTEGER,
                       breaks BLOB, PRIMARY KEY (law, place)) WITHOUT ROWID;
CREATE TABLE hints (language TEXT, article TEXT, score REAL, tie INTEGER, law INTEGER, place INTEGER);
CREATE INDEX best ON hints (language, article, score, tie);
CREATE INDEX of_law ON hints (law);
CREATE TABLE counts (language TEXT, kind TEXT, key TEXT, number INTEGER, PRIMARY KEY (language, kind, key))
    WITHOUT ROWID;
"""


class Index:
    """An open index. `terms` are the term lists by language; what it holds of another list is learnt anew."""

    def __init__(self, path: str | Path, terms: Mapping[str, TermList]):
        self.path = str(path)
        self.terms = dict(terms)
        self._lexicons: dict[str, Lexicon] = {}
        self._learners: dict[str, Learner] = {}
        self._kept: dict[int, tuple[str, str, str, list]] = {}
        try:
            self._open()
            self._renew()
        except sqlite3.Error as fault:
            raise LexgapError(
                [problem("index-unreadable", Location(self.path), why=fault)]
            ) from fault

    def _open(self) -> None:
        self.db = sqlite3.connect(self.path)
        self.db.execute("PRAGMA synchronous = OFF")
        tables = [
            name
            for (name,) in self.db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        if not tables:
            self.db.executescript(_TABLES)
            self.db.execute("INSERT INTO about VALUES ('format', ?)", (FORMAT,))
        elif "about" not in tables or self._about("format") != FORMAT:
            raise LexgapError(
                [problem("index-unreadable", Location(self.path), why="@index_format")]
            )

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def book(self) -> str:
        """Return the digest of the book that it was made of, empty where none was noted."""
        return self._about("book")

    def note_book(self, digest: str) -> None:
        """Note the digest of the book that it is made of."""
        with self.db:
            self.db.execute("INSERT OR REPLACE INTO about VALUES ('book', ?)", (digest,))

    def lexicon(self, language: str) -> Lexicon:
        """Return the lexicon of a language that has a term list."""
        if language not in self._lexicons:
            self._lexicons[language] = compile_terms(self.terms[language])
        return self._lexicons[language]

    def laws(self) -> list[tuple[str, str, str, int]]:
        """Return id, title, language and number of provisions of every law, by id."""
        return self._rows("SELECT id, title, language, size FROM laws ORDER BY id, language")

    def uncut(self) -> int:
        """Return how many laws are searched as one text, since no article was recognised in them."""
        rows = self._rows("SELECT count(*) FROM passages WHERE ref = ?", (WHOLE,))
        return int(rows[0][0])

    def add_laws(self, laws: Iterable[tuple[Prepared, Learnt | None]]) -> None:
        """Add laws that are prepared; a law takes the place of the one of the same id and language that is there.

        Raises LexgapError where the file cannot be written; it then holds what it held before.
        """
        try:
            with self.db:
                counts: dict[str, dict[str, Counter]] = {}
                for law, learnt in laws:
                    self._remove(law.law, law.language)
                    self._add(law, learnt, counts)
                self._count(counts)
        except sqlite3.OperationalError as fault:
            raise LexgapError([not_written(self.path, OSError(str(fault)))]) from fault

    def add_law(self, passages: Sequence[Passage]) -> None:
        """Add one law, given as its provisions in their order."""
        law = prepare(passages)
        self.add_laws([(law, self.learn(law))])

    def remove_law(self, law: str) -> bool:
        """Take a law out, in all its languages; return whether it was there."""
        with self.db:
            result = self.db.execute("SELECT language FROM laws WHERE id = ?", (law,)).fetchall()
            for (language,) in result:
                self._remove(law, language)
        return bool(result)

    def learn(self, law: Prepared) -> Learnt | None:
        """Return what the term list of its language makes of a law, None where there is no list."""
        if law.language not in self.terms:
            return None
        if law.language not in self._learners:
            self._learners[law.language] = Learner(self.lexicon(law.language))
        return self._learners[law.language].learn(law)

    def collection(self, language: str) -> Collection:
        """Return the counts of all provisions in a language."""
        ((size, length),) = self._rows(
            "SELECT COALESCE(SUM(size), 0), COALESCE(SUM(length), 0) FROM laws WHERE language = ?",
            (language,),
        )
        texts: dict[str, dict] = {"phrases": {}, "words": {}, "facets": {}}
        read: dict[str, Callable[[str], object]] = {"phrases": int, "words": str, "facets": _facet}
        for kind, key, number in self._rows(
            "SELECT kind, key, number FROM counts WHERE language = ?", (language,)
        ):
            texts[kind][read[kind](key)] = number
        return Collection(size, length, **texts)

    def hints(
        self, language: str, article: str, most: int, law: str = ""
    ) -> list[tuple[float, int, int]]:
        """Return first score, law and place of the likeliest provisions for an article, the best first."""
        where, values = (f"AND law = ({_LAW}) ", (law, language)) if law else ("", ())
        return self._rows(
            f"SELECT score, law, place FROM hints WHERE language = ? AND article = ? {where}"
            "ORDER BY score DESC, tie DESC LIMIT ?",
            (language, article, *values, most),
        )

    def law(self, number: int) -> tuple[str, str, tuple[str, ...], dict[str, float]]:
        """Return id, title, vocabulary and likelihoods of a law by its number in this file."""
        ((law, title, words, likely),) = self._rows(
            "SELECT id, title, vocabulary, likely FROM laws WHERE number = ?", (number,)
        )
        return (
            law,
            title,
            tuple(zlib.decompress(words).decode().split("\n")),
            json.loads(likely or "{}"),
        )

    def stems(self, law: int, place: int) -> Stems:
        """Return the stems of a provision."""
        ((stems, heading, breaks),) = self._rows(
            "SELECT stems, heading_size, breaks FROM passages WHERE law = ? AND place = ?",
            (law, place),
        )
        return Stems(array("I", stems), heading, array("I", breaks))

    def passage(self, law: int, place: int) -> Passage:
        """Return a provision with its printed text."""
        wording, title, language, texts = self._texts(law)
        ((ref, heading),) = self._rows(
            "SELECT ref, heading FROM passages WHERE law = ? AND place = ?", (law, place)
        )
        text, parts = texts[place]
        return Passage(
            wording,
            ref,
            text,
            heading,
            title,
            language,
            tuple((name, start) for name, start in parts),
        )

    def _texts(self, law: int) -> tuple[str, str, str, list]:
        """Return id, title, language and texts of a law; those of the last few laws are kept."""
        if law not in self._kept:
            ((entry, title, language, packed),) = self._rows(
                "SELECT id, title, language, texts FROM laws WHERE number = ?", (law,)
            )
            self._kept = {
                **dict(list(self._kept.items())[-_MOST_KEPT:]),
                law: (entry, title, language, json.loads(zlib.decompress(packed))),
            }
        return self._kept[law]

    def _add(self, law: Prepared, learnt: Learnt | None, counts: dict) -> None:
        texts = json.dumps(
            [(passage.text, passage.parts) for passage in law.passages], ensure_ascii=False
        ).encode()
        words = zlib.compress("\n".join(law.vocabulary).encode(), 1)
        length = sum(len(stem.numbers) for stem in law.stems)
        number = self.db.execute(
            "INSERT INTO laws (id, title, language, size, length, vocabulary, texts) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                law.law,
                law.title,
                law.language,
                len(law.passages),
                length,
                words,
                zlib.compress(texts, 1),
            ),
        ).lastrowid
        assert number is not None  # sqlite3 has one after every row that was put in
        self.db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    number,
                    place,
                    passage.ref,
                    passage.heading,
                    stems.numbers.tobytes(),
                    stems.heading,
                    stems.breaks.tobytes(),
                )
                for place, (passage, stems) in enumerate(zip(law.passages, law.stems))
            ),
        )
        if learnt is not None:
            self._keep(law, number, learnt, counts)

    def _keep(self, law: Prepared, number: int, learnt: Learnt, counts: dict) -> None:
        self.db.execute(
            "UPDATE laws SET likely = ? WHERE number = ?", (json.dumps(learnt.likely), number)
        )
        self.db.executemany(
            "INSERT INTO hints VALUES (?, ?, ?, ?, ?, ?)",
            (
                (
                    law.language,
                    article,
                    value,
                    zlib.crc32(f"{law.law} {place}".encode()),
                    number,
                    place,
                )
                for article, value, place in learnt.hints
            ),
        )
        for kind, count in learnt.counts.items():
            counts.setdefault(law.language, {}).setdefault(kind, Counter()).update(count)

    def _count(self, counts: dict[str, dict[str, Counter]], sign: int = 1) -> None:
        self.db.executemany(
            "INSERT INTO counts VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number",
            (
                (language, kind, _key(key), sign * times)
                for language, kinds in counts.items()
                for kind, counts in kinds.items()
                for key, times in counts.items()
            ),
        )

    def _remove(self, law: str, language: str) -> None:
        result = self.db.execute(_LAW, (law, language)).fetchone()
        if result is None:
            return
        learnt = self.learn(self._prepared(result[0]))
        if learnt is not None:
            self._count({language: learnt.counts}, -1)
        self._kept.pop(result[0], None)
        self.db.execute("DELETE FROM counts WHERE number = 0")
        for table, column in (("hints", "law"), ("passages", "law"), ("laws", "number")):
            self.db.execute(f"DELETE FROM {table} WHERE {column} = ?", result)

    def _prepared(self, number: int) -> Prepared:
        """Return a law as it was prepared, without the printed text."""
        law, title, words, _ = self.law(number)
        ((language,),) = self._rows("SELECT language FROM laws WHERE number = ?", (number,))
        stems = [
            Stems(array("I", entry), size, array("I", item))
            for entry, size, item in self._rows(
                "SELECT stems, heading_size, breaks FROM passages WHERE law = ? ORDER BY place",
                (number,),
            )
        ]
        return Prepared(law, title, language, (), words, tuple(stems))

    def _renew(self) -> None:
        """Learn again what was learnt by a list that has changed since, or before there was one."""
        for language, terms in sorted(self.terms.items()):
            if self._about(f"list {language}") == terms.digest:
                continue
            with self.db:
                self.db.execute("DELETE FROM hints WHERE language = ?", (language,))
                self.db.execute("DELETE FROM counts WHERE language = ?", (language,))
                counts: dict[str, dict[str, Counter]] = {}
                for (number,) in self.db.execute(
                    "SELECT number FROM laws WHERE language = ?", (language,)
                ).fetchall():
                    law = self._prepared(number)
                    learnt = self.learn(law)
                    if learnt is not None:
                        self._keep(law, number, learnt, counts)
                self._count(counts)
                self.db.execute(
                    "INSERT OR REPLACE INTO about VALUES (?, ?)", (f"list {language}", terms.digest)
                )

    def _about(self, key: str) -> str:
        rows = self._rows("SELECT value FROM about WHERE key = ?", (key,))
        return rows[0][0] if rows else ""

    def _rows(self, query: str, values: tuple = ()) -> list[tuple]:
        """Return the rows of a query; raises LexgapError for a file that is damaged."""
        try:
            return self.db.execute(query, values).fetchall()
        except sqlite3.Error as fault:
            raise LexgapError(
                [problem("index-unreadable", Location(self.path), why=fault)]
            ) from fault


def build_index(
    path: str | Path, passages: Iterable[Passage], terms: Mapping[str, TermList]
) -> Index:
    """Return a new index of these provisions, those of each law in their order; `:memory:` keeps it in memory."""
    laws: dict[tuple[str, str], list[Passage]] = {}
    for passage in passages:
        laws.setdefault((passage.law, passage.language), []).append(passage)
    index = Index(path, terms)
    index.add_laws((law, index.learn(law)) for law in map(prepare, laws.values()))
    return index


def _key(key: object) -> str:
    return " ".join(map(str, key)) if isinstance(key, tuple) else str(key)


def _facet(key: str) -> tuple[str, int]:
    article, _, number = key.rpartition(" ")
    return article, int(number)
