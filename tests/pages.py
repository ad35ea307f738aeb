"""Pages of reports changed for a test."""

from __future__ import annotations

import dataclasses
from typing import Any

from assess.load.labels import labels
from assess.speak.page import Page, all_languages, value_of
from assess.speak.words import Words


def replace(value: Any, **changes: Any) -> Any:
    """Return a dataclass with other values in some fields, as dataclasses.replace does; of a page, the page of it."""
    bare = {name: _bare(changed) for name, changed in changes.items()}
    changed = dataclasses.replace(value_of(value), **bare)
    if not isinstance(value, Page):
        return changed
    return Page(changed, value._words, tuple(all_languages(value)[1:]))


def in_arabic(page: Page) -> Page:
    """Return a page in Arabic; texts that have none keep their language."""
    return Page(value_of(page), Words(labels("ar"), "ar"))


def _bare(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return type(value)(_bare(entry) for entry in value)
    return value_of(value)
