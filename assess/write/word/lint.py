"""Reads a Word template before it is used and says what is wrong with it, tag by tag and with the place."""

from __future__ import annotations

import re
import types
import typing
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError, nodes
from lxml import etree

from assess.base.problems import Code, Location, Problem, nearest, problem
from assess.load.blocks import Block
from assess.load.label_types import WordLintLabels
from assess.load.labels import FALLBACK, labels
from assess.speak.page import names_of
from assess.write.word.sandbox import Sandbox, jinja_source
from assess.write.word.tags import Tags

ANY = typing.Any
_LOOP = {
    "index",
    "index0",
    "revindex",
    "revindex0",
    "first",
    "last",
    "length",
    "previtem",
    "nextitem",
    "depth",
    "depth0",
    "cycle",
    "changed",
}
_SAME = {"list", "sort", "reverse", "unique", "select", "reject", "selectattr", "rejectattr"}
_ITEM = {"first", "last", "random", "min", "max"}
_TEXT = {
    "join",
    "upper",
    "lower",
    "title",
    "capitalize",
    "trim",
    "replace",
    "string",
    "inked",
    "badge",
    "outside",
    "reasons",
    "chapter",
    "chapter_entry",
    "bookmark",
    "entry",
    "seq",
    "chart",
    "escape",
    "e",
    "safe",
}

#: Fields that a report had once, and what tells the same now.
_GONE = {"core": "weight"}

Fault = tuple[str, str, str, int]  # kind, name, nearest name, line
Scope = dict[str, object]  # name → its type
_Owned = nodes.Getattr | nodes.Getitem | nodes.Filter  # each with the node of its owner


class _Loop:
    """Stands for the variable `loop`."""


class Names:
    """Walks the tree of a template; every expression gets the type it will have, `Any` where that is not known."""

    def __init__(self, sandbox: Environment, kind: type):
        self.sandbox, self.report = sandbox, report_of(kind)
        self.noted: list[Fault] = []

    def faults(self, tree: nodes.Template) -> list[Fault]:
        """Return each name that is not there, with the nearest one that is, and each that is private."""
        self._body(tree.body, dict(self.report))
        return list(dict.fromkeys(self.noted))

    # --- statements --------------------------------------------------------------------------------------------------

    def _body(self, body: Sequence[nodes.Node], scope: Scope) -> None:
        for node in body:
            handler = getattr(self, f"_on_{type(node).__name__.lower()}", None)
            if handler:
                handler(node, scope)
            else:
                self._other(node, scope)

    def _other(self, node: nodes.Node, scope: Scope) -> None:
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Expr):
                self._type(child, scope)
            else:
                self._body([child], scope)

    def _on_for(self, node: nodes.For, scope: Scope) -> None:
        inner = dict(scope) | {"loop": _Loop}
        self._bind(node.target, item_of(self._type(node.iter, scope)), inner)
        if node.test:
            self._type(node.test, inner)
        self._body(node.body, inner)
        self._body(node.else_, dict(scope))

    def _on_if(self, node: nodes.If, scope: Scope) -> None:
        self._type(node.test, scope)
        self._body(node.body, scope)
        self._body(node.elif_, scope)
        self._body(node.else_, scope)

    def _on_assign(self, node: nodes.Assign, scope: Scope) -> None:
        self._bind(node.target, self._type(node.node, scope), scope)

    def _on_assignblock(self, node: nodes.AssignBlock, scope: Scope) -> None:
        self._body(node.body, dict(scope))
        self._bind(node.target, str, scope)

    def _on_with(self, node: nodes.With, scope: Scope) -> None:
        inner = dict(scope)
        for target, value in zip(node.targets, node.values):
            self._bind(target, self._type(value, scope), inner)
        self._body(node.body, inner)

    def _on_macro(self, node: nodes.Macro, scope: Scope) -> None:
        scope[node.name] = ANY
        names = {argument.name: ANY for argument in node.args}
        self._body(node.body, dict(scope) | names | {"caller": ANY, "varargs": ANY, "kwargs": ANY})

    def _bind(self, target: nodes.Node, kind: object, scope: Scope) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            for index, part in enumerate(target.items):
                self._bind(part, at_index(kind, index), scope)

    # --- expressions -------------------------------------------------------------------------------------------------

    def _type(self, node: nodes.Node, scope: Scope) -> object:
        handler = getattr(self, f"_type_{type(node).__name__.lower()}", None)
        if handler:
            return handler(node, scope)
        for child in node.iter_child_nodes():
            self._type(child, scope)
        return ANY

    def _type_name(self, node: nodes.Name, scope: Scope) -> object:
        if node.name in scope:
            return scope[node.name]
        if node.name not in self.sandbox.globals:
            self.noted.append(("variable", node.name, nearest(node.name, scope), node.lineno))
        return ANY

    def _type_getattr(self, node: nodes.Getattr, scope: Scope) -> object:
        return self._member(self._type(node.node, scope), node.attr, node, scope)

    def _type_getitem(self, node: nodes.Getitem, scope: Scope) -> object:
        owner = self._type(node.node, scope)
        key = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if isinstance(key, str):
            return self._member(owner, key, node, scope)
        self._type(node.arg, scope)
        if isinstance(node.arg, nodes.Slice):
            return owner
        return at_index(owner, key) if isinstance(key, int) else item_of(owner)

    def _member(self, owner: object, name: str, node: _Owned, scope: Scope) -> object:
        owner = bare(owner)
        if name.startswith("_"):
            self.noted.append(("unsafe", name, "", node.lineno))
            return ANY
        known = members_of(owner)
        if known is None or name in known:
            return known[name] if known else ANY
        now = _GONE.get(name, "")
        self.noted.append(
            (
                "variable",
                f"{_written(node.node)}.{name}",
                now if now in known else nearest(name, known),
                node.lineno,
            )
        )
        return ANY

    def _type_call(self, node: nodes.Call, scope: Scope) -> object:
        called = self._type(node.node, scope)
        for child in (*node.args, *(argument.value for argument in node.kwargs)):
            self._type(child, scope)
        return str if called is str else ANY

    def _type_filter(self, node: nodes.Filter, scope: Scope) -> object:
        kind = self._type(node.node, scope) if node.node else ANY
        for child in (*node.args, *(argument.value for argument in node.kwargs)):
            self._type(child, scope)
        if node.name == "cited":
            return self.report.get("provisions", ANY)
        if node.name in ("selectattr", "rejectattr", "map", "sort", "groupby", "sum"):
            self._named_attribute(node, item_of(kind))
        return filtered(node.name, kind)

    def _named_attribute(self, node: nodes.Filter, item: object) -> None:
        """Check the field that `selectattr("…")` and its like name in a text."""
        paths = [argument.value for argument in node.kwargs if argument.key == "attribute"]
        paths += node.args[:1] if node.name in ("selectattr", "rejectattr", "groupby") else []
        for path in paths:
            if isinstance(path, nodes.Const) and isinstance(path.value, str):
                owner = item
                for name in path.value.split("."):
                    owner = self._member(owner, name, node, {})

    def _type_const(self, node: nodes.Const, scope: Scope) -> object:
        return type(node.value)

    def _type_condexpr(self, node: nodes.CondExpr, scope: Scope) -> object:
        self._type(node.test, scope)
        kinds = [self._type(node.expr1, scope)]
        if node.expr2 is not None:
            kinds.append(self._type(node.expr2, scope))
        return kinds[0] if len(set(map(repr, kinds))) == 1 else ANY


