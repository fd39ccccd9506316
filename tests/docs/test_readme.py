"""Every example in the README runs."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sciaclinic.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [command for command in re.findall(r"`sciatwin ([^`]+)`", README) if " " in command]


def test_python_example_runs(monkeypatch):
    monkeypatch.chdir(ROOT)
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    exec(compile(example, "README.md", "exec"), {"print": lambda *_: None})


@pytest.mark.parametrize("command", COMMANDS)
def test_command_runs(monkeypatch, command):
    monkeypatch.chdir(ROOT)
    result = CliRunner().invoke(app, shlex.split(command))
    assert result.exit_code == 0, result.output


def test_every_example_file_is_listed():
    for path in (ROOT / "examples").iterdir():
        assert f"examples/{path.name}" in README
