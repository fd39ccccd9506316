"""A sweep that was stopped goes on where it was, and does not mix runs of different seeds."""

import json

import pytest
from typer.testing import CliRunner

from sciaclinic.cli.main import app
from sciaclinic.services import sweep_circuit as service
from sciaclinic.services.context import Context
from sciaclinic.services.folder_lock import locked
from sciatwin.dorsal_horn.conditions import NeuronOutput
from sciatwin.dorsal_horn.fitted import sweep as sweeping
from sciatwin.errors import InputFileError, OutputError

RUNS = 1000


@pytest.fixture
def asked(monkeypatch):
    """Answers at once, by a formula, and counts what it was asked."""
    numbers = []

    def ask(conditions, seed):
        numbers.append(seed)
        output = 10 * conditions.drive * (1 - 0.3 * conditions.block_fraction)
        return NeuronOutput(output, 15.0, 15 * (3 - conditions.block_fraction))

    monkeypatch.setattr(sweeping, "ask", ask)
    return numbers


def test_a_stopped_sweep_goes_on_and_a_row_cut_off_is_run_again(tmp_path, asked):
    whole = service.sweep_circuit(tmp_path / "whole", Context(), runs=RUNS, seed=5)
    total = len(asked)
    assert total == RUNS + sweeping.HELD_OUT * sweeping.REPEATS
    text = (tmp_path / "whole" / "runs.csv").read_text()
    (tmp_path / "part").mkdir()
    (tmp_path / "part" / "runs.csv").write_text(text[: len(text) // 2])
    before = text[: len(text) // 2].count("\n") - 2  # heading and columns
    seen = []
    again = service.sweep_circuit(tmp_path / "part", Context(), runs=RUNS, seed=5, on_run=seen.append)
    assert len(asked) - total == total - before
    assert (seen[0], seen[-1]) == (before, total)
    assert again.found == whole.found
    assert service.circuit_record(again) == service.circuit_record(whole)


def test_a_formula_is_found_again(tmp_path, asked):
    found = service.sweep_circuit(tmp_path, Context(), runs=RUNS, seed=5).found
    assert found.output_errors.root_mean_square < 0.002
    assert found.wind_up_errors.root_mean_square < 0.002


def test_runs_of_another_seed_are_not_mixed_in(tmp_path, asked):
    service.sweep_circuit(tmp_path, Context(), runs=RUNS, seed=5)
    with pytest.raises(InputFileError, match="of another sweep"):
        service.sweep_circuit(tmp_path, Context(), runs=RUNS, seed=6)


def test_a_sweep_killed_at_any_moment_goes_on(tmp_path, asked):
    whole = service.sweep_circuit(tmp_path / "whole", Context(), runs=RUNS, seed=5)
    content = (tmp_path / "whole" / "runs.csv").read_bytes()
    top = content.index(b"\n", content.index(b"\n") + 1) + 1
    path = tmp_path / "runs.csv"
    for end in [*range(0, top + 120, 13), len(content) - 1]:
        for tail in (b"", b"\0" * 30, b"1,2\n", content[-40:]):
            path.write_bytes(content[:end] + (tail if end > top else b""))
            found = service.KeptRuns(path, service._heading(RUNS, 5), service._COLUMNS).read()
            assert [service._row(service._run(row)) for row in found] == [
                line.decode().split(",") for line in content[top:].splitlines()[: len(found)]
            ]
    assert service.sweep_circuit(tmp_path, Context(), runs=RUNS, seed=5).found == whole.found
    assert path.read_bytes() == content


def test_two_sweeps_do_not_share_a_folder(tmp_path, asked):
    with locked(tmp_path), pytest.raises(OutputError, match="another run is writing there"):
        service.sweep_circuit(tmp_path, Context(), runs=RUNS, seed=5)


def test_the_command_keeps_runs_fit_and_pages(tmp_path, asked):
    result = CliRunner().invoke(app, ["circuit", "--out", str(tmp_path), "--runs", str(RUNS), "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["found"]["runs"] == RUNS
    files = {"circuit.html", "circuit.json", "circuit.pdf", "runs.csv", "surrogate.yaml"}
    assert {path.name for path in tmp_path.iterdir()} >= files
