"""A tree of changes laid over the nodes of a YAML text → the places at which the text is cut and mended."""

from __future__ import annotations

from dataclasses import dataclass

import yaml

from assess.files.yamledit import marks, wording
from assess.files.yamledit.marks import Entry
from assess.files.yamledit.plan import KEEP, Plan, applied

News = dict[int, list[str]]  # what comes behind the entry of an index


@dataclass(frozen=True)
class Splice:
    """`new` in place of text[start:end]; `lines` are whole lines, which must not follow an unfinished one."""

    start: int
    end: int
    new: str
    lines: bool = False


@dataclass(frozen=True)
class Slot:
    """Where a value hangs: its entry (none at the top of a file), the column of the entry, and what is around it."""

    entry: Entry | None
    column: int = 0
    item: bool = False
    flow: bool = False


def splices(text: str, slot: Slot, node: yaml.Node, plan: Plan, data: object) -> list[Splice]:
    """Return the splices for what `plan` does to the value `node`, which holds `data`.

    Line breaks in them are line feeds. Raises ValueError where the text has no such place.
    """
    if plan.taken or data == "":
        value = applied(data, plan)
        return [] if value == data else [_replaced(text, slot, node, value)]
    if not plan.inside and not plan.items:
        return []
    if marks.blocky(node):
        return _inside(text, node, plan, data, slot)
    inner = text[node.start_mark.index + 1 : node.end_mark.index - 1]
    # `[]` that grows is written without brackets
    anew = not slot.flow and not node.value and not inner.strip()
    if isinstance(node, yaml.CollectionNode) and not anew and marks.bracketed(text, node):
        return _inside(text, node, plan, data, slot)
    return [_replaced(text, slot, node, applied(data, plan))]


def _inside(
    text: str, node: yaml.CollectionNode, plan: Plan, data: object, slot: Slot
) -> list[Splice]:
    """Return the splices for the entries of a list or mapping: those inside them first, then what comes and goes."""
    applied(data, plan)  # raises for places that are not there
    parts, listed = marks.entries(text, node), isinstance(node, yaml.SequenceNode)
    keys = list(range(len(parts))) if listed else [key.value for key, _ in node.value]
    where = {key: index for index, key in enumerate(keys)}
    column = 0 if node.flow_style or not parts else _column(text, parts)
    result: list[Splice] = []
    gone: set[int] = set()
    stirred: set[int] = set()
    added: list[tuple[int, object, object]] = []
    for step, inner in plan.inside.items():
        index = where.get(step)
        now = _value(data, step)
        if inner.gone:
            if index is None and inner.value is KEEP:
                raise ValueError(f"nothing to take out: {step!r}")
            gone |= (
                {index}
                if index is not None and (inner.value is KEEP or now not in ("", inner.value))
                else set()
            )
        elif index is not None:
            stirred.add(index)
            below = Slot(parts[index], column, listed, bool(node.flow_style))
            result += splices(text, below, parts[index].node, inner, now)
        elif (value := applied("", inner)) != "":
            if inner.after and inner.after not in where:
                raise ValueError(f"no key to come after: {inner.after!r}")
            added.append((where[inner.after] if inner.after else len(parts) - 1, step, value))
    added += [(at, None, value) for at, value in plan.items if at is not None]
    added += [(len(parts) - 1, None, value) for at, value in plan.items if at is None]
    if node.flow_style:
        return result + _flow(text, node, parts, gone, _flow_news(added))
    news = _block_news(text, parts, column, added)
    return result + _block(text, slot, parts, column, gone, news, stirred)


def _value(data: object, step: str | int) -> object:
    """Return what a list or mapping holds under an index or a key, "" where it has no such key."""
    if isinstance(data, dict):
        return data.get(step, "")
    return data[step] if isinstance(data, list) and isinstance(step, int) else ""


def _column(text: str, parts: list[Entry]) -> int:
    return parts[0].start - marks.line_start(text, parts[0].start)


