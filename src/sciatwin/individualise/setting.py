"""What is known for sure: who the patient is, which sessions were given, what was decided about opioids."""

from dataclasses import dataclass

import numpy as np

from sciatwin.observation import Observations
from sciatwin.patient import Patient
from sciatwin.regimen import Regimen
from sciatwin.response.outcomes.opioid_use import Taper
from sciatwin.twin.people import People, versions_of


@dataclass(frozen=True)
class Setting:
    """The fixed part of a likelihood."""

    patient: Patient
    regimen: Regimen
    taper: Taper | None = None

    @classmethod
    def of(cls, patient: Patient, observations: Observations, taper: Taper | None = None) -> "Setting":
        """Raises: RegimenError if two different drugs were given."""
        return cls(patient, observations.regimen(patient.weight_kg), taper)

    def people(self, count: int) -> People:
        """The patient ``count`` times."""
        return versions_of(self.patient, count)

    @property
    def visits_h(self) -> np.ndarray:
        """Start and end of each visit, shape (visits, 2)."""
        return np.array(self.regimen.visits_h).reshape(-1, 2)
