"""Levels in plasma: error in proportion to the level and a part of its own, by the model of the site of the sample.

A sample is compared with the model of its own site alone. At the end of a short infusion arterial levels are about
twice the venous ones, so a sample from a forearm vein says nothing against an arterial model. What the two models share
is the person: who clears fast in one does so in the other.
"""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.evidence import Estimate
from sciatwin.individualise.likelihoods.base import AbstractLevelReading
from sciatwin.individualise.likelihoods.measurement_error import ASSAY_FLOOR
from sciatwin.individualise.paths import Paths
from sciatwin.individualise.setting import Setting
from sciatwin.inference.normal import Normal
from sciatwin.inference.rows import Rows, WrittenScale
from sciatwin.observation import Concentration, Observations
from sciatwin.twin.versions.ensemble import kinetic_model

_LEVELS = {
    Analyte.KETAMINE: ("s_ketamine", "r_ketamine"),
    Analyte.S_KETAMINE: ("s_ketamine",),
    Analyte.R_KETAMINE: ("r_ketamine",),
    Analyte.NORKETAMINE: ("s_norketamine", "r_norketamine"),
    Analyte.S_NORKETAMINE: ("s_norketamine",),
    Analyte.R_NORKETAMINE: ("r_norketamine",),
}
"""The levels that add up to what was measured."""


@dataclass(frozen=True)
class ConcentrationReading(AbstractLevelReading):
    """Samples; each is of a site ("arterial" or "venous") and the sum of some levels."""

    samples: tuple[Concentration, ...] = ()

    def normal(self, paths: Paths) -> Normal:
        """Mean and spread of each sample, ng/mL."""
        times_h = np.unique(self.rows.time_h)
        keys = dict.fromkeys(key for sample in self.samples for key in systems_of(sample))
        solved = {name: values for key in keys for name, values in paths.solved(key, times_h).items()}
        at = np.searchsorted(times_h, self.rows.time_h)
        mean = np.stack(
            [
                sum(solved[f"{level}_{site_of(sample)}"][row] for level in _LEVELS[sample.analyte])
                for row, sample in zip(at, self.samples, strict=True)
            ]
        )
        proportional, own = (np.array(sds)[:, None] for sds in zip(*map(error_of, self.samples), strict=True))
        return Normal(mean, np.sqrt((proportional * mean) ** 2 + own**2 + ASSAY_FLOOR.value**2))


def site_of(sample: Concentration) -> str:
    """Site of the model that a sample is compared with."""
    return BloodSite.ARTERIAL if sample.site is BloodSite.ARTERIAL else BloodSite.VENOUS


def systems_of(sample: Concentration) -> tuple[str, ...]:
    """Keys of the linear systems that a sample needs, such as "venous S"."""
    halves = dict.fromkeys(level[0].upper() for level in _LEVELS[sample.analyte])
    return tuple(f"{site_of(sample)} {half}" for half in halves)


def error_of(sample: Concentration) -> tuple[float, float]:
    """Residual error of the model: as a part of the level, and in ng/mL; of S and R alike."""
    model = kinetic_model(f"{site_of(sample)} S")
    metabolite = "norketamine" in sample.analyte
    analyte = Analyte.S_NORKETAMINE if metabolite else Analyte.S_KETAMINE
    own = model.residual_additive_sd.get(analyte)
    return model.residual_sd[analyte].value, 0.0 if own is None else _in_ng_per_ml(own)


def _in_ng_per_ml(error: Estimate) -> float:
    """The one additive error that a model prints is of norketamine, in nmol/mL."""
    return error.value * (Analyte.NORKETAMINE.g_per_mol if error.unit == "nmol/mL" else 1.0)


def reading(observations: Observations, setting: Setting) -> ConcentrationReading | None:
    """Samples after the first dose; None if there are none."""
    samples = observations.of_kind(Concentration)
    used = tuple(sample for sample in samples if sample.time_h > 0 and _was_given(sample, setting))
    if not samples:
        return None
    rows = Rows(
        time_h=np.array([sample.time_h for sample in used]),
        value=np.array([_number(sample) for sample in used]),
        measure=tuple(WrittenScale(limit=sample.limit_ng_per_ml or -np.inf) for sample in used),
        kind=("concentration",) * len(used),
        words=tuple(f"{sample.analyte} in {sample.site} plasma at {sample.time_h:g} h" for sample in used),
    )
    return ConcentrationReading(rows, _notes(used, len(samples) - len(used)), used)


def _was_given(sample: Concentration, setting: Setting) -> bool:
    """Whether any of what was measured was given at all."""
    fraction = {"s": setting.regimen.drug.s_fraction, "r": setting.regimen.drug.r_fraction}
    return not setting.regimen.is_none and any(fraction[level[0]] > 0 for level in _LEVELS[sample.analyte])


def _number(sample: Concentration) -> float:
    return float(sample.limit_ng_per_ml if sample.conc_ng_per_ml is None else sample.conc_ng_per_ml)  # type: ignore[arg-type]


def _notes(used: tuple[Concentration, ...], unused: int) -> tuple[str, ...]:
    sites, notes = Counter(sample.site for sample in used), []
    if sites[BloodSite.NOT_STATED]:
        notes.append(
            f"{sites[BloodSite.NOT_STATED]} samples do not state their site. They are compared with the venous model, "
            "as from a forearm vein; an arterial sample among them would be misread by a factor of about two."
        )
    if len(used) > sites[BloodSite.ARTERIAL]:
        notes.append(
            "Venous samples are never compared with the arterial model. They reach it only through the person: that "
            "somebody deviates alike in both models is assumed."
        )
    if unused:
        notes.append(f"{unused} samples from before the first dose, or of a drug that was not given, are not used.")
    return tuple(notes)
