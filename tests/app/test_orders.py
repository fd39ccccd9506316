"""An infusion is read as clinics order it: per kg, fixed, in mL, at a rate, in steps, on days; slips are asked back."""

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from sciaclinic.cli.regimen_options import DrugName, asked_regimen
from sciaclinic.services.plausible_order import require_usual_doses
from sciatwin.analytes import Drug
from sciatwin.errors import LimitError, RegimenError, UnitError, UserError
from sciatwin.regimen import Regimen

WEIGHT_KG = 80.0


def _order(drug=DrugName.RACEMIC, **options):
    asked = {"template": None, "dose": None, "rate": None, "steps": None, "duration": None, "bolus": "0 mg/kg"}
    asked |= {"concentration": None, "count": 1, "every": "24 h", "days": None, "drug": drug}
    return asked_regimen(**(asked | options))


def _regimen(**options):
    return _order(**options).regimen(WEIGHT_KG)


def _only(**options):
    (session,) = _regimen(**options).sessions
    return session


@pytest.mark.parametrize(
    "options",
    [
        {"dose": "0.5 mg/kg"},
        {"dose": "500 mcg/kg"},
        {"dose": "0,5 mg/kg"},
        {"dose": "40 mg"},
        {"dose": "0.04 g"},
        {"dose": "8 mL", "concentration": "5 mg/mL"},
        {"dose": "0.8 mL", "concentration": "50 mg/mL"},
        {"rate": "1 mg/kg/h"},
        {"rate": "80 mg/h"},
        {"rate": "1000 mcg/kg/h"},
        {"rate": "16.666666666666668 mcg/kg/min"},
        {"rate": "16 mL/h", "concentration": "5 mg/mL"},
        {"dose": "0.22679618500000002 mg/lb"},
    ],
)
def test_40_mg_in_80_kg_over_30_min_is_read_however_it_is_ordered(options):
    session = _only(duration="30 min", **options)
    assert session.dose_mg_per_kg == pytest.approx(0.5)
    assert session.rate_mg_per_kg_h == pytest.approx(1.0)
    assert session.duration_h == 0.5


def test_a_bolus_is_part_of_a_dose_and_comes_before_a_rate():
    of_dose = _only(dose="40 mg", bolus="8 mg", duration="1 h")
    assert (of_dose.bolus_mg_per_kg, of_dose.dose_mg_per_kg) == (pytest.approx(0.1), pytest.approx(0.5))
    before_rate = _only(rate="40 mg/h", bolus="8 mg", duration="1 h")
    assert before_rate.dose_mg_per_kg == pytest.approx(0.6)


@pytest.mark.parametrize(
    "text", ["0.1 mg/kg/h for 30 min, 0.2 mg/kg/h for 2 h", "8 mg/h for 0,5 h then 16 mg/h for 120 min"]
)
def test_steps_are_one_visit(text):
    regimen = _regimen(steps=text, bolus="4 mg")
    assert regimen.visits == 1
    first, second = regimen.sessions
    assert (first.rate_mg_per_kg_h, first.duration_h) == (pytest.approx(0.1), 0.5)
    assert (second.rate_mg_per_kg_h, second.duration_h) == (pytest.approx(0.2), 2.0)
    assert (first.bolus_mg_per_kg, second.bolus_mg_per_kg) == (pytest.approx(0.05), 0.0)


@pytest.mark.parametrize("days", ["0,2,4", "0, 2, 4", "0 2 4"])
def test_days_are_read_as_a_list(days):
    regimen = _regimen(dose="40 mg", duration="40 min", days=days)
    assert [session.start_h for session in regimen.sessions] == [0, 48, 96]


def test_seven_d_is_a_week():
    regimen = _regimen(dose="40 mg", duration="40 min", count=2, every="7 d")
    assert regimen.sessions[1].start_h == 168


def test_the_drug_of_the_order_is_kept():
    assert _regimen(dose="20 mg", duration="1 h", drug=DrugName.S).drug is Drug.S_KETAMINE


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"dose": "-0.5 mg/kg"}, "--dose: got '-0.5 mg/kg'; it must be above 0"),
        ({"dose": "0 mg/kg"}, "--dose: got '0 mg/kg'; it must be above 0"),
        ({"dose": "0.5"}, "--dose: a unit is needed"),
        ({"dose": "0.5 mg/kg/h"}, "--dose: 'mg/kg/h' is a unit of weight-based rate, not of weight-based dose"),
        ({"rate": "0.5 mg/kg"}, "--rate: 'mg/kg' is a unit of weight-based dose, not of weight-based rate"),
        ({"dose": "8 mL"}, "--dose: '8 mL' is a volume; add the strength"),
        ({"dose": "40 mg", "concentration": "5 mg/mL"}, "--concentration: nothing is ordered in mL"),
        ({"dose": "8 mL", "concentration": "500 mg/mL"}, "no vial holds more than 100 mg/mL"),
        ({"dose": "40 mg", "bolus": "50 mg"}, "--bolus: '50 mg' is more than the whole dose of a session, '40 mg'"),
        ({"dose": "40 mg", "bolus": "-1 mg"}, "--bolus: got '-1 mg'"),
        ({"dose": "40 mg", "duration": "-40 min"}, "--duration: got '-40 min'; it must be above 0"),
        ({"dose": "40 mg", "count": 2, "every": "-24 h"}, "--every: got '-24 h'; it must be above 0"),
        ({"dose": "40 mg", "count": 2, "every": "1e308 h"}, "--every: got '1e308 h'; it must be above 0 and at most"),
        ({"dose": "40 mg", "count": 9, "every": "60 d"}, "--every: 9 sessions every '60 d' last more than a year"),
        ({"dose": "40 mg", "days": "1, 2"}, "--days: got '1, 2'; days rise from 0"),
        ({"dose": "40 mg", "days": "0, 2, 2"}, "days rise from 0"),
        ({"dose": "40 mg", "days": "Monday"}, "write days as numbers"),
        ({"dose": "40 mg", "days": "0, nan"}, "days rise from 0"),
        ({"steps": "0.1 mg/kg/h", "duration": None}, "write each step as a rate for a time"),
        ({"steps": "0.1 mg/kg for 1 h", "duration": None}, "--steps: 'mg/kg' is a unit of weight-based dose"),
        ({"dose": "1.500 mg"}, "--dose: '1.500 mg' may mean thousands or decimals"),
    ],
)
def test_an_order_that_cannot_be_read_names_its_option_and_value(options, says):
    with pytest.raises((RegimenError, UnitError)) as error:
        _regimen(**({"duration": "40 min"} | options))
    assert says in str(error.value)
    assert len(str(error.value)) < 400


