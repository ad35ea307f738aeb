"""What the commands share: languages, a case read with its warnings counted, a question before files are written."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from assess.app.cases import Opened, Proposal, case_path
from assess.cli import tongue

if TYPE_CHECKING:
    from pathlib import Path

    from assess.load.labels import Labels
    from assess.model.case import Case
    from assess.speak.words import Words


def labels_of(lang: str) -> Labels:
    """Return the labels of a language."""
    from assess.load.labels import labels

    return labels(lang)


def fault_labels() -> Labels:
    """Return the labels in which faults are told: those of the user's language, whatever a case is written in.

    Where they have faults themselves, these are told in English.
    """
    from assess.base.problems import LexgapError

    try:
        return labels_of(tongue.chosen["language"])
    except LexgapError:
        return labels_of(tongue.FALLBACK)


def words(lang: str) -> Words:
    """Return what says values in a language."""
    from assess.speak.words import Words

    return Words(labels_of(lang), lang)


def now() -> str:
    """Return this moment as the log of a case has it: 2026-03-01T14:05:00+03:00."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def read_case(case: str, lang: str) -> Case:
    """Read a case and stop at its errors; warnings are only counted, on the standard error."""
    opened = opened_case(case, lang)
    tell_warnings(opened, case)
    return opened.sound()


def opened_case(case: str, lang: str) -> Opened:
    """Read a case, by its folder or the name of a sample, with its problems."""
    from assess.app.cases import open_case

    return open_case(case_path(case), lang.split(","), today())


def read_whole(case: str, lang: str) -> Case:
    """Read a case of which every file could be read, whatever its findings say; LexgapError where one could not."""
    from assess.app.cases import open_files

    return open_files(case_path(case), (lang,), today()).sound()


def tell_warnings(opened: Opened, case: str) -> None:
    """Say how many warnings a case has, where it has no errors."""
    if opened.problems and not opened.errors:
        line = fault_labels().cli.warnings.format(number=len(opened.problems), case=case)
        click.echo(line, err=True)


def own_digits(digits: str, lang: str) -> bool:
    """Whether a report is to be written in digits of its language; say so where none of its languages has any."""
    from assess.speak.digits import Numerals

    spoken = [labels_of(code) for code in lang.split(",")]
    if digits == "arab" and not any(Numerals.of(labels.numerals) for labels in spoken):
        languages = fault_labels().comma.join(labels.language for labels in spoken)
        click.echo(fault_labels().cli.digits_latin.format(language=languages), err=True)
    return digits == "arab"


def print_json(data: object) -> None:
    """Print plain data as JSON."""
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def agreed(files: Iterable[str], yes: bool, lang: str, not_asked: str) -> bool:
    """Ask whether files are to be written, and say where they are not; `yes` is the answer given beforehand.

    Where nobody can be asked, it is wrong use, told by `not_asked`.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise click.UsageError(not_asked)
    labels = labels_of(lang)
    if confirmed(labels.law.ask.format(files=labels.comma.join(files))):
        return True
    click.echo(labels.law.nothing)
    return False


class _YesNo(click.ParamType):
    """An answer to a question, in any language of the program."""

    name = "yes or no"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> bool:
        """Return whether the answer is yes, or fail with the answers that there are."""
        from assess.load.synonyms import yes_no

        answer = value if isinstance(value, bool) else yes_no(value)
        if answer is None:
            self.fail(tongue.help_text("wrong yes-no"), param, ctx)
        return answer


def confirmed(question: str) -> bool:
    """Ask a question and return whether the answer is yes, in the words of any language; none is no."""
    answer: bool = click.prompt(
        f"{question} [y/N]", type=_YesNo(), default=False, show_default=False
    )
    return answer


def write_agreed(proposal: Proposal, yes: bool, lang: str, not_asked: str) -> None:
    """Write the files of a proposal, once somebody has agreed, and say so."""
    if agreed(proposal.names, yes, lang, not_asked):
        proposal.write()
        labels = labels_of(lang)
        click.echo(labels.law.written.format(files=labels.comma.join(proposal.names)))


@contextmanager
def progress(paths: Iterator[Path], length: int) -> Iterator[Iterable[Path]]:
    """Give paths as their files are written, with a bar on a terminal."""
    hidden = not sys.stderr.isatty()
    label = fault_labels().cli.writing
    with click.progressbar(
        paths, length=length, file=sys.stderr, label=label, hidden=hidden
    ) as written:
        yield written


def today() -> date:
    """Return the day of the run."""
    return date.today()
