"""Makes assess/load/label_types.py, by which type checkers know every label: python -m tools.make_label_types.

Run it after every change of keys in templates/labels/en.yaml. Of each block of labels it makes a class. Blocks that are
keyed by codes, such as ratings and states, get a class for their entries, which is named after the keys of these.
"""

from __future__ import annotations

import keyword
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from assess.files.yamlfile import read

ROOT = Path(__file__).parent.parent
LABELS = ROOT / "templates" / "labels" / "en.yaml"
TYPES = ROOT / "assess" / "load" / "label_types.py"
ALIKE = 3  # so many blocks with the same keys are entries, whatever stands beside them
MOST_NAMED = 3  # an entry with more keys is named after its place
HEAD = '''"""Every label, block by block, as type checkers see it; at run time all are `Block` with the labels in it.

Made by `python -m tools.make_label_types` from templates/labels/en.yaml; never edited.
"""

from __future__ import annotations

from typing import Literal, TypedDict, overload

from assess.load.blocks import Block
'''


def label_types(english: Mapping[str, object]) -> str:
    """Return the text of the module for the English labels."""
    classes: dict[str, str] = {}
    _block("Labels", (), english, classes)
    return "\n\n".join([HEAD, *classes.values()])


def _block(
    name: str, at: tuple[str, ...], block: Mapping[str, object], classes: dict[str, str]
) -> str:
    """Add the class of a block, behind those of the blocks in it, and return its name."""
    if name in classes:
        return name
    entries = _entries(block)
    kinds = {}
    for key, value in block.items():
        kinds[key] = _kind((*at, key), value, classes, entry=key in entries)
    lines = [f"class {name}(Block[{_common(block, kinds)}]):"]
    lines += [f"    {key}: {kind}" for key, kind in kinds.items() if _is_attribute(key)]
    lines += _overloads(block, kinds, entries)
    if len(lines) == 1:
        lines.append("    pass")
    classes[name] = "\n".join(lines) + "\n"
    return name


def _entries(block: Mapping[str, object]) -> set[str]:
    """Return the keys of a block that are codes: what stands under them has the same keys everywhere."""
    shapes = {key: tuple(value) for key, value in block.items() if isinstance(value, dict)}
    counts = Counter(shapes.values())
    alone = len(counts) == 1 and len(shapes) == len(block) > 1
    return {key for key, shape in shapes.items() if alone or counts[shape] >= ALIKE}


def _kind(at: tuple[str, ...], value: object, classes: dict[str, str], entry: bool = False) -> str:
    """Return the type of a label; `at` are the keys that lead to it."""
    if isinstance(value, str):
        return "str"
    if isinstance(value, list):
        return f"list[{_item(at, value, classes)}]"
    assert isinstance(value, dict), at
    if not entry:
        return _block(_named(at) + "Labels", at, value, classes)
    named = tuple(value) if len(value) <= MOST_NAMED else at[:-1]
    return _block(_named(named) + "Entry", at, value, classes)


def _item(at: tuple[str, ...], items: list[object], classes: dict[str, str]) -> str:
    """Return the type of the entries of a list; blocks in lists are plain dictionaries."""
    if isinstance(items[0], str):
        return "str"
    assert isinstance(items[0], dict), at
    name = _named(at) + "Item"
    lines = [f"class {name}(TypedDict):"]
    for key, value in items[0].items():
        lines.append(f"    {key}: {_kind((*at, key), value, classes)}")
    classes[name] = "\n".join(lines) + "\n"
    return name


def _common(block: Mapping[str, object], kinds: Mapping[str, str]) -> str:
    """Return what a label under any key of a block is."""
    if len(set(kinds.values())) == 1:
        return next(iter(kinds.values()))
    if all(isinstance(value, dict) and _is_texts(value) for value in block.values()):
        return "Block[str]"
    return "object"


def _is_texts(block: Mapping[str, object]) -> bool:
    return all(isinstance(value, str) for value in block.values())


def _overloads(
    block: Mapping[str, object], kinds: Mapping[str, str], entries: set[str]
) -> Iterator[str]:
    """Yield the ways to ask by key, where the type depends on the key and no attribute gives it."""
    common = _common(block, kinds)
    keys: dict[str, list[str]] = {}
    for key, kind in kinds.items():
        if kind != common and (key in entries or not _is_attribute(key)):
            keys.setdefault(kind, []).append(key)
    if not keys:
        return
    for kind, known in keys.items():
        yield "\n    @overload"
        if len(known) == 1:
            yield f'    def __getitem__(self, key: Literal["{known[0]}"]) -> {kind}: ...'
            continue
        yield "    def __getitem__(\n        self,\n        key: Literal["
        yield from (f'            "{key}",' for key in known)
        yield f"        ],\n    ) -> {kind}: ..."
    yield f"\n    @overload\n    def __getitem__(self, key: str) -> {common}: ...\n"
    yield "    def __getitem__(self, key: str) -> object:\n        return super().__getitem__(key)"


def _is_attribute(key: str) -> bool:
    return key.isidentifier() and not keyword.iskeyword(key) and not hasattr(Mapping, key)


def _named(at: tuple[str, ...]) -> str:
    return "".join(step.title() for key in at for step in key.replace("-", "_").split("_"))


def english() -> dict[str, object]:
    """Return the English labels; every text is read as a text."""
    document, problems = read(LABELS)
    assert not problems, problems
    return _without_places(document.data)


def _without_places(block: object) -> dict[str, object]:
    """Return a block without the place that the reader notes in each."""
    assert isinstance(block, dict)
    labels: dict[str, object] = {}
    for key, value in block.items():
        if key != "place":
            labels[key] = _plain(value)
    return labels


def _plain(value: object) -> object:
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return _without_places(value) if isinstance(value, dict) else value


if __name__ == "__main__":
    TYPES.write_text(label_types(english()), encoding="utf-8", newline="\n")
