"""What reaches a terminal: texts from people act on nothing, every encoding is written, every end is quiet."""

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text

from sciaclinic.cli.console import Console, print_error, print_json, print_plain

ROOT = Path(__file__).resolve().parents[2]
HEEDS_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""Tests that a shell runs in the background are started with Ctrl-C ignored, and so would be what they start."""

COMMAND = [sys.executable, "-c", f"{HEEDS_CTRL_C}; from sciaclinic.cli.start import run; run()"]

HOSTILE = [
    "[/x]",
    "[bold red]CLEAR",
    "\x1b[2J",
    "\x9b2J",
    "a\x00b",
    "a\rb",
    "a\x7f",
    "\u202egnihton",
    "\u2066x",
    "te\u200bxt",
]
ACTS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b]")


def _start(*arguments, **options):
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, **options
    )


def _run(*arguments, encoding="utf-8", **variables):
    process = _start(*arguments, env={**os.environ, "PYTHONIOENCODING": encoding, **variables})
    out, err = process.communicate(timeout=120)
    return process.returncode, out.decode(encoding), err.decode(encoding)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_from_outside_acts_on_nothing(text, capsys):
    console, table = Console(), Table(title=text)
    table.add_column(text)
    table.add_row(text)
    for shown in (text, Text(text), Text.assemble(("x", "bold"), text), table):
        console.print(shown)
    print_plain(text)
    print_error(text)
    print_json({text: [text]})
    printed = capsys.readouterr()
    assert not ACTS.search(printed.out + printed.err)


@pytest.mark.parametrize("text", ["[/x]", "[bold red]CLEAR", ":warning:", "a\\[b]"])
def test_brackets_and_colons_are_printed_as_they_stand(text, capsys):
    Console().print(text)
    assert capsys.readouterr().out == f"{text}\n"


def test_json_keeps_every_character(capsys):
    print_json(HOSTILE)
    assert json.loads(capsys.readouterr().out) == HOSTILE


def test_there_is_one_way_to_the_terminal():
    """Nothing else prints, and what prints has no markup."""
    ours = {"console.py", "start.py", "encoding.py", "progress.py"}
    prints = re.compile(r"\bprint\(|typer\.(echo|secho)|\bclick\b|sys\.std(out|err)|rich import print|get_console")
    markup = re.compile(r"\[/?(bold|dim|red|green|yellow|italic)( \w+)*\]|rich\.markup|from_markup|render_markup")
    found = []
    for path in (ROOT / "src").rglob("*.py"):
        if path.parent.name == "cli" and path.name in ours:
            continue
        text = path.read_text(encoding="utf-8")
        if "from rich.console import Console" in text and re.search(r"\bConsole\(", text):
            found.append(f"{path.relative_to(ROOT)}: makes a console of its own")
        for line in text.splitlines():
            if prints.search(re.sub(r"\w*\.print\(|_print\(", "", line)) or markup.search(line):
                found.append(f"{path.relative_to(ROOT)}: {line.strip()}")
    assert not found


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_every_encoding_is_written_and_nothing_is_lost(encoding, examples):
    expected = _run("check", examples / "blocked.yaml", COLUMNS="200")
    code, out, err = _run("check", examples / "blocked.yaml", encoding=encoding, COLUMNS="200")
    assert (code, err) == (expected[0], "")
    words = re.findall(r"[A-Za-z0-9]{3,}", expected[1])
    assert [word for word in words if word not in out] == []


def test_json_in_a_narrow_encoding_is_the_same_json():
    wide, narrow = (json.loads(_run("models", "--json", **how)[1]) for how in ({}, {"encoding": "ascii"}))
    assert narrow["models"] == wide["models"]


def test_hostile_names_in_a_file_and_in_an_argument_are_shown_not_sent(examples, tmp_path):
    text = (examples / "typical.yaml").read_text(encoding="utf-8")
    patient = tmp_path / "patient.yaml"
    patient.write_text(text.replace("name: ibuprofen", 'name: "ibuprofen ([/x] [bold]"', 1), encoding="utf-8")
    regimen = ("--dose", "0.5 mg/kg", "--duration", "40 min", "--draws", 50)
    for arguments in (("check", patient), ("simulate", patient, *regimen, "--despite-block")):
        code, _, err = _run(*arguments)
        assert "Traceback" not in err
        assert code in (0, 17)
    for typed, named in (("\x1b[2J", "U+001B"), ("\u202e", "right-to-left override"), ("\t", "a tab")):
        code, _, err = _run("check", f"nobody{typed}.yaml")
        assert code == 2
        assert "argument 2 holds" in err
        assert named in err
        assert typed not in err


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(("after_s", "number", "code"), [(0.2, 2, 130), (1.0, 2, 130), (6.0, 2, 130), (2.0, 15, 143)])
def test_a_signal_ends_with_one_line_whatever_is_going_on(after_s, number, code):
    process = _start("calibrate")
    time.sleep(after_s)
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == code
    assert err.decode().split() == ["sciatwin:", "stopped."]
    assert "Exception" not in out.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*COMMAND, "models"], stdout=full, stderr=subprocess.PIPE, cwd=ROOT, text=True)
    assert done.returncode == 16
    assert done.stderr == "sciatwin: cannot print: No space left on device.\n"


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
def test_a_closed_pipe_ends_quietly():
    process = _start("models", "--json")
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(timeout=60) == 1
    process.stderr.close()


def test_a_fault_of_the_program_is_called_one(monkeypatch, capsys):
    from sciaclinic.cli import main, start

    def broken():
        raise KeyError("[/x]\x1b")

    monkeypatch.setattr(main, "app", broken)
    with pytest.raises(SystemExit) as caught:
        start._run()
    assert caught.value.code == 70
    printed = capsys.readouterr().err
    assert "a fault of the program" in printed
    assert "\x1b" not in printed
