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


def test_a_section_that_is_told_whole_comes_with_everything_it_needs(examples, tmp_path):
    text = (examples / "typical.yaml").read_text(encoding="utf-8")
    assert "phq9_item_9: 0" in text
    path = tmp_path / "thoughts.yaml"
    path.write_text(text.replace("phq9_item_9: 0", "phq9_item_9: 1"), encoding="utf-8")
    pasted = json.loads(_check(path, "--json"))["to_be_answered"]
    assert set(yaml.safe_load(pasted)["self_harm_assessment"]) == {"by", "date", "outcome", "decided"}


@pytest.fixture
def with_porphyria(examples, tmp_path):
    text = (examples / "typical.yaml").read_text(encoding="utf-8")
    path = tmp_path / "porphyria.yaml"
    path.write_text(text.replace("porphyria: no", "porphyria: yes"), encoding="utf-8")
    return path


def test_the_key_of_a_rule_stands_where_an_override_needs_it(with_porphyria):
    printed = _check(with_porphyria)
    assert "rule porphyria" in " ".join(printed.split())
    entry = printed[printed.index("overrides:\n") :].split("\n\n")[0]
    assert set(yaml.safe_load(entry)["overrides"][0]) == {"rule", "reason", "by", "date"}


def test_an_override_that_nobody_completed_signs_nothing(with_porphyria):
    printed = _check(with_porphyria)
    entry = printed[printed.index("overrides:\n") :].split("\n\n")[0]
    told = with_porphyria.read_text(encoding="utf-8")
    with_porphyria.write_text(f"{told}\n{entry}\n", encoding="utf-8")
    refused = CliRunner().invoke(app, ["check", str(with_porphyria)])
    assert "overrides" in str(refused.exception)

    signed = entry.replace("reason:", "reason: agreed with the porphyria centre").replace("by:", "by: physician")
    with_porphyria.write_text(f"{told}\n{signed.replace('date:', 'date: 2026-11-29')}\n", encoding="utf-8")
    accepted = CliRunner().invoke(app, ["check", str(with_porphyria)])
    assert accepted.exception is None or isinstance(accepted.exception, SystemExit), accepted.exception
