"""Options that several commands take, and how their values are read."""

from __future__ import annotations

from datetime import date

import click


class Day(click.ParamType):
    """A day on the command line: 2016-01-01, or today."""

    name = "date"

    def convert(self, value, param, ctx):
        """Return the day, or fail with what to write instead."""
        if isinstance(value, date):
            return value
        if value == "today":
            return date.today()
        try:
            return date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2016-01-01, or as today.", param, ctx)


chosen = {"language": "en"}  # that of this run, for messages told after the command is left


def _language(ctx, param, value: str) -> str:
    from assess import paths

    known = paths.languages()
    if value not in known:
        raise click.BadParameter(f"there are no labels for {value!r}; there are: {', '.join(known)}.", ctx, param)
    chosen["language"] = value
    return value


def typed(ctx, param, value: str) -> str:
    """Return what somebody typed; refuse bytes that are no text, which could not be written down."""
    if any("\ud800" <= sign <= "\udfff" for sign in value or ""):
        raise click.BadParameter("it holds bytes that are no text in UTF-8; type it anew.", ctx, param)
    return value


lang_option = click.option("--lang", default="en", show_default=True, metavar="CODE", callback=_language,
                           help="Language of what is said.")


def reading_options(command):
    """Add --as-of, --assume and --lang to a command."""
    command = lang_option(command)
    command = click.option("--assume", multiple=True, metavar="BILL", help="Take this bill as passed (repeatable).")(
        command)
    return click.option("--as-of", type=Day(), default="today", show_default=True,
                        help="Cut-off date: only provisions in force on it count.")(command)
