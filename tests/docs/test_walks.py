"""The three walks that the architecture page tells: how often a folder is entered on the way, and no more than that."""

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

STALE = 0.1
"""Part by which a walk may be shorter than what is told of it before the page has to tell it anew."""


@pytest.mark.parametrize("walk", ["patient file → report", "regimen → course", "observations → learned"])
def test_a_walk_is_no_longer_than_the_page_tells_and_enters_the_folders_that_it_names_most(walk):
    files, told = files_of(the_three()[walk]), TOLD_OF[walk]
    rooms, folders = set(stays(files, 2)), Counter(stays(files, 9))
    _is_as_told(len(rooms), int(told["rooms"]))
    _is_as_told(len(folders), int(told["folders"]))
    everywhere, _, of_the_science = told["named"].partition(";")
    _are_entered_most(folders, int(told["most"]), _named(everywhere))
    if science := OF_THE_SCIENCE.search(of_the_science):
        inside = Counter({folder: count for folder, count in folders.items() if folder.startswith("sciatwin/")})
        _are_entered_most(inside, int(science["most"]), _named(science["named"]))


def _is_as_told(count, told):
    assert told - max(1, STALE * told) <= count <= told


def _are_entered_most(folders, times, named):
    """Folders are named without their package; others may be entered as often."""
    most = max(folders.values())
    _is_as_told(most, times)
    assert named
    assert named <= {folder.partition("/")[-1] for folder, count in folders.items() if count >= most - 1}


def _named(text):
    return set(re.findall(r"`([^`]+)/`", text))
