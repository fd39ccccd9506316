"""What a clinic wants of a plan comes from a file, decides, and is kept with who signed it."""

import json

import pytest
from typer.testing import CliRunner

from sciaclinic.cli.main import app
from sciatwin.errors import InvalidInputError

WANTED = "least_excess: {value: 0.21, signed_by: lead physician, reason: nearer to the strict end}\n"


@pytest.fixture
def run(tmp_path, examples):
    file = tmp_path / "preferences.yaml"
    file.write_text(WANTED, encoding="utf-8")
    words = {
        "patient": examples / "typical.yaml",
        "site": examples / "site_outpatient.yaml",
        "seen": examples / "typical_sessions.csv",
        "wanted": file,
    }

    def command(text):
        return CliRunner().invoke(app, [*text.format(**words).split(), "--draws", "60"])

    return command


def test_a_plan_by_signed_preferences_says_whose_choice_it_is_and_keeps_it(run):
    result = run("plan {patient} --site {site} --preferences {wanted} --json")
    assert result.exit_code == 0
    plan = json.loads(result.stdout)
    assert plan["preferences"]["least_excess"]["signed_by"] == "lead physician"
    assert plan["preferences"]["visit_h"]["signed_by"] == ""
    assert plan["least_credible_excess_probability"] == 0.21
    assert any("by the choice of lead physician" in reason for reason in plan["reasons"])


def test_learning_judges_by_the_same_preferences_within_a_clinic(run):
    learn = "learn {patient} {seen} --method laplace --json"
    kept = json.loads(run(f"{learn} --site {{site}} --preferences {{wanted}}").stdout)["preferences"]
    assert kept["least_excess"]["signed_by"] == "lead physician"
    assert json.loads(run(learn).stdout)["preferences"] is None


def test_preferences_that_nothing_would_use_are_refused(run):
    result = run("learn {patient} {seen} --preferences {wanted}")
    assert result.exit_code == 2
    assert "--site" in result.output


def test_a_fault_in_the_file_makes_no_plan(run, tmp_path):
    (tmp_path / "preferences.yaml").write_text(WANTED.replace("0.21", "0.9"), encoding="utf-8")
    result = run("plan {patient} --site {site} --preferences {wanted}")
    assert isinstance(result.exception, InvalidInputError)
    assert "least_excess.value" in str(result.exception)
