"""The command `lexgap law diff`: two texts of a law side by side, and what the change does to the assessment."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from assess.cli.options import report_options
from assess.cli.spoken import command, wrong
from assess.cli.work import own_digits, read_anyway

_ENDINGS = (
    ".docx",
    ".pdf",
    ".html",
    ".htm",
    ".txt",
    ".md",
    ".xml",
    ".akn",
)  # of what is meant as a file


@command("diff")
@click.argument("what", nargs=-1, required=True, metavar="CASE LAW [BILL|FILE]  |  FILE FILE")
@click.option("--from", "start", default="", metavar="DAY")
@click.option("--to", "end", default="", metavar="DAY")
@click.option("--language", default="", metavar="CODE")
@click.option("--assume", "bill", default="", metavar="BILL")
@click.option("--only-changed", is_flag=True)
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path))
@click.option("--format", "kinds", type=click.Choice(["word", "excel"]), multiple=True)
@click.option("--json", "as_json", is_flag=True)
@report_options
def diff(
    what: tuple[str, ...],
    start: str,
    end: str,
    language: str,
    bill: str,
    only_changed: bool,
    output: Path | None,
    kinds: tuple[str, ...],
    as_json: bool,
    lang: str,
    digits: str,
) -> None:
    """Compare two texts of a law: two versions in a CASE, a law with a bill or a file, or two files."""
    from assess.law.diff.view import comparison_view
    from assess.speak.languages import pages

    folder = output or (Path(".") if kinds else None)
    if "," in lang and (as_json or not folder):
        raise wrong("printed-languages")
    files = _only_files(what, bool(start or end or bill))
    wanted = _Wanted(start, end, language, bill, lang.partition(",")[0])
    comparison, subject, effect = (
        _two_files(what, language) if files else _in_case(what, wanted, lang)
    )
    view = comparison_view(comparison, date.today(), subject, effect, only_changed)
    own = bool(folder) and not as_json and own_digits(digits, lang)
    _say(
        pages(view, lang, own), as_json, folder, kinds or ("word", "excel"), _file_name(what, lang)
    )


def _say(view, as_json: bool, output: Path | None, kinds: tuple[str, ...], name: str) -> None:
    """Print the comparison, or write it into a folder."""
    import json

    from assess.law.diff.printing import comparison_data, comparison_lines
    from assess.reports import write_comparison

    if as_json:
        click.echo(json.dumps(comparison_data(view), ensure_ascii=False, indent=2))
    elif output:
        for kind in dict.fromkeys(kinds):
            click.echo(write_comparison(view, kind, output, name))
    else:
        click.echo("\n".join(comparison_lines(view)))


def _only_files(what: tuple[str, ...], options: bool) -> bool:
    """Whether two files are to be compared, without a case; UsageError for what cannot be meant."""
    from assess.base.problems import LexgapError, Location, problem

    if len(what) not in (2, 3):
        raise wrong("diff")
    absent = [
        one for one in what if Path(one).suffix.lower() in _ENDINGS and not Path(one).exists()
    ]
    if absent:
        raise LexgapError([problem("file-missing", Location(one)) for one in absent])
    files = [Path(one).is_file() for one in what]
    if any(files[:2]) and not (len(what) == 2 and all(files)):
        raise wrong("diff-file")
    if all(files) and options:
        raise wrong("diff-options")
    return all(files)


def _two_files(what: tuple[str, ...], language: str):
    from assess.law.diff.view import Subject

    old, new = (_text_of(Path(one), Path(one).stem, language) for one in what)
    return _compared(old, new, what[1]), Subject(), None


def _text_of(path: Path, law: str, language: str, otherwise: str = ""):
    """Read a file and return its text as it was understood; `otherwise` is its language if nothing tells that."""
    from assess.law.readers import read_source
    from assess.law.structure.language import language_of
    from assess.law.structure.units import structured

    source = read_source(path, language=language)
    known = language or language_of(source.joined()) or source.language or otherwise
    return structured(source, law, known, "ocr" if source.ocr else "copy")


def _compared(old, new, name: str):
    """Compare two texts; LexgapError for two languages, and for instructions that are no wording of the law."""
    from assess.base.problems import LexgapError, Location, problem
    from assess.law.diff.compare import compared, instructions, instructions_only
    from assess.law.diff.versions import unlike

    at = Location(new.place.path)
    if unlike(old.language, new.language):
        raise LexgapError(
            [problem("text-languages", at, name=name, old=old.language, new=new.language)]
        )
    comparison = compared(old, new)
    if instructions_only(new, comparison):
        raise LexgapError(
            [problem("text-not-consolidated", at, name=name, number=instructions(new))]
        )
    return comparison


class _Wanted(NamedTuple):
    """What the user asks for beside the law."""

    start: str
    end: str
    language: str
    bill: str
    prefer: str = ""  # language of a text, where there are several


class _Pair(NamedTuple):
    """Two texts, what the new one is called, and the readings between which an effect can be told."""

    old: object
    new: object
    name: str
    before: object = None
    after: object = None
    bill: object = None
    other: object = None  # another law that is no bill


def _in_case(what: tuple[str, ...], wanted: _Wanted, lang: str):
    """Return comparison, what gives its subject in a language, and effect: of versions, of a bill, or of a file."""
    from assess.base.problems import LexgapError
    from assess.law.diff.effect import effect_of, rows_alone
    from assess.law.diff.view import Subject

    case, faults = read_anyway(what[0], lang)
    law = _law(case, what[1], faults)
    third = what[2] if len(what) == 3 else ""
    file = bool(third) and (Path(third).is_file() or case.law(third) is None)
    if wanted.bill and not file:
        raise wrong("diff-assume")
    if third and wanted.end:
        raise wrong("diff-to")
    if file and not Path(third).is_file():
        _law(case, third, faults)  # no law: says so
    pair = (
        _versions(case, law, wanted)
        if not third
        else _with_file(case, law, Path(third), wanted)
        if file
        else _with_law(case, law, case.law(third), wanted)
    )
    compared = {law.id, *(one.id for one in (pair.bill, pair.other) if one)}
    apart = {one.place.path for one in case.texts if one.law not in compared}
    broken = [
        one
        for one in faults
        if Path(one.at.path).parent.name == "texts" and one.at.path not in apart
    ]
    if broken:
        raise LexgapError(broken)
    comparison = _compared(pair.old, pair.new, pair.name)
    note = _note(case, pair, faults)
    sound = all(
        one.code == "quote-not-found" for one in faults
    )  # nothing was left out: what rests on a unit is known
    effect = effect_of(case, comparison, pair.before, pair.after) if pair.before and sound else None
    if effect and note:
        effect = rows_alone(effect)
    return comparison, Subject(case, law, pair.bill, pair.other, note), effect


def _note(case, pair: _Pair, faults):
    """Return why no effect can be told, if none can."""
    from assess.base.problems import NOWHERE
    from assess.checks import assumption_effect
    from assess.speak.values import Message, phrase

    if faults:
        why = Message(faults[0])
        return phrase("comparison.effect_errors", number=len(faults), why=why)
    if pair.other:
        return phrase("comparison.effect_law", law=pair.other.id)
    stopped = list(assumption_effect(case, pair.after, NOWHERE)) if pair.bill else ()
    return phrase("comparison.effect_stopped", why=Message(stopped[0])) if stopped else ""


def _law(case, law_id: str, faults=()):
    """Return the law of that id; LexgapError where the case has none, or could not read it."""
    from assess.base.problems import NOWHERE, LexgapError, nearest, problem

    found = case.law(law_id)
    if found is None and law_id in case.left_out:
        raise LexgapError(faults)
    if found is None:
        near = nearest(law_id, [one.id for one in case.laws])
        raise LexgapError([problem("unknown-law", NOWHERE, id=law_id, nearest=near)])
    return found


def _versions(case, law, wanted: _Wanted) -> _Pair:
    from assess.law.diff.versions import days_between, version, versions
    from assess.rating.force import Reading

    texts = versions(case, law, wanted.language, 2, wanted.prefer)
    new = version(texts, _day(wanted.end, "--to")) if wanted.end else texts[-1]
    old = (
        version(texts, _day(wanted.start, "--from"))
        if wanted.start
        else texts[max(texts.index(new) - 1, 0)]
    )
    if texts.index(old) >= texts.index(new):
        raise wrong("diff-order")
    days = days_between(old, new, texts)
    return _Pair(old, new, law.id, *(map(Reading, days) if days else ()))


def _with_law(case, law, other, wanted: _Wanted) -> _Pair:
    """Return a law and a bill of the case, or two laws of it."""
    from assess.base.problems import LexgapError
    from assess.law.diff.versions import missing, versions
    from assess.rating.force import Reading

    if other == law:
        raise wrong("diff-twice")
    both = any(one.language == wanted.prefer for one in case.texts_of(other.id))
    texts = versions(case, law, wanted.language, 1, wanted.prefer if both else "")
    old, day = _old(texts, wanted.start)
    if not any(one.language == old.language for one in case.texts_of(other.id)):
        raise LexgapError([missing(other.id, old.language, case.texts_of(other.id))])
    new = versions(case, other, old.language, 1)[-1]
    if not other.bill:
        return _Pair(old, new, other.id, other=other)
    return _Pair(old, new, other.id, Reading(day), Reading(day, (other.id,)), other)


def _with_file(case, law, path: Path, wanted: _Wanted) -> _Pair:
    """Return a law and a text that is in no case; it is compared with the law's text in its own language."""
    from assess.base.problems import NOWHERE, LexgapError, nearest, problem
    from assess.law.diff.versions import versions
    from assess.law.structure.align import aligned
    from assess.rating.force import Reading

    read = _text_of(path, law.id, wanted.language, law.language)
    there = any(one.language == read.language for one in case.texts_of(law.id))
    texts = versions(case, law, wanted.language or (read.language if there else ""), 1)
    old, day = _old(texts, wanted.start)
    new = aligned(read, law).text  # its units get the ids by which the case names provisions
    bills = [one.id for one in case.laws if one.bill]
    if wanted.bill and wanted.bill not in bills:
        near = nearest(wanted.bill, bills)
        raise LexgapError(
            [problem("unknown-bill", NOWHERE, id=wanted.bill, known=bills, nearest=near)]
        )
    bill = case.law(wanted.bill) if wanted.bill else None
    return _Pair(old, new, str(path), Reading(day), Reading(day, (bill.id,) if bill else ()), bill)


def _old(texts: list, start: str):
    """Return the version to compare with, that of today if none is named, and the day for which an effect is told."""
    from assess.law.diff.versions import ENACTED, last_day, version

    old = version(texts, _day(start or "today", "--from"))
    return old, _day(start, "--from") if start not in ("", ENACTED) else last_day(
        old, texts
    ) or date.today()


def _day(text: str, option: str) -> date | None:
    """Return the day that was typed; None for the text as enacted."""
    from assess.cli.options import Day
    from assess.law.diff.versions import ENACTED

    return None if text == ENACTED else Day().convert(text, click.Option([option]), None)


def _file_name(what: tuple[str, ...], lang: str) -> str:
    name = "-".join(
        Path(one).stem if Path(one).is_file() else Path(one).resolve().name for one in what
    )
    return f"{name}-compared" + ("" if lang == "en" else f"-{lang.replace(',', '-')}")