def report_of(kind: type) -> dict[str, object]:
    """Return what a template can name of a report of a type: its fields and properties, and what every report has."""
    return names_of(kind) | {
        "labels": labels(FALLBACK),
        "language": str,
        "rtl": bool,
        "voices": tuple,
    }


def bare(kind: object) -> object:
    """Return a type without the None that it may be."""
    if isinstance(kind, types.UnionType) or typing.get_origin(kind) is typing.Union:
        rest = [part for part in typing.get_args(kind) if part is not types.NoneType]
        return rest[0] if len(rest) == 1 else ANY
    return kind


def members_of(kind: object) -> dict[str, object] | None:
    """Return the names that can follow a dot, or None where nothing is known of the value."""
    if isinstance(kind, Block):
        methods = {name: ANY for name in ("keys", "values", "items", "get")}
        return methods | {
            key: value if isinstance(value, Block) else type(value) for key, value in kind.items()
        }
    if kind is _Loop:
        return dict.fromkeys(_LOOP, ANY)
    if isinstance(kind, type) and is_dataclass(kind):
        return names_of(kind)
    if kind in (str, int, bool, float):
        returned = str if kind is str else ANY
        return {name: returned for name in dir(kind) if not name.startswith("_")}
    return dict.fromkeys(("count", "index"), ANY) if typing.get_origin(kind) is tuple else None


def item_of(kind: object) -> object:
    """Return the type of what a loop over the value yields."""
    kind = bare(kind)
    if typing.get_origin(kind) in (tuple, list):
        inner = typing.get_args(kind)
        return inner[0] if len(inner) == 2 and inner[1] is ... or len(inner) == 1 else ANY
    return str if kind is str else ANY


