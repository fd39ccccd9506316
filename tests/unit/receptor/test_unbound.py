"""From ng/mL in plasma to µmol/L unbound, with each number checked by hand."""

import numpy as np
import pytest

from sciatwin.analytes import Analyte
from sciatwin.errors import ModelError
from sciatwin.receptor import PARAMETERS, RIVAL_FRACTION_UNBOUND, unbound_um

UNBOUND, PASSAGE = "receptor/fraction unbound", "receptor/passage to the cord"
TYPICAL = {UNBOUND: np.array(0.53), PASSAGE: np.array(1.0)}
DRAWS = 20_000


def test_one_micromole_per_litre_of_ketamine_base_is_237_7_ng_per_ml():
    all_free = {UNBOUND: np.array(1.0), PASSAGE: np.array(1.0)}
    assert unbound_um(237.725, Analyte.S_KETAMINE, all_free) == pytest.approx(1, rel=1e-4)


def test_a_hundred_ng_per_ml_of_racemate_is_0_223_unbound():
    assert unbound_um(100.0, Analyte.KETAMINE, TYPICAL) == pytest.approx(0.223, abs=5e-4)


def test_norketamine_is_the_lighter_molecule():
    of_parent, of_metabolite = (unbound_um(1.0, a, TYPICAL) for a in (Analyte.S_KETAMINE, Analyte.S_NORKETAMINE))
    assert of_metabolite / of_parent == pytest.approx(237.7 / 223.7, rel=1e-3)


def test_passage_and_unbound_share_multiply():
    doubled = {UNBOUND: np.array([0.53, 0.265]), PASSAGE: np.array([2.0, 2.0])}
    np.testing.assert_allclose(
        unbound_um(100.0, Analyte.R_KETAMINE, doubled) / unbound_um(100.0, Analyte.R_KETAMINE, TYPICAL), [2.0, 1.0]
    )


def test_the_rival_share_gives_two_thirds_more():
    rival = {**TYPICAL, UNBOUND: np.array(RIVAL_FRACTION_UNBOUND.estimate.value)}
    more = unbound_um(1.0, Analyte.S_KETAMINE, rival) / unbound_um(1.0, Analyte.S_KETAMINE, TYPICAL)
    assert more == pytest.approx(0.88 / 0.53)


def test_the_rival_can_be_drawn_in_its_place():
    draws = RIVAL_FRACTION_UNBOUND.draw(UNBOUND, 1, DRAWS)
    assert np.median(draws) == pytest.approx(0.88, abs=0.01)
    assert draws.max() < 1


def test_shares_are_drawn_between_0_and_1_and_passage_with_geometric_sd_of_one_and_a_half():
    share, passage = (PARAMETERS[name].draw(name, 4, DRAWS) for name in (UNBOUND, PASSAGE))
    assert np.all((share > 0) & (share < 1))
    assert np.median(share) == pytest.approx(0.53, abs=0.01)
    assert np.exp(np.log(passage).std()) == pytest.approx(1.5, abs=0.02)
    assert np.median(passage) == pytest.approx(1.0, abs=0.02)


def test_an_analyte_that_the_receptor_does_not_know_is_refused_with_the_choices():
    with pytest.raises(ModelError, match=r"S-hydroxynorketamine \(available: S-ketamine"):
        unbound_um(1.0, Analyte.S_HYDROXYNORKETAMINE, TYPICAL)
