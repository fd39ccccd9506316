"""Curves as a table of text for a spreadsheet, one row a moment."""

import csv
import io
from collections.abc import Iterable

from sciaclinic.answers.curves import CurvesRecord

_COLUMNS = ("variable", "unit", "by", "at", "mean", "low_90", "high_90")


def curves_csv(groups: Iterable[CurvesRecord]) -> str:
    """Mean and 90 % range of every curve; ``by`` says whether ``at`` is an hour, a day or a session."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(_COLUMNS)
    for group in groups:
        for curve in group.curves:
            for at, *values in zip(group.at, curve.mean, curve.low, curve.high, strict=True):
                rows.writerow((curve.name, curve.unit, group.by, f"{at:.6g}", *(f"{value:.6g}" for value in values)))
    return text.getvalue()