def at_index(kind: object, index: int) -> object:
    """Return the type of one place of a tuple."""
    kind = bare(kind)
    inner = typing.get_args(kind) if typing.get_origin(kind) is tuple else ()
    if len(inner) == 2 and inner[1] is ...:
        return inner[0]
    return inner[index] if index < len(inner) else ANY


def filtered(name: str, kind: object) -> object:
    """Return the type that a filter makes of a value."""
    if name in _SAME:
        return kind
    if name in _ITEM:
        return item_of(kind)
    if name == "batch":
        return tuple.__class_getitem__((kind, ...)) if kind is not ANY else ANY
    return str if name in _TEXT else ANY


def _written(node: nodes.Node | None) -> str:
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, (nodes.Getattr, nodes.Getitem)):
        last = node.attr if isinstance(node, nodes.Getattr) else getattr(node.arg, "value", "…")
        return f"{_written(node.node)}.{last}"
    return "…"


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DOCX = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PART = re.compile(r"word/(document|(?:header|footer)\d*|footnotes|endnotes)\.xml")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_MARK = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_XML = re.compile(r"<(/?)(w:[A-Za-z]+)\b[^>]*?(/?)>")
_OPENING = {"for", "if", "macro", "call", "filter", "set", "with", "autoescape"}
_FILES, _WHOLE, _ONE, _RATIO = 4_000, 200_000_000, 60_000_000, 300  # bounds of a package, unpacked


def lint(template: Path, kind: type, language: str = "en") -> list[Problem]:
    """Return everything that keeps the template from being filled in, reasons in `language`; [] if it is sound.

    `kind` is the type of what it is filled with, whose fields and properties it may name.
    """
    words = labels(language).word.lint
    try:
        with zipfile.ZipFile(template) as package:
            faults = list(_package(package, template, words))
            return faults or _parts(package, template, kind, words)
    except zipfile.BadZipFile:
        why = words.no_zip
    except (OSError, RuntimeError, NotImplementedError, ValueError, EOFError) as error:
        why = getattr(error, "strerror", None) or str(error) or words.no_zip
    except Exception as error:  # zlib.error and its like: no library says which of them a damaged file brings about
        why = str(error)
    return [problem("template-damaged", Location(str(template)), why=why)]


def _package(package: zipfile.ZipFile, template: Path, words: WordLintLabels) -> Iterator[Problem]:
    """Yield what is wrong with the file as a package: its sizes, its content, and what it would run or fetch."""
    at, files = Location(str(template)), package.infolist()
    if _too_large(files):
        yield problem("template-damaged", at, why=words.too_large)
        return
    damaged = package.testzip()
    names = {file.filename for file in files}
    if damaged:
        yield problem("template-damaged", at, why=words.part_damaged.format(part=damaged))
    elif not {"[Content_Types].xml", "word/document.xml", "_rels/.rels"} <= names:
        yield problem("template-damaged", at, why=words.no_docx)
    elif _DOCX not in package.read("[Content_Types].xml"):
        yield problem("template-damaged", at, why=words.no_docx)
    else:
        yield from _unsafe(package, sorted(names), at, words)


def _too_large(files: list[zipfile.ZipInfo]) -> bool:
    bombs = any(
        file.file_size > _ONE
        or (file.file_size > 1_000_000 and file.file_size > _RATIO * file.compress_size)
        for file in files
    )
    return bombs or len(files) > _FILES or sum(file.file_size for file in files) > _WHOLE


def _unsafe(
    package: zipfile.ZipFile, names: list[str], at: Location, words: WordLintLabels
) -> Iterator[Problem]:
    for name in names:
        if name.endswith("vbaProject.bin"):
            yield problem("template-unsafe", at, why=words.macros)
        if name.endswith(".rels"):
            yield from _outside(package.read(name), at, words)
        elif name.endswith(".xml") and b"<!DOCTYPE" in package.read(name)[:2_000]:
            yield problem("template-unsafe", at, why=words.doctype.format(part=name))


def _outside(xml: bytes, at: Location, words: WordLintLabels) -> Iterator[Problem]:
    for relation in _tree(xml):
        harmless = relation.get("Type", "").endswith("/hyperlink")
        if relation.get("TargetMode") == "External" and not harmless:
            target = relation.get("Target", "")
            yield problem("template-unsafe", at, why=words.outside.format(target=target))


def _tree(xml: bytes) -> etree._Element:
    return etree.fromstring(
        xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    )


def _parts(
    package: zipfile.ZipFile, template: Path, kind: type, words: WordLintLabels
) -> list[Problem]:
    """Return the problems of the body, then of headers, footers and notes."""
    listed = sorted(
        filter(_PART.fullmatch, package.namelist()), key=lambda name: ("document" not in name, name)
    )
    faults: list[Problem] = []
    for name in listed:
        place = "body" if name == "word/document.xml" else Path(name).stem
        at = Location(str(template), cell=place)
        try:
            tree = _tree(package.read(name))
        except etree.XMLSyntaxError as error:
            faults.append(problem("template-damaged", at, why=f"{name}: {error}"))
            continue
        body = tree.find(f"{_W}body") if place == "body" else tree
        faults += _part(tree if body is None else body, at, kind, words)
    return faults


