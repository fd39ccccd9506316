"""What every published model is asked: levels after a dose in a person of 70 kg."""

import numpy as np
import pytest

from sciatwin.pharmacokinetics.engine import solve
from sciatwin.pharmacokinetics.parameters import typical
from sciatwin.pharmacokinetics.summary import summarise
from sciatwin.pharmacokinetics.systems import build_system
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.regimen import Infusion


@pytest.fixture
def typical_levels():
    """Levels of one analyte (default the dosed one) in the typical person, ng/mL."""

    def levels(key, events, times_h, analyte=None, weight_kg=70.0):
        model = model_named(key)
        wanted = (analyte or model.dosed,)
        system = build_system(model, typical(model, weight_kg), analytes=wanted)
        return solve(system, events, np.asarray(times_h, dtype=float))[0, :, 0]

    return levels


@pytest.fixture
def typical_summary():
    """Clearance (L/h), steady-state volume (L) and terminal half-life (h) of the parent in the typical 70 kg person."""

    def summary(key):
        model = model_named(key)
        found = summarise(build_system(model, typical(model, 70.0), analytes=(model.dosed,)))
        return tuple(
            array[0] for array in (found.clearance_l_per_h, found.steady_state_volume_l, found.terminal_half_life_h)
        )

    return summary


@pytest.fixture(scope="session")
def half_mg_per_kg_over_40_min():
    return [Infusion(start_h=0, duration_h=40 / 60, dose_mg=35)]


@pytest.fixture(scope="session")
def escalating_esketamine():
    """0.14, 0.28 and 0.57 mg/kg/h for one hour each (Kamp 2020, Br J Anaesth 125:750)."""
    return [Infusion(start_h=i, duration_h=1, dose_mg=rate * 70) for i, rate in enumerate((0.14, 0.28, 0.57))]


@pytest.fixture(scope="session")
def escalating_times_h():
    return (0.5, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0)


@pytest.fixture(scope="session")
def escalating_observed():
    """S-ketamine in arterial plasma of the same study, ng/mL, digitised from its Fig. 1."""
    return np.array([45, 104, 127, 217, 246, 98, 78, 57])


@pytest.fixture(scope="session")
def hundred_hours_of_22_mg_per_h():
    """The dose rate at the end of the CRPS trial of Sigtermans 2009, per 70 kg."""
    return [Infusion(start_h=0, duration_h=100, dose_mg=2220)]
