"""The digital twin of one patient."""

import xarray as xr

from sciatwin.patient import Patient
from sciatwin.regimen import Regimen
from sciatwin.twin.ensemble import Ensemble, draw_ensemble
from sciatwin.twin.people import versions_of
from sciatwin.twin.simulate import HORIZON_DAYS, simulate

DEFAULT_DRAWS = 1000
DEFAULT_SEED = 20260


class Twin:
    """Versions of one patient, at first draws from the population prior; simulates any regimen on the same draws.

    Args:
        draws: versions of the patient; the Monte Carlo error of a mean falls with its square root.
        seed: the same seed gives the same twin.
    """

    def __init__(self, patient: Patient, *, draws: int = DEFAULT_DRAWS, seed: int = DEFAULT_SEED) -> None:
        self.patient = patient
        self.has_learned = False
        self.ensemble: Ensemble = draw_ensemble(versions_of(patient, draws), seed)

    @classmethod
    def of(cls, patient: Patient, ensemble: Ensemble) -> "Twin":
        """A twin of versions that were found elsewhere, such as learned ones."""
        twin = cls.__new__(cls)
        twin.patient, twin.ensemble, twin.has_learned = patient, ensemble, True
        return twin

    def simulate(self, regimen: Regimen, *, horizon_days: float = HORIZON_DAYS) -> xr.Dataset:
        """Course with dimensions (draw, time); see ``sciatwin.twin.simulate.simulate``."""
        return simulate(self.ensemble, regimen, horizon_days=horizon_days)
