"""A result folder is a transaction: the old files or the new ones, of one person, whatever happens in between."""

import hashlib
import json
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sciaclinic.cli.main import app
from sciaclinic.services import staging
from sciaclinic.services.folder_lock import locked
from sciaclinic.services.output import LIST_FILE, write_all
from sciatwin.errors import OutputError

OLD = {"plan.html": b"old page", "plan.json": b"old record", "plan.pdf": b"old sheet"}
NEW = {"plan.html": b"new page", "plan.json": b"new record", "plan.pdf": b"new sheet"}


def _files(folder):
    """What a reader sees: files that are not hidden, but the list."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name[0] != "." and path.name != LIST_FILE}


def _hidden(folder):
    return [path.name for path in folder.iterdir() if path.name.startswith(".")]


def _is_complete(folder):
    listed = json.loads((folder / LIST_FILE).read_text(encoding="utf-8"))["files"]
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in _files(folder).items()}
    return sums == {name: entry["sha256"] for name, entry in listed.items()}


def test_files_are_written_listed_and_nothing_else_is_left(tmp_path):
    out = tmp_path / "deep" / "out"
    assert write_all(out, OLD) == [out / name for name in OLD]
    assert _files(out) == OLD
    assert _is_complete(out)
    assert _hidden(out) == []
    write_all(out, NEW)
    assert _files(out) == NEW
    assert _is_complete(out)
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_other_files_in_the_folder_stay(tmp_path):
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    write_all(tmp_path, OLD)
    write_all(tmp_path, {"course.csv": b"a course"})
    assert _files(tmp_path) == OLD | {"mine.txt": b"mine", "course.csv": b"a course"}


def test_no_file_of_an_earlier_person_stays_beside_new_ones(tmp_path):
    write_all(tmp_path, OLD)
    write_all(tmp_path, {"plan.html": b"new page", "plan.json": b"new record"})
    assert set(_files(tmp_path)) == {"plan.html", "plan.json"}
    assert _is_complete(tmp_path)


LEARNED = {"learned.html": b"a page", "learned.json": b"a record"}


def test_a_folder_never_holds_two_patients(tmp_path, typical_patient):
    other = typical_patient.model_copy(update={"age_yr": 61.0})
    write_all(tmp_path, OLD, patient=typical_patient)
    with pytest.raises(OutputError, match=r"plan\.html, plan\.json, plan\.pdf of another patient file.*--out"):
        write_all(tmp_path, LEARNED, patient=other)
    assert _files(tmp_path) == OLD
    assert _is_complete(tmp_path)
    assert _hidden(tmp_path) == []
    write_all(tmp_path, NEW, patient=other)
    assert _files(tmp_path) == NEW


def test_files_of_one_patient_share_a_folder_whoever_wrote_first(tmp_path, typical_patient):
    write_all(tmp_path, OLD, patient=typical_patient)
    write_all(tmp_path, LEARNED, patient=typical_patient)
    write_all(tmp_path, NEW, patient=typical_patient)
    assert _files(tmp_path) == NEW | LEARNED
    assert _is_complete(tmp_path)


def test_files_of_nobody_may_stand_beside_those_of_a_patient(tmp_path, typical_patient):
    write_all(tmp_path, {"circuit.yaml": b"fitted"}, private=False)
    write_all(tmp_path, OLD, patient=typical_patient)
    write_all(tmp_path, {"circuit.yaml": b"fitted anew"}, private=False)
    assert _files(tmp_path) == OLD | {"circuit.yaml": b"fitted anew"}
    assert _is_complete(tmp_path)


def test_the_list_tells_patients_apart_and_nothing_of_them(tmp_path, typical_patient):
    write_all(tmp_path, OLD, patient=typical_patient)
    entries = json.loads((tmp_path / LIST_FILE).read_text(encoding="utf-8"))["files"].values()
    (told,) = {entry["patient"] for entry in entries}
    assert len(told) == 16
    assert all(character in "0123456789abcdef" for character in told)


def test_a_list_that_names_no_patient_counts_as_of_another(tmp_path, typical_patient):
    entry = {"run": "1", "sha256": "0"}
    (tmp_path / LIST_FILE).write_text(json.dumps({"files": {"plan.html": entry}}), encoding="utf-8")
    with pytest.raises(OutputError, match=r"plan\.html"):
        write_all(tmp_path, LEARNED, patient=typical_patient)


def test_a_file_that_could_not_be_made_does_not_stay_from_before_although_no_list_names_it(tmp_path):
    (tmp_path / "plan.pdf").write_bytes(b"of an earlier version")
    write_all(tmp_path, {"plan.html": b"new page"}, without=("plan.pdf",))
    assert set(_files(tmp_path)) == {"plan.html"}


@pytest.mark.parametrize("damage", ["{", "[]", '{"files": 3}', '{"files": {"../x": 1}}', "\x00"])
def test_a_damaged_list_is_no_obstacle(tmp_path, damage):
    (tmp_path / LIST_FILE).write_text(damage, encoding="utf-8")
    write_all(tmp_path, NEW)
    assert _is_complete(tmp_path)


def test_a_list_cannot_reach_out_of_its_folder(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "victim").write_bytes(b"stays")
    entry = {"run": "1", "sha256": "0"}
    (out / LIST_FILE).write_text(json.dumps({"files": {"plan.html": entry, "../victim": entry}}), encoding="utf-8")
    write_all(out, NEW)
    assert (tmp_path / "victim").read_bytes() == b"stays"


@pytest.mark.parametrize("name", OLD)
def test_a_folder_in_the_way_changes_nothing(tmp_path, name):
    write_all(tmp_path, {key: value for key, value in OLD.items() if key != name})
    before = _files(tmp_path)
    (tmp_path / name).mkdir()
    with pytest.raises(OutputError, match=f"'{name}' there is a folder. Nothing was changed"):
        write_all(tmp_path, NEW)
    (tmp_path / name).rmdir()
    assert _files(tmp_path) == before
    assert _is_complete(tmp_path)
    assert _hidden(tmp_path) == []


def test_a_file_in_the_place_of_the_folder_is_said(tmp_path):
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError, match="--out"):
        write_all(tmp_path / "out", NEW)


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_files_of_a_person_are_for_their_owner_only(tmp_path):
    out, shared = tmp_path / "out", tmp_path / "shared"
    write_all(out, NEW)
    write_all(shared, NEW, private=False)

    def mode(path):
        return stat.S_IMODE(path.stat().st_mode)

    assert mode(out) == 0o700
    assert {mode(path) for path in out.iterdir()} == {0o600}
    assert mode(shared / "plan.html") == 0o666 & ~_umask()
    (tmp_path / "given").mkdir(mode=0o755)
    write_all(tmp_path / "given", NEW)
    assert mode(tmp_path / "given") == 0o755


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize("failing", range(12))
def test_a_move_that_fails_anywhere_puts_everything_back(tmp_path, monkeypatch, failing):
    write_all(tmp_path, OLD)
    count, real = 0, Path.replace

    def replace(self, target):
        nonlocal count
        if staging.STAGING in str(self) + str(target) and "draft" not in self.name:
            count += 1
            if count == failing + 1:
                raise OSError(13, "Permission denied")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    if failing < 8:  # four files leave and four arrive
        with pytest.raises(OutputError, match=r"Permission denied\. Nothing was changed"):
            write_all(tmp_path, NEW)
        assert _files(tmp_path) == OLD
    else:
        write_all(tmp_path, NEW)
        assert _files(tmp_path) == NEW
    assert _is_complete(tmp_path)
    assert _hidden(tmp_path) == []


KILLED = textwrap.dedent(
    """
    import os, sys
    from pathlib import Path
    from sciaclinic.services.output import write_all

    calls, real = 0, {}

    def counted(name, count):
        def call(*arguments, **options):
            global calls
            calls += 1
            if calls > count:
                os.kill(os.getpid(), 9)
            return real[name](*arguments, **options)
        return call

    def killed_at(count, folder):
        for name in ("replace", "rename", "open", "mkdir", "unlink", "fsync", "rmdir"):
            real[name] = getattr(os, name)
            setattr(os, name, counted(name, count))
        write_all(folder, {"plan.html": b"new page", "plan.json": b"new record", "plan.pdf": b"new sheet"})

    for count in range(200):
        folder = Path(sys.argv[1]) / f"{count:03}"
        write_all(folder, {"plan.html": b"old page", "plan.json": b"old record", "plan.pdf": b"old sheet"})
        child = os.fork()
        if not child:
            killed_at(count, folder)
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            break
    """
)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_kill_between_any_two_steps_leaves_no_mixture_and_the_next_run_clears_up(tmp_path):
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], check=True)
    folders, ends = sorted(tmp_path.iterdir()), set()
    assert 20 < len(folders) < 200  # the last run ended by itself
    for out in folders:
        left, is_listed = _files(out), (out / LIST_FILE).exists()
        assert all(left[name] == OLD[name] for name in left) or all(left[name] == NEW[name] for name in left)
        assert not is_listed or (_is_complete(out) and left in (OLD, NEW))
        write_all(out, {"course.csv": b"a course"})
        after = {name: content for name, content in _files(out).items() if name != "course.csv"}
        assert after in (OLD, NEW)
        assert _is_complete(out)
        assert _hidden(out) == []
        ends.add((frozenset(left), is_listed))
    assert len(ends) > 4  # kills did hit between the moves


WRITES = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from sciaclinic.services.output import write_all

    for turn in range(12):
        write_all(Path(sys.argv[1]), {f"plan.{end}": sys.argv[2].encode() for end in ("html", "json", "pdf")})
    """
)


