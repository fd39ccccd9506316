"""Who lacks a library is told by name which extra brings it; nothing else asks for it."""

import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

from sciatwin.errors import MissingExtraError, UserError
from sciatwin.extras import library, require

ROOT = Path(__file__).resolve().parents[3]
OPTIONAL = {
    "plots": ("matplotlib",),
    "clinic": (
        *("typer", "rich", "jinja2", "typst", "matplotlib"),
        *("alembic", "argon2", "fastapi", "python_multipart", "segno", "sqlalchemy", "uvicorn"),
    ),
    "research": ("arviz_stats", "dynesty", "nutpie", "scoringrules", "statsmodels"),
}
ALL = {name for names in OPTIONAL.values() for name in names}


@pytest.fixture
def lacking(monkeypatch):
    """Makes a library look as if it were not installed."""

    def lack(name):
        monkeypatch.setitem(sys.modules, name, None)

    return lack


def _in_bare_python(code):
    """Run where no optional library can be found, as after ``pip install sciatwin``."""
    hide = f"import sys\nfor name in {sorted(ALL)}: sys.modules[name] = None\n"
    return subprocess.run([sys.executable, "-c", hide + code], cwd=ROOT, capture_output=True, text=True)


def test_message_names_what_lacks_what_brings_it_and_how():
    with pytest.raises(MissingExtraError) as caught:
        require("plots", "Figures", "json", "no_such_library_a", "no_such_library_b")
    text = str(caught.value)
    assert "no_such_library_a, no_such_library_b" in text
    assert "json" not in text
    assert 'pip install "sciatwin[plots]"' in text
    assert text.startswith("Figures")


def test_error_is_one_that_the_user_can_mend_and_an_import_error_with_a_code_of_its_own():
    codes = [kind.exit_code for kind in UserError.__subclasses__()]
    assert codes.count(MissingExtraError.exit_code) == 1
    assert issubclass(MissingExtraError, ImportError)


def test_what_is_installed_is_loaded():
    assert library("json.decoder", extra="plots", what="Figures").JSONDecoder


@pytest.mark.parametrize("extra", OPTIONAL)
def test_extras_of_the_installation_bring_these_libraries(extra):
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = listed["optional-dependencies"]
    wanted = [*needs[extra], *(needs["plots"] if "sciatwin[plots]" in needs[extra] else [])]
    brought = {_name(text) for text in wanted if not text.startswith("sciatwin[")}
    assert brought == set(OPTIONAL[extra])
    assert not brought & {_name(text) for text in listed["dependencies"]}


def _name(requirement):
    """As it is imported, which is mostly as it is installed."""
    installed = requirement.split(">")[0].strip().lower().replace("-", "_")
    return {"argon2_cffi": "argon2"}.get(installed, installed)


def test_science_does_not_load_any_of_them():
    run = _in_bare_python(
        "import sciatwin as st\n"
        "twin = st.Twin(st.read_patient('examples/typical.yaml'), draws=50)\n"
        "twin.simulate(st.Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1, count=1))\n"
        "import sciatwin.plan, sciatwin.individualise, sciatwin.calibration, sciatwin.validation.trials.compare\n"
    )
    assert run.returncode == 0, run.stderr


def test_figures_ask_for_plots():
    run = _in_bare_python("import sciatwin.plotting")
    assert 'pip install "sciatwin[plots]"' in run.stderr


def test_command_line_asks_for_clinic_in_one_line_and_with_its_exit_code():
    run = _in_bare_python(
        "sys.argv = ['sciatwin', 'check', 'examples/typical.yaml']\nimport sciatwin.__main__ as m\nm.run()"
    )
    assert run.returncode == MissingExtraError.exit_code
    assert run.stderr.startswith("sciatwin: The command line and its reports:")
    assert 'pip install "sciatwin[clinic]"' in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_scores_ask_for_research(lacking):
    from sciatwin.validation.trials.score import crps

    lacking("scoringrules")
    with pytest.raises(MissingExtraError, match=r"sciatwin\[research\]"):
        crps(0.3, np.array([0.1, 0.4]))


def test_pooling_trials_asks_for_research(lacking):
    from sciatwin.validation.meta_analysis import TrialEffect, pool

    lacking("statsmodels")
    with pytest.raises(MissingExtraError, match=r"sciatwin\[research\]"):
        pool([TrialEffect("a", 0.1, 0.2), TrialEffect("b", 0.3, 0.2)])


def test_calibration_asks_for_research(lacking):
    from sciatwin.calibration.posterior import sample

    lacking("dynesty")
    with pytest.raises(MissingExtraError, match=r"sciatwin\[research\]"):
        sample([], lambda _: 0.0, seed=1)


def test_reference_sampler_asks_for_research(lacking):
    from sciatwin.inference.chains import run_chains

    lacking("nutpie")
    with pytest.raises(MissingExtraError, match=r"sciatwin\[research\]"):
        run_chains(lambda x: (0.0, x), [np.zeros(1)], 1, tune=10, draws=10)
