"""The command as a user runs it: exit codes, messages, and files written all or not at all."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from sciaclinic.cli.main import app
from sciatwin.errors import UserError


def _run(*arguments):
    """Run in this process; returns (exit code, printed text). User errors become their exit codes, as in `run`."""
    result = CliRunner().invoke(app, list(map(str, arguments)))
    if isinstance(result.exception, UserError):
        return result.exception.exit_code, str(result.exception)
    return result.exit_code, result.output


@pytest.fixture
def edited(examples, tmp_path):
    """Writes an example with some text replaced."""

    def edit(name, *replacements):
        text = (examples / name).read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new, 1)
        target = tmp_path / name
        target.write_text(text, encoding="utf-8")
        return target

    return edit


def test_python_dash_m_is_the_command():
    result = subprocess.run([sys.executable, "-m", "sciatwin", "--help"], capture_output=True, text=True, check=True)
    for command in ("check", "simulate", "plan", "validate"):
        assert command in result.stdout


def test_user_error_goes_to_stderr_with_its_exit_code_and_without_traceback(tmp_path):
    result = subprocess.run(
        [sys.executable, "-m", "sciatwin", "check", str(tmp_path / "nobody.yaml")],
        capture_output=True,
        text=True,
    )
    assert result.returncode == 10
    assert "no such file" in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("replacement", "code", "expected"),
    [
        (("weight: 74 kg", "weight: 74"), 11, "a unit is needed, for example '74 kg'"),
        (("weight: 74 kg", "weight: 74 mmHg"), 11, "'mmHg' is a unit of blood pressure"),
        (("weight: 74 kg", "weight: -74 kg"), 11, "greater than 0"),
        (("side: left", "side: [left, right]"), 11, "one of left, right or both"),
        (("side: left", "side: left\n  side: right"), 11, "given twice"),
        (("leg_pain: 7", "leg_pain: 17"), 11, "less than or equal to 10"),
        (("sex: female", "sex: {"), 10, "not valid YAML or JSON"),
    ],
)
def test_bad_patient_files_are_refused_and_write_nothing(edited, examples, tmp_path, replacement, code, expected):
    patient = edited("typical.yaml", replacement)
    out = tmp_path / "out"
    exit_code, text = _run("plan", patient, "--site", examples / "site_outpatient.yaml", "--out", out)
    assert exit_code == code
    assert expected in text
    assert not out.exists()


def test_weight_in_pounds_written_as_kilograms_is_noticed(edited):
    exit_code, text = _run("check", edited("typical.yaml", ("weight: 74 kg", "weight: 210 kg")))
    assert exit_code == 11
    assert "pounds are written 'lb'" in text


@pytest.mark.parametrize(
    ("replacement", "expected"),
    [
        (("  max_rate: 1 mg/kg/h ", "  #"), "max_rate"),
        (("max_rate: 1 mg/kg/h", "max_rate: 3 mg/kg/h"), "less than or equal to 2"),
        (("max_rate: 1 mg/kg/h", "max_rate: 1 mg/kg"), "not of weight-based rate"),
        (("max_bolus: 0.35 mg/kg", "max_bolus: 0.5 mg/kg"), "less than or equal to 0.35"),
        (("30 days", "10 days"), "greater than 16"),
        (("strength: 50 mg/mL", "strength: 20 mg/mL"), "10, 50 or 100 mg/mL"),
        (("strength: 50 mg/mL", "strength: 50 mg"), "not of drug strength"),
        (("strength_is: base", ""), "strength_is"),
    ],
)
def test_bad_clinic_files_are_refused(edited, examples, tmp_path, replacement, expected):
    site = edited("site_outpatient.yaml", replacement)
    exit_code, text = _run("plan", examples / "typical.yaml", "--site", site, "--out", tmp_path / "out")
    assert exit_code == 11
    assert expected in text
    assert not (tmp_path / "out").exists()


def test_plan_needs_a_clinic(examples):
    exit_code, text = _run("plan", examples / "typical.yaml")
    assert exit_code == 2
    assert "--site" in text


@pytest.mark.parametrize(
    ("options", "code", "expected"),
    [
        (["--dose", "0.5 mg/kg"], 13, "--duration"),
        (["--dose", "0.5", "--duration", "40 min"], 12, "a unit is needed"),
        (["--dose", "0.5 mg/h", "--duration", "40 min"], 12, "drug rate, not of weight-based dose"),
        (["--dose", "2 mg/kg", "--duration", "30 min"], 14, "rate: 4 mg/kg/h, allowed 2 mg/kg/h"),
        (["--dose", "1 mg/kg", "--duration", "1 h", "--bolus", "0.6 mg/kg"], 14, "bolus: 0.6 mg/kg"),
        (["--dose", "1 mg/kg", "--duration", "0 h"], 13, "--duration: got '0 h'; it must be above 0"),
        (["--dose", "-1 mg/kg", "--duration", "1 h"], 13, "--dose: got '-1 mg/kg'; it must be above 0"),
        (["--dose", "4 mg", "--duration", "1 h"], 13, "add --confirm-dose"),
        (["--dose", "1 mg/kg", "--duration", "4 h", "--count", "2", "--every", "-1 d"], 13, "--every: got '-1 d'"),
        (["--dose", "1 mg/kg", "--duration", "4 h", "--count", "2", "--every", "1 h"], 13, "overlap"),
        (["--template", "Clevland"], 13, "Cleveland five-day"),
    ],
)
def test_impossible_regimens_are_refused(examples, tmp_path, options, code, expected):
    out = tmp_path / "out"
    exit_code, text = _run("simulate", examples / "typical.yaml", *options, "--out", out)
    assert exit_code == code
    assert expected in text
    assert not out.exists()


def test_simulate_writes_the_course_with_both_sites_and_all_arms(examples, tmp_path):
    out = tmp_path / "course"
    exit_code, text = _run(
        "simulate", examples / "typical.yaml", "--template", "cleveland five-day", "--draws", 60, "--out", out
    )
    assert exit_code == 0
    assert "untreated" in text
    names = {line.split(",")[0] for line in (out / "course.csv").read_text(encoding="utf-8").splitlines()[1:]}
    assert {
        "s_ketamine_arterial",
        "r_ketamine_arterial",
        "s_norketamine_arterial",
        "s_ketamine_venous",
        "r_ketamine_venous",
        "s_norketamine_venous",
        "fast_effect_site",
        "dissociation",
        "systolic",
        "pain_untreated",
        "pain_placebo",
        "pain_treated",
    } <= names
    assert json.loads((out / "course.json").read_text(encoding="utf-8"))["software"]["draws"] == 60


def test_plan_writes_document_page_paper_curves_and_figures(examples, tmp_path):
    out = tmp_path / "plan"
    exit_code, _ = _run(
        "plan",
        examples / "typical.yaml",
        "--site",
        examples / "site_outpatient.yaml",
        "--draws",
        100,
        "--out",
        out,
    )
    assert exit_code == 0
    names = {path.name for path in out.iterdir()}
    assert {name for name in names if not name.endswith(".svg")} == {
        "files.json",
        "plan.csv",
        "plan.html",
        "plan.json",
        "plan.pdf",
    }
    assert {"pain.svg", "hundred.svg", "side_effects.svg", "alternatives.svg"} <= names
    assert [path.name for path in tmp_path.iterdir()] == ["plan"]  # no staging folder is left


def test_unwritable_folder_is_an_output_error(examples, tmp_path):
    (tmp_path / "taken").write_text("a file, not a folder", encoding="utf-8")
    exit_code, text = _run(
        "simulate",
        examples / "typical.yaml",
        "--template",
        "French four-day",
        "--draws",
        60,
        "--out",
        tmp_path / "taken",
    )
    assert exit_code == 16
    assert "--out" in text
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "a file, not a folder"


@pytest.mark.parametrize(
    ("example", "decision", "code"),
    [
        ("blocked.yaml", "no infusion: blocked", 17),
        ("outside_models.yaml", "no infusion: no model describes this patient", 17),
        ("likely_recovers.yaml", "no infusion: too little benefit to expect", 18),
    ],
)
def test_examples_that_get_no_infusion(examples, example, decision, code):
    exit_code, text = _run(
        "plan", examples / example, "--site", examples / "site_outpatient.yaml", "--draws", 200, "--json"
    )
    assert exit_code == code
    document = json.loads(text)
    assert document["decision"] == decision
    assert document["conduct"] is None


def test_no_dose_is_simulated_for_a_patient_who_must_not_have_one(examples, tmp_path):
    arguments = ("simulate", examples / "blocked.yaml", "--template", "French four-day", "--draws", 60)
    exit_code, text = _run(*arguments, "--out", tmp_path / "out")
    assert exit_code == 17
    assert "saddle numbness" in text
    assert not (tmp_path / "out").exists()
    exit_code, text = _run(*arguments, "--despite-block")
    assert exit_code == 17
    assert text.index("no dose") < text.index("mg/kg")


def test_a_template_and_a_dose_exclude_each_other(examples):
    both = ("--template", "French four-day", "--dose", "1 mg/kg", "--duration", "1 h")
    assert _run("simulate", examples / "typical.yaml", *both)[0] == 2


@pytest.mark.parametrize(
    ("name", "replacement", "decision", "code"),
    [
        ("typical.yaml", ("  saddle_numbness: no", "  saddle_numbness: unknown"), "no dose yet", 17),
        ("typical.yaml", ("pregnancy: no", "pregnancy: unknown"), "no dose yet", 17),
        ("typical.yaml", ("last_ketamine_course: never", "last_ketamine_course: unknown"), "cannot be checked", 17),
        ("typical.yaml", ("  systolic: 124 mmHg", "  systolic: 178 mmHg"), "no regimen stays within the limits", 18),
        (
            "typical.yaml",
            ("last_ketamine_course: never", "last_ketamine_course: 5 days\nlast_course_dose: 200 mg"),
            "no regimen stays",
            18,
        ),
        ("typical.yaml", ("last_ketamine_course: never", "last_ketamine_course: 5 days"), "cannot be checked", 17),
    ],
)
def test_decisions_without_a_dose_say_why(edited, examples, name, replacement, decision, code):
    site = examples / "site_outpatient.yaml"
    exit_code, text = _run("plan", edited(name, replacement), "--site", site, "--draws", 200, "--json")
    document = json.loads(text)
    assert exit_code == code
    assert decision in document["decision"]
    assert document["conduct"] is None
    assert document["reasons"]


@pytest.mark.parametrize("name", ["unknown", "nobody", "'   '"])
def test_nobody_is_no_signature(edited, examples, name):
    site = edited("site_outpatient.yaml", ("signed_by: null", f"signed_by: {name}"))
    exit_code, text = _run("plan", examples / "typical.yaml", "--site", site)
    assert exit_code == 11
    assert "signed_by" in text


def test_validate_prints_observed_and_predicted(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    exit_code, text = _run("validate", "pharmacokinetics")
    assert exit_code == 0
    for word in ("observed", "predicted", "ratio", "inside", "outside", "arterial", "venous", "kamp2020_bja"):
        assert word in text
