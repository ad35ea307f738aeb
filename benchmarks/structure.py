"""Print how well the structure of laws is read: corpora with official trees, the laws of the tests in every format, files."""

from __future__ import annotations

import argparse
import gzip
import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from printing import FORMATS, printed
from truth import Law, Outcome, compared, laws_in

from assess.base.problems import LexgapError
from assess.law.readers import Block, SourceText, read_source
from assess.law.structure.numbering import article_label, plain
from assess.law.structure.units import comparable, structured
from assess.model.lawtext import LawText, Unit

LAWS = Path(__file__).parent.parent / "tests" / "laws"
_LABELLED = ("paragraph", "item", "definition")
_SECTION = re.compile(r"(\d+(?:\.\d+)*)(?= )")
_FIRST = 60  # letters of a unit's text that must be its own
_DECREE = "decree "
#: What stands between the reference of an article and its heading, as its country prints it.
_JOINTS = {"are": "- ", "est": ". ", "esp": ". "}


@dataclass
class Figures:
    """What was measured; sums of several measures are made with +."""

    sections: int = 0
    right_sections: int = 0  # every unit is there, and none that the law does not have
    missing: int = 0  # sections that are not there, or lack a unit
    silent: int = 0  # of these, the ones in which nothing is marked unsure
    surplus: int = 0  # sections that lack nothing and have a unit that the law does not have
    silent_surplus: int = 0  # of these, the ones in which nothing is marked unsure
    units: int = 0
    right: int = 0  # units with the official path
    marked: int = 0  # of these, the ones marked unsure
    surplus_units: int = 0
    surplus_articles: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            *(
                getattr(self, each_field.name) + getattr(other, each_field.name)
                for each_field in fields(self)
            )
        )

    def section(self, missing: bool, surplus: int, marked: bool) -> None:
        """Count a section: whether it lacks something, its surplus units, and whether one of its units is marked."""
        self.sections += 1
        self.surplus_units += surplus
        self.right_sections += not missing and not surplus
        self.missing += missing
        self.silent += missing and not marked
        self.surplus += bool(surplus) and not missing
        self.silent_surplus += bool(surplus) and not missing and not marked


