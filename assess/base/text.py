"""Text in several languages, and the choice of one of them with a fallback that shows."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic_core import core_schema

#: Signs that turn the words around them: marks, embeddings, overrides, isolates; as a range for a pattern.
STEERING = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_STEERING = re.compile(f"[{STEERING}]")
#: Signs of scripts that run from right to left, Arabic above all, as a range for a pattern.
RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufefc"


def steady(text: str) -> str:
    """Return a text without the signs that turn the words around them: each writer sets its own."""
    return text if text.isascii() else _STEERING.sub("", text)


def end_of(pattern: re.Pattern[str], text: str, at: int = 0) -> int:
    """Return where what a pattern matches at a place ends: the place itself where it matches nothing there."""
    match = pattern.match(text, at)
    return match.end() if match else at


@dataclass(frozen=True, slots=True)
class Text:
    """One statement in one or more languages, as pairs of language code and text; the first is the original."""

    by: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, value: str | dict | Text, language: str = "en") -> Text:
        """Make a Text of a plain string in `language`, of a mapping language → string, or of a Text.

        Raises ValueError for any other value.
        """
        if isinstance(value, Text):
            return value
        if isinstance(value, str):
            return cls(((language, value.strip()),))
        pairs = (
            {key: text for key, text in value.items() if key != "place"}
            if isinstance(value, dict)
            else {}
        )
        if pairs and all(isinstance(text, str) for text in pairs.values()):
            return cls(tuple((key, text.strip()) for key, text in pairs.items()))
        raise ValueError("@texts")

    def get(self, language: str) -> tuple[str, str]:
        """Return the text and the language it is in: `language` if it exists, else the original's."""
        for code, text in self.by:
            if code == language:
                return text, code
        return (self.by[0][1], self.by[0][0]) if self.by else ("", language)

    def with_language(self, language: str, text: str) -> Text:
        """Return this Text with `text` added, or put in the place of what was there, for `language`."""
        return Text(
            tuple(pair for pair in self.by if pair[0] != language) + ((language, text.strip()),)
        )

    def __bool__(self) -> bool:
        return any(text for _, text in self.by)

    def __str__(self) -> str:
        return self.by[0][1] if self.by else ""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: Callable[[Any], core_schema.CoreSchema]
    ) -> core_schema.CoreSchema:
        from pydantic_core import core_schema

        def convert(value: Any, info: core_schema.ValidationInfo) -> Text:
            return cls.of(value, (info.context or {}).get("language", "en"))

        return core_schema.with_info_plain_validator_function(convert)
