"""People of a population fit come from a data set as it says, or its rows are named; models name what they lack."""

from dataclasses import replace

import numpy as np
import pytest

from sciatwin.errors import InvalidInputError, ModelError
from sciatwin.pharmacokinetics.events import DataSet, Layout, Observation, read_nonmem
from sciatwin.population import Cohort, Parameter, Person, PopulationModel, fit_population, one_compartment, people_of
from sciatwin.regimen import Bolus

HEADER = "ID,TIME,AMT,RATE,ADDL,II,EVID,MDV,CMT,DV,BLQ,WT\n"
LAYOUT = Layout(
    time_unit="min",
    amount_unit="mg",
    observed_unit="mg/L",
    compartments=("depot", "central"),
    dose_compartment="central",
    observed_compartment="central",
    covariates={"WT": "kg"},
)
CLEARANCE = Parameter(name="clearance", start=80.0, start_spread=0.3)
VOLUME = Parameter(name="volume", start=200.0)


@pytest.fixture
def read(tmp_path):
    def people(*rows, weight="WT"):
        path = tmp_path / "study.csv"
        path.write_text(HEADER + "\n".join(rows), encoding="utf-8")
        return people_of(read_nonmem(path, LAYOUT), weight=weight)

    return people


def test_doses_levels_and_weight_are_those_of_the_rows(read):
    first, second = read(
        "7,0,30,1,0,0,1,1,2,.,0,62",
        "7,40,0,0,0,0,0,0,2,0.12,0,62",
        "7,90,0,0,0,0,0,1,2,.,0,62",
        "8,0,20,0,1,120,1,1,2,.,0,81",
        "8,60,0,0,0,0,0,0,0,0.05,0,81",
        "9,0,20,0,0,0,1,1,2,.,0,70",
    )
    assert (first.name, first.weight_kg, second.weight_kg) == ("7", 62, 81)
    infusion, level = first.events
    assert (infusion.amount_mg, infusion.rate_mg_per_h, level) == (30, 60, Observation(time_h=40 / 60))
    assert (second.events[0].amount_mg, second.events[0].additional, second.events[0].interval_h) == (20, 1, 2)
    np.testing.assert_allclose((first.times_h[0], first.level_ng_per_ml[0]), (40 / 60, 120))


def test_rows_that_a_fit_cannot_use_are_all_named(read):
    with pytest.raises(InvalidInputError) as caught:
        read(
            "1,0,30,0,0,0,1,1,2,.,0,62",
            "1,40,0,0,0,0,0,0,2,0.1,1,62",
            "1,50,0,0,0,0,0,0,1,0.12,0,62",
            "1,60,0,0,0,0,0,0,2,0.1,0,66",
        )
    assert [fault.split(":")[0] for fault in caught.value.faults] == [
        "line 3, CENS",
        "line 4, CMT",
        "line 5, WT",
    ]


def test_a_weight_that_is_not_there_is_refused(read):
    with pytest.raises(ModelError, match=r"no covariate 'BW' \(known: WT\)"):
        read("1,0,30,0,0,0,1,1,2,.,0,62", weight="BW")


def test_a_dose_into_a_compartment_that_the_structure_lacks_is_named_by_row(read):
    people = read("1,0,30,0,0,0,1,1,1,.,0,62", "1,60,0,0,0,0,0,0,2,0.1,0,62")
    model = PopulationModel(structure=one_compartment, parameters=(CLEARANCE, VOLUME), proportional=0.1)
    with pytest.raises(ModelError, match=r"1, line 2 \(at 0 h\): a dose enters 'depot'"):
        fit_population(Cohort(people), model)


@pytest.mark.parametrize("column", ["DVID", "ytype"])
def test_readings_of_two_kinds_are_never_pooled(tmp_path, column):
    path = tmp_path / "study.csv"
    rows = ["1,0,35,1,1,.,1", "1,0.5,.,0,0,150,1", "1,0.5,.,0,0,40,2", "1,2,.,0,0,60,1"]
    path.write_text(f"ID,TIME,AMT,EVID,MDV,DV,{column}\n" + "\n".join(rows), encoding="utf-8")
    declared = replace(LAYOUT, time_unit="h", covariates={column: "1"})
    data = read_nonmem(path, declared)
    with pytest.raises(InvalidInputError, match=rf"line 4, {column}: a reading of kind 2, beside kind 1 \(line 3\)"):
        people_of(data)
    (person,) = people_of(data, levels_where={column: 1})
    np.testing.assert_allclose(person.level_ng_per_ml, [150e3, 60e3])
    with pytest.raises(InvalidInputError, match=f"line 4, {column}: .* rather than ignore it"):
        read_nonmem(path, replace(declared, covariates={}, ignored=(column,)))


def test_levels_are_chosen_by_a_column_that_is_there():
    with pytest.raises(ModelError, match=r"no covariate 'DVID' \(known: WT\)"):
        people_of(DataSet(layout=LAYOUT, records=()), levels_where={"DVID": 1})


def _person(**changes):
    fields = {
        "name": "a",
        "events": (Bolus(start_h=0.0, dose_mg=35.0),),
        "times_h": np.array([1.0, 2.0]),
        "level_ng_per_ml": np.array([100.0, 70.0]),
    }
    return Person(**fields | changes)


@pytest.mark.parametrize(
    ("make", "part"),
    [
        (lambda: _person(weight_kg=np.inf), "finite"),
        (lambda: _person(times_h=np.array([2.0, 1.0])), "sort the levels"),
        (lambda: _person(times_h=np.array([1.0, np.nan])), "finite"),
        (lambda: _person(events=()), "no dose was given"),
        (lambda: Cohort([_person(), _person()]), "names of people must differ"),
        (lambda: Parameter(name="clearance", start=np.inf), "finite start"),
        (lambda: PopulationModel(structure=one_compartment, parameters=(CLEARANCE,), proportional=0.1), "'volume'"),
        (
            lambda: PopulationModel(
                structure=one_compartment,
                parameters=(CLEARANCE, VOLUME, Parameter(name="exchange", start=1.0)),
                proportional=0.1,
            ),
            "does not use exchange",
        ),
    ],
)
def test_what_cannot_be_fitted_is_refused_with_the_way_out(make, part):
    with pytest.raises(ModelError, match=part):
        make()


def test_an_estimate_at_its_limit_is_not_called_converged():
    """Ten people whose levels are those of one person: nothing says that people differ."""
    levels = 1000 * 35 / 200 * np.exp(-80 / 200 * np.array([1.0, 2.0, 4.0]))
    wobble = np.array([1.05, 0.95, 1.02])
    people = [
        _person(name=str(number), times_h=np.array([1.0, 2.0, 4.0]), level_ng_per_ml=levels * wobble)
        for number in range(10)
    ]
    fit = fit_population(
        Cohort(people), PopulationModel(structure=one_compartment, parameters=(CLEARANCE, VOLUME), proportional=0.1)
    )
    assert not fit.converged
    assert fit.message.startswith("Not converged. spread_clearance: 0.001 is at the limit of the search")
    with pytest.raises(ModelError, match="no estimate 'foo'"):
        fit.interval("foo")
