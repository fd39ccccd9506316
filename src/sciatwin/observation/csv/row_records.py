"""What one row says, as a record. Each kind asks for its cells; a cell that it does not ask for is a fault."""

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.errors import InvalidInputError, UnitError
from sciatwin.observation.csv import columns
from sciatwin.observation.csv.level_units import MassOf, is_molar, level_ng_per_ml
from sciatwin.observation.csv.rows import NUMBER, CsvRow
from sciatwin.observation.csv.session_row import WHAT_A_MASS_COUNTS, YesNo, session_fields
from sciatwin.observation.observations import Observation
from sciatwin.observation.seen.concentration import DRAWN_AT, MEASURED, Concentration
from sciatwin.observation.seen.dissociation import Dissociation
from sciatwin.observation.seen.given_session import GivenSession
from sciatwin.observation.seen.global_impression import GlobalImpression, Impression
from sciatwin.observation.seen.opioid_use import OpioidUse
from sciatwin.observation.seen.oxygen_saturation import OxygenSaturation
from sciatwin.observation.seen.pain_score import PainScore, Period
from sciatwin.observation.seen.pressure import Pressure
from sciatwin.observation.seen.questionnaire_score import Questionnaire, QuestionnaireScore
from sciatwin.observation.seen.respiratory_rate import RespiratoryRate
from sciatwin.observation.seen.review import Decided, Review
from sciatwin.observation.seen.sedation import Sedation
from sciatwin.observation.seen.self_harm_thoughts import SelfHarmThoughts
from sciatwin.observation.seen.serious_event import Event, SeriousEvent
from sciatwin.observation.seen.side_effect_seen import SideEffect, SideEffectSeen
from sciatwin.units import factor

_PRESSURE = re.compile(rf"({NUMBER})\s*/\s*({NUMBER})")


class Parts(NamedTuple):
    """Type of a record and its fields but the time. Where a cell was at fault, a field is None."""

    record_type: Callable[..., Any]
    fields: Mapping[str, object]


def record_of(row: CsvRow, kind: str, time_h: float, time_column: str) -> Observation | GivenSession | None:
    """The record of a row, or None and what is wrong in ``row.faults``."""
    before = len(row.faults)
    record_type, fields = _READERS[kind](row)
    cells_are_read = len(row.faults) == before
    row.refuse_the_rest(kind)
    if not cells_are_read:
        return None
    clock = {"start_h" if kind == columns.SESSION else "time_h": time_h}
    try:
        return record_type(**clock, **fields)
    except InvalidInputError as error:
        for name, text in (fault.split(": ", 1) for fault in error.faults):
            row.fault(columns.COLUMN_OF_FIELD.get(name, name) or time_column, text)
        return None


def _session(row: CsvRow) -> Parts:
    return Parts(GivenSession, session_fields(row))


def _concentration(row: CsvRow) -> Parts:
    analyte = row.choice("analyte", Analyte, "Say what was measured", MEASURED)
    site = row.choice("site", BloodSite, "Say where blood was drawn", DRAWN_AT)
    below = row.text("below_limit") and row.choice("below_limit", YesNo, "") is YesNo.YES
    level = _level(row, analyte)
    return Parts(
        Concentration,
        {"analyte": analyte, "site": site, "limit_ng_per_ml" if below else "conc_ng_per_ml": level},
    )


def _level(row: CsvRow, analyte: Analyte | None) -> float | None:
    below = " For a level below the limit write the limit here, and 'yes' under below_limit."
    value = row.needed_number("value", "A level is needed, or the limit that it lies below.", below)
    unit = row.needed("unit", "Write the laboratory's unit, such as ng/mL or µmol/L.")
    mass_of = None if is_molar(unit) else row.choice("mass_of", MassOf, WHAT_A_MASS_COUNTS)
    if value is None or not unit or analyte is None or (mass_of is None and not is_molar(unit)):
        return None
    try:
        return level_ng_per_ml(value, unit, analyte, mass_of)
    except UnitError as error:
        row.fault("unit", f"{error}.")
        return None


def _pain_score(row: CsvRow) -> Parts:
    score = row.needed_number("value", "A score from 0 to 10 is needed.")
    _no_unit_but(row, columns.POINTS)
    period = row.choice("period", Period, "Say what the score is about")
    step = row.number("resolution")
    return Parts(PainScore, {"score": score, "period": period, "resolution": 1.0 if step is None else step})


def _dissociation(row: CsvRow) -> Parts:
    score = row.needed_number("value", "A score from 0 to 92 is needed.")
    _no_unit_but(row, columns.POINTS)
    return Parts(Dissociation, {"cadss": score})


def _sedation(row: CsvRow) -> Parts:
    ends = "Scales run both ways: say which score is that of"
    _no_unit_but(row, columns.POINTS)
    fields = {
        "score": row.needed_number("value", "A score is needed."),
        "scale": row.needed("scale", "Name the scale."),
        "awake_score": row.needed_number("awake", f"{ends} somebody awake."),
        "deepest_score": row.needed_number("deepest", f"{ends} the deepest sedation on it."),
    }
    return Parts(Sedation, fields)


