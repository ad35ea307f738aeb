"""The command `lexgap migrate`: a case brought over to another version of its checklist."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import click

from assess.cli.options import lang_option, typed
from assess.cli.spoken import command, wrong
from assess.cli.work import labels_of, own_case, told, words

_NOBODY = "lexgap migrate"


@command()
@click.argument("case")
@click.option("--to", "target", default="", metavar="FOLDER|ID")
@click.option("--from", "origin", default="", metavar="FOLDER")
@click.option("--by", envvar="LEXGAP_BY", default=_NOBODY, metavar="NAME", callback=typed)
@click.option("--confirm-examined", "confirm", is_flag=True)
@click.option("--yes", is_flag=True)
@lang_option
def migrate(
    case: str, target: str, origin: str, by: str, confirm: bool, yes: bool, lang: str
) -> None:
    """Bring a CASE over to another version of its checklist."""
    from assess.base.output import replace_files, seen

    if confirm and (not by.strip() or by == _NOBODY):
        raise wrong("confirm")
    root, said, now = own_case(case), words(lang), datetime.now().astimezone()
    before = seen(root)
    with ExitStack() as held:
        way = _way(root, target, origin, lang, held)
        if way.case.profile.checklist == way.found.new.version and not target and not origin:
            click.echo(said.labels.migrate.nothing.format(version=way.found.new.version))
            return
        way = replace(way, by=by if confirm else "")
        files, kept = _files(root, way, by, now, said)
        click.echo("\n".join(_lines(way, kept, said)))
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError(told().law.not_asked)
        if not click.confirm(labels_of(lang).law.ask.format(files=said.many(files))):
            click.echo(labels_of(lang).law.nothing)
            return
    packed = _packed(root, way, now.date().isoformat())
    try:
        replace_files(root, files, before)
    except BaseException:
        packed.unlink(missing_ok=True)
        raise
    click.echo(said.labels.migrate.packed.format(file=packed))
    click.echo(labels_of(lang).law.written.format(files=said.many(files)))


@dataclass(frozen=True)
class _Way:
    """A case, and what its migration finds."""

    case: object
    found: object  # Migration
    name: str  # how the case will name the new checklist
    rested: dict = field(
        default_factory=dict
    )  # by element of the old checklist: when it rested on examined laws
    by: str = ""  # who confirms that these were searched

    def opened(self) -> tuple[str, ...]:
        """Return the articles of the new checklist in which elements rested on examined laws."""
        return tuple(one for one in self.found.new.numbers() if any(self.silent(one)))

    def silent(self, article: str) -> Iterator[tuple[str, tuple]]:
        """Yield the elements of an article, by their new ids, that rested on examined laws, and when they did."""
        present, names = self.found.new.by_id(), self.found.names()
        for old, stretches in self.rested.items():
            yield from (
                (new, stretches)
                for new in names.get(old, (old,))
                if new in present and present[new].article == article and not present[new].party_act
            )


def _way(root: Path, target: str, origin: str, lang: str, held: ExitStack) -> _Way:
    from assess.load.histories import RULE_ONE, former_instrument
    from assess.review.examined import rested
    from assess.review.migration import migration

    loaded, new, old, name = _read(root, target, origin, lang, held)
    former = old or former_instrument(new, loaded.profile.checklist)
    found = migration(loaded, new, former, whole=former is None or former is old)
    if former is None or former.scale.rule != RULE_ONE:
        return _Way(loaded, found, name)
    return _Way(loaded, found, name, rested(replace(loaded, instrument=former)))


def _read(root: Path, target: str, origin: str, lang: str, held: ExitStack):
    """Return the case, the new checklist, the old one where it is at hand, and how the case will name the new one."""
    from assess.base import paths
    from assess.base.problems import LexgapError, errors
    from assess.checks import check_structure
    from assess.load.cases import load_case
    from assess.load.instruments import load_instrument

    loaded, found = load_case(root, (lang,))
    mended = ("unknown-element", "unknown-article", "grade-not-offered")
    faults = [
        one
        for one in (*found, *(check_structure(loaded) if loaded else ()))
        if one.code not in mended
    ]
    if loaded is None or errors(faults):
        raise LexgapError(errors(faults))
    new, name = loaded.instrument, loaded.profile.instrument
    if target:
        built_in = target in paths.checklists()
        new = _instrument(
            load_instrument(target if built_in else f"{Path(target).as_posix()}/", (lang,))
        )
        name = target if built_in else f"{Path(os.path.relpath(target, root)).as_posix()}/"
        name = name if built_in or "/" in name.rstrip("/") or name.startswith(".") else f"./{name}"
    old = _older(Path(origin), lang, held) if origin else loaded.instrument
    return (
        loaded,
        new,
        None if old is new or old.version != loaded.profile.checklist and not origin else old,
        name,
    )


def _older(origin: Path, lang: str, held: ExitStack):
    """Return a checklist of the user's own as it was; one of 0.1 with its core elements as leads, and rule 1."""
    from tempfile import TemporaryDirectory

    from assess.load.histories import RULE_ONE, modern_copy
    from assess.load.instruments import load_instrument

    if not (origin / "instrument.yaml").is_file():
        return _instrument(load_instrument(f"{origin.as_posix()}/", (lang,)))
    copy = Path(held.enter_context(TemporaryDirectory())) / "checklist"
    first = modern_copy(origin, copy)
    found = _instrument(load_instrument(f"{copy.as_posix()}/", (lang,)))
    return replace(found, scale=replace(found.scale, rule=RULE_ONE)) if first else found


