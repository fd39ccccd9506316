"""What an installation without extras can do, run by its own Python: ``python -I bare_install.py path/to/examples``.

It stands outside pytest, which such an installation does not have; the first thing that fails ends it with a traceback.
"""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

OPTIONAL = ("typer", "rich", "jinja2", "typst", "matplotlib", "statsmodels", "scoringrules", "dynesty", "arviz_stats")
DRAWS = 300


def main(examples: Path) -> None:
    brought = [name for name in OPTIONAL if find_spec(name)]
    assert not brought, f"the science alone brought {', '.join(brought)}"
    science_works(examples)
    figures_name_their_extra()
    command_line_names_its_extra()
    print("An installation without extras simulates, plans and learns, and names the extra of what it lacks.")


def science_works(examples: Path) -> None:
    import sciatwin as st

    patient, clinic = st.read_patient(examples / "typical.yaml"), st.read_site(examples / "site_outpatient.yaml")
    twin = st.Twin(patient, draws=DRAWS)
    course = twin.simulate(st.Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=2))
    mean = course["pain_treated"].mean("draw")
    assert 0 < float(mean.min()) < float(mean.max()) < 10
    assert st.plan_infusion(twin, clinic).headline
    learned = st.learn(twin, st.read_observations(examples / "typical_sessions.csv"))
    assert learned.diagnostics.trusted
    assert learned.twin.given.visits == 2


def figures_name_their_extra() -> None:
    from sciatwin.errors import MissingExtraError

    named = ""
    try:
        import sciatwin.plotting  # noqa: F401
    except MissingExtraError as error:
        named = error.extra
    assert named == "plots", "figures do not name the extra that brings them"


def command_line_names_its_extra() -> None:
    command = Path(sys.executable).with_name("sciatwin")
    run = subprocess.run([command, "--help"], capture_output=True, text=True)
    assert run.returncode == 19, run
    assert run.stderr.count("\n") == 1
    assert 'pip install "sciatwin[clinic]"' in run.stderr


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
