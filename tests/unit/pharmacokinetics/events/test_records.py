import numpy as np
import pytest

from sciatwin.errors import ModelError, RegimenError, UnitError
from sciatwin.pharmacokinetics.events import (
    Dose,
    Kinetics,
    Layout,
    Modelled,
    Observation,
    Reset,
    SteadyInfusion,
    SteadyState,
    doses_of,
    rate_matrix,
)
from sciatwin.regimen import Bolus, Infusion

GOOD = {"time_h": 1.0, "amount_mg": 10.0, "compartment": "central"}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"amount_mg": 0}, ["amount_mg > 0", "got 0", "OtherEvent"]),
        ({"amount_mg": -3}, ["amount_mg > 0", "got -3"]),
        ({"amount_mg": float("inf")}, ["finite", "inf"]),
        ({"time_h": float("nan")}, ["finite time_h", "nan"]),
        ({"duration_h": 0}, ["duration_h > 0", "got 0", "For a bolus leave it out"]),
        ({"rate_mg_per_h": -1}, ["rate_mg_per_h > 0", "got -1"]),
        ({"rate_mg_per_h": 5, "duration_h": 2}, ["more than one", "Keep one"]),
        ({"duration_h": 2, "modelled": Modelled.RATE}, ["more than one", "modelled (rate)"]),
        ({"additional": 3}, ["interval_h > 0", "additional 3"]),
        ({"additional": -1}, ["additional >= 0", "-1"]),
        ({"interval_h": -8}, ["interval_h >= 0", "-8"]),
        ({"steady_state": SteadyState.ADD}, ["interval_h > 0", "steady state 'add'"]),
    ],
)
def test_a_dose_that_cannot_be_given_is_refused_with_its_value(change, words):
    with pytest.raises(RegimenError) as error:
        Dose(**GOOD | change)
    for word in words:
        assert word in str(error.value)


def test_an_endless_infusion_needs_a_rate_and_is_a_steady_state():
    with pytest.raises(RegimenError, match="rate_mg_per_h > 0"):
        SteadyInfusion(time_h=0, compartment="central", rate_mg_per_h=0)
    with pytest.raises(RegimenError, match="REPLACE or ADD"):
        SteadyInfusion(time_h=0, compartment="central", rate_mg_per_h=1, steady_state=SteadyState.NONE)


@pytest.mark.parametrize("event", [Observation, Reset])
def test_every_event_needs_a_finite_time(event):
    with pytest.raises(RegimenError, match="finite time_h"):
        event(time_h=float("nan"))


def test_regimen_events_become_doses():
    regimen = (
        Bolus(start_h=0, dose_mg=8),
        Bolus(start_h=1, dose_mg=0),
        Infusion(start_h=2, duration_h=4, dose_mg=20, compartment="nose"),
    )
    assert doses_of(regimen, "central") == (
        Dose(time_h=0, amount_mg=8, compartment="central"),
        Dose(time_h=2, amount_mg=20, compartment="nose", duration_h=4),
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rate_per_h": np.ones((2, 2))}, ["shape (1, 1)", "(2, 2)"]),
        ({"rate_per_h": np.array([[np.nan]])}, ["finite"]),
        ({"lag_h": {"central": -1}}, ["lag_h of 'central'", "0 or more", "-1"]),
        ({"lag_h": {"depot": 1}}, ["no compartment 'depot'", "available: central"]),
        ({"bioavailability_fraction": {"central": -0.1}}, ["bioavailability_fraction", "-0.1"]),
        ({"modelled_duration_h": {"central": 0}}, ["modelled_duration_h", "more than 0"]),
        ({"compartments": ("a", "a"), "rate_per_h": np.zeros((2, 2))}, ["different names"]),
    ],
)
def test_impossible_kinetics_are_refused(change, words):
    good = {"compartments": ("central",), "rate_per_h": np.array([[-0.1]])}
    with pytest.raises(ModelError) as error:
        Kinetics(**good | change)
    for word in words:
        assert word in str(error.value)


def test_negative_flow_between_compartments_is_refused():
    with pytest.raises(ModelError, match="not negative"):
        Kinetics(compartments=("a", "b"), rate_per_h=np.array([[-0.1, -1.0], [0.1, 0.0]]))


def test_flow_to_an_unknown_compartment_is_refused():
    with pytest.raises(ModelError, match=r"'brain'.*central"):
        rate_matrix(("central",), {("central", "brain"): 1.0})


def test_kinetics_cannot_be_changed_through_their_matrix():
    given = np.array([[-0.1]])
    kinetics = Kinetics(compartments=("central",), rate_per_h=given)
    given[0, 0] = -9
    assert kinetics.rate_per_h[0, 0] == -0.1
    with pytest.raises(ValueError, match="read-only"):
        kinetics.rate_per_h[0, 0] = -9


LAYOUT = {
    "time_unit": "h",
    "amount_unit": "mg",
    "observed_unit": "ng/mL",
    "compartments": ("depot", "central"),
    "dose_compartment": "depot",
    "observed_compartment": "central",
}


@pytest.mark.parametrize("unit", ["time_unit", "amount_unit", "observed_unit"])
def test_no_unit_of_a_data_set_has_a_default(unit):
    with pytest.raises(TypeError, match=unit):
        Layout(**{name: value for name, value in LAYOUT.items() if name != unit})


@pytest.mark.parametrize(
    ("change", "kind", "words"),
    [
        ({"time_unit": "fortnights"}, UnitError, ["fortnights", "min"]),
        ({"amount_unit": "h"}, UnitError, ["drug mass"]),
        ({"observed_unit": "mmol"}, UnitError, ["ng/mL"]),
        ({"dose_compartment": "nose"}, ModelError, ["'nose'", "depot, central"]),
        ({"covariates": {"WT": ""}}, UnitError, ["WT", "'1'"]),
        ({"covariates": {"amt": "mg"}}, ModelError, ["AMT"]),
        ({"covariates": {"WT": "kg"}, "ignored": ("wt",)}, ModelError, ["WT"]),
    ],
)
def test_impossible_layouts_are_refused(change, kind, words):
    with pytest.raises(kind) as error:
        Layout(**LAYOUT | change)
    for word in words:
        assert word in str(error.value)
