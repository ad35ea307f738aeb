"""Lexgap: a country's laws against international cybercrime instruments, element by element, as of any date."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assess.analysis import (
        States,
        articles_frame,
        citations_frame,
        compare,
        elements_frame,
        open_case,
        quotes,
        rate_on,
        suggest,
    )
    from assess.base.problems import LexgapError, Problem
    from assess.checks import check
    from assess.country.build import build_view
    from assess.load.cases import load_case
    from assess.load.instruments import load_instrument
    from assess.rating.force import Reading
    from assess.rating.gaps import find_gaps
    from assess.rating.rate import rate
    from assess.reports import write_report

    __version__: str

#: Public name → the module that has it. `import assess` alone loads none of them.
_HOMES = {
    "LexgapError": "base.problems",
    "Problem": "base.problems",
    "Reading": "rating.force",
    "States": "analysis",
    "articles_frame": "analysis",
    "build_view": "country.build",
    "check": "checks",
    "citations_frame": "analysis",
    "compare": "analysis",
    "elements_frame": "analysis",
    "find_gaps": "rating.gaps",
    "load_case": "load.cases",
    "load_instrument": "load.instruments",
    "open_case": "analysis",
    "quotes": "analysis",
    "rate": "rating.rate",
    "rate_on": "analysis",
    "suggest": "analysis",
    "write_report": "reports",
}
__all__ = [
    "LexgapError",
    "Problem",
    "Reading",
    "States",
    "articles_frame",
    "build_view",
    "check",
    "citations_frame",
    "compare",
    "elements_frame",
    "find_gaps",
    "load_case",
    "load_instrument",
    "open_case",
    "quotes",
    "rate",
    "rate_on",
    "suggest",
    "write_report",
]


def __getattr__(name: str) -> object:
    """Load the public names on first use: `import assess` alone pulls in no library."""
    if name == "__version__":
        return _version()
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'assess' has no attribute {name!r}")
    return getattr(import_module(f"assess.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names, so that editors and notebooks can offer them."""
    return [*__all__, "__version__"]


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("lexgap")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0"
