"""The command `lexgap scan`: the provisions worth reading in whole books of laws, article by article."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import click

from assess.cli.options import own_lang_option
from assess.cli.spoken import command, wrong_value
from assess.cli.suggest import data_of, sheet_rows, unsearched_line
from assess.cli.work import told, words


@command("scan")
@click.argument("books", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--instrument", default="budapest", show_default=True)
@click.option("--top", type=click.IntRange(1, 50), default=10, show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path))
@click.option("--workers", type=click.IntRange(1), default=None)
@click.option("--dask", "address", default="", metavar="ADDRESS")
@own_lang_option
def scan(
    books: tuple[Path, ...],
    instrument: str,
    top: int,
    output: Path,
    keep: Path | None,
    workers: int | None,
    address: str,
    lang: str,
) -> None:
    """Search BOOKS (files of JSON lines, a law or a provision a line) for every article of an instrument."""
    from assess.base.problems import render
    from assess.law.finder.scan import Task, index_names, scan_local, scan_on_cluster

    said, number = words(lang), workers or os.cpu_count() or 1
    loaded = _instrument(instrument, lang)
    if output.suffix not in (".xlsx", ".csv", ".json"):
        raise wrong_value("ending", hint="--output")
    books = tuple(
        {path.resolve(): path for path in books}.values()
    )  # one that is named twice is searched once
    inside = (
        number if len(books) == 1 and not address else 1
    )  # one book is shared out, several are dealt out
    if address:  # other machines stand in other folders
        instrument = f"{Path(instrument).resolve()}/" if "/" in instrument else instrument
    paths = [str(path.resolve() if address else path) for path in books]
    tasks = [
        Task(path, instrument, top, str(keep.resolve() / name) if keep else "", inside)
        for path, name in zip(paths, index_names(books))
    ]
    found = scan_on_cluster(tasks, address) if address else scan_local(tasks, number)
    for one in found:
        for two in one.problems:
            click.echo(render(two, told().problems), err=True)
        if not one.problems:
            click.echo(
                said.labels.suggest.book_line.format(
                    book=one.book,
                    laws=one.laws,
                    provisions=one.provisions,
                    number=len(one.suggestions),
                )
            )
        for law, language in one.unsearched:
            click.echo(unsearched_line(law, language, said), err=True)
    if all(one.problems for one in found):
        sys.exit(1)
    _write(
        {name: one for name, one in zip(_names(books), found) if not one.problems},
        output,
        loaded,
        said,
    )
    click.echo(said.labels.suggest.written.format(path=output))
    sys.exit(1 if any(one.problems for one in found) else 0)


def _instrument(name: str, lang: str):
    from assess.base.problems import LexgapError
    from assess.law.finder.terms import all_terms
    from assess.load.instruments import load_instrument

    loaded, found = load_instrument(name, (lang,))
    if loaded is None:
        raise LexgapError(found)
    all_terms(loaded)  # faults of the lists are told once, and not by every book
    return loaded


def _names(books: tuple[Path, ...]) -> list[str]:
    """Return the names that books are shown by: that of the file, or the path as given where several have the name."""
    names = [path.name for path in books]
    return [path.name if names.count(path.name) == 1 else str(path) for path in books]


def _write(found: dict, output: Path, instrument, said) -> None:
    """Write what was found in all books to one file, by its ending."""
    from assess.base.output import replace_file
    from assess.law.finder.excel import write_suggestions
    from assess.law.finder.export import suggestions_csv

    grouped = {name: _by_article(one) for name, one in found.items()}
    if output.suffix == ".xlsx":
        rows = [
            row
            for name, listed in grouped.items()
            for row in sheet_rows(listed, instrument, said, name)
        ]
        books = said.many(grouped)
        write_suggestions(rows, output, said, books, instrument.short, date.today())
        return
    if output.suffix == ".csv":
        text = suggestions_csv(grouped, said)
    else:
        data = {
            "disclaimer": said.labels.suggest.disclaimer,
            "books": {
                name: data_of(listed, said)["suggestions"] for name, listed in grouped.items()
            },
        }
        text = json.dumps(data, ensure_ascii=False, indent=2)
    replace_file(output, lambda file: file.write(text.encode("utf-8")))


def _by_article(one) -> dict[str, list]:
    grouped: dict[str, list] = {}
    for two in one.suggestions:
        grouped.setdefault(two.asked, []).append(two)
    return grouped
