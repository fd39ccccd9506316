"""Dangers in the record: pressure, pulse, breathing, dissociation, sedation, mood, events, own judgement.

The values at which a session is stopped are the clinic's where it signed some, else those of the sources.
"""

import datetime
from collections.abc import Iterable, Iterator

from sciatwin.evidence import Estimate, Source, Status
from sciatwin.observation import Observations
from sciatwin.observation.seen.dissociation import HIGHEST as HIGHEST_CADSS
from sciatwin.observation.seen.dissociation import Dissociation
from sciatwin.observation.seen.global_impression import GlobalImpression, Impression
from sciatwin.observation.seen.oxygen_saturation import OxygenSaturation
from sciatwin.observation.seen.pressure import Pressure
from sciatwin.observation.seen.questionnaire_score import Questionnaire, QuestionnaireScore
from sciatwin.observation.seen.respiratory_rate import RespiratoryRate
from sciatwin.observation.seen.sedation import Sedation
from sciatwin.observation.seen.serious_event import SeriousEvent
from sciatwin.observation.seen.side_effect_seen import SideEffect, SideEffectSeen
from sciatwin.patient import Patient
from sciatwin.plan.next_step.reviewed import after_review, stops_decided
from sciatwin.plan.next_step.seen import Seen, Weighs
from sciatwin.plan.next_step.self_harm_seen import self_harm_seen
from sciatwin.plan.session.stop_values import StopValues
from sciatwin.response.side_effects import cadss_limits

DEEP_SEDATION = Estimate(
    value=0.6,
    unit="1",
    meaning="part of a sedation scale from which a dose is not repeated as it was",
    status=Status.ASSUMED,
    low=0.5,
    high=0.8,
    reason="awake or lightly sedated is what a session aims at; scales differ",
)
WORSE_MOOD = Estimate(
    value=5,
    unit="points",
    meaning="rise of PHQ-9 that counts as worse",
    status=Status.ASSUMED,
    source=Source("Kroenke K, et al. J Gen Intern Med 2001;16:606 (PHQ-9)", doi="10.1046/j.1525-1497.2001.016009606.x"),
    low=5,
    high=5,
    reason="a change of 5 is usually called clinically significant; that it stops ketamine is ours",
)
SEVERE_MOOD = 20.0  # the band "severe" of PHQ-9 (Kroenke 2001)
SIDE_EFFECTS_AGAINST = {
    SideEffect.PSYCHOTOMIMETIC: (
        "psychotomimetic effects were seen",
        "not repeated as it was (assumed); a psychosis is recorded as serious_event",
    ),
    SideEffect.ANY: (
        "an adverse event was seen",
        "say which, as serious_event if it was one; not repeated as it was (assumed)",
    ),
}


def dangers_seen(
    patient: Patient, observations: Observations, stops: StopValues, today: datetime.date | None = None
) -> tuple[Seen, ...]:
    """Everything in the record that speaks against a further session, in order of time.

    What a physician reviewed later, and let go on, no longer stops; thoughts of self-harm do until they are assessed.

    Args: today: the day on which an assessment of the risk of self-harm must count; None compares dates alone.
    """
    found = _to_be_reviewed(patient, observations, stops)
    reviewed = (after_review(seen, observations) for seen in found)
    return _in_order((*reviewed, *self_harm_seen(patient, observations, today)))


def dangers_as_seen(
    patient: Patient, observations: Observations, stops: StopValues, today: datetime.date | None = None
) -> tuple[Seen, ...]:
    """The same as they were seen, whatever a later review said of them."""
    found = _to_be_reviewed(patient, observations, stops)
    return _in_order((*found, *self_harm_seen(patient, observations, today)))


def _in_order(found: Iterable[Seen]) -> tuple[Seen, ...]:
    return tuple(sorted(found, key=lambda seen: seen.time_h))


def _to_be_reviewed(patient: Patient, observations: Observations, stops: StopValues) -> tuple[Seen, ...]:
    """What a review may lift: all but thoughts of self-harm."""
    return (
        *_pressures(observations, stops),
        *_pulses(observations, stops),
        *_breathing(observations, stops),
        *_dissociation(observations),
        *_sedation(observations),
        *_mood(patient, observations),
        *_impressions(observations),
        *_events(observations),
        *stops_decided(observations),
    )


