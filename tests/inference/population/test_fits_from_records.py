"""A fit takes every dosing record that the event solver takes, and means by it what the doses written out mean."""

import numpy as np
import pytest

from sciatwin.errors import InvalidInputError, ModelError
from sciatwin.pharmacokinetics.engine import LinearSystem
from sciatwin.pharmacokinetics.events import Dose, DosedSystem, Layout, Observation, read_nonmem
from sciatwin.population import (
    Cohort,
    Parameter,
    Person,
    PopulationModel,
    fit_population,
    one_compartment,
    people_of,
    simulated_levels,
)
from sciatwin.population.foce import objective

NAMES = ("depot", "central")
LAYOUT = Layout(
    time_unit="h",
    amount_unit="mg",
    observed_unit="ng/mL",
    compartments=NAMES,
    dose_compartment="central",
    observed_compartment="central",
)
COLUMNS = "ID,TIME,AMT,RATE,ADDL,II,SS,EVID,CMT,DV"
CLEARANCE = Parameter(name="clearance", start=10.0, start_spread=0.3)
VOLUME = Parameter(name="volume", start=50.0, start_spread=0.3)
ONE = PopulationModel(structure=one_compartment, parameters=(CLEARANCE, VOLUME), proportional=0.2)


@pytest.fixture
def cohort(tmp_path):
    def read(rows):
        path = tmp_path / "study.csv"
        path.write_text("\n".join([COLUMNS, *rows]), encoding="utf-8")
        return Cohort(people_of(read_nonmem(path, LAYOUT)))

    return read


def _levels(*times_h, person="1", level=100):
    return [f"{person},{time_h},0,0,0,0,0,0,2,{level}" for time_h in times_h]


def _predicted(cohort, model=ONE):
    nobody = np.zeros((len(model.random), len(cohort.people)))
    return cohort.predict(model, cohort.log_parameters(model, model.start, nobody))


def _time_h(row):
    return float(row.split(",")[1])


WRITTEN_OUT = [f"1,{-12 * n},100,50,0,0,0,1,2,." for n in range(30, -1, -1)]


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (["1,0,100,50,0,12,1,1,2,."], WRITTEN_OUT),
        (["1,-360,100,50,30,12,0,1,2,."], WRITTEN_OUT),
        (["1,-99,500,0,0,0,0,1,2,.", "1,0,100,50,0,12,1,1,2,."], WRITTEN_OUT),  # SS 1 forgets
        (
            ["1,-9,500,0,0,0,0,1,2,.", "1,0,100,50,0,12,2,1,2,."],
            sorted(["1,-9,500,0,0,0,0,1,2,.", *WRITTEN_OUT], key=_time_h),
        ),  # SS 2 adds
        (["1,-99,500,0,0,0,0,1,2,.", "1,0,0,0,0,0,0,3,2,.", "1,0,100,0,0,0,0,1,2,."], ["1,0,100,0,0,0,0,1,2,."]),
        (["1,9,500,0,0,0,0,1,2,.", "1,0,100,0,0,0,0,4,2,."], ["1,0,100,0,0,0,0,1,2,."]),
        (["1,0,100,50,0,5,1,1,2,."], [f"1,{-5 * n},100,50,0,0,0,1,2,." for n in range(60, -1, -1)]),
        (["1,0,100,10,0,4,1,1,2,."], [f"1,{-4 * n},100,10,0,0,0,1,2,." for n in range(60, -1, -1)]),  # they overlap
    ],
    ids=["SS 1", "ADDL", "SS 1 later", "SS 2", "EVID 3", "EVID 4", "SS 1 of short intervals", "SS 1 of long infusions"],
)
def test_a_record_means_the_doses_written_out(cohort, short, long):
    """The dose thirty intervals ago has left e⁻⁷² of itself, so that an endless series is that of thirty doses."""
    one, other = (cohort([*rows, *_levels(1, 5, 11)]) for rows in (short, long))
    np.testing.assert_allclose(_predicted(one), _predicted(other), rtol=1e-9)
    assert objective(one, ONE, ONE.start[None]) == pytest.approx(objective(other, ONE, ONE.start[None]), abs=1e-8)


def test_a_steady_infusion_is_rate_over_clearance(cohort):
    endless = cohort(["1,0,0,7,0,0,1,1,2,.", *_levels(0, 2)])
    np.testing.assert_allclose(_predicted(endless), 1000 * 7 / 10 * np.exp([0, -10 / 50 * 2]), rtol=1e-12)


