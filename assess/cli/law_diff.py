"""The command `lexgap law diff`: two texts of a law side by side, and what the change does to the assessment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from assess.cli.options import lang_option
from assess.cli.work import labels_of, read_case, words

_ENDINGS = (".docx", ".pdf", ".html", ".htm", ".txt", ".md", ".xml", ".akn")  # of what is meant as a file


@click.command("diff", short_help="Compare two texts of a law, word by word, and tell what that does to the ratings.")
@click.argument("what", nargs=-1, required=True, metavar="CASE LAW [BILL or FILE]  |  FILE FILE")
@click.option("--from", "start", default="", metavar="DAY", help="Version in force on this day, or enacted; "
              "the last but one if left out.")
@click.option("--to", "end", default="", metavar="DAY", help="Version in force on this day; the last if left out.")
@click.option("--language", default="", metavar="CODE", help="Language of the texts; that of the law if left out.")
@click.option("--assume", "bill", default="", metavar="BILL", help="The FILE is the law as this bill would leave it: "
              "tell what the bill does to the ratings.")
@click.option("--only-changed", is_flag=True, help="Leave out units that did not change.")
@click.option("-o", "--output", type=click.Path(file_okay=False, path_type=Path), help="Folder for the reports.")
@click.option("--format", "kinds", type=click.Choice(["word", "excel"]), multiple=True,
              help="Write the table as a report (repeatable); both with -o alone.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@lang_option
def diff(what: tuple[str, ...], start: str, end: str, language: str, bill: str, only_changed: bool,
         output: Path | None, kinds: tuple[str, ...], as_json: bool, lang: str) -> None:
    """Compare two texts of a law: two versions in a CASE, a law with a bill or a file, or two files.

    \b
    CASE LAW                         the last version and the one before it
    CASE LAW --from enacted          the last version and the text as enacted
    CASE LAW BILL                    the law and the text of a bill in the case
    CASE LAW new.docx                the law and a text that is in no case
    CASE LAW new.docx --assume BILL  the same, as the bill would leave it
    old.docx new.docx                two files

    A bill that only says what is to be changed cannot be compared; it takes a version with the changes worked in.
    """
    from assess.problems import LexgapError, Location, problem
    from assess.view.comparison import comparison_view

    if len(what) > 3 or len(what) < 2:
        raise click.UsageError("Give CASE LAW, CASE LAW BILL, CASE LAW FILE, or FILE FILE.")
    absent = [one for one in what if Path(one).suffix.lower() in _ENDINGS and not Path(one).exists()]
    if absent:
        raise LexgapError([problem("file-missing", Location(one)) for one in absent])
    said = words(lang)
    files = len(what) == 2 and all(Path(one).is_file() for one in what)
    comparison, subject, effect = (_two_files(what, language) if files
                                   else _in_case(what, start, end, language, bill, lang))
    view = comparison_view(comparison, said, date.today(), subject, effect, only_changed)
    if as_json:
        _print_json(view)
    elif output or kinds:
        _write(view, output or Path("."), kinds or ("word", "excel"), _file_name(what, lang))
    else:
        click.echo("\n".join(_lines(view)))


def _two_files(what: tuple[str, ...], language: str):
    from assess.view.comparison import Subject

    old, new = (_text_of(Path(one), Path(one).stem, language) for one in what)
    return _compared(old, new, what[1]), Subject(), None


def _text_of(path: Path, law: str, language: str):
    """Read a file and return its text as it was understood."""
    from assess.lawtext.structure import structured
    from assess.lawtext.tongue import language_of
    from assess.readers import read_source

    source = read_source(path, language=language)
    known = language or source.language or language_of(source.joined())
    return structured(source, law, known, "ocr" if source.ocr else "copy")


def _compared(old, new, name: str):
    """Compare two texts; LexgapError where the new one is a list of instructions and no wording of the law."""
    from assess.lawtext.compare import compared, instructions, instructions_only
    from assess.problems import Location, LexgapError, problem

    comparison = compared(old, new)
    if instructions_only(new, comparison):
        raise LexgapError([problem("text-not-consolidated", Location(new.place.path), name=name,
                                   number=instructions(new))])
    return comparison


def _in_case(what: tuple[str, ...], start: str, end: str, language: str, bill: str, lang: str):
    """Return comparison, subject and effect for a law of a case, with its versions, a bill, or a file."""
    from assess.lawtext.align import aligned
    from assess.lawtext.effect import effect_of, last_day
    from assess.problems import LexgapError
    from assess.standing import Reading
    from assess.view.comparison import Subject

    case = read_case(what[0], lang)
    known = _law(case, what[1])
    if bill and (len(what) == 2 or case.law(what[2])):
        raise click.UsageError("--assume goes with CASE LAW FILE.")
    if len(what) == 2:
        return _versions(case, known, start, end, language)
    if end:
        raise click.UsageError("--to names a version; with a bill or a file give --from alone.")
    other = case.law(what[2])
    texts = _texts(case, known, language, 1)
    old = _version(texts, start or "today", known.id)
    day = (_day(start, "--from") if start not in ("", "enacted") else last_day(old, texts) or date.today())
    if other is None:
        path = Path(what[2])
        read = _text_of(path if path.is_file() else _law(case, what[2]), known.id, old.language)
        new = aligned(read, known).text  # its units get the ids by which the case names provisions
        comparison = _compared(old, new, what[2])
        if bill:
            return _with_bill(case, known, _law(case, bill), comparison, day, lang)
        return comparison, Subject(case, known), effect_of(case, comparison, Reading(day), Reading(day))
    new = next((one for one in case.texts_of(other.id) if one.language == old.language), None)
    if new is None:
        raise LexgapError([_missing(other.id, old.language, case.texts_of(other.id))])
    comparison = _compared(old, new, other.id)
    return _with_bill(case, known, other, comparison, day, lang)


def _with_bill(case, known, bill, comparison, day: date, lang: str):
    """Return the effect of a bill, or why none can be told on that day."""
    from assess.checks import assumption_effect
    from assess.lawtext.effect import effect_of
    from assess.problems import NOWHERE, render
    from assess.standing import Reading
    from assess.view.comparison import Subject

    after = Reading(day, (bill.id,))
    stopped = list(assumption_effect(case, after, NOWHERE))
    if stopped:
        labels = labels_of(lang)
        note = labels.comparison.effect_stopped.format(why=render(stopped[0], labels.problems))
        return comparison, Subject(case, known, bill, note), None
    return comparison, Subject(case, known, bill), effect_of(case, comparison, Reading(day), after)


def _law(case, law_id: str):
    """Return the law of that id; LexgapError where the case has none."""
    from assess.problems import NOWHERE, LexgapError, nearest, problem

    found = case.law(law_id)
    if found is None:
        near = nearest(law_id, [one.id for one in case.laws])
        raise LexgapError([problem("unknown-law", NOWHERE, id=law_id, nearest=near)])
    return found


def _versions(case, known, start: str, end: str, language: str):
    from assess.lawtext.effect import days_between, effect_of
    from assess.standing import Reading
    from assess.view.comparison import Subject

    texts = _texts(case, known, language, 2)
    new = _version(texts, end, known.id) if end else texts[-1]
    old = _version(texts, start, known.id) if start else texts[max(texts.index(new) - 1, 0)]
    if texts.index(old) >= texts.index(new):
        raise click.UsageError("The version that --from names must be older than that of --to.")
    comparison = _compared(old, new, known.id)
    days = days_between(old, new, texts)
    effect = effect_of(case, comparison, Reading(days[0]), Reading(days[1])) if days else None
    return comparison, Subject(case, known), effect


def _texts(case, known, language: str, least: int) -> list:
    """Return the versions of a law in one language, the oldest first; at least so many, or LexgapError."""
    from assess.problems import LexgapError

    listed = case.texts_of(known.id)
    languages = [language] if language else list(dict.fromkeys((known.language, *(one.language for one in listed))))
    for code in languages:
        found = sorted((one for one in listed if one.language == code),
                       key=lambda one: one.as_of.first if one.as_of else date.min)
        if len(found) >= least:
            return found
    raise LexgapError([_missing(known.id, language, listed)])


def _missing(law: str, wanted: str, listed):
    """Return the problem of a text that is not loaded; `wanted` is its language or day."""
    from assess.problems import NOWHERE, problem

    known = "; ".join(f"{one.language} {one.as_of or 'enacted'}" for one in listed) or "–"
    return problem("version-missing", NOWHERE, law=law, wanted=wanted, known=known)


def _version(texts: list, wanted: str, law: str):
    """Return the version that was in force on a day, or the text as enacted."""
    from assess.problems import LexgapError

    if wanted == "enacted":
        found = [one for one in texts if one.as_of is None]
    else:
        day = _day(wanted, "--from/--to")
        found = [one for one in texts if one.as_of is None or one.as_of.first <= day]
    if not found:
        raise LexgapError([_missing(law, wanted, texts)])
    return found[-1]


def _day(text: str, option: str) -> date:
    from assess.cli.options import Day

    return Day().convert(text, click.Option([option.partition("/")[0]]), None)


def _file_name(what: tuple[str, ...], lang: str) -> str:
    name = "-".join(Path(one).stem if Path(one).is_file() else Path(one).resolve().name for one in what)
    return f"{name}-compared" + ("" if lang == "en" else f"-{lang}")


def _write(view, folder: Path, kinds: tuple[str, ...], name: str) -> None:
    from assess.reports import write_comparison

    for kind in dict.fromkeys(kinds):
        click.echo(write_comparison(view, kind, folder, name))


FORMS = {"same": "{}", "typing": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}


def marked_text(runs) -> str:
    """Return the words of a unit in one line: [-left out-] and {+put in+}."""
    said = []
    for one in runs:
        text = one.new if one.mark in ("same", "typing", "inserted") else one.old
        inner = text.strip()
        said.append(text.replace(inner, FORMS[one.mark].format(inner), 1) if inner else text)
    return " ".join("".join(said).split())


def _lines(view) -> Iterator[str]:
    said = view.labels.comparison
    yield view.title
    yield from (f"{name}: {value}" for name, value in view.recipe)
    yield view.disclaimer
    yield ""
    yield "; ".join(f"{label} {number}" for label, number in view.counts) + f" ({said.units})"
    yield from (f"! {one}" for one in view.warnings)
    yield said.legend_terminal
    for row in view.rows:
        if not row.altered and row.key != "typing":
            continue
        ids = " → ".join(dict.fromkeys(one for one in (row.old_id, row.new_id) if one))
        yield f"\n{ids}: {row.kind}" + (f"  [{row.elements}]" if row.elements else "")
        yield from (f"    ! {one}" if row.negated and at == 0 else f"    {one}" for at, one in enumerate(row.notes))
        yield f"    {marked_text(row.runs)}"
    yield ""
    yield from _effect_lines(view, said)


def _effect_lines(view, said) -> Iterator[str]:
    yield f"{said.effect}. {view.effect_lead}"
    for number, heading, old, new in view.articles:
        yield "  " + said.article_line.format(number=number, heading=heading, old=old.label, new=new.label)
    for one in view.changed:
        yield "  " + said.element_line.format(element=one.element, old=one.old.label, new=one.new.label,
                                              provisions=one.provisions)
    if view.again:
        yield f"{said.again}. {said.again_lead}"
    for one in view.again:
        yield "  " + said.again_line.format(element=one.element, grade=one.new.label, provisions=one.provisions,
                                            why=one.why)
    if view.others:
        yield view.others


def _print_json(view) -> None:
    import json

    def effects(listed) -> list[dict]:
        return [{"element": one.element, "before": one.old.key, "after": one.new.key, "provisions": one.provisions,
                 "note": one.why} for one in listed]

    data = {
        "title": view.title, "recipe": dict(view.recipe), "disclaimer": view.disclaimer, "counts": dict(view.counts),
        "warnings": list(view.warnings), "effect": view.effect_lead, "changed": effects(view.changed),
        "again": effects(view.again), "others": view.others,
        "articles": [{"article": number, "before": old.key, "after": new.key}
                     for number, _, old, new in view.articles],
        "units": [{"old": one.old_id, "new": one.new_id, "change": one.key, "notes": list(one.notes),
                   "elements": one.elements, "words": [{"mark": run.mark, "old": run.old, "new": run.new}
                                                       for run in one.runs]} for one in view.rows],
    }
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
