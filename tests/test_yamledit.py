"""An edit of a YAML file changes what it should, and leaves every other line as it was written."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from yamldocs import Writer, any_value, at, paths

from assess.files import yamlfile
from assess.files.yamledit import Change, Insert, Remove, Set, edited
from assess.files.yamledit.plan import bare, planned

ROOT = Path(__file__).parent.parent
FILES = sorted(
    path
    for folder in ("samples", "tests/good")
    for path in (ROOT / folder).rglob("*.yaml")
    if "profiles" not in path.parts
)

#: The sign of a literal text; it gets a dash where the file ends in that text, without a line break, and grows.
SIGN = r"([|>])[+-]?(?= *$| +#)"

#: text before, changes, text after
CASES: dict[str, tuple[str, list[Change], str]] = {
    "scalar": ("a: 1  # why\nb: 2\n", [Set(("a",), "x")], "a: x  # why\nb: 2\n"),
    "quotes stay": (
        "a: \"1\"\nb: 'x'\nc: 2006-11-01\n",
        [Set(("a",), "2"), Set(("b",), "it's"), Set(("c",), "2007-01-01")],
        "a: \"2\"\nb: 'it''s'\nc: 2007-01-01\n",
    ),
    "literal": ("a: 1  # why\nb: 2\n", [Set(("a",), "x\ny")], "a: |-  # why\n  x\n  y\nb: 2\n"),
    "literal replaced": (
        "a: |  # why\n  x\n\n# b\nb: 2\n",
        [Set(("a",), "z")],
        "a: z  # why\n\n# b\nb: 2\n",
    ),
    "folded stays folded": (
        "a: >-\n  x\n  y\nb: 2\n",
        [Set(("a",), "long " * 30 + "end")],
        "a: >-\n  " + ("long " * 23).strip() + "\n  " + "long " * 7 + "end\nb: 2\n",
    ),
    "literal before a deep comment": (
        "a: 1\n   # deep\n",
        [Set(("a",), "x\ny")],
        'a: "x\\ny"\n   # deep\n',
    ),
    "block for scalar": (
        "l:\n  - a: 1  # why\n    b: 2\n",
        [Set(("l", 0, "a"), {"x": ["y"]})],
        "l:\n  - a:  # why\n      x:\n      - y\n    b: 2\n",
    ),
    "scalar for block": (
        "a:  # why\n  # x\n  - 1  # y\n# b\nb: 2\n",
        [Set(("a",), "z")],
        "a: z  # why\n# b\nb: 2\n",
    ),
    "item": (
        "l:\n- a: 1\n  b: 2\n- x  # why\n",
        [Set(("l", 0), "y"), Set(("l", 1), {"c": "d", "e": "f"})],
        "l:\n- y\n- c: d  # why\n  e: f\n",
    ),
    "empty value": (
        "a:\nb:  # why\n",
        [Set(("a",), "x"), Set(("b",), ["y"])],
        "a: x\nb:  # why\n- y\n",
    ),
    "empty out": ("a: 1\nb: 2\n", [Set(("a",), ""), Set(("c",), "")], "b: 2\n"),
    "key last": (
        "m:\n  a: 1\n  # of a\n\n# of n\nn: 2\n",
        [Set(("m", "b"), "x")],
        "m:\n  a: 1\n  b: x\n  # of a\n\n# of n\nn: 2\n",
    ),
    "key after": (
        "a: 1\n\nb: 2\n",
        [Set(("x",), "y", after="a"), Set(("z",), "y", after="a")],
        "a: 1\nx: y\nz: y\n\nb: 2\n",
    ),
    "key after deep comment": (
        "a: 1\n  # of a\nb: 2\n",
        [Set(("x",), "y", after="a")],
        "a: 1\n  # of a\nx: y\nb: 2\n",
    ),
    "made on the way": (
        "a: 1\n",
        [
            Set(("r", "by"), "N"),
            Set(("r", "state"), "s"),
            Set(("l", 0, "x"), "y"),
            Insert(("r2", "l"), "1"),
            Insert(("r2", "l"), "b"),
        ],
        "a: 1\nr:\n  by: N\n  state: s\nl:\n- x: y\nr2:\n  l:\n  - '1'\n  - b\n",
    ),
    "append": (
        "l:\n  - a\n  # - old\nm: 1\n",
        [Insert(("l",), {"x": "y", "z": "w"})],
        "l:\n  - a\n  - x: y\n    z: w\n  # - old\nm: 1\n",
    ),
    "insert": (
        "l:\n- a\n- b\n",
        [Insert(("l",), "x", after=0), Insert(("l",), "y", after=0)],
        "l:\n- a\n- x\n- y\n- b\n",
    ),
    "remove key": (
        "a: 1\n# b\nb: |\n  x\n\nc: 2  # c\n",
        [Remove(("b",))],
        "a: 1\n# b\n\nc: 2  # c\n",
    ),
    "remove first key of item": ("- a: 1\n  b: 2\n", [Remove((0, "a"))], "- b: 2\n"),
    "remove first key above a comment": (
        "- a: 1\n  # b\n  b: 2\n",
        [Remove((0, "a"))],
        "-\n  # b\n  b: 2\n",
    ),
    "remove and add": (
        "- a: 1\n  b: 2\n",
        [Remove((0, "a")), Set((0, "c"), "3", after="a")],
        "- c: '3'\n  b: 2\n",
    ),
    "remove all": (
        "a:  # why\n  # x\n  - b\nc:\n- d: 1\n",
        [Remove(("a", 0)), Remove(("c", 0, "d"))],
        "a: []  # why\n  # x\nc:\n- {}\n",
    ),
    "remove the only key": ("# top\na: 1\n", [Remove(("a",))], "# top\n{}\n"),
    "remove before blank lines": (
        "a: |+\n  x\n\nb: 1\n\nc: 2\n",
        [Remove(("b",))],
        "a: |+\n  x\n\nc: 2\n",
    ),
    "flow": (
        "a: [x, 'y' ]  # why\nb: {c: 1}\n",
        [Insert(("a",), "z: 1"), Set(("b", "d"), ["e"]), Set(("a", 0), "2")],
        "a: ['2', 'y', 'z: 1' ]  # why\nb: {c: 1, d: [e]}\n",
    ),
    "flow insert, remove": (
        "a: [x, y, z]\nb: [x, y]\nc: [x]\n",
        [Insert(("a",), "w", after=0), Remove(("a", 2)), Remove(("b", 0)), Remove(("c", 0))],
        "a: [x, w, y]\nb: [y]\nc: []\n",
    ),
    "flow with comments": (
        "a: [\n  x,  # x\n  y   # y\n]\n",
        [Insert(("a",), "z"), Remove(("a", 0))],
        "a: [\n    # x\n  y, z   # y\n]\n",
    ),
    "flow without values": (
        "{a, b: }\n",
        [Set(("a",), "1"), Set(("b",), "x")],
        "{a: '1', b: x }\n",
    ),
    "empty brackets": (
        "a: []  # why\nb: {}\n",
        [Insert(("a",), "x"), Set(("b", "c"), "y")],
        "a:  # why\n- x\nb:\n  c: y\n",
    ),
    "quoted keys": (
        "\"a b\": 1\n'c': 2\n",
        [Set(("a b",), "x"), Remove(("c",)), Set(("d: e",), "y")],
        "\"a b\": x\n'd: e': y\n",
    ),
    "signs of questions": ("? a\n: b\n? c\n", [Set(("a",), "x"), Remove(("c",))], "? a\n: x\n"),
    "markers": (
        "%YAML 1.1\n---\na: 1\n...\n",
        [Set(("b",), "x")],
        "%YAML 1.1\n---\na: 1\nb: x\n...\n",
    ),
    "no final newline": ("a: 1", [Set(("b",), "x")], "a: 1\nb: x\n"),
    "no final newline, set": ("a: 1", [Set(("a",), "x")], "a: x"),
    "no final newline, literal": (
        "a: |\n  x",
        [Set(("b",), "y\n z\n")],
        "a: |-\n  x\nb: |\n  y\n   z\n",
    ),
    "no final newline after the comment on a literal": (
        "a: |\n   x\n # why",
        [Set(("b",), "y")],
        "a: |\n   x\n # why\nb: y\n",
    ),
    "empty file": ("", [Set(("a", "b"), "x")], "a:\n  b: x\n"),
    "empty file, list": ("# top\n", [Insert((), "x")], "# top\n- x\n"),
    "empty document": ("---\n# top\n...\n", [Set(("a",), "x")], "---\n# top\na: x\n...\n"),
    "empty brackets on top": (
        "--- {} # why\n",
        [Set(("a",), "x"), Set(("b",), "x")],
        "--- # why\na: x\nb: x\n",
    ),
    "nothing on top": ("~\n", [Set(("a",), "x")], "a: x\n"),
    "CRLF and mark": (
        "\ufeffa: 1\r\nb: 2\r\n",
        [Set(("a",), "x\ny"), Set(("c",), "z")],
        "\ufeffa: |-\r\n  x\r\n  y\r\nb: 2\r\nc: z\r\n",
    ),
    "Arabic": (
        'قانون:\n  - نص: "المادة ٢"  # ملاحظة\n',
        [Set(("قانون", 0, "نص"), "المادة ٣"), Insert(("قانون",), "بند")],
        'قانون:\n  - نص: "المادة ٣"  # ملاحظة\n  - بند\n',
    ),
    "lists in lists": (
        "- - a\n  - b\n- c\n",
        [Remove((0, 0)), Insert((0,), "x"), Insert((), ["y", "z"], after=0)],
        "- - b\n  - x\n- - y\n  - z\n- c\n",
    ),
    "the same again": (
        "a: 'x'\nb: [1,2]\nc: {d: }\n",
        [Set(("a",), "x"), Set(("b",), [1, 2]), Set(("e",), "")],
        "a: 'x'\nb: [1,2]\nc: {d: }\n",
    ),
    "tag": (
        "a: !t\n  - x\nb: !t [y]\n",
        [Insert(("a",), "z"), Insert(("b",), "z")],
        "a: !t\n  - x\n  - z\nb:\n- y\n- z\n",
    ),
}


@pytest.fixture(params=["libyaml", "without"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers of PyYAML, whose marks might differ."""
    if request.param == "without":
        slow = type("_Loader", (yaml.SafeLoader,), {"resolve": yamlfile._Loader.resolve})
        monkeypatch.setattr(yamlfile, "_Loader", slow)


