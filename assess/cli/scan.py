"""The command `lexgap scan`: the provisions worth reading in whole books of laws, article by article."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from assess.cli.options import own_lang_option
from assess.cli.spoken import command
from assess.cli.suggest import unsearched_line
from assess.cli.work import fault_labels, today, words


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
    from assess.app.searching import Scan, known_ending, scan_books, scan_instrument, write_scan
    from assess.base.problems import render

    years = words(lang)
    loaded = scan_instrument(instrument, lang)
    known_ending(output)
    how = Scan(instrument, top, keep, workers or os.cpu_count() or 1, address)
    scanned = scan_books(books, how)
    for book in scanned:
        known_scan = book.scanned
        for fault in known_scan.problems:
            click.echo(render(fault, fault_labels().problems), err=True)
        if not known_scan.problems:
            click.echo(
                years.labels.suggest.book_line.format(
                    book=known_scan.book,
                    laws=known_scan.laws,
                    provisions=known_scan.provisions,
                    number=len(known_scan.suggestions),
                )
            )
        for law, language in known_scan.unsearched:
            click.echo(unsearched_line(law, language, years), err=True)
        if known_scan.uncut:
            click.echo(years.labels.suggest.uncut.format(number=known_scan.uncut), err=True)
    sound = [book for book in scanned if not book.scanned.problems]
    if not sound:
        sys.exit(1)
    write_scan(sound, output, loaded, years, today())
    click.echo(years.labels.suggest.written.format(path=output))
    sys.exit(1 if len(sound) < len(scanned) else 0)
