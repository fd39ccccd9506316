"""The import contracts hold, and a planted breach of each is caught."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

LINKS = "Science: each link stands alone, the twin joins them"
BREACHES = (
    (LINKS, "sciatwin/response/pain.py", "import sciatwin.pharmacokinetics.engine"),
    (LINKS, "sciatwin/helpers.py", '"""Placed nowhere."""'),
    (LINKS, "sciatwin/trials/arms.py", "import sciatwin.validation.trials.row"),
    (LINKS, "sciatwin/population/person.py", "import sciatwin.individualise.learn"),
    (
        "Clinic: two doors, one set of services",
        "sciaclinic/answers/answer.py",
        "import sciaclinic.services.check_patient",
    ),
    ("Answers and services lay out nothing", "sciaclinic/answers/check/sheet.py", "import rich.table"),
    ("Answers are drawn by services and doors only", "sciaclinic/records/audit.py", "import sciaclinic.render.html"),
    ("An episode knows no database and no page", "sciaclinic/episode/entry.py", "import sqlalchemy"),
    ("Science knows no clinic, database, web or command line", "sciatwin/plan/choose/planner.py", "import typer"),
    ("Inference knows of no patient", "sciatwin/inference/target.py", "import sciatwin.units"),
    ("Only plotting draws", "sciatwin/twin/simulate.py", "import matplotlib"),
    ("Only plotting draws", "sciatwin/questionnaires.py", "import matplotlib"),
    (
        "Research libraries are loaded by the function that uses them",
        "sciatwin/calibration/posterior.py",
        "import dynesty",
    ),
    ("No cycles between siblings", "sciatwin/pharmacokinetics/timeline.py", "import sciatwin.pharmacokinetics.engine"),
)


def _lint(folder):
    command = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"
    return subprocess.run(
        [sys.executable, "-c", command],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
    )


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_contracts_hold(copy):
    result = _lint(copy)
    assert result.returncode == 0, result.stdout


def test_every_contract_has_a_breach():
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    assert {item["name"] for item in stated} == {contract for contract, _, _ in BREACHES}


@pytest.mark.parametrize(("contract", "file", "line"), BREACHES)
def test_a_breach_is_caught(copy, contract, file, line):
    path = copy / "src" / file
    path.write_text(f"{path.read_text(encoding='utf-8') if path.exists() else ''}\n{line}\n", encoding="utf-8")
    result = _lint(copy)
    assert result.returncode != 0
    assert [row for row in result.stdout.splitlines() if row.startswith(contract) and " BROKEN" in row], result.stdout
