"""Public names that are loaded when they are first used."""

import importlib
from pathlib import Path

import pytest

PACKAGES = ("sciatwin", "sciatwin.dorsal_horn", "sciatwin.plan", "sciatwin.plotting", "sciatwin.receptor")


@pytest.mark.parametrize("name", PACKAGES)
def test_each_is_there_and_none_is_hidden_by_a_file_of_its_name(name):
    package = importlib.import_module(name)
    folder = Path(package.__file__).parent
    beside = {path.stem for path in folder.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert not beside & set(package.__all__)
    for public in package.__all__:
        assert getattr(package, public) is not None


@pytest.mark.parametrize("name", PACKAGES)
def test_a_name_that_is_not_there_is_refused_with_those_that_are(name):
    with pytest.raises(AttributeError, match="It has: "):
        _ = importlib.import_module(name).no_such_name
