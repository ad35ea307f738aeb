"""New values written so that they fit their place in a file: indented, and quoted like the value before them."""

from __future__ import annotations

import re
import textwrap

import yaml

from assess.files.yamlfile import dump

WIDTH = 120  # of the lines of a folded text
_PLAIN = re.compile("[0-9A-Za-z][0-9A-Za-z_.-]*")


def lines_of(value: object, column: int, blocks: bool) -> str:
    """Return a list or mapping as lines that begin at `column`, each with its line feed."""
    return indented(dump(value, blocks=blocks), column)


def indented(text: str, column: int) -> str:
    """Return `text` with every line that is not empty moved to the right."""
    return textwrap.indent(text, " " * column, lambda line: line != "\n") if column else text


def after_sign(value: object, item: bool, column: int, blocks: bool) -> str:
    """Return what stands behind the dash of an item, or behind the colon of a key, at `column`; no line feed last."""
    whole = dump([value] if item else {"k": value}, blocks=blocks)
    first, feed, rest = whole[1 if item else 2 :].rstrip("\n").partition("\n")
    return first + feed + indented(rest, column)


def in_brackets(value: object) -> str:
    """Return `value` as it stands inside brackets."""
    return dump([value], flow=True).strip()[1:-1]


def pair_in_brackets(key: str, value: object) -> str:
    """Return a key with its value as they stand inside brackets."""
    return dump({key: value}, flow=True).strip()[1:-1]


def text_like(old: yaml.ScalarNode, new: str, column: int, blocks: bool) -> str:
    """Return the text `new` quoted or folded like `old`, or "" where that cannot be or `write` does it as well."""
    if not new.isprintable() or not new:
        return ""
    if old.style == '"':
        return '"' + new.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if old.style == "'":
        return "'" + new.replace("'", "''") + "'"
    if old.style == ">" and blocks:
        return _folded(new, column + 2)
    both = _PLAIN.fullmatch(new) and _PLAIN.fullmatch(old.value)
    return new if both and not old.style and dump([old.value]).startswith("- '") else ""


def _folded(new: str, column: int) -> str:
    """Return `new` as a folded text, if its words stand one blank apart."""
    if new != " ".join(new.split()):
        return ""
    room = max(WIDTH - column, 40)
    wrapped = textwrap.wrap(new, room, break_long_words=False, break_on_hyphens=False)
    return ">-\n" + indented("\n".join(wrapped), column) if " ".join(wrapped) == new else ""
