"""Versions of a patient that choose a regimen and versions that check it: never the same ones.

What was chosen on some draws looks better on them than it is. And the choice must not hang on a seed: for a twin that
has learned nothing, both panels are the same whatever its own draws, which show the course. A twin that has learned has
no others, so its versions are parted.
"""

from dataclasses import dataclass

from sciatwin.regimen import Regimen
from sciatwin.response.side_effects.blood_pressure import STOP, PressureStop
from sciatwin.twin import Twin
from sciatwin.twin.drug.levels import fast_site_peak
from sciatwin.twin.people import versions_of
from sciatwin.twin.shown.risks import Risks, risks_at_peak
from sciatwin.twin.versions.ensemble import Ensemble, draw_ensemble

_CHOOSING_SEED, _CHECKING_SEED, _RISK_SEED = 101, 202, 303
_VERSIONS = 1000
_RISK_VERSIONS = 5000
"""A rare risk needs many versions, and only their arterial levels."""

_RISK_SYSTEMS = ("arterial S",)


@dataclass(frozen=True)
class Panels:
    """``choosing`` ranks the regimens, ``checking`` tells what the chosen one does, ``at_risk`` how often it harms.

    ``stop``: the pressures at which the clinic stops an infusion.
    """

    choosing: Twin
    checking: Twin
    at_risk: Ensemble
    stop: PressureStop = STOP

    @classmethod
    def of(cls, twin: Twin, stop: PressureStop = STOP, *, shift: int = 0) -> "Panels":
        """Args: shift: of the seeds, to see how far a choice hangs on its panels."""
        if twin.has_learned:
            choosing, checking = (
                twin.of_versions(half).after(twin.given, twin.now_h, twin.seen) for half in twin.ensemble.halves()
            )
            return cls(choosing, checking, checking.ensemble, stop)
        choosing, checking = (
            Twin(twin.patient, draws=_VERSIONS, seed=seed + shift).after(twin.given, twin.now_h, twin.seen)
            for seed in (_CHOOSING_SEED, _CHECKING_SEED)
        )
        people = versions_of(twin.patient, _RISK_VERSIONS)
        return cls(choosing, checking, draw_ensemble(people, _RISK_SEED + shift, systems=_RISK_SYSTEMS), stop)

    @property
    def least_risk_told(self) -> float:
        """The highest risk that stays plausible when none of the versions comes to harm."""
        nobody = Risks(
            peak_dissociation=0.0, severe_dissociation=0.0, severe_hypertension=0.0, draws=self.at_risk.effective
        )
        return nobody.at_most().severe_dissociation

    def risks(self, regimen: Regimen) -> Risks:
        """Predicted risks of the whole course, on versions that chose nothing."""
        return risks_at_peak(self.at_risk, fast_site_peak(self.at_risk, regimen), self.stop)
