"""The commands `lexgap pack` and `lexgap unpack`: a case as one file to keep or to send, and back."""

from __future__ import annotations

from pathlib import Path

import click

from assess.app.cases import case_path
from assess.cli.options import own_lang_option
from assess.cli.spoken import command
from assess.cli.work import today, words


@command()
@click.argument("case")
@click.option("-o", "--output", type=click.Path(path_type=Path))
@own_lang_option
def pack(case: str, output: Path | None, lang: str) -> None:
    """Pack a CASE into one file."""
    from assess.app import packs

    made, file = packs.pack(case_path(case), output, today())
    own_words = words(lang)
    click.echo(
        own_words.labels.pack.packed.format(
            file=file,
            case=made.case,
            number=len(made.files),
            checklist=made.checklist,
            day=own_words.day(today()),
        )
    )


@command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path))
@own_lang_option
def unpack(file: Path, output: Path | None, lang: str) -> None:
    """Read back a case from a packed FILE."""
    from assess.app import packs

    labels = words(lang).labels.pack
    made, folder, aside = packs.unpack(file, output)
    number = len(made.files)
    click.echo(labels.unpacked.format(folder=folder, case=made.case, number=number, day=made.day))
    if aside:
        click.echo(labels.aside.format(instrument=made.instrument, folder=aside))
