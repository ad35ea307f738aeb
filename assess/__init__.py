"""Lexgap: a country's laws against international cybercrime instruments, element by element, as of any date."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("lexgap")
except PackageNotFoundError:  # run from a folder that was never installed
    __version__ = "0"


def __getattr__(name: str):
    """Load the public names on first use: `import assess` alone pulls in no library."""
    from importlib import import_module

    homes = {"load_case": "case", "load_instrument": "instruments", "check": "checks", "rate": "rating",
             "Reading": "standing", "find_gaps": "gaps", "build_view": "view", "write_report": "reports"}
    if name not in homes:
        raise AttributeError(f"module 'assess' has no attribute {name!r}")
    return getattr(import_module(f"assess.{homes[name]}"), name)
