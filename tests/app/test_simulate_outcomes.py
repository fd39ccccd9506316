"""``sciatwin simulate`` shows what lies beyond leg pain, and writes the figure of what else is open."""

import json

import pytest
from typer.testing import CliRunner

from sciaclinic.cli.main import app

CODES = {"typical": 0, "likely_recovers": 18, "blocked": 17}


@pytest.fixture(scope="module")
def simulated(examples, tmp_path_factory):
    """name → (printed text, folder)."""
    done = {}

    def run(name, *options):
        if name not in done:
            out = tmp_path_factory.mktemp(name)
            arguments = ("simulate", examples / f"{name}.yaml", "--template", "french four-day", "--draws", 50)
            result = CliRunner().invoke(app, list(map(str, (*arguments, "--out", out, *options))))
            assert result.exit_code == CODES[name], result.output
            done[name] = " ".join(result.output.split()), out
        return done[name]

    return run


def test_figures_of_outcomes_and_alternatives_are_written(simulated):
    _, out = simulated("typical")
    for name in ("alternatives", "outcomes", "pain", "concentration", "side_effects"):
        assert (out / f"{name}.svg").read_text(encoding="utf-8").startswith("<svg")


def test_alternatives_of_an_emergency_are_not_drawn(simulated):
    _, out = simulated("blocked", "--despite-block")
    assert not (out / "alternatives.svg").exists()
    assert (out / "pain.svg").exists()


def test_placebo_is_explained_before_the_arms_are_shown(simulated):
    text, _ = simulated("typical")
    assert text.count("Placebo means inert infusions") == 1
    assert text.index("Placebo means inert infusions") < text.index("Leg pain 0 to 10")


def test_questionnaires_that_were_not_measured_are_named(simulated):
    text, out = simulated("likely_recovers")
    assert "Not measured today, so not predicted: PHQ-9, depression" in text
    course = json.loads((out / "course.json").read_text(encoding="utf-8"))
    assert "Oswestry Disability Index" in course["not_measured"]
    assert json.loads((simulated("typical")[1] / "course.json").read_text(encoding="utf-8"))["not_measured"] == []
