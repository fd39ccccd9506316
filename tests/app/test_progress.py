"""A sign of life on a terminal, and none where no person looks."""

import io
import os
import pty
import subprocess
import sys

import pytest

from sciaclinic.cli.console import print_plain
from sciaclinic.cli.progress import PROGRESS, Progress


class _Terminal(io.StringIO):
    def isatty(self):
        return True


def test_nothing_is_shown_where_no_person_looks(capsys):
    progress = Progress()
    progress.start("plan")
    progress.stop()
    assert capsys.readouterr().err == ""


def test_the_line_names_the_command_and_is_gone_before_anything_is_printed(monkeypatch, capsys):
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("sciaclinic.cli.progress._PATIENCE_S", 0.0)
    monkeypatch.setattr("sciaclinic.cli.progress._STEP_S", 0.01)
    PROGRESS.start("plan")
    while "plan: working" not in terminal.getvalue():
        pass
    print_plain("the answer")
    assert terminal.getvalue().endswith("\r\x1b[K")
    assert capsys.readouterr().out == "the answer\n"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="needs a pseudo terminal")
def test_a_command_on_a_terminal_shows_it(examples):
    """Long enough to be shown: a check in a process that has loaded nothing yet is not, a course is."""
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "sciatwin", "simulate", str(examples / "typical.yaml"), "--dose", "0.5 mg/kg"]
    subprocess.run(
        [*command, "--duration", "40 min", "--draws", "50"], stdout=subprocess.PIPE, stderr=child, check=True
    )
    os.close(child)
    assert b"simulate: working" in os.read(parent, 100_000)
    os.close(parent)
