"""What is done before, during and after the infusions of one patient in one clinic."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from sciatwin.eligibility.data_files import read_folder
from sciatwin.patient import Answer, Patient
from sciatwin.plan.session.declared import DECLARED
from sciatwin.plan.session.row import BLANK, PLACEHOLDER, Basis, Phase, Row, ShownRow
from sciatwin.plan.session.settings import SessionSettings
from sciatwin.quantities import Quantity
from sciatwin.units import MINUTES_PER_HOUR

_UNITS = {"blood pressure": "mmHg", "rate per minute": "/min", "weight-based rate": "mg/kg/h"}
_ORDER = tuple(Phase)
_NOTHING: Mapping[str, str] = MappingProxyType({})


@cache
def all_rows() -> tuple[Row, ...]:
    """Every row, in the order in which it is needed.

    Raises: InvalidInputError if a row's file is wrong, for example names a field that the patient lacks.
    """
    rows = read_folder("rows", Row, "sciatwin.plan.session")
    return tuple(sorted(rows, key=lambda row: (_ORDER.index(row.phase), row.order, row.key)))


def checklist(
    patient: Patient, settings: SessionSettings, computed: Mapping[str, str], declared: Mapping[str, str] = _NOTHING
) -> tuple[ShownRow, ...]:
    """The rows for this patient, filled in.

    Args:
        declared: what the clinic said that it can do, by the name that stands in a row.
        computed: what only the plan knows, such as ``left_in_vial``, by the name that stands in a row.
    """
    clinic = {**clinic_values(settings), **declared}
    return tuple(shown for row in all_rows() if (shown := _shown(row, patient, clinic, computed)) is not None)


def clinic_values(settings: SessionSettings) -> dict[str, str]:
    """The values that the clinic gave, as text, by the name of the field without its unit."""
    found = {}
    for name, info in SessionSettings.model_fields.items():
        value = getattr(settings, name)
        quantity = next((item for item in info.metadata if isinstance(item, Quantity)), None)
        if value is not None:
            found[info.alias or name] = _text(value, quantity.dimension) if quantity else str(value)
    return found


def _text(value: float, dimension: str) -> str:
    if dimension == "saturation":
        return f"{100 * value:g}\u00a0%"
    if dimension == "infusion time":
        return f"{value:g}\u00a0h" if value >= 1 else f"{value * MINUTES_PER_HOUR:.0f}\u00a0min"
    return f"{value:g}\u00a0{_UNITS[dimension]}"


def _shown(row: Row, patient: Patient, clinic: Mapping[str, str], computed: Mapping[str, str]) -> ShownRow | None:
    """None if the row is not for this patient; an unknown answer keeps it."""
    reading = row.condition.read(patient) if row.condition else None
    if reading is not None and reading.answer is Answer.NO:
        return None
    known = {**row.values, **clinic, **computed}
    text = PLACEHOLDER.sub(lambda found: known.get(found[1], BLANK), row.says)
    return ShownRow(row, text, _basis(row, clinic, known), reading.text if reading else "")


def _basis(row: Row, clinic: Mapping[str, str], known: Mapping[str, str]) -> Basis:
    asked = [name for name in row.names if name in SETTINGS | DECLARED]
    if any(name not in known for name in row.names):
        return Basis.BLANK
    if asked and all(name in clinic for name in asked):
        return Basis.CLINIC
    return Basis.PROPOSED if row.is_set_by_clinic else Basis.SOURCE


SETTINGS = frozenset(info.alias or name for name, info in SessionSettings.model_fields.items())
"""Names that a clinic may give a value for."""

COMPUTED = frozenset(
    {
        "left_in_vial",
        "smaller_vial",
        "liver_days",
        "stop_after_two",
        "review_week",
        "cadss_not_repeated",
        "cadss_stop",
    }
)
"""Names that a plan computes."""
