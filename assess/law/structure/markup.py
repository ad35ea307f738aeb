"""Blocks whose markup says what they are (Akoma Ntoso) → units; the markup decides, not the words."""

from __future__ import annotations

from assess.law.readers import Block
from assess.law.structure.definitions import term_id
from assess.law.structure.drafts import Draft, Drafts
from assess.law.structure.numbering import part_label, plain, read_number
from assess.model.terms import UnitKind

_KINDS: dict[str, UnitKind] = {
    "part": "part",
    "article": "article",
    "paragraph": "paragraph",
    "item": "item",
    "schedule": "schedule",
    "preamble": "preamble",
    "closing": "closing",
    "definition": "definition",
    "note": "note",
}


def from_markup(blocks: tuple[Block, ...]) -> Drafts:
    """Make the units of marked blocks; blocks without a kind carry on the unit that they stand in."""
    drafts, notes = Drafts(), 0
    open_units: list[tuple[int, Draft]] = []
    for block in blocks:
        if block.note:
            notes += 1
            drafts.add(Draft(f"note {notes}", "note", lines=[block.printed()]))
            continue
        if block.kind:
            while open_units and open_units[-1][0] >= block.depth:
                open_units.pop()
            if block.kind == "closing" and open_units:
                drafts.write(open_units[-1][1], block.printed())
                continue
            made = drafts.add(_unit(block, [draft for _, draft in open_units]))
            open_units.append((block.depth, made))
            drafts.write(made, block.text)
        else:
            while len(open_units) > 1 and open_units[-1][0] >= block.depth > 0:
                open_units.pop()
            owner = (
                open_units[-1][1]
                if open_units
                else drafts.last or drafts.add(Draft("preamble", "preamble"))
            )
            drafts.write(owner, block.printed())
    return drafts


def _unit(block: Block, above: list[Draft]) -> Draft:
    kind = _KINDS.get(block.kind, "paragraph")
    scope = next((draft.id for draft in reversed(above) if draft.kind == "schedule"), "")
    parent = above[-1].id if above else ""
    name = _name(block, kind)
    inner = ("paragraph", "item", "definition")
    if kind in inner and above and above[-1].kind in ("article", *inner):
        identity = f"{parent}({name})" if block.number else f"{parent} {name}"
    elif kind in ("article", *inner):
        identity = f"{scope} {name}".strip()
    else:
        identity = f"{parent} {name}".strip()
    return Draft(identity, kind, parent, block.number, block.title)


def _name(block: Block, kind: UnitKind) -> str:
    """Return what a number adds to an id: 3 for `Article 3.`, a for `(a)`, chapter 2 for `Chapter II`."""
    printed = plain(block.number).strip(" ().:-–—")
    label = part_label(printed) if kind in ("part", "schedule") else None
    if label:
        return f"{label.word} {label.id}"
    if kind in ("paragraph", "item", "definition"):
        return printed or (term_id(block.title) if block.title else kind)
    number = read_number(printed.split(" ")[-1]) if printed else None
    if kind == "article":
        return number.id if number else printed or "article"
    if kind == "part" and not printed:
        return "heading"
    return " ".join(filter(None, (kind, number.id if number else printed)))