def _flow_news(added: list[tuple[int, object, object]]) -> News:
    news: News = {}
    for at, key, value in added:
        new = (
            wording.in_brackets(value) if key is None else wording.pair_in_brackets(str(key), value)
        )
        news.setdefault(at, []).append(new)
    return news


def _block_news(
    text: str, parts: list[Entry], column: int, added: list[tuple[int, object, object]]
) -> News:
    news: News = {}
    for at, key, value in added:
        blocks = not marks.swallows(text, marks.reach(text, parts[at], column), column)
        new = wording.lines_of([value] if key is None else {key: value}, column, blocks)
        news.setdefault(at, []).append(new)
    return news


# Lists and mappings without brackets


def _block(
    text: str,
    slot: Slot,
    parts: list[Entry],
    column: int,
    gone: set[int],
    news: News,
    stirred: set[int],
) -> list[Splice]:
    """Return the splices for the entries that go and come; inside those `stirred`, something changes too."""
    result: list[Splice] = []
    first = next((index for index in range(len(parts)) if index not in gone), len(parts))
    inline = text[parts[0].start - column : parts[0].start].strip() != ""
    empty = first == len(parts) and not news
    done = 0
    if first and (inline or empty):
        begun = [new for index in range(first) for new in news.get(index, [])]
        news = {index: new for index, new in news.items() if index >= first}
        result, done = _head(
            text, slot, parts[: first + 1], column, "".join(begun), inline, first == len(parts)
        )
    for index in range(done, len(parts)):
        end = marks.reach(text, parts[index], column)
        new = "".join(news.get(index, []))
        if index not in gone:
            result += [Splice(end, end, new, True)] if new else []
            continue
        result.append(Splice(parts[index].start - column, end, new, bool(new)))
        before = next((at for at in range(index - 1, -1, -1) if at not in gone), None)
        leaf = marks.last(text, parts[before].node)[0] if before is not None else None
        if leaf is not None and (before in stirred or marks.block_text(leaf)):
            # or they would become part of the text before them
            every = before in stirred or marks.keeps(text, leaf)
            result.append(Splice(end, marks.blank_lines(text, end, every), ""))
    return result


def _head(
    text: str,
    slot: Slot,
    parts: list[Entry],
    column: int,
    begun: str,
    inline: bool,
    all_gone: bool,
) -> tuple[list[Splice], int]:
    """Return the splices where the first entries go, and from which entry on the usual ones follow.

    The first entry stands on the line of a dash, or no entry is left at all.
    """
    start, end = parts[0].start, marks.reach(text, parts[0], column)
    feed = "\n" if marks.break_before(text, end) < end else ""
    empty = "[]" if text[start : start + 1] == "-" and parts[0].sign == start + 1 else "{}"
    if begun:
        return [Splice(start, end, begun[column:])], 1
    if all_gone:
        if inline or slot.entry is None:
            return [Splice(start, end, empty + feed)], 1
        return [Splice(slot.entry.sign, slot.entry.sign, " " + empty)], 0
    ends = [marks.reach(text, part, column) for part in parts[:-1]]
    if not any(text[a : part.start].strip() for a, part in zip(ends, parts[1:])):
        return [Splice(start, parts[-1].start, "")], len(parts) - 1
    return [Splice(len(text[:start].rstrip(" \t")), end, feed)], 1


# Lists and mappings with brackets


def _flow(
    text: str, node: yaml.CollectionNode, parts: list[Entry], gone: set[int], news: News
) -> list[Splice]:
    start, end = node.start_mark.index, node.end_mark.index
    if not parts:
        new = ", ".join(news.get(-1, []))
        return (
            [Splice(start + 1, start + 1, new + (" " if text[start + 1] == "#" else ""))]
            if new
            else []
        )
    commas = [marks.skip(text, part.end) for part in parts]
    alive = [index for index in range(len(parts)) if index not in gone or index in news]
    gaps = "".join(
        text[a:b]
        for a, b in zip([start, *(part.end for part in parts)], [*(p.start for p in parts), end])
    )
    if not alive and "#" not in gaps:
        return [Splice(start + 1, end - 1, "")]
    result: list[Splice] = []
    for index, part in enumerate(parts):
        new = ", ".join(news.get(index, []))
        if index not in gone:
            result += [Splice(part.end, part.end, ", " + new)] if new else []
        elif new:
            result.append(Splice(part.start, part.end, new))
        else:
            result += _without(text, parts, commas, index, alive)
    return result


