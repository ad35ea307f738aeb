"""The one object that templates see, filled from a rated case in one language."""

from __future__ import annotations


def __getattr__(name: str) -> object:
    """Load the view on first use: what a command prints needs its words alone."""
    from importlib import import_module

    homes = {"build_view": "build", "View": "types"}
    if name not in homes:
        raise AttributeError(f"module 'assess.country' has no attribute {name!r}")
    return getattr(import_module(f"assess.country.{homes[name]}"), name)
