"""What is done before, during and after the infusions of one patient in one clinic."""

from collections.abc import Mapping
from types import MappingProxyType

from sciatwin.patient import Answer, Patient
from sciatwin.plan.session.declared import DECLARED
from sciatwin.plan.session.start_values import SHAPED_BY, START_NAMES, start_words
from sciatwin.plan.sheet.row import BLANK, PLACEHOLDER, SheetRow, ShownSheetRow, ValueBasis
from sciatwin.plan.sheet.row_files import all_rows
from sciatwin.plan.sheet.settings import SessionSettings

_NOTHING: Mapping[str, str] = MappingProxyType({})


def checklist(
    patient: Patient, settings: SessionSettings, computed: Mapping[str, str], declared: Mapping[str, str] = _NOTHING
) -> tuple[ShownSheetRow, ...]:
    """The rows for this patient, filled in.

    Args:
        declared: what the clinic said that it can do, by the name that stands in a row.
        computed: what only the plan knows, such as ``left_in_vial``, by the name that stands in a row.
    """
    clinic = {**clinic_values(settings), **declared}
    known = {**start_words(settings), **computed}
    return tuple(shown for row in all_rows() if (shown := _shown(row, patient, clinic, known)) is not None)


def clinic_values(settings: SessionSettings) -> dict[str, str]:
    """The values that the clinic gave, as text, by the name of the field without its unit."""
    return {name: text for name in SETTINGS if (text := settings.own_text(name)) is not None}


def _shown(
    row: SheetRow, patient: Patient, clinic: Mapping[str, str], computed: Mapping[str, str]
) -> ShownSheetRow | None:
    """None if the row is not for this patient; an unknown answer keeps it."""
    reading = row.condition.read(patient) if row.condition else None
    if reading is not None and reading.answer is Answer.NO:
        return None
    known = {**row.values, **clinic, **computed}
    text = PLACEHOLDER.sub(lambda found: known.get(found[1], BLANK), row.says)
    return ShownSheetRow(row, text, _basis(row, clinic, known), reading.text if reading else "")


def _basis(row: SheetRow, clinic: Mapping[str, str], known: Mapping[str, str]) -> ValueBasis:
    """Whose values stand in the row; a start limit is the clinic's where its own slow or stop value sets it."""
    asked = [name for name in row.names if name in SETTINGS | DECLARED | START_NAMES]
    own = [name for name in asked if name in clinic or _is_set_by_own(name, clinic, known)]
    if any(name not in known for name in row.names):
        return ValueBasis.BLANK
    if asked and len(own) == len(asked):
        return ValueBasis.CLINIC
    if own:
        return ValueBasis.CLINIC_AND_PROPOSED if row.is_set_by_clinic else ValueBasis.CLINIC_AND_SOURCE
    return ValueBasis.PROPOSED if row.is_set_by_clinic else ValueBasis.SOURCE


def _is_set_by_own(name: str, clinic: Mapping[str, str], known: Mapping[str, str]) -> bool:
    own = clinic.get(SHAPED_BY[name]) if name in SHAPED_BY else None
    return own is not None and own.split("\u00a0")[0] == known[name]


SETTINGS = frozenset(info.alias or name for name, info in SessionSettings.model_fields.items())
"""Names that a clinic may give a value for."""

COMPUTED = frozenset(
    {
        "left_in_vial",
        "smaller_vial",
        "liver_days",
        "stop_after_two",
        "review_week",
        "first_session",
        "cadss_not_repeated",
        "cadss_stop",
    }
)
"""Names that a plan computes."""
