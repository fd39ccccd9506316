"""The import contracts hold, and a planted breach of each is caught."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BREACHES = {
    "Science: each link stands alone": (
        "sciatwin/response/pain.py",
        "import sciatwin.pharmacokinetics.engine",
    ),
    "Science: each link stands alone, the twin joins them": ("sciatwin/helpers.py", '"""Placed nowhere."""'),
    "Science: each link stands alone, trials below validation": (
        "sciatwin/trials/arms.py",
        "import sciatwin.validation.trials.row",
    ),
    "Science: each link stands alone, one patient beside many": (
        "sciatwin/population/person.py",
        "import sciatwin.individualise.learn",
    ),
    "Clinic: two doors, one set of services": (
        "sciaclinic/answers/answer.py",
        "import sciaclinic.services.check_patient",
    ),
    "Answers and services lay out nothing": ("sciaclinic/answers/check/sheet.py", "import rich.table"),
    "Answers are drawn by services and doors only": ("sciaclinic/web.py", "import sciaclinic.render.html"),
    "Science knows no clinic": ("sciatwin/plan/choose/planner.py", "import typer"),
    "Inference knows of no patient": ("sciatwin/inference/target.py", "import sciatwin.units"),
    "Only plotting draws": ("sciatwin/twin/simulate.py", "import matplotlib"),
    "Research libraries are loaded": ("sciatwin/calibration/posterior.py", "import dynesty"),
    "No cycles between siblings": (
        "sciatwin/pharmacokinetics/timeline.py",
        "import sciatwin.pharmacokinetics.engine",
    ),
}


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


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_is_caught(copy, contract):
    file, line = BREACHES[contract]
    path = copy / "src" / file
    path.write_text(f"{path.read_text(encoding='utf-8') if path.exists() else ''}\n{line}\n", encoding="utf-8")
    result = _lint(copy)
    assert result.returncode != 0
    broken = [row for row in result.stdout.splitlines() if " BROKEN" in row]
    assert any(row.startswith(contract[:30]) for row in broken), result.stdout
