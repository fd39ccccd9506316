"""``check``, ``plan`` and ``simulate`` agree on what may be done for a patient, and say so by their exit code."""

import json

import pytest
from typer.testing import CliRunner

from sciaclinic.cli.main import app
from sciatwin.errors import UserError

NO_DOSE, NOT_SIGNABLE, READY = 17, 18, 0
FEW = ("--draws", "50")

PATIENTS = {
    "typical": ((), READY),
    "blocked by a rule": (
        (("porphyria: no", "porphyria: no"), ("saddle_numbness: no", "saddle_numbness: yes")),
        NO_DOSE,
    ),
    "could be blocked": ((("saddle_numbness: no", "saddle_numbness: unknown"),), NO_DOSE),
    "could be blocked by a misspelled medicine": ((("name: ibuprofen", "name: theofyline"),), NO_DOSE),
    "heart rate unknown": ((("heart_rate: 72 /min", "heart_rate: unknown"),), NO_DOSE),
    "last course unknown": ((("last_ketamine_course: never", "last_ketamine_course: unknown"),), NO_DOSE),
    "outside the models": ((("age: 49 years", "age: 91 years"),), NO_DOSE),
    "needs an override": ((("porphyria: no", "porphyria: yes"),), NOT_SIGNABLE),
    "has an open question": ((("glaucoma: no", "glaucoma: unknown"),), NOT_SIGNABLE),
}


def _run(*arguments):
    result = CliRunner().invoke(app, list(map(str, arguments)))
    if isinstance(result.exception, UserError):
        return result.exception.exit_code, str(result.exception)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


@pytest.fixture
def patient_file(examples, tmp_path):
    def write(name):
        text = (examples / "typical.yaml").read_text(encoding="utf-8")
        for old, new in PATIENTS[name][0]:
            assert old in text
            text = text.replace(old, new, 1)
        path = tmp_path / "patient.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def _simulate(path, *more):
    return _run("simulate", path, "--dose", "0.5 mg/kg", "--duration", "40 min", *FEW, *more)


@pytest.mark.parametrize("name", PATIENTS)
def test_check_and_simulate_leave_with_the_code_of_the_patient(name, patient_file):
    path, expected = patient_file(name), PATIENTS[name][1]
    assert _run("check", path)[0] == expected
    assert _simulate(path)[0] == expected


@pytest.mark.parametrize("name", PATIENTS)
def test_the_code_is_the_same_with_json(name, patient_file):
    code, output = _run("check", patient_file(name), "--json")
    record = json.loads(output)
    assert code == PATIENTS[name][1]
    assert bool(record["no_dose_because"]) == (code == NO_DOSE)


@pytest.mark.parametrize("name", ["blocked by a rule", "last course unknown", "could be blocked", "outside the models"])
def test_plan_gives_no_dose_where_check_says_so(name, patient_file, examples):
    code, output = _run("plan", patient_file(name), "--site", examples / "site_outpatient.yaml", *FEW, "--json")
    assert code == NO_DOSE
    document = json.loads(output)
    assert document["regimen"] is None
    assert document["readiness"] == "no dose may be given"


def test_plan_leaves_with_the_same_code_where_an_override_is_needed(patient_file, examples):
    site = examples / "site_outpatient.yaml"
    code, output = _run("plan", patient_file("needs an override"), "--site", site, *FEW)
    assert code == NOT_SIGNABLE
    text = " ".join(output.split())
    assert "Nothing is open" not in text
    assert text.index("needs a reasoned override") < text.index("Why")
    assert "Ask a porphyria centre before any dose" in text


def test_a_blocked_patient_studied_all_the_same_is_still_17(patient_file):
    code, output = _simulate(patient_file("blocked by a rule"), "--despite-block")
    assert code == NO_DOSE
    text = " ".join(output.split())
    assert "Refer the same day as an emergency for MRI" in text
    assert "Leg pain 0 to 10" in text


def test_what_speaks_against_a_dose_comes_with_its_way_out_in_simulate(patient_file):
    _, message = _simulate(patient_file("could be blocked"))
    assert "If so: No ketamine. Refer the same day" in message
    _, output = _simulate(patient_file("needs an override"))
    assert "Ask a porphyria centre" in " ".join(output.split())


def test_learn_leaves_with_17_where_no_further_dose_may_be_given(patient_file, examples):
    path = patient_file("blocked by a rule")
    code, output = _run("learn", path, examples / "typical_sessions.csv", "--method", "laplace", "--draws", "50")
    assert code == NO_DOSE
    assert "Refer the same day as an emergency for MRI" in " ".join(output.split())


SEEN = "day,kind,value,unit,duration,drug,mass_of,period\n" + "".join(
    f"{day},session,37,mg,40 min,racemic ketamine,base,\n" for day in (0, 3)
)
RECORDS = {
    "relief enough": (SEEN + "7,leg_pain,3,,,,,day\n", READY),
    "relief too little": (SEEN + "7,leg_pain,7,,,,,day\n", NO_DOSE),
    "a danger": (SEEN + "3,blood_pressure,190/100,mmHg,,,,\n7,leg_pain,3,,,,,day\n", NO_DOSE),
}


ENOUGH_TO_TELL_A_RISK = ("--draws", "1000")


@pytest.mark.parametrize("record", RECORDS)
def test_learn_leaves_with_17_where_plan_does(record, examples, tmp_path):
    seen, expected = tmp_path / "seen.csv", RECORDS[record][1]
    seen.write_text(RECORDS[record][0], encoding="utf-8")
    patient, site = examples / "typical.yaml", ("--site", examples / "site_outpatient.yaml")
    learn = ("learn", patient, seen, "--method", "laplace")
    plan = ("plan", patient, *site, "--observations", seen, "--go-on")
    assert _run(*plan, *ENOUGH_TO_TELL_A_RISK)[0] == expected
    assert _run(*learn, *site, *ENOUGH_TO_TELL_A_RISK)[0] == expected
    assert _run(*learn, *FEW)[0] == expected


def test_learn_leaves_with_17_where_the_named_clinic_lacks_what_any_infusion_needs(examples, tmp_path):
    seen, site = tmp_path / "seen.csv", tmp_path / "site.yaml"
    seen.write_text(RECORDS["relief enough"][0], encoding="utf-8")
    text = (examples / "site_outpatient.yaml").read_text(encoding="utf-8")
    assert "airway_skills: yes" in text
    site.write_text(text.replace("airway_skills: yes", "airway_skills: no"), encoding="utf-8")
    files = (examples / "typical.yaml", seen, "--method", "laplace", *FEW)
    assert _run("learn", *files)[0] == READY
    assert _run("learn", *files, "--site", site)[0] == NO_DOSE
