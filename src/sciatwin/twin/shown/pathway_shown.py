"""What a reader is shown of the pathway: ketamine in each stretch of time, and every other treatment."""

from dataclasses import dataclass

from sciatwin.evidence import Source
from sciatwin.response.comparators import Alternative, Harm, WindowEffect
from sciatwin.twin.shown.alternatives import PathwayComparison, WindowComparison, window_of
from sciatwin.twin.shown.interval import Interval


@dataclass(frozen=True, kw_only=True)
class OptionEffect:
    """What trials found in one stretch of time, in points less pain; the interval is of 95 %, where one is printed."""

    window: str
    gain_points: float
    low: float | None
    high: float | None
    when: str
    assumed_time: str
    trial: str
    certainty: str
    source: Source | None

    @classmethod
    def of(cls, effect: WindowEffect) -> "OptionEffect":
        low, high = effect.gain_interval or (None, None)
        return cls(
            window=window_of(effect).name,
            gain_points=effect.gain + 0.0,  # no negative zero
            low=low,
            high=high,
            when=effect.when,
            assumed_time=effect.assumed_time,
            trial=effect.trial,
            certainty=effect.certainty,
            source=effect.mean_difference.source,
        )


@dataclass(frozen=True, kw_only=True)
class OptionHarm:
    """One harm as counted in trials: a share of people, or a ratio with its interval."""

    what: str
    value: float
    low: float | None
    high: float | None
    source: Source | None

    @classmethod
    def of(cls, harm: Harm) -> "OptionHarm":
        found = harm.estimate
        return cls(what=harm.what, value=found.value, low=found.low, high=found.high, source=found.source)


@dataclass(frozen=True, kw_only=True)
class PathwayOption:
    """A treatment other than ketamine, and where it stands for this patient."""

    key: str
    name: str
    against: str
    standing: str
    reasons: tuple[str, ...]
    effects: tuple[OptionEffect, ...]
    harms: tuple[OptionHarm, ...]
    remark: str

    @classmethod
    def of(cls, option: Alternative) -> "PathwayOption":
        treatment = option.comparator
        return cls(
            key=treatment.key,
            name=treatment.name,
            against=treatment.against,
            standing=option.standing.value,
            reasons=option.judgement.reasons,
            effects=tuple(map(OptionEffect.of, treatment.effects)),
            harms=tuple(map(OptionHarm.of, treatment.harms)),
            remark=treatment.remark,
        )


@dataclass(frozen=True, kw_only=True)
class PathwayWindow:
    """A stretch of time; ``ketamine`` is None where nothing is predicted, ``predicted_to_week`` where it ends."""

    name: str
    from_week: float
    to_week: float
    ketamine: Interval | None
    predicted_to_week: float | None

    @classmethod
    def of(cls, compared: WindowComparison) -> "PathwayWindow":
        window, gain = compared.window, compared.ketamine
        return cls(
            name=window.name,
            from_week=window.from_week,
            to_week=window.to_week,
            ketamine=Interval(gain.mean, gain.low, gain.high) if gain else None,
            predicted_to_week=gain.to_week if gain else None,
        )


@dataclass(frozen=True, kw_only=True)
class PathwayShown:
    """Ketamine against what else is open; ``horizon_weeks`` is how far it is predicted."""

    windows: tuple[PathwayWindow, ...]
    options: tuple[PathwayOption, ...]
    horizon_weeks: float

    @classmethod
    def of(cls, compared: PathwayComparison) -> "PathwayShown":
        return cls(
            windows=tuple(map(PathwayWindow.of, compared.windows)),
            options=tuple(map(PathwayOption.of, compared.alternatives)),
            horizon_weeks=compared.horizon_weeks,
        )
