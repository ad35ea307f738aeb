"""Reported profiles: YAML files, one a State → what published sources say of each article; never ratings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from assess.base import paths
from assess.base.problems import Location, Problem, nearest, problem
from assess.files.yamlfile import Document
from assess.load.folder import Folder
from assess.load.instruments import load_instrument
from assess.model.profiled import (
    ReportedCell,
    ReportedProfile,
    ReportedProvision,
    ReportedTreaty,
    Sort,
    TreatySource,
)
from assess.states.places import wrong_code

_LISTS = {
    "provisions": ReportedProvision,
    "treaties": ReportedTreaty,
    "treaty_sources": TreatySource,
}
_NO_PROFILES = ("groups", "names")  # files that lie in the same folder


def load_profiles(
    folder: Path | None = None,
) -> tuple[tuple[ReportedProfile, ...], tuple[Problem, ...]]:
    """Read the profiles of a folder, else the built-in ones; return them by ISO code, and the problems met.

    Of many built-in States only the treaties are on record: their `provisions` are empty. An entry that is faulty, or
    on an article that the instrument does not have, is left out and reported; so is a second file on the same State.
    Raises LexgapError where the library of country codes is not installed.
    """
    reader = Folder(folder or paths.sample("profiles"))
    if not reader.root.is_dir():
        return (), (problem("file-missing", Location(str(reader.root))),)
    profiles: dict[str, ReportedProfile] = {}
    for document in reader.documents("*"):
        if Path(document.path).stem in _NO_PROFILES:
            continue
        profile = _profile(reader, document)
        if profile is None:
            continue
        if profile.iso in profiles:
            reader.problems.append(problem("duplicate-id", profile.place, id=profile.iso))
        else:
            profiles[profile.iso] = profile
    return tuple(profiles[iso] for iso in sorted(profiles)), tuple(reader.problems)


def _profile(reader: Folder, document: Document) -> ReportedProfile | None:
    if not isinstance(document.data, dict):
        return reader.record(ReportedProfile, document)  # tells what is wrong with its shape
    header = {key: value for key, value in document.data.items() if key not in _LISTS}
    profile = reader.record(ReportedProfile, document, header)
    if profile is None:
        return None
    faults = [
        fault
        for fault in (wrong_code(profile.iso, profile.place), _unknown_instrument(profile))
        if fault
    ]
    reader.problems += faults
    if faults:
        return None
    profile = replace(
        profile, **{key: reader.many(kind, document, key) for key, kind in _LISTS.items()}
    )
    wrong = {article.at: article for article in _unknown_articles(profile)}
    reader.problems += wrong.values()
    return replace(
        profile,
        provisions=tuple(
            provision for provision in profile.provisions if provision.place not in wrong
        ),
    )


def _unknown_instrument(profile: ReportedProfile) -> Problem | None:
    known = paths.checklists()
    if profile.instrument in known:
        return None
    words = {
        "name": profile.instrument,
        "known": known,
        "nearest": nearest(profile.instrument, known),
    }
    return problem("unknown-instrument", profile.place, **words)


def _unknown_articles(profile: ReportedProfile) -> Iterator[Problem]:
    instrument, _ = load_instrument(profile.instrument, ())
    known = instrument.numbers() if instrument else ()
    for provision in profile.provisions:
        if provision.article not in known:
            yield problem(
                "unknown-article",
                provision.place,
                id=provision.article,
                nearest=nearest(provision.article, known),
            )


def cell(profile: ReportedProfile, article: str) -> ReportedCell:
    """Return what is reported of one article: its sort, and every source with what it says, conflicting ones too.

    A verdict counts as one on the article only if the source speaks of this article alone. One spread over several
    articles (`blanket`), or over a group of them (`group`), does not: which member of the group it is true of is not
    said. It is shown with its provision, or under `general` where none is named. What is not of a repealed law decides
    the sort; where all that was seen is of repealed laws, that decides, and the cell is `old`. A verdict `none` is the
    source's claim. No row at all means that nothing was seen, not that nothing exists.
    """
    rows = tuple(provision for provision in profile.provisions if provision.article == article)
    if not rows:
        return ReportedCell("nothing_seen")
    newer = tuple(row for row in rows if row.law_status != "old")
    deciding = newer or rows
    sort: Sort = "general"
    if any(row.on_article for row in deciding):
        sort = "reported_verdict"
    elif any(row.provision for row in deciding):
        sort = "reported"
    named = tuple(row for row in rows if not row.general)
    return ReportedCell(
        sort,
        named,
        tuple(row for row in named if row.on_article),
        tuple(row for row in rows if row.general),
        old=not newer,
    )
