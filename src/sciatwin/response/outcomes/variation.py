"""What a diary shows around the true course: a score varies from day to day, and outcomes vary together.

This is measurement only. Nothing in the chain from drug to pain depends on it, so scores may be rounded and held within
their scale.
"""

from collections.abc import Mapping

import numpy as np
from scipy.special import ndtr, ndtri

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.response.outcomes.correlations import (
    BETWEEN_PEOPLE,
    DIARIES,
    OUTCOMES,
    PHQ_ADS,
    WITHIN_A_PERSON,
    correlation_matrix,
)
from sciatwin.streams import Seed, standard_normal

CROSSOVER = Source(
    "Amitriptyline against placebo in painful HIV neuropathy, crossover data (CC BY 4.0)",
    url="https://github.com/kamermanpr/Amitriptyline.HIVSN",
)


def _assumed_spread(value: float, low: float, high: float, scale: str, reason: str) -> Uncertain:
    estimate = Estimate(
        value=value,
        unit="points",
        meaning=f"standard deviation of {scale} within a person around the true course",
        status=Status.ASSUMED,
        source=PHQ_ADS,
        low=low,
        high=high,
        reason=reason,
    )
    return Uncertain(estimate=estimate)


_ERROR_OF_BOTH = "standard error of PHQ-9 and GAD-7 together 3 to 4 of 48 points; this scale's share"
_LIKE_PHQ9 = "not found; the same part of the scale as PHQ-9"

WITHIN_PERSON_SD = {
    "pain": Uncertain(
        estimate=Estimate(
            value=0.71,
            unit="points",
            meaning="standard deviation of daily pain (0 to 10) within a person around the true course",
            status=Status.DERIVED,
            source=DIARIES,
            low=0.19,
            high=2.03,
            reason=(
                "median of 8 people (0.19 to 1.13) over 4,030 days in blocks of 90; musculoskeletal pain of mean 2 to "
                "3, not sciatica. Upper end: 2.03 between weeks 3 and 6 on placebo in 122 people with neuropathy, true "
                "change included"
            ),
        )
    ),
    "depression": _assumed_spread(2.0, 1.5, 2.5, "PHQ-9", _ERROR_OF_BOTH),
    "anxiety": _assumed_spread(1.5, 1.2, 2.0, "GAD-7", _ERROR_OF_BOTH),
    "insomnia": _assumed_spread(2.0, 1.5, 3.0, "the Insomnia Severity Index", _LIKE_PHQ9),
    "disability": _assumed_spread(7.0, 4.0, 10.0, "the Oswestry Disability Index", _LIKE_PHQ9),
}

DAY_TO_DAY_CORRELATION = Uncertain(
    estimate=Estimate(
        value=0.32,
        unit="1",
        meaning="correlation of a person's daily pain with that of the day before, around the true course",
        status=Status.DERIVED,
        source=DIARIES,
        low=0.0,
        high=0.6,
        reason=(
            "median of 8 people (−0.28 to 0.60) over 4,030 days in blocks of 90; short diaries make it look smaller, "
            "so below 0 is not used"
        ),
    ),
    shape=Shape.EVEN,
)

BETWEEN_PEOPLE_SD = Estimate(
    value=2.39,
    unit="points",
    meaning="standard deviation of the true level of pain (0 to 10) from person to person",
    status=Status.DERIVED,
    source=CROSSOVER,
    low=2.18,
    high=2.39,
    reason="122 people on placebo: 2.39 from weeks 3 and 6; 2.18 with week 0, where all had 5 or more at first",
)


def daily_deviations(days: np.ndarray, people: int, correlation: float, seed: Seed) -> Mapping[str, np.ndarray]:
    """Standard normal deviations around the true course, by outcome, each of shape (days, people).

    They go together from outcome to outcome, and a day resembles the day before. Two arms with the same seed share
    them.

    Args:
        days: increasing, shape (days,).
        correlation: of two days that follow each other, from 0 to below 1.
    """
    fresh = np.array(
        [[standard_normal(f"diary/{name}/{row}", seed, people) for row in range(len(days))] for name in OUTCOMES]
    ).reshape(len(OUTCOMES), len(days), people)
    together = np.einsum("ij,jdp->idp", np.linalg.cholesky(correlation_matrix(WITHIN_A_PERSON)), fresh)
    for today, gap in enumerate(np.diff(days), start=1):
        kept = correlation**gap
        together[:, today] = kept * together[:, today - 1] + np.sqrt(1 - kept**2) * together[:, today]
    return dict(zip(OUTCOMES, together, strict=True))


def person_deviations(people: int, seed: Seed, *, least_pain: float = -np.inf) -> Mapping[str, np.ndarray]:
    """Standard normal deviations of a person from others, by outcome, each of shape (people,).

    Args:
        least_pain: the deviation of pain from which on people are let in. Each person is drawn among those it lets in,
            so that nobody's number hangs on who else was turned away.
    """
    fresh = np.stack([standard_normal(f"person/level of {name}", seed, people) for name in OUTCOMES])
    fresh[0] = _above(fresh[0], least_pain)  # pain is the first outcome, which the others follow
    return dict(zip(OUTCOMES, np.linalg.cholesky(correlation_matrix(BETWEEN_PEOPLE)) @ fresh, strict=True))


def _above(normal: np.ndarray, least: float) -> np.ndarray:
    """Standard normal draws above a limit, at the same rank among those as each draw has among all."""
    if np.isneginf(least):
        return normal
    return np.asarray(-ndtri(ndtr(-least) * ndtr(-normal)))  # tails from above keep their digits


def observed_scores(
    latent: np.ndarray, deviation: np.ndarray, *, sd: np.ndarray | float, highest: float, step: float = 1.0
) -> np.ndarray:
    """Scores as written down, shape (days, people): rounded to the steps of the scale and within 0 to ``highest``.

    Args:
        latent: true course, shape (days, people); deviation: of ``daily_deviations``, the same shape.
        sd: standard deviation within a person, points.
    """
    written = step * np.round((latent + sd * deviation) / step)
    return np.clip(written, 0.0, highest)
