"""Whatever the patient and whatever the limits: a plan stays within every one of them."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sciatwin.analytes import Drug
from sciatwin.patient import EarlierDrug
from sciatwin.plan import Limits, plan_infusion
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.drug.levels import fast_site_peak
from sciatwin.twin.shown.risks import risks_at_peak

limits = st.builds(
    lambda bolus, rate, hour_mg, session_mg, week_mg, course_mg, hours, interval, sessions, gap, severe, high: Limits(
        drug=Drug.RACEMIC_KETAMINE,
        max_bolus=f"{bolus:.4f} mg/kg",
        max_rate=f"{rate:.4f} mg/kg/h",
        max_hour_dose=f"{hour_mg:.2f} mg",
        max_session_dose=f"{session_mg:.2f} mg",
        max_week_dose=f"{week_mg:.2f} mg",
        max_quarter_dose=f"{course_mg / 2:.2f} mg",
        max_course_dose=f"{course_mg:.2f} mg",
        max_session_time=f"{hours:.2f} h",
        min_interval=f"{interval:.1f} h",
        max_sessions=sessions,
        min_time_between_multiday_courses=f"{gap:.1f} days",
        max_severe_dissociation_risk=severe,
        max_severe_hypertension_risk=high,
    ),
    st.floats(0, 0.35),
    st.floats(0.05, 2.0),
    st.floats(5, 200),
    st.floats(5, 400),
    st.floats(50, 2000),
    st.floats(10, 3000),
    st.floats(0.5, 8),
    st.floats(0, 200),
    st.integers(1, 20),
    st.floats(16.1, 100),
    st.floats(0.01, 0.5),
    st.floats(0.005, 0.2),
)

ONE_SESSION = Regimen.on_days([0], rate_mg_per_kg_h=0.2, duration_h=1)
THREE_SESSIONS = Regimen.on_days([0, 1, 40], rate_mg_per_kg_h=0.3, duration_h=2)

patients = st.fixed_dictionaries(
    {
        "weight_kg": st.floats(48, 135),
        "leg_pain": st.floats(3, 10),
        "duration_days": st.floats(20, 4000),
        "systolic": st.floats(95, 175),
        "diastolic": st.floats(50, 92),
        "most_visits": st.integers(1, 20),
        "days_since_course": st.sampled_from([None, 3.0, 20.0, 60.0, float("inf")]),
        "last_course_mg": st.sampled_from([None, 5.0, 400.0]),
        "last_course_drug": st.sampled_from(EarlierDrug),
        "given": st.sampled_from([Regimen.none(), ONE_SESSION, THREE_SESSIONS]),
        "goes_on": st.booleans(),
    }
)


def _patient(base, drawn):
    vitals = base.vitals.model_copy(update={"systolic_mmhg": drawn["systolic"], "diastolic_mmhg": drawn["diastolic"]})
    sciatica = base.sciatica.model_copy(update={"leg_pain": drawn["leg_pain"], "duration_days": drawn["duration_days"]})
    goals = base.goals.model_copy(update={"most_visits": drawn["most_visits"], "least_worthwhile_gain": 1.0})
    return base.model_copy(
        update={
            "weight_kg": drawn["weight_kg"],
            "confirmed": ("weight",),
            "vitals": vitals,
            "sciatica": sciatica,
            "goals": goals,
            "days_since_ketamine_course": drawn["days_since_course"],
            "last_course_mg": drawn["last_course_mg"],
            "last_course_drug": drawn["last_course_drug"],
        }
    )


@pytest.mark.slow
@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=patients, limits=limits)
def test_no_plan_crosses_a_limit(typical_patient, outpatient_site, drawn, limits):
    patient = _patient(typical_patient, drawn)
    site, given_before = outpatient_site.model_copy(update={"limits": limits}), drawn["given"]
    twin = Twin(patient, draws=80, seed=4).after(given_before)
    result = plan_infusion(twin, site, goes_on=drawn["goes_on"])
    for regimen in (result.regimen, *([result.compared.regimen] if result.compared else [])):
        _assert_within(regimen, given_before, drawn["goes_on"], patient, limits)
    if result.compared is not None:
        _assert_tolerable(result.compared.regimen, patient, limits)


def _assert_within(regimen, given_before, goes_on, patient, limits):
    close = 1 + 1e-6
    visits = regimen.by_visit
    assert len(visits) <= patient.goals.most_visits
    if visits:
        assert len(visits) + given_before.visits <= limits.max_sessions
        assert visits[0].start_h >= given_before.last_end_h
    doses = [visit.dose_mg_per_kg * patient.weight_kg for visit in visits]
    for visit, dose_mg in zip(visits, doses, strict=True):
        highest = visit.highest_rate_mg_per_kg_h
        in_an_hour = visit.bolus_mg_per_kg + highest * min(visit.duration_h, 1.0)
        assert visit.bolus_mg_per_kg <= min(limits.max_bolus_mg_per_kg, 0.35) * close
        assert highest <= min(limits.max_rate_mg_per_kg_h, 2.0) * close
        assert in_an_hour <= limits.max_rate_mg_per_kg_h * close
        assert in_an_hour * patient.weight_kg <= limits.max_hour_mg * close
        assert visit.duration_h <= limits.max_session_h * close
        assert dose_mg <= limits.max_session_mg * close
    spans = regimen.visits_h
    if not spans:
        return
    assert visits[0].steps[0].rate_mg_per_kg_h <= 0.1 * close  # session 1 starts low
    given = [(session.end_h, session.dose_mg_per_kg * patient.weight_kg) for session in given_before.sessions]
    assert sum(doses) + sum(dose for _, dose in given) <= limits.max_course_mg * close
    all_spans = [*((session.start_h, session.end_h) for session in given_before.sessions[-1:]), *spans]
    assert all(later[0] - earlier[1] >= limits.min_interval_h - 1e-6 for earlier, later in pairwise(all_spans))
    recent = patient.days_since_ketamine_course
    assert recent is not None
    assert recent + spans[0][0] / 24 >= limits.min_days_between_multiday_courses
    if given_before is THREE_SESSIONS and not goes_on:  # a course of two days ended on day 1
        assert spans[0][0] / 24 - 1 - 2 / 24 >= limits.min_days_between_multiday_courses - 1e-6
    stronger = 1 if patient.last_course_drug is EarlierDrug.RACEMIC else 2  # the clinic has the racemate
    before = [(-24.0 * recent, stronger * (patient.last_course_mg or 0.0))] if recent < 91 else []
    counted = [*before, *given, *((end, dose) for (_, end), dose in zip(spans, doses, strict=True))]
    for days, most_mg in ((7, limits.max_week_mg), (91, limits.max_quarter_mg)):
        for at, _ in counted:
            inside = [(end, dose) for end, dose in counted if at <= end < at + 24 * days]
            if inside[-1][0] > spans[0][0]:  # stretches that the plan adds to
                assert sum(dose for _, dose in inside) <= most_mg * close


def _assert_tolerable(regimen, patient, limits):
    """On versions that neither chose nor checked, as many as tell the risk well."""
    fresh = Twin(patient, draws=20_000, seed=77).ensemble
    risks = risks_at_peak(fresh, fast_site_peak(fresh, regimen))
    assert risks.severe_dissociation <= limits.max_severe_dissociation_risk
    assert risks.severe_hypertension <= limits.max_severe_hypertension_risk
