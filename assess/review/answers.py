"""The answers to an article as one digest, by which a later change shows."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass

from assess.model.case import Case
from assess.model.day import Day
from assess.text import Text


def answers_digest(case: Case, article: str) -> str:
    """Return the sha256 of all that the case answers to an article: findings, analyses, overrides.

    Places in files, the order of entries and keys left empty do not count, so that moving or reformatting a file
    changes nothing. Comments of the State and recommendations come later by their nature and are left out.
    """
    own = [*(one for one in case.findings if one.element.partition(".")[0] == article),
           *(one for one in case.analyses if one.article == article),
           *(one for one in case.overrides if one.article == article)]
    return digest_of(sorted(_line(one) for one in own))


def _line(entry: object) -> str:
    data = plain(entry)
    if isinstance(data, dict) and "citations" in data:
        data["citations"] = sorted(json.dumps(one, sort_keys=True, ensure_ascii=False) for one in data["citations"])
    return json.dumps(data, sort_keys=True, ensure_ascii=False)


def digest_of(value: object) -> str:
    """Return the sha256 of plain data."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def plain(value: object, language: str = "") -> object:
    """Return an entry of a case as plain data, without its place and without empty keys.

    A text in `language` alone is a string, as in the files; any other is a mapping of languages. Yes is "yes".
    """
    if isinstance(value, Text):
        return str(value) if [code for code, _ in value.by] == [language] else dict(value.by)
    if isinstance(value, Day):
        return value.text
    if is_dataclass(value):
        pairs = ((one.name, plain(getattr(value, one.name), language)) for one in fields(value) if one.name != "place")
        return {name: one for name, one in pairs if one not in ("", None, [], {}, False)}
    if isinstance(value, (tuple, list)):
        return [plain(one, language) for one in value]
    return "yes" if value is True else value
