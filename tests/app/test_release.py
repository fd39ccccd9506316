"""`make release` on a repository of its own: what is refused, what is only told, and what a release leaves."""

import os
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHANGELOG = "# Changelog\n\n## Unreleased\n\n### Added\n- A door.\n\n## 0.0.1\n\n- A wall.\n"
NOBODY = {
    **{f"GIT_{who}_{what}": "nobody" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}
OUTSIDE = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") and name != "APPLY"}


@pytest.fixture
def repository(tmp_path):
    """A clean main with the project's own pyproject.toml and CITATION.cff and an invented changelog."""
    for name in ("pyproject.toml", "CITATION.cff"):
        shutil.copy(ROOT / name, tmp_path)
    git(tmp_path, "init", "--quiet", "--initial-branch", "main")
    changelog(tmp_path, CHANGELOG)
    return tmp_path


def git(where, *words):
    done = subprocess.run(["git", *words], cwd=where, env=OUTSIDE | NOBODY, capture_output=True, text=True, check=True)
    return done.stdout


def changelog(where, text):
    (where / "CHANGELOG.md").write_text(text, encoding="utf-8")
    git(where, "add", ".")
    git(where, "commit", "--quiet", "--message", "As it is")


def release(where, version, **settings):
    return subprocess.run(
        [sys.executable, ROOT / "tools" / "release.py", version],
        cwd=where,
        env=OUTSIDE | NOBODY | settings,
        capture_output=True,
        text=True,
    )


def version_of(where):
    return re.search(r'^version = "(.*)"$', (where / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE)[1]


def newer_than(version):
    major, minor, _ = map(int, version.split("."))
    return f"{major}.{minor + 1}.0"


def test_a_release_is_one_commit_with_its_tag(repository):
    version, first = newer_than(version_of(repository)), date.today()
    done = release(repository, version, APPLY="1")
    assert done.returncode == 0, done.stderr
    days = {first, date.today()}
    texts = {f"# Changelog\n\n## Unreleased\n\n## {version} ({day})\n\n### Added\n- A door.\n" for day in days}
    assert (repository / "CHANGELOG.md").read_text(encoding="utf-8").split("\n## 0.0.1")[0] in texts
    assert version_of(repository) == version
    assert f"\nversion: {version}\n" in (repository / "CITATION.cff").read_text(encoding="utf-8")
    assert git(repository, "status", "--porcelain") == ""
    assert git(repository, "log", "-2", "--format=%s").split("\n") == [f"Release {version}", "As it is", ""]
    assert git(repository, "rev-parse", f"v{version}^{{commit}}") == git(repository, "rev-parse", "HEAD")
    assert git(repository, "diff", "--shortstat", "HEAD~").startswith(" 3 files changed, 4 insertions(+), 2 deletions")


def test_it_is_told_before_it_is_done(repository):
    version = newer_than(version_of(repository))
    done = release(repository, version)
    assert done.returncode == 0, done.stderr
    assert f"Would release {version}" in done.stdout
    untouched(repository)


def off_main(where):
    git(where, "switch", "--quiet", "--create", "other")


def unclean(where):
    (where / "left.txt").write_text("left", encoding="utf-8")


def nothing_to_tell(where):
    changelog(where, CHANGELOG.replace("- A door.\n", ""))


def without_section(where):
    changelog(where, CHANGELOG.replace("Unreleased", "Soon"))


def tagged(where):
    git(where, "tag", "v" + newer_than(version_of(where)))


def two_versions(where):
    with (where / "CITATION.cff").open("a", encoding="utf-8") as file:
        file.write("version: 7.0.0\n")
    git(where, "commit", "--quiet", "--all", "--message", "As it is")


def hook_that_refuses(where):
    hook = where / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho no, says the hook >&2\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (off_main, "made on main; this is 'other'"),
        (unclean, "left.txt"),
        (nothing_to_tell, "nothing stands under 'Unreleased'"),
        (without_section, "nothing stands under 'Unreleased'"),
        (tagged, "a tag v"),
        (two_versions, "CITATION.cff has 2 lines"),
        (hook_that_refuses, "no, says the hook"),
    ],
)
def test_what_is_not_ready_is_refused(repository, spoil, why):
    spoil(repository)
    before = git(repository, "status", "--porcelain"), git(repository, "tag")
    done = release(repository, newer_than(version_of(repository)), APPLY="1")
    assert done.returncode == 1
    assert why in done.stderr
    untouched(repository, *before)


@pytest.mark.parametrize("version", ["0.0.1", "as it is", "", "1.0", "v9.0.0", "9.0.0rc1", "9.0.0 --all", "09.0.0"])
def test_a_version_that_is_no_newer_one_is_refused(repository, version):
    done = release(repository, version_of(repository) if version == "as it is" else version, APPLY="1")
    assert done.returncode == 1
    assert "is not newer than" in done.stderr or "is not a version x.y.z" in done.stderr
    untouched(repository)


def untouched(where, status="", tags=""):
    assert git(where, "status", "--porcelain") == status
    assert git(where, "tag") == tags
    assert set(git(where, "log", "--format=%s").split("\n")) == {"As it is", ""}
