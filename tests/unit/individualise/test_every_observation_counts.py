"""Every field of an observation moves the likelihood or the dangers seen, or a note says that it was not used."""

from dataclasses import fields, replace

import numpy as np
import pytest

from sciatwin.analytes import Analyte, BloodSite, Drug
from sciatwin.individualise.likelihood import likelihood_of
from sciatwin.observation import (
    Decided,
    Event,
    Impression,
    Observations,
    OpioidUse,
    OxygenSaturation,
    Period,
    Questionnaire,
    RespiratoryRate,
    Review,
    Sedation,
    SelfHarmThoughts,
    SeriousEvent,
)
from sciatwin.observation import SideEffect as Effect
from sciatwin.plan.next_step import StopValues, dangers_seen
from support.made_up_visits import EVERYTHING, sessions

RECORDS = (
    *{type(item): item for item in EVERYTHING.observed}.values(),
    Sedation(time_h=0.5, scale="OAA/S", score=3, awake_score=5, deepest_score=1),
    OpioidUse(time_h=14 * 24.0, morphine_mg_per_day=10),
    OxygenSaturation(time_h=0.5, saturation_percent=97),
    RespiratoryRate(time_h=0.5, breaths_per_min=14),
    SelfHarmThoughts(time_h=14 * 24.0, phq9_item_9=0),
    SeriousEvent(time_h=0.5, event=Event.OTHER),
    Review(time_h=14 * 24.0, decided=Decided.MAY_GO_ON, by="pain physician"),
)

OTHER = {
    "analyte": Analyte.S_KETAMINE,
    "site": BloodSite.ARTERIAL,
    "effect": Effect.HEADACHE,
    "seen": False,
    "period": list(Period)[-1],
    "questionnaire": Questionnaire.GAD7,
    "impression": list(Impression)[-1],
    "scale": "RASS",
    "drug": Drug.S_KETAMINE,
    "session_index": 1,
    "conc_ng_per_ml": 600.0,
    "systolic_mmhg": 188.0,
    "diastolic_mmhg": 112.0,
    "heart_rate_per_min": 150.0,
    "cadss": 38.0,
    "score": 2.0,
    "resolution": 0.5,
    "awake_score": 4.0,
    "deepest_score": 0.0,
    "morphine_mg_per_day": 60.0,
    "saturation_percent": 88.0,
    "breaths_per_min": 7.0,
    "phq9_item_9": 1,
    "event": Event.SEIZURE,
    "decided": Decided.STOP,
    "by": "head of the clinic",
    "time_h": 1.25,
    "start_h": 1.0,
    "duration_h": 2.0,
    "dose_mg": 74.0,
    "bolus_mg": 10.0,
}

# Nothing is compared with them, for a reason that the record itself states.
NOT_COMPARED = {
    ("Concentration", "limit_ng_per_ml"): "either a level or a limit is given",
    ("SideEffectSeen", "session_index"): "a session that had not begun at that time is refused",
    ("SideEffectSeen", "time_h"): "the session counts, not the minute",
    ("Sedation", "time_h"): "the session counts, not the minute",
}


def _judged(patient, observed, given):
    likelihood = likelihood_of(patient, Observations((observed,), given))
    x = np.random.default_rng(3).standard_normal((4, likelihood.dimension))
    dangers = dangers_seen(patient, Observations((observed,), given), StopValues())
    return likelihood.by_class(x).tobytes(), dangers, likelihood.notes


CASES = [
    pytest.param(record, item.name, id=f"{type(record).__name__}-{item.name}")
    for record in RECORDS
    for item in fields(record)
    if (type(record).__name__, item.name) not in NOT_COMPARED
]


@pytest.mark.parametrize(("record", "name"), CASES)
def test_a_field_of_an_observation_counts_or_a_note_says_that_it_does_not(record, name, typical_patient):
    weak, strong = sessions(2)
    given = (weak, replace(strong, dose_mg=90))
    changed = _judged(typical_patient, replace(record, **{name: OTHER[name]}), given)
    assert changed != _judged(typical_patient, record, given) or changed[-1]


@pytest.mark.parametrize("name", ["duration_h", "dose_mg", "drug", "bolus_mg"])
def test_a_field_of_a_session_moves_the_likelihood(name, typical_patient):
    level = next(item for item in EVERYTHING.observed if hasattr(item, "conc_ng_per_ml"))
    level = replace(level, time_h=4.0)
    (session,) = sessions(1)
    changed = replace(session, **{name: OTHER[name]})
    assert _judged(typical_patient, level, (changed,)) != _judged(typical_patient, level, (session,))
