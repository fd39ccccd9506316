"""What is measured: molar masses from atomic weights, names that say whether both halves are counted, one sample."""

import pytest

from sciatwin.analytes import Analyte, BloodSite, Drug
from sciatwin.errors import InvalidInputError
from sciatwin.observation import Concentration

ATOMIC_WEIGHTS = {"C": 12.011, "H": 1.008, "Cl": 35.45, "N": 14.007, "O": 15.999}
"""IUPAC 2021, abridged."""

FORMULAS = {
    "ketamine": {"C": 13, "H": 16, "Cl": 1, "N": 1, "O": 1},
    "norketamine": {"C": 12, "H": 14, "Cl": 1, "N": 1, "O": 1},
    "hydroxynorketamine": {"C": 12, "H": 14, "Cl": 1, "N": 1, "O": 2},
}


@pytest.mark.parametrize("analyte", Analyte)
def test_molar_mass_is_that_of_the_formula(analyte):
    formula = FORMULAS[analyte.split("-")[-1]]
    assert analyte.g_per_mol == pytest.approx(sum(n * ATOMIC_WEIGHTS[atom] for atom, n in formula.items()), abs=0.02)


@pytest.mark.parametrize("analyte", Analyte)
def test_a_name_says_where_both_halves_are_counted(analyte):
    one_half = analyte.startswith(("S-", "R-"))
    assert ("S + R" in analyte.in_full) is not one_half


def test_the_halves_of_a_drug_add_up():
    assert [drug.s_fraction + drug.r_fraction for drug in Drug] == [1.0, 1.0]


@pytest.mark.parametrize(
    ("analyte", "site", "fault"),
    [
        (Analyte.S_HYDROXYNORKETAMINE, BloodSite.VENOUS, "no model in use predicts"),
        (Analyte.KETAMINE, BloodSite.MIXED, "One sample is of one site"),
    ],
    ids=["not predicted", "of two sites"],
)
def test_a_sample_is_of_what_is_predicted_and_of_one_site(analyte, site, fault):
    with pytest.raises(InvalidInputError, match=fault):
        Concentration(time_h=1.0, analyte=analyte, site=site, conc_ng_per_ml=10.0)
