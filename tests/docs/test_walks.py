"""The three walks that the architecture page tells: how often a folder is entered on the way."""

import re
from collections import Counter
from pathlib import Path

import pytest

from support.walks import files_of, stays, the_three

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "architecture.md"
TOLD = re.compile(
    r"^\| (?P<walk>[^|]+→[^|]+) \| (?P<rooms>\d+) \| (?P<folders>\d+) \| (?P<most>\d+) times: (?P<named>[^|]+)",
    re.MULTILINE,
)
TOLD_OF = {found["walk"].strip(): found for found in TOLD.finditer(PAGE.read_text(encoding="utf-8"))}
OF_THE_SCIENCE = re.compile(r"of the science (?P<most>\d+): (?P<named>.+)")


@pytest.mark.parametrize("walk", ["patient file → report", "regimen → course", "observations → learned"])
def test_a_walk_is_as_long_as_the_page_tells_and_names_the_folders_entered_most(walk):
    files, told = files_of(the_three()[walk]), TOLD_OF[walk]
    rooms, folders = set(stays(files, 2)), Counter(stays(files, 9))
    assert (len(rooms), len(folders)) == (int(told["rooms"]), int(told["folders"]))
    everywhere, _, of_the_science = told["named"].partition(";")
    _are_entered_most(folders, int(told["most"]), _named(everywhere))
    if science := OF_THE_SCIENCE.search(of_the_science):
        inside = Counter({folder: count for folder, count in folders.items() if folder.startswith("sciatwin/")})
        _are_entered_most(inside, int(science["most"]), _named(science["named"]))


def _are_entered_most(folders, times, named):
    """Folders are named without their package; others may be entered as often."""
    assert max(folders.values()) == times, folders.most_common(3)
    assert named
    assert named <= {folder.partition("/")[-1] for folder, count in folders.items() if count == times}


def _named(text):
    return set(re.findall(r"`([^`]+)/`", text))
