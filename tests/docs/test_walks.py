"""The three walks that the architecture page tells: how often a folder is entered on the way."""

import re
from collections import Counter
from pathlib import Path

import pytest

from support.walks import files_of, stays, the_three

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "architecture.md"
TOLD = re.compile(r"^\| (?P<walk>[^|]+→[^|]+) \| (?P<rooms>\d+) \| (?P<folders>\d+) \| (?P<most>\d+)", re.MULTILINE)
TOLD_OF = {found["walk"].strip(): found for found in TOLD.finditer(PAGE.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("walk", ["patient file → report", "regimen → course", "observations → learned"])
def test_a_walk_is_no_longer_than_the_page_tells(walk):
    files, told = files_of(the_three()[walk]), TOLD_OF[walk]
    rooms, folders = set(stays(files, 2)), Counter(stays(files, 9))
    assert len(rooms) <= int(told["rooms"])
    assert len(folders) <= int(told["folders"])
    assert max(folders.values()) <= int(told["most"]), folders.most_common(3)