def test_two_runs_at_once_never_mix(tmp_path):
    out = tmp_path / "out"
    runs = [subprocess.Popen([sys.executable, "-c", WRITES, str(out), who]) for who in ("a", "b")]
    assert [run.wait() for run in runs] == [0, 0]
    assert len(set(_files(out).values())) == 1
    assert _is_complete(out)
    assert _hidden(out) == []


def test_a_folder_that_another_run_holds_is_said_to_be_taken(tmp_path):
    with locked(tmp_path), pytest.raises(OSError, match="another run"), locked(tmp_path, wait_s=0.1):
        pass
    with locked(tmp_path, wait_s=0.1):
        pass


@pytest.mark.skipif(
    os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere"
)
def test_a_folder_in_a_parent_that_cannot_be_written_is_written(tmp_path):
    out = tmp_path / "parent" / "out"
    out.mkdir(parents=True)
    out.parent.chmod(0o500)
    write_all(out, NEW)
    assert _files(out) == NEW
    out.parent.chmod(0o700)


def test_a_paper_that_cannot_be_set_is_said_and_the_page_is_written(tmp_path, examples, monkeypatch):
    from sciaclinic.render import files
    from sciaclinic.render.set_pages import PaperError

    def full(sheet, figures):
        raise PaperError("the pages could not be set (no font).")

    (tmp_path / "plan.pdf").write_bytes(b"of somebody else")
    monkeypatch.setattr(files, "paper", full)
    asked = ["plan", str(examples / "blocked.yaml"), "--site", str(examples / "site_outpatient.yaml"), "--draws", "50"]
    result = CliRunner().invoke(app, [*asked, "--out", str(tmp_path)])
    assert set(_files(tmp_path)) == {"plan.html", "plan.json"}
    assert "There is no plan.pdf: the pages could not be set" in result.stderr
