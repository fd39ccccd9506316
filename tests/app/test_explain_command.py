"""``sciatwin explain mechanism``: files all or none, numbers with units, and no dose for whom there must be none."""

import json

import pytest
from typer.testing import CliRunner

from sciaclinic.answers.mechanism.compose import LABELS
from sciaclinic.cli.main import app
from sciatwin.errors import UserError

DOSE = ("--dose", "0.5 mg/kg", "--duration", "40 min")
FILES = {
    "mechanism_patient.html",
    "mechanism.html",
    "mechanism.json",
    "mechanism.pdf",
    "mechanism.csv",
    "level_and_block.svg",
    "rasters.svg",
    "wind_up.svg",
    "pain.svg",
    "relief.svg",
}


def _run(*arguments):
    result = CliRunner().invoke(app, list(map(str, arguments)))
    if isinstance(result.exception, UserError):
        return result.exception.exit_code, str(result.exception)
    return result.exit_code, result.output


@pytest.fixture
def explain(examples, no_circuit):
    def run(*options, name="typical.yaml"):
        return _run("explain", "mechanism", examples / name, "--draws", 60, *options)

    return run


def test_all_files_are_written(explain, tmp_path):
    code, text = explain(*DOSE, "--count", 2, "--out", tmp_path / "out")
    assert code == 0, text
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES | {"files.json"}
    assert text.count("written:") == len(FILES)
    record = json.loads((tmp_path / "out" / "mechanism.json").read_text(encoding="utf-8"))
    assert record["regimen"]["sessions"][1]["start_h"] == 24
    for name in FILES - {"mechanism.pdf", "mechanism.csv"}:
        content = (tmp_path / "out" / name).read_text(encoding="utf-8")
        assert content.startswith(("<svg", "{", "<!doctype html>", "\n<!doctype html>"))


def test_summary_tells_every_link_and_the_sentence(explain):
    code, text = explain(*DOSE)
    said = " ".join(text.split())
    assert code == 0, text
    for needed in (
        "1 infusion of racemic ketamine",
        "S-ketamine at the effect site",
        "before",
        "during",
        "after",
        "wind-up",
        "output taken off",
        "end of session 1",
        "week 1",
        "week 4",
        "Untreated",
        "Placebo",
        "No curve of NMDA receptor occupancy",
        "No trial shows that ketamine infusions help sciatica.",
        "supports a clinician's decision; it does not make one",
    ):
        assert needed in said
    assert "…" not in text


def test_json_has_every_number_with_its_unit(explain):
    code, text = explain(*DOSE, "--json")
    assert code == 0, text
    record = json.loads(text)
    assert record["versions"] == record["software"]["draws"] == 60
    curves = {curve["name"]: curve for curve in record["course"]["curves"]}
    assert set(curves) == set(LABELS)
    times = len(record["course"]["at"])
    for name, curve in curves.items():
        assert curve["unit"] == LABELS[name][1]
        assert {len(curve[end]) for end in ("mean", "low", "high")} == {times}
    assert [record[name]["name"] for name in ("before", "during", "after")] == ["before", "during", "after"]
    assert [at["when"] for at in record["relief"]] == ["end of session 1", "week 1", "week 4"]
    assert record["relief"][-1]["time_h"] == 672
    during = record["during"]
    for train, end in (("at_mean_block", "mean"), ("at_low_block", "low"), ("at_high_block", "high")):
        assert during[train]["block_fraction"] == during["block_fraction"][end]
        assert during[train]["added"] == during[train]["last"] - during[train]["first"]


def test_options_of_a_regimen_are_those_of_simulate(explain):
    assert explain("--template", "French four-day", "--json")[0] == 0
    record = json.loads(explain(*DOSE, "--bolus", "0.1 mg/kg", "--drug", "S", "--json")[1])
    assert record["regimen"]["drug"] == "S-ketamine"
    assert record["regimen"]["sessions"][0]["bolus_mg_per_kg"] == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("blocked.yaml", DOSE),
        ("outside_models.yaml", DOSE),
        ("typical.yaml", ("--dose", "30 mg/kg", "--duration", "1 h")),
        ("typical.yaml", ("--dose", "0.5", "--duration", "40 min")),
        ("typical.yaml", ("--dose", "0.5 mg/kg")),
        ("typical.yaml", (*DOSE, "--template", "French four-day")),
        ("typical.yaml", ("--template", "no such template")),
        ("typical.yaml", (*DOSE, "--count", 30, "--every", "200 h")),
    ],
)
def test_it_refuses_what_simulate_refuses_and_writes_nothing(explain, examples, tmp_path, name, options):
    code, text = explain(*options, "--out", tmp_path / "out", name=name)
    as_simulate = _run("simulate", examples / name, "--draws", 60, *options)
    assert code == as_simulate[0] != 0
    if code != 2:  # usage errors name the command
        assert text == as_simulate[1]
    assert not (tmp_path / "out").exists()


def test_a_blocked_patient_can_be_studied_on_request(explain):
    assert explain(*DOSE, "--despite-block", name="blocked.yaml")[0] == 0


def test_a_folder_that_cannot_be_written_is_told(explain, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, text = explain(*DOSE, "--out", tmp_path / "file" / "out")
    assert code == 16
    assert "cannot write" in text