def entries(path: Path) -> Iterator[dict]:
    """Yield the objects of a file of JSON lines, packed or not."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, filter(str.strip, file))


def reading(lines: Iterable[str], language: str) -> LawText:
    """Return the units of paragraphs in which nothing but words says how they nest."""
    return structured(
        SourceText(tuple(map(Block, lines)), "docx", "law.docx", "0"), "law", language, "copy"
    )


def nested(entry: dict) -> Figures:
    """Measure a section given as labels with their official depth, written out one unit a line."""
    lines, path, truth = ["Section 1. Matters.", "Section 2. The section."], [], []
    for unit in entry["units"]:
        path[unit["depth"] :] = [unit["label"]]
        truth.append("2" + "".join(path))
        lines.append(f"{unit['label']} {unit['text']}".strip())
    text = reading([*lines, "Section 3. End."], "en")
    figures = Figures(units=len(truth))
    pairs = zip(truth, entry["units"], strict=True)
    right = [
        read
        for identity, unit in pairs
        if (read := text.unit(identity)) and _has(read, identity, unit)
    ]
    figures.right, figures.marked = len(right), sum(bool(read.unsure) for read in right)
    surplus = [
        read.id for read in text.units if read.kind in _LABELLED and read.id not in set(truth)
    ]
    articles = [read.id for read in text.units if read.kind == "article"]
    figures.surplus_articles = len(set(articles) - {"1", "2", "3"})
    marked = any(read.unsure for read in text.units)
    figures.section(len(right) < len(truth), len(surplus), marked)
    return figures


def _has(read: Unit, identity: str, unit: dict) -> bool:
    """Whether a unit has its own id, label and text."""
    return (
        read.id == identity
        and comparable(read.number) == comparable(unit["label"])
        and comparable(read.wording).startswith(comparable(unit["text"])[:_FIRST])
    )


def act(entry: dict, point: bool = False) -> Figures:
    """Measure an act as it is printed, or with a point after the number of each official section."""
    official = entry["sections"]
    lines = [_pointed(line, official) if point else line for line in entry["lines"]]
    text = reading(lines, entry["language"])
    known = {unit.id: unit for unit in text.units}
    figures = Figures()
    for section, paths in official.items():
        inner = [unit for unit in text.units if unit.id.startswith(f"{section}(")]
        present = {unit.id for unit in inner}
        right = [known[path] for path in paths if path in present]
        figures.units += len(paths)
        figures.right += len(right)
        figures.marked += sum(bool(unit.unsure) for unit in right)
        surplus = [
            unit for unit in inner if unit.kind in ("paragraph", "item") and unit.id not in paths
        ]
        opened = section in known and known[section].kind == "article"
        figures.section(not opened or len(right) < len(paths), len(surplus), _marked(text, section))
    figures.surplus_articles = sum(
        unit.kind == "article" and unit.id not in official for unit in text.units
    )
    return figures


def _pointed(line: str, official: dict) -> str:
    match = _SECTION.match(line)
    return f"{match[1]}.{line[match.end() :]}" if match and match[1] in official else line


def _marked(text: LawText, section: str) -> bool:
    return any(
        unit.unsure and (unit.id == section or unit.id.startswith((f"{section}(", f"{section} ")))
        for unit in text.units
    )


@dataclass(frozen=True)
class Rebuilt:
    """How the articles of a law were found that was put together again from its provisions."""

    law: str
    true: int
    right: int
    surplus: int
    clean: int  # of the right ones, those that hold their provision and no word of another
    marked: int  # of the right ones, those marked unsure


def rebuilt(law: str, rows: list[dict]) -> Rebuilt:
    """Put a law together again from its provisions, in the manner of its country, and count its articles."""
    country = rows[0]["country"]
    text = reading([line for row in rows for line in _lines(row)], country)
    wanted = Counter(map(_article, rows))
    read = Counter(unit.id.removeprefix(_DECREE) for unit in text.units if unit.kind == "article")
    clean = marked = 0
    for row in rows:
        name = _article(row)
        unit = next(filter(None, map(text.unit, (name, _DECREE + name))), None)
        if unit is not None and wanted[name] == 1:
            clean += _clean(text.wording(unit.id), row)
            marked += bool(unit.unsure)
    right = sum((wanted & read).values())
    return Rebuilt(law, len(rows), right, sum((read - wanted).values()), clean, marked)


def _clean(own: str, row: dict) -> bool:
    """Whether an article begins as its provision does and does not go beyond it.

    Provisions end with the headings of the part that comes next, which the article does not have.
    """
    above = row["heading"] or "" if row["country"] == "sgp" else _lines(row)[0]
    rest = comparable(own).removeprefix(comparable(above))
    return bool(rest) and comparable(row["text"]).startswith(rest)


def _article(row: dict) -> str:
    return getattr(article_label(plain(row["ref"])), "id", row["ref"])


def _lines(row: dict) -> list[str]:
    """Return a provision as its country prints it."""
    heading = row["heading"] or ""
    if row["country"] == "sgp":
        return [line for line in (heading, row["text"]) if line]
    return [f"{row['ref']}{_JOINTS.get(row['country'], ' ')}{heading}".strip(), row["text"]]


def outcomes(laws: list[Law], form: str, folder: Path) -> list[tuple[Law, Outcome]]:
    """Return how each law is read from a file of a format of `FORMATS`; the files are written into a folder."""
    pairs = []
    for law in laws:
        source = read_source(printed(law, form, folder))
        pairs.append((law, compared(law, structured(source, law.name, law.language, "copy"))))
    return pairs


def of_paragraphs(laws: list[Law]) -> list[tuple[Law, Outcome]]:
    """Return how each law is read from its paragraphs alone."""
    return [(law, compared(law, reading(law.paragraphs, law.language))) for law in laws]


def measured(path: Path) -> dict[str, Figures]:
    """Return the figures of a file of JSON lines by form and language; the keys of its objects say what they are."""
    found: dict[str, Figures] = {}
    measures: list[tuple[str, Callable[[dict], Figures]]]
    for entry in entries(path):
        if "lines" in entry:
            measures = [
                (f"as printed, {entry['language']}", act),
                (f"with a point, {entry['language']}", lambda held: act(held, True)),
            ]
        else:
            measures = [("nested", nested)]
        for name, measure in measures:
            found[name] = found.get(name, Figures()) + measure(entry)
    return dict(sorted(found.items()))


def provisions(path: Path) -> list[Rebuilt]:
    """Return how the laws of a file of provisions are read when they are put together again."""
    laws: dict[tuple[str, str], list[dict]] = {}
    for entry in entries(path):
        laws.setdefault((entry["country"], entry["law"]), []).append(entry)
    return [rebuilt(" ".join(key), rows) for key, rows in laws.items()]


# --- what is printed -------------------------------------------------------------------------------------------------


def share(part: int, whole: int) -> str:
    """Return a share in per cent, a dash where there is nothing to share."""
    return f"{part / whole:.2%}" if whole else "–"


def _figures(name: str, figures: Figures) -> None:
    print(
        f"{name:<26}{figures.units:7}{share(figures.right, figures.units):>9}"
        f"{share(figures.marked, figures.right):>8}{figures.surplus_units:9}{figures.sections:10}"
        f"{share(figures.right_sections, figures.sections):>9}{figures.missing:9}{figures.silent:8}"
        f"{figures.surplus:9}{figures.silent_surplus:8}{figures.surplus_articles:10}"
    )


def _corpus(path: Path) -> None:
    print(f"\n{path.name}")
    if "ref" in next(entries(path), {}):
        print(f"{'law':<56}{'true':>6}{'found':>7}{'surplus':>9}{'clean':>7}{'marked':>8}")
        for law in provisions(path):
            print(
                f"{law.law:<56}{law.true:6}{law.right:7}{law.surplus:9}{law.clean:7}{law.marked:8}"
            )
        return
    print(
        f"{'':<26}{'units':>7}{'right':>9}{'marked':>8}{'surplus':>9}{'sections':>10}{'right':>9}"
        f"{'lacking':>9}{'silent':>8}{'surplus':>9}{'silent':>8}{'articles+':>10}"
    )
    found = measured(path)
    for name, figures in found.items():
        _figures(name, figures)
    for form in sorted({name.partition(",")[0] for name in found if "," in name}):
        parts = [figures for name, figures in found.items() if name.startswith(f"{form},")]
        _figures(f"{form}, all", sum(parts, Figures()))


def _laws(folder: Path, verbose: bool) -> None:
    """Print laws × formats: articles right of all, wrong units, and in brackets those of no marked article."""
    laws = laws_in(folder)
    with tempfile.TemporaryDirectory() as kept:
        columns = {"paragraphs": of_paragraphs(laws)}
        columns |= {form: outcomes(laws, form, Path(kept)) for form in FORMATS}
    print(f"\n{folder.name}: articles right/true, faults (of these silent)")
    print(f"{'':<22}" + "".join(f"{form:>15}" for form in columns))
    for place, law in enumerate(laws):
        cells = [_cell([column[place][1]]) for column in columns.values()]
        print(f"{law.name:<22}" + "".join(f"{cell:>15}" for cell in cells))
    totals = [[outcome for _, outcome in column] for column in columns.values()]
    print(f"{'all':<22}" + "".join(f"{_cell(outcomes):>15}" for outcomes in totals))
    for title, row in _ROWS.items():
        print(f"{title:<22}" + "".join(f"{row(outcomes):>15}" for outcomes in totals))
    if verbose:
        plainly = columns["paragraphs"]
        _faults("paragraphs", plainly)
        for form in FORMATS:
            column = columns[form]
            _faults(
                f"{form}, where it differs",
                [each for each, first in zip(column, plainly, strict=True) if each != first],
            )


def _cell(outcomes: list[Outcome]) -> str:
    right, true, faults, silent = (
        sum(part)
        for part in zip(
            *(
                (
                    outcome.articles_right,
                    outcome.articles,
                    len(outcome.wrong) + len(outcome.surplus) + len(outcome.moved),
                    len(outcome.silent),
                )
                for outcome in outcomes
            ),
            strict=True,
        )
    )
    return f"{right}/{true} {faults}({silent})"


_ROWS: dict[str, Callable[[list[Outcome]], str]] = {
    "laws without fault": lambda all_laws: str(
        sum(not (each.wrong or each.surplus or each.moved) for each in all_laws)
    ),
    "laws right or marked": lambda all_laws: str(sum(each.sound for each in all_laws)),
    "units right": lambda all_laws: share(
        sum(each.right for each in all_laws), sum(each.units for each in all_laws)
    ),
    "right but marked": lambda all_laws: share(
        sum(len(each.needless) for each in all_laws), sum(each.right for each in all_laws)
    ),
    "headings right": lambda all_laws: share(
        sum(each.headings_right for each in all_laws), sum(each.headings for each in all_laws)
    ),
}


def _faults(form: str, column: list[tuple[Law, Outcome]]) -> None:
    print(f"\n{form}")
    for law, outcome in column:
        parts = {
            "wrong": outcome.wrong,
            "surplus": outcome.surplus,
            "closing words elsewhere": outcome.moved,
            "silent": outcome.silent,
            "heading elsewhere": outcome.unheaded,
        }
        shown = "; ".join(f"{name}: {', '.join(held)}" for name, held in parts.items() if held)
        if shown:
            print(f"  {law.name}: {shown}")


def _files(folder: Path) -> None:
    """Print what is read of the files of a folder; of these no truth is known."""
    print(f"\n{folder}: nothing but what is read")
    print(f"{'':<56}{'articles':>9}{'units':>8}{'marked':>8}  letters")
    for path in sorted(each for each in folder.iterdir() if each.is_file()):
        try:
            source = read_source(path)
        except LexgapError as fault:
            print(f"{path.name:<56}{fault.problems[0].code:>25}")
            continue
        text = structured(source, path.stem, source.language, "copy")
        kept = comparable(text.joined()) == comparable(source.joined())
        articles = sum(unit.kind == "article" for unit in text.units)
        unsure = sum(bool(unit.unsure) for unit in text.units)
        print(
            f"{path.name:<56}{articles:9}{len(text.units):8}{unsure:8}  {'all' if kept else 'LOST'}"
        )


def main() -> None:
    """Measure what the command line names: files of JSON lines, folders of laws of the tests, folders of other files."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("paths", type=Path, nargs="*", help="files of JSON lines, or folders")
    options.add_argument("--laws", type=Path, default=LAWS, help="laws with their official trees")
    options.add_argument("--faults", action="store_true", help="name every fault of these laws")
    asked = options.parse_args()
    for path in asked.paths:
        (_files if path.is_dir() else _corpus)(path)
    _laws(asked.laws, asked.faults)


if __name__ == "__main__":
    main()
