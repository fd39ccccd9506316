"""Insomnia (ISI): part of it goes with pain. Ketamine itself is given no effect on it.

No controlled trial from which an effect in neuropathic pain could be taken was found. A meta-analysis of 21 trials saw
better first nights after surgery; those are other people with another cause of bad sleep, and it is not used.
"""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.evidence.scale import highest_score
from sciatwin.response.outcomes import after_session
from sciatwin.response.outcomes.arm import Arm
from sciatwin.response.outcomes.follows_pain import following_pain

SURGERY = Source(
    "Meta-analysis of 21 perioperative trials (2,355 people): PSQI −2.7 in the first night; surgical patients",
    url="https://m.booksci.cn/literaturecn/143977848.htm",
)

FOLLOWS_PAIN = "insomnia/follows pain"

PARAMETERS = {
    "insomnia/left by a session": Uncertain(
        estimate=Estimate(
            value=1.0,
            unit="1",
            meaning="insomnia the day after one session ÷ without it; 1 is no effect",
            status=Status.ASSUMED,
            source=SURGERY,
            low=0.8,
            high=1.0,
            reason="no controlled estimate in neuropathic pain; the surgical one does not carry over",
        ),
        shape=Shape.FIXED,
    ),
    FOLLOWS_PAIN: Uncertain(
        estimate=Estimate(
            value=0.25,
            unit="1",
            meaning="part of insomnia that goes with pain",
            status=Status.ASSUMED,
            low=0.0,
            high=0.5,
            reason="pain and sleep each follow the other in diaries, but no size was found; taken from depression",
        ),
        shape=Shape.EVEN,
    ),
}


def isi_score(arm: Arm, today: np.ndarray, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
    """Insomnia Severity Index from 0 to 28, shape (days, people).

    Args:
        today: score today, shape (people,).
        drawn: numbers of this file and of ``after_session``, each of shape (people,).
    """
    with_pain = following_pain(today, arm.pain_fraction, drawn[FOLLOWS_PAIN], highest_score("isi"))
    return np.asarray(with_pain * after_session.left(arm, drawn, drawn["insomnia/left by a session"]))
