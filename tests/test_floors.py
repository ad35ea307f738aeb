"""The house stands: imports go down only, libraries keep to their rooms, modules say what they are."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).parent.parent / "assess"
#: Rooms from the ground up; those of one line do not know each other. A module imports only from lower floors, or from
#: its own room.
FLOORS = (
    ("base",),
    ("model",),
    ("files", "law.readers"),
    ("files.yamledit",),
    ("load",),
    ("rating", "law.structure", "law.quotes", "law"),
    ("speak",),
    ("table",),
    ("answers",),
    ("review",),
    ("checks",),
    ("write",),
    ("frames",),
    ("write.word",),
    ("write.html",),
    ("write.excel",),
    ("law.diff", "law.finder"),
    ("country",),
    ("states", "followup"),
    ("reports",),
    ("forms",),
    ("app",),
    ("analysis",),
    ("cli",),
    ("__main__",),
)
ROOMS = {
    "yaml": {"files", "files.yamledit"},
    "pydantic": set(),
    "pydantic_core": {"files", "model", "base"},
    "click": {"cli"},
    "openpyxl": {
        "write.excel",
        "write.word",
        "country",
        "states",
        "law.diff",
        "law.finder",
        "forms",
    },
    "docx": {"write.word", "country", "states", "followup", "law.diff", "forms"},
    "docxtpl": {"write.word"},
    "lxml": {"write.word", "write.excel", "states", "law.readers", "law.diff", "forms"},
    "jinja2": {"write.word", "states"},
    "pypdfium2": {"law.readers"},
    "Stemmer": {"law.finder"},
    "nltk": {"rating"},
    "sqlite3": {"law.finder"},
    "distributed": {"law.finder"},
    "numpy": {"states"},
    "pandas": {"analysis", "frames", "states"},
    "pyarrow": {"write"},
    "threadpoolctl": {"states"},
    "pycountry": {"states"},
}
#: Packages that hold content and no code; they lie beside `assess`.
CONTENT = ("assess.checklists", "assess.templates", "assess.samples")
MODULES = sorted(ROOT.rglob("*.py"))
FLOOR = {room: number for number, rooms in enumerate(FLOORS) for room in rooms}


def room(name: str) -> str:
    """Return the room of a module by its dotted name: its package, or its own name where it stands in the hall."""
    steps = name.split(".")[1:]
    within = steps if ROOT.joinpath(*steps).is_dir() else steps[:-1]
    return ".".join(within) or (steps[0] if steps else "__init__")


def named(path: Path) -> str:
    """Return the dotted name of a module."""
    return ".".join(("assess", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(
        ".__init__"
    )


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Yield the dotted names of the modules that a module imports."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                steps = f"{node.module}.{alias.name}".split(".")[1:]
                is_module = node.module.startswith("assess") and (
                    ROOT.joinpath(*steps).is_dir()
                    or ROOT.joinpath(*steps).with_suffix(".py").exists()
                )
                yield f"{node.module}.{alias.name}" if is_module else node.module


def test_every_module_has_a_floor() -> None:
    rooms = {room(named(path)) for path in MODULES} - {"__init__"}
    assert rooms == set(FLOOR)


def test_imports_go_down() -> None:
    faults = []
    for path in MODULES:
        own = room(named(path))
        for name in imports(path):
            other = room(name) if name.startswith("assess.") else own
            if other == own or own == "__init__" or other not in FLOOR:
                continue
            if FLOOR[other] >= FLOOR[own]:
                faults.append(f"{named(path)} imports {name}, which does not lie below it")
    assert not faults, "\n".join(faults)


def test_no_modules_import_each_other_in_a_circle() -> None:
    """The hall names what it offers for type checkers only, and has the version: it counts as nobody's room."""
    below = {named(path): set(imports(path)) - {"assess"} for path in MODULES}
    del below["assess"]
    try:
        TopologicalSorter(below).prepare()
    except CycleError as fault:
        raise AssertionError(" imports ".join(reversed(fault.args[1]))) from None


def test_names_say_what_things_are() -> None:
    """A variable has a noun for its name; fields that templates of users may ask for keep theirs."""
    vague = {"one", "two", "three", "said", "found", "told", "thing", "stuff", "tmp", "foo"}
    faults = []
    for path in MODULES:
        fields = set()
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                fields |= {part.target for part in node.body if isinstance(part, ast.AnnAssign)}
        for node in ast.walk(tree(path)):
            bound = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
            name = node.id if bound else node.arg if isinstance(node, ast.arg) else ""
            if name in vague and node not in fields:
                faults.append(f"{named(path)}:{node.lineno} {name}")
    assert not faults, "\n".join(faults)


def test_libraries_keep_to_their_rooms() -> None:
    faults = []
    for path in MODULES:
        own = room(named(path))
        for name in imports(path):
            if own not in ROOMS.get(name.partition(".")[0], {own}):
                faults.append(f"{named(path)} imports {name}")
    assert not faults, "\n".join(faults)


def test_only_the_entrances_print_or_ask_the_clock() -> None:
    banned = {"print", "date.today", "datetime.now", "time.time", "os.getenv", "input"}
    faults = []
    for path in MODULES:
        if room(named(path)) in ("cli", "analysis"):  # the two entrances
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in banned:
                faults.append(f"{named(path)}:{node.lineno} calls {ast.unparse(node.func)}")
    assert not faults, "\n".join(faults)


def test_modules_open_with_a_sentence_and_public_functions_say_what_they_return() -> None:
    faults = []
    for path in MODULES:
        if not (ast.get_docstring(tree(path)) or "").split("\n")[0].endswith((".", "`")):
            faults.append(f"{named(path)} has no opening sentence")
        for function in _public(tree(path)):
            if not ast.get_docstring(function):
                faults.append(f"{named(path)}.{function.name} has no docstring")
    assert not faults, "\n".join(faults)


def _public(node: ast.AST) -> Iterator[ast.FunctionDef]:
    """Yield the public functions of a module and the public methods of its public classes."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef) and not child.name.startswith("_"):
            yield child
        elif isinstance(child, ast.ClassDef) and not child.name.startswith("_"):
            yield from _public(child)


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


def test_every_room_is_installed() -> None:
    setup = ConfigParser()
    setup.read(ROOT.parent / "setup.cfg", encoding="utf-8")
    installed = set(setup["options"]["packages"].split())
    rooms = {named(path) for path in MODULES if path.name == "__init__.py"}
    assert rooms - installed == set(), "setup.cfg does not list these packages"
    assert {name for name in installed if not name.startswith(CONTENT)} == rooms