def _pressures(observations: Observations, stops: StopValues) -> Iterator[Seen]:
    for item in observations.of_kind(Pressure):
        what = f"pressure {item.systolic_mmhg:g}/{item.diastolic_mmhg:g} mmHg"
        if item.systolic_mmhg > stops.systolic_mmhg or item.diastolic_mmhg > stops.diastolic_mmhg:
            limit = f"stop above {stops.systolic_mmhg:g}/{stops.diastolic_mmhg:g} mmHg"
            yield Seen(item.time_h, what, limit, Weighs.STOP)
        elif item.systolic_mmhg < stops.systolic_below_mmhg:
            yield Seen(item.time_h, what, f"stop below {stops.systolic_below_mmhg:g} mmHg", Weighs.STOP)
        elif item.systolic_mmhg >= stops.slow_systolic_mmhg:
            yield Seen(item.time_h, what, f"slower from {stops.slow_systolic_mmhg:g} mmHg (assumed)", Weighs.CHANGE)


def _pulses(observations: Observations, stops: StopValues) -> Iterator[Seen]:
    for item in observations.of_kind(Pressure):
        pulse = item.heart_rate_per_min
        if pulse is not None and not stops.pulse_below_per_min <= pulse <= stops.pulse_above_per_min:
            limit = f"stop outside {stops.pulse_below_per_min:g} to {stops.pulse_above_per_min:g} /min"
            yield Seen(item.time_h, f"heart rate {pulse:g} /min", limit, Weighs.STOP)


def _breathing(observations: Observations, stops: StopValues) -> Iterator[Seen]:
    lowest_percent = round(100 * stops.saturation_below_fraction, 6)
    for reading in observations.of_kind(OxygenSaturation):
        if reading.saturation_percent < lowest_percent:
            what = f"oxygen saturation {reading.saturation_percent:g} %"
            yield Seen(reading.time_h, what, f"stop below {lowest_percent:g} %", Weighs.STOP)
    for count in observations.of_kind(RespiratoryRate):
        if count.breaths_per_min < stops.breathing_below_per_min:
            what = f"breathing {count.breaths_per_min:g} /min"
            yield Seen(count.time_h, what, f"stop below {stops.breathing_below_per_min:g} /min", Weighs.STOP)


def _dissociation(observations: Observations) -> Iterator[Seen]:
    stop, not_again = cadss_limits.STOP.value, cadss_limits.NOT_REPEATED.value
    for item in observations.of_kind(Dissociation):
        what = f"CADSS {item.cadss:g}"
        if item.cadss >= stop:
            yield Seen(item.time_h, what, f"stop from {stop:g} of {HIGHEST_CADSS:g} (assumed)", Weighs.STOP)
        elif item.cadss >= not_again:
            yield Seen(item.time_h, what, f"not repeated as it was from {not_again:g} (assumed)", Weighs.CHANGE)


def _sedation(observations: Observations) -> Iterator[Seen]:
    for item in observations.of_kind(Sedation):
        what = f"sedation {item.score:g} on {item.scale}"
        if item.depth_fraction >= 1:
            yield Seen(item.time_h, what, "the deepest of its scale: stop", Weighs.STOP)
        elif item.depth_fraction >= DEEP_SEDATION.value:
            yield Seen(item.time_h, what, "too deep to repeat as it was (assumed)", Weighs.CHANGE)


def _mood(patient: Patient, observations: Observations) -> Iterator[Seen]:
    before = patient.questionnaires.phq9
    for item in observations.of_kind(QuestionnaireScore):
        if item.questionnaire is not Questionnaire.PHQ9:
            continue
        worse = before is not None and item.score - before >= WORSE_MOOD.value
        if item.score >= SEVERE_MOOD or worse:
            was = f", {before:g} before" if before is not None else ""
            limit = "ask about self-harm and record the assessment before anything else"
            yield Seen(item.time_h, f"PHQ-9 {item.score:g}{was}", limit, Weighs.STOP)


def _impressions(observations: Observations) -> Iterator[Seen]:
    for item in observations.of_kind(GlobalImpression):
        what = f"the patient judges: {item.impression}"
        if item.impression in (Impression.MUCH_WORSE, Impression.VERY_MUCH_WORSE):
            yield Seen(item.time_h, what, "no further session without a review", Weighs.STOP)
        elif item.impression is Impression.MINIMALLY_WORSE:
            yield Seen(item.time_h, what, "review before repeating", Weighs.CHANGE)


def _events(observations: Observations) -> Iterator[Seen]:
    for item in observations.of_kind(SeriousEvent):
        yield Seen(item.time_h, f"serious event: {item.event}", "no further session without a review", Weighs.STOP)
    for answer in observations.of_kind(SideEffectSeen):
        if answer.seen and answer.effect in SIDE_EFFECTS_AGAINST:
            what, limit = SIDE_EFFECTS_AGAINST[answer.effect]
            yield Seen(answer.time_h, what, limit, Weighs.CHANGE, session_index=answer.session_index)
