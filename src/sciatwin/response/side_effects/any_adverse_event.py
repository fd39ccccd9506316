"""Any side effect at all, in a session or soon after it."""

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.response.side_effects.side_effect_risk import BETWEEN_STUDIES, SideEffectRisk, own_part, risk_ratio

COCHRANE_2025 = Source(
    "Ferraro 2025, Cochrane Database Syst Rev CD015373",
    url="https://www.epocrates.com/online/article/ketamine-for-chronic-pain-evidence-falls-short-risks-remain",
)

RATIO = risk_ratio(3.26, 1.05, 10.09, COCHRANE_2025)

KETAMINE_RISK = Estimate(
    value=0.393,
    unit="1",
    meaning="probability of any side effect after an infusion of ketamine",
    status=Status.DERIVED,
    source=BETWEEN_STUDIES.source,
    low=0.295,
    high=0.50,
    reason="middle, on the log odds scale, of 29.5 % (Stoker 2019) and 50 % (Corriger 2022, first week; CAL)",
)

_PLACEBO = KETAMINE_RISK.value / RATIO.value


def _derived(value: float, low: float, high: float, meaning: str, reason: str) -> Uncertain:
    estimate = Estimate(
        value=value,
        unit="1",
        meaning=meaning,
        status=Status.DERIVED,
        source=COCHRANE_2025,
        low=low,
        high=high,
        reason=reason,
    )
    return Uncertain(estimate=estimate, shape=Shape.PROBABILITY, between_studies=BETWEEN_STUDIES)


RISK = SideEffectRisk(
    key="any adverse event",
    name="any side effect",
    source=COCHRANE_2025,
    placebo_risk=_derived(
        _PLACEBO,
        0.295 / RATIO.value,
        0.50 / RATIO.value,
        "probability of any side effect on placebo",
        "risk with ketamine ÷ risk ratio 3.26",
    ),
    drug_risk=_derived(
        own_part(_PLACEBO, KETAMINE_RISK.value),
        own_part(KETAMINE_RISK.value / 1.05, KETAMINE_RISK.value),
        own_part(KETAMINE_RISK.value / 10.09, KETAMINE_RISK.value),
        "probability that a usual session brings any side effect in somebody whom placebo would have spared",
        "1 − (1 − risk with ketamine) ÷ (1 − risk on placebo), at the 95 % interval of the ratio 3.26",
    ),
    relative_risk=RATIO,
    certainty="low",
    note=(
        "The two studies behind the risk with ketamine had no placebo arm and asked in different ways. The network "
        "meta-analysis puts sedation alone as high as this: the sources disagree. Where a part is more "
        "frequent than these studies found any, any is told to be as frequent as that part."
    ),
)

PARAMETERS = RISK.parameters
