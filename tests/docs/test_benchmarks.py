"""The benchmarks are not run by the tests, so that they still begin is asked here."""

import importlib

import pytest
from benchmarks.__main__ import ON_REQUEST, SCRIPTS

OURS = ("sciatwin", "sciaclinic", "benchmarks", "tests", "support")
"""What is never missing: where an import fails for a rival that is not installed, that is no fault."""


@pytest.mark.parametrize("name", [*SCRIPTS, *ON_REQUEST])
def test_every_benchmark_is_there_with_what_it_reads(name):
    try:
        assert callable(importlib.import_module(f"benchmarks.{name}").rows)
    except ModuleNotFoundError as missing:
        if str(missing.name).split(".")[0] in OURS:
            raise
        pytest.skip(f"{missing.name} is not installed: a rival that the project does not need")
