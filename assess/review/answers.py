"""The answers to an article as one digest, by which a later change shows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass

from assess.base.text import Text
from assess.model.case import Case
from assess.model.day import Day
from assess.model.fields import is_filled


def answers_digest(case: Case, article: str) -> str:
    """Return the sha256 of all that the case answers to an article: findings, analyses, overrides.

    Places in files, the order of entries and keys left empty do not count, so that moving or reformatting a file
    changes nothing. Comments of the State and recommendations come later by their nature and are left out.
    """
    own = [
        *(one for one in case.findings if _belongs(case, one.element, article)),
        *(one for one in case.analyses if one.article == article),
        *(one for one in case.overrides if one.article == article),
    ]
    return digest_of(sorted(_line(one) for one in own))


def laws_digest(case: Case, article: str) -> str:
    """Return the sha256 of what the rating of an article rests on beside its answers: laws, reservations, questions.

    These are the dates of the provisions that are cited and of their laws, what kind each law is and how its text is
    known, the marks by which a law deals with the article unseen, the provisions that hold for offences in general, the
    reservations that may cover elements of it, whether the State is a Party, and its elements as the checklist has
    them. Words of laws and reservations do not count.
    """
    cited = {
        name
        for one in case.findings
        if _belongs(case, one.element, article)
        for citation in one.citations
        for name in citation.provision
    }
    lines = [
        (name, law.id, *map(plain, (law.kind, law.in_force, law.until, one.in_force, one.until)))
        for name, (law, one) in case.provisions().items()
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
        if law.general:
            lines.append((law.id, "general", *sorted(law.general)))
    treaty = case.profile.treaty(case.instrument.id)
    if treaty:
        lines.append(("party", plain(treaty.party_since), plain(treaty.party_until)))
    asked = [one for one in case.instrument.elements() if one.article == article]
    lines += [
        (
            one.id,
            one.source,
            str(one.asks),
            one.kind,
            one.level,
            one.weight or "",
            one.permission,
            *(f"{grade}: {text}" for grade, text in one.criteria.items()),
        )
        for one in asked
    ]
    lines += [
        ("reservation", one.paragraph, *one.elements, plain(one.made), plain(one.withdrawn))
        for one in case.profile.reservations
        if any(
            two.permission == one.paragraph and (not one.elements or two.id in one.elements)
            for two in asked
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
            json.dumps(one, sort_keys=True, ensure_ascii=False) for one in data["citations"]
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
            (one.name, plain(getattr(value, one.name), language))
            for one in fields(value)
            if one.name != "place" and not is_filled(one)
        )
        return {name: one for name, one in pairs if one not in ("", None, [], {}, False)}
    if isinstance(value, (tuple, list)):
        return [plain(one, language) for one in value]
    return "yes" if value is True else value
