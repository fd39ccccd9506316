"""What a forest plot shows of a meta-analysis, in the unit in which effects are read."""

from dataclasses import dataclass

Triple = tuple[float, float, float]
"""Value, low and high of an effect."""

POOLED, PUBLISHED, ONE_MORE = "pooled", "pooled, as published", "one more trial"


@dataclass(frozen=True)
class ForestLine:
    """An effect with its 95 % interval; ``value`` is None for an interval alone."""

    name: str
    value: float | None
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class Forest:
    """The trials, and the lines below them.

    Attributes:
        weights: of the trials, adding up to 1.
        published: the pooled effect as it was published, if it was.
        prediction: where the effect in one more trial would lie; None for fewer than three trials.
        axis: what the effect is, and what a negative one (a ratio below 1) means.
        is_ratio: no effect is 1, and distances are those of logarithms.
    """

    trials: tuple[ForestLine, ...]
    weights: tuple[float, ...]
    pooled: Triple
    published: Triple | None
    prediction: tuple[float, float] | None
    axis: str
    is_ratio: bool

    @property
    def below(self) -> tuple[ForestLine, ...]:
        """The lines below the trials, as far as they are there: pooled, published, one more trial."""
        lines = [ForestLine(POOLED, *self.pooled)]
        lines += [ForestLine(PUBLISHED, *self.published)] if self.published is not None else []
        lines += [ForestLine(ONE_MORE, None, *self.prediction)] if self.prediction is not None else []
        return tuple(lines)

    @property
    def no_effect(self) -> float:
        return 1.0 if self.is_ratio else 0.0


def axis_label(effect: str, unit: str, favours: str) -> str:
    """What the axis of a forest says."""
    return f"{effect}{f' ({unit})' if unit else ''}; {favours}"
