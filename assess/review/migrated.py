"""A case under another version of its checklist: ids brought over, what has no place any more kept in its own file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from assess.base.copying import at_home, copied
from assess.base.problems import NOWHERE, LexgapError, errors
from assess.files.yamledit import Change, Insert, Remove, Set, bare, edited
from assess.files.yamlfile import parse, write
from assess.load.cases import load_case
from assess.load.histories import RULE_ONE
from assess.model.case import Case
from assess.model.review import LogEntry, Review, Step
from assess.review.answers import laws_digest
from assess.review.confirmed import searched
from assess.review.migration import Migration
from assess.review.steps import Move, rows, written

FILE = "retired.yaml"
HEAD = (
    "What had no place in a newer version of the checklist. Nothing reads this file; copy from it what is still of "
    "use.\nWritten by “lexgap migrate”."
)
#: Files → lists in them, and the key of each entry that names an element or article.
_NAMING = {
    "findings/*": {"findings": "element", "analyses": "article", "overrides": "article"},
    "comments": {"comments": "on"},
    "review": {"reviews": "article"},
    "adjudication": {"adjudications": "element"},
    "suggestions": {"suggestions": "asked"},
}
#: Tables of conflicts.yaml whose entries have the id of an element.
_OF_ELEMENTS = ("findings", "citations")


def migrated_files(
    root: Path,
    case: Case,
    migration: Migration,
    instrument: str,
    move: Move,
    text: Callable[[str], str],
    statements: Mapping[str, list[dict]] = {},
    opened: Collection[str] = (),
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """Return the new content of every file that changes, by its path below `root`, and the articles that stay accepted.

    `instrument` is how case.yaml will name the checklist; `move` says who does this and when, and `text` why, for an
    article. `statements` are those of not found, by the ids of the new checklist, that are written into the findings;
    `opened` are articles to be returned to the assessor beside those of the migration. Raises LexgapError where the
    case would have errors that it does not have now; nothing is written here.
    """
    files = _Files(root, migration, statements).changed(instrument)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / root.resolve().name
        copied(root, copy)
        for name, content in files.items():
            (copy / name).write_bytes(content)
        _point(copy, migration)
        after, problems = load_case(copy, ())
        if after is None or errors(problems):
            raise LexgapError(at_home(errors(problems), root, copy))
        reviews: list[Review] = []
        entries = [
            LogEntry(
                move.at,
                "migrate",
                review.article,
                "draft",
                move.by,
                NOWHERE,
                text(review.article),
            )
            for review in case.reviews
            if review.article in migration.removed
        ]
        states: dict[str, Step] = {}
        for number in migration.new.numbers():
            if number in migration.articles or number in opened:
                states[number] = "returned"
        kept = {
            review.article: review.state for review in kept_reviews(case, after, migration, states)
        }
        states |= kept
        for article, state in states.items():
            stands, lines = rows(
                after, replace(move, articles=(article,), why=text(article)), {article: state}
            )
            reviews, entries = [*reviews, *stands], [*entries, *lines]
        return files | (written(copy, after, reviews, entries) if entries else {}), tuple(kept)


def kept_reviews(
    case: Case, after: Case, migration: Migration, moved: Collection[str]
) -> Iterator[Review]:
    """Yield the reviews that stay accepted or locked, and whose hash of laws and questions is to be made anew.

    That hash takes in the checklist, weights too. Where the older one is whole and the hash is not what it gives, the
    laws were changed after the article was accepted: it stays, so that the checker goes on to say so.
    """
    before = None
    if migration.old is not None and migration.whole and migration.old.scale.rule != RULE_ONE:
        before = replace(case, instrument=migration.old)
    for review in case.reviews:
        article = review.article
        if review.state not in ("accepted", "locked") or not review.laws or article in moved:
            continue
        if article in migration.removed or review.laws == laws_digest(after, article):
            continue
        if before is None or review.laws == laws_digest(before, article):
            yield review


def _point(copy: Path, migration: Migration) -> None:
    """Let the copy find a checklist that case.yaml names from its own folder."""
    path = copy / "case.yaml"
    home = Path(migration.new.place.path).resolve().parent
    header = parse(path.read_text(encoding="utf-8-sig"), "")[0].data
    if isinstance(header, dict) and "/" in header["instrument"]:
        path.write_text(
            edited(path.read_text(encoding="utf-8"), [Set(("instrument",), f"{home.as_posix()}/")]),
            encoding="utf-8",
        )


class _Files:
    """The files of a case, and what is to be edited in them."""

    def __init__(self, root: Path, migration: Migration, statements: Mapping[str, list[dict]]):
        self.root, self.migration = root, migration
        self.names, self.gone, self.refused = (
            migration.names(),
            set(migration.removed),
            set(migration.ungraded),
        )
        self.edits: dict[str, list[Change]] = {}
        self.retired: list[dict] = []
        self.raw = list(self._read("findings/*"))
        # a rename makes no second answer
        self.answered = {
            self._own(finding.get("element"))
            for _, data in self.raw
            for finding in data.get("findings") or ()
        }
        self.statements = {name: list(lines) for name, lines in statements.items()}

    def changed(self, instrument: str) -> dict[str, bytes]:
        """Return the files with ids brought over, statements written out, and what is retired."""
        self._searches()
        for pattern, lists in _NAMING.items():
            for name, data in self._read(pattern):
                for key, naming in lists.items():
                    self._entries(name, data, key, naming)
        for name, data in self._read("recommendations"):
            self._recommendations(name, data)
        for name, data in self._read("laws/*"):
            for key in ("examined", "unseen"):
                self._list(name, data, (key,), data.get(key))
        for name, data in self._read("conflicts"):
            self._conflicts(name, data)
        for name, data in self._read("adjudication"):
            self._originals(name, data)
        for name, data in self._read("case"):
            self._header(name, data, instrument)
        self._new_findings()
        files = {
            name: edited(self._text(name), edits).encode() for name, edits in self.edits.items()
        }
        return files | self._kept()

    def _own(self, name: object) -> str:
        """Return a name of an element or article as files have it, without the instrument that may stand before it."""
        return self.migration.new.id_of(name) if isinstance(name, str) else ""

    def _text(self, name: str) -> str:
        path = self.root / name
        return path.read_bytes().decode("utf-8") if path.is_file() else ""

    def _read(self, pattern: str) -> Iterator[tuple[str, dict]]:
        for path in sorted(self.root.glob(f"{pattern}.*")):
            if path.suffix.lower() in (".yaml", ".yml") and not path.name.startswith("."):
                data = parse(path.read_bytes().decode("utf-8-sig"), path.name)[0].data
                if isinstance(data, dict):
                    yield path.relative_to(self.root).as_posix(), data

    def _edit(self, name: str, *changes: Change) -> None:
        self.edits.setdefault(name, []).extend(changes)

    def _searches(self) -> None:
        """Turn searches for many elements into a statement of each, so that they answer no element that is new."""
        known = self.migration.old or self.migration.new
        elements = [
            element for element in known.elements() if element.id not in self.migration.added
        ]
        for name, number, entry, covered in searched(self.raw, elements, known):
            new = [
                name
                for old in covered
                for name in self.names.get(old, (old,))
                if old not in self.gone
            ]
            for text in new:
                self.statements.setdefault(text, []).append(
                    {key: value for key, value in bare(entry).items() if key != "elements"}
                )
            named = map(self._own, _listed(entry.get("elements")))
            if not new or self.gone & {*covered, *named}:
                self._retire(name, "not_found", entry)
            self._edit(name, Remove(("not_found", number)))

    def _entries(self, name: str, data: dict, key: str, naming: str) -> None:
        for number, entry in enumerate(data.get(key) or ()):
            old = self._own(entry.get(naming))
            if old in self.gone:
                self._retire(name, key, entry)
                self._edit(name, Remove((key, number)))
            elif old in self.names:
                self._renamed(name, key, number, entry, naming)
            elif key == "findings" and old in self.statements:
                self._edit(name, Set((key, number, "not_found"), self._stated(entry, old)))
            if key == "findings" and old not in self.gone:
                self._ungraded(name, number, entry)

    def _ungraded(self, name: str, number: int, entry: dict) -> None:
        """Retire the citations whose grade the element does not offer any more."""
        element = self._own(entry.get("element"))
        new = self.names.get(element, (element,))
        listed = entry.get("citations") or []
        out = [
            at
            for at, citation in enumerate(listed)
            if any((id, citation.get("grade")) in self.refused for id in new)
        ]
        for at in out:
            self._retire(name, "citations", {"element": entry["element"], **listed[at]})
            self._edit(
                name,
                *(
                    []
                    if len(out) == len(listed)
                    else [Remove(("findings", number, "citations", at))]
                ),
            )
        if out and len(out) == len(listed):
            self._edit(name, Remove(("findings", number, "citations")))

    def _renamed(self, name: str, key: str, number: int, entry: dict, naming: str) -> None:
        """Bring an entry over to its new id, to each of several; what would answer an element twice is retired."""
        free = [
            new
            for new in self.names[self._own(entry[naming])]
            if key != "findings" or new not in self.answered
        ]
        if not free:
            self._retire(name, key, entry)
            self._edit(name, Remove((key, number)))
            return
        self._edit(name, Set((key, number, naming), free[0]))
        if key == "findings":
            self.answered.update(free)
            for new in free[1:]:
                stated = {"not_found": self._stated(entry, new)} if new in self.statements else {}
                self._edit(
                    name,
                    Insert(
                        (key,), {**self._graded(entry, new), naming: new, **stated}, after=number
                    ),
                )
            if free[0] in self.statements:
                self._edit(name, Set((key, number, "not_found"), self._stated(entry, free[0])))

    def _graded(self, entry: dict, new: str) -> dict:
        """Return a finding without the citations whose grade an element does not offer."""
        kept = [
            item
            for item in bare(entry.get("citations") or [])
            if (new, item.get("grade")) not in self.refused
        ]
        return {**bare(entry), "citations": kept}

    def _stated(self, entry: dict, element: str) -> list[dict]:
        """Return the statements of an element: those that its finding has, and the new ones, which are then done."""
        own = bare(entry.get("not_found") or [])
        return [*(own if isinstance(own, list) else [own]), *self.statements.pop(element)]

    def _new_findings(self) -> None:
        """Write the statements of elements that had no finding, beside the findings of their article."""
        home = {
            self.migration.article_of(self._own(finding.get("element"))): name
            for name, data in self.raw
            for finding in data.get("findings") or ()
        }
        other = next(
            name
            for name in (
                "findings/not-found.yaml",
                *(f"findings/not-found-{number}.yaml" for number in range(2, 99)),
            )
            if not (self.root / name).exists()
        )
        for element, lines in self.statements.items():
            self._edit(
                home.get(self.migration.article_of(element), other),
                Insert(("findings",), {"element": element, "not_found": lines}),
            )

    def _recommendations(self, name: str, data: dict) -> None:
        for number, recommendation in enumerate(data.get("recommendations") or ()):
            before = _listed(recommendation.get("elements"))
            if before and all(self._own(name) in self.gone for name in before):
                self._retire(name, "recommendations", recommendation)
                self._edit(name, Remove(("recommendations", number)))
            else:
                self._list(name, recommendation, ("recommendations", number, "elements"), before)

    def _conflicts(self, name: str, data: dict) -> None:
        for number, conflict in enumerate(data.get("conflicts") or ()):
            old = (
                self._own(conflict.get("id"))
                if isinstance(conflict, dict) and conflict.get("table") in _OF_ELEMENTS
                else None
            )
            if old in self.gone:
                self._retire(name, "conflicts", conflict)
                self._edit(name, Remove(("conflicts", number)))
            elif old in self.names:
                self._edit(name, Set(("conflicts", number, "id"), self.names[old][0]))

    def _originals(self, name: str, data: dict) -> None:
        """Bring over the elements that the two answers of an adjudication name."""
        for number, adjudication in enumerate(data.get("adjudications") or ()):
            for side in ("a", "b") if self._own(adjudication.get("element")) in self.names else ():
                finding = (adjudication.get(side) or {}).get("finding")
                old = self._own(finding.get("element")) if isinstance(finding, dict) else ""
                if old in self.names:
                    self._edit(
                        name,
                        Set(
                            ("adjudications", number, side, "finding", "element"),
                            self.names[old][0],
                        ),
                    )

    def _header(self, name: str, data: dict, instrument: str) -> None:
        for number, reservation in enumerate(data.get("reservations") or ()):
            self._list(
                name, reservation, ("reservations", number, "elements"), reservation.get("elements")
            )
        for number, treaty in enumerate(data.get("treaties") or ()):
            for at, act in enumerate(treaty.get("acts") or ()):
                path = ("treaties", number, "acts", at)
                old = self._own(act.get("element"))
                if old in self.gone:
                    self._retire(name, "acts", act)
                    self._edit(name, Remove(path))
                elif old in self.names:
                    self._edit(name, Set((*path, "element"), self.names[old][0]))
        self._edit(name, Set(("checklist",), self.migration.new.version))
        if instrument != data.get("instrument"):
            self._edit(name, Set(("instrument",), instrument))

    def _list(self, name: str, entry: dict, path: tuple, value: object) -> None:
        """Bring a list of ids over; ids that are gone are taken out, and the list as it was is retired."""
        before = _listed(value)
        left = [old for old in before if self._own(old) not in self.gone]
        after = list(
            dict.fromkeys(new for old in left for new in self.names.get(self._own(old), (old,)))
        )
        if after == before:
            return
        if len(left) < len(before):
            self._retire(
                name,
                str(path[0]),
                {"id": entry.get("id", entry.get("paragraph", "")), path[-1]: before},
            )
        self._edit(name, Set(path, after) if after else Remove(path))

    def _retire(self, name: str, key: str, entry: dict) -> None:
        self.retired.append(
            {"file": name, "list": key, "checklist": self.migration.made, "entry": bare(entry)}
        )

    def _kept(self) -> dict[str, bytes]:
        if not self.retired:
            return {}
        path = self.root / FILE
        if not path.is_file():
            return {FILE: write({"retired": self.retired}, HEAD).encode()}
        old = path.read_bytes().decode("utf-8")
        return {FILE: edited(old, [Insert(("retired",), entry) for entry in self.retired]).encode()}


def _listed(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    return list(value) if isinstance(value, Collection) else []
