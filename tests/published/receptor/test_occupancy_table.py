"""Occupancy by every sourced potency, cell by cell, and the prior of the twin beside them."""

import numpy as np
import pytest

from sciatwin.receptor import POTENCIES, block_fraction, compare_potencies, coverage, occupancy_table
from sciatwin.receptor.equilibrium import PARAMETERS
from sciatwin.receptor.potency_comparison import CORTICAL, SPINAL

COLUMNS = (
    "ebert_1997", "ebert_1997_total", "abbott_2024", "mealing_1999", "synapse_code", "orser_1997", "abbott_2024_tonic",
)  # fmt: skip
WORKED_OUT_BEFORE = {
    50: (0.18, 0.30, 0.10, 0.04, 0.02, 0.16, 0.53),
    100: (0.31, 0.46, 0.18, 0.08, 0.04, 0.21, 0.69),
    150: (0.40, 0.56, 0.25, 0.12, 0.08, 0.25, 0.77),
    200: (0.47, 0.63, 0.31, 0.15, 0.11, 0.28, 0.82),
    250: (0.53, 0.68, 0.36, 0.18, 0.14, 0.30, 0.85),
    300: (0.58, 0.72, 0.40, 0.21, 0.18, 0.32, 0.87),
}
"""Racemate in plasma, ng/mL: occupancy with 0.53 unbound and no norketamine, worked out from the printed numbers."""


@pytest.fixture(scope="module")
def comparison():
    return compare_potencies()


@pytest.mark.parametrize("level", WORKED_OUT_BEFORE)
def test_every_cell_is_reproduced_within_rounding(level):
    row = occupancy_table().sel(level=level, record=list(COLUMNS)).to_numpy()
    np.testing.assert_allclose(row, WORKED_OUT_BEFORE[level], atol=0.0051)


def test_sourced_potencies_put_100_ng_per_ml_anywhere_from_4_to_69_percent():
    blocks = occupancy_table().sel(level=100)
    assert blocks.min() == pytest.approx(0.04, abs=0.005)
    assert blocks.max() == pytest.approx(0.69, abs=0.005)


def test_orser_s_curves_go_through_the_printed_points():
    """Open probability left: outside-out 63 and 34 % at 1 and 10 µmol/L, cell-attached 53 and 24 % at 0.1 and 1."""
    assert 1 - POTENCIES["orser_1997"].racemate_block(np.array([1.0, 10.0])) == pytest.approx([0.63, 0.34])
    assert 1 - POTENCIES["orser_1997_cell_attached"].racemate_block(np.array([0.1, 1.0])) == pytest.approx([0.53, 0.24])
    assert POTENCIES["orser_1997"].racemate_half_block_um == pytest.approx(2.8, abs=0.05)
    assert POTENCIES["orser_1997"].hill.value == pytest.approx(0.52, abs=0.005)
    assert POTENCIES["orser_1997_cell_attached"].racemate_half_block_um == pytest.approx(0.12, abs=0.005)


def test_seven_potencies_are_measured_at_the_pore_and_spread_as_the_prior_says():
    halves = [potency.racemate_half_block_um for potency in POTENCIES.values() if potency.is_measured_at_the_pore]
    assert len(halves) == 7
    assert np.exp(np.mean(np.log(halves))) == pytest.approx(1.1, abs=0.05)
    assert np.exp(np.std(np.log(halves), ddof=1)) == pytest.approx(2.1, abs=0.05)


@pytest.mark.parametrize("receptors", [SPINAL, CORTICAL])
@pytest.mark.parametrize("level", [50.0, 100.0, 200.0, 300.0])
def test_the_prior_holds_nearly_every_potency_measured_at_the_pore(comparison, receptors, level):
    """All seven at 100 ng/mL; at 50 one of the shallow curves may lie outside, never more."""
    found = coverage(comparison, level_ng_per_ml=level, receptors=receptors)
    assert found.records == 7
    assert found.inside >= 6


def test_at_100_ng_per_ml_all_seven_lie_inside(comparison):
    for receptors in (SPINAL, CORTICAL):
        found = coverage(comparison, receptors=receptors)
        assert (found.inside, found.share_of_span) == (7, 1.0)


def test_the_prior_does_not_pretend_to_hold_the_other_site(comparison):
    """Of all eleven records 8 lie inside; the tonic site, the membrane route and the total concentration do not."""
    found = coverage(comparison, only_pore=False)
    assert (found.inside, found.records) == (8, 11)
    assert found.share_of_span == pytest.approx(0.44, abs=0.02)


def test_the_prior_is_that_of_the_draws(comparison):
    """Median by hand: half-block 1 × 2.5 × fine spread; 0.223 / 2.4 / (1 + …) is 8 to 9 %."""
    drawn = {name: item.draw(name, 1, 4000) for name, item in PARAMETERS.items()}
    direct = np.quantile(block_fraction(np.full(4000, 50.0), 50.0, 0.0, 0.0, drawn), [0.05, 0.5, 0.95])
    shown = comparison["prior"].sel(receptors=SPINAL, level=100, quantile=[0.05, 0.5, 0.95])
    np.testing.assert_allclose(shown, direct)
    assert direct[1] == pytest.approx(0.086, abs=0.006)
