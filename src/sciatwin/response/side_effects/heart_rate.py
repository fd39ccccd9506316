"""Rise of heart rate with S-ketamine. One centre printed a number; others say "a significant rise" without one."""

from collections.abc import Mapping

import numpy as np

from sciatwin.evidence import Estimate, Source, Status, Uncertain
from sciatwin.response.side_effects import blood_pressure, reference_session

POOLED = Source(
    "Vankawala 2021, Front Psychiatry (15 studies, 2252 treatments): a modest significant rise, values not seen",
    url="https://www.frontiersin.org/journals/psychiatry/articles/10.3389/fpsyt.2021.549080/full",
)

RISE = "heart rate/rise"

PARAMETERS = {
    RISE: Uncertain(
        estimate=Estimate(
            value=1.9,
            unit="/min",
            meaning="mean peak rise of heart rate in a centre at the reported regimen",
            status=Status.DERIVED,
            source=blood_pressure.CHINESE_COHORT,
            standard_error=0.1,
            reason="printed mean; its standard error is the spread between people, 0.5 of it, over 135 people",
        ),
        between_studies=Estimate(
            value=0.7,
            unit="1",
            meaning="spread between centres of the log mean rise of heart rate",
            status=Status.ASSUMED,
            source=POOLED,
            low=0.4,
            high=1.1,
            reason="one centre printed a number; the spread between centres is taken from systolic pressure",
        ),
        between_people=Estimate(
            value=0.5,
            unit="1",
            meaning="spread between people of the log rise of heart rate",
            status=Status.ASSUMED,
            low=0.2,
            high=1.0,
            reason="not printed; a little wider than for systolic pressure, because the mean rise is small",
        ),
    ),
}


def rise_per_min(site_ng_per_ml: np.ndarray, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
    """Rise above resting heart rate, proportional to S-ketamine at the fast effect site; shapes broadcast."""
    return np.asarray(drawn[RISE] * site_ng_per_ml / reference_session.S_KETAMINE_SITE.value)
