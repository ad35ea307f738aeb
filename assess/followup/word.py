"""The follow-up report as a Word document: what changed between two readings, and nothing else."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from assess.base import paths
from assess.base.output import replace_file
from assess.followup.view import FollowUpView
from assess.write.word.tags import Tags
from assess.write.word.template import Report, Sandbox, clean, set_language


def write(view: FollowUpView, out: Path) -> None:
    """Write the report to `out`, whole or not at all; raises LexgapError where the file cannot be written."""
    report = Report(paths.template("followup", "followup.docx"), view.rtl, view.voices)
    report.init_docx()
    report.render(
        {one.name: getattr(view, one.name) for one in fields(view)},
        Sandbox(Tags(view, report.docx.part)),
    )
    set_language(report.docx.styles.element, view)
    about = report.docx.core_properties
    about.title, about.comments = clean(view.title)[:255], clean(view.disclaimer)[:255]
    about.subject = clean(f"{view.old_name} → {view.new_name}")[:255]
    about.author = about.last_modified_by = view.program
    replace_file(out, report.save)
