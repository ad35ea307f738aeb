"""The commands `lexgap law`: the text of a law read from a file, shown as it was understood, and put into a case."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import get_args

import click

from assess.cli.options import lang_option, latin
from assess.cli.spoken import group, wrong, wrong_value
from assess.cli.work import labels_of, own_case, told
from assess.model.terms import LawKind


@group("law")
def law() -> None:
    """Read the text of a law (Word, PDF, HTML, plain text, Akoma Ntoso) and put it into a case."""


def _name(ctx, param, value: str) -> str:
    """Return a value that becomes part of the name of a file; refuse what cannot."""
    import re

    if value and not re.fullmatch(r"[^\W_][\w.-]*", value):
        raise wrong_value("name", ctx, param)
    return value


def _reading(command):
    """Add the options that say how a file is read."""
    for option in reversed(
        (
            click.option("--language", default="", callback=_name, metavar="CODE"),
            click.option(
                "--standing",
                type=click.Choice(["official", "copy", "translation"]),
                default="copy",
                show_default=True,
            ),
            click.option("--as-of", "as_of", default="", metavar="DAY", callback=latin),
            click.option("--pattern", default=""),
            click.option("--ocr", is_flag=True),
            click.option("--replace", "again", is_flag=True),
            click.option("--yes", is_flag=True),
            lang_option,
        )
    ):
        command = option(command)
    return command


@law.command()
@click.argument("case")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--id", "law_id", required=True, callback=_name)
@click.option("--title", default="")
@click.option("--kind", type=click.Choice(get_args(LawKind)), default="act", show_default=True)
@click.option("--in-force", default="", metavar="DAY", callback=latin)
@click.option("--source", "sources", multiple=True, metavar="KEY")
@_reading
def add(
    case: str,
    file: Path,
    law_id: str,
    title: str,
    kind: str,
    in_force: str,
    sources: tuple[str, ...],
    lang: str,
    **how,
) -> None:
    """Read the text of a law from FILE and add both to a CASE."""
    loaded, root = _case(case, lang)
    text = _text(file, law_id, labels_of(lang), how)
    known = loaded.law(law_id)
    if known is not None:
        click.echo(labels_of(lang).law.exists.format(law=law_id))
        return _attach(loaded, root, known, text, lang, how)
    if not title or not sources:
        raise wrong("new-law", keys=told().comma.join(one.key for one in loaded.sources))
    _day(in_force, "--in-force")
    _free(root / "laws" / f"{law_id}.yaml", law_id)
    facts = _Facts(law_id, title, kind, in_force, text.language, text.standing, sources)
    _finish(
        root,
        {
            **_file(root, loaded, text, labels_of(lang), how),
            f"laws/{law_id}.yaml": facts.yaml(lang),
        },
        text,
        lang,
        how,
    )
    return None


@law.command()
@click.argument("case")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--law", "law_id", required=True, metavar="ID")
@_reading
def attach(case: str, file: Path, law_id: str, lang: str, **how) -> None:
    """Read the text of a law from FILE and bring it together with the provisions that a CASE has of it."""
    from assess.base.problems import NOWHERE, LexgapError, nearest, problem

    loaded, root = _case(case, lang)
    known = loaded.law(law_id)
    if known is None:
        near = nearest(law_id, [one.id for one in loaded.laws])
        raise LexgapError([problem("unknown-law", NOWHERE, id=law_id, nearest=near)])
    return _attach(loaded, root, known, _text(file, law_id, labels_of(lang), how), lang, how)


@dataclass(frozen=True)
class _Facts:
    """What is known of a new law."""

    id: str
    title: str
    kind: str
    in_force: str
    language: str
    standing: str
    sources: tuple[str, ...]

    def yaml(self, lang: str) -> bytes:
        """Return the law file."""
        from assess.files.yamlfile import write

        said = labels_of(lang).law
        data = {
            "id": self.id,
            "title": {self.language: self.title},
            "kind": self.kind,
            "in_force": self.in_force or ("" if self.kind == "bill" else "unknown"),
            "text": "copy" if self.standing == "ocr" else self.standing,
            "language": self.language,
            "rights": {lang: said.rights},
            "sources": list(self.sources),
            "confidence": "low",
            "note": {lang: said.note},
        }
        return write(data).encode()


def _case(case: str, lang: str):
    """Load the case that is to change, and return it with its folder."""
    from assess.base.problems import LexgapError, errors
    from assess.load.cases import load_case

    root = own_case(case)
    loaded, found = load_case(root, (lang,))
    if loaded is None:
        raise LexgapError(errors(found) or found)
    return loaded, root


def _free(path: Path, law_id: str) -> None:
    """Raise LexgapError where a file of that law is there, but too faulty to be read."""
    from assess.base.problems import LexgapError, Location, problem

    if path.exists():
        raise LexgapError(
            [problem("duplicate-id", Location(str(path)), kind="@law", id=law_id, first=path)]
        )


def _day(value: str, option: str):
    from assess.model.day import Day

    try:
        return Day.parse(value) if value else None
    except ValueError:
        raise wrong_value("day", hint=option) from None


def _text(file: Path, law_id: str, labels, how: dict):
    """Read a file and return its text as it was understood; print what the reader is not sure of."""
    from assess.law.readers import read_source
    from assess.law.structure.language import language_of
    from assess.law.structure.units import structured

    source = read_source(file, ocr=how["ocr"], language=how["language"])
    language = how["language"] or source.language or language_of(source.joined())
    if not language:
        raise wrong("text-language")
    day = _day(how["as_of"], "--as-of")
    try:
        text = structured(
            source,
            law_id,
            language,
            "ocr" if source.ocr else how["standing"],
            pattern=how["pattern"],
        )
    except ValueError:
        raise wrong_value("pattern", hint="--pattern") from None
    click.echo(labels.law.read.format(file=file.name, format=source.format, language=language))
    for key in source.doubts:
        click.echo(f"! {labels.doubts.get(key, key)}")
    return replace(text, as_of=day, read_on=_day(date.today().isoformat(), ""))


def _attach(loaded, root: Path, known, text, lang: str, how: dict) -> None:
    from assess.law.structure.align import aligned

    labels = labels_of(lang)
    found = aligned(text, known)
    files = _file(root, loaded, found.text, labels, how)
    _finish(root, files, found.text, lang, how, tuple(_said(found, labels)))


def _said(found, labels):
    """Yield what came together and what did not, where the law has provisions."""
    from assess.law.structure.tree import named

    said = labels.law
    total = len(found.matched) + len(found.guessed) + len(found.provisions_left)
    if not total:
        return
    yield said.matched.format(number=total - len(found.provisions_left), total=total)
    yield from (said.guessed.format(provision=one, unit=unit) for one, unit in found.guessed)
    if found.provisions_left:
        yield said.provisions_left.format(ids=labels.semicolon.join(found.provisions_left))
    if found.units_left:
        left = labels.semicolon.join(named(one, labels) for one in found.units_left)
        yield said.units_left.format(ids=left)


def _file(root: Path, loaded, text, labels, how: dict) -> dict[str, bytes]:
    """Return the file of a text; LexgapError where the case has that text already and may not lose it."""
    from assess.base.problems import LexgapError, Location, problem
    from assess.law.store import as_yaml, path_of

    path = path_of(root, text)
    there = [
        one.place.path
        for one in loaded.texts_of(text.law)
        if (one.language, one.as_of) == (text.language, text.as_of)
    ]
    there += [str(path)] if path.exists() else []
    if there and not (how["again"] and Path(there[0]) == path):
        raise LexgapError(
            [problem("text-exists", Location(there[0]), law=text.law, language=text.language)]
        )
    return {path.relative_to(root).as_posix(): as_yaml(text, labels.structure.head).encode()}


def _finish(
    root: Path, files: dict[str, bytes], text, lang: str, how: dict, more: tuple[str, ...] = ()
) -> None:
    """Show what was understood, ask, and write."""
    from assess.base.problems import render
    from assess.law.structure.tree import tree_lines

    labels = labels_of(lang)
    for line in (*tree_lines(text, labels), *more):
        click.echo(line)
    names = labels.comma.join(files)
    if not how["yes"]:
        if not sys.stdin.isatty():
            raise click.UsageError(told().law.not_asked)
        if not click.confirm(labels.law.ask.format(files=names)):
            click.echo(labels.law.nothing)
            return
    shown = _write(root, files)
    click.echo(labels.law.written.format(files=names))
    if shown:
        click.echo(
            "\n".join((labels.law.quotations, *(render(one, told().problems) for one in shown)))
        )


def _write(root: Path, files: dict[str, bytes]) -> list:
    """Write all files; where the case has errors then that it did not have before, put everything back.

    Quotations that the new text shows to be wrong are faults of the findings, which it brings to light: the text stays,
    and they are returned.
    """
    from assess.base.output import replace_files
    from assess.base.problems import LexgapError, errors
    from assess.cli.work import problems_of

    before = {
        (one.code, one.at.path, tuple(one.words.items())) for one in errors(problems_of(root))
    }
    old = {name: (root / name).read_bytes() for name in files if (root / name).exists()}
    replace_files(root, files)
    new = [
        one
        for one in errors(problems_of(root))
        if (one.code, one.at.path, tuple(one.words.items())) not in before
    ]
    if all(one.code == "quote-not-found" for one in new):
        return new
    for name in set(files) - set(old):
        (root / name).unlink()
    if old:
        replace_files(root, old)
    raise LexgapError(new)
