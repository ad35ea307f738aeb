"""Cells of a table that take one of a few words."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet


def offer(
    sheet: Worksheet, column: str, rows: int, choices: Sequence[str], title: str, error: str
) -> None:
    """Let the cells of a column, by its letter, take one of `choices`, in so many rows below the head."""
    rule = DataValidation(
        "list",
        formula1=f'"{",".join(choices)}"',
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=title,
        error=error,
    )
    rule.add(f"{column}2:{column}{rows + 1}")
    sheet.add_data_validation(rule)
