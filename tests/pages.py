"""Pages of reports changed for a test."""

from __future__ import annotations

import dataclasses
from typing import Any

from assess.load.blocks import Block
from assess.load.labels import labels
from assess.speak.page import Page, value_of
from assess.speak.words import Words


def replace(value: Any, **changes: Any) -> Any:
    """Return a dataclass with other values in some fields, as dataclasses.replace does; of a page, the page of it."""
    bare = {name: _bare(changed) for name, changed in changes.items()}
    changed = dataclasses.replace(value_of(value), **bare)
    if not isinstance(value, Page):
        return changed
    others = [Page(changed, page._words) for page in value._others]
    return Page(changed, value._words, tuple(others))


def in_arabic(page: Page) -> Page:
    """Return a page in Arabic; texts that have none keep their language."""
    return Page(value_of(page), Words(labels("ar"), "ar"))


def from_right(page: Page) -> Page:
    """Return a page in the same words that runs from right to left."""
    known = labels("en")
    turned = Block({**known._own, "direction": "rtl"}, known._fallback)
    return Page(value_of(page), Words(turned, "en"))


def _bare(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return type(value)(_bare(entry) for entry in value)
    return value_of(value)
