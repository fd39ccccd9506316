"""The name of a drawn number is written in one file of the source: whoever else needs the number asks that file."""

import ast
from collections import defaultdict
from pathlib import Path

import sciaclinic
import sciatwin
from sciatwin.twin.people import versions_of
from sciatwin.twin.versions.ensemble import draw_ensemble


def _files_by_text(packages):
    """Every text constant → the files that write it."""
    found = defaultdict(set)
    for package in packages:
        for path in Path(package.__file__).parent.rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found[node.value].add(str(path))
    return found


def test_no_name_of_a_drawn_number_is_written_in_two_files(typical_patient):
    names = draw_ensemble(versions_of(typical_patient, 2), 1).drawn
    files = _files_by_text([sciatwin, sciaclinic])
    written_twice = {name: sorted(files[name]) for name in names if len(files[name]) > 1}
    assert len(names) > 60
    assert written_twice == {}
