"""The answers to an article as one digest, by which a later change shows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass

from assess.base.text import Text
from assess.model.case import Case, Ruling, Striking
from assess.model.day import Day
from assess.model.fields import is_filled


def answers_digest(case: Case, article: str) -> str:
    """Return the sha256 of all that the case answers to an article: findings, analyses, overrides.

    Places in files, the order of entries and keys left empty do not count, so that moving or reformatting a file
    changes nothing. Comments of the State and recommendations come later by their nature and are left out.
    """
    own = [
        *(finding for finding in case.findings if _belongs(case, finding.element, article)),
        *(analysis for analysis in case.analyses if analysis.article == article),
        *(override for override in case.overrides if override.article == article),
    ]
    return digest_of(sorted(_line(entry) for entry in own))


def _ruled(ruling: Ruling) -> tuple[object, ...]:
    days = (ruling.on,) if isinstance(ruling, Striking) else (ruling.since, ruling.until)
    return (type(ruling).__name__, *map(plain, days), *ruling.provisions)


def laws_digest(case: Case, article: str) -> str:
    """Return the sha256 of what the rating of an article rests on beside its answers: laws, reservations, questions.

    These are the dates of the provisions that are cited and of their laws, what kind each law is and how its text is
    known, the marks by which a law deals with the article unseen, the provisions that hold for offences in general, the
    reservations that may cover elements of it, whether the State is a Party, and its elements as the checklist has
    them. Words of laws and reservations do not count.
    """
    cited = {
        name
        for finding in case.findings
        if _belongs(case, finding.element, article)
        for citation in finding.citations
        for name in citation.provision
    }
    lines = [
        (
            name,
            law.id,
            *map(plain, (law.kind, law.in_force, law.until, provision.in_force, provision.until)),
        )
        for name, (law, provision) in case.provisions().items()
        if name in cited
    ]
    for law in case.laws:
        own = sorted(mark for mark in law.unseen if mark == "all" or _belongs(case, mark, article))
        if own:
            lines.append(
                (
                    law.id,
                    "unseen",
                    law.kind,
                    *own,
                    plain(law.in_force),
                    plain(law.until),
                    law.unseen_at_most,
                )
            )
        rulings = law.rulings if any(name.startswith(f"{law.id}:") for name in cited) else ()
        lines += [(law.id, "ruling", *_ruled(ruling)) for ruling in rulings]
        if law.general:
            lines.append((law.id, "general", *sorted(law.general)))
    treaty = case.profile.treaty(case.instrument.id)
    if treaty:
        lines.append(("party", plain(treaty.party_since), plain(treaty.party_until)))
    asked = [element for element in case.instrument.elements() if element.article == article]
    lines += [
        (
            element.id,
            element.source,
            str(element.asks),
            element.kind,
            element.level,
            element.weight or "",
            element.permission,
            *(f"{grade}: {text}" for grade, text in element.criteria.items()),
        )
        for element in asked
    ]
    lines += [
        (
            "reservation",
            reservation.paragraph,
            *reservation.elements,
            plain(reservation.made),
            plain(reservation.withdrawn),
        )
        for reservation in case.profile.reservations
        if any(
            element.permission == reservation.paragraph
            and (not reservation.elements or element.id in reservation.elements)
            for element in asked
        )
    ]
    return digest_of(sorted(map(str, lines)))


def _belongs(case: Case, name: str, article: str) -> bool:
    """Whether a name is of an article; by how it begins, where the checklist of the case has no such article."""
    number = case.article_of(name)
    return number == article if number else f"{name}.".startswith(f"{article}.")


def _line(entry: object) -> str:
    data = plain(entry)
    if isinstance(data, dict) and "citations" in data:
        data["citations"] = sorted(
            json.dumps(citation, sort_keys=True, ensure_ascii=False)
            for citation in data["citations"]
        )
    return json.dumps(data, sort_keys=True, ensure_ascii=False)


def digest_of(value: object) -> str:
    """Return the sha256 of plain data."""
    return hashlib.sha256(
        json.dumps(value, sort_keys=True, ensure_ascii=False).encode()
    ).hexdigest()


def plain(value: object, language: str = "") -> object:
    """Return an entry of a case as plain data, without its place and without empty keys.

    A text in `language` alone is a string, as in the files; any other is a mapping of languages. Yes is "yes".
    """
    if isinstance(value, Text):
        return str(value) if [code for code, _ in value.by] == [language] else dict(value.by)
    if isinstance(value, Day):
        return value.text
    if is_dataclass(value):
        pairs = (
            (field.name, plain(getattr(value, field.name), language))
            for field in fields(value)
            if field.name != "place" and not is_filled(field)
        )
        return {name: entry for name, entry in pairs if entry not in ("", None, [], {}, False)}
    if isinstance(value, (tuple, list)):
        return [plain(entry, language) for entry in value]
    return "yes" if value is True else value