@pytest.mark.parametrize("name", CASES)
def test_examples(name: str, parser: None) -> None:
    before, changes, after = CASES[name]
    assert edited(before, changes) == after


@pytest.mark.parametrize(
    "text, changes",
    [
        ("a: 1\n", [Set(("a",), "2"), Set(("a",), "3")]),
        ("a: {b: 1}\n", [Set(("a",), "2"), Set(("a", "b"), "3")]),
        ("a: {b: 1}\n", [Set(("a", "b"), "3"), Remove(("a",))]),
        ("a: [b]\n", [Remove(("a",)), Insert(("a",), "c")]),
        ("a: 1\n", [Remove(("b",))]),
        ("a: 1\n", [Remove(("b", "c"))]),
        ("a: 1\n", [Set(("a", "b"), "2")]),
        ("a: [b]\n", [Set(("a", 1), "2")]),
        ("a: [b]\n", [Insert(("a",), "2", after=1)]),
        ("a: [b]\n", [Set(("a", "x"), "2")]),
        ("a: 1\n", [Insert((), "2")]),
        ("a: 1\n", [Set((0,), "2")]),
        ("a: 1\n", [Set((), "2")]),
        ("a: 1\n", [Remove(())]),
        ("a: 1\n", [Set(("c",), "2", after="b")]),
        ("a: 1\n", [Set(("b", 1), "2")]),
        ("a: 1\na: 2\n", [Set(("a",), "3")]),
        ("a: [\n", [Set(("a",), "3")]),
        ("a: &x 1\nb: *x\n", [Set(("b",), "3")]),
    ],
    ids=str,
)
def test_faults_of_the_caller_are_refused(text: str, changes: list[Change]) -> None:
    with pytest.raises(ValueError):
        edited(text, changes)


