"""Temporal summation in people under ketamine: published studies beside what the chain says of them.

Nothing is fitted here. The studies print a verdict and no size, so a prediction can only be laid beside it: one of them
found no effect at twice the dose of two that did, and a chain of levels and block cannot give both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from sciatwin.analytes import Drug
from sciatwin.dorsal_horn import RECALIBRATED
from sciatwin.dorsal_horn.shock_trains import block_curve
from sciatwin.evidence import Source
from sciatwin.receptor import NO_HUMAN_CURVE
from sciatwin.regimen import INJECTION_H, Regimen
from sciatwin.twin.drug.levels import effect_levels
from sciatwin.twin.drug.time_grid import rows_of, with_times
from sciatwin.twin.mechanism import nmda_block
from sciatwin.twin.people import People
from sciatwin.twin.shown.interval import Interval
from sciatwin.twin.versions.ensemble import FAST_SITE, draw_ensemble

VERSIONS, SEED, WEIGHT_KG = 400, 1999, 70.0
BLOCKS = np.linspace(0.0, 1.0, 9)


@dataclass(frozen=True, kw_only=True)
class SummationStudy:
    """One study of temporal summation under ketamine.

    Attributes:
        tested_h: when it was tested, hours after the start; assumed where ``time_assumed``.
        reduced: whether summation was found reduced.
    """

    key: str
    people: int
    who: str
    regimen: Regimen
    tested_h: float
    time_assumed: bool
    reduced: bool
    finding: str
    source: Source


def _injection(dose_mg_per_kg: float, duration_h: float = INJECTION_H) -> Regimen:
    bolus = dose_mg_per_kg if duration_h == INJECTION_H else 0.0
    return Regimen.repeat(
        dose_mg_per_kg=dose_mg_per_kg,
        duration_h=duration_h,
        bolus_mg_per_kg=bolus,
        count=1,
        drug=Drug.RACEMIC_KETAMINE,
    )


STUDIES = (
    SummationStudy(
        key="guirimand2000",
        people=6,
        who="volunteers; 15 shocks of the sural nerve at 1 Hz",
        regimen=_injection(0.15),
        tested_h=0.25,
        time_assumed=True,
        reduced=True,
        finding="wind-up of reflex and of pain reduced; threshold and recruitment curve unchanged",
        source=Source(
            "Guirimand F, et al. 2000", url="https://www.ncbi.nlm.nih.gov/pubmed/10648330", read_at="abstract"
        ),
    ),
    SummationStudy(
        key="eide1994",
        people=8,
        who="people with postherpetic neuralgia",
        regimen=_injection(0.15, 10 / 60),
        tested_h=0.25,
        time_assumed=True,
        reduced=True,
        finding="wind-up-like pain inhibited; side effects in 8 of 8",
        source=Source(
            "Eide PK, et al. 1994",
            url="https://scilit.net/publications/3aa422de2b507a1e27d9bbd4231f92a5",
            read_at="abstract",
        ),
    ),
    SummationStudy(
        key="lemming2005",
        people=17,
        who="people with whiplash; pressure, intramuscular and cutaneous electrical tests",
        regimen=_injection(0.3, 0.5),
        tested_h=0.5,
        time_assumed=True,
        reduced=False,
        finding="no effect on any of the tests",
        source=Source(
            "Lemming D, et al. 2005, in a review table",
            url="http://pharmrev.aspetjournals.org/highwire/markup/19765/expansion",
            read_at="table of a review",
        ),
    ),
)

NOT_PREDICTED: Mapping[str, str] = {
    "hughes2002 (0.375 mg/kg, 12 volunteers)": "what ketamine did to wind-up could not be read",
    "andersen1996 (capsaicin)": "neither dose nor size could be read",
    "price1994 (dextromethorphan by mouth)": "another drug",
}


VERDICT = (
    "The circuit has what two positive studies describe: wind-up falls and the first response stays. How far it fell "
    "in people was not printed. The study without any effect gave twice the dose, and the chain says more for it, not "
    "less."
)


@dataclass(frozen=True)
class SummationPrediction:
    """What the chain says of a study; falls are parts of the response without drug.

    Attributes:
        block: of spinal receptors, computed (``NO_HUMAN_CURVE``).
        wind_up_fall: of the spikes that 15 shocks add to the first response; first_fall: of the first response.
    """

    study: SummationStudy
    block: Interval
    wind_up_fall: Interval
    first_fall: Interval
    note: str = NO_HUMAN_CURVE


def predict_studies() -> tuple[SummationPrediction, ...]:
    """Every study, by levels, block and the spiking circuit under a sound root; takes some seconds."""
    return tuple(_predicted(study) for study in STUDIES)


def _predicted(study: SummationStudy) -> SummationPrediction:
    block = _block(study.regimen, study.tested_h)
    first, added = _responses()
    return SummationPrediction(
        study,
        Interval.of(block),
        Interval.of(1 - np.interp(block, BLOCKS, added) / added[0]),
        Interval.of(1 - np.interp(block, BLOCKS, first) / first[0]),
    )


def _block(regimen: Regimen, time_h: float) -> np.ndarray:
    """In each version of a person of 70 kg, shape (versions,)."""
    ones, zeros = np.ones(VERSIONS), np.zeros(VERSIONS)
    people = People(
        weight_kg=WEIGHT_KG * ones,
        leg_pain=zeros,
        duration_days=zeros,
        back_dominant=zeros,
        no_compression=zeros,
        sciatica=False,
    )
    ensemble = draw_ensemble(people, SEED, systems=("arterial S",))
    times_h = with_times(regimen, [time_h])
    level = effect_levels(ensemble, regimen, times_h)[FAST_SITE][rows_of(times_h, [time_h])]
    return nmda_block(level, regimen.drug, ensemble.drawn)[0]


@cache
def _responses() -> tuple[np.ndarray, np.ndarray]:
    """First response, and what the train adds to it, at each of ``BLOCKS``."""
    late = block_curve(RECALIBRATED, BLOCKS).late
    return late[:, 0].astype(float), (late[:, -3:].mean(axis=1) - late[:, 0]).astype(float)
