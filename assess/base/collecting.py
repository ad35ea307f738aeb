"""Python's search for rings of unused objects, put off while very many are made that all stay in use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def put_off() -> Iterator[None]:
    """Search for no unused rings within; what no ring holds is freed at once as ever.

    A workbook makes some hundred thousand cells, each of which sets the search off again and none of which it can free.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
