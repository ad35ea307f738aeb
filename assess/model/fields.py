"""Field types that accept what lawyers write and turn it into one form."""

from __future__ import annotations

from typing import Annotated


class OneOrMany:
    """Marks a tuple field in which a single value may be written without the brackets of a list."""

    def __get_pydantic_core_schema__(self, source, handler):
        from pydantic_core import core_schema

        def convert(value):
            return (value,) if isinstance(value, str) else value

        return core_schema.no_info_before_validator_function(convert, handler(source))


Ids = Annotated[tuple[str, ...], OneOrMany()]


class Keyed:
    """Marks a mapping field whose keys are data, not names of fields: the place of the block is no entry of it."""

    def __get_pydantic_core_schema__(self, source, handler):
        from pydantic_core import core_schema

        def convert(value):
            return {key: one for key, one in value.items() if key != "place"} if isinstance(value, dict) else value

        return core_schema.no_info_before_validator_function(convert, handler(source))
