"""Versions of a patient that choose a regimen and versions that check it: never the same ones.

What was chosen on some draws looks better on them than it is. And the choice must not hang on a seed: for a twin that
has learned nothing, both panels are the same whatever its own draws, which show the course. A twin that has learned,
or was weighed anew, has no others, so its versions are parted. A part is not the belief: so a risk is counted on the
versions that check and on all of them, the higher one is told, and its bound takes the least that all, the choosing or
the checking versions are worth. A belief that rests on few versions, wherever they lie, makes a plan more careful.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

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

LEAST_SHARE = 0.25
"""Least share of the belief that each half must hold (assumed): those of a spread belief hold nearly one half each."""


@dataclass(frozen=True)
class Panels:
    """``choosing`` ranks the regimens, ``checking`` tells what the chosen one does, ``at_risk`` how often it harms.

    Attributes:
        at_risk: versions on which risks are counted; of several the highest risk is told.
        effective: equal, different versions that a risk is worth.
        lesser_share: of the belief, held by that one of choosing and checking which holds less of it.
        stop: the pressures at which the clinic stops an infusion.
    """

    choosing: Twin
    checking: Twin
    at_risk: Sequence[Ensemble]
    effective: int
    lesser_share: float = 0.5
    stop: PressureStop = STOP

    @classmethod
    def of(cls, twin: Twin, stop: PressureStop = STOP, *, shift: int = 0) -> "Panels":
        """Args: shift: of the seeds, to see how far a choice hangs on its panels."""
        if twin.has_learned:
            return cls._parted(twin, stop)
        drawn = (
            draw_ensemble(versions_of(twin.patient, _VERSIONS), seed + shift)
            for seed in (_CHOOSING_SEED, _CHECKING_SEED)
        )
        choosing, checking = (_in_versions(twin, versions) for versions in drawn)
        people = versions_of(twin.patient, _RISK_VERSIONS)
        at_risk = draw_ensemble(people, _RISK_SEED + shift, systems=_RISK_SYSTEMS)
        return cls(choosing, checking, (at_risk,), at_risk.effective, stop=stop)

    @classmethod
    def _parted(cls, twin: Twin, stop: PressureStop) -> "Panels":
        """The versions of a twin that has no others."""
        whole, halves = twin.ensemble, twin.ensemble.halves()
        choosing, checking = (_in_versions(twin, half) for half in halves)
        return cls(
            choosing,
            checking,
            at_risk=(checking.ensemble, whole),
            effective=min(part.effective for part in (whole, *halves)),
            lesser_share=min(half.weight for half in halves) / whole.weight,
            stop=stop,
        )

    @property
    def least_risk_told(self) -> float:
        """The highest risk that stays plausible when none of the versions comes to harm."""
        nobody = Risks(peak_dissociation=0.0, severe_dissociation=0.0, severe_hypertension=0.0, draws=self.effective)
        return nobody.at_most().severe_dissociation

    def risks(self, regimen: Regimen) -> Risks:
        """Predicted risks of the whole course: none is below that of the versions that chose nothing."""
        found = [risks_at_peak(part, fast_site_peak(part, regimen), self.stop) for part in self.at_risk]
        return replace(Risks.highest(found), draws=self.effective)


def _in_versions(twin: Twin, versions: Ensemble) -> Twin:
    """The same patient on the same day, with the same history, in other versions."""
    other = twin.of_versions(versions)
    other.has_learned = twin.has_learned
    return other.after(twin.given, twin.now_h, twin.seen)
