"""The response constants that are marked `calibrated` reproduce the rows they are said to come from (role CAL)."""

import numpy as np
import pytest

from sciatwin.evidence import Analyte, Shape
from sciatwin.pharmacokinetics.engine import solve
from sciatwin.pharmacokinetics.library import MODELS
from sciatwin.pharmacokinetics.parameters import typical
from sciatwin.pharmacokinetics.systems import EffectSite, build_system
from sciatwin.regimen import Infusion
from sciatwin.response import fast_effect_site, placebo, slow_effect_site, untreated_course
from sciatwin.units import DAYS_PER_WEEK

COUNT = 40_000


def _draw(parameters, name):
    return parameters[name].draw(name, seed=3, count=COUNT)


def _recovering(duration_weeks):
    p = untreated_course.PARAMETERS
    probability = untreated_course.recovering_probability(
        duration_weeks * DAYS_PER_WEEK,
        _draw(p, "untreated/recovery logit at one week"),
        _draw(p, "untreated/recovery slope"),
    )
    return np.random.default_rng(5).random(COUNT) < probability


def _mean_remaining(duration_weeks, at_weeks):
    p = untreated_course.PARAMETERS
    remaining = untreated_course.remaining_fraction(
        np.array([float(at_weeks)]),
        _recovering(duration_weeks),
        _draw(p, "untreated/recovery time"),
        _draw(p, "untreated/plateau"),
        _draw(p, "untreated/persistent fall"),
    )
    return remaining.mean()


def test_recent_sciatica_recovers_as_in_vroomen_1999():
    assert _recovering(2).mean() == pytest.approx(0.87, abs=0.04)


@pytest.mark.parametrize(("week", "score"), [(8, 3.1), (52, 3.0)])
def test_mixed_sciatica_halves_as_in_the_placebo_arm_of_mathieson_2017(week, score):
    baseline = 2 * 3.1  # "about 50 percent" fall by week 8
    assert _mean_remaining(9, week) == pytest.approx(score / baseline, abs=0.08)


def test_persistent_sciatica_falls_as_in_the_non_surgical_arm_of_bailey_2020():
    assert _mean_remaining(30, 26) == pytest.approx(5.2 / 8.0, abs=0.05)


def _fast_site_at_end(s_ketamine_mg, duration_h):
    model = MODELS["simons_2022"]
    rate = np.log(2) / (fast_effect_site.HALF_LIFE.value / 60)
    system = build_system(
        model,
        typical(model, 70.0),
        analytes=(Analyte.S_KETAMINE,),
        effect_sites=(EffectSite(name="fast", analyte=Analyte.S_KETAMINE, rate_per_h=rate),),
    )
    infusion = Infusion(start_h=0, duration_h=duration_h, dose_mg=s_ketamine_mg)
    return solve(system, [infusion], np.array([duration_h]))[1, 0, 0]


@pytest.mark.parametrize(
    ("s_ketamine_mg", "duration_h", "fall_on_ketamine", "fall_on_placebo"),
    [(0.4 * 70 / 2, 40 / 60, 0.55, 0.22), (58 / 2, 2.0, 0.65, 0.22)],
    ids=["kvarnstrom2003", "max1995"],
)
def test_fast_relief_matches_its_calibration_trials(s_ketamine_mg, duration_h, fall_on_ketamine, fall_on_placebo):
    largest = fast_effect_site.PARAMETERS["fast relief/largest effect"].estimate.value
    level = _fast_site_at_end(s_ketamine_mg, duration_h)
    predicted = fast_effect_site.relief_fraction(level, fast_effect_site.C50_S_KETAMINE.value, largest)
    observed = 1 - (1 - fall_on_ketamine) / (1 - fall_on_placebo)
    assert predicted == pytest.approx(observed, abs=0.12)  # 12 and 8 patients


def test_lasting_relief_matches_week_one_of_sigtermans_2009():
    """100 h of S-ketamine titrated to 22.2 mg/h/70 kg; pain in week 1: 2.68 on ketamine, 5.45 on placebo."""
    model = MODELS["otto_2021"]
    rate = np.log(2) / (slow_effect_site.HALF_LIFE.value * 24)
    site = EffectSite(name="slow", analyte=Analyte.S_KETAMINE, rate_per_h=rate)
    system = build_system(model, typical(model, 70.0), analytes=(), effect_sites=(site,))
    infusion = Infusion(start_h=0, duration_h=100, dose_mg=100 * 20)
    level = solve(system, [infusion], np.array([7 * 24.0]))[0, 0, 0]
    p = slow_effect_site.PARAMETERS
    relief = slow_effect_site.relief_fraction(
        level, _draw(p, "lasting relief/C50"), _draw(p, "lasting relief/largest effect"), 1.0
    )
    responds = _draw(p, "lasting relief/responder probability")
    placebo_responds = placebo.PARAMETERS["placebo/responder probability"].estimate.value
    inert = placebo.PARAMETERS["placebo/relief"].estimate.value
    on_placebo = 1 - placebo_responds * inert
    on_ketamine = placebo_responds * (1 - inert) * (1 - relief.mean())
    on_ketamine += (responds.mean() - placebo_responds) * (1 - relief.mean()) + 1 - responds.mean()
    assert on_ketamine / on_placebo == pytest.approx(2.68 / 5.45, abs=0.12)  # SE of the ratio is about 0.1


def test_bounded_numbers_stay_in_their_range():
    for parameters in (fast_effect_site.PARAMETERS, slow_effect_site.PARAMETERS, placebo.PARAMETERS):
        for name, item in parameters.items():
            values = item.draw(name, seed=1, count=2000)
            assert (values > 0).all()
            if item.shape in (Shape.PROBABILITY, Shape.EVEN):
                assert (values <= 1).all()