def test_a_level_above_a_dose_of_the_same_time_does_not_see_it(cohort):
    trough = cohort(["1,0,100,0,0,0,0,1,2,.", *_levels(12), "1,12,100,0,0,0,0,1,2,.", *_levels(12)])
    left = 1000 * 100 / 50 * np.exp(-10 / 50 * 12)
    np.testing.assert_allclose(_predicted(trough), [left, left + 2000], rtol=1e-12)


def test_times_before_zero_are_those_after_it_shifted(cohort):
    rows = [("-0.5", "0.1667", "2"), ("0", "0.6667", "2.5")]
    before, after = (cohort([f"1,{start},35,52.5,0,0,0,1,2,.", *_levels(*seen)]) for start, *seen in rows)
    np.testing.assert_allclose(_predicted(before), _predicted(after), rtol=1e-12)


def _oral(parameters):
    """First-order absorption after a lag; a part of the dose arrives. Infusions have a modelled rate or duration."""
    clearance, volume = parameters["clearance"], parameters["volume"]
    absorption, none = np.full_like(clearance, 0.8), np.zeros_like(clearance)
    rate = np.array([[-absorption, none], [absorption, -clearance / volume]])
    system = LinearSystem(rate, 1, np.array([1]), (1000 / volume)[None], ("concentration",), {"depot": 0})
    return DosedSystem(
        system=system,
        dose_compartment="central",
        lag_h={"depot": parameters["lag"]},
        bioavailability_fraction={"depot": parameters["bioavailability"]},
        modelled_rate_mg_per_h={"central": parameters["rate"]},
        modelled_duration_h={"central": parameters["duration"]},
    )


ORAL = PopulationModel(
    structure=_oral,
    parameters=(
        CLEARANCE,
        VOLUME,
        Parameter(name="lag", start=0.4),
        Parameter(name="bioavailability", start=0.5, start_spread=0.3),
        Parameter(name="rate", start=20.0),
        Parameter(name="duration", start=3.0, start_spread=0.2),
    ),
    proportional=0.2,
)


def _absorbed(time_h, dose_mg):
    k, ka, since = 10 / 50, 0.8, np.maximum(np.asarray(time_h) - 0.4, 0)
    return 1000 * 0.5 * dose_mg * ka / 50 / (ka - k) * (np.exp(-k * since) - np.exp(-ka * since))


def _infused(time_h, rate, duration_h):
    k, time_h = 10 / 50, np.asarray(time_h, dtype=float)
    return (
        1000
        * rate
        / 10
        * (1 - np.exp(-k * np.minimum(time_h, duration_h)))
        * np.exp(-k * np.maximum(time_h - duration_h, 0))
    )


SEEN_H = [0.5, 1, 2, 4, 8]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("1,0,100,0,0,0,0,1,1,.", _absorbed(SEEN_H, 100)),
        ("1,0,100,-1,0,0,0,1,2,.", _infused(SEEN_H, 20, 5)),
        ("1,0,100,-2,0,0,0,1,2,.", _infused(SEEN_H, 100 / 3, 3)),
        ("1,0,0,-1,0,0,1,1,2,.", 1000 * 20 / 10 * np.exp(-0.2 * np.array(SEEN_H))),
    ],
    ids=["lag and bioavailability", "RATE -1", "RATE -2", "endless at the modelled rate"],
)
def test_what_happens_on_the_way_in_meets_its_closed_form(cohort, row, expected):
    np.testing.assert_allclose(_predicted(cohort([row, *_levels(*SEEN_H)]), ORAL), expected, rtol=1e-11)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("1,0,100,-1,0,0,0,1,2,.", r"1, line 2 \(at 0 h\): the dose into 'central' asks for modelled_rate_mg_per_h"),
        ("1,0,100,-2,0,0,0,1,2,.", r"1, line 2 \(at 0 h\): the dose into 'central' asks for modelled_duration_h"),
        ("1,0,100,0,0,0,0,1,1,.", r"1, line 2 \(at 0 h\): a dose enters 'depot'"),
    ],
)
def test_what_the_structure_cannot_take_is_named_by_row(cohort, row, said):
    with pytest.raises(ModelError, match=said):
        objective(cohort([row, *_levels(1)]), ONE, ONE.start[None])


