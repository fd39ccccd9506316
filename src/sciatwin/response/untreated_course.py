"""Sciatica without treatment: recovering, relapsing and persistent courses, and regression to the mean.

Most recent sciatica improves by itself; the longer it has lasted, the less often. Someone who asks for treatment does
so on a bad day more often than on a good one, so a high score falls a little even where nothing changes.
"""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.response.calibrated import calibrated
from sciatwin.units import DAYS_PER_WEEK

WEEKS_PER_YEAR = 52.0

MRI_STUDY = Source(
    "el Barzouhi 2014, PLoS One 9:e90800 (379 people, recovery at one year by back pain and compression)",
    url="http://www.plosone.org/article/info%3Adoi%2F10.1371%2Fjournal.pone.0090800",
)
PENGEL = Source(
    "Pengel 2003 (15 studies of acute low back pain and sciatica)",
    url="https://pure.eur.nl/en/publications/acute-low-back-pain-systematic-review-of-its-prognosis",
)
ATLAS = Source(
    "ATLAS cohort (609 people with back and leg pain)",
    url="http://bmcmusculoskeletdisord.biomedcentral.com/articles/10.1186/s12891-015-0787-8",
)

USUAL_LEG_PAIN = Estimate(
    value=5.2,
    unit="points",
    meaning="mean leg pain of people who seek care for back and leg pain",
    source=ATLAS,
    place="leg NRS 5.2 (SD 2.4)",
)


def _assumed_spread(value: float, low: float, high: float, meaning: str) -> Estimate:
    return Estimate(
        value=value,
        unit="1",
        meaning=f"spread between people of log {meaning}",
        status=Status.ASSUMED,
        low=low,
        high=high,
        reason="individual courses were not found in open data",
    )


def _assumed(value: float, low: float, high: float, unit: str, meaning: str, reason: str) -> Uncertain:
    estimate = Estimate(
        value=value, unit=unit, meaning=meaning, status=Status.ASSUMED, low=low, high=high, reason=reason
    )
    return Uncertain(estimate=estimate, shape=Shape.EVEN)


RECOVERY_ODDS, RECOVERY_SLOPE = "untreated/recovery odds at one week", "untreated/recovery slope"
RECOVERY_TIME, PLATEAU = "untreated/recovery time", "untreated/plateau"
RELAPSE_HEIGHT = "untreated/relapse height"
PERSISTENT_FALL, RELAPSE_PROBABILITY = "untreated/persistent fall", "untreated/relapse probability"

PARAMETERS = {
    RECOVERY_ODDS: calibrated(RECOVERY_ODDS, "1", "odds of not being persistent after one week of sciatica"),
    RECOVERY_SLOPE: calibrated(RECOVERY_SLOPE, "1", "fall of the log odds of recovery for each e-fold of duration"),
    RECOVERY_TIME: calibrated(
        RECOVERY_TIME,
        "week",
        "time constant of recovery, weeks",
        between_people=_assumed_spread(0.5, 0.3, 0.7, "recovery time"),
    ),
    PLATEAU: calibrated(PLATEAU, "1", "pain left after recovery, as a fraction of its start", Shape.PROBABILITY),
    PERSISTENT_FALL: calibrated(
        PERSISTENT_FALL,
        "1/week",
        "fall of pain in the persistent class, fraction a week",
        between_people=_assumed_spread(0.7, 0.4, 1.0, "persistent fall"),
    ),
    "untreated/odds ratio of back pain": Uncertain(
        estimate=Estimate(
            value=0.32,
            unit="1",
            meaning="odds ratio of recovery where back pain is as bad as leg pain or worse",
            source=MRI_STUDY,
            place="disabling back pain: odds ratio 0.32 (95 % interval 0.18 to 0.56)",
            low=0.18,
            high=0.56,
        )
    ),
    "untreated/odds ratio without compression": Uncertain(
        estimate=Estimate(
            value=0.31,
            unit="1",
            meaning="odds ratio of recovery where imaging shows no compression of the root",
            status=Status.DERIVED,
            source=MRI_STUDY,
            low=0.1,
            high=1.0,
            reason=(
                "recovery 0.50 (back pain, no compression) and 0.91 (sciatica, compression) give 0.099; divided by "
                "0.32 for back pain; the range reaches no effect because other reviews are inconsistent"
            ),
        )
    ),
    RELAPSE_PROBABILITY: Uncertain(
        estimate=Estimate(
            value=0.5,
            unit="1",
            meaning="probability of another episode within a year of recovering",
            status=Status.ASSUMED,
            source=PENGEL,
            low=0.25,
            high=0.73,
            reason="0.73 is printed for any recurrence of acute back pain; for leg pain none was found",
        ),
        shape=Shape.EVEN,
    ),
    RELAPSE_HEIGHT: _assumed(
        0.5, 0.3, 0.8, "1", "pain at the start of a relapse, as a fraction of the first episode", "not found in print"
    ),
    "untreated/reliability of a score": Uncertain(
        estimate=Estimate(
            value=0.75,
            unit="1",
            meaning="part of the variance of one pain score that lies between people, not within them",
            status=Status.ASSUMED,
            source=ATLAS,
            low=0.58,
            high=0.91,
            reason=(
                "0.91 from pain diaries (SD 0.71 within a person, 8 people) in the ATLAS cohort (SD 2.4); 0.58 from "
                "neuropathic pain weeks apart on placebo (SD 2.03 within, 2.39 between people)"
            ),
        ),
        shape=Shape.EVEN,
    ),
    "untreated/fluctuation time": _assumed(
        3.0,
        1.0,
        14.0,
        "day",
        "days after which a bad day is forgotten",
        "in pain diaries the correlation from day to day is 0.32, about a day; slower swings were not told apart",
    ),
}
"""Severity and neurological deficit have no effect here: 7 adequate studies are inconsistent (PMC3287121)."""

