"""The reports of a case on its days, written into a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from assess.reports import REPORTS

if TYPE_CHECKING:
    from datetime import date

    from assess.country.build import Edition
    from assess.model.case import Case
    from assess.rating.force import Reading

KINDS = tuple(REPORTS)


def readings_shown(case: Case, today: date) -> list[Reading]:
    """Return the readings of a case that are worth a report each: those of its scenarios, or that of today."""
    from assess.checks import readings_of

    return list(readings_of(case, today))


def write_reports(
    case: Case,
    readings: Sequence[Reading],
    languages: str,
    folder: Path,
    today: date,
    kinds: Sequence[str] = KINDS,
    template: Path | None = None,
    edition: Edition | None = None,
) -> Iterator[Path]:
    """Write a report of every kind for every reading; yield each path when its file is there.

    `languages` is a code or several with commas (`ar,en`). Nothing is written before the first path is asked for.
    Raises LexgapError for a bill that cannot be assumed, for a template that cannot be used, and for a file that
    cannot be written, which is then as it was.
    """
    import gc

    from assess.app.ratings import reading_of
    from assess.base.output import clear_drafts
    from assess.base.problems import LexgapError
    from assess.checks import scenario_bills
    from assess.country.build import Edition, build_view
    from assess.reports import write_report

    gc.enable()  # the command line starts without
    faults = list(scenario_bills(case, today))  # every report shows the scenarios side by side
    if faults:
        raise LexgapError(faults)
    clear_drafts(folder)
    for reading in readings:
        reading = reading_of(case, reading.as_of, reading.assume)
        view = build_view(case, reading, languages, today, edition or Edition())
        for kind in kinds:
            yield write_report(view, kind, folder, template)
