"""Reported numbers in words: what was measured, when, how much, how sure."""

from sciatwin.evidence.published_trial import ArmKind, Measure, Population, Role, TrialArm, TrialObservation

_WORDS = {
    Measure.PAIN_DIFFERENCE: "difference in pain",
    Measure.PAIN_FALL: "fall of pain",
    Measure.PAIN_RATIO: "ratio of pain",
    Measure.PERCENT_FALL: "fall of pain, share",
    Measure.RESPONDERS_30: "pain less by 30 % or more",
    Measure.RESPONDERS_50: "pain less by half or more",
    Measure.MEANINGFUL_CHANGE: "meaningful change",
    Measure.SIGNIFICANT: "significant",
    Measure.PSYCHOMIMETIC: "psychomimetic effects",
    Measure.ANY_ADVERSE_EVENT: "any adverse event",
    Measure.OPIOID_MME: "opioids, morphine equivalents",
}

ROLES = {
    Role.CALIBRATE: "constants may be chosen from it",
    Role.HOLD_OUT: "held out: only scored against",
    Role.BACKGROUND: "background",
    Role.BIASED: "known to be biased; shown, not used",
}

_FRACTION, _YES_OR_NO = "fraction", "yes or no"
_MINUTES_PER_HOUR, _A_FEW_HOURS = 60, 2.0


def measure_in_words(row: TrialObservation) -> str:
    """What was measured; a more exact description replaces or follows the name of the measure."""
    name = _WORDS.get(row.measures, str(row.measures))
    if row.measures is Measure.OTHER:
        return row.what
    return f"{name}: {row.what}" if row.what else name


def time_in_words(row: TrialObservation) -> str:
    """When it was measured, from the first infusion; empty where it was not visible."""
    if row.time_h is not None:
        minutes = row.time_h * _MINUTES_PER_HOUR
        return f"{row.time_h:.3g} h" if row.time_h >= _A_FEW_HOURS else f"{minutes:.0f} min"
    if row.day is not None:
        return f"day {row.day:g}"
    if row.window_days is not None:
        return f"days {row.window_days[0]:.2g} to {row.window_days[1]:g}"
    return ""


def value_in_words(row: TrialObservation) -> str:
    """The number with its unit and how sure it is, as printed."""
    unit = row.unit_as_printed
    if unit == _YES_OR_NO:
        return f"yes{_p_value(row)}" if row.value else f"no{_p_value(row)}"
    if row.count is not None and row.of is not None:
        return f"{row.count} of {row.of}{_p_value(row)}"
    value = row.printed
    parts = [_number(value, unit)] if value is not None else []
    if row.range is not None:
        parts.append(_span(row.range, unit))
    words = " ".join(parts) + ("" if unit in (_FRACTION, "ratio") else f" {unit}")
    return f"{words.strip()}{_error(row, unit)}{_p_value(row)}"


def _number(value: float, unit: str) -> str:
    text = f"{100 * value:.3g} %" if unit == _FRACTION else f"{value:.4g}"
    return text.replace("-", "−")


def _span(span: tuple[float, float], unit: str) -> str:
    return f"{_number(span[0], unit)} to {_number(span[1], unit)}"


def _error(row: TrialObservation, unit: str) -> str:
    if row.ci95 is not None:
        return f" ({_span(row.ci95, unit)})"
    if row.ci90 is not None:
        return f" (90 %: {_span(row.ci90, unit)})"
    if row.standard_error is not None:
        return f" (SE {_number(row.standard_error, unit)})"
    return f" (SD {_number(row.sd, unit)})" if row.sd is not None else ""


def _p_value(row: TrialObservation) -> str:
    return f", p {'' if row.p_value[0] in '<>=' else '= '}{row.p_value}" if row.p_value else ""


def remarks_of(row: TrialObservation) -> tuple[str, ...]:
    """What must be known to read the number: how it was derived, what was presumed, notes."""
    return tuple(
        text
        for text in (
            f"derived: {row.formula}" if row.formula else "",
            f"time assumed: {row.time_assumed}" if row.time_assumed else "",
            row.note,
            f"read at {row.url}" if row.url else "",
        )
        if text
    )


def people_in_words(people: Population) -> str:
    """Who took part, as far as it was visible."""
    parts = [
        f"{people.n}" if people.n else "number not visible",
        f"{people.age_years:g} years old" if people.age_years else "",
        f"{people.female_fraction:.0%} women" if people.female_fraction is not None else "",
        f"{people.condition_duration_is} of duration {people.condition_duration_years:g} years"
        if people.condition_duration_years
        else "",
        f"pain at the start {people.baseline_pain_mean:g}" if people.baseline_pain_mean is not None else "",
        people.entry,
    ]
    return "; ".join(part for part in parts if part)


def arm_in_words(arm: TrialArm) -> str:
    """Treatment of one arm, with what had to be presumed or why it cannot be simulated."""
    parts = [f"{arm.name} ({arm.kind}{f', {arm.n}' if arm.n else ''})"]
    parts += [arm.treatment] if arm.treatment else []
    parts += [f"assumed: {arm.regimen_assumed}"] if arm.regimen_assumed else []
    parts += [f"not simulated: {arm.no_regimen}"] if arm.no_regimen and arm.kind is ArmKind.KETAMINE else []
    return "; ".join(parts)
