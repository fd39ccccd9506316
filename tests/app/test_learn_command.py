"""``sciatwin learn`` says what changed, shows old and new prediction, and writes a figure and JSON."""

import json

import pytest
from typer.testing import CliRunner

from sciaclinic.cli.main import app

EXAMPLES = ("examples/typical.yaml", "examples/typical_sessions.csv")


def _run(*arguments):
    return CliRunner().invoke(app, ["learn", *arguments], env={"COLUMNS": "100"})


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("learn") / "out"
    result = _run(*EXAMPLES, "--draws", "300", "--out", str(folder))
    assert result.exit_code == 0, result.output
    return result.output, folder


def test_it_prints_what_changed_and_what_to_measure_next(written):
    text, _ = written
    for words in ("responds to placebo", "CADSS after a usual session", "before", "now", "effective draws"):
        assert words in text
    assert "pain diary for the week after" in text
    assert "No trial shows that intravenous ketamine helps sciatica" in text


def test_figure_and_numbers_are_written(written):
    _, folder = written
    numbers = json.loads((folder / "learned.json").read_text())
    assert {item["name"] for item in numbers["chances"]} >= {"recovers without treatment", "responds to placebo"}
    assert all(0 <= item["after"] <= 1 for item in numbers["chances"])
    assert len(numbers["outcomes_before"]) == len(numbers["outcomes_after"])
    assert numbers["diagnostics"]["trusted"] is True
    assert (folder / "learned.svg").read_text().startswith("<svg")


def test_json_on_request_is_the_same_record(written):
    _, folder = written
    printed = _run(*EXAMPLES, "--draws", "300", "--json")
    assert json.loads(printed.output) == json.loads((folder / "learned.json").read_text())


def test_faults_of_the_observations_are_named_by_row(tmp_path):
    broken = tmp_path / "broken.csv"
    broken.write_text("hours,kind,value,unit\n2,cadss,400,\n", encoding="utf-8")
    result = _run(EXAMPLES[0], str(broken))
    assert result.exit_code != 0
    assert "CADSS goes from 0 to 92" in str(result.exception)
    assert "line 2" in str(result.exception)
