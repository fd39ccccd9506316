"""The rows of a session as they come with the package, and the values that their sources give."""

from collections.abc import Mapping
from functools import cache

from sciatwin.eligibility.data_files import read_folder
from sciatwin.plan.sheet.row import DayPhase, SheetRow

_ORDER = tuple(DayPhase)


@cache
def all_rows() -> tuple[SheetRow, ...]:
    """Every row, in the order in which it is needed.

    Raises: InvalidInputError if a row's file is wrong, for example names a field that the patient lacks.
    """
    rows = read_folder("rows", SheetRow, "sciatwin.plan.sheet")
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.phase), row.order, row.key)))


@cache
def sourced_texts() -> Mapping[str, str]:
    """What stands in the rows where a clinic gives no value of its own, by the name of the setting."""
    return {name: text for row in all_rows() for name, text in row.values.items()}
