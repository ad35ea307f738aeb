"""Lexgap: a country's laws against international cybercrime instruments, element by element, as of any date."""

from __future__ import annotations


def __getattr__(name: str) -> object:
    """Load the public names on first use: `import assess` alone pulls in no library."""
    if name == "__version__":
        return _version()
    from importlib import import_module

    homes = {
        "load_case": "load.cases",
        "load_instrument": "load.instruments",
        "check": "checks",
        "rate": "rating.rate",
        "Reading": "rating.force",
        "find_gaps": "rating.gaps",
        "build_view": "country.build",
        "write_report": "reports",
    }
    if name not in homes:
        raise AttributeError(f"module 'assess' has no attribute {name!r}")
    return getattr(import_module(f"assess.{homes[name]}"), name)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("lexgap")
    except PackageNotFoundError:  # run from a folder that was never installed
        return "0"
