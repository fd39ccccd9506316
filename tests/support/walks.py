"""How the source is walked through: its folders in the order in which a run first calls into each of their files.

``PYTHONPATH=tests python -m support.walks`` prints the three walks that the architecture page tells.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import sciaclinic
import sciatwin

SOURCE = Path(sciatwin.__file__).parents[1]
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PACKAGES = tuple(str(Path(package.__file__).parent) for package in (sciatwin, sciaclinic))
_IS_FUNCTION = 1  # CO_OPTIMIZED: bodies of modules and classes run where something is imported
DRAWS = 60


def files_of(run: Callable[[], object]) -> list[Path]:
    """Files below the source folder, in the order of the first call into each; of a second run, when all is loaded."""
    run()
    found: dict[str, None] = {}

    def note(frame, event, _):
        code = frame.f_code
        if event == "call" and code.co_flags & _IS_FUNCTION and code.co_filename.startswith(PACKAGES):
            found.setdefault(code.co_filename)

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return [Path(name).relative_to(SOURCE) for name in found if name.endswith(".py")]


def stays(files: list[Path], depth: int) -> list[str]:
    """One for each time that a folder is entered. Args: depth: of a folder; 2 is a room, more is a folder in it."""
    folders = ["/".join(file.parent.parts[:depth]) or str(file) for file in files]
    named = [
        f"{folder}/{file.stem}" if folder.count("/") == 0 else folder
        for folder, file in zip(folders, files, strict=True)
    ]
    return [folder for folder, _ in groupby(named)]


def the_three() -> dict[str, Callable[[], object]]:
    """From a patient file to a report; from a regimen to a course; from observations to what was learned."""
    import sciatwin as st

    patient, site = EXAMPLES / "typical.yaml", EXAMPLES / "site_outpatient.yaml"
    twin = st.Twin(st.read_patient(patient), draws=DRAWS)
    regimen = st.Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=5)
    seen = st.read_observations(EXAMPLES / "typical_sessions.csv")
    return {
        "patient file → report": lambda: _plan(patient, site),
        "regimen → course": lambda: twin.simulate(regimen),
        "observations → learned": lambda: st.learn(twin, seen),
    }


def _plan(patient: Path, site: Path) -> None:
    from typer.testing import CliRunner

    from sciaclinic.cli.main import app

    with tempfile.TemporaryDirectory() as folder:
        asked = ["plan", str(patient), "--site", str(site), "--draws", str(DRAWS), "--out", f"{folder}/plan"]
        answer = CliRunner().invoke(app, asked)
    if answer.exit_code:
        raise AssertionError(answer.output)


def main() -> None:
    for name, run in the_three().items():
        files = files_of(run)
        rooms, folders = stays(files, 2), stays(files, 9)
        most, times = Counter(folders).most_common(1)[0]
        sys.stdout.write(f"{name}: {len(files)} files\n")
        sys.stdout.write(f"    {len(set(rooms))} rooms in {len(rooms)} stays\n")
        sys.stdout.write(f"    {len(set(folders))} folders in {len(folders)} stays, at most {times} of {most}\n")
        for folder, group in groupby(files, key=lambda file: file.parent):
            sys.stdout.write(f"    {folder}: {' '.join(file.stem for file in group)}\n")


if __name__ == "__main__":
    main()
