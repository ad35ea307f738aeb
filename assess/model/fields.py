"""Field types that accept what lawyers write and turn it into one form."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

if TYPE_CHECKING:
    from pydantic_core.core_schema import CoreSchema

    Handler = Callable[[Any], CoreSchema]  # gives the schema of a type hint

#: Marks a field that no file holds: it is filled when a folder is read, from what stands around the entry.
FILLED = {"filled": True}


def is_filled(field: Any) -> bool:
    """Whether a field of a dataclass is one that no file holds."""
    return bool(field.metadata.get("filled"))


class OneOrMany:
    """Marks a tuple field in which a single value may be written without the brackets of a list."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        from pydantic_core import core_schema

        def convert(value: object) -> object:
            return (value,) if isinstance(value, (str, dict)) else value

        return core_schema.no_info_before_validator_function(convert, handler(source))


Ids = Annotated[tuple[str, ...], OneOrMany()]


class Keyed:
    """Marks a mapping field whose keys are data, not names of fields: the place of the block is no entry of it."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        from pydantic_core import core_schema

        def convert(value: object) -> object:
            return (
                {key: entry for key, entry in value.items() if key != "place"}
                if isinstance(value, dict)
                else value
            )

        return core_schema.no_info_before_validator_function(convert, handler(source))


class Share:
    """Marks a field that holds a share from 0 to 1 exactly, written as 1/3 or 0.5."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Handler) -> CoreSchema:
        from pydantic_core import core_schema

        def convert(value: object) -> Fraction:
            share = value if isinstance(value, Fraction) else Fraction(str(value).replace(" ", ""))
            if not 0 <= share <= 1:
                raise ValueError("a share from 0 to 1")
            return share

        return core_schema.no_info_plain_validator_function(convert)
