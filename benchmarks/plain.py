"""The floors: what nothing but the named library takes for the same work, each a process of its own.

`python benchmarks/plain.py yaml FOLDER…`, `draws STATES DRAWS`, and of reports of a comparison of States: `contents FOLDER`
takes out what they hold, after which `excel FOLDER`, `word FOLDER` and `page FOLDER` write as much with openpyxl, docxtpl and
json alone.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

_DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


def read_yaml(*folders: str) -> None:
    """Load every YAML file with the fastest safe loader."""
    import yaml

    for folder in folders:
        for path in sorted(Path(folder).rglob("*.yaml")):
            yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def draws(states: str, number: str) -> None:
    """Draw weights and rank States under each, one after the other: scores of three ways, ranks by sorted lists."""
    import numpy as np

    count = int(states)
    rng = np.random.default_rng(1)
    low = rng.random((count, 34))
    high = np.minimum(1, low + 0.05)
    parts = np.arange(34) % 6

    def mean(table, weights):
        return table @ weights

    def geometric(table, weights):
        return np.log(np.maximum(table, 0.01)) @ weights

    def weakest(table, weights):
        shares = []
        for part in range(6):
            own = weights[parts == part]
            shares.append(table[:, parts == part] @ own / own.sum())
        return np.min(shares, axis=0)

    for weights in rng.dirichlet(np.ones(34), int(number)):
        for way in (mean, geometric, weakest):
            worst, best = way(low, weights), way(high, weights)
            1 + count - np.searchsorted(np.sort(worst), best, side="right")
            count - np.searchsorted(np.sort(best), worst, side="right")


def contents(folder: str) -> None:
    """Write what the three reports in a folder hold beside them: cells, paragraphs and data."""
    from docx import Document
    from docx.oxml.ns import qn
    from openpyxl import load_workbook

    (book,) = Path(folder).glob("*.xlsx")
    sheets = []
    for sheet in load_workbook(book, read_only=True):
        cells = []
        for number, row in enumerate(sheet.iter_rows(values_only=True), 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    cells.append((number, column, value))
        sheets.append((sheet.title, cells))
    _put(folder, "cells", sheets)
    (document,) = Path(folder).glob("*.docx")
    paragraphs = []
    for paragraph in Document(str(document)).element.body.iter(qn("w:p")):
        paragraphs.append("".join(text.text or "" for text in paragraph.iter(qn("w:t"))))
    _put(folder, "paragraphs", paragraphs)
    (page,) = Path(folder).glob("*.html")
    data = _DATA.search(page.read_text(encoding="utf-8"))
    _put(folder, "data", json.loads(data[1]) if data else {})


def excel(folder: str) -> None:
    """Write as many cells of the same values with openpyxl."""
    from openpyxl import Workbook

    book = Workbook()
    for title, cells in _taken(folder, "cells"):
        sheet = book.create_sheet(title)
        for row, column, value in cells:
            sheet.cell(row, column, value)
    book.save(Path(folder) / "floor.xlsx")


def word(folder: str) -> None:
    """Write as many paragraphs of the same texts with docxtpl."""
    from docx import Document
    from docxtpl import DocxTemplate

    template = Document()
    for text in ("{%p for text in texts %}", "{{ text }}", "{%p endfor %}"):
        template.add_paragraph(text)
    template.save(str(Path(folder) / "plain.docx"))
    report = DocxTemplate(Path(folder) / "plain.docx")
    report.render({"texts": _taken(folder, "paragraphs")}, autoescape=True)
    report.save(Path(folder) / "floor.docx")


def page(folder: str) -> None:
    """Write the data that stand behind the page with json."""
    text = json.dumps(_taken(folder, "data"), ensure_ascii=False)
    (Path(folder) / "floor.html").write_text(text, encoding="utf-8")


def _put(folder: str, name: str, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, default=str)
    (Path(folder) / f"{name}.json").write_text(text, encoding="utf-8")


def _taken(folder: str, name: str):
    return json.loads((Path(folder) / f"{name}.json").read_text(encoding="utf-8"))


FLOORS = {
    "yaml": read_yaml,
    "draws": draws,
    "contents": contents,
    "excel": excel,
    "word": word,
    "page": page,
}

if __name__ == "__main__":
    FLOORS[sys.argv[1]](*sys.argv[2:])
