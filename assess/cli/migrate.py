"""The command `lexgap migrate`: a case brought over to another version of its checklist."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from assess.cli.options import lang_option, typed
from assess.cli.spoken import command
from assess.cli.work import labels_of, own_case, told, words


@command()
@click.argument("case")
@click.option("--to", "target", default="", metavar="FOLDER|ID")
@click.option("--from", "origin", default="", metavar="FOLDER")
@click.option("--by", envvar="LEXGAP_BY", default="lexgap migrate", metavar="NAME", callback=typed)
@click.option("--yes", is_flag=True)
@lang_option
def migrate(case: str, target: str, origin: str, by: str, yes: bool, lang: str) -> None:
    """Bring a CASE over to another version of its checklist."""
    from assess.output import replace_files, seen
    from assess.review.migrated import migrated_files
    from assess.review.migration import migration
    from assess.review.steps import Move

    root, said = own_case(case), words(lang)
    before = seen(root)
    loaded, new, old, name = _read(root, target, origin, lang)
    if loaded.profile.checklist == new.version and not target and not origin:
        click.echo(said.labels.migrate.nothing.format(version=new.version))
        return
    found = migration(loaded, new, old)
    click.echo("\n".join(_lines(found, said)))
    at = datetime.now().astimezone().isoformat(timespec="seconds")
    files = migrated_files(root, loaded, found, name, Move("migrate", (), by, at),
                           lambda article: " ".join(_of_article(found, article, said)))
    if not yes:
        if not sys.stdin.isatty():
            raise click.UsageError(told().law.not_asked)
        if not click.confirm(labels_of(lang).law.ask.format(files=said.many(files))):
            click.echo(labels_of(lang).law.nothing)
            return
    replace_files(root, files, before)
    click.echo(labels_of(lang).law.written.format(files=said.many(files)))


def _read(root: Path, target: str, origin: str, lang: str):
    """Return the case, the new checklist, the old one where it is at hand, and how the case will name the new one."""
    from assess import paths
    from assess.case import load_case
    from assess.checks import check_structure
    from assess.instruments import load_instrument
    from assess.problems import LexgapError, errors

    loaded, found = load_case(root, (lang,))
    mended = ("unknown-element", "unknown-article")
    faults = [one for one in (*found, *(check_structure(loaded) if loaded else ())) if one.code not in mended]
    if loaded is None or errors(faults):
        raise LexgapError(errors(faults))
    new, name = loaded.instrument, loaded.profile.instrument
    if target:
        built_in = target in paths.checklists()
        new = _instrument(load_instrument(target if built_in else f"{Path(target).as_posix()}/", (lang,)))
        name = target if built_in else f"{Path(os.path.relpath(target, root)).as_posix()}/"
        name = name if built_in or "/" in name.rstrip("/") or name.startswith(".") else f"./{name}"
    old = _instrument(load_instrument(f"{Path(origin).as_posix()}/", (lang,))) if origin else loaded.instrument
    return loaded, new, None if old is new or old.version != loaded.profile.checklist and not origin else old, name


def _instrument(read):
    from assess.problems import LexgapError, errors

    one, problems = read
    if one is None or errors(problems):
        raise LexgapError(errors(problems))
    return one


def _lines(found, said) -> Iterator[str]:
    labels = said.labels.migrate
    yield labels.heading.format(old=found.made, new=found.new.version)
    if found.old is None:
        yield labels.unknown.format(old=found.made)
    yield from (labels.renamed.format(old=old, new=said.many(new)) for old, new in found.renamed)
    yield from (labels.changed.format(id=name, what=said.many(labels.parts[one] for one in what))
                for name, what in found.changed)
    yield from (labels.added.format(id=name, asks=said.text(found.new.element(name).asks)) for name in found.added)
    yield from (labels.removed.format(id=name) for name in found.removed)
    if found.articles:
        yield labels.again.format(articles=said.numbers(found.articles))


def _of_article(found, article: str, said) -> Iterator[str]:
    """Yield what is to be looked at again in one article."""
    labels = said.labels.migrate
    yield labels.heading.format(old=found.made, new=found.new.version)
    for old, new in found.renamed:
        if article in [name.partition(".")[0] for name in new]:
            yield labels.renamed.format(old=old, new=said.many(new))
    for name, what in found.changed:
        if name.partition(".")[0] == article:
            yield labels.changed.format(id=name, what=said.many(labels.parts[one] for one in what))
    added = [name for name in found.added if name.partition(".")[0] == article]
    if added:
        yield labels.added_short.format(ids=said.many(added))
    yield from (labels.removed.format(id=name) for name in found.removed if name.partition(".")[0] == article)