def _pressure(row: CsvRow) -> Parts:
    text = row.needed("value", "Systolic and diastolic pressure are needed, such as 128/78.")
    to_mmhg = _unit_factor(row, "blood pressure", "mmHg")
    match = _PRESSURE.fullmatch(text)
    if text and match is None:
        row.fault("value", f"got '{text}'; systolic and diastolic pressure are written like 128/78.")
    systolic, diastolic = (float(part) * (to_mmhg or 1.0) for part in match.groups()) if match else (None, None)
    rate = row.number("heart_rate", " It counts beats per minute.")
    return Parts(Pressure, {"systolic_mmhg": systolic, "diastolic_mmhg": diastolic, "heart_rate_per_min": rate})


def _oxygen_saturation(row: CsvRow) -> Parts:
    value = row.needed_number("value", "A saturation from 10 to 100 % is needed.")
    _exact_unit(row, columns.PERCENT, "The monitor shows per cent.")
    return Parts(OxygenSaturation, {"saturation_percent": value})


def _respiratory_rate(row: CsvRow) -> Parts:
    value = row.needed_number("value", "Breaths a minute are needed.")
    _no_unit_but(row, columns.PER_MIN)
    return Parts(RespiratoryRate, {"breaths_per_min": value})


def _self_harm_thoughts(row: CsvRow) -> Parts:
    value = row.needed_number("value", "The answer to item 9, from 0 to 3, is needed.")
    _no_unit_but(row, columns.POINTS)
    return Parts(SelfHarmThoughts, {"phq9_item_9": value})


def _review(row: CsvRow) -> Parts:
    decided = row.choice("value", Decided, "Write what was decided")
    by = row.needed("by", "Say who decided, by role.")
    return Parts(Review, {"decided": decided, "by": by})


def _questionnaire(questionnaire: Questionnaire) -> Callable[[CsvRow], Parts]:
    def read(row: CsvRow) -> Parts:
        score = row.needed_number("value", "The total score of the form is needed.")
        if questionnaire is Questionnaire.ODI:
            _exact_unit(row, columns.PERCENT, "The index is a percentage, twice the sum of ten sections.")
        else:
            _no_unit_but(row, columns.POINTS)
        return Parts(QuestionnaireScore, {"questionnaire": questionnaire, "score": score})

    return read


def _opioid_use(row: CsvRow) -> Parts:
    value = row.needed_number("value", "Write 0 if no opioid was taken.")
    _exact_unit(row, columns.OPIOID_UNIT, "Morphine milligram equivalents a day are meant, not mg of the opioid.")
    return Parts(OpioidUse, {"morphine_mg_per_day": value})


def _side_effect(effect: SideEffect) -> Callable[[CsvRow], Parts]:
    def read(row: CsvRow) -> Parts:
        answer = row.choice("value", YesNo, "Write one of")
        index = session_index(row)
        return Parts(SideEffectSeen, {"effect": effect, "seen": answer is YesNo.YES, "session_index": index})

    return read


def session_index(row: CsvRow) -> int | None:
    """Index from 0 of the visit that a row names, counted from 1 in the file."""
    number = row.needed_number("session", "Say in which session, counted from 1.")
    if number is None:
        return None
    if number < 1 or not number.is_integer():
        row.fault("session", f"got '{row.text('session')}'; sessions count 1, 2, 3, ….")
        return None
    return int(number) - 1


def _serious_event(row: CsvRow) -> Parts:
    return Parts(SeriousEvent, {"event": row.choice("value", Event, "Say which")})


def _global_impression(row: CsvRow) -> Parts:
    what = "Write the category in words, because forms number them in both directions"
    return Parts(GlobalImpression, {"impression": row.choice("value", Impression, what)})


def _unit_factor(row: CsvRow, dimension: str, usual: str) -> float | None:
    unit = row.needed("unit", f"Write it, such as {usual}.")
    try:
        return factor(unit, dimension) if unit else None
    except UnitError as error:
        row.fault("unit", f"{error}.")
        return None


def _no_unit_but(row: CsvRow, unit: str) -> None:
    if (text := row.text("unit")) and text != unit:
        row.fault("unit", f"got '{text}'; this is in {unit}. Convert it, or leave the cell empty.")


def _exact_unit(row: CsvRow, unit: str, why: str) -> None:
    if (text := row.needed("unit", f"Write '{unit}'. {why}")) and text != unit:
        row.fault("unit", f"got '{text}'; write '{unit}'. {why}")


_READERS: Mapping[str, Callable[[CsvRow], Parts]] = {
    columns.SESSION: _session,
    columns.CONCENTRATION: _concentration,
    columns.LEG_PAIN: _pain_score,
    columns.CADSS: _dissociation,
    columns.SEDATION_SCORE: _sedation,
    columns.BLOOD_PRESSURE: _pressure,
    columns.OXYGEN_SATURATION: _oxygen_saturation,
    columns.RESPIRATORY_RATE: _respiratory_rate,
    **{kind: _questionnaire(item) for kind, item in columns.QUESTIONNAIRES.items()},
    columns.PHQ9_ITEM_9: _self_harm_thoughts,
    columns.OPIOID_USE: _opioid_use,
    **{kind: _side_effect(effect) for kind, effect in columns.SIDE_EFFECTS.items()},
    columns.SERIOUS_EVENT: _serious_event,
    columns.GLOBAL_IMPRESSION: _global_impression,
    columns.REVIEW: _review,
}
