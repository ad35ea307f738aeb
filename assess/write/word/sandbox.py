"""Jinja for the templates of Word: their XML as plain Jinja, and a sandbox in which it is run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.filters import do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment, SandboxedFormatter
from markupsafe import Markup

from assess.base.text import steady
from assess.speak import laid
from assess.speak.pieces import Pieces, filled, joined
from assess.write.word.tags import Tags

_CELL_COLOUR = re.compile(
    r'(<w:tcPr[^>]*>)(<w:shd w:val="clear" w:color="auto" w:fill="\{\{[^"]*\}\}"/>)'
    r"((?:<w:(?:cnfStyle|tcW|gridSpan|hMerge|vMerge)\b[^>]*/>|<w:tcBorders>.*?</w:tcBorders>)*)",
    re.DOTALL,
)
_MOST = 10_000_000  # characters that one expression of a template may make


class Sandbox(SandboxedEnvironment):
    """Jinja for templates from anywhere: no access to Python, no name that is not known, no endless text."""

    intercepted_binops = frozenset(("*", "**"))

    def __init__(self, tags: Tags):
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=_shown)
        self.filters.update(tags.filters(), join=_join)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply and raise small numbers only."""
        if operator == "**" or _length(left) * _length(right) > _MOST:
            raise SecurityError(f"{operator} {_MOST}")
        return super().call_binop(context, operator, left, right)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return what stands for `format` of a text: texts put into it keep what is special about their pieces."""
        plain = super().wrap_str_format(value)
        if plain is None or value.__name__ != "format":
            return plain
        formatter = SandboxedFormatter(self)

        def format_field(form: str, values: dict[str, Any]) -> str:
            return formatter.vformat(form, (), values)

        def fill(*listed: Any, **values: Any) -> str:
            if listed or isinstance(value.__self__, Markup):
                return plain(*listed, **values)
            return filled(value.__self__, values, format_field)

        return fill


def _length(value: Any) -> Any:
    """Return how long a text or a list is, of a number how far it is from nought."""
    return len(value) if isinstance(value, (str, list, tuple)) else abs(value)


def _shown(value: object) -> object:
    if isinstance(value, Pieces):
        return Markup(laid.code(value))
    if type(value) is str:
        return steady(value)
    return "" if value is None else value


@pass_eval_context
def _join(asked: EvalContext, values: Iterable[Any], sign: str = "", attribute: Any = None) -> str:
    """Return texts with a sign between them, as Jinja does; their pieces stay what they are."""
    listed = list(values)
    if attribute is None and any(isinstance(value, Pieces) for value in listed):
        return joined(sign, [value if isinstance(value, str) else str(value) for value in listed])
    return do_join(asked, listed, sign, attribute)


@lru_cache(maxsize=16)
def jinja_source(xml: str) -> str:
    """Return a template's XML with docxtpl's tags turned into plain Jinja, in the order that Word's schema wants."""
    source: str = DocxTemplate.patch_xml(None, xml)
    for typed, shown in (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}")):
        source = source.replace(typed, '{{ "' + shown + '" }}')
    return _CELL_COLOUR.sub(r"\1\3\2", source)
