"""A belief that rests on few versions, wherever they lie, gets no dose on the strength of the others."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sciatwin.plan import Decision, plan_infusion
from sciatwin.plan.choose.panels import Panels
from sciatwin.plan.limits import crossed_by_risk
from sciatwin.regimen import Regimen
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.response.side_effects import dissociation
from sciatwin.twin import Twin
from sciatwin.twin.drug.levels import fast_site_peak
from sciatwin.twin.people import versions_of
from sciatwin.twin.shown.risks import risks_at_peak
from sciatwin.twin.versions.ensemble import draw_ensemble

DRAWS, CROWD = 1000, 20_000
STRONG = Regimen.repeat(dose_mg_per_kg=1.0, duration_h=1.0, count=1)
GENTLE = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1.0, count=1)
NEVER = -np.inf
C50, RISE = "dissociation/C50", "blood pressure/systolic rise"


@pytest.fixture(scope="module")
def twin(typical_patient):
    return Twin(typical_patient, draws=DRAWS, seed=1)


@pytest.fixture(scope="module")
def sides(twin):
    """Rows of the versions that choose and of those that check."""
    marks = [half.mark for half in twin.ensemble.halves()]
    return [np.flatnonzero(np.isin(twin.ensemble.mark, mark)) for mark in marks]


@pytest.fixture(scope="module")
def small(typical_patient):
    return Twin(typical_patient, draws=60, seed=2)


def _believed(rows, log_weight, elsewhere=0.0):
    log_weights = np.full(DRAWS, elsewhere)
    log_weights[rows] = log_weight
    return log_weights


@pytest.mark.parametrize("side", [0, 1], ids=["chooses", "checks"])
@pytest.mark.parametrize(
    ("most", "log_weight", "elsewhere"),
    [(1, 30.0, 0.0), (1, 0.0, NEVER), (55, 12.0, 0.0), (DRAWS, 0.0, -20.0), (DRAWS, 0.0, -900.0), (DRAWS, 0.0, NEVER)],
    ids=["one version", "one that is possible", "few", "one half", "one half, no weight left", "one half is possible"],
)
def test_a_belief_on_few_versions_or_on_one_half_is_refused_with_a_way_out(
    twin, sides, outpatient_site, side, most, log_weight, elsewhere
):
    believed = twin.reweighed(_believed(sides[side][:most], log_weight, elsewhere))
    plan = plan_infusion(believed, outpatient_site)
    assert plan.decision is Decision.CANNOT_BE_CHECKED
    assert plan.regimen.is_none
    assert all("learn from all that was observed with more versions (--draws)" in why for why in plan.reasons)


def test_few_who_take_it_badly_among_those_that_choose_are_not_outvoted_by_the_half_that_checks(
    twin, sides, outpatient_site
):
    """One in eleven of what is believed reacts severely; the half that checks knows of none of them."""
    peak = fast_site_peak(twin.ensemble, GENTLE)
    intensity = dissociation.intensity_fraction(peak, twin.ensemble.drawn)[sides[0]]
    mild, severe = sides[0][np.argsort(intensity)[:50]], sides[0][np.argsort(intensity)[-5:]]
    believed = twin.reweighed(_believed(np.append(mild, severe), 12.0))
    told, (checking, _) = Panels.of(believed).risks(GENTLE), Panels.of(believed).at_risk
    assert _risks(checking, GENTLE).severe_dissociation < 0.05
    assert told.severe_dissociation == pytest.approx(1 / 11, rel=0.01)
    assert plan_infusion(believed, outpatient_site).decision is Decision.CANNOT_BE_CHECKED


@settings(max_examples=40, deadline=None)
@given(log_weights=arrays(float, 60, elements=st.floats(-30, 30) | st.just(NEVER)))
def test_no_risk_is_told_below_that_of_the_whole_belief_or_bounded_more_boldly(small, log_weights):
    if not np.isfinite(log_weights).any():
        return
    whole = small.reweighed(log_weights).ensemble
    if not all(half.weight for half in whole.halves()):
        return
    told, counted = Panels.of(small.reweighed(log_weights)).risks(STRONG), _risks(whole, STRONG)
    assert told.draws <= counted.draws <= 60
    for name in ("severe_dissociation", "severe_hypertension"):
        assert getattr(told, name) >= getattr(counted, name) - 1e-12
        assert getattr(told.at_most(), name) >= getattr(counted.at_most(), name) - 1e-12


def _risks(ensemble, regimen):
    return risks_at_peak(ensemble, fast_site_peak(ensemble, regimen))


BELIEFS = {
    "dissociates at low levels": lambda drawn: -3 * np.log(drawn[C50]),
    "pressure rises steeply": lambda drawn: 1.5 * np.log(drawn[RISE]),
    "either mild or very sensitive": lambda drawn: np.abs(np.log(drawn[C50]) - np.log(drawn[C50]).mean()),
}


@pytest.mark.slow
@pytest.mark.parametrize("belief", BELIEFS.values(), ids=BELIEFS)
def test_no_dose_is_past_a_limit_by_the_risks_of_the_belief_in_a_crowd(typical_patient, outpatient_site, twin, belief):
    """The same belief on 20,000 other draws, counted without any bound; and on the twin's own."""
    believed = twin.reweighed(belief(twin.ensemble.drawn))
    plan = plan_infusion(believed, outpatient_site)
    if plan.regimen.is_none:
        assert plan.decision in (Decision.CANNOT_BE_CHECKED, Decision.NOTHING_WITHIN_LIMITS, Decision.NOT_CREDIBLE)
        return
    crowd = draw_ensemble(versions_of(typical_patient, CROWD), 77, systems=("arterial S",))
    for ensemble in (crowd.reweighed(belief(crowd.drawn)), believed.ensemble):
        assert not crossed_by_risk(_risks(ensemble, plan.regimen), outpatient_site.limits_in_force)


def test_who_is_seen_not_to_respond_is_offered_nothing_for_the_sake_of_those_who_do(twin, outpatient_site):
    """What a plan expects follows evidence of a class, not the probability of the class before it."""
    lasts = twin.ensemble.responds_to_drug & (twin.ensemble.account != len(ACCOUNTS) - 1)
    refuted = twin.reweighed(np.where(lasts, NEVER, 0.0))
    plan = plan_infusion(refuted, outpatient_site)
    assert plan.decision is Decision.NOT_CREDIBLE
    assert plan.compared.excess == pytest.approx(0, abs=0.01)
    assert plan.in_hundred.nothing_lasting == 1


def test_evidence_that_tells_nothing_leaves_classes_to_their_probabilities(twin):
    same = twin.reweighed(np.zeros(DRAWS)).ensemble
    np.testing.assert_array_equal(same.lasting_probability, twin.ensemble.lasting_probability)
    certain = twin.ensemble.in_drawn_classes()
    for name in ("recovery_probability", "placebo_probability"):
        error = 0.5 / np.sqrt(DRAWS)
        assert getattr(certain, name).mean() == pytest.approx(getattr(twin.ensemble, name).mean(), abs=4 * error)
    found, drawn = certain.lasting_probability.mean(axis=1), twin.ensemble.lasting_probability.mean(axis=1)
    np.testing.assert_allclose(found, drawn, atol=4 * error)
