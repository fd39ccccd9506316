"""Abbott 2024: 1 µmol/L of racemate blocks half of the current, S a little more than R; a second site at 0.1 µmol/L."""

import pytest

from sciatwin.analytes import Analyte
from sciatwin.receptor import GATING_SCHEMES, POTENCIES, RACEMATE_BLOCKERS, enantiomer_blockers
from support.receptor_protocols import SATURATING_UM, Cell


@pytest.mark.parametrize("key", GATING_SCHEMES)
def test_one_micromolar_blocks_half_whatever_the_gating(key):
    cell = Cell(RACEMATE_BLOCKERS["abbott_2024"], GATING_SCHEMES[key])
    cell.keep(120.0, agonist_um=SATURATING_UM, drug_um=1.0)
    assert cell.block_of_steady_current == pytest.approx(0.5, abs=0.01)


def test_s_is_the_stronger_enantiomer():
    half = {b.name: b.half_block_um.value for b in enantiomer_blockers(RACEMATE_BLOCKERS["abbott_2024"])}
    assert half[Analyte.S_KETAMINE] < 1 < half[Analyte.R_KETAMINE]


def test_the_tonic_site_is_half_occupied_at_a_tenth_of_the_pore():
    assert POTENCIES["abbott_2024_tonic"].racemate_block(0.1) == pytest.approx(0.5)
    assert not POTENCIES["abbott_2024_tonic"].is_measured_at_the_pore