def test_rather_nothing_than_a_wrong_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assess.files.yamledit._cuts", lambda *_: [])
    with pytest.raises(RuntimeError):
        edited("a: 1\n", [Set(("a",), "2")])


def nodes(root: yaml.Node, path: tuple) -> tuple[yaml.Node | None, yaml.Node | None, yaml.Node]:
    """Return the parent, the key and the value at a path of a text."""
    parent = key = None
    for step in path:
        parent = root
        key, root = (
            (None, root.value[step])
            if isinstance(step, int)
            else next(pair for pair in root.value if pair[0].value == step)
        )
    return parent, key, root


def lines_of(text: str) -> list[str]:
    return re.split("\r\n|\n", text)


def touched(
    text: str, root: yaml.Node, data: object, changes: list[Change]
) -> tuple[set[int], set[int]]:
    """Return the lines that may change, and of these the ones whose comments may go."""
    lines, may, lost = lines_of(text), set(), set()
    if not isinstance(root, yaml.CollectionNode):
        return {root.start_mark.line} if root else may, lost
    for change in changes:
        path = change.path
        while path not in paths(data):  # a key that is added changes no line
            path = path[:-1]
        for around in [nodes(root, path[:count])[2] for count in range(len(path) + 1)]:
            if isinstance(around, yaml.CollectionNode) and around.flow_style:
                may |= set(range(around.start_mark.line, around.end_mark.line + 1))
        if path == change.path and not isinstance(change, Insert):
            parent, key, node = nodes(root, path)
            first, end = extent(lines, parent, key, node)
            may |= set(range(first, end + 1))
            if isinstance(change, Remove):
                may |= moved(lines, parent)
            if isinstance(change, Remove) or not isinstance(node, yaml.ScalarNode):
                # a comment beside the colon or dash
                stays = isinstance(change, Set) and node.start_mark.line > first
                lost |= set(range(first + stays, end + 1))
    return may, lost


