"""Levels, block and what it quiets, in the course of a patient."""

import numpy as np
import pytest

from sciatwin.analytes import Drug
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin
from sciatwin.twin.mechanism import nmda_block

SESSION = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=1)


@pytest.fixture(scope="module")
def twin(typical_patient):
    return Twin(typical_patient, draws=300, seed=4)


def test_block_rises_with_the_level_and_is_gone_with_it(twin):
    course = twin.simulate(SESSION)
    block = course["nmda_block"]
    assert (block.sel(time=0) == 0).all()
    assert (block.sel(time=0.666, method="nearest") > 0).all()
    assert float(block.sel(time=48.0, method="nearest").max()) < 0.01
    quieted = course["horn_quieted"]
    assert ((quieted >= 0) & (quieted < 1)).all()
    assert (quieted.to_numpy()[block.to_numpy() == 0] == 0).all()
    assert "No curve of NMDA receptor occupancy" in block.attrs["note"]


def test_half_of_the_pores_are_blocked_at_the_half_blocking_level(twin):
    """S-ketamine alone, typical numbers: x = level ÷ half-blocking level."""
    from sciatwin.receptor import half_block_ng_per_ml

    drawn = twin.ensemble.drawn
    half = next(iter(half_block_ng_per_ml(drawn).values()))
    assert nmda_block(half[None], Drug.S_KETAMINE, drawn) == pytest.approx(np.full((1, 300), 0.5))


def test_the_other_half_of_the_racemate_adds_to_the_block(twin):
    """Together with as much R-ketamine, 4.7 times weaker as the sources have it, a level blocks more."""
    drawn, level = twin.ensemble.drawn, np.full((1, 300), 100.0)
    alone, both = (nmda_block(level, drug, drawn) for drug in (Drug.S_KETAMINE, Drug.RACEMIC_KETAMINE))
    odds = (both / (1 - both)) / (alone / (1 - alone))
    assert odds == pytest.approx(1 + 1 / drawn["receptor/R over S"][None], rel=1e-9)


def test_where_nothing_is_quieted_sensitisation_stays(twin):
    course = twin.simulate(Regimen.none())
    assert float(course["nmda_block"].max()) == 0.0
    np.testing.assert_array_equal(course["pain_treated"], course["pain_untreated"])
