"""The follow-up report as a Word document: what changed between two readings, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from assess.base import paths
from assess.base.output import replace_file
from assess.write.word.template import Report, context


def write(view: Any, out: Path) -> None:
    """Write the report to `out`, whole or not at all; raises LexgapError where the file cannot be written."""
    report = Report(paths.template("followup", "followup.docx"), view)
    report.fill(lambda page, _: (context(page), {}))
    report.describe(
        title=lambda page: page.title,
        comments=lambda page: page.disclaimer,
        subject=lambda page: f"{page.old_name} → {page.new_name}",
        author=lambda page: page.program,
        last_modified_by=lambda page: page.program,
    )
    replace_file(out, report.save)