def _instrument(read):
    from assess.base.problems import LexgapError, errors

    one, problems = read
    if one is None or errors(problems):
        raise LexgapError(errors(problems))
    return one


def _files(root: Path, way: _Way, by: str, now: datetime, said):
    """Return the files that change, with their content, and the articles that stay accepted."""
    from assess.review.confirmed import confirmed
    from assess.review.migrated import migrated_files
    from assess.review.steps import Move

    note = (
        words(way.case.profile.language).labels.migrate.note.format(old=way.found.made)
        if way.by
        else ""
    )
    statements = confirmed(way.rested, way.found, way.by, now.date(), note) if way.by else {}
    return migrated_files(
        root,
        way.case,
        way.found,
        way.name,
        Move("migrate", (), by, now.isoformat(timespec="seconds")),
        lambda article: " ".join((_heading(way, said), *_of_article(way, article, said))),
        statements,
        way.opened(),
    )


def _packed(root: Path, way: _Way, day: str) -> Path:
    """Pack the case as it was beside its folder, into a file of a new name."""
    from assess import __version__
    from assess.files.packing import pack_case

    home, stem = root.resolve().parent, f"{root.resolve().name}-{way.found.made}-{day}"
    names = (f"{stem}.zip", *(f"{stem}-{number}.zip" for number in range(2, 1000)))
    out = next(home / name for name in names if not os.path.lexists(home / name))
    pack_case(root, out, day, f"lexgap {__version__}")
    return out


def _heading(way: _Way, said) -> str:
    return said.labels.migrate.heading.format(old=way.found.made, new=way.found.new.version)


def _lines(way: _Way, kept: tuple[str, ...], said) -> Iterator[str]:
    """Yield what the migration means, an article a line."""
    labels, found = said.labels.migrate, way.found
    yield _heading(way, said)
    if found.old is None:
        yield labels.unknown.format(old=found.made)
    numbers = dict.fromkeys((*found.new.numbers(), *map(found.article_of, found.removed)))
    for article in numbers:
        text = " ".join(_changes(found, article, said))
        if text:
            yield labels.article.format(number=article, text=text)
    if way.rested:
        yield labels.silent.format(number=sum(1 for one in way.opened() for _ in way.silent(one)))
        for article in way.opened():
            yield labels.article.format(
                number=article, text=said.labels.semicolon.join(_times(way, article, said))
            )
        yield labels.silent_stated.format(name=way.by) if way.by else labels.silent_open
    again = [one for one in found.new.numbers() if one in found.articles or one in way.opened()]
    if again:
        yield labels.again.format(articles=said.numbers(again))
    if kept:
        yield labels.kept.format(articles=said.numbers(kept))


def _of_article(way: _Way, article: str, said) -> Iterator[str]:
    """Yield what is to be looked at again in one article, for its review and the log."""
    yield from _changes(way.found, article, said)
    names = said.many(_element(way.found, name, said) for name, _ in way.silent(article))
    if names and way.by:
        yield said.labels.migrate.stated_short.format(name=way.by, names=names)
    elif names:
        yield said.labels.migrate.silent_short.format(names=names)


def _changes(found, article: str, said) -> Iterator[str]:
    """Yield what became of the elements of one article."""
    labels = said.labels.migrate
    for old, new in found.renamed:
        if article in map(found.article_of, new):
            yield labels.renamed.format(old=old, new=said.many(new))
    for name, what in found.changed:
        if found.article_of(name) == article:
            yield labels.changed.format(
                id=_element(found, name, said), what=said.many(labels.parts[one] for one in what)
            )
    yield from (
        labels.ungraded.format(
            id=_element(found, name, said), grade=said.labels.states[grade].label
        )
        for name, grade in found.ungraded
        if found.article_of(name) == article
    )
    added = [
        _element(found, name, said) for name in found.added if found.article_of(name) == article
    ]
    if added:
        yield labels.added_short.format(ids=said.many(added))
    yield from (
        labels.removed.format(id=name)
        for name in found.removed
        if found.article_of(name) == article
    )


def _times(way: _Way, article: str, said) -> Iterator[str]:
    """Yield the elements of an article that rested on examined laws, together where they did so at the same times."""
    labels, groups = said.labels.migrate, {}
    for name, stretches in way.silent(article):
        groups.setdefault(
            tuple((one.since, one.until, one.states) for one in stretches), []
        ).append(name)
    for times, names in groups.items():
        told_times = said.many(_time(*one, said) for one in times)
        yield labels.stretch.format(
            names=said.many(_element(way.found, one, said) for one in names), times=told_times
        )


def _time(since, until, states, said) -> str:
    labels = said.labels.migrate
    time = (labels.span if until else labels["from"]).format(since=since, until=until)
    if states == ("not_found",):
        return time
    return labels.kinds.format(
        time=time, states=said.many(said.labels.states[one].label for one in states)
    )


def _element(found, name: str, said) -> str:
    """Return an element by its short name, with its id; by its id alone where it has no name."""
    element = found.new.element(name)
    short = said.text(element.name) if element else ""
    return said.labels.migrate.element.format(name=short, id=name) if short else name
