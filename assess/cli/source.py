"""The command `lexgap source`: a source added to a case, so that laws and answers can name it."""

from __future__ import annotations

import sys

import click

from assess.app.cases import open_files, own_case
from assess.cli.options import lang_option, plain_name, typed
from assess.cli.spoken import command, wrong
from assess.cli.work import fault_labels, labels_of, today


@command("source")
@click.argument("case")
@click.argument("key", callback=plain_name)
@click.option("--grade", type=click.Choice(["A", "B", "C", "D"]))
@click.option("--address", default="", metavar="TEXT", callback=typed)
@click.option("--holds", default="", metavar="TEXT", callback=typed)
@lang_option
def source(case: str, key: str, grade: str | None, address: str, holds: str, lang: str) -> None:
    """Add a source to a CASE under a KEY, and ask for what is missing."""
    from assess.app.laws import write_law
    from assess.app.sources import NewSource, add_source
    from assess.base.output import seen

    root = own_case(case)
    before = seen(root)
    loaded = open_files(root, (lang,)).sound()
    new = NewSource(
        key.strip(),
        grade or _asked("grade", click.Choice(["A", "B", "C", "D"])),
        address.strip() or _asked("address"),
        holds.strip() or _asked("holds"),
    )
    proposal = add_source(root, loaded, new, before)
    write_law(proposal, today())
    labels = labels_of(lang)
    click.echo(labels.law.written.format(files=labels.comma.join(proposal.names)))


def _asked(name: str, kind: click.ParamType | None = None) -> str:
    """Ask for what is missing; refuse where nobody can be asked."""
    if not sys.stdin.isatty():
        raise wrong("new-source")
    text: str = click.prompt(fault_labels().sources.ask[name], type=kind)
    return text.strip()
