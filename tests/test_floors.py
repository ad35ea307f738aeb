"""The house stands: imports go down only, libraries keep to their rooms, modules and functions stay small."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "assess"
#: Floor of every module; a module imports only from lower floors, or from its own package.
FLOORS = {
    "problems": 0,
    "text": 0,
    "paths": 0,
    "normal": 0,
    "workers": 0,
    "model": 1,
    "output": 1,
    "copying": 1,
    "yamlfile": 2,
    "logfile": 2,
    "packing": 3,
    "history": 5,
    "schema": 3,
    "labels": 3,
    "readers": 3,
    "yamledit": 3,
    "folder": 4,
    "unsettled": 5,
    "overlaid": 5,
    "force": 5,
    "belonging": 5,
    "rule": 5,
    "instruments": 6,
    "standing": 6,
    "case": 7,
    "rating": 7,
    "gaps": 8,
    "reasons": 8,
    "lawtext": 8,
    "review": 8,
    "followup": 9,
    "statements": 9,
    "states": 9,
    "agreement": 9,
    "checks": 9,
    "retrieval": 9,
    "view": 10,
    "export": 11,
    "export_states": 12,
    "printing": 12,
    "printing_states": 12,
    "status": 12,
    "reports": 12,
    "workbook": 13,
    "cli": 14,
    "__main__": 15,
    "__init__": 0,
}
ROOMS = {
    "yaml": {"yamlfile", "yamledit"},
    "pydantic": set(),
    "pydantic_core": {"schema", "model", "text"},
    "click": {"cli"},
    "openpyxl": {"reports", "workbook"},
    "docx": {"reports", "workbook"},
    "docxtpl": {"reports"},
    "lxml": {"reports", "readers", "workbook"},
    "jinja2": {"reports"},
    "pypdfium2": {"readers"},
    "Stemmer": {"retrieval"},
    "nltk": {"agreement"},
    "sqlite3": {"retrieval"},
    "distributed": {"retrieval"},
    "numpy": {"states"},
    "pyarrow": {"export_states"},
    "threadpoolctl": {"states"},
    "pycountry": {"states"},
}
MODULES = sorted(ROOT.rglob("*.py"))


def home(path: Path) -> str:
    """Return the name by which the floors know a module: its own, or that of its package."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[0]


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            if node.module == "assess":
                found |= {f"assess.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_go_down(path: Path) -> None:
    own = home(path)
    assert own in FLOORS, f"{own} has no floor"
    for name in imports(path):
        if name.startswith("assess."):
            other = name.split(".")[1]
            if other != own and other in FLOORS:
                assert FLOORS[other] < FLOORS[own], (
                    f"{own} (floor {FLOORS[own]}) imports {other} ({FLOORS[other]})"
                )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_libraries_keep_to_their_rooms(path: Path) -> None:
    for name in imports(path):
        library = name.split(".")[0]
        assert home(path) in ROOMS.get(library, {home(path)}), (
            f"{library} is imported in {home(path)}"
        )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_only_the_command_line_prints_or_asks_the_clock(path: Path) -> None:
    if home(path) == "cli":
        return
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            assert called not in {
                "print",
                "date.today",
                "datetime.now",
                "time.time",
                "os.getenv",
                "input",
            }, called


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_modules_open_with_a_sentence_and_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert (ast.get_docstring(tree) or "").split("\n")[0].endswith((".", "`")), (
        "no opening sentence"
    )
    types = path.name in ("types.py", "case.py") and home(path) in (
        "model",
        "view",
    )  # lists of fields, read as such
    types = types or home(path) == "problems"  # a list of codes
    assert len(text.splitlines()) <= (350 if types else 300)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            length = node.end_lineno - node.lineno + 1
            assert length <= 45, f"{node.name} has {length} lines"
            public = not node.name.startswith("_") and not _nested(tree, node)
            assert not public or ast.get_docstring(node), f"{node.name} has no docstring"


def _nested(tree: ast.Module, function: ast.FunctionDef) -> bool:
    """Whether a function lies in another function or in a private class."""
    for node in ast.walk(tree):
        inside = isinstance(node, ast.FunctionDef) or (
            isinstance(node, ast.ClassDef) and node.name.startswith("_")
        )
        if inside and node is not function and function in ast.walk(node):
            return True
    return False


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from assess.cli import main; main(['--help'], standalone_mode=False);"
        "print([name for name in ('yaml', 'pydantic', 'openpyxl', 'docx', 'lxml', 'jinja2', 'pandas', 'numpy')"
        " if name in sys.modules])"
    )
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert out.strip().endswith("[]")