def extent(
    lines: list[str], parent: yaml.Node, key: yaml.Node | None, node: yaml.Node
) -> tuple[int, int]:
    """Return the first and the last line of an entry, comments included that are indented more than it."""
    first = (key or node).start_mark.line
    column = (key or parent).start_mark.column
    while not key and not parent.flow_style and lines[first][column : column + 1] != "-":
        first -= 1
    end = min(node.end_mark.line, len(lines) - 1)
    while end > first and re.match(rf"\s*$|\s{{0,{column}}}#", lines[end]):
        end -= 1
    while end + 1 < len(lines) and re.match(rf"\s{{{column + 1},}}#|\s*$", lines[end + 1]):
        end += 1
    return first, end


def moved(lines: list[str], parent: yaml.Node) -> set[int]:
    """Return the lines that may change where an entry of `parent` goes: of the next ones, and of the dash or colon."""
    above = parent.start_mark.line - 1
    while above > 0 and lines[above].strip()[:1] in ("#", ""):
        above -= 1
    pairs = [one if isinstance(one, tuple) else (None, one) for one in parent.value]
    starts = {extent(lines, parent, key, node)[0] for key, node in pairs}
    return starts | {above, parent.start_mark.line}


class Cell:
    """A value of a list that remembers what is put behind it, for a second opinion on what changes lead to."""

    def __init__(self, value: object):
        self.value, self.gone, self.behind = value, False, []


def in_cells(data: object) -> object:
    if isinstance(data, list):
        return [*(Cell(in_cells(one)) for one in data), Cell(None)]
    return {key: in_cells(value) for key, value in data.items()} if isinstance(data, dict) else data


def out_of_cells(data: object) -> object:
    if isinstance(data, list):
        kept = [[] if one.gone else [out_of_cells(one.value)] for one in data[:-1]] + [[]]
        return [value for one, own in zip(data, kept) for value in own + one.behind]
    return (
        {key: out_of_cells(value) for key, value in data.items()}
        if isinstance(data, dict)
        else data
    )


