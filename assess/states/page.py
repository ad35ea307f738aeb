"""The comparison of States as one HTML page, which needs no network and runs no script but its own."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup, escape

from assess.base import paths
from assess.base.output import replace_content
from assess.base.text import steady
from assess.speak.marks import Mark
from assess.speak.page import Page, all_languages, words_of
from assess.speak.words import REPORTED, percent
from assess.states import page_figures as figures
from assess.states.page_data import Payload, as_script, css
from assess.states.types import different
from assess.write.html.languages import coded, in_code, laid_over
from assess.write.word.direction import runs

#: Above these numbers the elements of all States, and the provisions of all articles, are made by the page's script
#: when they are asked for: as plain tables they would keep a browser busy for many seconds.
MOST_ELEMENTS, MOST_PROVISIONS = 6_000, 6_000
_POLICY = (
    "default-src 'none'; style-src '{style}'; script-src '{script}'; img-src 'none'; connect-src 'none'; "
    "base-uri 'none'; form-action 'none'"
)
_ADDRESS = re.compile(r"https?://[^\s<>\"'،؛]+[^\s<>\"'.,;)،؛]")
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufefc"
_LATIN = re.compile(
    rf"(?:[\d(][\d.,/() ]*)?[A-Za-z\u00c0-\u024f][^{_RIGHT_TO_LEFT}]*|\d+(?:\.\w+|\(\w+\)|/\d+)+"
)
_TURNED = re.compile(f"[{_RIGHT_TO_LEFT}]")
_ARABIC = re.compile(rf"([{_RIGHT_TO_LEFT}](?:[^A-Za-z0-9\u00c0-\u024f]*[{_RIGHT_TO_LEFT}])*)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def write(view: Page, out: Path) -> None:
    """Write the page to `out`, whole or not at all; raises LexgapError where the file cannot be written."""
    page = render(view)
    replace_content(out, page.encode("utf-8"))


def render(view: Page) -> str:
    """Return the page as text, in all languages of the view; the same view gives the same page."""
    pages = all_languages(view)
    payloads = [Payload(page) for page in pages]
    widths: set[int] = set()
    bodies = [_body(page, widths, payloads if page is view else ()) for page in pages]
    body = laid_over(bodies, [words_of(page) for page in pages])
    sizes = "".join(f".w{width}{{inline-size:{width / 10}%}}" for width in sorted(widths))
    whole_style = _asset("page.css") + _looks(payloads[0].marks) + sizes
    policy = _POLICY.format(style=_hash(whole_style), script=_hash(_asset("page.js")))
    # both stand before any data
    body = body.replace("@@policy@@", policy, 1).replace("@@style@@", whole_style, 1)
    return _CONTROL.sub("\ufffd", steady(body))


def _body(view: Page, widths: set[int], payloads: Sequence[Payload]) -> str:
    """Return the page in one language; of the first, `payloads` are what its script shows, in all languages."""
    elements = sum(len(cell.elements) for state in view.states for cell in state.cells)
    provisions = sum(len(row.provisions) for _, rows in view.wrote for row in rows)
    named = sum(
        _names(provision) for _, rows in view.wrote for row in rows for provision in row.provisions
    )
    whole = provisions <= MOST_PROVISIONS
    numbered = list(enumerate(view.states))
    world = figures.world(view)
    env = _environment(view, widths)
    return env.from_string(_asset("page.html.j2")).render(
        view=view,
        words=words_of(view),
        contents=_contents(view, world is not None),
        assessed=[pair for pair in numbered if not pair[1].reported],
        told=[pair for pair in numbered if pair[1].reported],
        legend=[entry for entry in view.legend if entry.key not in REPORTED],
        told_legend=[entry for entry in view.legend if entry.key in REPORTED],
        headings={
            article.number: f"{article.number} {article.heading}" for article in view.articles
        },
        state_names={state.key: state.name for state in view.states},
        group_names={group.id: group.name for group in view.groups},
        asks=dict(view.asks),
        threshold=percent(view.threshold),
        years=figures.years(view),
        plot=figures.intervals(view),
        map=world,
        elements_number=elements,
        elements_whole=elements <= MOST_ELEMENTS,
        written=[item for item in view.wrote if item[1]],
        wrote_number=named,
        wrote_whole=whole,
        data=Markup(as_script(_data(payloads, not whole)) if payloads else ""),
        script=Markup(_asset("page.js") if payloads else ""),
        style="@@style@@",
        policy="@@policy@@",
    )


def _data(payloads: Sequence[Payload], with_wrote: bool) -> dict[str, object]:
    """Return what stands behind the cells, in the first language, and the same `beside` it in each of the others."""
    first, *others = [payload.data(with_wrote) for payload in payloads]
    return {**first, "beside": others} if others else first


def _asset(name: str) -> str:
    return paths.template("states", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return the hash by which a browser knows an inline style or script (Content Security Policy, level 3)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}"


def _environment(view: Page, widths: set[int]) -> Environment:
    """Return what fills the template in; every value is escaped unless a filter here has done so."""
    env = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=coded,
    )

    def wide(share: float) -> str:
        widths.add(round(1000 * share))
        return f"w{round(1000 * share)}"

    env.filters |= {
        "css": css,
        "wide": wide,
        "zip": zip,
        "grouped": grouped,
        "alike": alike,
        "source": in_code(partial(linked, rtl=view.rtl)),
        "naming": naming,
        "different": different,
        "breakable": _breakable,
        "named": in_code(named_rtl if view.rtl else named),
        "say": in_code(isolated if view.rtl else kept_apart),
    }
    return env


def kept_apart(text: str) -> Markup:
    """Return a text for a page from left to right: one with Arabic letters keeps its own direction."""
    return Markup("<bdi>{}</bdi>").format(text) if _TURNED.search(text) else escape(text)


def isolated(text: str) -> Markup:
    """Return a text for a page from right to left: Latin words, and numbers such as 3(a), keep theirs."""
    if isinstance(text, Markup):
        return text
    pieces, at = [], 0
    for start, end in runs(text, _LATIN):
        pieces += [
            escape(text[at:start]),
            Markup('<bdi dir="ltr">{}</bdi>').format(text[start:end]),
        ]
        at = end
    return Markup("").join([*pieces, escape(text[at:])])


def named(text: str) -> Markup:
    """Return a name, which may carry a day in another script, for a page from left to right."""
    parts = _ARABIC.split(text)
    if not any(parts[::2]) or len(parts) == 1:
        return Markup("<bdi>{}</bdi>").format(text)
    inner = (
        Markup("<bdi>{}</bdi>").format(part) if at % 2 else escape(part)
        for at, part in enumerate(parts)
    )
    return Markup('<bdi dir="ltr">{}</bdi>').format(Markup("").join(inner))


def named_rtl(text: str) -> Markup:
    """Return a name, which may carry a day in another script, for a page from right to left."""
    return Markup('<bdi dir="rtl">{}</bdi>').format(isolated(text))


def linked(text: str, rtl: bool = False) -> Markup:
    """Return the words of a source; an address of the web becomes a link that tells its target nothing."""
    link = Markup('<a href="{0}" rel="noopener noreferrer nofollow"><bdi dir="ltr">{0}</bdi></a>')
    say, pieces, at = isolated if rtl else escape, [], 0
    for match in _ADDRESS.finditer(text):
        pieces += [say(text[at : match.start()]), link.format(match[0])]
        at = match.end()
    whole = Markup("").join([*pieces, say(text[at:])])
    return Markup('<bdi dir="rtl">{}</bdi>' if rtl else "<bdi>{}</bdi>").format(whole)


def _names(page: Page) -> bool:
    """Return whether a provision is named, and not a law alone, or a verdict alone."""
    return bool(page.number) or page.mark is not None


def naming(rows: Iterable[Page]) -> int:
    """Return of how many States a provision is named."""
    return sum(any(map(_names, row.provisions)) for row in rows)


@dataclass(frozen=True)
class Group:
    """What is said on one provision of a law, drawn together."""

    law: str
    number: str
    force: str
    marks: tuple[tuple[Mark, int], ...]  # how often each grade is given
    worded: tuple[Page, ...]  # with words of their own; all where sources or confidence differ
    sources: tuple[str, ...]  # where all have the same
    confidence: str  # where all have the same


def grouped(listed: Iterable[Page]) -> list[Group]:
    """Return provisions drawn together by law, number and force, in the order of their first mention."""
    groups: dict[tuple[str, str, str], list[Page]] = {}
    for page in listed:
        groups.setdefault((page.law, page.number, page.force), []).append(page)
    return [_group(law, number, force, same) for (law, number, force), same in groups.items()]


def _group(law: str, number: str, force: str, same: list[Page]) -> Group:
    sources = {page.sources for page in same}
    sure = list(dict.fromkeys(page.confidence for page in same))
    pages = [
        page
        for page in dict.fromkeys(same)
        if len(sources) > 1 or len(sure) > 1 or page.missing or page.quote or page.note
    ]
    marks = Counter(page.mark for page in same if page.mark)
    return Group(
        law,
        number,
        force,
        tuple(marks.items()),
        tuple(pages),
        same[0].sources if len(sources) == 1 else (),
        sure[0] if len(sure) == 1 else "",
    )


def alike(articles: Iterable[Page], cells: Iterable[Page]) -> list[tuple[list[Page], Page]]:
    """Return cells with their articles; articles of which the sources say the very same stand together."""
    groups: dict[tuple, tuple[list[Page], Page]] = {}
    for article, cell in zip(articles, cells):
        groups.setdefault((cell.mark, cell.note, cell.provisions), ([], cell))[0].append(article)
    return list(groups.values())


def _breakable(letter: str) -> Markup:
    return Markup("–<wbr>").join(letter.split("–")) if len(letter) > 1 else escape(letter)


def _looks(marks: dict[Mark, int]) -> str:
    """Return the rules that give every mark its colours."""
    rules: dict[str, str] = {}
    for mark in marks:
        fill, ink = (re.sub(r"[^0-9A-Fa-f]", "", code)[:6] for code in (mark.fill, mark.ink))
        own = "." + css(mark).split()[0]
        rules.setdefault(
            own, f"{own}{{--fill:#{fill};--mark-ink:#{ink};background-color:#{fill};color:#{ink}}}"
        )
    return "\n".join(rules.values())


def _contents(view: Page, mapped: bool) -> list[tuple[str, str]]:
    """Return the sections of the page that have something to say, as id and title."""
    wording: Any = view.labels.compared.headings
    there = {
        "warnings": view.warnings,
        "map": mapped,
        "duties": view.duties,
        "years": view.years,
        "changes": view.since,
        "tiers": view.tiers,
        "dominance": view.dominance or view.dominance_note,
        "wrote": view.wrote,
    }
    order = (
        "warnings",
        "coverage",
        "matrix",
        "map",
        "spread",
        "duties",
        "years",
        "changes",
        "tiers",
        "dominance",
        "wrote",
        "states",
        "method",
        "recipe",
    )
    return [(id, wording[id].format(day=view.since)) for id in order if there.get(id, True)]
