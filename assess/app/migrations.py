"""A case brought over to another version of its checklist: what that means, and the files once it is done."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assess.app.cases import Opened, Proposal, checklist, open_files
from assess.app.packs import program
from assess.base import paths

if TYPE_CHECKING:
    from datetime import date, datetime

    from assess.base.output import Seen
    from assess.model.case import Case
    from assess.model.instrument import Instrument
    from assess.review.examined import Stretch
    from assess.review.migration import Migration
    from assess.speak.words import Words

#: Faults of a case that a migration mends.
_MENDED = ("unknown-element", "unknown-article", "grade-not-offered")


@dataclass(frozen=True)
class Way:
    """A case, and what its migration means."""

    case: Case
    migration: Migration
    name: str  # how the case will name the new checklist
    # by element of the old checklist: when it rested on examined laws
    rested: Mapping[str, tuple[Stretch, ...]] = field(default_factory=dict)
    by: str = ""  # who confirms that these were searched

    @property
    def nothing(self) -> bool:
        """Whether the case is made with the version already that it would be brought to."""
        return self.case.profile.checklist == self.migration.new.version

    def opened(self) -> tuple[str, ...]:
        """Return the articles of the new checklist in which elements rested on examined laws."""
        return tuple(number for number in self.migration.new.numbers() if any(self.silent(number)))

    def silent(self, article: str) -> Iterator[tuple[str, tuple[Stretch, ...]]]:
        """Yield the elements of an article, by their new ids, that rested on examined laws, and when they did."""
        present, names = self.migration.new.by_id(), self.migration.names()
        for old, stretches in self.rested.items():
            for new in names.get(old, (old,)):
                element = present.get(new)
                if element and element.article == article and not element.party_act:
                    yield new, stretches


@dataclass(frozen=True)
class Plan:
    """A migration with the files that would change, and the articles that stay accepted."""

    way: Way
    proposal: Proposal
    kept: tuple[str, ...]


def way_of(
    root: Path,
    language: str,
    target: str = "",
    origin: Path | None = None,
    today: date | None = None,
) -> Way:
    """Return what it means to bring the case in `root` to another version of its checklist.

    `target` is the id or folder of the new one, where it is another than the case names; `origin` the folder of the
    one that it was made with, where that is not at hand. Raises LexgapError for errors in any of them.
    """
    from assess.load.histories import RULE_ONE, former_instrument
    from assess.review.examined import rested
    from assess.review.migration import migration

    case = open_case_for_migration(root, language, today)
    new, name = _target(root, case, target, language)
    with ExitStack() as held:
        old: Instrument | None = None
        if origin is not None:
            old = _older(origin, language, held)
        elif case.instrument is not new and case.instrument.version == case.profile.checklist:
            old = case.instrument
        former = old or former_instrument(new, case.profile.checklist)
        known_migration = migration(case, new, former, whole=former is None or former is old)
        if former is None or former.scale.rule != RULE_ONE:
            return Way(case, known_migration, name)
        return Way(case, known_migration, name, rested(replace(case, instrument=former)))


def open_case_for_migration(root: Path, language: str, today: date | None = None) -> Case:
    """Return a case; LexgapError for errors, but for those that a migration mends."""
    from assess.checks import check_structure

    opened = open_files(root, (language,), today)
    if opened.case is not None:
        opened = Opened(opened.case, (*opened.problems, *check_structure(opened.case)))
    return opened.sound(_MENDED)


def _target(root: Path, case: Case, target: str, language: str) -> tuple[Instrument, str]:
    """Return the checklist that the case is brought to, and how the case will name it."""
    if not target:
        return case.instrument, case.profile.instrument
    if target in paths.checklists():
        return checklist(target, (language,)), target
    name = f"{Path(os.path.relpath(target, root)).as_posix()}/"
    if "/" not in name.rstrip("/") and not name.startswith("."):
        name = f"./{name}"
    return checklist(f"{Path(target).as_posix()}/", (language,)), name


def _older(origin: Path, language: str, held: ExitStack) -> Instrument:
    """Return a checklist of the user's own as it was; one of 0.1 with its core elements as leads, and rule 1."""
    from tempfile import TemporaryDirectory

    from assess.load.histories import RULE_ONE, modern_copy

    if not (origin / "instrument.yaml").is_file():
        return checklist(f"{origin.as_posix()}/", (language,))
    copy = Path(held.enter_context(TemporaryDirectory())) / "checklist"
    first = modern_copy(origin, copy)
    old = checklist(f"{copy.as_posix()}/", (language,))
    return replace(old, scale=replace(old.scale, rule=RULE_ONE)) if first else old


def plan_migration(
    root: Path, way: Way, by: str, now: datetime, words: Words, before: Seen | None
) -> Plan:
    """Return the files of a case once it is brought over in the name of `by`; nothing is written.

    `words` say in the log and in the review what is to be looked at again; `before` is how the folder was before it
    was read. Raises LexgapError where the case would have errors that it does not have now.
    """
    from assess.load.labels import labels
    from assess.review.confirmed import confirmed
    from assess.review.migrated import migrated_files
    from assess.review.steps import Move

    statements = {}
    if way.by:
        form = labels(way.case.profile.language).migrate.note
        note = form.format(old=way.migration.made)
        statements = confirmed(way.rested, way.migration, way.by, now.date(), note)

    def why(article: str) -> str:
        return " ".join((heading(way, words), *_of_article(way, article, words)))

    move = Move("migrate", (), by, now.isoformat(timespec="seconds"))
    files, kept = migrated_files(
        root, way.case, way.migration, way.name, move, why, statements, way.opened()
    )
    return Plan(way, Proposal(root, files, before), kept)


