"""The commands `lexgap pack` and `lexgap unpack`: a case as one file to keep or to send, and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from assess.cli.options import own_lang_option
from assess.cli.spoken import command
from assess.cli.work import case_path, words


@command()
@click.argument("case")
@click.option("-o", "--output", type=click.Path(path_type=Path))
@own_lang_option
def pack(case: str, output: Path | None, lang: str) -> None:
    """Pack a CASE into one file."""
    from assess import __version__
    from assess.base.problems import LexgapError, Location, problem
    from assess.cli.tongue import header
    from assess.files.packing import pack_case

    root = case_path(case)
    if not (root / "case.yaml").is_file():
        raise LexgapError([problem("file-missing", Location(str(root / "case.yaml")))])
    today = date.today().isoformat()
    name = f"{header(root, 'id') or root.resolve().name}-{today}.zip"
    out = output / name if output and output.is_dir() else output or Path(name)
    made = pack_case(root, out, today, f"lexgap {__version__}")
    click.echo(
        words(lang).labels.pack.packed.format(
            file=out,
            case=made.case,
            number=len(made.files),
            checklist=made.checklist,
            day=words(lang).day(date.today()),
        )
    )


@command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path))
@own_lang_option
def unpack(file: Path, output: Path | None, lang: str) -> None:
    """Read back a case from a packed FILE."""
    from assess.files.packing import ASIDE, CHECKLIST, unpack_case

    said = words(lang).labels.pack
    made, folder = unpack_case(file, output)
    click.echo(
        said.unpacked.format(folder=folder, case=made.case, number=len(made.files), day=made.day)
    )
    if any(name.startswith(CHECKLIST) for name in made.files):
        click.echo(said.aside.format(instrument=made.instrument, folder=folder / ASIDE))
