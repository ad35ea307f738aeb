"""The command `lexgap suggest`: which provisions are worth reading for an article or element, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from assess.cli.options import lang_option, latin
from assess.cli.spoken import command, wrong
from assess.cli.work import case_path, read_whole, words


@command("suggest")
@click.argument("case")
@click.argument("asked", nargs=-1, callback=latin)
@click.option("--law", default="", metavar="ID")
@click.option("--book", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--top", type=click.IntRange(1, 50), default=10, show_default=True)
@click.option("--json", "as_json", is_flag=True)
@click.option("--csv", "as_csv", is_flag=True)
@click.option("--write", is_flag=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path))
@lang_option
def suggest(
    case: str,
    asked: tuple[str, ...],
    law: str,
    book: Path | None,
    top: int,
    as_json: bool,
    as_csv: bool,
    write: bool,
    output: Path | None,
    lang: str,
) -> None:
    """Propose provisions of a CASE to read for articles (19), definitions (1.a) or elements (19.2.extension)."""
    if as_json and as_csv:
        raise wrong("exclusive-suggest")
    if write and book:
        raise wrong("write-book")
    loaded, said = read_whole(case, lang), words(lang)
    from assess.law.finder.export import suggestions_csv

    with _index(loaded, book, law) as index:
        from assess.law.finder.suggest import Suggester

        _known(law, index)
        suggester = Suggester(index, loaded.instrument, lang, loaded.profile.language)
        wanted = _wanted(asked, suggester, loaded.instrument)
        found = {
            one: [
                two if book else _titled(two, loaded, said)
                for two in suggester.suggest(one, top, law)
            ]
            for one in wanted
        }
        for law_id, language in suggester.unsearched():
            click.echo(unsearched_line(law_id, language, said), err=True)
    if as_json:
        click.echo(json.dumps(data_of(found, said), ensure_ascii=False, indent=2))
    elif as_csv:
        click.echo(suggestions_csv({book.name if book else "": found}, said), nl=False)
    else:
        click.echo(
            "\n".join(
                line for one, listed in found.items() for line in _lines(one, listed, loaded, said)
            )
        )
        click.echo(said.labels.suggest.disclaimer)
    if write:
        click.echo(_kept(loaded, case_path(case), found, said), err=True)
    if output:
        _sheet(found, output, loaded, said)
        click.echo(output, err=True)


def _index(loaded, book: Path | None, law: str):
    """Return the index of the book, or one made of the case's texts for this run."""
    from assess.base.problems import LexgapError, Location, problem
    from assess.law.finder.books import is_index, passages_of_case, read_book
    from assess.law.finder.index import Index, build_index
    from assess.law.finder.terms import all_terms

    terms = all_terms(loaded.instrument)
    if book is not None:
        return (
            Index(book, terms)
            if is_index(book)
            else build_index(":memory:", (one for law in read_book(book) for one in law), terms)
        )
    passages = [one for one in passages_of_case(loaded) if law in ("", one.law)]
    if not passages:
        raise LexgapError(
            [problem("nothing-to-search", Location(loaded.profile.place.path), law=law)]
        )
    return build_index(":memory:", passages, terms)


def _known(law: str, index) -> None:
    from assess.base.problems import NOWHERE, LexgapError, nearest, problem

    known = [one[0] for one in index.laws()]
    if law and law not in known:
        raise LexgapError(
            [problem("law-not-in-book", NOWHERE, id=law, nearest=nearest(law, known))]
        )


def _wanted(asked: tuple[str, ...], suggester, instrument) -> list[str]:
    """Return what is asked for; an article that has lists for its parts alone (1) stands for these (1.a, 1.b …)."""
    from assess.base.problems import NOWHERE, LexgapError, nearest, problem
    from assess.model.runs import runs_out

    keys, elements, wanted, faults = suggester.asked(), instrument.by_id(), [], []
    for one in runs_out(map(instrument.id_of, asked), instrument.numbers()) or keys:
        article = instrument.article_of(one)
        inside = [
            key
            for key in keys
            if f"{key}.".startswith(f"{one}.") and instrument.article_of(key) == article
        ]
        if one in keys or one in elements or inside:
            wanted += [one] if one in keys or one in elements else inside
            continue
        code = "unknown-element" if "." in one else "unknown-article"
        faults.append(problem(code, NOWHERE, id=one, nearest=nearest(one, [*keys, *elements])))
    if faults:
        raise LexgapError(faults)
    return list(dict.fromkeys(wanted))


