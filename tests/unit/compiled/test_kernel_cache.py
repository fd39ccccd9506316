"""Compiled code on disk saves time and decides nothing: damaged, missing or with no place for it, kernels work."""

import os
import subprocess
import sys

import numba
import pytest

from sciatwin import compiled as compiling


def _twice(x):
    return 2 * x


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(numba.config, "CACHE_DIR", str(tmp_path))
    return tmp_path


def _called(*arguments):
    """Answers of a function compiled for the first time, as a new process does, and how often the disk had its code."""
    function = compiling.compiled(_twice)
    answers = [function(argument) for argument in arguments]
    return answers, sum(function.stats.cache_hits.values())


def _files(folder, ending):
    found = sorted(folder.rglob(f"*{ending}"))
    assert found
    return found


def _changed_in_the_middle(data):
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]


DAMAGES = {
    "empty": lambda data: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "one byte changed": _changed_in_the_middle,
    "other bytes": lambda data: b"not what was written" * 20,
    "zeros": lambda data: bytes(len(data)),
}


def test_code_is_kept_on_disk(folder):
    assert [_called(21), _called(21)] == [([42], 0), ([42], 1)]


@pytest.mark.parametrize("ending", [".nbi", ".nbc"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_is_rebuilt(folder, ending, damage):
    _called(21)
    for path in _files(folder, ending):
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
    assert _called(21)[0] == [42]
    assert _called(21) == ([42], 1)


def test_code_that_was_changed_is_not_run(folder):
    """Any byte of machine code may be the wrong one: none of them counts as read."""
    _called(21)
    (path,) = _files(folder, ".nbc")
    written = path.read_bytes()
    for place in range(0, len(written), len(written) // 20):
        path.write_bytes(written[:place] + bytes([written[place] ^ 1]) + written[place + 1 :])
        assert _called(21) == ([42], 0)


def test_a_file_of_code_that_is_missing_is_written_again(folder):
    _called(21)
    for path in _files(folder, ".nbc"):
        path.unlink()
    assert [_called(21), _called(21)] == [([42], 0), ([42], 1)]


def test_code_for_something_else_is_not_run(folder):
    """As after a stop between the writing of an index and of the file it names: here code for other numbers."""
    _called(21, 1.5)
    one, other = _files(folder, ".nbc")
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    assert [_called(21, 1.5), _called(21, 1.5)] == [([42, 3.0], 0), ([42, 3.0], 2)]


def test_a_disk_that_takes_nothing_is_no_error(folder, monkeypatch):
    def full(*_):
        raise OSError("no space left on device")

    monkeypatch.setattr(compiling._SealedFile, "_open_for_write", full)
    assert [_called(21), _called(21)] == [([42], 0), ([42], 0)]


def test_no_place_for_the_cache_is_no_error(tmp_path):
    """A package that cannot be written, and no home: files lie where the folders would be."""
    kernel = "from sciatwin.compiled import compiled\n\n\n@compiled\ndef twice(x):\n    return 2 * x\n"
    (tmp_path / "kernel.py").write_text(kernel, encoding="utf-8")
    for name in ("__pycache__", "cache"):
        (tmp_path / name).write_text("", encoding="utf-8")
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path / "cache"), "XDG_CACHE_HOME": os.devnull}
    environment["HOME"] = os.devnull
    command = [sys.executable, "-c", "import kernel; print(kernel.twice(21))"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "42", "")
