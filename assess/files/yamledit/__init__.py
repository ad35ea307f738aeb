"""Single values of a YAML file changed, while all else in it stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterable

import yaml

from assess.files.yamledit import marks
from assess.files.yamledit.plan import Change, Insert, Plan, Remove, Set, applied, bare, planned
from assess.files.yamledit.splices import Slot, Splice, splices
from assess.files.yamledit.wording import lines_of
from assess.files.yamlfile import Document, parse

__all__ = ["Change", "Insert", "Remove", "Set", "bare", "edited"]

_CHOMPING = re.compile("[|>][0-9+-]*")


def edited(text: str, changes: Iterable[Change]) -> str:
    """Return `text`, the content of a YAML file, with the changes made; read, it gives the data so changed.

    All paths name places in `text` as it was. Comments, order, quotes, indents and line breaks of all else stay; a
    value that is set to what it was stays as it is written. Raises ValueError for changes that overlap, for places
    that are not there and for a text that `yamlfile.read` finds fault with; RuntimeError rather than return a wrong
    text.
    """
    mark, body = text[: text.startswith("\ufeff")], text.removeprefix("\ufeff")
    document, problems = parse(body, "")
    if problems:
        raise ValueError(f"a file with problems is not edited: {problems[0]}")
    plan, data = planned(changes), bare(document.data)
    if document.root is None or isinstance(document.root, yaml.ScalarNode) and data == {}:
        data = ""
    wanted = applied(data, plan)
    result = _joined(body, _cuts(body, document, plan, data))
    again, problems = parse(result, "")
    if problems or bare(again.data) != (wanted if wanted != "" else {}):
        raise RuntimeError(f"an edit went wrong: {problems or 'other data than wanted'}")
    return mark + result


def _cuts(body: str, document: Document, plan: Plan, data: object) -> list[Splice]:
    root = document.root
    if root is None:
        value = applied(data, plan)
        return [] if value == "" else [Splice(len(body), len(body), lines_of(value, 0, True), True)]
    cuts = splices(body, Slot(None), root, plan, data)
    leaf = marks.last(body, root)[0]
    if marks.block_text(leaf) and any(cut.lines and cut.start == len(body) for cut in cuts):
        at = leaf.start_mark.index
        whole = marks.break_before(body, len(body)) < len(body) or leaf.value.endswith("\n")
        if not whole and not any(cut.start <= at < cut.end for cut in cuts):
            sign = _CHOMPING.search(body, at)  # the line break that comes is not part of this text
            assert sign  # a literal or folded text begins with it
            cuts.append(Splice(sign.start(), sign.end(), sign[0].strip("+-") + "-"))
    return cuts


def _joined(body: str, cuts: list[Splice]) -> str:
    match = re.search("\r\n|\n|\r", body)
    feed = match[0] if match else "\n"
    parts, at = [], 0
    for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end > cut.start)):
        if cut.start < at:
            raise RuntimeError("two edits of one place")
        parts.append(body[at : cut.start])
        before = next((part for part in reversed(parts) if part), "\n")
        new = (
            cut.new
            if not cut.lines or before.endswith(("\n", "\r", "\x85", "\u2028", "\u2029"))
            else "\n" + cut.new
        )
        parts.append(new.replace("\n", feed))
        at = cut.end
    return "".join(parts) + body[at:]
