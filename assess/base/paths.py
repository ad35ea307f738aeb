"""Where the built-in checklists, templates and samples are; no other module knows folders."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path


def _folder(name: str) -> Path:
    return Path(next(iter(import_module(f"assess.{name}").__path__)))


def checklist(instrument: str) -> Path:
    """Return the folder of a built-in instrument; it need not exist."""
    return _folder("checklists") / instrument


def checklists() -> list[str]:
    """Return the ids of all built-in instruments, sorted."""
    return sorted(path.parent.name for path in _folder("checklists").glob("*/instrument.yaml"))


def scales() -> Path:
    """Return the file of grades, ratings, weights and thresholds that all instruments share."""
    return _folder("checklists") / "scales.yaml"


def labels(language: str) -> Path:
    """Return the file of labels and messages in `language`; it need not exist."""
    return _folder("templates") / "labels" / f"{language}.yaml"


def commands(language: str) -> Path:
    """Return the file of what the commands say of themselves in `language`; it need not exist."""
    return _folder("templates") / "labels" / "commands" / f"{language}.yaml"


def languages() -> list[str]:
    """Return the codes of the languages that have labels, sorted."""
    return sorted(path.stem for path in (_folder("templates") / "labels").glob("*.yaml"))


def template(report: str, name: str) -> Path:
    """Return a built-in template of a report."""
    return _folder("templates") / report / name


def sample(name: str) -> Path:
    """Return the folder of a built-in sample case."""
    return _folder("samples") / name
