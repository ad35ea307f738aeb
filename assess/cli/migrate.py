"""The command `lexgap migrate`: a case brought over to another version of its checklist."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from assess.app.cases import own_case
from assess.cli.options import lang_option, typed
from assess.cli.spoken import command, wrong
from assess.cli.work import agreed, fault_labels, labels_of, words

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
    from assess.app import migrations
    from assess.base.output import seen

    if confirm and (not by.strip() or by == _NOBODY):
        raise wrong("confirm")
    root, own_words, now = own_case(case), words(lang), datetime.now().astimezone()
    before = seen(root)
    way = migrations.way_of(root, lang, target, Path(origin) if origin else None, now.date())
    if way.nothing and not target and not origin:
        click.echo(own_words.labels.migrate.nothing.format(version=way.migration.new.version))
        return
    way = replace(way, by=by if confirm else "")
    plan = migrations.plan_migration(root, way, by, now, own_words, before)
    click.echo("\n".join(migrations.plan_lines(plan, own_words)))
    files = plan.proposal.files
    if not agreed(files, yes, lang, fault_labels().law.not_asked):
        return
    packed = migrations.migrate(plan, now.date())
    click.echo(own_words.labels.migrate.packed.format(file=packed))
    click.echo(labels_of(lang).law.written.format(files=own_words.many(files)))
