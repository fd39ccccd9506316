"""Rise of blood pressure with S-ketamine, with the wide spread between the centres that reported it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.response.side_effects import reference_session

REPORTS = Source(
    "Riva-Posse 2018 (3.3/3.2 mmHg, 684 infusions); Chinese cohort (7.4/6.0 mmHg, 741 infusions); others 20 to 30",
    url="https://open-foundation.org/blood-pressure-safety-subanesthetic-ketamine-depression-report-684-infusions/",
)

RIVA_POSSE_2018 = Source(
    "Riva-Posse 2018: 66 people, 684 infusions of 0.5 mg/kg over 40 min",
    url="https://open-foundation.org/blood-pressure-safety-subanesthetic-ketamine-depression-report-684-infusions/",
)

CHINESE_COHORT = Source(
    "Chinese cohort: 135 people, 741 infusions of 0.5 mg/kg over 40 min",
    url="https://www.physiciansweekly.com/cardiovascular-effects-of-repeated-subanaesthetic-ketamine-infusion-in-depression/",
)

REFERENCE_SITE = reference_session.S_KETAMINE_SITE

DIASTOLIC_PER_SYSTOLIC = Estimate(
    value=6.0 / 7.4,
    unit="1",
    meaning="rise of diastolic ÷ rise of systolic pressure",
    status=Status.DERIVED,
    source=REPORTS,
    reason="Chinese cohort: 6.0 and 7.4 mmHg",
)


def _mean_rise(value: float, source: Source, place: str) -> Estimate:
    return Estimate(
        value=value, unit="mmHg", meaning="mean peak systolic rise in one centre", source=source, place=place
    )


REPORTED_RISES = (
    _mean_rise(3.28, RIVA_POSSE_2018, "mean peak rise"),
    _mean_rise(7.4, CHINESE_COHORT, "mean peak rise"),
    Estimate(
        value=25,
        unit="mmHg",
        meaning="mean peak systolic rise in other centres",
        status=Status.DERIVED,
        source=REPORTS,
        low=20,
        high=30,
        reason="middle of the reported 20 to 30 mmHg",
    ),
)
"""The same regimen in different hands; the spread below is read from these."""

BETWEEN_CENTRES = Estimate(
    value=0.7,
    unit="1",
    meaning="spread between centres of the log mean systolic rise",
    status=Status.ASSUMED,
    source=REPORTS,
    low=0.4,
    high=1.1,
    reason=(
        "three reports of one regimen, 3.3, 7.4 and 20 to 30 mmHg, have an SD of 1.0 on the log scale; 0.7 holds all "
        "of them in its central 95 % (1.9 to 29), while 1.0 would put every twentieth centre above 38 mmHg, although "
        "none of 684 infusions was stopped"
    ),
)

SYSTOLIC_RISE = "blood pressure/systolic rise"

PARAMETERS = {
    SYSTOLIC_RISE: Uncertain(
        estimate=Estimate(
            value=7.4,
            unit="mmHg",
            meaning="mean peak systolic rise in a centre at the reported regimen",
            status=Status.DERIVED,
            source=CHINESE_COHORT,
            standard_error=0.3,
            reason=(
                "printed mean of the largest report, which lies between the others; its standard error is the spread "
                "between people, 0.4 of it, over 135 people"
            ),
        ),
        between_studies=BETWEEN_CENTRES,
        between_people=Estimate(
            value=0.4,
            unit="1",
            meaning="spread between people of log pressure rise",
            status=Status.ASSUMED,
            low=0.2,
            high=0.6,
            reason="not printed; rises are larger with hypertension and age above 50",
        ),
    ),
}

SEVERE_SYSTOLIC = Uncertain(
    estimate=Estimate(
        value=180,
        unit="mmHg",
        meaning="systolic pressure above which an infusion is stopped",
        status=Status.ASSUMED,
        source=Source(
            "Swiss and German product information (no start above 180/100 mmHg)",
            url="https://ch.oddb.org:443/en/gcc/fachinfo/reg/67199/chapter/contra_indications",
        ),
        low=160,
        high=180,
        reason="no published stop value for outpatient infusions; a responsible physician sets it",
    ),
    shape=Shape.FIXED,
)

SEVERE_DIASTOLIC = Uncertain(
    estimate=Estimate(
        value=110,
        unit="mmHg",
        meaning="diastolic pressure above which an infusion is stopped",
        status=Status.ASSUMED,
        source=SEVERE_SYSTOLIC.estimate.source,
        low=100,
        high=110,
        reason="no published stop value for outpatient infusions; a responsible physician sets it",
    ),
    shape=Shape.FIXED,
)


@dataclass(frozen=True)
class PressureStop:
    """Pressures above which an infusion is stopped; without a clinic's own, the assumed ones.

    ``systolic_is_signed``: the systolic one is the clinic's, even where it is the same as the assumed one.
    """

    systolic_mmhg: float = SEVERE_SYSTOLIC.estimate.value
    diastolic_mmhg: float = SEVERE_DIASTOLIC.estimate.value
    systolic_is_signed: bool = False

    def no_higher_than(
        self, systolic_mmhg: float, diastolic_mmhg: float, *, systolic_is_signed: bool = False
    ) -> "PressureStop":
        """The lower of each: a stricter clinic stops earlier; a laxer one makes no pressure harmless."""
        return PressureStop(
            min(self.systolic_mmhg, systolic_mmhg),
            min(self.diastolic_mmhg, diastolic_mmhg),
            systolic_is_signed and systolic_mmhg <= self.systolic_mmhg,
        )


STOP = PressureStop()


def systolic_rise_mmhg(site_ng_per_ml: np.ndarray, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
    """Rise above resting pressure, proportional to S-ketamine at the fast effect site; shapes broadcast."""
    return np.asarray(drawn[SYSTOLIC_RISE] * site_ng_per_ml / REFERENCE_SITE.value)