def _part(body: etree._Element, at: Location, kind: type, words: WordLintLabels) -> list[Problem]:
    broken: list[Problem] = []
    for paragraph in body.iter(f"{_W}p"):
        broken += _broken(paragraph, at, words)
    if broken:
        return broken
    source = jinja_source(etree.tostring(body, encoding="unicode"))
    source = re.sub(r"<w:p([ >])", r"\n<w:p\1", source.replace("\n", " "))
    reader = _Reader(source, at, kind, words)
    return reader.problems()


def _broken(paragraph: etree._Element, at: Location, words: WordLintLabels) -> Iterator[Problem]:
    """Yield the braces of a paragraph that are half of a tag."""
    text = "".join(text.text or "" for text in paragraph.iter(f"{_W}t", f"{_W}instrText"))
    for half in _MARK.findall(_TAG.sub("", text)):
        yield problem(
            "template-syntax",
            at,
            why=words.half.format(mark=half),
            where=f"{at.cell}: {_short(text)}",
        )


def _short(text: str, most: int = 90) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


class _Reader:
    """Goes through one part of a template as Jinja sees it."""

    def __init__(self, source: str, at: Location, kind: type, words: WordLintLabels):
        self.source, self.at, self.kind, self.words = source, at, kind, words
        self.lines = source.split("\n")
        self.sandbox = Sandbox(Tags(None))

    def problems(self) -> list[Problem]:
        """Return broken tags, or else names that a report does not have, and whatever is not allowed."""
        try:
            tree = self.sandbox.parse(self.source)
            self.sandbox.compile(self.source)
        except TemplateSyntaxError as error:
            return [
                problem(
                    "template-syntax",
                    self.at,
                    why=error.message or "",
                    where=self.where(error.lineno),
                )
            ]
        crossed = list(self._crossed())
        forbidden = [
            self._fault("template-unsafe", self.words.other_file, node.lineno)
            for node in tree.find_all(
                (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
            )
        ]
        unknown = [self._named(*fault) for fault in Names(self.sandbox, self.kind).faults(tree)]
        return crossed + forbidden + unknown

    def _fault(self, code: Code, why: str, line: int) -> Problem:
        return problem(code, self.at, why=why, where=self.where(line))

    def _named(self, kind: str, name: str, nearest: str, line: int) -> Problem:
        if kind == "unsafe":
            return self._fault("template-unsafe", self.words.private.format(name=name), line)
        return problem(
            "template-variable", self.at, name=name, nearest=nearest, where=self.where(line)
        )

    def where(self, line: int) -> str:
        """Return the part and the text nearest to a line of the source."""
        for at in (*range(line - 1, -1, -1), *range(line, len(self.lines))):
            text = re.sub(r"<[^>]*>", "", self.lines[at]) if at < len(self.lines) else ""
            if text.strip():
                return f"{self.at.cell}: {_short(text)}"
        return self.at.cell

    def _crossed(self) -> Iterator[Problem]:
        """Yield blocks that open in one cell, row or paragraph and close in another: filled in, they would break it."""
        depth: list[str] = []
        blocks: list[tuple[int, str]] = []
        tokens = list(self.sandbox.lex(self.source))
        for index, (line, kind, value) in enumerate(tokens):
            if kind == "data":
                _follow(depth, value)
            elif kind == "block_begin":
                name = next(text for _, what, text in tokens[index + 1 :] if what == "name")
                if name.startswith("end") or name in ("else", "elif"):
                    if blocks and blocks[-1] != (len(depth), "/".join(depth)):
                        yield self._fault("template-syntax", self.words.crossed, line)
                        return
                    if name.startswith("end") and blocks:
                        blocks.pop()
                elif name in _OPENING and not (name == "set" and _inline(tokens, index)):
                    blocks.append((len(depth), "/".join(depth)))


def _follow(depth: list[str], xml: str) -> None:
    for closing, name, empty in _XML.findall(xml):
        if closing and depth:
            depth.pop()
        elif not closing and not empty:
            depth.append(name)


def _inline(tokens: list[tuple[int, str, str]], index: int) -> bool:
    """Tell whether a `set` gives its value in the same tag and so needs no end."""
    for _, kind, value in tokens[index + 1 :]:
        if kind == "block_end":
            return False
        if kind == "operator" and value == "=":
            return True
    return False