@pytest.mark.parametrize(
    "options",
    [
        {"dose": "40 mg", "rate": "40 mg/h", "duration": "1 h"},
        {"template": "Cleveland five-day", "dose": "40 mg"},
        {"template": "Cleveland five-day", "duration": "1 h"},
        {"steps": "0.1 mg/kg/h for 1 h", "duration": "1 h"},
        {"dose": "40 mg", "duration": "1 h", "days": "0, 2", "count": 2},
    ],
)
def test_options_that_contradict_each_other_are_refused(options):
    with pytest.raises(typer.BadParameter):
        _order(**options)


@pytest.mark.parametrize("options", [{}, {"dose": "40 mg"}, {"rate": "40 mg/h"}])
def test_what_is_missing_is_named(options):
    with pytest.raises(RegimenError, match="--duration '40 min'"):
        _order(**options)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(
    dose_mg=st.floats(5, 240),
    weight_kg=st.floats(45, 130),
    hours=st.floats(0.5, 6),
    slip=st.sampled_from([1000, 0.001]),
)
def test_an_ordinary_dose_a_thousand_times_off_is_never_accepted_in_silence(dose_mg, weight_kg, hours, slip):
    def asked(mg, confirmed=False):
        regimen = Regimen.repeat(dose_mg_per_kg=mg / weight_kg, duration_h=hours, count=1)
        require_usual_doses(regimen, weight_kg, confirmed=confirmed)

    asked(dose_mg)
    with pytest.raises((RegimenError, LimitError), match=r"unusually (little|much)|whole course"):
        asked(dose_mg * slip)


@pytest.mark.parametrize(("dose", "weight_kg"), [("0.05 mg/kg", 74), ("5 mg/kg", 74), ("4 mg", 60), ("400 mg", 60)])
def test_an_everyday_dose_ten_times_off_is_asked_back_until_it_is_confirmed(dose, weight_kg):
    regimen = _order(dose=dose, duration="4 h").regimen(weight_kg)
    with pytest.raises(RegimenError, match="--confirm-dose"):
        require_usual_doses(regimen, weight_kg, confirmed=False)
    require_usual_doses(regimen, weight_kg, confirmed=True)


def test_a_hundred_grams_of_drug_are_refused_whatever_is_confirmed():
    regimen = _order(dose="48 mg/kg", duration="24 h", count=30, every="24 h", drug=DrugName.S).regimen(74)
    with pytest.raises(LimitError, match="107 g of S-ketamine; above 5 g nothing is simulated"):
        require_usual_doses(regimen, 74, confirmed=True)


def test_cutting_a_visit_into_steps_does_not_make_it_unusual():
    regimen = _order(steps="4 mg/h for 30 min, 8 mg/h for 30 min, 40 mg/h for 1 h").regimen(WEIGHT_KG)
    require_usual_doses(regimen, WEIGHT_KG, confirmed=False)


words = st.sampled_from(
    ["0.5 mg/kg", "40 mg", "8 mL", "1 mg/mL", "0", "-1", "1e308 h", "nan", "inf h", "2 h", "0,2", ""]
)
texts = words | st.text("0123456789.,;- mgkghLmin/for then", max_size=30)


@settings(deadline=None, derandomize=True, max_examples=400)
@given(
    way=st.sampled_from(["dose", "rate", "steps"]),
    text=texts,
    duration=st.none() | texts,
    bolus=texts,
    concentration=st.none() | texts,
    every=texts,
    days=st.none() | texts,
    count=st.integers(1, 30),
)
def test_any_order_is_read_or_refused_in_words(way, text, **options):
    try:
        regimen = _order(**({way: text} | options)).regimen(WEIGHT_KG)
    except (UserError, typer.BadParameter):
        return
    assert all(0 < session.dose_mg_per_kg < float("inf") for session in regimen.sessions)
