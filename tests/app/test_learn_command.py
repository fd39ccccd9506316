"""``sciatwin learn`` says what changed, shows old and new prediction, and writes a figure and JSON."""

import json

import pytest
from typer.testing import CliRunner

from sciaclinic.cli.main import app
from support.made_alike import made_alike

EXAMPLES = ("examples/typical.yaml", "examples/typical_sessions.csv")


def _run(*arguments):
    return CliRunner().invoke(app, ["learn", *arguments], env={"COLUMNS": "100"})


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("learn") / "out"
    result = _run(*EXAMPLES, "--draws", "300", "--out", str(folder))
    assert result.exit_code == 17, result.output  # too little relief in the example
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
    kept = json.loads((folder / "learned.json").read_text())
    assert made_alike(json.loads(printed.output), kept)


def test_faults_of_the_observations_are_named_by_row(tmp_path):
    broken = tmp_path / "broken.csv"
    broken.write_text("hours,kind,value,unit\n2,cadss,400,\n", encoding="utf-8")
    result = _run(EXAMPLES[0], str(broken))
    assert result.exit_code != 0
    assert "CADSS goes from 0 to 92" in str(result.exception)
    assert "line 2" in str(result.exception)


HEADER = "day,kind,value,unit,duration,drug,mass_of,period,session\n"


def _session(day, dose="37,mg", duration="40 min"):
    return f"{day},session,{dose},{duration},racemic ketamine,base,,\n"


@pytest.fixture
def learned(tmp_path):
    def run(rows, *options, patient=EXAMPLES[0]):
        (tmp_path / "seen.csv").write_text(HEADER + rows, encoding="utf-8")
        return _run(str(patient), str(tmp_path / "seen.csv"), "--draws", "200", *options)

    return run


def test_a_blocked_patient_is_named_first_and_no_further_session_is_proposed(learned):
    result = learned(_session(0) + "0.02,CADSS,9,,,,,,\n", patient="examples/blocked.yaml")
    assert result.exit_code == 17, result.output
    assert result.output.startswith("Stop: no further dose may be given.")
    assert "What to measure" not in result.output


@pytest.mark.parametrize(
    ("dose", "duration", "words"),
    [
        ("37,g", "40 min", "unusually much"),
        ("200,mg", "5 min", "rate"),
        ("37,mg", "1000 h", "session"),
        ("37,mg", "0.01 min", "at least a minute"),
    ],
)
def test_a_dose_that_nobody_is_given_is_refused_with_what_to_check(learned, dose, duration, words):
    result = learned(_session(0, dose, duration))
    assert result.exit_code != 0
    assert words in str(result.exception)
    assert "heck" in str(result.exception)


def test_what_is_seen_months_later_is_learned_from(learned):
    result = learned(_session(0) + "200,leg_pain,2,,,,,day,\n")
    assert result.exit_code == 0, result.output


def test_without_sessions_it_says_that_it_learned_of_somebody_untreated(learned):
    result = learned("10,leg_pain,5,,,,,day,\n10,nausea,yes,,,,,,1\n")
    assert result.exit_code == 0, result.output
    assert "No session is recorded" in result.output
    assert "sessions that are not recorded are not used" in " ".join(result.output.split())


def test_both_parts_of_a_session_that_was_slowed_are_given_again(learned):
    """Twice 20 minutes at half the rate give half the level of the whole dose in 40."""
    whole = json.loads(learned(_session(0) + "2,CADSS,0,,,,,,\n", "--json").output)
    split = _session(0, "18.5,mg", "20 min") + _session(20 / 1440, "18.5,mg", "20 min")
    parts = json.loads(learned(split + "2,CADSS,0,,,,,,\n", "--json").output)
    worth = [
        {item["measurement"]: item["information_nats"] for item in found["next_measurements"]}
        for found in (whole, parts)
    ]
    assert worth[1] == pytest.approx(worth[0], rel=0.02, abs=0.02)
