"""Follows the names of a template through its loops and tells which of them a report does not have."""

from __future__ import annotations

import types
import typing
from collections.abc import Sequence
from dataclasses import is_dataclass

from jinja2 import Environment, nodes

from assess.base.problems import nearest
from assess.load.blocks import Block
from assess.load.labels import FALLBACK, labels
from assess.speak.page import names_of

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
