"""Many invented States: what comparing them costs, cold, kept and with three reports, beside named floors.

`python benchmarks/states.py --states 25 195 1000 5000` prints a table; `--keep FOLDER` leaves the States there.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from processes import Usage, usage

from assess.load.instruments import load_instrument

YEARS = tuple(range(2016, 2026))
OPTIONS = (
    "--years",
    f"{YEARS[0]}-{YEARS[-1]}",
    "--since",
    "2016-01-01",
    "--draws",
    "10000",
    "--jobs",
    "2",
)
PLAIN = str(Path(__file__).with_name("plain.py"))
REPORTS = "cold, three reports"
#: Above these numbers of States, the plain draws and the reports would take too long to be worth it.
MOST_DRAWN, MOST_REPORTED = 1000, 400
_GRADES = ("met", "met_otherwise", "partly", "not_met")


def make_state(root: Path, number: int, seed: int = 1) -> Path:
    """Write an invented State as a case folder, and return it; the same number and seed give the same files.

    About as large as the samples: seven laws with days of their own, one of them changed twice, a bill, findings on
    nearly all elements with one to three citations each, sources, a reservation.
    """
    draw = random.Random(f"{seed} {number}")
    name, iso = f"state-{number:04}", f"X{_letters(number)}"
    folder = root / name
    (folder / "laws").mkdir(parents=True)
    (folder / "findings").mkdir()
    laws = [_law(draw, at, iso) for at in range(7)]
    for law in laws:
        _put(folder / "laws" / f"{law['id']}.yaml", law)
    instrument, _ = load_instrument("budapest")
    elements = instrument.elements()
    skill, listed = draw.uniform(0.2, 0.9), {}
    for element in elements:
        if draw.random() < 0.97:
            listed.setdefault(f"{int(element.article) // 6:02}", []).append(
                _finding(draw, element, laws, skill)
            )
    for part, findings in listed.items():
        _put(folder / "findings" / f"{part}.yaml", {"findings": findings})
    _put(
        folder / "sources.yaml",
        {
            "sources": [
                {
                    "key": f"S{one}",
                    "grade": draw.choice("ABC"),
                    "address": f"https://example.org/{name}/{one}",
                    "holds": "An invented source of an invented State.",
                }
                for one in range(12)
            ]
        },
    )
    _put(
        folder / "recommendations.yaml",
        {
            "recommendations": [
                {
                    "id": f"R{one}",
                    "elements": [element.id],
                    "gap": _words(draw, 20),
                    "action": _words(draw, 20),
                    "kind": "amend",
                    "owner": "Ministry",
                    "laws": [laws[0]["id"]],
                }
                for one, element in enumerate(elements[::6])
            ]
        },
    )
    _put(
        folder / "case.yaml",
        {
            "id": name,
            "country": f"Invented State {number}",
            "iso": iso,
            "instrument": "budapest",
            "checklist": instrument.version,
            "language": "en",
            "title": f"Invented State {number}",
            "stage": "final",
            "assessed_by": "A generator",
            "cut_off": f"{draw.choice(YEARS[-3:])}-{draw.randint(1, 12):02}-01",
            "summary": _words(draw, 60),
            "treaties": [
                {
                    "instrument": "Convention on Cybercrime (ETS 185)",
                    "status": draw.choice(["Party", "none"]),
                    "sources": ["S0"],
                    "confidence": "medium",
                }
            ],
        },
    )
    return folder


def _letters(number: int) -> str:
    """Return two signs for a number below 1,296; beyond, numbers come back, and `id` tells the States apart."""
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    return (
        signs[number // 36 % 36]
        + signs[number % 36]
        + (str(number // 1296) if number >= 1296 else "")
    )


def _law(draw: random.Random, at: int, iso: str) -> dict:
    year = draw.choice(YEARS[:-1]) if at else 1990
    bill, changed = at == 6, sorted(draw.sample(YEARS, 2))
    provisions = []
    for number in range(1, draw.randint(18, 30)):
        dates = {"in_force": f"{changed[number % 2]}-07-01"} if at == 1 and number % 3 == 0 else {}
        provisions.append(
            {
                "id": str(number),
                "heading": _words(draw, 4),
                "summary": _words(draw, 40),
                "sources": [f"S{at}"],
                "confidence": "high",
                **({} if bill else dates),
            }
        )
    dates = (
        {"introduced": f"{year}-03-01"}
        if bill
        else {"in_force": f"{year if at != 1 else YEARS[0]}-01-01"}
    )
    return {
        "id": f"{iso}-{year}-{at}",
        "title": f"Act {at} of {year}",
        "short": f"Act {at}/{year}",
        "number": str(at),
        "year": str(year),
        "kind": "bill" if bill else "act",
        **dates,
        "text": "summary",
        "language": "en",
        "rights": "Invented; free.",
        "sources": [f"S{at}"],
        "confidence": "high",
        **({} if bill or at == 2 else {"examined": ["all"]}),
        "provisions": provisions,
    }


def _finding(draw: random.Random, element, laws: list[dict], skill: float) -> dict:
    citations, seen = [], set()
    for _ in range(draw.choice((1, 1, 2, 2, 3))):
        law = draw.choice(laws)
        provision = f"{law['id']}:{draw.choice(law['provisions'])['id']}"
        if provision in seen:
            continue
        seen.add(provision)
        offered = [one for one in _GRADES if one in element.criteria]
        good = [one for one in offered if one.startswith("met")] or offered
        grade = draw.choice(good) if draw.random() < skill else draw.choice(offered)
        one = {"provision": provision, "grade": grade}
        if grade in ("partly", "not_met"):
            one |= {"missing": _words(draw, 30), "reason": ["narrower"]}
        if grade == "met_otherwise" or draw.random() < 0.3:
            one["note"] = _words(draw, 25)
        citations.append(
            {
                **one,
                "sources": [f"S{draw.randint(0, 11)}"],
                "confidence": draw.choice(("high", "low")),
            }
        )
    return {"element": element.id, "citations": citations}


def _words(draw: random.Random, number: int) -> str:
    return (
        " ".join(
            draw.choice(
                ("law", "data", "of", "the", "court", "access", "order", "in", "force", "system")
            )
            for _ in range(number)
        ).capitalize()
        + "."
    )


def _put(path: Path, data: dict) -> None:
    path.write_text("\n".join(_lines(data, "")) + "\n", encoding="utf-8")


def _lines(data: dict, indent: str) -> Iterator[str]:
    """Yield a block as YAML; no text here needs quotation marks, and a dumper for all texts would take its time."""
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{indent}{key}:"
            for one in value:
                first, *others = _lines(one, indent + "  ")
                yield f"{indent}- {first.lstrip()}"
                yield from others
        else:
            yield (
                f"{indent}{key}: [{', '.join(value)}]"
                if isinstance(value, list)
                else f"{indent}{key}: {value}"
            )


def measure(number: int, root: Path) -> dict[str, Usage]:
    """Print and return the rows of a number of States, made in `root`."""
    for at in range(number):
        if not (root / f"state-{at:04}").exists():
            make_state(root, at)
    command = ("-m", "assess", "compare", str(root), *OPTIONS)
    changed = root / "state-0000" / "comments.yaml"
    rows: dict[str, Usage] = {}

    def row(name: str, *arguments: str) -> None:
        rows[name] = usage(*arguments, sampled=True)
        print(f"{number:6}  {name:<26} {_figures(rows[name], number)}", flush=True)

    with tempfile.TemporaryDirectory() as cache:
        row("cold", *command, "--cache", cache)
        row("kept", *command, "--cache", cache)
        changed.write_text("comments: []\n", encoding="utf-8")
        row("one changed", *command, "--cache", cache)
        changed.unlink()
    row("floor: YAML alone", PLAIN, "yaml", str(root))
    if number <= MOST_DRAWN:
        row("floor: draws alone", PLAIN, "draws", str(number), "10000")
    if number <= MOST_REPORTED:
        with tempfile.TemporaryDirectory() as out:
            row(REPORTS, *command, "--no-cache", "-o", out)
            usage(PLAIN, "contents", out)
            row("floor: openpyxl alone", PLAIN, "excel", out)
            row("floor: docxtpl alone", PLAIN, "word", out)
            row("floor: json alone", PLAIN, "page", out)
        _ratio(number, rows)
    return rows


def _figures(spent: Usage, number: int) -> str:
    return (
        f"{spent.seconds:8.2f} {spent.work:8.2f} {spent.largest:8.0f} {spent.together:8.0f} "
        f"{spent.work / number * 1000:10.1f}"
    )


def _ratio(number: int, rows: dict[str, Usage]) -> None:
    """Print the comparison with its reports against its floors: work against all of them, memory against the largest."""
    floors = [spent for name, spent in rows.items() if name.startswith("floor")]
    work = rows[REPORTS].work / sum(spent.work for spent in floors)
    memory = rows[REPORTS].together / max(spent.together for spent in floors)
    print(f"{number:6}  {REPORTS} / floors: work {work:.2f} (aim ≤ 2.5), memory {memory:.2f}")


def growth(first: int, last: int, small: dict[str, Usage], large: dict[str, Usage]) -> None:
    """Print how each row grew, divided by how the States grew in number: 1 is linear."""
    times = last / first
    print(f"growth from {first} to {last} States, divided by {times:.1f} (aim ≤ 1):")
    for name in small:
        if name not in large:
            continue
        shares = []
        for field in ("seconds", "work", "together"):
            shares.append(getattr(large[name], field) / getattr(small[name], field) / times)
        clock, work, memory = shares
        print(f"        {name:<26} clock {clock:.2f}, work {work:.2f}, memory of all {memory:.2f}")


def main() -> None:
    """Measure each number of States asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--states", type=int, nargs="+", default=[25, 195])
    options.add_argument("--keep", type=Path)
    asked = options.parse_args()
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
    print(
        f"States  {'':<26} {'clock s':>8} {'work s':>8} {'MB most':>8} {'MB all':>8} {'work ms/St':>10}"
    )
    found: dict[int, dict[str, Usage]] = {}
    for number in asked.states:
        if asked.keep:
            (asked.keep / str(number)).mkdir(parents=True, exist_ok=True)
            found[number] = measure(number, asked.keep / str(number))
        else:
            with tempfile.TemporaryDirectory() as folder:
                found[number] = measure(number, Path(folder))
    first, last = min(found), max(found)
    if first < last:
        growth(first, last, found[first], found[last])


if __name__ == "__main__":
    main()
