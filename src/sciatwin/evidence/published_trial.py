"""Published trials, cohorts, meta-analyses and courses: who was treated how, and what was reported, as printed."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from sciatwin.analytes import Drug
from sciatwin.errors import ModelError
from sciatwin.evidence.estimate import Z_95
from sciatwin.evidence.source import Source
from sciatwin.regimen import Regimen, Session
from sciatwin.units import HOURS_PER_DAY

Probability = Annotated[float, Field(ge=0, le=1)]
Positive = Annotated[float, Field(gt=0)]
NotNegative = Annotated[float, Field(ge=0)]
Pair = tuple[float, float]


class TrialKind(StrEnum):
    RANDOMISED = "randomised trial"
    CROSSOVER = "crossover trial"
    COHORT = "cohort"
    META_ANALYSIS = "meta-analysis"
    PROTOCOL = "protocol"
    NATURAL_HISTORY = "natural history"


class Role(StrEnum):
    """What a row may be used for. A held-out row is scored and never chosen from."""

    CALIBRATE = "CAL"
    HOLD_OUT = "HOLD"
    BACKGROUND = "BG"
    BIASED = "WARN"


class TrialBlinding(StrEnum):
    GOOD = "good"
    DOUBTFUL = "doubtful"
    NONE = "none"
    NOT_STATED = "not stated"


class ArmKind(StrEnum):
    KETAMINE = "ketamine"
    PLACEBO = "placebo"
    ACTIVE = "active"
    UNTREATED = "untreated"
    OTHER = "other"


class Measure(StrEnum):
    """What was reported. Pain is the condition's main pain; ``what`` of an observation says so if it is another."""

    PAIN = "pain"
    PAIN_DIFFERENCE = "pain_difference"
    PAIN_FALL = "pain_fall"
    PAIN_RATIO = "pain_ratio"
    PERCENT_FALL = "percent_fall"
    RESPONDERS_30 = "responders_30"
    RESPONDERS_50 = "responders_50"
    MEANINGFUL_CHANGE = "meaningful_change"
    IMPROVED = "improved"
    RECOVERED = "recovered"
    SIGNIFICANT = "significant"
    PSYCHOMIMETIC = "psychomimetic"
    ANY_ADVERSE_EVENT = "any_adverse_event"
    OPIOID_MME = "opioid_mme"
    INTERFERENCE = "interference"
    DEPRESSION = "depression"
    OTHER = "other"

    @property
    def unit(self) -> str:
        """Unit of the value where the observation names no other; empty where it must."""
        if self in _POINTS:
            return "points of 10"
        return {Measure.OPIOID_MME: "mg/day", Measure.PAIN_RATIO: "ratio", Measure.SIGNIFICANT: "yes or no"}.get(
            self, "" if self in _NAMES_ITS_UNIT else "fraction"
        )


_POINTS = {Measure.PAIN, Measure.PAIN_DIFFERENCE, Measure.PAIN_FALL, Measure.INTERFERENCE}
_NAMES_ITS_UNIT = {Measure.OTHER, Measure.DEPRESSION}
RATIO_UNITS = {"risk ratio", "odds ratio", "hazard ratio"}


class ReportStatus(StrEnum):
    PUBLISHED = "published"  # as printed where it was read
    DERIVED = "derived"  # arithmetic on printed numbers; ``formula`` says which


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Dosing(_Record):
    """The same infusion on each of ``days``; steps of one infusion follow one another by ``at_h``, hours of the day.

    The dose stands once: as a rate, or as the dose of the whole infusion, bolus apart; per kg, or in mg for a
    person of ``per_weight_kg``.
    """

    days: Annotated[tuple[float, ...], Field(min_length=1)]
    at_h: NotNegative = 0.0
    duration_h: Positive
    rate_mg_per_kg_h: Positive | None = None
    dose_mg_per_kg: Positive | None = None
    rate_mg_per_h: Positive | None = None
    dose_mg: Positive | None = None
    bolus_mg_per_kg: NotNegative = 0.0
    per_weight_kg: Positive | None = None

    @model_validator(mode="after")
    def _one_dose(self) -> Self:
        given = [self.rate_mg_per_kg_h, self.dose_mg_per_kg, self.rate_mg_per_h, self.dose_mg]
        if sum(dose is not None for dose in given) != 1:
            raise ValueError("an infusion needs one of rate_mg_per_kg_h, dose_mg_per_kg, rate_mg_per_h, dose_mg")
        in_mg = self.rate_mg_per_h is not None or self.dose_mg is not None
        if in_mg is not (self.per_weight_kg is not None):
            raise ValueError("mg need the weight they stand for (per_weight_kg); mg per kg must not have one")
        return self

    @property
    def mg_per_kg_h(self) -> float:
        """Rate of the infusion, whichever way it was printed."""
        per_kg = self.rate_mg_per_kg_h or (self.dose_mg_per_kg or 0.0) / self.duration_h
        if per_kg:
            return per_kg
        return (self.rate_mg_per_h or (self.dose_mg or 0.0) / self.duration_h) / (self.per_weight_kg or 1.0)

    @property
    def sessions(self) -> tuple[Session, ...]:
        return tuple(
            Session(
                start_h=day * HOURS_PER_DAY + self.at_h,
                duration_h=self.duration_h,
                rate_mg_per_kg_h=self.mg_per_kg_h,
                bolus_mg_per_kg=self.bolus_mg_per_kg,
            )
            for day in self.days
        )


