"""Makes a release of what stands on main; ``make release VERSION=x.y.z`` tells what it would do, ``APPLY=1`` does it.

    python tools/release.py 0.2.0

In the changelog "Unreleased" becomes the version with its date, pyproject.toml and CITATION.cff get the version, and
one commit with a tag holds it. Nothing is pushed. A release is refused, and no file touched, on another branch, with
changes that are not committed, for a version that is not newer, and where the changelog has nothing to tell.
"""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

PYPROJECT, CITATION, CHANGELOG = Path("pyproject.toml"), Path("CITATION.cff"), Path("CHANGELOG.md")
_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", re.ASCII)
_UNRELEASED = re.compile(r"^## Unreleased\n(?P<content>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)


class RefusedReleaseError(Exception):
    """Why there is no release now."""


def main(version: str, root: Path, day: date, *, apply: bool) -> None:
    """Make the release, or say what would be done; raises RefusedReleaseError before anything is changed."""
    refuse_unless_ready(root, version)
    texts = released_texts(root, version, day)
    print(f"{'Release' if apply else 'Would release'} {version}: {', '.join(map(str, texts))}; commit; tag v{version}.")
    if not apply:
        print("Nothing was changed; APPLY=1 does it.")
        return
    record(root, version, texts)
    print(f"Publish it: git push origin main v{version}")


def refuse_unless_ready(root: Path, version: str) -> None:
    """Raise unless the repository is clean, on main, and knows no such version yet."""
    _numbers(version)
    if (branch := _git(root, "branch", "--show-current").strip()) != "main":
        raise RefusedReleaseError(f"releases are made on main; this is '{branch or 'no branch'}'")
    if changed := _git(root, "status", "--porcelain").rstrip():
        raise RefusedReleaseError(f"commit or remove first:\n{changed}")
    if _git(root, "tag", "--list", f"v{version}").strip():
        raise RefusedReleaseError(f"there is a tag v{version} already")


def released_texts(root: Path, version: str, day: date) -> dict[Path, str]:
    """The three files as they will be; raises where one has not the place that is to be changed."""
    pyproject, citation, changelog = ((root / name).read_text("utf-8") for name in (PYPROJECT, CITATION, CHANGELOG))
    before = _only(PYPROJECT, r'^version = "(.*)"$', pyproject)[1]
    if _numbers(version) <= _numbers(before):
        raise RefusedReleaseError(f"{version} is not newer than {before}")
    return {
        PYPROJECT: _set(PYPROJECT, r'^version = "(.*)"$', pyproject, version),
        CITATION: _set(CITATION, r"^version: (.*)$", citation, version),
        CHANGELOG: released_changelog(changelog, version, day),
    }


def released_changelog(text: str, version: str, day: date) -> str:
    """The changelog with an empty "Unreleased" above the version; headings without a line below are no content."""
    found = _UNRELEASED.search(text)
    if found is None or all(not line.strip() or line.startswith("#") for line in found["content"].splitlines()):
        raise RefusedReleaseError(f"nothing stands under 'Unreleased' in {CHANGELOG}")
    start = found.start("content")
    return f"{text[:start]}\n## {version} ({day})\n{text[start:]}"


def record(root: Path, version: str, texts: Mapping[Path, str]) -> None:
    """Write, commit and tag; what a hook refuses is put back."""
    for name, text in texts.items():
        (root / name).write_text(text, "utf-8")
    try:
        _git(root, "commit", "--quiet", "--message", f"Release {version}", "--", *map(str, texts))
    except RefusedReleaseError:
        _git(root, "checkout", "HEAD", "--", *map(str, texts))
        raise
    _git(root, "tag", "--annotate", f"v{version}", "--message", f"Sciatwin {version}")


def _set(name: Path, line: str, text: str, version: str) -> str:
    start, end = _only(name, line, text).span(1)
    return text[:start] + version + text[end:]


def _only(name: Path, line: str, text: str) -> re.Match[str]:
    found = list(re.finditer(line, text, re.MULTILINE))
    if len(found) != 1:
        raise RefusedReleaseError(f"{name} has {len(found)} lines of a version instead of one")
    return found[0]


def _numbers(version: str) -> tuple[int, ...]:
    if not (found := _VERSION.fullmatch(version)):
        raise RefusedReleaseError(f"'{version}' is not a version x.y.z: make release VERSION=0.2.0")
    return tuple(map(int, found.groups()))


def _git(root: Path, *words: str) -> str:
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True)
    if done.returncode:
        raise RefusedReleaseError(f"git {words[0]}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    try:
        main(" ".join(sys.argv[1:]), Path.cwd(), date.today(), apply=os.environ.get("APPLY") == "1")
    except RefusedReleaseError as refusal:
        sys.exit(f"No release: {refusal}")
