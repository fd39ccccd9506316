"""The versions that choose, the versions that check, and what a plan owes to chance."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binom

from sciatwin.plan import plan_infusion
from sciatwin.plan.choose.panels import Panels
from sciatwin.plan.choose.whole_course import NOT_DELIVERABLE
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.shown.risks import Risks


def _risks(share, draws):
    return Risks(peak_dissociation=0.3, severe_dissociation=share, severe_hypertension=None, draws=draws)


@pytest.mark.parametrize(("count", "draws"), [(0, 500), (3, 500), (100, 5000)])
def test_the_highest_plausible_risk_is_that_of_clopper_and_pearson(count, draws):
    """So few or fewer would be seen by a chance of 0.5 % if the risk were that high."""
    highest = _risks(count / draws, draws).at_most().severe_dissociation
    assert binom.cdf(count, draws, highest) == pytest.approx(0.005)


def test_a_risk_that_cannot_be_predicted_stays_so():
    assert _risks(0.1, 100).at_most().severe_hypertension is None


def test_what_chooses_and_what_checks_does_not_hang_on_the_seed(typical_patient):
    one, other = (Panels.of(Twin(typical_patient, draws=50, seed=seed)) for seed in (1, 2))
    for a, b in ((one.choosing.ensemble, other.choosing.ensemble), (*one.at_risk, *other.at_risk)):
        assert np.array_equal(a.drawn["dissociation/C50"], b.drawn["dissociation/C50"])


def test_a_learned_twin_is_parted_and_no_version_is_on_both_sides(typical_patient):
    ensemble = Twin(typical_patient, draws=60, seed=1).ensemble
    learned = Twin.of(typical_patient, ensemble.part(np.repeat(np.arange(30), 2)))
    panels = Panels.of(learned)
    sides = [set(side.ensemble.drawn["dissociation/C50"]) for side in (panels.choosing, panels.checking)]
    assert not sides[0] & sides[1]
    assert len(sides[0] | sides[1]) == 30
    risks = panels.risks(Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1.0, count=1))
    assert risks.draws == min(len(side) for side in sides)


def test_the_side_of_a_version_hangs_on_no_other_version_nor_on_rounding(typical_patient):
    """Else one pick of a posterior that another processor makes otherwise would deal all versions anew."""
    ensemble = Twin(typical_patient, draws=400, seed=1).ensemble
    marks = {name: values * (1 + 1e-9) for name, values in ensemble.drawn.items()}
    first, second = (set(side.drawn["dissociation/C50"]) for side in ensemble.halves())
    without, _ = ensemble.part(np.arange(1, 400)).halves()
    rounded, _ = replace(ensemble, drawn=marks).halves()
    assert set(without.drawn["dissociation/C50"]) == first - {ensemble.drawn["dissociation/C50"][0]}
    assert rounded.count == len(first)
    assert len(first) == pytest.approx(len(second), abs=4 * 400**0.5)


def test_a_twin_of_one_version_can_be_parted(typical_patient):
    assert sum(side.count for side in Twin(typical_patient, draws=1, seed=1).ensemble.halves()) == 1


def test_a_part_of_the_versions_has_the_course_that_they_had(typical_patient):
    twin, rows = Twin(typical_patient, draws=20, seed=5), np.array([3, 11, 17])
    regimen = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1.0, count=2)
    whole, part = twin.simulate(regimen), Twin.of(typical_patient, twin.ensemble.part(rows)).simulate(regimen)
    for name in ("pain_treated", "systolic", "ketamine_venous"):
        assert part[name].to_numpy() == pytest.approx(whole[name].isel(draw=rows).to_numpy(), rel=1e-9)


@pytest.mark.slow
def test_one_seed_more_or_less_does_not_change_the_plan(typical_patient, outpatient_site):
    plans = [plan_infusion(Twin(typical_patient, draws=60, seed=seed), outpatient_site) for seed in (20260, 1, 2)]
    assert len({plan.regimen.sessions for plan in plans}) == 1
    assert len({plan.decision for plan in plans}) == 1


@pytest.mark.slow
def test_what_cannot_be_delivered_is_turned_away_and_does_not_end_the_plan(
    monkeypatch, typical_patient, outpatient_site
):
    """A pump that gives a hundredth of a mL in a minute can give no bolus."""
    monkeypatch.setattr("sciatwin.plan.clinic.preparation.LARGEST_BOLUS_ML", 0.01)
    plan = plan_infusion(Twin(typical_patient, draws=60, seed=1), outpatient_site)
    assert plan.compared.regimen.sessions[0].bolus_mg_per_kg == 0
    assert NOT_DELIVERABLE in {acted.limit for acted in plan.limits_acted}