class TrialArm(_Record):
    """One group. ``regimen_assumed`` says what had to be presumed to give it, ``no_regimen`` why it cannot be given."""

    name: str
    kind: ArmKind
    n: int | None = None
    treatment: str = ""
    drug: Drug | None = None
    dosing: tuple[Dosing, ...] = ()
    regimen_assumed: str = ""
    no_regimen: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        ketamine = self.kind is ArmKind.KETAMINE
        if self.dosing and not (ketamine and self.drug):
            raise ValueError(f"{self.name}: only ketamine, racemic or S, is dosed here")
        if ketamine and bool(self.dosing) is bool(self.no_regimen):
            raise ValueError(f"{self.name}: needs its dosing, or the reason why it has none")
        return self

    @property
    def regimen(self) -> Regimen | None:
        """What was infused, in mg per kg; None where it cannot be given as sessions."""
        if not self.dosing or self.drug is None:
            return None
        sessions = sorted((s for part in self.dosing for s in part.sessions), key=lambda session: session.start_h)
        return Regimen(name=self.name, drug=self.drug, sessions=tuple(sessions))

    @property
    def visit_days(self) -> tuple[float, ...]:
        """Days on which an infusion starts; the steps of one infusion are one visit."""
        visits = self.regimen.visits_h if self.regimen is not None else ()
        return tuple(start_h / HOURS_PER_DAY for start_h, _ in visits)


class Population(_Record):
    """Who took part; None and empty where it was not visible.

    A printed ``condition_duration_years`` is what ``condition_duration_is`` says (a median, a mean, a middle of
    entry limits); ``entry_pain_at_least`` is the lowest pain of 10 with which one could enter.
    """

    n: int | None = None
    age_years: float | None = None
    age_sd_years: float | None = None
    female_fraction: Probability | None = None
    weight_kg: Positive | None = None
    condition_duration_years: Positive | None = None
    condition_duration_is: str = ""
    condition_duration_range_years: Pair | None = None
    baseline_pain_mean: float | None = None
    baseline_pain_sd: Positive | None = None
    baseline_pain_place: str = ""
    entry: str = ""
    entry_pain_at_least: float | None = None

    @model_validator(mode="after")
    def _places(self) -> Self:
        if self.baseline_pain_mean is not None and not self.baseline_pain_place:
            raise ValueError("a baseline pain needs the place where it was read")
        if self.condition_duration_years is not None and not self.condition_duration_is:
            raise ValueError("a duration needs to say what it is (a median, a mean)")
        return self


