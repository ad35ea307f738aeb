"""Print what a form costs at the checklist's size and at ten times it: size, export, import, against floors."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml
from openpyxl import load_workbook
from run import median, row

from assess.base import paths
from assess.base.output import replace_file
from assess.forms.book import write_workbook
from assess.forms.form import make_form
from assess.forms.importing import prepare
from assess.forms.questionnaire import write_questionnaire
from assess.load.cases import load_case
from assess.load.labels import labels

WRITERS = {"xlsx": write_workbook, "docx": write_questionnaire}
PEAK = """
import sys
from pathlib import Path
from assess.load.cases import load_case
from assess.forms.importing import prepare
case, _ = load_case(sys.argv[1])
prepare(Path(sys.argv[1]), case, Path(sys.argv[2]))
lines = Path("/proc/self/status").read_text().splitlines()  # of this program alone, not of the one that started it
print(int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) // 1024)
"""


def enlarged(folder: Path, times: int) -> Path:
    """Write the sample case with every article and finding `times` times, and its checklist; return its folder."""
    checklist, sample, case = (
        paths.checklist("budapest"),
        paths.sample("jordan"),
        folder / f"case-{times}",
    )
    texts = {
        path.relative_to(root).as_posix(): yaml.load(
            path.read_text(encoding="utf-8"), yaml.BaseLoader
        )
        for root in (checklist, sample)
        for path in root.rglob("*.yaml")
        if "lang" not in path.parts
    }
    known = {
        one["id"]
        for name, data in texts.items()
        if name.startswith("articles/")
        for one in data["elements"]
    }
    known |= {data["article"] for name, data in texts.items() if name.startswith("articles/")}
    for name, data in texts.items():
        own = (
            case / "checklist"
            if name == "instrument.yaml" or name.startswith("articles/")
            else case
        )
        if name.startswith(("articles/", "findings/")):
            for copy in range(times):
                _write(own / name.replace("/", f"/{copy}-"), _renamed(data, known, copy))
        else:
            data = data | {"instrument": "./checklist/"} if name == "case.yaml" else data
            _write(own / name, data)
    return case


def _write(path: Path, data: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.dump(data, allow_unicode=True, sort_keys=False, Dumper=yaml.CSafeDumper),
        encoding="utf-8",
    )


def _renamed(data: object, known: set[str], copy: int) -> object:
    """Return plain data in which the ids of articles and elements are those of a copy."""
    if isinstance(data, dict):
        return {key: _renamed(value, known, copy) for key, value in data.items()}
    if isinstance(data, list):
        return [_renamed(one, known, copy) for one in data]
    if copy and data in known:
        article, dot, rest = str(data).partition(".")
        return f"{copy * 100 + int(article)}{dot}{rest}"
    return data


def answered(file: Path) -> Path:
    """Change the note of every tenth answer of a workbook, and save it under another name."""
    book, said = load_workbook(file), labels().workbook.columns.answers
    for sheet in book:
        titles = {str(cell.value): cell.column for cell in sheet[1]}
        if said.note in titles and said.grade in titles:
            for at in range(2, sheet.max_row + 1, 10):
                if sheet.cell(at, titles[said.grade]).value:
                    sheet.cell(at, titles[said.note]).value = "Looked at again."
    out = file.with_name(f"filled-{file.name}")
    book.save(out)
    return out


def floor_write(file: Path) -> float:
    """Return the seconds that openpyxl alone takes to save the same cells and styles."""
    book = load_workbook(file)
    return median(lambda: book.save(file.with_name("floor.xlsx")), 3)


def peak_of(root: Path, file: Path) -> str:
    """Return the memory that an import takes in a program of its own, in MB; ? where the system does not say."""
    if not Path("/proc/self/status").exists():
        return "?"
    return subprocess.run(
        [sys.executable, "-c", PEAK, str(root), str(file)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()


def main() -> None:
    """Measure both sizes and both formats."""
    said = labels()
    print(f"{'':<34} {'ours':>10} {'floor':>10} {'ratio':>7}   aim")
    with tempfile.TemporaryDirectory() as folder:
        for times in (1, 9):
            root = enlarged(Path(folder), times)
            case, problems = load_case(root)
            assert case is not None and not problems, problems[:3]
            form, size = make_form(case, "en"), len(case.instrument.elements())
            for kind, writer in WRITERS.items():
                file = Path(folder) / f"form-{times}.{kind}"
                taken = median(lambda: replace_file(file, writer(form, said)), 3)
                if kind == "xlsx":
                    row(f"export {kind}, {size} elements", taken, floor_write(file), "≤ 2")
                else:
                    print(f"export {kind}, {size} elements: {taken:.3f} s")
                back = answered(file) if kind == "xlsx" else file
                floor = median(lambda: load_case(root), 3)
                row(
                    f"import {kind}, {size} elements",
                    median(lambda: prepare(root, case, back), 3),
                    floor,
                    "≤ 12",
                )
                peak = peak_of(root, back)
                print(f"    {file.stat().st_size / 1024:,.0f} KB; peak of the import {peak} MB")
    print(f"peak of all: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
