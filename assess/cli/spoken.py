"""Commands that look up their help, when it is asked for, in the phrases of a language (templates/labels/commands)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from assess.app.wrong import WrongUse
from assess.cli import tongue

tongue.teach_click()


class _Spoken(click.Command):
    """Looks up the help of a command and of its options."""

    above: Group | None = None

    def key(self) -> str:
        """Return the command with the groups above it, but for the first: `law add`."""
        if self.above is None:
            return "lexgap"
        name = self.name or ""
        return name if self.above.above is None else f"{self.above.key()} {name}"

    def get_help_option_names(self, ctx: click.Context) -> list[str]:
        """Return the two names of the option for help."""
        return ["-h", "--help"]

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the line of this command in a list of commands."""
        self.short_help, self.help = (
            tongue.help_text(f"{self.key()} short"),
            tongue.help_text(self.key()),
        )
        return super().get_short_help_str(limit)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        self.help = tongue.help_text(self.key())
        super().format_help_text(ctx, formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the options do."""
        for param in self.get_params(ctx):
            if isinstance(param, click.Option):
                name = max(param.opts, key=len)
                param.help = tongue.help_text(f"{self.key()} {name}") or tongue.help_text(name)
        super().format_options(ctx, formatter)


class Command(_Spoken):
    """A command with its help in the language of the run, and with wrong use told beside its usage."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what it was asked for and cannot be meant is a fault of its use."""
        try:
            return super().invoke(ctx)
        except WrongUse as fault:
            values = {name: _listed(value) for name, value in fault.values.items()}
            text = tongue.help_text(f"wrong {fault.key}", **values)
            if fault.option:
                raise click.BadParameter(text, ctx, None, fault.option) from None
            raise click.UsageError(text, ctx) from None


class Group(_Spoken, click.Group):
    """A group of commands with its help in the language of the run."""

    command_class = Command
    group_class = type

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Add a command below this group."""
        if isinstance(cmd, _Spoken):
            cmd.above = self
        super().add_command(cmd, name)


class Main(Group):
    """The first of all groups: chooses the language before anything is parsed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Choose the language of help and faults, then parse."""
        wrong = tongue.begin(args)
        if wrong:
            click.echo(wrong, err=True)
        return super().parse_args(ctx, args)


def command(name: str | None = None) -> Callable[[Callable[..., Any]], Command]:
    """Return what makes a function a command, as `click.command` does."""
    return click.command(name, cls=Command)


def group(name: str | None = None) -> Callable[[Callable[..., Any]], Group]:
    """Return what makes a function a group of commands."""
    return click.group(name, cls=Group)


def _listed(value: object) -> object:
    """Return a list in one line, in the language of the run; anything else as it is."""
    return tongue.help_text("comma").join(value) if isinstance(value, list) else value


def wrong(key: str, **values: object) -> click.UsageError:
    """Return the fault of a wrong use."""
    return click.UsageError(tongue.help_text(f"wrong {key}", **values))


def wrong_value(
    key: str,
    ctx: click.Context | None = None,
    param: click.Parameter | None = None,
    hint: str | None = None,
    **values: object,
) -> click.BadParameter:
    """Return the fault of a wrong value; `hint` is the option where click does not know it."""
    return click.BadParameter(tongue.help_text(f"wrong {key}", **values), ctx, param, hint)
