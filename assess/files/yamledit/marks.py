"""Where the parts of a YAML text begin and end, comments and blank lines told apart from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeGuard

import yaml

from assess.base.text import end_of

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_GAP = re.compile("(?:[ \t\r\n\x85\u2028\u2029\ufeff]|#[^\r\n\x85\u2028\u2029]*)*")
_IDLE = re.compile("([ \t]*)(#[^\r\n\x85\u2028\u2029]*)?(\r\n|[\n\r\x85\u2028\u2029]|\\Z)")
_SIGN = re.compile("[!&]\\S*")


@dataclass(frozen=True)
class Entry:
    """A key with its value, or an item: from `start` (key, dash) to `end`; `sign` is just behind the colon or dash."""

    start: int
    sign: int
    end: int
    node: yaml.Node


def void(node: yaml.Node) -> bool:
    """Return whether nothing is written where the value would be."""
    return isinstance(node, yaml.ScalarNode) and node.start_mark.index == node.end_mark.index


def block_text(node: yaml.Node) -> bool:
    """Return whether a value is a literal or folded text."""
    return isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")


def blocky(node: yaml.Node) -> TypeGuard[yaml.CollectionNode]:
    """Return whether a value is a list or mapping without brackets."""
    return isinstance(node, yaml.CollectionNode) and not node.flow_style


def bracketed(text: str, node: yaml.Node) -> bool:
    """Return whether a value begins with its bracket: not with a tag, and not the pair `[key: value]` has inside."""
    return isinstance(node, yaml.CollectionNode) and text[node.start_mark.index] in "[{"


def skip(text: str, at: int) -> int:
    """Return where the next word of YAML begins, behind blanks, line breaks and comments."""
    return end_of(_GAP, text, at)


def line_end(text: str, at: int) -> int:
    """Return where the line of `at` ends, before its break."""
    match = _BREAK.search(text, at)
    return match.start() if match else len(text)


def next_line(text: str, at: int) -> int:
    """Return where the line after that of `at` begins."""
    match = _BREAK.search(text, at)
    return match.end() if match else len(text)


def break_before(text: str, at: int, floor: int = 0) -> int:
    """Return where the line break that ends at `at` begins, or `at` where there is none."""
    if at - 2 >= floor and text[at - 2 : at] == "\r\n":
        return at - 2
    return at - 1 if at - 1 >= floor and text[at - 1] in "\n\r\x85\u2028\u2029" else at


def sign_of(text: str, key: yaml.Node) -> int:
    """Return the place just behind the colon of a key, or behind the key where it has none."""
    colon = skip(text, key.end_mark.index)
    return colon + 1 if text[colon : colon + 1] == ":" else key.end_mark.index


def last(text: str, node: yaml.Node) -> tuple[yaml.Node, int]:
    """Return the last value inside `node` that is written on its own, and where it ends."""
    while blocky(node) or (
        isinstance(node, yaml.MappingNode)
        and node.value
        and text[node.start_mark.index] not in "[{!&"
    ):
        inner = node.value[-1]
        if isinstance(inner, tuple):
            node = inner[1]
            if void(node):
                return node, sign_of(text, inner[0])
        else:
            node = inner
    return node, node.end_mark.index


def entries(text: str, node: yaml.CollectionNode) -> list[Entry]:
    """Return the keys with their values, or the items, of a list or mapping."""
    if isinstance(node, yaml.MappingNode):
        return [_pair(text, key, value) for key, value in node.value]
    if node.flow_style:
        return [
            Entry(item.start_mark.index, item.start_mark.index, last(text, item)[1], item)
            for item in node.value
        ]
    items, at = [], node.start_mark.index
    while sign := _SIGN.match(text, at):
        at = skip(text, sign.end())
    for entry in node.value:
        end = at + 1 if void(entry) else last(text, entry)[1]
        items.append(Entry(at, at + 1, end, entry))
        at = skip(text, end)
    return items


def _pair(text: str, key: yaml.Node, value: yaml.Node) -> Entry:
    start, sign = key.start_mark.index, sign_of(text, key)
    back = start - 1
    while back > 0 and text[back] in " \t":
        back -= 1
    start = back if text[back] == "?" and start - back > 1 else start
    return Entry(start, sign, sign if void(value) else last(text, value)[1], value)


def line_start(text: str, at: int) -> int:
    """Return where the line of `at` begins, if only signs of lists and keys stand between."""
    while at > 0 and text[at - 1] not in "\n\r\x85\u2028\u2029":
        at -= 1
    return at


def reach(text: str, entry: Entry, column: int) -> int:
    """Return where the lines of an entry end: behind the comments that are indented more than `column`, its own."""
    node, at = last(text, entry.node)[0], entry.end
    if block_text(node):
        at = _trimmed(text, node, at)
    else:
        at = next_line(text, at)
    far = at
    for _, after, indent, comment in _idle(text, at):
        if comment and indent <= column:
            break
        far = after if comment else far
    return far


def value_end(text: str, entry: Entry) -> int:
    """Return where the value of an entry ends, without the break of its last line."""
    node = last(text, entry.node)[0]
    if not block_text(node):
        return entry.end
    at = _trimmed(text, node, entry.end)
    return break_before(text, at, node.start_mark.index)


def keeps(text: str, node: yaml.Node) -> bool:
    """Return whether a literal or folded text takes the empty lines after it for its own."""
    return block_text(node) and "+" in header(text, node).split("#")[0]


def header(text: str, node: yaml.Node) -> str:
    """Return the first line of a literal or folded text: its sign, and a comment."""
    return text[node.start_mark.index : line_end(text, node.start_mark.index)]


def _trimmed(text: str, node: yaml.Node, at: int) -> int:
    """Return `at`, the end of a literal or folded text, without empty lines that are not part of it."""
    if keeps(text, node):
        return at
    before = break_before(text, at, node.start_mark.index)
    while before < at and break_before(text, before, node.start_mark.index) < before:
        at, before = before, break_before(text, before, node.start_mark.index)
    return at


def _idle(text: str, at: int) -> Iterator[tuple[int, int, int, bool]]:
    """Yield the blank and comment lines from `at` on: begin, end, indent, whether a comment."""
    while at < len(text) and (match := _IDLE.match(text, at)):
        yield at, match.end(), len(match[1]), bool(match[2])
        at = match.end()


def swallows(text: str, at: int, column: int) -> bool:
    """Return whether lines from `at` on would become part of a literal text put before them by an entry at `column`."""
    for start, after, indent, comment in _idle(text, at):
        if comment:
            return indent > column
        if indent:
            return True
    return False


def blank_lines(text: str, at: int, all_of_them: bool) -> int:
    """Return where blank lines from `at` on end, if one has spaces or `all_of_them` are asked for; else `at`."""
    end, spaces = at, all_of_them
    for _, after, indent, comment in _idle(text, at):
        if comment:
            break
        end, spaces = after, spaces or indent > 0
    return end if spaces else at