def _without(
    text: str, parts: list[Entry], commas: list[int], index: int, alive: list[int]
) -> list[Splice]:
    """Return the splices that take out one item in brackets, and one comma with it."""
    part = parts[index]
    if alive and alive[-1] > index or not alive and text[commas[index]] == ",":
        behind = parts[index + 1].start if index + 1 < len(parts) else commas[index] + 1
        if text[part.end : behind].strip() == ",":
            return [Splice(part.start, behind, "")]
        return [Splice(part.start, part.end, ""), Splice(commas[index], commas[index] + 1, "")]
    if not alive:
        return [Splice(part.start, part.end, "")]
    comma = commas[index - 1]
    if not text[comma + 1 : part.start].strip():
        return [Splice(comma, part.end, "")]
    return [Splice(comma, comma + 1, ""), Splice(part.start, part.end, "")]


# Values as a whole


def _replaced(text: str, slot: Slot, node: yaml.Node, value: object) -> Splice:
    if slot.entry is None:
        return _top(text, node, value)
    sign = slot.entry.sign
    if slot.flow:
        if not marks.void(node):
            return Splice(node.start_mark.index, node.end_mark.index, wording.in_brackets(value))
        return Splice(
            sign, sign, (" " if text[sign - 1] == ":" else ": ") + wording.in_brackets(value)
        )
    start, end, note = _place(text, slot.entry, slot.column, node, isinstance(value, str))
    blocks = not marks.swallows(text, marks.next_line(text, end), slot.column)
    new = ""
    if isinstance(value, str) and isinstance(node, yaml.ScalarNode):
        new = wording.text_like(node, value, slot.column, blocks)
    new = " " + new if new else wording.after_sign(value, slot.item, slot.column, blocks)
    new = new[1:] if start != sign else new
    first, feed, rest = new.partition("\n")
    tail = "\n" if feed and end == len(text) else ""  # a literal text is not whole without it
    return Splice(start, end, first + note + feed + rest + tail)


def _place(
    text: str, entry: Entry, column: int, node: yaml.Node, short: bool
) -> tuple[int, int, str]:
    """Return from where to where a value is replaced, up to the end of a line, and the comment that must stay."""
    sign, start = entry.sign, node.start_mark.index
    stop = marks.line_end(text, sign)
    above = text[sign:stop] if stop < start else ""
    if marks.blocky(node):
        end = marks.reach(text, entry, column)
        return sign, marks.break_before(text, end), above.rstrip()
    if marks.void(node):
        return sign, stop, text[sign:stop] if text[sign:stop].strip() else ""
    end = marks.value_end(text, entry)
    if marks.block_text(node):
        behind = marks.header(text, node)
        behind = behind[len(behind.split("#")[0].rstrip()) :] if "#" in behind else ""
    else:
        behind = text[end : marks.line_end(text, end)]
        end = marks.line_end(text, end)
    return (start, end, behind) if short else (sign, end, (above.rstrip() + behind.rstrip()))


def _top(text: str, node: yaml.Node, value: object) -> Splice:
    """Return the splice for a file that holds nothing yet, or empty brackets."""
    start, end = node.start_mark.index, node.end_mark.index
    if marks.void(node):
        at = marks.skip(text, end)
        return Splice(at, at, wording.lines_of(value, 0, True), True)
    stop = marks.line_end(text, end)
    lines = wording.lines_of(value, 0, not marks.swallows(text, marks.next_line(text, stop), 0))
    tail = "\n" if stop == len(text) else ""
    before = text[marks.line_start(text, start) : start]
    first, feed, rest = lines.rstrip("\n").partition("\n")
    if not before.strip():
        return Splice(start - len(before), stop, first + text[end:stop] + feed + rest + tail)
    return Splice(start - 1, stop, text[end:stop] + "\n" + first + feed + rest + tail)
