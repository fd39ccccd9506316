"""``sciatwin validate`` prints every trial beside its prediction, within 80 columns."""

import json

import pytest
from typer.testing import CliRunner

from sciaclinic.cli.main import app
from sciatwin.validation.measured_coverage import LEVELS


def _run(*arguments):
    result = CliRunner().invoke(app, list(map(str, arguments)), env={"COLUMNS": "80"})
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def printed():
    return _run("validate")


def test_without_a_subcommand_everything_is_validated(printed):
    assert f"Levels: {LEVELS.inside} of {LEVELS.of} " in printed  # as every plan states it
    for text in ("pickering2020", "sigtermans2009", "vroomen1999", "Scores by account", "Coverage and sharpness"):
        assert text in printed


def test_it_fits_80_columns(printed):
    assert max(len(line.rstrip()) for line in printed.splitlines()) <= 80


def test_held_out_calibration_and_consistency_stand_apart(printed):
    places = [printed.index(text) for text in ("Trials open for calibration", "Held-out trials", "Meta-analyses, over")]
    assert places == sorted(places)
    assert "Stand-in:" in printed


def test_every_account_is_scored_and_both_questions_are_answered(printed):
    table = printed[printed.index("Scores by account") :]
    for account in ("weighted average", "slow effect site", "fading sensitisation", "peak driven", "no lasting effect"):
        assert account in table
    assert "On held-out trials the lowest CRPS" in table
    assert "Why did one infusion" in table
    assert "Why did 100 hours" in table


def test_what_is_not_predicted_has_its_reason(printed):
    assert "Not predicted:" in printed
    assert "intramuscular: rabben2001" in printed


def test_json_holds_rows_scores_and_answers():
    record = json.loads(_run("validate", "trials", "--json"))
    assert record["levels"] is None
    assert {len(record[part]) > 0 for part in ("trials", "not_predicted", "scores", "coverage", "answers")} == {True}
    row = next(r for r in record["rows"] if r["trial"] == "pickering2020" and r["measure"] == "pain_difference")
    assert row["group"] == "HOLD"
    assert row["observed"] == -0.06
    assert row["inside"] is True
    assert set(row["crps"]) == {"weighted average", *record["weights"]}
    assert sum(record["weights"].values()) == pytest.approx(1)


def test_figure_is_written(tmp_path):
    target = tmp_path / "figures" / "trials.svg"
    _run("validate", "trials", "--svg", target)
    assert target.read_text(encoding="utf-8").startswith("<svg")
