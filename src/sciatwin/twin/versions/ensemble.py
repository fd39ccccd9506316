"""Draws the people who are simulated: variability between people × uncertainty of the estimates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from sciatwin.analytes import Analyte
from sciatwin.errors import ModelError
from sciatwin.evidence import PublishedModel, Uncertain
from sciatwin.pharmacokinetics.enantiomers import as_r_ketamine
from sciatwin.pharmacokinetics.engine import LinearSystem
from sciatwin.pharmacokinetics.parameters import Parameters, draw
from sciatwin.pharmacokinetics.systems import EffectSite, build_system
from sciatwin.pharmacokinetics.which_model.in_use import ARTERIAL_MODEL, VENOUS_MODEL
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.response import fast_effect_site, placebo, untreated_course
from sciatwin.response.lasting_relief import ACCOUNTS, slow_effect_site, weights
from sciatwin.response.side_effects import blood_pressure, dissociation, heart_rate, session_side_effects
from sciatwin.streams import Crowd, Seed, crowd_of, uniform
from sciatwin.twin import mechanism, outcomes
from sciatwin.twin.people import People
from sciatwin.twin.versions.weights import VersionWeights, after_evidence, effective_number
from sciatwin.units import HOURS_PER_DAY, MINUTES_PER_HOUR

FAST_SITE, SLOW_SITE = "fast effect site", "slow effect site"

PAIN_PARAMETERS: Mapping[str, Uncertain] = {
    **untreated_course.PARAMETERS,
    **placebo.PARAMETERS,
    **fast_effect_site.PARAMETERS,
    **weights.PARAMETERS,
    **{name: item for account in ACCOUNTS.values() for name, item in account.parameters.items()},
    **mechanism.PARAMETERS,
}
"""Numbers that move leg pain."""

RESPONSE_PARAMETERS: Mapping[str, Uncertain] = {
    **PAIN_PARAMETERS,
    **dissociation.PARAMETERS,
    **blood_pressure.PARAMETERS,
    **heart_rate.PARAMETERS,
    **session_side_effects.PARAMETERS,
    **outcomes.PARAMETERS,
}


@dataclass(frozen=True, kw_only=True)
class Ensemble:
    """Everybody who is simulated, with everything that was drawn. Arrays have shape (people,).

    Attributes:
        crowd: which people of the seed these are; whatever is drawn of them later comes from it.
        systems: the linear systems that a dose drives: arterial and venous, S- and R-ketamine.
        kinetics: the parameters that each of them was built from.
        drawn: every drawn number by name, for the chain and for the sensitivity ranking.
        recovery_probability: probability of a course that is not persistent; recovers: this person has one.
        placebo_probability: probability of responding to an inert infusion that is believed in.
        relapse_week: week of the next episode of a person who recovers; infinite for none within a year.
        placebo_luck: even between 0 and 1; a person responds to placebo if it lies below the probability of that.
        responds_to_drug: lasting relief by the drug itself, if it exists at all.
        account: index into ``ACCOUNTS`` of the account of lasting relief that is true in this version.
        lasting_probability: probability that an account is true and this person responds by it, shape
            (accounts, people), in the order of ``ACCOUNTS``.
        mark: a number that two versions share only if they are the same one; repeats are counted and versions parted
            by it.
        version_weights: how many equal draws each version stands for; None if each stands for itself.
    """

    people: People
    crowd: Crowd
    systems: Mapping[str, LinearSystem]
    kinetics: Mapping[str, Parameters]
    drawn: Mapping[str, np.ndarray]
    recovery_probability: np.ndarray
    placebo_probability: np.ndarray
    lasting_probability: np.ndarray
    recovers: np.ndarray
    relapse_week: np.ndarray
    placebo_luck: np.ndarray
    responds_to_drug: np.ndarray
    account: np.ndarray
    mark: np.ndarray
    version_weights: VersionWeights = None

    @property
    def count(self) -> int:
        return self.people.count

    @property
    def seed(self) -> int:
        return self.crowd.seed

    @property
    def effective(self) -> int:
        """How many equal, different versions these are worth, rounded down: some may stand there several times, or
        count for more than others; see ``effective_number``."""
        return int(effective_number(self.version_weights, self.mark) + _ROUNDING)

    @property
    def weight(self) -> float:
        """Equal draws that all versions stand for together."""
        return float(self.count if self.version_weights is None else self.version_weights.sum())

    def reweighed(self, log_weights: np.ndarray) -> "Ensemble":
        """The same versions after evidence; see ``version_weights.after_evidence``.

        Raises: ModelError for another number of weights than there are versions, and as there.
        """
        if np.shape(log_weights) != (self.count,):
            raise ModelError(f"{self.count} versions need a log weight each; got the shape {np.shape(log_weights)}.")
        return replace(self, version_weights=after_evidence(log_weights, self.version_weights))

    def in_drawn_classes(self) -> "Ensemble":
        """Each version certainly in the classes that were drawn for it: recovery, placebo response, lasting relief.

        Before evidence, averages over classes go by their probabilities. Evidence of a version is evidence of the class
        whose course it was compared with, so from then on they go by what was drawn.
        """
        lasting = (np.arange(len(ACCOUNTS))[:, None] == self.account) & self.responds_to_drug
        return replace(
            self,
            recovery_probability=self.recovers.astype(float),
            placebo_probability=(self.placebo_luck < self.placebo_probability).astype(float),
            lasting_probability=lasting.astype(float),
        )

    def halves(self) -> tuple["Ensemble", "Ensemble"]:
        """Two parts that have no version in common; where a version goes hangs on no other, nor on its last digits."""
        place = np.floor(np.log1p(self.mark) / _STRIPE) % 2
        return self.part(np.flatnonzero(place == 0)), self.part(np.flatnonzero(place == 1))

    def part(self, rows: np.ndarray) -> "Ensemble":
        """The versions in these rows."""

        def of_all(values: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
            return {name: value[rows] if np.ndim(value) else value for name, value in values.items()}

        return replace(
            self,
            people=self.people.part(rows),
            crowd=self.crowd.part(rows),
            systems={key: system.part(rows) for key, system in self.systems.items()},
            kinetics={key: of_all(values) for key, values in self.kinetics.items()},
            drawn=of_all(self.drawn),
            lasting_probability=self.lasting_probability[:, rows],
            version_weights=None if self.version_weights is None else self.version_weights[rows],
            **{name: getattr(self, name)[rows] for name in _ONE_A_PERSON},
        )


_ROUNDING = 1e-9

_STRIPE = 0.02
"""Width of the stripes that part versions, of a logarithm: narrow beside its spread, so that both parts are alike."""

_ONE_A_PERSON = (
    "recovery_probability",
    "placebo_probability",
    "recovers",
    "relapse_week",
    "placebo_luck",
    "responds_to_drug",
    "account",
    "mark",
)

SYSTEMS = tuple(f"{site} {enantiomer}" for site in ("arterial", "venous") for enantiomer in "SR")


def draw_ensemble(
    people: People,
    seed: Seed,
    *,
    subjects: int = 1,
    account_weights: Mapping[str, float] | None = None,
    systems: Sequence[str] = SYSTEMS,
) -> Ensemble:
    """The population prior for these people, or what is ``Known`` of them.

    Args:
        subjects: people of one study, next to each other, who share the uncertainty of the estimates.
        account_weights: probability of each account of lasting relief; by default as believed for sciatica.
        systems: which of the linear systems to build.
    """
    count = people.count
    drawn = {name: item.draw(name, seed, count, subjects=subjects) for name, item in RESPONSE_PARAMETERS.items()}
    recovery = _recovery_probability(people, drawn)
    kinetics = {key: draw(kinetic_model(key), people.weight_kg, count, seed, subjects=subjects) for key in systems}
    shares = account_weights or weights.weights_in_sciatica()
    ordered = np.array([shares.get(key, 0.0) for key in ACCOUNTS])
    on_drug = drawn[weights.RESPONDER_PROBABILITY]
    return Ensemble(
        people=people,
        crowd=crowd_of(seed, count),
        systems={key: build(key, values, drawn) for key, values in kinetics.items()},
        kinetics=kinetics,
        drawn={**_named_by_role(kinetics), **drawn},
        recovery_probability=recovery,
        placebo_probability=placebo.responder_probability(placebo.CONVINCED, drawn),
        lasting_probability=ordered[:, None] * on_drug,
        recovers=uniform("person/recovering class", seed, count) < recovery,
        relapse_week=_relapse_week(seed, drawn[untreated_course.RELAPSE_PROBABILITY]),
        placebo_luck=uniform("person/placebo responder", seed, count),
        responds_to_drug=uniform("person/drug responder", seed, count) < on_drug,
        account=np.searchsorted(np.cumsum(ordered)[:-1], uniform("model/lasting relief", seed, count), side="right"),
        mark=np.broadcast_to(drawn[fast_effect_site.C50], count),
    )


def _recovery_probability(people: People, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
    if not people.sciatica:
        return np.zeros(people.count)
    return untreated_course.recovering_probability(
        people.duration_days, people.back_dominant, people.no_compression, drawn
    )


def _relapse_week(seed: Seed, probability: np.ndarray) -> np.ndarray:
    """Week of the next episode, even over a year; infinite for those who have none."""
    count = len(probability)
    relapses = uniform("person/relapses", seed, count) < probability
    week = untreated_course.WEEKS_PER_YEAR * uniform("person/relapse week", seed, count)
    return np.where(relapses, week, np.inf)


def kinetic_model(key: str) -> PublishedModel:
    """The model behind a system, for example "arterial S" or "venous R"."""
    site, enantiomer = key.split()
    model = model_named({"arterial": ARTERIAL_MODEL, "venous": VENOUS_MODEL}[site])
    return model if enantiomer == "S" else as_r_ketamine(model)


def _named_by_role(kinetics: Mapping[str, Parameters]) -> dict[str, np.ndarray]:
    """Parameters of S-ketamine as "model/role", for the sensitivity ranking."""
    return {
        f"{kinetic_model(key).key}/{kinetic_model(key).parameters[name].role}": value
        for key in ("arterial S", "venous S")
        if key in kinetics
        for name, value in kinetics[key].items()
    }


def build(key: str, values: Parameters, drawn: Mapping[str, np.ndarray]) -> LinearSystem:
    """One of the four systems; the fast effect site follows arterial, the slow one venous S-ketamine."""
    model = kinetic_model(key)
    if key.endswith("R"):
        return build_system(model, values, analytes=(Analyte.R_KETAMINE, Analyte.R_NORKETAMINE))
    if key == "arterial S":
        name, half_life_h = FAST_SITE, drawn[fast_effect_site.SITE_HALF_LIFE] / MINUTES_PER_HOUR
    else:
        name, half_life_h = SLOW_SITE, drawn[slow_effect_site.SITE_HALF_LIFE] * HOURS_PER_DAY
    site = EffectSite(name=name, analyte=Analyte.S_KETAMINE, rate_per_h=np.log(2) / half_life_h)
    return build_system(model, values, analytes=(Analyte.S_KETAMINE, Analyte.S_NORKETAMINE), effect_sites=(site,))
