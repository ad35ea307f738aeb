"""Two cases and the decisions between them → a third case that holds what was decided and both originals."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from assess.base.copying import copied
from assess.base.problems import (
    NOWHERE,
    LexgapError,
    Location,
    Problem,
    errors,
    not_written,
    problem,
)
from assess.checks import check_structure
from assess.files.yamledit import Insert, Remove, Set, edited
from assess.files.yamlfile import parse, write
from assess.forms.adjudication import SIDES, Decision
from assess.load.cases import load_case
from assess.model.case import Case, Finding, Law, Source
from assess.model.review import LogEntry, Review
from assess.rating.agreement import Comparison
from assess.rating.standing import Standing, element_standings
from assess.review.answers import plain
from assess.review.steps import Move, is_named, rows, written

FILE = "adjudication.yaml"
HEAD = "What two assessors answered, what was decided between them, by whom and why. Written by “lexgap agree”."


def adjudicate(
    root: Path, comparison: Comparison, decisions: Iterable[Decision], move: Move, into: Path
) -> None:
    """Write the adjudicated case to the folder `into`, which must not be there; `root` is the folder of case A.

    It is case A with the answers of B where these were chosen, with the laws, provisions and sources that they name,
    and with both originals in adjudication.yaml. Raises LexgapError, and leaves nothing behind, where that would make
    a faulty case, or one in which a decision would not take effect, and where one of the two assessors decides.
    """
    if any(
        is_named(move.by, text)
        for case in (comparison.first, comparison.second)
        for _, text in case.profile.assessed_by.by
    ):
        raise LexgapError([problem("adjudicator-is-assessor", NOWHERE, name=move.by)])
    if into.exists():
        raise LexgapError([problem("folder-exists", Location(str(into)))])
    draft = into.with_name(f".{into.name[:60]}.{os.getpid()}.part")
    listed = list(decisions)
    try:
        copied(root, draft)
        _Writer(draft, comparison, move).write(listed)
        _proved(draft, comparison, listed)
        draft.rename(into)
    except OSError as fault:
        raise LexgapError([not_written(into, fault)]) from fault
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _answered(finding: Finding | None) -> bool:
    """Whether a finding answers its element, so that no statement for many elements does."""
    return bool(finding and (finding.citations or finding.not_applicable or finding.not_found))


def _known_by(source: Source) -> tuple[str, str]:
    return str(source.address), source.grade


def _proved(draft: Path, comparison: Comparison, decisions: list[Decision]) -> None:
    """Raise LexgapError where the new case has errors, or an element does not stand as was decided."""
    case, problems = load_case(draft, ())
    faults = errors([*problems, *(check_structure(case) if case else ())])
    if case is None or faults:
        raise LexgapError(faults)
    stands = element_standings(case, comparison.reading)
    pairs = {pair.element.id: pair for pair in comparison.pairs}
    wrong = [
        decision
        for decision in decisions
        if stands[decision.element].state
        != (
            pairs[decision.element].first
            if decision.side == SIDES[0]
            else pairs[decision.element].second
        ).state
    ]
    if wrong:
        raise LexgapError(
            [
                problem(
                    "adjudication-without-effect",
                    decision.at,
                    element=decision.element,
                    side=decision.side,
                )
                for decision in wrong
            ]
        )


class _Writer:
    """Edits the files of a copy of case A."""

    def __init__(self, root: Path, comparison: Comparison, move: Move):
        self.root, self.comparison, self.move = root, comparison, move
        self.a, self.b = comparison.first, comparison.second
        self.language = self.a.profile.language
        self.files: dict[str, list] = {}

    def write(self, decisions: list[Decision]) -> None:
        """Write everything that the decisions come to."""
        taken = [each_decision for each_decision in decisions if each_decision.side == SIDES[1]]
        findings = {finding.element: finding for finding in self.b.findings}
        wanted = [
            findings[each_decision.element]
            for each_decision in taken
            if each_decision.element in findings
        ]
        self._bring(wanted)
        for decision in taken:
            self._answer(decision.element, findings.get(decision.element))
        self._narrow(
            {
                each_decision.element
                for each_decision in taken
                if not _answered(findings.get(each_decision.element))
            }
        )
        for name, edits in self.files.items():
            path = self.root / name
            text = path.read_bytes().decode("utf-8") if path.is_file() else ""
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(edited(text, edits).encode())
        self._originals(decisions)
        self._logged(decisions)

    def _answer(self, element: str, finding: Finding | None) -> None:
        name, at = self._place(element)
        new = plain(finding, self.language) if finding else None
        if name and new:
            self._edit(name, Set(("findings", at), new))
        elif name:
            self._edit(name, Remove(("findings", at)))
        elif new:
            self._edit("findings/adjudicated.yaml", Insert(("findings",), new))

    def _place(self, element: str) -> tuple[str, int]:
        return next(
            (
                (name, number)
                for name, number, entry in self._entries("findings")
                if self.a.reference(entry.get("element", "")).id == element
            ),
            ("", 0),
        )

    def _entries(self, key: str) -> Iterator[tuple[str, int, dict]]:
        """Yield every entry of a list of the files of findings, with the name of its file and its number."""
        for path in sorted((self.root / "findings").glob("*.y*ml")):
            data = parse(path.read_bytes().decode("utf-8-sig"), path.name)[0].data
            for number, entry in enumerate(data.get(key) or () if isinstance(data, dict) else ()):
                yield path.relative_to(self.root).as_posix(), number, entry

    def _narrow(self, open_now: set[str]) -> None:
        """Take elements that B leaves open out of the statements of A that nothing was found for many elements."""
        for name, number, entry in self._entries("not_found"):
            line = entry["place"].line
            stated = [
                finding.element
                for finding in self.a.findings
                for search in finding.not_found
                if (Path(search.place.path).name, search.place.line) == (Path(name).name, line)
            ]
            kept = [element for element in stated if element not in open_now]
            if kept != stated:
                at = ("not_found", number)
                self._edit(name, Set((*at, "elements"), kept) if kept else Remove(at))

    def _edit(self, name: str, edit: object) -> None:
        self.files.setdefault(name, []).append(edit)

    # --- what the answers of B lean on -------------------------------------------------------------------------------

    def _bring(self, findings: list[Finding]) -> None:
        """Bring laws, provisions and sources that answers of B name and that A does not have."""
        citations = [citation for finding in findings for citation in finding.citations]
        laws, keys = set(), [key for citation in citations for key in citation.sources]
        for name in dict.fromkeys(
            law for finding in findings for search in finding.not_found for law in search.laws
        ):
            law = self.b.law(name)
            if law is not None and self.a.law(name) is None:
                laws.add(name)
                keys += self._whole(law)
        for reference in dict.fromkeys(ref for citation in citations for ref in citation.provision):
            if reference in self.a.provisions() or reference not in self.b.provisions():
                continue
            law, provision = self.b.provisions()[reference]
            keys += provision.sources
            own = self.a.law(law.id)
            if own is None and law.id not in laws:
                laws.add(law.id)
                keys += self._whole(law)
            elif own is not None:
                name = Path(own.place.path).name
                self._edit(f"laws/{name}", Insert(("provisions",), plain(provision, self.language)))
        self._sources(dict.fromkeys(keys))

    def _whole(self, law: Law) -> list[str]:
        """Bring a law with its texts; return the keys of the sources that it names."""
        self._law(law)
        for text in self.b.texts_of(law.id):
            self._copy(text.place.path, "texts")
        return [*law.sources, *(key for provision in law.provisions for key in provision.sources)]

    def _law(self, law: Law) -> None:
        """Bring a law: its file as it is, or written anew where plain texts are in another language there."""
        if self.b.profile.language == self.language:
            return self._copy(law.place.path, "laws")
        self._free(law.place.path, "laws").write_text(
            write(plain(law, self.language)), encoding="utf-8"
        )

    def _copy(self, path: str, folder: str) -> None:
        shutil.copyfile(path, self._free(path, folder))

    def _free(self, path: str, folder: str) -> Path:
        """Return a place for a file of B, under a name that no file of A has."""
        (self.root / folder).mkdir(exist_ok=True)
        name, number = Path(path), 1
        target = self.root / folder / name.name
        while target.exists():
            number += 1
            target = target.with_name(f"{name.stem}-{number}{name.suffix}")
        return target

    def _sources(self, keys: Iterable[str]) -> None:
        own, other = ({source.key: source for source in case.sources} for case in (self.a, self.b))
        differ: list[Problem] = []
        for key in keys:
            if key in other and key not in own:
                self._edit("sources.yaml", Insert(("sources",), plain(other[key], self.language)))
            elif key in other and _known_by(own[key]) != _known_by(other[key]):
                differ.append(
                    problem("source-differs", other[key].place, id=key, other=own[key].place)
                )
        if differ:
            raise LexgapError(differ)

    # --- what is kept ------------------------------------------------------------------------------------------------

    def _originals(self, decisions: list[Decision]) -> None:
        pairs = {pair.element.id: pair for pair in self.comparison.pairs}
        entries = []
        for decision in decisions:
            pair = pairs[decision.element]
            entries.append(
                {
                    "element": decision.element,
                    "decision": decision.side,
                    "why": decision.why,
                    "by": self.move.by,
                    "on": self.move.at[:10],
                    "as_of": self.comparison.reading.as_of.isoformat(),
                    **{
                        name: self._original(standing, case)
                        for name, standing, case in (
                            ("a", pair.first, self.a),
                            ("b", pair.second, self.b),
                        )
                    },
                }
            )
        path = self.root / FILE
        old = path.read_text(encoding="utf-8") if path.is_file() else ""
        text = (
            edited(old, [Insert(("adjudications",), entry) for entry in entries])
            if old
            else write({"adjudications": entries}, HEAD)
        )
        path.write_text(text, encoding="utf-8")

    def _original(self, standing: Standing, case: Case) -> dict[str, object]:
        finding = plain(standing.finding, self.language) if standing.finding else {}
        return {"by": str(case.profile.assessed_by), "state": standing.state, "finding": finding}

    def _logged(self, decisions: list[Decision]) -> None:
        """Add to the log what was decided; the articles are drafts again, since nobody has reviewed the result."""
        case, _ = load_case(self.root, ())
        if case is None or not decisions:
            return
        by_article: dict[str, list[str]] = {}
        for decision in decisions:
            by_article.setdefault(case.article_of(decision.element), []).append(
                f"{decision.element}: {decision.side}. {decision.why}"
            )
        reviews: list[Review] = []
        entries: list[LogEntry] = []
        for article, reasons in by_article.items():
            move = replace(self.move, articles=(article,), why=" ".join(reasons).strip())
            stands, lines = rows(case, move, {article: "draft"})
            reviews += stands
            entries += lines
        for name, content in written(self.root, case, reviews, entries).items():
            (self.root / name).write_bytes(content)
