"""Run the dorsal-horn circuit under many conditions and fit its surrogate anew; a sweep that was stopped goes on."""

import csv
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from sciaclinic.services.output import write_all
from sciatwin.dorsal_horn.conditions import Answer, Conditions
from sciatwin.dorsal_horn.surrogate import FILE_NAME, Surrogate, surrogate
from sciatwin.dorsal_horn.surrogate_fit import as_yaml, fit
from sciatwin.dorsal_horn.sweep import VERSION, Run, design, sweep
from sciatwin.errors import InputFileError, OutputError

RUNS_FILE = "runs.csv"

_INPUTS, _OUTPUTS = (tuple(field.name for field in fields(record)) for record in (Conditions, Answer))
_COLUMNS = ("number", *_INPUTS, *_OUTPUTS)


@dataclass(frozen=True)
class SweptCircuit:
    """The new fit beside the shipped one, and the files: every run, and the record of the fit."""

    found: Surrogate
    shipped: Surrogate
    written: tuple[Path, ...]

    @property
    def unchanged(self) -> bool:
        """The fit gives the shipped numbers to the last digit."""
        return self.found == self.shipped


def sweep_circuit(
    folder: Path, *, runs: int, seed: int, on_run: Callable[[int], None] = lambda done: None
) -> SweptCircuit:
    """Runs what the folder does not hold yet, one row a run as it ends, then fits. The whole takes minutes.

    Args:
        on_run: called with the number of runs that are done, first with those of an earlier sweep.
    Raises: InputFileError if the folder holds runs of another seed or version; OutputError if it cannot be written.
    """
    path, conditions = folder / RUNS_FILE, design(runs, seed)
    done = {run.number: run for run in _read(path, runs, seed)}
    on_run(len(done))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("a", newline="", encoding="utf-8") as file:
            if file.tell() == 0:
                file.write(f"{_heading(runs, seed)}\n{','.join(_COLUMNS)}\n")
            for run in sweep(conditions, seed, skip=frozenset(done)):
                csv.writer(file, lineterminator="\n").writerow(_row(run))
                file.flush()
                done[run.number] = run
                on_run(len(done))
    except OSError as error:
        raise OutputError(f"cannot write to '{path}': {error.strerror or error}. Name another folder.") from None
    found = fit(list(done.values()), seed)
    written = write_all(folder, {FILE_NAME: as_yaml(found).encode()}, private=False)
    return SweptCircuit(found, surrogate(), (path, *written))


def _heading(runs: int, seed: int) -> str:
    return f"# sciatwin circuit, version {VERSION}, {runs} runs, seed {seed}"


def _row(run: Run) -> list[str]:
    return [str(run.number), *(repr(value) for part in (run.conditions, run.answer) for value in asdict(part).values())]


def _read(path: Path, runs: int, seed: int) -> list[Run]:
    """Runs of an earlier sweep. A last row that was cut off is run again."""
    if not path.exists():
        return []
    heading, _, text = path.read_text(encoding="utf-8").partition("\n")
    if heading != _heading(runs, seed):
        raise InputFileError(
            f"'{path}' begins with '{heading}', not with '{_heading(runs, seed)}': its runs are of another sweep. Name "
            "another folder, or delete the file."
        )
    whole = text[: text.rfind("\n") + 1]
    path.write_text(f"{heading}\n{whole}", encoding="utf-8")
    return [_run(row) for row in csv.DictReader(whole.splitlines())]


def _run(row: dict[str, str]) -> Run:
    return Run(
        int(row["number"]),
        Conditions(**{name: float(row[name]) for name in _INPUTS}),
        Answer(**{name: float(row[name]) for name in _OUTPUTS}),
    )
