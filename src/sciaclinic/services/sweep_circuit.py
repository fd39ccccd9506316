"""Run the dorsal-horn circuit under many conditions and fit its surrogate anew; a sweep that was stopped goes on."""

import os
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from pathlib import Path

from sciaclinic.answers.circuit.document import CircuitDocument
from sciaclinic.services.context import Context
from sciaclinic.services.folder_lock import locked
from sciaclinic.services.kept_runs import KeptRuns
from sciatwin.dorsal_horn.conditions import CircuitConditions, NeuronOutput
from sciatwin.dorsal_horn.fitted.surrogate import FILE_NAME, surrogate
from sciatwin.dorsal_horn.fitted.surrogate_fit import as_yaml, fit
from sciatwin.dorsal_horn.fitted.sweep import VERSION, Run, design, sweep
from sciatwin.errors import OutputError

RUNS_FILE = "runs.csv"

_INPUTS, _OUTPUTS = (tuple(field.name for field in fields(record)) for record in (CircuitConditions, NeuronOutput))
_COLUMNS = ("number", *_INPUTS, *_OUTPUTS)


def sweep_circuit(
    folder: Path, context: Context, *, runs: int, seed: int, on_run: Callable[[int], None] = lambda done: None
) -> CircuitDocument:
    """Runs what the folder does not hold yet, one row a run as it ends, then fits. The whole takes minutes.

    Args:
        on_run: called with the number of runs that are done, first with those of an earlier sweep.
    Raises: InputFileError if the folder holds runs of another seed or version; OutputError if it cannot be written.
    """
    conditions = design(runs, seed)
    kept = KeptRuns(folder / RUNS_FILE, _heading(runs, seed), _COLUMNS)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with locked(folder, wait_s=1.0):
            done = {run.number: run for run in map(_run, kept.read())}
            on_run(len(done))
            with kept.appending(len(done)) as file:
                for run in sweep(conditions, seed, skip=frozenset(done), workers=os.cpu_count() or 1):
                    file.add(_row(run))
                    done[run.number] = run
                    on_run(len(done))
    except OSError as error:
        raise OutputError(f"cannot write to '{kept.path}': {error.strerror or error}. Name another folder.") from None
    found = fit(list(done.values()), seed)
    return CircuitDocument(**context.made(seed=seed).of(CircuitDocument), found=found, shipped=surrogate())


def circuit_record(document: CircuitDocument) -> Mapping[str, bytes]:
    """The file of the new fit; it takes effect when it replaces the shipped one of the same name."""
    return {FILE_NAME: as_yaml(document.found).encode()}


def _heading(runs: int, seed: int) -> str:
    return f"# sciatwin circuit, version {VERSION}, {runs} runs, seed {seed}"


def _row(run: Run) -> list[str]:
    return [str(run.number), *(repr(value) for part in (run.conditions, run.answer) for value in asdict(part).values())]


def _run(row: Mapping[str, str]) -> Run:
    return Run(
        int(row["number"]),
        CircuitConditions(**{name: float(row[name]) for name in _INPUTS}),
        NeuronOutput(**{name: float(row[name]) for name in _OUTPUTS}),
    )
