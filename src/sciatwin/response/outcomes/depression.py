"""Depression (PHQ-9): part of it goes with pain, and ketamine lifts it for some days after a session.

The effect of ketamine was seen in depressed patients whose blinding was poor. Whether it holds in somebody treated for
pain is uncertain: even depressed in-patients gained nothing over midazolam from up to eight infusions, although most
guessed what they were given. It takes away a part of what depression there is, so nobody without depression gains.
"""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.evidence.scale import highest_score
from sciatwin.response.outcomes import after_session
from sciatwin.response.outcomes.arm import Arm
from sciatwin.response.outcomes.follows_pain import following_pain

NEGATIVE_TRIAL = Source(
    "Up to 8 infusions against midazolam over 4 weeks in in-patients: no difference on two scales to 6 months",
    url=(
        "https://particle.news/story/"
        "blinded-trial-finds-no-added-benefit-from-repeated-ketamine-infusions-for-hospitalized-depression"
    ),
)
LOW_BACK_PAIN = Source(
    "Angst F, et al. J Affect Disord 2020;273:508-516 (low back pain: 134 people over 6 months)",
    url=(
        "https://www.physiciansweekly.com/extended-overview-of-the-longitudinal-pain-depression-association-"
        "a-comparison-of-six-cohorts-treated-for-specific-chronic-pain-conditions/"
    ),
)

FOLLOWS_PAIN = "depression/follows pain"

PARAMETERS = {
    "depression/effect of a session": Uncertain(
        estimate=Estimate(
            value=0.618,
            unit="1",
            meaning="minus log of the part of depression left the day after one session, in trials of depressed people",
            status=Status.DERIVED,
            source=after_session.ONE_INFUSION,
            low=0.410,
            high=0.891,
            reason=(
                "g −1.00 (95 % interval −1.28 to −0.73) × pooled SD 11.12 ÷ mean 24.13 of the controls in a crossover "
                "trial of 17 adolescents (midazolam 24.13, SD 12.08; ketamine 15.44, SD 10.07): 46 % less (34 to 59)"
            ),
        ),
        between_people=Estimate(
            value=0.5,
            unit="1",
            meaning="spread between people of the log effect of a session on depression",
            status=Status.ASSUMED,
            low=0.25,
            high=0.8,
            reason="some respond and others do not; the spread was not printed in what was read",
        ),
    ),
    "depression/transfer to people with pain": Uncertain(
        estimate=Estimate(
            value=0.5,
            unit="1",
            meaning="how much of that effect holds in somebody treated for pain: its fourth power is the part",
            status=Status.ASSUMED,
            source=NEGATIVE_TRIAL,
            low=0.0,
            high=1.0,
            reason=(
                "from nothing (in-patients on up to 8 infusions) to all of it (depression of veterans with PTSD "
                "improved on 0.5 mg/kg), with even odds of less than 6 %; no trial in sciatica"
            ),
        ),
        shape=Shape.EVEN,
    ),
    FOLLOWS_PAIN: Uncertain(
        estimate=Estimate(
            value=0.25,
            unit="1",
            meaning="part of depression that goes with pain",
            status=Status.ASSUMED,
            source=LOW_BACK_PAIN,
            low=0.0,
            high=0.5,
            reason=(
                "changes of pain and of mental health correlate at 0.495 (adjusted): the coupling if both spread alike "
                "and pain is the whole cause, hence the upper end"
            ),
        ),
        shape=Shape.EVEN,
    ),
}


DOUBT_POWER = 4
"""Of an even number between 0 and 1: half of the versions keep less than 0.5⁴, 6 %, of the effect."""


def phq9_score(arm: Arm, today: np.ndarray, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
    """PHQ-9 from 0 to 27, shape (days, people).

    Args:
        today: score today, shape (people,).
        drawn: numbers of this file and of ``after_session``, each of shape (people,).
    """
    with_pain = following_pain(today, arm.pain_fraction, drawn[FOLLOWS_PAIN], highest_score("phq9"))
    transferred = drawn["depression/transfer to people with pain"] ** DOUBT_POWER
    strength = drawn["depression/effect of a session"] * transferred
    return np.asarray(with_pain * np.exp(-strength * after_session.drive(arm, drawn)))
