"""Print what Lexgap costs, each figure as a ratio to a floor measured in the same run, or to another commit.

`--against REVISION` runs whole commands here and there in turns, and prints the ratios of their medians.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from against import against
from scaled import scaled

from assess.base import paths
from assess.country import View, build_view, excel
from assess.load.cases import load_case
from assess.rating.force import Reading
from assess.rating.rate import rate
from assess.write.word import template as word

RUNS = 5
READING = Reading(date(2016, 1, 1))
PLAIN = str(Path(__file__).with_name("plain.py"))


def median(work: Callable[[], object], runs: int = RUNS) -> float:
    """Return the median seconds of `runs` runs, after one that is not counted."""
    work()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def process(*arguments: str) -> Callable[[], object]:
    """Return work that runs a fresh Python process."""
    return lambda: subprocess.run([sys.executable, *arguments], check=True, capture_output=True)


def row(name: str, ours: float, floor: float, aim: str) -> None:
    """Print one line of the table."""
    print(f"{name:<34} {ours:8.3f} s {floor:8.3f} s {ours / floor:7.2f}   {aim}")


def start_up() -> None:
    """Time the help of the command against importing click alone."""
    row(
        "start-up: --help / import click",
        median(process("-m", "assess", "--help"), 15),
        median(process("-c", "import click"), 15),
        "≤ 2",
    )


def rating() -> None:
    """Time a whole `rate` against loading the same files."""
    folders = [str(paths.sample("jordan")), str(paths.checklist("budapest"))]
    row(
        "rate: whole command / YAML alone",
        median(process("-m", "assess", "rate", "jordan"), 9),
        median(process(PLAIN, "yaml", *folders), 9),
        "≤ 2.5",
    )


def word_report(view: View, folder: Path) -> None:
    """Time the Word report against docxtpl with the same template and context."""
    from docxtpl import DocxTemplate

    template = paths.template("country", "country.docx")

    def floor() -> None:
        plain = DocxTemplate(template)
        plain.init_docx()
        environment = word.Sandbox(word.Tags(view, plain.docx.part))
        plain.render({"voices": (), **word.context(view)}, environment)
        plain.save(folder / "floor.docx")

    row(
        "word: report / docxtpl alone",
        median(lambda: word.write(view, None, folder / "ours.docx")),
        median(floor),
        "≤ 1.3",
    )


def excel_report(view: View, folder: Path) -> None:
    """Time the workbook against openpyxl writing the same cells and styles."""
    from openpyxl import Workbook, load_workbook

    excel.write(view, None, folder / "ours.xlsx")
    book = load_workbook(folder / "ours.xlsx")
    sheets = [
        (
            sheet.title,
            [
                (cell.row, cell.column, cell.value, cell._style)
                for line in sheet.iter_rows()
                for cell in line
                if cell.value is not None or cell.has_style
            ],
        )
        for sheet in book
    ]

    def floor() -> None:
        plain = Workbook()
        for name in (
            "_fonts",
            "_fills",
            "_borders",
            "_alignments",
            "_protections",
            "_number_formats",
            "_cell_styles",
        ):
            setattr(plain, name, getattr(book, name))
        for title, cells in sheets:
            sheet = plain.create_sheet(title)
            for line, column, value, style in cells:
                sheet.cell(line, column, value)._style = style
        plain.save(folder / "floor.xlsx")

    row(
        "excel: workbook / openpyxl alone",
        median(lambda: excel.write(view, None, folder / "ours.xlsx")),
        median(floor),
        "≤ 1.3",
    )


def growth(case, folder: Path) -> None:
    """Time each step at ten times the elements; divided by ten, it should not exceed the step at the usual size."""
    large = scaled(case, 10)
    views = [build_view(one, READING, "en") for one in (case, large)]
    steps = {
        "rating": [lambda one=one: rate(one, READING) for one in (case, large)],
        "view": [lambda one=one: build_view(one, READING, "en") for one in (case, large)],
        "word": [lambda one=one: word.write(one, None, folder / "g.docx") for one in views],
        "excel": [lambda one=one: excel.write(one, None, folder / "g.xlsx") for one in views],
    }
    sizes = [len(one.instrument.elements()) for one in (case, large)]
    for name, (small, big) in steps.items():
        row(
            f"growth: {name}, {sizes[0]} → {sizes[1]}", median(big, 3) / 10, median(small, 3), "≤ 1"
        )


def main() -> None:
    """Run every benchmark, or compare with another commit."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--against", metavar="REVISION", help="a commit, as HEAD~1 or a tag")
    options.add_argument("--turns", type=int, default=RUNS, help="of each command (default: 5)")
    options.add_argument("--only", default="", help="commands whose name holds this")
    asked = options.parse_args()
    if asked.against:
        against(asked.against, asked.turns, asked.only)
    else:
        floors()


def floors() -> None:
    """Measure every row against its floor."""
    case, _ = load_case(paths.sample("jordan"))
    view = build_view(case, READING, "en")
    print(f"{'':<34} {'ours':>10} {'floor':>10} {'ratio':>7}   aim")
    start_up()
    rating()
    with tempfile.TemporaryDirectory() as folder:
        word_report(view, Path(folder))
        excel_report(view, Path(folder))
        growth(case, Path(folder))


if __name__ == "__main__":
    main()
