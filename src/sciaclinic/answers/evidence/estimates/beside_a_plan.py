"""Numbers that no plan stands on: what learning, experiments, fits and scores presume, by the name for a reader."""

from collections.abc import Iterator, Mapping

from sciatwin.calibration import relief_rows
from sciatwin.dorsal_horn import compressed_root, conditions
from sciatwin.evidence import Estimate, Status, Uncertain
from sciatwin.evidence.published_model import Parameter
from sciatwin.individualise.likelihoods import measurement_error
from sciatwin.pharmacokinetics.which_model import averaging
from sciatwin.pharmacokinetics.which_model.library import MODELS
from sciatwin.plan.numbers_behind import WITH_INFUSION
from sciatwin.receptor import (
    POTENCIES,
    RACEMATE_BLOCKERS,
    blocker,
    enantiomer_blockers,
    gating,
    subunits,
    tonic_site,
    unbound,
)
from sciatwin.receptor.published import mealing_1999
from sciatwin.response.outcomes import correlations, rated_change, variation
from sciatwin.trials import crowd, natural, operations, statistic
from sciatwin.trials import people as people_of_trials
from sciatwin.validation.trials import widen

Named = Mapping[str, Estimate | Uncertain]


def _pairs(pairs: correlations.Pairs, where: str) -> Named:
    return {f"{where}/{one} with {other}": estimate for (one, other), estimate in pairs.items()}


OF_LEARNING: Named = {
    **{f"learning/spread of {name}": item for name, item in variation.WITHIN_PERSON_SD.items()},
    "learning/spread of the Roland-Morris score": measurement_error.ROLAND_MORRIS_SPREAD,
    "learning/spread of pain interference": measurement_error.INTERFERENCE_SPREAD,
    "learning/pain of one day with the next": variation.DAY_TO_DAY_CORRELATION,
    **_pairs(correlations.WITHIN_A_PERSON, "diary"),
    "learning/level near zero": measurement_error.ASSAY_FLOOR,
    "learning/CADSS, relative": measurement_error.CADSS_RELATIVE,
    "learning/CADSS near zero": measurement_error.CADSS_FLOOR,
    "learning/systolic pressure, between days": measurement_error.SYSTOLIC_BETWEEN_DAYS,
    "learning/systolic pressure, within a day": measurement_error.SYSTOLIC_WITHIN_A_DAY,
    "learning/heart rate, between days": measurement_error.HEART_RATE_BETWEEN_DAYS,
    "learning/heart rate, within a day": measurement_error.HEART_RATE_WITHIN_A_DAY,
    "learning/opioid use": measurement_error.OPIOID_RELATIVE,
}
"""How far a reading lies from what it measures: behind a plan as soon as something was observed."""

OF_FITS_AND_SCORES: Named = {
    "calibration/rating noise": rated_change.RATING_NOISE,
    "calibration/rating noise over weeks": rated_change.WEEKS_NOISE,
    "calibration/fall called improved": rated_change.LEAST_FALL_CALLED_IMPROVED,
    "calibration/spread of falls": relief_rows.FALL_SPREAD,
    "calibration/pain at entry": crowd.PAIN_AT_ENTRY,
    "calibration/weight": crowd.WEIGHT,
    "validation/weight": people_of_trials.WEIGHT,
    "validation/pain at entry": people_of_trials.CHRONIC_PAIN,
    "validation/spread of pain at entry": people_of_trials.PAIN_SPREAD,
    "validation/pain called recovered": natural.MOST_LEFT_CALLED_RECOVERED,
    "validation/recovered after an operation": operations.RECOVERED_AFTER,
    "validation/meaningful fall of pain": statistic.MEANINGFUL_FALL,
    **{f"validation/spread between studies of {key}": spread for key, spread in widen.BETWEEN_STUDIES.items()},
    **_pairs(correlations.BETWEEN_PEOPLE, "calibration"),
}
"""What a fit or a score presumes and no plan does."""

OF_EXPERIMENTS: Named = {
    "receptor/temperature of recordings": blocker.ROOM_TEMPERATURE_C,
    "receptor/voltage of recordings": mealing_1999.REFERENCE_MV,
    "receptor/unbinding of NMDA": gating.NMDA_UNBINDING,
    **{f"receptor/Hill slope of {key}": potency.hill for key, potency in POTENCIES.items()},
    **{name: item for name, item in tonic_site.PARAMETERS.items() if name not in unbound.PARAMETERS},
    **{
        f"receptor/half block at {row.subunit}, {bath}": half
        for row in subunits.KETAMINE_UNVERIFIED.values()
        for bath, half in (("without magnesium", row.free), ("with magnesium", row.with_magnesium))
    },
    **{
        f"receptor/{what} of {enantiomer.name} by {key}": estimate
        for key, racemate in RACEMATE_BLOCKERS.items()
        for enantiomer in enantiomer_blockers(racemate)
        for what, estimate in (("half block", enantiomer.half_block_um), ("relief", enantiomer.relief_per_s))
    },
    **{
        f"compressed root/{name}": item
        for name, item in compressed_root.PARAMETERS.items()
        if name not in conditions.ROOT
    },
}
"""Receptor and spinal cord where they are studied by themselves."""


def _assumed_of_models() -> Iterator[tuple[str, Estimate]]:
    for model in MODELS.values():
        for symbol, parameter in model.all_parameters.items():
            for part, estimate in _parts(parameter):
                if estimate is not None and estimate.status is Status.ASSUMED:
                    yield f"{model.key}/{symbol}{part}", estimate


def _parts(parameter: Parameter) -> Iterator[tuple[str, Estimate | None]]:
    yield "", parameter.typical
    yield ", variance between people", parameter.omega_squared
    yield ", variance between visits", parameter.between_visits


OF_KINETIC_MODELS: Named = {
    **dict(_assumed_of_models()),
    "models/weight of a partly compatible one": averaging.PARTLY_COMPATIBLE_WEIGHT,
}
"""What is assumed in the kinetic models; what they print is shown with each by ``sciatwin models``."""


def _each_once(named: Named) -> Named:
    """Without what a plan lists already, and of one number under several names the first."""
    listed, once = list(WITH_INFUSION.values()), dict[str, Estimate | Uncertain]()
    for name, item in named.items():
        if item not in listed:
            listed.append(item)
            once[name] = item
    return once


BESIDE_A_PLAN: Named = _each_once({**OF_LEARNING, **OF_FITS_AND_SCORES, **OF_EXPERIMENTS, **OF_KINETIC_MODELS})
