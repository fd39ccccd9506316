"""The block at equilibrium: its constants, its derivative, its shapes and its speed."""

from itertools import pairwise

import numpy as np
import pytest

from sciatwin.analytes import Analyte
from sciatwin.errors import ModelError
from sciatwin.evidence import Status
from sciatwin.receptor import PARAMETERS, block_fraction, half_block_ng_per_ml, half_block_um, unbound_um
from sciatwin.streams import Known

DRAWS = 20_000
RACEMATE, SPINAL = "receptor/half-blocking racemate", "receptor/spinal multiplier"


def _typical(**changed):
    values = {name: np.array(item.estimate.value) for name, item in PARAMETERS.items()}
    return {**values, SPINAL: np.array(1.0), **changed}


def _drawn(count, seed=3):
    return {name: item.draw(name, seed, count) for name, item in PARAMETERS.items()}


def test_cortical_constants_are_those_recommended_for_ebert_s_ratios_and_1_micromolar():
    """0.6 and 2.8 µmol/L: affinities 0.3 and 1.4 scaled until half S, half R block half at 1 µmol/L."""
    half = half_block_um(_typical())
    assert half[Analyte.S_KETAMINE] == pytest.approx(0.6, abs=0.01)
    assert half[Analyte.R_KETAMINE] == pytest.approx(2.8, abs=0.04)
    assert half[Analyte.S_NORKETAMINE] / half[Analyte.S_KETAMINE] == pytest.approx(1.7 / 0.3)
    assert half[Analyte.R_NORKETAMINE] / half[Analyte.S_KETAMINE] == pytest.approx(13 / 0.3)


def test_racemate_at_its_half_blocking_concentration_blocks_half():
    drawn = _drawn(500)
    racemate_um = drawn[RACEMATE] * drawn[SPINAL]
    level = racemate_um / 2 / unbound_um(1.0, Analyte.KETAMINE, drawn)
    np.testing.assert_allclose(block_fraction(level, level, 0.0, 0.0, drawn), 0.5, rtol=1e-12)


@pytest.mark.parametrize("place", range(4))
def test_each_analyte_alone_blocks_half_at_its_own_level(place):
    drawn = _drawn(50)
    level = list(half_block_ng_per_ml(drawn).values())[place]
    levels = [np.zeros(50)] * 4
    levels[place] = level
    np.testing.assert_allclose(block_fraction(*levels, drawn), 0.5, rtol=1e-12)


def test_analytes_share_one_pore():
    """Competing for one site: x adds up, so together they block less than independent sites would."""
    drawn = _typical()
    s, nor = half_block_ng_per_ml(drawn)[Analyte.S_KETAMINE], half_block_ng_per_ml(drawn)[Analyte.S_NORKETAMINE]
    assert block_fraction(s, 0.0, nor, 0.0, drawn) == pytest.approx(2 / 3)


def test_order_of_potency_is_that_of_binding():
    blocks = [block_fraction(*levels, _typical()) for levels in np.eye(4) * 100.0]
    assert all(stronger > weaker for stronger, weaker in pairwise(blocks))


def test_potency_is_drawn_for_all_at_once_with_its_spread():
    drawn = _drawn(DRAWS)
    assert np.median(drawn[RACEMATE]) == pytest.approx(1.0, abs=0.02)
    assert np.exp(np.log(drawn[RACEMATE]).std()) == pytest.approx(2.25, abs=0.04)
    assert drawn[SPINAL].min() >= 1
    assert drawn[SPINAL].max() <= 4
    half = half_block_um(drawn)
    together = np.corrcoef(np.log(half[Analyte.S_KETAMINE]), np.log(half[Analyte.R_NORKETAMINE]))[0, 1]
    assert together > 0.9


def test_known_deviates_draw_the_typical_values():
    """What is learned of a patient enters as named deviates; without any, every number is the middle one."""
    for name, item in PARAMETERS.items():
        np.testing.assert_allclose(item.draw(name, Known({}), 3), item.estimate.value)


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_step_in_the_imaginary_direction_carries_the_derivative(name):
    levels = np.array([0.0, 20.0, 100.0, 900.0])

    def block(factor):
        drawn = {**_drawn(4), name: _drawn(4)[name] * factor}
        return block_fraction(levels, 0.7 * levels, 0.4 * levels, 0.2 * levels, drawn)

    exact = np.imag(block(1 + 1e-20j)) / 1e-20
    h = 1e-5
    np.testing.assert_allclose(exact, (block(1 + h) - block(1 - h)) / (2 * h), atol=1e-9)
    assert np.abs(exact).max() > 1e-4


def test_the_derivative_passes_through_any_one_level():
    drawn = _drawn(3)
    for place in range(4):
        levels = [np.full((5, 3), 30.0) for _ in range(4)]
        levels[place] = levels[place] * (1 + 1e-20j)
        assert np.all(np.imag(block_fraction(*levels, drawn)) > 0)


def test_long_arrays_are_computed_in_pieces_without_a_seam():
    rng = np.random.default_rng(0)
    levels = rng.uniform(0, 300, (4, 150, 6))
    drawn = _drawn(6)
    row_by_row = [block_fraction(*levels[:, row], drawn) for row in range(150)]
    np.testing.assert_array_equal(block_fraction(*levels, drawn), row_by_row)


def test_shapes_broadcast_with_draws_last():
    drawn = _drawn(6)
    level = np.full((8, 1), 40.0)
    assert block_fraction(level, 0.0, 0.0, 0.0, drawn).shape == (8, 6)


def test_a_shape_that_does_not_fit_is_named():
    with pytest.raises(ModelError, match=r"\(5, 4\).*shape \(6,\).*last axis"):
        block_fraction(np.ones((5, 4)), 0.0, 0.0, 0.0, _drawn(6))


def test_a_number_that_was_not_drawn_is_named():
    drawn = _drawn(2)
    del drawn[SPINAL]
    with pytest.raises(ModelError, match="receptor/spinal multiplier"):
        block_fraction(1.0, 1.0, 0.0, 0.0, drawn)


def test_nothing_here_claims_to_be_published():
    """Ratios are derived from binding in rats; potency in people, in the cord, is assumed."""
    assert {item.estimate.status for item in PARAMETERS.values()} == {Status.DERIVED, Status.ASSUMED}
    assert PARAMETERS[RACEMATE].estimate.status is Status.ASSUMED
