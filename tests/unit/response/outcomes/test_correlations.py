"""Correlations of outcomes can be drawn from, and the printed ones are as printed."""

import numpy as np
import pytest

from sciatwin.evidence import Status
from sciatwin.response.outcomes.correlations import BETWEEN_PEOPLE, OUTCOMES, WITHIN_A_PERSON, correlation_matrix

BOTH = pytest.mark.parametrize("pairs", [BETWEEN_PEOPLE, WITHIN_A_PERSON], ids=["between people", "within a person"])


@BOTH
def test_every_pair_of_outcomes_is_named_once(pairs):
    assert {frozenset(pair) for pair in pairs} == {frozenset((a, b)) for a in OUTCOMES for b in OUTCOMES if a != b}
    assert len(pairs) == len(OUTCOMES) * (len(OUTCOMES) - 1) // 2


@BOTH
def test_the_matrix_is_a_correlation_matrix(pairs):
    matrix = correlation_matrix(pairs)
    assert (matrix == matrix.T).all()
    assert (np.diag(matrix) == 1).all()
    assert np.linalg.eigvalsh(matrix).min() > 0.1


@BOTH
@pytest.mark.parametrize("end", ["low", "high"])
def test_the_ends_of_all_ranges_are_a_correlation_matrix_too(pairs, end):
    matrix = np.eye(len(OUTCOMES))
    for (one, other), estimate in pairs.items():
        row, column = OUTCOMES.index(one), OUTCOMES.index(other)
        value = getattr(estimate, end)
        matrix[row, column] = matrix[column, row] = estimate.value if value is None else value
    assert np.linalg.eigvalsh(matrix).min() > 0


def test_pain_and_disability_correlate_as_printed_in_disc_herniation():
    estimate = BETWEEN_PEOPLE["pain", "disability"]
    assert (estimate.value, estimate.status) == (0.449, Status.PUBLISHED)


def test_whatever_is_not_printed_or_derived_has_a_range():
    for estimate in (*BETWEEN_PEOPLE.values(), *WITHIN_A_PERSON.values()):
        assert estimate.status is Status.PUBLISHED or estimate.low < estimate.value < estimate.high