def test_a_lag_of_a_compartment_that_is_not_there_is_refused():
    system = one_compartment({"clearance": np.array([10.0]), "volume": np.array([50.0])})
    with pytest.raises(ModelError, match=r"lag_h: there is no compartment 'nsoe' \(doses enter: central\)"):
        DosedSystem(system=system, dose_compartment="central", lag_h={"nsoe": np.array([0.2])})


def test_records_out_of_order_are_refused_with_the_person():
    events = (Dose(time_h=5, amount_mg=1, compartment=""), Dose(time_h=1, amount_mg=1, compartment=""))
    seen = (*events, Observation(time_h=6))
    with pytest.raises(ModelError, match="a: events go back from 5 h to 1 h without a reset"):
        Cohort([Person(name="a", events=seen, times_h=np.array([6.0]), level_ng_per_ml=np.array([1.0]))])


def test_people_whose_doses_differ_by_a_factor_are_predicted_by_their_own_dose(cohort):
    rows = []
    for person, dose in (("1", 50), ("2", 100)):
        rows += [f"{person},0,{dose},{dose / 2},0,12,1,1,2,.", *_levels(1, 7, person=person)]
    predicted = _predicted(cohort(rows))
    np.testing.assert_allclose(predicted[2:], 2 * predicted[:2], rtol=1e-12)


def test_a_modelled_rate_does_not_grow_with_the_dose(cohort):
    rows = []
    for person, dose in (("1", 50), ("2", 100)):
        rows += [f"{person},0,{dose},-1,0,0,0,1,2,.", *_levels(*SEEN_H, person=person)]
    expected = [_infused(SEEN_H, 20, dose / 20) for dose in (50, 100)]
    np.testing.assert_allclose(_predicted(cohort(rows), ORAL), np.concatenate(expected), rtol=1e-11)


def _study(steady):
    """Twenty people at steady state, as one record or as forty doses; levels made with other parameters."""
    rows = []
    for person in range(20):
        dose = 60 + 20 * (person % 3)
        doses = [(0, 1)] if steady else [(-12 * n, 0) for n in range(40, -1, -1)]
        rows += [f"{person},{time_h},{dose},40,0,{12 if ss else 0},{ss},1,2,." for time_h, ss in doses]
        rows += _levels(1, 3, 7, 11.5, person=person)
    return rows


def test_a_fit_at_steady_state_is_that_of_the_doses_written_out(cohort):
    short, long = cohort(_study(steady=True)), cohort(_study(steady=False))
    levels = simulated_levels(long, ONE, np.log([14.0, 40.0, 0.25, 0.2, 0.1]), replicates=1, seed=3)[0]
    one, other = (fit_population(which.with_levels(levels), ONE) for which in (short, long))
    assert one.converged
    assert other.converged
    np.testing.assert_allclose(one.theta, other.theta, atol=1e-5)
    low, high = one.interval("clearance", 0.999)
    assert low < 14 < high


def test_a_lag_time_is_estimated(cohort):
    """Twenty oral doses; the lag that made the levels is found within a hundredth of an hour's error."""
    rows = []
    for person in range(20):
        rows += [f"{person},0,100,0,0,0,0,1,1,.", *_levels(0.9, 1.2, 2, 4, 8, 12, person=person)]
    fixed = [parameter for parameter in ORAL.parameters if parameter.name not in ("rate", "duration")]

    def structure(parameters):
        nothing = np.ones_like(parameters["lag"])
        given = {name: parameters[name] for name in ("clearance", "volume", "lag")}
        return _oral({**given, "bioavailability": 0.5 * nothing, "rate": nothing, "duration": nothing})

    model = PopulationModel(structure=structure, parameters=tuple(fixed[:3]), proportional=0.2)
    people = cohort(rows)
    levels = simulated_levels(people, model, np.log([12.0, 45.0, 0.6, 0.2, 0.2, 0.05]), replicates=1, seed=4)[0]
    fit = fit_population(people.with_levels(levels), model)
    assert fit.converged, fit.message
    low, high = fit.interval("lag", 0.999)
    assert low < 0.6 < high
    assert high - low < 0.1


def test_a_level_of_another_compartment_is_refused_by_line(cohort):
    with pytest.raises(InvalidInputError, match="line 3, CMT: a level of 'depot'"):
        cohort(["1,0,100,0,0,0,0,1,2,.", "1,1,0,0,0,0,0,0,1,5"])