def second_opinion(data: object, changes: list[Change]) -> object:
    cells = in_cells(data)
    for change in changes:
        place = cells
        steps = change.path if isinstance(change, Insert) else change.path[:-1]
        for step in steps:
            place = place[step].value if isinstance(place, list) else place.setdefault(step, {})
        if isinstance(change, Insert):
            place[-1 if change.after is None else change.after].behind.append(change.value)
        elif isinstance(change, Remove):
            if isinstance(place, list):
                place[change.path[-1]].gone = True
            else:
                del place[change.path[-1]]
        elif isinstance(place, list):
            place[change.path[-1]].value = in_cells(change.value)
        else:
            place[change.path[-1]] = in_cells(change.value)
    return out_of_cells(cells)


def some_changes(dice: Random, data: object) -> list[Change]:
    """Return changes that do not overlap."""
    found: list[Change] = []
    for _ in range(dice.randint(1, 5)):
        path = dice.choice(paths(data))
        here, value = at(data, path), any_value(dice)
        choices: list[Change] = [Set(path, value), Remove(path)] if path else []
        if isinstance(here, list):
            choices += [
                Insert(path, value),
                Insert(path, value, after=dice.randrange(len(here)) if here else None),
            ]
        if isinstance(here, dict):
            new = dice.choice([("new",), ("new", "er"), ("newer",), ("new", "est")])
            choices += [
                Set(path + new, value),
                Set(path + new, value, after=dice.choice(list(here)) if here else ""),
            ]
        if not choices:
            continue
        change = dice.choice(choices)
        try:
            planned([*found, change])
            found.append(change)
        except ValueError:
            continue
    return found


@settings(
    suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=300, derandomize=True
)
@given(seed=st.integers(0, 2**32))
@example(seed=0)
def test_only_what_should_change_changes(seed: int) -> None:
    dice = Random(seed)
    text = Writer(dice).document()
    body = text.removeprefix("\ufeff")
    document, problems = yamlfile.parse(body, "")
    if problems:  # the writer may put a text where YAML has none
        return
    data = bare(document.data)
    same = [
        Set(path, at(data, path))
        for path in paths(data)
        if path and isinstance(at(data, path), str)
    ]
    assert edited(text, same) == text
    changes = some_changes(dice, data)
    result = edited(text, changes)
    again, problems = yamlfile.parse(result.removeprefix("\ufeff"), "")
    assert not problems
    assert bare(again.data) == second_opinion(data, changes)
    assert result.startswith("\ufeff") == text.startswith("\ufeff")
    assert "\r\n" not in body or "\n" not in result.replace("\r\n", "")
    may, lost = touched(body, document.root, data, changes)
    for number, line in enumerate(lines_of(body)):
        for comment in re.findall("#C[0-9]+#", line):
            # in a text it is no comment
            assert number in lost or comment in result or comment in str(data), comment
    kept = [
        line
        for number, line in enumerate(lines_of(body)[:-1])
        if number not in may and line.strip()
    ]
    rest = iter([re.sub(SIGN, r"\1", line) for line in lines_of(result.removeprefix("\ufeff"))])
    assert [line for line in kept if re.sub(SIGN, r"\1", line) not in rest] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_of_the_project(path: Path) -> None:
    text = path.read_bytes().decode()
    document, problems = yamlfile.read(path)
    assert not problems
    data = bare(document.data)
    every = paths(data)
    assert (
        edited(text, [Set(one, at(data, one)) for one in every if isinstance(at(data, one), str)])
        == text
    )
    lists = [one for one in every if isinstance(at(data, one), list)]
    for one in lists[:6]:
        longer = edited(text, [Insert(one, "NEW: item")])
        node = nodes(document.root, one)[2]
        old, new = text.splitlines(), longer.splitlines()
        if node.flow_style:
            assert sum(a != b for a, b in zip(old, new)) == 1
        else:
            assert [line for line in new if "NEW: item" not in line] == old
        assert edited(longer, [Remove((*one, len(at(data, one))))]) == text
