"""Draws many versions of one patient: variability between people × uncertainty of the estimates."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.evidence import Analyte, PublishedModel, Uncertain
from sciatwin.patient import Patient
from sciatwin.pharmacokinetics import parameters as pk_parameters
from sciatwin.pharmacokinetics.enantiomers import as_r_ketamine
from sciatwin.pharmacokinetics.engine import LinearSystem
from sciatwin.pharmacokinetics.library import model_named
from sciatwin.pharmacokinetics.systems import EffectSite, build_system
from sciatwin.response import (
    blood_pressure,
    dissociation,
    fast_effect_site,
    lasting_relief,
    placebo,
    slow_effect_site,
    untreated_course,
)
from sciatwin.streams import uniform
from sciatwin.units import HOURS_PER_DAY, MINUTES_PER_HOUR

ARTERIAL_MODEL, VENOUS_MODEL = "simons_2022", "otto_2021"
FAST_SITE, SLOW_SITE = "fast effect site", "slow effect site"

RESPONSE_PARAMETERS: Mapping[str, Uncertain] = {
    **fast_effect_site.PARAMETERS,
    **slow_effect_site.PARAMETERS,
    **placebo.PARAMETERS,
    **untreated_course.PARAMETERS,
    **dissociation.PARAMETERS,
    **blood_pressure.PARAMETERS,
}


@dataclass(frozen=True, kw_only=True)
class Ensemble:
    """One patient in ``count`` versions. Every array has shape (count,).

    Attributes:
        systems: the four linear systems that a dose drives: arterial and venous, S- and R-ketamine.
        drawn: every drawn number by name, for the chain and for the sensitivity ranking.
        recovery_probability: probability of the recovering class; recovers: version belongs to it.
        responds_to_placebo, responds_to_ketamine: one draw decides both, so a placebo responder is also a
            ketamine responder.
        has_lasting_effect: version in which lasting relief exists (slow effect site) or not (null model).
    """

    patient: Patient
    count: int
    seed: int
    systems: Mapping[str, LinearSystem]
    drawn: Mapping[str, np.ndarray]
    recovery_probability: np.ndarray
    recovers: np.ndarray
    responds_to_placebo: np.ndarray
    responds_to_ketamine: np.ndarray
    has_lasting_effect: np.ndarray


def draw_ensemble(patient: Patient, count: int, seed: int) -> Ensemble:
    """The population prior for this patient."""
    drawn = {name: item.draw(name, seed, count) for name, item in RESPONSE_PARAMETERS.items()}
    recovery = untreated_course.recovering_probability(
        patient.sciatica.duration_days,
        drawn["untreated/recovery logit at one week"],
        drawn["untreated/recovery slope"],
    )
    luck = uniform("person/responder", seed, count)
    lasting_weight = lasting_relief.WEIGHT_OF_SLOW_EFFECT_SITE.estimate.value
    systems, pk_drawn = _systems(patient.weight_kg, count, seed, drawn)
    return Ensemble(
        patient=patient,
        count=count,
        seed=seed,
        systems=systems,
        drawn={**pk_drawn, **drawn},
        recovery_probability=recovery,
        recovers=uniform("person/recovering class", seed, count) < recovery,
        responds_to_placebo=luck < drawn["placebo/responder probability"],
        responds_to_ketamine=luck
        < np.maximum(drawn["lasting relief/responder probability"], drawn["placebo/responder probability"]),
        has_lasting_effect=uniform("model/lasting relief", seed, count) < lasting_weight,
    )


def _systems(
    weight_kg: float, count: int, seed: int, drawn: Mapping[str, np.ndarray]
) -> tuple[dict[str, LinearSystem], dict[str, np.ndarray]]:
    arterial, venous = model_named(ARTERIAL_MODEL), model_named(VENOUS_MODEL)
    fast_rate = np.log(2) / (drawn["fast effect site/half-life"] / MINUTES_PER_HOUR)
    slow_rate = np.log(2) / (drawn["slow effect site/half-life"] * HOURS_PER_DAY)
    sites = {
        "arterial": EffectSite(name=FAST_SITE, analyte=Analyte.S_KETAMINE, rate_per_h=fast_rate),
        "venous": EffectSite(name=SLOW_SITE, analyte=Analyte.S_KETAMINE, rate_per_h=slow_rate),
    }
    systems: dict[str, LinearSystem] = {}
    named: dict[str, np.ndarray] = {}
    for site, model in (("arterial", arterial), ("venous", venous)):
        values = pk_parameters.draw(model, weight_kg, count, seed)
        named |= {f"{model.key}/{model.parameters[name].role}": value for name, value in values.items()}
        systems[f"{site} S"] = build_system(
            model,
            values,
            analytes=(Analyte.S_KETAMINE, Analyte.S_NORKETAMINE),
            effect_sites=(sites[site],),
        )
        systems[f"{site} R"] = _r_system(model, weight_kg, count, seed)
    return systems, named


def _r_system(model: PublishedModel, weight_kg: float, count: int, seed: int) -> LinearSystem:
    twin = as_r_ketamine(model)
    values = pk_parameters.draw(twin, weight_kg, count, seed)
    return build_system(twin, values, analytes=(Analyte.R_KETAMINE, Analyte.R_NORKETAMINE))
