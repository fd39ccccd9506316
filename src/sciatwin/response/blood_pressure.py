"""Rise of blood pressure with S-ketamine, with the wide spread between the centres that reported it."""

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain

REPORTS = Source(
    "Riva-Posse 2018 (3.3/3.2 mmHg, 684 infusions); Chinese cohort (7.4/6.0 mmHg, 741 infusions); others 20 to 30",
    url="https://open-foundation.org/blood-pressure-safety-subanesthetic-ketamine-depression-report-684-infusions/",
)

REFERENCE_SITE = Estimate(
    value=125,
    unit="ng/mL",
    meaning="fast-effect-site S-ketamine at the end of 0.5 mg/kg racemate over 40 min, the reported regimen",
    status=Status.DERIVED,
    source=REPORTS,
    reason="Simons 2022 and Olofsen 2022 at 70 kg",
)

DIASTOLIC_PER_SYSTOLIC = Estimate(
    value=6.0 / 7.4,
    unit="1",
    meaning="rise of diastolic ÷ rise of systolic pressure",
    status=Status.DERIVED,
    source=REPORTS,
    reason="Chinese cohort: 6.0 and 7.4 mmHg",
)

PARAMETERS = {
    "blood pressure/systolic rise": Uncertain(
        estimate=Estimate(
            value=7.4,
            unit="mmHg",
            meaning="mean peak systolic rise in a centre at the reported regimen",
            source=REPORTS,
            place="Chinese cohort; the range spans the other reports",
            low=2.0,
            high=25.0,
        ),
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


def systolic_rise_mmhg(site_ng_per_ml: np.ndarray, rise_at_reference_mmhg: np.ndarray) -> np.ndarray:
    """Rise above resting pressure, proportional to S-ketamine at the fast effect site; shapes broadcast."""
    return np.asarray(rise_at_reference_mmhg * site_ng_per_ml / REFERENCE_SITE.value)
