"""One set of values: nothing starts at a value at which it is slowed or stopped, and a looser value is asked back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from sciatwin.errors import InvalidInputError
from sciatwin.plan import plan_infusion
from sciatwin.plan.choose.case import Case
from sciatwin.plan.clinic.site import read_site
from sciatwin.plan.session import SessionSettings
from sciatwin.plan.session.checklist import SETTINGS, checklist
from sciatwin.plan.session.start_values import StartValues, no_start_because
from sciatwin.plan.session.stop_values import StopValues
from sciatwin.plan.sheet.looser import HIGHER_IS_LOOSER, LOWER_IS_LOOSER, looser_settings
from sciatwin.plan.sheet.row_files import sourced_texts
from sciatwin.regimen import Regimen
from sciatwin.response.side_effects.blood_pressure import STOP
from sciatwin.twin import Twin

LOOSE = {
    "slow_systolic": "170 mmHg",
    "stop_systolic": "190 mmHg",
    "stop_diastolic": "115 mmHg",
    "stop_systolic_below": "80 mmHg",
    "stop_heart_rate_above": "140 /min",
    "stop_heart_rate_below": "40 /min",
    "stop_saturation_below": "89 %",
    "stop_breathing_below": "8 /min",
    "no_heavy_meal": "7 h",
    "no_light_meal": "5 h",
    "no_clear_fluids": "1 h",
    "first_checks_every": "10 min",
    "recovery": "40 min",
    "no_driving": "12 h",
    "discharge_score": 8,
}
"""Each on the less safe side of its row."""

ABSURD = {
    "slow_systolic": "210 mmHg",
    "stop_systolic": "260 mmHg",
    "stop_diastolic": "140 mmHg",
    "stop_systolic_below": "130 mmHg",
    "stop_heart_rate_above": "40 /min",
    "stop_heart_rate_below": "120 /min",
    "stop_breathing_below": "60 /min",
    "no_heavy_meal": "1 min",
    "no_light_meal": "1 min",
    "no_clear_fluids": "1 min",
    "first_checks_every": "2 h",
    "recovery": "1 min",
    "no_driving": "1 min",
    "step_time": "5 min",
}


@pytest.fixture
def read(tmp_path, examples):
    text = (examples / "site_outpatient.yaml").read_text(encoding="utf-8")

    def read_with(more, drug=None):
        path = tmp_path / "site.yaml"
        path.write_text((drug(text) if drug else text) + more, encoding="utf-8")
        return read_site(path)

    return read_with


@st.composite
def _settings(draw):
    own = {
        "slow_systolic_mmhg": draw(st.none() | st.floats(120, 180)),
        "stop_systolic_mmhg": draw(st.none() | st.floats(130, 200)),
        "stop_diastolic_mmhg": draw(st.none() | st.floats(80, 120)),
        "stop_systolic_below_mmhg": draw(st.none() | st.floats(70, 110)),
        "stop_heart_rate_above_per_min": draw(st.none() | st.floats(90, 150)),
        "stop_heart_rate_below_per_min": draw(st.none() | st.floats(35, 65)),
        "stop_saturation_fraction": draw(st.none() | st.floats(0.88, 0.98)),
        "stop_breathing_per_min": draw(st.none() | st.floats(8, 14)),
    }
    try:
        return SessionSettings(**{name: value for name, value in own.items() if value is not None})
    except ValidationError:
        return SessionSettings()


@settings(deadline=None, derandomize=True, max_examples=200)
@given(_settings())
def test_start_is_never_looser_than_slow_and_slow_is_below_stop(own):
    stops = StopValues.of(own)
    start = StartValues.of(stops)
    assert (
        stops.systolic_below_mmhg
        <= start.systolic_below_mmhg
        < start.systolic_from_mmhg
        <= stops.slow_systolic_mmhg
        < stops.systolic_mmhg
    )
    assert start.systolic_from_mmhg <= 180  # Swiss product information
    assert start.diastolic_above_mmhg <= min(100, stops.diastolic_mmhg)
    assert stops.pulse_below_per_min <= start.pulse_below_per_min < start.pulse_above_per_min
    assert start.pulse_above_per_min <= min(150, stops.pulse_above_per_min)
    assert start.breathing_below_per_min >= max(10, stops.breathing_below_per_min)
    assert start.saturation_below_fraction >= max(0.92, stops.saturation_below_fraction)


def test_sheet_shows_start_limits_that_agree_with_its_own_stop_values(typical_patient):
    own = SessionSettings(slow_systolic="150 mmHg", stop_systolic="170 mmHg", stop_heart_rate_above="110 /min")
    rows = {row.row.key: row.text.replace("\u00a0", " ") for row in checklist(typical_patient, own, {})}
    assert "No start from 150 systolic, above 100 diastolic" in rows["start_limits"]
    assert "pulse below 50 or above 110" in rows["start_limits"]
    default = {
        row.row.key: row.text.replace("\u00a0", " ") for row in checklist(typical_patient, SessionSettings(), {})
    }
    assert "No start from 160 systolic" in default["start_limits"]
    assert "above 120, breathing" in default["start_limits"]


@pytest.mark.parametrize(
    ("vital", "value", "says"),
    [
        ("systolic_mmhg", 155.0, "150\u00a0mmHg or more"),
        ("systolic_mmhg", 85.0, "below 90"),
        ("diastolic_mmhg", 98.0, "above 95"),
        ("heart_rate_per_min", 108.0, "above 105"),
        ("heart_rate_per_min", 54.0, "below 55"),
        ("respiratory_rate_per_min", 11.0, "below 12"),
        ("respiratory_rate_per_min", 31.0, "above 30"),
        ("oxygen_saturation_fraction", 0.94, "below 95"),
    ],
)
def test_a_value_of_today_at_which_this_clinic_does_not_start_is_an_open_point(
    typical_patient, outpatient_site, vital, value, says
):
    own = SessionSettings(
        slow_systolic="150 mmHg", stop_diastolic="95 mmHg", stop_heart_rate_above="105 /min",
        stop_heart_rate_below="55 /min", stop_breathing_below="12 /min", stop_saturation_below="95 %",
    )  # fmt: skip
    assert no_start_because(typical_patient, own) == ()
    vitals = typical_patient.vitals.model_copy(update={vital: value})
    measured = typical_patient.model_copy(update={"vitals": vitals, "medicines": None})  # no search: a question is open
    made = plan_infusion(Twin(measured, draws=5), outpatient_site.model_copy(update={"session": own}))
    assert any("does not start" in point and says in point for point in made.unsigned_because)


def test_every_value_of_a_row_has_a_safe_side():
    clinic = SETTINGS & set(sourced_texts())
    assert clinic - {"rescue_kit"} == set(HIGHER_IS_LOOSER) | set(LOWER_IS_LOOSER) == set(LOOSE)


@pytest.mark.parametrize("name", LOOSE)
def test_a_value_looser_than_its_source_is_asked_back_until_it_is_confirmed(read, name):
    more = f"\nsession: {{{name}: {LOOSE[name]}}}\n"
    with pytest.raises(InvalidInputError) as error:
        read(more)
    assert f"confirmed: [session.{name}]" in str(error.value)
    assert read(f"{more}confirmed: [session.{name}]\n").confirmed == (f"session.{name}",)


@pytest.mark.parametrize("name", LOOSE)
def test_the_value_of_the_source_itself_passes(name):
    text = sourced_texts()[name]
    own = SessionSettings.model_validate({name: int(text) if name == "discharge_score" else text})
    assert not list(looser_settings(own))


@pytest.mark.parametrize("name", ABSURD)
def test_a_value_that_cannot_be_meant_is_refused_even_if_confirmed(read, name):
    with pytest.raises(InvalidInputError, match=name):
        read(f"\nsession: {{{name}: {ABSURD[name]}}}\nconfirmed: [session.{name}]\n")


@pytest.mark.parametrize(
    ("own", "says"),
    [
        ({"slow_systolic": "170 mmHg", "stop_systolic": "165 mmHg"}, "slow_systolic .170.mmHg. must be below"),
        ({"slow_systolic": "165 mmHg", "stop_systolic": "165 mmHg"}, "must be below stop_systolic"),
        ({"stop_systolic": "155 mmHg"}, "160 mmHg, proposed where the clinic gives none"),
        ({"no_heavy_meal": "6 h", "no_light_meal": "7 h"}, "no_light_meal .7.h. must be at most no_heavy_meal"),
        ({"no_clear_fluids": "8 h"}, "no_clear_fluids .8.h. must be at most no_light_meal"),
    ],
)
def test_values_out_of_order_are_refused_with_both_names(own, says):
    with pytest.raises(ValidationError, match=says):
        SessionSettings.model_validate(own)


def _for_s_ketamine(text):
    for old, new in (
        ("racemic ketamine", "S-ketamine"),
        ("strength: 50 mg/mL", "strength: 25 mg/mL"),
        ("max_rate: 1 mg/kg/h", "max_rate: 0.5 mg/kg/h"),
        ("max_bolus: 0.35 mg/kg", "max_bolus: 0.15 mg/kg"),
    ):
        text = text.replace(old, new)
    return text


def test_a_starting_rate_above_the_published_one_of_the_drug_is_refused(read):
    rate = "\nsession: {start_rate: 0.08 mg/kg/h}\n"
    assert read(rate).session.start_rate_mg_per_kg_h == 0.08
    with pytest.raises(InvalidInputError, match=r"0\.08 mg/kg/h is above 0\.05"):
        read(rate, _for_s_ketamine)


def test_predictions_and_the_sheet_stop_at_the_same_pressure():
    """One number: the assumed one of the model is the one that the sheet proposes."""
    assert StopValues().of_pressure == STOP
    assert (StopValues().systolic_mmhg, StopValues().diastolic_mmhg) == (STOP.systolic_mmhg, STOP.diastolic_mmhg)


@pytest.mark.parametrize(
    ("signed", "stop_mmhg", "is_signed"),
    [(None, 180, False), (180, 180, True), (170, 170, True), (190, 180, False)],
    ids=["none", "the assumed one", "a stricter one", "a laxer one"],
)
def test_a_stop_is_the_clinics_only_where_the_clinic_signed_it(signed, stop_mmhg, is_signed):
    stop = StopValues.of(SessionSettings(stop_systolic_mmhg=signed)).of_pressure
    assert (stop.systolic_mmhg, stop.systolic_is_signed) == (stop_mmhg, is_signed)


def test_a_stricter_clinic_is_predicted_to_stop_more_often_and_a_laxer_one_not_less(typical_patient, read):
    """A clinic's own stop decides which pressure counts as harm; none makes a pressure above the published one safe."""
    twin = Twin(typical_patient, draws=400, seed=3)
    session = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=1)

    def risk(text):
        case = Case(twin, read(text), goes_on=False)
        return case.panels.risks(session).severe_hypertension

    usual = risk("")
    assert risk("session: {stop_systolic: 140 mmHg, slow_systolic: 138 mmHg}") > usual
    assert risk("session: {stop_systolic: 190 mmHg}\nconfirmed: [session.stop_systolic]") == usual
