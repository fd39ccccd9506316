"""A fit that cannot be right is refused or says so by name; "converged" and its message never contradict each other."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.errors import InvalidInputError, ModelError
from sciatwin.pharmacokinetics.events import Layout, read_nonmem
from sciatwin.population import (
    Cohort,
    Parameter,
    Person,
    PopulationModel,
    diagnose,
    fit_population,
    one_compartment,
    people_of,
    sample_population,
    simulated_levels,
)
from sciatwin.population.foce import PopulationFit, objective
from sciatwin.regimen import Bolus, Infusion

CLEARANCE = Parameter(name="clearance", start=60.0, start_spread=0.3)
VOLUME = Parameter(name="volume", start=150.0, start_spread=0.3)
PROPORTIONAL = PopulationModel(structure=one_compartment, parameters=(CLEARANCE, VOLUME), proportional=0.2)
BOTH = PopulationModel(
    structure=one_compartment, parameters=(CLEARANCE, VOLUME), proportional=0.2, additive_ng_per_ml=1.0
)
TRUE = np.log([90.0, 220.0, 0.2, 0.2, 0.15])
TIMES_H = np.array([0.0, 0.7, 1.5, 3.0, 6.0])
INFUSION = Infusion(start_h=0.0, duration_h=2 / 3, dose_mg=35)


def _people(before, times_h=TIMES_H, events=(INFUSION,)):
    """Eight people with these levels at their first time."""
    people = [
        Person(name=f"p{number}", events=events, times_h=times_h, level_ng_per_ml=np.ones(len(times_h)))
        for number in range(8)
    ]
    cohort = Cohort(people)
    levels = simulated_levels(cohort, PROPORTIONAL, TRUE, replicates=1, seed=5)[0]
    levels[cohort.first] = before
    return cohort.with_levels(levels)


@pytest.mark.parametrize("before", [0.0, 1.0, [1.0] + 7 * [0.0]], ids=["all 0", "all 1", "one of 1"])
def test_levels_before_the_dose_are_refused_one_by_one_under_a_proportional_error(before):
    cohort = _people(before)
    fit = PopulationFit(PROPORTIONAL, TRUE, np.eye(5), 0.0, np.zeros((2, 8)), True, "")
    for use in (
        lambda: fit_population(cohort, PROPORTIONAL),
        lambda: objective(cohort, PROPORTIONAL, TRUE[None]),
        lambda: diagnose(cohort, fit),
        lambda: sample_population(cohort, fit, seed=1),
    ):
        with pytest.raises(InvalidInputError) as caught:
            use()
        assert len(caught.value.faults) == 8
        assert caught.value.faults[7].startswith("p7, level 1 (")
        assert "ng/mL at 0 h). Leave it out (MDV 1 in a file)" in caught.value.faults[7]


def test_a_fit_without_those_levels_is_that_of_the_same_people_without_them():
    kept = Cohort(
        [
            Person(name=p.name, events=p.events, times_h=p.times_h[1:], level_ng_per_ml=p.level_ng_per_ml[1:])
            for p in _people(1.0).people
        ]
    )
    fit = fit_population(kept, PROPORTIONAL)
    assert fit.converged
    low, high = fit.interval("clearance", 0.999)
    assert low < 90 < high


def test_an_additive_error_weighs_a_level_before_the_dose():
    fit = fit_population(_people(0.5), BOTH)
    assert fit.objective < 1e3
    assert fit.estimates["additive_ng_per_ml"] < 10


ROWS = """ID,TIME,AMT,EVID,MDV,DV
7,0,.,0,0,1
7,0,35,1,1,.
7,1,.,0,0,120
"""


def test_a_refused_level_is_named_by_its_line(tmp_path):
    path = tmp_path / "study.csv"
    path.write_text(ROWS, encoding="utf-8")
    names = ("central",)
    layout = Layout(
        time_unit="h",
        amount_unit="mg",
        observed_unit="ng/mL",
        compartments=names,
        dose_compartment=names[0],
        observed_compartment=names[0],
    )
    with pytest.raises(InvalidInputError, match=r"7, line 2 \(1 ng/mL at 0 h\)"):
        fit_population(Cohort(people_of(read_nonmem(path, layout))), PROPORTIONAL)


def test_levels_that_fade_to_nothing_keep_a_fit_from_converging():
    """At 200 h, some eighty half-lives after the dose: not 0 by structure, but without any error."""
    cohort = _people(90.0, np.array([0.7, 1.5, 3.0, 6.0, 200.0]))
    with pytest.raises(ModelError, match=r"p0, level 5 \(.* ng/mL at 200 h\): the model puts its error at nothing"):
        objective(cohort, PROPORTIONAL, TRUE[None])
    fit = fit_population(cohort, PROPORTIONAL)
    assert not fit.converged
    assert "ng/mL at 200 h): the model puts its error at nothing" in fit.message


def test_parameters_in_millilitres_are_predicted_as_they_are():
    """Volume 300,000 and clearance 100,000 mL/h: 1000 × 35 / 300000 × exp(−1 / 3)."""
    model = PopulationModel(
        structure=one_compartment,
        parameters=(
            Parameter(name="clearance", start=1e5, start_spread=0.3),
            Parameter(name="volume", start=3e5, start_spread=0.3),
        ),
        proportional=0.1,
    )
    cohort = Cohort(
        [
            Person(
                name="a",
                events=(Bolus(start_h=0, dose_mg=35),),
                times_h=np.array([1.0]),
                level_ng_per_ml=np.array([0.1]),
            )
        ]
    )
    predicted = cohort.predict(model, cohort.log_parameters(model, model.start, np.zeros((2, 1))))
    assert predicted[0] == pytest.approx(1000 * 35 / 3e5 * np.exp(-1 / 3), rel=1e-12)


@pytest.mark.parametrize("start", [1e-13, 1e13, 1e300])
def test_a_start_that_cannot_be_searched_is_refused_with_its_name_and_value(start):
    with pytest.raises(ModelError, match=rf"volume starts at {start:g}".replace("+", r"\+")):
        Parameter(name="volume", start=start)


def test_a_parameter_beyond_what_is_computed_is_said_by_name():
    cohort = _people(300.0, TIMES_H + 0.7)
    far = TRUE.copy()
    far[1] = PROPORTIONAL.start[1] + 21
    with pytest.raises(ModelError, match=r"p0: volume 1\.978e\+11 is beyond what is computed"):
        objective(cohort, BOTH, np.append(far, 0.0)[None])


@settings(max_examples=12, deadline=None, derandomize=True)
@given(
    st.lists(st.floats(0.01, 1e4), min_size=6, max_size=6),
    st.sampled_from([PROPORTIONAL, BOTH]),
)
def test_converged_and_its_message_agree_and_hold_whatever_the_levels(levels, model):
    """Levels are anything: a fit either says that it is none, or stands at a minimum of the objective."""
    cohort = Cohort(
        [
            Person(name=str(i), events=(INFUSION,), times_h=np.array([1.0, 4.0]), level_ng_per_ml=np.array(pair))
            for i, pair in enumerate(zip(levels[::2], levels[1::2], strict=True))
        ]
    )
    fit = fit_population(cohort, model)
    assert fit.message.startswith("Converged:") == fit.converged
    assert fit.message.startswith("Not converged. ") != fit.converged
    if fit.converged:
        around = fit.theta + 0.05 * np.vstack([np.eye(len(fit.theta)), -np.eye(len(fit.theta))])
        assert (objective(cohort, model, around) > fit.objective - 0.02).all()
