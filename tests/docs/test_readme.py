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


NO_DOSE = 17
LEAVES_WITH = {"check examples/blocked.yaml": NO_DOSE}
"""Commands whose answer is that no dose may be given say so to a script as well."""


@pytest.mark.parametrize("command", COMMANDS)
def test_command_runs(monkeypatch, tmp_path, command):
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, shlex.split(command))
    after_sessions = "typical_sessions.csv" in command  # the example ends after two sessions without relief
    stopped = NO_DOSE if after_sessions else 0
    assert result.exit_code == LEAVES_WITH.get(command, stopped), result.output


def test_every_example_file_is_listed():
    for path in (ROOT / "examples").iterdir():
        assert f"examples/{path.name}" in README
