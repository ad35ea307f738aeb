"""The command `lexgap questions`: what a checklist asks of an article, with the sentence of every grade."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from assess.cli import tongue
from assess.cli.options import depth_option, latin, own_lang_option
from assess.cli.spoken import command, wrong
from assess.cli.work import case_path, words

_BUILT_IN = "budapest"


@command("questions")
@click.argument(
    "names", nargs=-1, required=True, callback=latin, metavar="[CASE] ARTICLES|ELEMENTS..."
)
@click.option("--instrument", default="", metavar="ID|FOLDER|CASE")
@depth_option
@own_lang_option
def questions(names: tuple[str, ...], instrument: str, depth: str | None, lang: str) -> None:
    """Print the questions of articles with their weights and the sentence of every grade."""
    from assess.base.problems import LexgapError
    from assess.review.statements import elements_named

    where = instrument or (names[0] if _header(case_path(names[0])).is_file() else _BUILT_IN)
    names = names[1:] if where != instrument and where == names[0] else names
    read, own, lang = _read(where, lang)
    if not names:
        raise wrong("no-articles")
    chosen, faults = elements_named(read, names)
    if faults:
        raise LexgapError(faults)
    asked = [one for one, by_id in chosen if by_id or one.asked(depth or own)]
    click.echo("\n".join(_lines(read, asked, len(chosen) - len(asked), words(lang))))


def _header(folder: Path) -> Path:
    return folder / "case.yaml"


def _read(where: str, lang: str):
    """Return a checklist by its id, its folder or a case that names it, with the depth and the language of the case."""
    from assess.base import paths
    from assess.base.problems import LexgapError, errors
    from assess.load.instruments import load_instrument

    folder = case_path(where)
    if where not in paths.checklists() and _header(folder).is_file():
        from assess.load.cases import load_case

        lang = tongue.language(case=tongue.header(folder, "language"))
        case, found = load_case(folder, (lang,))
        if case is None:
            raise LexgapError(errors(found))
        return case.instrument, case.profile.depth, lang
    name = where if where in paths.checklists() or not folder.is_dir() else f"{folder.as_posix()}/"
    found, problems = load_instrument(name, (lang,))
    if found is None:
        raise LexgapError(errors(problems))
    return found, "full", lang


def _lines(instrument, asked, left: int, said) -> Iterator[str]:
    labels = said.labels.questions
    for article in instrument.articles:
        own = [one for one in asked if one.article == article.article]
        if own:
            yield said.labels.comma.join(
                (f"{said.labels.article} {article.article}", said.text(article.heading))
            )
            yield from _wrapped(said.text(article.duty), 2)
            yield ""
        for one in own:
            yield from _element(one, said)
            yield ""
    if left:
        yield labels.left.format(number=left)
    yield from _wrapped(labels.more, 0)


def _element(one, said) -> Iterator[str]:
    labels = said.labels.questions
    weight = said.label("weights", one.weight) if one.weight else ""
    kept = said.many(
        (weight, said.label("levels", one.level), labels.paragraph.format(source=one.source))
    )
    yield f"{said.element(one)} ({one.id})  [{kept}]"
    yield from _wrapped(said.text(one.asks), 2)
    for grade, text in one.criteria.items():
        mark = said.state(grade, one.option)
        yield from _wrapped(
            labels.grade.format(letter=mark.letter, label=mark.label, text=said.text(text)), 4
        )
    if one.party_act:
        yield from _wrapped(labels.party_act, 4)


def _wrapped(text: str, indent: int) -> list[str]:
    from assess.country.printing import width

    return textwrap.wrap(
        text,
        width(),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + 2),
        break_on_hyphens=False,
    )