def _titled(one, loaded, said):
    """Return a suggestion with the title that the law has in the language spoken."""
    law = loaded.law(one.law)
    return replace(one, law_title=said.text(law.title)) if law else one


def _lines(asked: str, listed, loaded, said) -> Iterator[str]:
    labels = said.labels.suggest
    element = loaded.instrument.element(asked)
    form = labels.asked_element if element else labels.asked
    yield form.format(
        id=asked,
        name=said.called(element) if element else "",
        text=asks(asked, loaded.instrument, said),
    )
    if not listed:
        yield f"  {labels.none}"
    for one in listed:
        yield labels.line.format(
            score=f"{one.score:.2f}",
            law=one.law_title or one.law,
            provision=one.ref,
            heading=f" {one.heading}" if one.heading else "",
        ).rstrip()
        yield f"        {labels.words.format(words=said.many(one.words))}"
        if one.missed:
            yield f"        {labels.missed.format(facets=said.many(one.missed))}"
        if one.definition:
            yield f"        {labels.definition.format(provision=one.definition)}"
        yield f"        {labels.excerpt.format(text=one.excerpt)}"


def asks(asked: str, instrument, said) -> str:
    """Return what an article or element is about: its heading, or its question."""
    element = instrument.element(asked)
    article = instrument.article(instrument.article_of(asked))
    return said.text(element.asks) if element else said.text(article.heading) if article else ""


def _name(asked: str, instrument, said) -> str:
    """Return the short name of an element that is asked for; an empty string for an article."""
    element = instrument.element(asked)
    return said.element(element) if element else ""


def unsearched_line(law: str, language: str, said) -> str:
    """Return why a law was not searched; `language` is empty where it could not be told."""
    labels = said.labels.suggest
    return (
        labels.unsearched.format(law=law, language=language)
        if language
        else labels.untold.format(law=law)
    )


def data_of(found: dict, said) -> dict[str, object]:
    """Return suggestions as plain data, with the line that says what they are not."""
    from assess.law.finder.export import suggestion_records

    return {
        "disclaimer": said.labels.suggest.disclaimer,
        "suggestions": {asked: suggestion_records(listed, said) for asked, listed in found.items()},
    }


def _kept(loaded, folder: Path, found: dict, said) -> str:
    """Write suggestions.yaml: the new rows in the place of those for the same articles, the others as they were."""
    from assess.base.output import replace_file
    from assess.files.yamlfile import write

    rows = [
        {
            "asked": one.asked,
            "law": one.law,
            "provision": one.provision,
            "score": one.score,
            "language": one.language,
            "words": one.words,
            "missed": one.missed,
            "definition": one.definition,
        }
        for one in loaded.suggestions
        if one.asked not in found
    ]
    rows += [
        {
            "asked": one.asked,
            "law": one.law,
            "provision": one.ref,
            "score": one.score,
            "language": one.language,
            "words": one.words,
            "missed": one.missed,
            "definition": one.definition,
        }
        for listed in found.values()
        for one in listed
    ]
    text = write({"suggestions": rows}, said.labels.suggest.head)
    path = folder / "suggestions.yaml"
    replace_file(path, lambda file: file.write(text.encode("utf-8")))
    return said.labels.suggest.kept.format(number=len(rows), path=path)


def _sheet(found: dict, output: Path, loaded, said) -> None:
    from assess.law.finder.excel import write_suggestions

    rows = sheet_rows(found, loaded.instrument, said)
    country, instrument = loaded.profile.country, loaded.instrument.short
    write_suggestions(rows, output, said, country, instrument, date.today())


def sheet_rows(found: dict, instrument, said, book: str = "") -> list:
    """Return the rows of the Excel sheet."""
    from assess.law.finder.excel import Row

    return [
        Row(
            name=_name(suggestion.asked, instrument, said),
            element=suggestion.asked,
            asks=asks(suggestion.asked, instrument, said),
            book=book,
            law=suggestion.law_title or suggestion.law,
            provision=suggestion.ref,
            heading=suggestion.heading,
            score=suggestion.score,
            words=suggestion.words,
            missed=suggestion.missed,
            defined_in=suggestion.definition,
            excerpt=suggestion.excerpt,
        )
        for listed in found.values()
        for suggestion in listed
    ]
