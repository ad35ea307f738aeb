"""YAML → plain text values that know their line; the only module that knows YAML."""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from assess.base.problems import Code, Hints, Location, Problem, problem

MOST_BYTES = 8_000_000
MOST_VALUES = 500_000  # keys, values, lists and blocks in one file: about 300 MB while it is read
MOST_DEPTH = 40
_MOST_NESTED = 200  # lists and blocks in one another, above which reading is given up
_NULL = "tag:yaml.org,2002:null"
_STR = "tag:yaml.org,2002:str"
_BREAKS = re.compile("[\n\x85\u2028\u2029]")
#: A Python without libyaml has the second alone: slower, same result.
_AnyLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: What the commonest reasons of the parser say → the word that tells them.
_REASONS = {
    "end of stream": "yaml_open",
    "document indicator": "yaml_open",
    "',' or": "yaml_bracket",
    "values are not allowed": "yaml_colon",
    "keys are not allowed": "yaml_colon",
    "expected ':'": "yaml_no_colon",
    "cannot start any token": "yaml_start",
    "entries are not allowed": "yaml_dash",
    "'-' indicator": "yaml_dash",
    "expected key": "yaml_key",
    "expected <block end>": "yaml_key",
    "<document start>": "yaml_key",
    "escape": "yaml_escape",
    "control characters": "yaml_control",
    "unacceptable": "yaml_control",
    "another document": "yaml_documents",
    "undefined alias": "yaml_name",
}


class _TooManyValues(Exception):
    """A file holds more than MOST_VALUES."""


class _TooDeep(Exception):
    """Lists and blocks stand in one another more than _MOST_NESTED deep; `line` is where."""

    def __init__(self, line: int):
        super().__init__()
        self.line = line


class _Loader(_AnyLoader):
    """Leaves every value the text that was typed: no numbers, dates or booleans, which would take time to look for.

    It counts while it reads, since a few letters a value make a file of 8 MB more than a gigabyte of values.
    """

    def __init__(self, stream: str):
        super().__init__(stream)
        self._values = self._depth = 0

    def descend_resolver(self, node: yaml.Node | None, index: object) -> None:
        """Count a value and how deep it stands; no value gets its kind from where it stands."""
        self._values += 1
        self._depth += 1
        if self._values > MOST_VALUES:
            raise _TooManyValues
        if self._depth > _MOST_NESTED:
            raise _TooDeep(node.start_mark.line + 1 if node is not None else 1)

    def ascend_resolver(self) -> None:
        """Step out of a value again."""
        self._depth -= 1

    def resolve(self, kind: object, value: object, implicit: tuple[bool, bool]) -> str:
        """Return the tag of nothing for a value left out, and none for any other."""
        return _NULL if value in ("", "~") and implicit[0] else ""


@dataclass(frozen=True)
class Document:
    """A file's data (dicts, lists, strings; each dict holds its Location under `place`) and the nodes behind it."""

    path: str
    data: object
    root: yaml.Node | None = field(default=None, repr=False)
    digest: str = ""  # sha256 of the file, where it could be read
    hints: Hints = field(default_factory=Hints, repr=False, compare=False)
    _keys: dict[int, dict[str, yaml.Node]] = field(default_factory=dict, repr=False, compare=False)

    def place(self, steps: tuple[object, ...]) -> Location:
        """Return the Location of the value at `steps`, or of the nearest thing above it."""
        node, line = self.root, 1
        for step in steps:
            line = node.start_mark.line + 1 if node is not None else line
            node = self._child(node, step)
            if node is None:
                break
        return Location(self.path, node.start_mark.line + 1 if node is not None else line)

    def _child(self, node: yaml.Node | None, step: object) -> yaml.Node | None:
        if isinstance(node, yaml.MappingNode):
            return self._values_of(node).get(step) if isinstance(step, str) else None
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            return node.value[step] if step < len(node.value) else None
        return None

    def _values_of(self, block: yaml.MappingNode) -> dict[str, yaml.Node]:
        """Return the values of a block by their keys, made once: a file may have very many wrong keys."""
        if id(block) not in self._keys:
            values: dict[str, yaml.Node] = {}
            for key, value in block.value:
                if isinstance(key, yaml.ScalarNode):
                    values.setdefault(key.value, value)
            self._keys[id(block)] = values
        return self._keys[id(block)]


def read(path: Path, shown: str = "") -> tuple[Document, list[Problem]]:
    """Read a YAML file as text values: `No` stays "No", `1.10` stays "1.10". Never raises for what a file holds.

    `shown` is the path that messages name. Duplicate keys, aliases and excessive depth or size are problems.
    """
    shown = shown or str(path)
    content, problems = _content(path, shown)
    if content is None:
        return Document(shown, {}), problems
    digest = hashlib.sha256(content).hexdigest()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        at = Location(shown, content[: fault.start].count(b"\n") + 1)
        return Document(shown, {}, digest=digest), [problem("file-unreadable", at, why="@utf8")]
    return parse(text, shown, digest)


def digest(path: Path) -> str:
    """Return the sha256 of a file that is not looked into; an empty text where `read` would have none either."""
    content, _ = _content(path, "")
    return "" if content is None else hashlib.sha256(content).hexdigest()


