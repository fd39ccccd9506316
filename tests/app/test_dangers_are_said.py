"""Every door that shows a course says the dangers that were computed."""

import json

from typer.testing import CliRunner

from sciaclinic.answers.mechanism.compose import mechanism_document
from sciaclinic.answers.mechanism.sheet import sheet_of
from sciaclinic.cli.main import app
from sciaclinic.services.context import Context

STRONG = ["--dose", "2 mg/kg", "--duration", "1 h", "--draws", "60"]


def test_simulate_says_it_first_and_in_its_numbers(examples):
    patient = str(examples / "typical.yaml")
    shown = CliRunner().invoke(app, ["simulate", patient, *STRONG])
    assert shown.output.startswith("DANGER: systolic pressure")
    numbers = json.loads(CliRunner().invoke(app, ["simulate", patient, *STRONG, "--json"]).stdout)
    assert any("severe dissociation" in line for line in numbers["dangers"])


def test_explaining_carries_them(typical_patient, explained):
    document = mechanism_document(typical_patient, explained, Context().made())
    assert document.dangers == sheet_of(document).dangers == explained.dangers