Drawn = Mapping[str, np.ndarray]


def recovering_probability(
    duration_days: np.ndarray, back_dominant: np.ndarray, no_compression: np.ndarray, drawn: Drawn
) -> np.ndarray:
    """Probability of a course that is not persistent, shape (people,).

    Args:
        duration_days: durations below a week count as one.
        back_dominant, no_compression: 1 where it is so, 0 where it is not or not known.
    """
    weeks = np.maximum(np.asarray(duration_days) / DAYS_PER_WEEK, 1.0)  # a fact about the patient, never a constant
    odds = drawn[RECOVERY_ODDS] * weeks ** (-drawn[RECOVERY_SLOPE])
    odds = odds * drawn["untreated/odds ratio of back pain"] ** back_dominant
    odds = odds * drawn["untreated/odds ratio without compression"] ** no_compression
    return np.asarray(odds / (1 + odds))


def remaining_fraction(
    time_weeks: np.ndarray, recovers: np.ndarray, relapse_week: np.ndarray, drawn: Drawn
) -> np.ndarray:
    """Pain as a fraction of the person's usual pain today, shape (times, people).

    Args:
        recovers: shape (people,), False for the persistent class.
        relapse_week: shape (people,), week of the next episode of those who recover; infinite for none.
    """
    weeks, recovers = time_weeks[:, None], np.asarray(recovers)
    recovering, persistent = np.flatnonzero(recovers), np.flatnonzero(~recovers)
    mine = _of(drawn, recovering)
    found = np.empty((len(time_weeks), len(recovers)), np.result_type(float, *(drawn[name] for name in _COURSE)))
    found[:, persistent] = np.exp(-_of(drawn, persistent)[PERSISTENT_FALL] * weeks)
    found[:, recovering] = mine[PLATEAU] + (1 - mine[PLATEAU]) * np.exp(-weeks / mine[RECOVERY_TIME])
    # a relapse fills part of the gap between what is left and the first episode, so pain never exceeds its start
    relapsing = recovering[np.isfinite(relapse_week[recovering])]
    mine, since = _of(drawn, relapsing), weeks - relapse_week[relapsing]
    back = np.exp(-np.where(since > 0, since, np.inf) / mine[RECOVERY_TIME])
    found[:, relapsing] += (1 - found[:, relapsing]) * mine[RELAPSE_HEIGHT] * back
    return found


_COURSE = (PLATEAU, RECOVERY_TIME, PERSISTENT_FALL, RELAPSE_HEIGHT)
"""Numbers that a course without treatment follows once its class is known."""


def _of(drawn: Drawn, people: np.ndarray) -> Drawn:
    return {name: drawn[name][people] if np.ndim(drawn[name]) else drawn[name] for name in _COURSE}


def usual_pain(time_days: np.ndarray, today: np.ndarray, mean: np.ndarray | float, drawn: Drawn) -> np.ndarray:
    """Today's score as it returns to the person's usual pain if nothing else changes, shape (times, people).

    Only scores above the mean regress: to let low ones rise would make a treatment look better.

    Args:
        today: shape (people,), points of 10.
        mean: mean score of the people among whom a person was found, one number or shape (people,).
    """
    usual = np.where(today > mean, mean + drawn["untreated/reliability of a score"] * (today - mean), today)
    forgotten = np.exp(-np.asarray(time_days)[:, None] / drawn["untreated/fluctuation time"])
    return np.asarray(usual + (today - usual) * forgotten)