class TrialObservation(_Record):
    """One reported number. At most one of ``day``, ``time_h`` and ``window_days`` says when, from the first infusion.

    ``range`` is a printed span that is not a confidence interval. ``significant`` has the value 1 or 0. ``url`` is
    given where the number was not read at the address of the trial; ``n`` where fewer were measured than took part.
    """

    measures: Measure
    arm: str
    what: str = ""
    day: float | None = None
    time_h: float | None = None
    window_days: Pair | None = None
    time_assumed: str = ""
    value: float | None = None
    unit: str = ""
    n: int | None = None
    standard_error: Positive | None = None
    sd: Positive | None = None
    ci95: Pair | None = None
    ci90: Pair | None = None
    range: Pair | None = None
    count: Annotated[int, Field(ge=0)] | None = None
    of: Annotated[int, Field(gt=0)] | None = None
    p_value: str = ""
    status: ReportStatus = ReportStatus.PUBLISHED
    formula: str = ""
    place: str = "abstract"
    note: str = ""
    url: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if sum(when is not None for when in (self.day, self.time_h, self.window_days)) > 1:
            raise ValueError("day, time_h and window_days exclude one another")
        if self.value is None and self.count is None and self.range is None and self.ci90 is None:
            raise ValueError("an observation needs a value, a count, an interval or a range")
        if (self.count is None) is not (self.of is None):
            raise ValueError("a count needs its 'of'")
        if (self.status is ReportStatus.DERIVED) is not bool(self.formula):
            raise ValueError("a derived number, and no other, needs its formula")
        if not self.unit_as_printed:
            raise ValueError(f"{self.measures} needs its unit")
        if self.measures is Measure.OTHER and not self.what:
            raise ValueError("an observation of something else needs to say of what")
        return self

    @property
    def unit_as_printed(self) -> str:
        return self.unit or self.measures.unit

    @property
    def printed(self) -> float | None:
        """The value, or the share that a count gives."""
        if self.value is None and self.count is not None and self.of is not None:
            return self.count / self.of
        return self.value

    @property
    def after_h(self) -> float | None:
        """Hours since the first infusion began, where one time was given."""
        return self.day * HOURS_PER_DAY if self.day is not None else self.time_h

    @property
    def error(self) -> float | None:
        """Standard error in the unit printed: as reported, or from the 95 % interval, the SD or the count.

        None where nothing says it, for ratios of risks, odds and hazards (their interval is even on the log scale),
        and for counts of nobody or of everybody.
        """
        if self.unit_as_printed in RATIO_UNITS:
            return None
        if self.standard_error is not None:
            return self.standard_error
        if self.ci95 is not None:
            return (self.ci95[1] - self.ci95[0]) / (2 * Z_95)
        if self.sd is not None and self.n is not None:
            return self.sd / self.n**0.5
        if self.count is not None and self.of is not None and 0 < self.count < self.of:
            return (self.count * (self.of - self.count) / self.of**3) ** 0.5
        return None


class PublishedTrial(_Record):
    """One trial, cohort, meta-analysis, protocol or natural course. ``url`` is where its numbers were read."""

    key: str
    citation: str
    doi: str = ""
    url: str = ""
    condition: str
    kind: TrialKind
    role: Role
    use: str = ""
    caution: str = ""
    blinding: TrialBlinding = TrialBlinding.NOT_STATED
    blinding_why: str = ""
    trials_pooled: int | None = None
    population: Population = Population()
    arms: tuple[TrialArm, ...] = ()
    observations: tuple[TrialObservation, ...] = ()
    no_observations: str = ""
    finding: str = ""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if not self.observations and not self.no_observations:
            raise ValueError(f"{self.key}: needs an observation, or the reason why it has none")
        if self.blinding in (TrialBlinding.GOOD, TrialBlinding.DOUBTFUL) and not self.blinding_why:
            raise ValueError(f"{self.key}: a judgement of blinding needs its reason")
        names = [arm.name for arm in self.arms]
        if len(set(names)) != len(names):
            raise ValueError(f"{self.key}: two arms share a name")
        for row in self.observations:
            if unknown := [part for part in row.arm.split(" - ") if part not in (*names, "baseline")]:
                raise ValueError(f"{self.key}: no arm is called {unknown[0]!r}")
        return self

    @property
    def source(self) -> Source:
        return Source(self.citation, doi=self.doi, url=self.url, read_at=self.url)

    def arm_named(self, name: str) -> TrialArm:
        return next(arm for arm in self.arms if arm.name == name)

    def seen(self, measures: Measure, arm: str | None = None) -> tuple[TrialObservation, ...]:
        """Every observation of one measure, of one arm or comparison if named."""
        return tuple(o for o in self.observations if o.measures is measures and arm in (None, o.arm))


class TrialSet(_Record):
    about: str
    trials: tuple[PublishedTrial, ...]


@cache
def published_trials() -> Mapping[str, PublishedTrial]:
    """Every trial that the project carries, by key, in the order of the record."""
    record = files("sciatwin.evidence").joinpath("records/trials.yaml")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content = TrialSet.model_validate(yaml.load(record.read_text(encoding="utf-8"), Loader=loader))
    return {trial.key: trial for trial in content.trials}


def trial_named(key: str) -> PublishedTrial:
    """One trial.

    Raises: ModelError naming the choices.
    """
    trials = published_trials()
    if key not in trials:
        raise ModelError(f"unknown trial '{key}'. Available: {', '.join(trials)}.")
    return trials[key]
