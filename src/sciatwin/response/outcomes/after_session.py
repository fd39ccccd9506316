"""What a session leaves behind for days in mood: it grows with the level, adds up over sessions to a limit, and fades.

The numbers come from trials in depression. Anxiety and sleep use the same course, if they are given an effect at all.
"""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Estimate, Source, Status, Uncertain
from sciatwin.response.outcomes.arm import Arm
from sciatwin.response.side_effects import reference_session

ONE_INFUSION = Source(
    "Kishimoto 2016, meta-analysis of one ketamine infusion in depression (9 trials, 234 people)",
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC5116384",
)
DOSES = Source(
    "Fava 2020 (99 people; 0.1, 0.2, 0.5 and 1.0 mg/kg against midazolam)",
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC6447473",
)

PARAMETERS = {
    "after a session/C50": Uncertain(
        estimate=Estimate(
            value=30,
            unit="ng/mL",
            meaning="S-ketamine at the fast effect site for half of what a session can leave behind",
            status=Status.ASSUMED,
            source=DOSES,
            low=7,
            high=125,
            reason=(
                "0.5 and 1.0 mg/kg both worked, 0.1 mg/kg gave d −0.82 (adjusted p 0.14), 0.2 mg/kg did not: from a "
                "curve that 0.1 mg/kg nearly fills to one that 0.5 mg/kg half fills"
            ),
        )
    ),
    "after a session/fading half-life": Uncertain(
        estimate=Estimate(
            value=4.6,
            unit="day",
            meaning="half-life of what a session leaves behind",
            status=Status.DERIVED,
            source=ONE_INFUSION,
            low=2.5,
            high=8.0,
            reason=(
                "g −1.00 on day 1 (95 % interval −1.28 to −0.73) is within its own error of 0.275 on day 10 to 12: 4.1 "
                "to 5.0 days; wider, because late points rest on fewer people and Fava 2020 saw it mostly on day 1"
            ),
        )
    ),
}


def drive(arm: Arm, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
    """What the sessions left behind, in units of one session of 0.5 mg/kg over 40 min on the day after it.

    Shape (days, people). It starts after a session, and is 0 after inert ones.
    """
    c50, half_life = drawn["after a session/C50"], drawn["after a session/fading half-life"]
    rate_per_day = np.log(2) / half_life
    reference = reference_session.S_KETAMINE_SITE.value
    one_session = reference / (c50 + reference) * np.exp(-rate_per_day)
    return np.asarray(_filled(arm, c50, rate_per_day) / one_session)


def left(arm: Arm, drawn: Mapping[str, np.ndarray], by_one_session: np.ndarray) -> np.ndarray:
    """Part of a score that the sessions leave, shape (days, people), from the part that one leaves on the next day."""
    return np.asarray(np.exp(np.log(by_one_session) * drive(arm, drawn)))


def _filled(arm: Arm, c50: np.ndarray, rate_per_day: np.ndarray) -> np.ndarray:
    """Filled part of what can be left behind, from 0 to 1: each session fills a part of what is still empty."""
    filled = arm.visit_level_ng_per_ml / (c50 + arm.visit_level_ng_per_ml)
    fading = np.exp(-rate_per_day * arm.days[:, None])
    empty = np.ones(fading.shape, dtype=np.result_type(fading, filled))
    for visit_day, part in zip(arm.visit_days, filled, strict=True):
        after = np.searchsorted(arm.days, visit_day, side="right")
        empty[after:] *= 1 - part * np.exp(rate_per_day * visit_day) * fading[after:]
    return 1 - empty
