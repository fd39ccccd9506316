"""Writes observations so that reading the file gives the same records, to the last bit."""

import csv
import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from sciatwin.errors import OutputError
from sciatwin.observation.csv import columns
from sciatwin.observation.csv.level_units import MassOf
from sciatwin.observation.observations import Observation, Observations
from sciatwin.observation.seen.concentration import Concentration
from sciatwin.observation.seen.dissociation import Dissociation
from sciatwin.observation.seen.given_session import GivenSession
from sciatwin.observation.seen.global_impression import GlobalImpression
from sciatwin.observation.seen.opioid_use import OpioidUse
from sciatwin.observation.seen.oxygen_saturation import OxygenSaturation
from sciatwin.observation.seen.pain_score import PainScore
from sciatwin.observation.seen.pressure import Pressure
from sciatwin.observation.seen.questionnaire_score import Questionnaire, QuestionnaireScore
from sciatwin.observation.seen.respiratory_rate import RespiratoryRate
from sciatwin.observation.seen.review import Review
from sciatwin.observation.seen.sedation import Sedation
from sciatwin.observation.seen.self_harm_thoughts import SelfHarmThoughts
from sciatwin.observation.seen.serious_event import SeriousEvent
from sciatwin.observation.seen.side_effect_seen import SideEffectSeen
from sciatwin.observation.unusual import unusual_sessions
from sciatwin.units import format_quantity

Cells = Mapping[str, str]


def write_observations(observations: Observations, path: str | Path) -> None:
    """Write a CSV file with hours since the first session, whole or not at all. Notes are not written.

    Raises: OutputError if the file cannot be written.
    """
    path = Path(path)
    rows = [
        *_session_rows(observations),
        *({columns.HOURS: _number(item.time_h)} | _cells(item) for item in observations.observed),
    ]
    used = [
        name for name in columns.COLUMNS if name in (columns.HOURS, columns.KIND) or any(name in row for row in rows)
    ]
    text = io.StringIO()
    writer = csv.DictWriter(text, used, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    _write(path, text.getvalue())


def _session_rows(observations: Observations) -> Iterator[Cells]:
    """Whoever has a record of an unusual dose has confirmed it, so it is not asked back when the file is read."""
    sessions = observations.sessions
    unusual = {i for inside, _ in unusual_sessions(sessions, observations.visits_h) for i in inside}
    for index, session in enumerate(sessions):
        yield _session_cells(session, is_unusual=index in unusual)


def _session_cells(session: GivenSession, *, is_unusual: bool) -> Cells:
    return {
        **({"confirmed": "yes"} if is_unusual else {}),
        columns.HOURS: _number(session.start_h),
        columns.KIND: columns.SESSION,
        "value": _number(session.dose_mg),
        "unit": "mg",
        "mass_of": MassOf.BASE,
        "duration": format_quantity(session.duration_h, "h"),
        "bolus": format_quantity(session.bolus_mg, "mg"),
        "drug": session.drug,
    }


def _cells(item: Observation) -> dict[str, str]:
    """Cells of one observation but its time."""
    match item:
        case Concentration():
            return _concentration_cells(item)
        case PainScore():
            return {
                **_value(columns.LEG_PAIN, item.score),
                "period": item.period,
                "resolution": _number(item.resolution),
            }
        case Dissociation() | OxygenSaturation() | RespiratoryRate() | SelfHarmThoughts() | OpioidUse():
            return _number_cells(item)
        case Sedation():
            return _sedation_cells(item)
        case Pressure():
            return _pressure_cells(item)
        case QuestionnaireScore():
            unit = columns.PERCENT if item.questionnaire is Questionnaire.ODI else ""
            return _value(item.questionnaire, item.score, unit)
        case SideEffectSeen():
            answer = "yes" if item.seen else "no"
            kind = columns.kind_of(item.effect)
            return {columns.KIND: kind, "value": answer, "session": str(item.session_index + 1)}
        case GlobalImpression() | SeriousEvent() | Review():
            return _word_cells(item)


def _number_cells(
    item: Dissociation | OxygenSaturation | RespiratoryRate | SelfHarmThoughts | OpioidUse,
) -> dict[str, str]:
    """Cells of a record that is one number."""
    match item:
        case Dissociation():
            return _value(columns.CADSS, item.cadss)
        case OxygenSaturation():
            return _value(columns.OXYGEN_SATURATION, item.saturation_percent, columns.PERCENT)
        case RespiratoryRate():
            return _value(columns.RESPIRATORY_RATE, item.breaths_per_min, columns.PER_MIN)
        case SelfHarmThoughts():
            return _value(columns.PHQ9_ITEM_9, item.phq9_item_9)
        case OpioidUse():
            return _value(columns.OPIOID_USE, item.morphine_mg_per_day, columns.OPIOID_UNIT)


def _word_cells(item: GlobalImpression | SeriousEvent | Review) -> dict[str, str]:
    """Cells of a record that is one of several words."""
    match item:
        case GlobalImpression():
            return {columns.KIND: columns.GLOBAL_IMPRESSION, "value": item.impression}
        case SeriousEvent():
            return {columns.KIND: columns.SERIOUS_EVENT, "value": item.event}
        case Review():
            return {columns.KIND: columns.REVIEW, "value": item.decided, "by": item.by}


def _value(kind: str, value: float, unit: str = "") -> dict[str, str]:
    return {columns.KIND: kind, "value": _number(value)} | ({"unit": unit} if unit else {})


def _concentration_cells(item: Concentration) -> dict[str, str]:
    value = item.conc_ng_per_ml if item.limit_ng_per_ml is None else item.limit_ng_per_ml
    assert value is not None  # a record has one of the two
    return {
        **_value(columns.CONCENTRATION, value, "ng/mL"),
        "mass_of": MassOf.BASE,
        "analyte": item.analyte,
        "site": item.site,
        "below_limit": "yes" if item.below_limit else "no",
    }


def _sedation_cells(item: Sedation) -> dict[str, str]:
    return {
        **_value(columns.SEDATION_SCORE, item.score),
        "scale": item.scale,
        "awake": _number(item.awake_score),
        "deepest": _number(item.deepest_score),
    }


def _pressure_cells(item: Pressure) -> dict[str, str]:
    rate = {} if item.heart_rate_per_min is None else {"heart_rate": _number(item.heart_rate_per_min)}
    pair = f"{_number(item.systolic_mmhg)}/{_number(item.diastolic_mmhg)}"
    return {columns.KIND: columns.BLOOD_PRESSURE, "value": pair, "unit": "mmHg"} | rate


def _number(value: float) -> str:
    """Shortest text that reads back as the same number."""
    value = float(value)
    return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else repr(value)


def _write(path: Path, text: str) -> None:
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_text(text, encoding="utf-8")
        os.replace(unfinished, path)  # noqa: PTH105  (same on every system, and atomic)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise OutputError(f"{path}: cannot be written ({error.strerror}). Nothing was changed.") from None
