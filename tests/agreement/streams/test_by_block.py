"""Streams keyed by block of people give the same crowds as one generator a stream did, within Monte Carlo error."""

import json
from pathlib import Path

import pytest

from support.crowd_statistics import means_and_errors

BEFORE = Path(__file__).parents[2] / "data" / "reference" / "crowd_before_blocks.json"
ERRORS = 4.0
"""Errors come from 20 seeds each (t with 38 degrees of freedom): of 29 numbers one lies further out by chance about
once in 120 times."""


@pytest.mark.slow
def test_every_number_is_what_it_was_within_the_error_of_20_seeds(typical_patient):
    before, now = json.loads(BEFORE.read_text())["mean and standard error"], means_and_errors(typical_patient)
    assert before.keys() == now.keys()
    moved = {
        name: (now[name][0] - before[name][0]) / (now[name][1] ** 2 + before[name][1] ** 2) ** 0.5 for name in before
    }
    assert {name: errors for name, errors in moved.items() if abs(errors) > ERRORS} == {}