def parse(text: str, shown: str, digest: str = "") -> tuple[Document, list[Problem]]:
    """Do what `read` does with a text that is at hand; it must not begin with a byte order mark."""
    problems: list[Problem] = []
    try:
        root = yaml.compose(text, Loader=_Loader)
        data = _Walk(shown, problems).plain(root) if root is not None else {}
    except yaml.YAMLError as fault:
        return Document(shown, {}, digest=digest), [_syntax(fault, shown)]
    except _TooDeep as fault:
        at = Location(shown, fault.line)
        return Document(shown, {}, digest=digest), [problem("yaml-depth", at, most=MOST_DEPTH)]
    except _TooManyValues:
        return Document(shown, {}, digest=digest), [
            problem("file-too-large", Location(shown), most="@most_values")
        ]
    return Document(shown, data, root, digest), problems


def _content(path: Path, shown: str) -> tuple[bytes | None, list[Problem]]:
    try:
        about = path.stat()
        # one would wait for a pipe
        if not stat.S_ISREG(about.st_mode) and not stat.S_ISDIR(about.st_mode):
            return None, [problem("file-unreadable", Location(shown), why="@no_file")]
        if about.st_size > MOST_BYTES:
            return None, [
                problem("file-too-large", Location(shown), most=f"{MOST_BYTES // 1_000_000} MB")
            ]
        return path.read_bytes(), []
    except FileNotFoundError:
        return None, [problem("file-missing", Location(shown))]
    except OSError as fault:
        return None, [problem("file-unreadable", Location(shown), why=fault.strerror or str(fault))]


def _syntax(fault: yaml.YAMLError, shown: str) -> Problem:
    mark = getattr(fault, "problem_mark", None)
    why = getattr(fault, "problem", None) or getattr(fault, "reason", None) or str(fault)
    word = next((word for part, word in _REASONS.items() if part in why), f"yaml_other|{why}")
    return problem("yaml-syntax", Location(shown, mark.line + 1 if mark else 1), why=f"@{word}")


def write(data: object, head: str = "") -> str:
    """Return `data` (dicts, lists, texts) as YAML that `read` gives back unchanged, under comment lines of `head`.

    Empty values are left out, as `read` would leave them out; texts of several lines are written as blocks.
    """
    return "".join(f"# {line}\n" for line in head.splitlines()) + dump(as_kept(data))


def dump(data: object, flow: bool = False, blocks: bool = True) -> str:
    """Return `data` as YAML, empty values too; `flow` asks for brackets on one line, no `blocks` for quoted texts."""
    dumper = _Dumper if blocks and not flow else _FlatDumper
    return yaml.dump(
        data,
        Dumper=dumper,
        allow_unicode=True,
        sort_keys=False,
        width=1_000_000,
        default_flow_style=flow,
    )


def as_kept(data: object) -> object:
    """Return `data` as `write` keeps them: every value a text, and keys without a value left out."""
    if isinstance(data, dict):
        return {
            key: as_kept(value)
            for key, value in data.items()
            if value not in ("", None, [], (), {})
        }
    return [as_kept(value) for value in data] if isinstance(data, list | tuple) else str(data)


class _Dumper(yaml.SafeDumper):
    """Writes texts plainly where they are plain, as literal blocks where they have several lines, else on one line."""

    blocks = True

    def represent_str(self, data: str) -> yaml.ScalarNode:
        lines = _BREAKS.split(data)
        style = '"' if len(lines) > 1 else None
        if (
            self.blocks
            and data.count("\n") == len(lines) - 1 > 0
            and not data.startswith((" ", "\n"))
        ):
            # blanks nobody would see
            ends = any(line != line.rstrip() for line in lines) or data.endswith("\n\n")
            style = style if ends else "|"
        return self.represent_scalar(_STR, data, style=style)


class _FlatDumper(_Dumper):
    blocks = False


_Dumper.add_representer(str, _Dumper.represent_str)


class _Walk:
    """One pass over a node tree; remembers which nodes it met, since an alias is the same node twice."""

    def __init__(self, shown: str, problems: list[Problem]):
        self.shown, self.problems, self.values = shown, problems, 0
        self.seen: set[int] = set()

    def plain(self, node: yaml.Node, depth: int = 0) -> object:
        self.values += 1  # an alias is one too, which the parser does not count
        if self.values > MOST_VALUES:
            raise _TooManyValues
        if id(node) in self.seen or depth > MOST_DEPTH:
            code: Code = "yaml-depth" if depth > MOST_DEPTH else "yaml-alias"
            self.problems.append(problem(code, self._place(node), most=MOST_DEPTH))
            return ""
        self.seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            return "" if node.tag == _NULL and node.value in ("", "~") else node.value
        if isinstance(node, yaml.SequenceNode):
            return [self.plain(child, depth + 1) for child in node.value]
        assert isinstance(node, yaml.MappingNode)  # the third kind of node; there is no fourth
        return self._mapping(node, depth)

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
            # a name that is taken: each block keeps its own place under it
            if key in result or key == "place":
                code: Code = "duplicate-key" if key in result else "unknown-key"
                self.problems.append(problem(code, self._place(key_node), key=key))
                continue
            value = self.plain(value_node, depth + 1)
            if value != "":  # an empty value is a key left out
                result[key] = value
        result["place"] = self._place(node)
        return result

    def _place(self, node: yaml.Node) -> Location:
        return Location(self.shown, node.start_mark.line + 1)
