"""``sciatwin check`` ends with what is still to be answered, as lines that can be copied into the file."""

import json

import pytest
import yaml
from typer.testing import CliRunner

from sciaclinic.cli.main import app


def _check(*arguments):
    return CliRunner().invoke(app, ["check", *map(str, arguments)]).output


@pytest.fixture
def without_heart_rate(examples, tmp_path):
    lines = (examples / "typical.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    path = tmp_path / "gap.yaml"
    path.write_text("".join(line for line in lines if "heart_rate" not in line), encoding="utf-8")
    return path


def test_what_is_missing_can_be_copied_into_the_file(without_heart_rate):
    printed = _check(without_heart_rate)
    assert "Still to be answered" in printed
    assert "vitals:\n  heart_rate: unknown  # at rest; with its unit: /min, bpm" in printed
    pasted = json.loads(_check(without_heart_rate, "--json"))["to_be_answered"]
    assert yaml.safe_load(pasted) == {"vitals": {"heart_rate": "unknown"}}


def test_a_complete_file_asks_for_nothing(examples):
    assert "Still to be answered" not in _check(examples / "typical.yaml")