def migrate(plan: Plan, day: date) -> Path:
    """Pack the case as it was beside its folder, write the files of a plan, and return the pack.

    Raises LexgapError where that cannot be done; then nothing has changed.
    """
    packed = _packed(plan.proposal.root, plan.way, day.isoformat())
    try:
        plan.proposal.write()
    except BaseException:
        packed.unlink(missing_ok=True)
        raise
    return packed


def _packed(root: Path, way: Way, day: str) -> Path:
    """Pack the case as it was beside its folder, into a file of a new name."""
    from assess.files.packing import pack_case

    home, stem = root.resolve().parent, f"{root.resolve().name}-{way.migration.made}-{day}"
    out, number = home / f"{stem}.zip", 1
    while os.path.lexists(out):
        number += 1
        out = home / f"{stem}-{number}.zip"
    pack_case(root, out, day, program())
    return out


# --- in words ------------------------------------------------------------------------------------------------------------


def heading(way: Way, words: Words) -> str:
    """Return from which version to which the case is brought."""
    return words.labels.migrate.heading.format(
        old=way.migration.made, new=way.migration.new.version
    )


def plan_lines(plan: Plan, words: Words) -> Iterator[str]:
    """Yield what a migration means, an article a line."""
    labels, way, migration = words.labels.migrate, plan.way, plan.way.migration
    yield heading(way, words)
    if migration.old is None:
        yield labels.unknown.format(old=migration.made)
    for article in dict.fromkeys(
        (*migration.new.numbers(), *map(migration.article_of, migration.removed))
    ):
        text = " ".join(_changes(migration, article, words))
        if text:
            yield labels.article.format(number=article, text=text)
    if way.rested:
        silent = sum(1 for article in way.opened() for _ in way.silent(article))
        yield labels.silent.format(number=silent)
        for article in way.opened():
            times = words.labels.semicolon.join(_times(way, article, words))
            yield labels.article.format(number=article, text=times)
        yield labels.silent_stated.format(name=way.by) if way.by else labels.silent_open
    again = {*migration.articles, *way.opened()}
    listed = [number for number in migration.new.numbers() if number in again]
    if listed:
        yield labels.again.format(articles=words.numbers(listed))
    if plan.kept:
        yield labels.kept.format(articles=words.numbers(plan.kept))


def _of_article(way: Way, article: str, words: Words) -> Iterator[str]:
    """Yield what is to be looked at again in one article, for its review and the log."""
    yield from _changes(way.migration, article, words)
    names = words.many(_element(way.migration, name, words) for name, _ in way.silent(article))
    if names and way.by:
        yield words.labels.migrate.stated_short.format(name=way.by, names=names)
    elif names:
        yield words.labels.migrate.silent_short.format(names=names)


def _changes(migration: Migration, article: str, words: Words) -> Iterator[str]:
    """Yield what became of the elements of one article."""
    labels = words.labels.migrate
    for old, new in migration.renamed:
        if article in map(migration.article_of, new):
            yield labels.renamed.format(old=old, new=words.many(new))
    for name, what in migration.changed:
        if migration.article_of(name) == article:
            parts = words.many(labels.parts[part] for part in what)
            yield labels.changed.format(id=_element(migration, name, words), what=parts)
    for name, grade in migration.ungraded:
        if migration.article_of(name) == article:
            label = words.labels.states[grade].label
            yield labels.ungraded.format(id=_element(migration, name, words), grade=label)
    added = [name for name in migration.added if migration.article_of(name) == article]
    if added:
        ids = words.many(_element(migration, name, words) for name in added)
        yield labels.added_short.format(ids=ids)
    for name in migration.removed:
        if migration.article_of(name) == article:
            yield labels.removed.format(id=name)


def _times(way: Way, article: str, words: Words) -> Iterator[str]:
    """Yield the elements of an article that rested on examined laws, together where they did so at the same times."""
    labels = words.labels.migrate
    groups: dict[tuple[tuple[date, date | None, tuple[str, ...]], ...], list[str]] = {}
    for name, stretches in way.silent(article):
        times = tuple((stretch.since, stretch.until, stretch.states) for stretch in stretches)
        groups.setdefault(times, []).append(name)
    for times, names in groups.items():
        yield labels.stretch.format(
            names=words.many(_element(way.migration, name, words) for name in names),
            times=words.many(_time(*time, words) for time in times),
        )


def _time(since: date, until: date | None, states: tuple[str, ...], words: Words) -> str:
    labels = words.labels.migrate
    time = (labels.span if until else labels["from"]).format(since=since, until=until)
    if states == ("not_found",):
        return time
    named = words.many(words.labels.states[state].label for state in states)
    return labels.kinds.format(time=time, states=named)


def _element(migration: Migration, name: str, words: Words) -> str:
    """Return an element by its short name, with its id; by its id alone where it has no name."""
    element = migration.new.element(name)
    short = words.text(element.name) if element else ""
    return words.labels.migrate.element.format(name=short, id=name) if short else name
