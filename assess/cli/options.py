"""Options that several commands take, and how their values are read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from assess.cli import tongue
from assess.cli.spoken import wrong_value
from assess.model.terms import Depth

if TYPE_CHECKING:
    from assess.load.days import Unclear
    from assess.model.day import Day as CoarseDay

Typed = TypeVar("Typed", str, tuple[str, ...])
Function = Callable[..., Any]  # that becomes a command


class Day(click.ParamType):
    """A day on the command line: today, or 2016-01-01 as people of the language may write it."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail with what to write instead."""
        if isinstance(value, date):
            return value
        if value == "today":
            return date.today()
        from assess.load.days import Unclear, read_day

        try:
            return date.fromisoformat(read_day(value, tongue.language()))
        except Unclear as fault:
            raise _unclear(fault, "date", value, ctx, param) from None
        except ValueError:  # a month, or a year
            raise wrong_value("date", ctx, param, value=value) from None


class DepthChoice(click.Choice[str]):
    """How deep the work goes, written as in case.yaml or with a hyphen: first_look, first-look."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the depth as case.yaml writes it, or fail with those that there are."""
        return super().convert(
            value.replace("-", "_") if isinstance(value, str) else value, param, ctx
        )


def plain_name(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return a value that names a file or is listed with others; refuse what cannot."""
    import re

    if value and not re.fullmatch(r"[^\W_][\w.-]*", value):
        raise wrong_value("name", ctx, param)
    return value


class KindChoice(click.Choice[str]):
    """A kind of law, written as in the case files or in the words of any language: decree_law, مرسوم بقانون."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the kind as the case files write it, or fail with those that there are."""
        from assess.load.synonyms import meant

        kind = meant("law_kinds", value, self.choices, tongue.language())
        return super().convert(kind or value, param, ctx)


def latin(ctx: click.Context | None, param: click.Parameter | None, value: Typed) -> Typed:
    """Return a number or a day, or several of them, in Latin digits, whichever digits were typed."""
    from assess.model.numbers import latin_digits

    return latin_digits(value) if isinstance(value, str) else tuple(map(latin_digits, value))


def coarse_day(value: str, option: str) -> CoarseDay | None:
    """Return a day as a case may have it (2016, 2016-03), None for no text; refuse what is none."""
    from assess.load.days import Unclear, read_day
    from assess.model.day import Day as Coarse

    try:
        return Coarse.parse(read_day(value, tongue.language())) if value else None
    except Unclear as fault:
        raise _unclear(fault, "day", value, hint=option) from None


def _unclear(
    fault: Unclear,
    key: str,
    value: str,
    ctx: click.Context | None = None,
    param: click.Parameter | None = None,
    hint: str | None = None,
) -> click.BadParameter:
    """Return the fault of a day that is not certain: a Hijri date, one of two readings, or what `key` says."""
    words = fault.words(value)
    key = "hijri-day" if "about" in words else "hijri" if words else key
    key = "two-days" if "first" in words else key
    return wrong_value(key, ctx, param, hint, **{"value": value, **words})


def _language(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """Return the language of what a command says; that of its case counts where the command shows the case."""
    from assess.base import paths

    if value and "," in value:
        raise wrong_value("one-language", ctx, param, value=value)
    text = tongue.known(value or "")
    if value and not text:
        raise wrong_value(
            "language",
            ctx,
            param,
            value=value,
            known=tongue.help_text("comma").join(paths.languages()),
        )
    return tongue.language(text)


def _language_of_case(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    from assess.app.cases import case_path, header

    case = next((ctx.params[text] for text in _CASES if ctx.params.get(text)), "")
    case = case if isinstance(case, str) else case[0]
    return (
        _language(ctx, param, value)
        if value or not case
        else tongue.language(case=header(case_path(case), "language"))
    )


def _languages(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """Return one language or several, such as ar,en, of a command that shows no case."""
    return _listed(ctx, param, value, _language)


def _languages_of_case(ctx: click.Context, param: click.Parameter, value: str | None) -> str:
    """Return one language or several, such as ar,en, in which a report can be written."""
    return _listed(ctx, param, value, _language_of_case)


def _listed(
    ctx: click.Context,
    param: click.Parameter,
    value: str | None,
    alone: Callable[[click.Context, click.Parameter, str | None], str],
) -> str:
    codes = [code.strip() for code in (value or "").split(",")]
    if len(codes) == 1:
        return alone(ctx, param, value)
    languages = [_language(ctx, param, code) for code in codes if code]
    if len(set(languages)) != len(codes):
        raise wrong_value("languages", ctx, param, value=value)
    return ",".join(languages)


def typed(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return what somebody typed; refuse bytes that are no text, which could not be written down."""
    if any("\ud800" <= sign <= "\udfff" for sign in value or ""):
        raise wrong_value("bytes", ctx, param)
    return value


_CASES = ("case", "case_a", "new", "old", "what")  # arguments that name the case
# of the user, whatever a case says
own_lang_option = click.option("--lang", metavar="CODE", callback=_language)
lang_option = click.option("--lang", metavar="CODE", callback=_language_of_case)
own_langs_option = click.option("--lang", metavar="CODE[,CODE…]", callback=_languages)
_langs_option = click.option("--lang", metavar="CODE[,CODE…]", callback=_languages_of_case)
_digits_option = click.option(
    "--digits", type=click.Choice(["latin", "arab"]), default="latin", show_default=True
)


# in the place of that of the case
depth_option = click.option("--depth", type=DepthChoice(get_args(Depth)))


def report_options(command: Function) -> Function:
    """Add --lang, for one language or several, and --digits to a command that writes a report."""
    return _langs_option(_digits_option(command))


def reading_options(
    command: Function, languages: Callable[[Function], Function] = lang_option
) -> Function:
    """Add --as-of, --assume and the option for the language, or the languages, to a command."""
    command = languages(command)
    command = click.option("--assume", multiple=True, metavar="BILL")(command)
    return click.option("--as-of", type=Day(), default="today", show_default=True)(command)
