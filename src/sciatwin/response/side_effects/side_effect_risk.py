"""How probable it is that a session brings one side effect: a part that placebo brings too, and the drug's own part.

Trials print a risk ratio and a risk difference against placebo; together they give the risk of either arm. The two
parts are independent causes. Only the drug's part grows with the level of the session.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.response.side_effects import reference_session

NETWORK_META_ANALYSIS = Source(
    "Moradi S. Benefits and harms of ketamine for chronic non-cancer pain: systematic review and network "
    "meta-analysis. McMaster University 2024 (38 trials)",
    url="http://hdl.handle.net/11375/30408",
    read_at="the abstract in the record of the thesis at search.ndltd.org",
)

_PRINTED_STEP = 0.01  # risk differences are printed as whole percents

BETWEEN_STUDIES = Estimate(
    value=0.6,
    unit="1",
    meaning="spread between studies of the log odds of a side effect",
    status=Status.ASSUMED,
    source=Source(
        "Stoker 2019, J Pain Res (29.5 % of 95 people); Corriger 2022, Pain 163:690-701 (108 of 218 people)",
        url="https://www.dovepress.com/evaluation-of-clinical-factors-associated-with-adverse-drug-events-in--"
        "peer-reviewed-fulltext-article-JPR",
    ),
    low=0.3,
    high=1.0,
    reason=(
        "any side effect in 29.5 and in 50 %: 0.87 apart on the log odds scale, an SD of 0.6; two studies, and taken "
        "over to each side effect"
    ),
)

LEVEL_IN_THE_TRIALS = "side effects/level in the trials"

PARAMETERS = {
    LEVEL_IN_THE_TRIALS: Uncertain(
        estimate=Estimate(
            value=reference_session.S_KETAMINE_SITE.value,
            unit="ng/mL",
            meaning="fast-effect-site S-ketamine that stands for the sessions of the pooled trials",
            status=Status.ASSUMED,
            source=NETWORK_META_ANALYSIS,
            low=40,
            high=280,
            reason=(
                "the trials used many regimens, which were not seen one by one; published ones reach from 40 (racemate "
                "0.1 mg/kg/h) to 280 ng/mL (S-ketamine 0.5 mg/kg over 30 min) with Simons 2022"
            ),
        )
    ),
}


@dataclass(frozen=True, kw_only=True)
class SideEffectRisk:
    """One side effect. Where the frequency was not found, no probability is given, and ``words`` says so.

    Attributes:
        placebo_risk: probability on placebo.
        drug_risk: probability that the drug brings it in somebody whom placebo would have spared.
        relative_risk, risk_difference: as printed, ketamine against placebo.
    """

    key: str
    name: str
    source: Source
    placebo_risk: Uncertain | None = None
    drug_risk: Uncertain | None = None
    relative_risk: Estimate | None = None
    risk_difference: Estimate | None = None
    certainty: str = ""
    note: str = ""

    @property
    def parameters(self) -> Mapping[str, Uncertain]:
        """What is drawn; empty where the frequency was not found."""
        if self.placebo_risk is None or self.drug_risk is None:
            return {}
        return {self._on_placebo: self.placebo_risk, self._by_drug: self.drug_risk}

    @property
    def _on_placebo(self) -> str:
        return f"{self.key}/placebo risk"

    @property
    def _by_drug(self) -> str:
        return f"{self.key}/drug risk"

    def in_session(self, level_ng_per_ml: np.ndarray, drawn: Mapping[str, np.ndarray]) -> np.ndarray:
        """Probability that a session with this highest level brings it, where the frequency was found."""
        return session_probability(
            level_ng_per_ml, drawn[self._on_placebo], drawn[self._by_drug], drawn[LEVEL_IN_THE_TRIALS]
        )

    @property
    def frequency_found(self) -> bool:
        return bool(self.parameters)

    @property
    def words(self) -> str:
        """One line for the reader, without a prediction."""
        ratio = f"{self.relative_risk.value:g} times as often as on placebo" if self.relative_risk else "reported"
        if not self.frequency_found:
            return f"{self.name}: {ratio}, frequency not found"
        return f"{self.name}: {ratio}"


def session_probability(
    level_ng_per_ml: np.ndarray,
    placebo_risk: np.ndarray,
    drug_risk_at_reference: np.ndarray,
    reference_ng_per_ml: np.ndarray | float,
) -> np.ndarray:
    """Probability that a session brings the side effect; shapes broadcast.

    At level 0 it is the placebo risk. Each part of the level adds the same hazard (its shape is assumed), so the
    answer is in proportion to the level while it is small, and never above 1.

    Args:
        level_ng_per_ml: highest S-ketamine at the fast effect site in the session.
        drug_risk_at_reference: probability that the drug brings it in somebody whom placebo would have spared.
    """
    spared = np.exp(level_ng_per_ml / reference_ng_per_ml * np.log(1 - drug_risk_at_reference))
    return np.asarray(1 - (1 - placebo_risk) * spared)


def from_ratio_and_difference(
    key: str, name: str, *, ratio: Estimate, difference: Estimate, certainty: str
) -> SideEffectRisk:
    """The record of a side effect whose risk ratio and risk difference are printed by the network meta-analysis."""
    return SideEffectRisk(
        key=key,
        name=name,
        source=NETWORK_META_ANALYSIS,
        placebo_risk=_placebo_risk(name, ratio, difference),
        drug_risk=_drug_risk(name, ratio, difference),
        relative_risk=ratio,
        risk_difference=difference,
        certainty=certainty,
    )


def risk_ratio(value: float, low: float, high: float, source: Source = NETWORK_META_ANALYSIS) -> Estimate:
    """A printed risk ratio with its 95 % interval."""
    return Estimate(
        value=value,
        unit="1",
        meaning="risk with ketamine ÷ risk on placebo",
        source=source,
        place="abstract, 95 % interval",
        low=low,
        high=high,
    )


def risk_difference(value: float, low: float, high: float) -> Estimate:
    """A printed risk difference with its 95 % interval, as fractions."""
    return Estimate(
        value=value,
        unit="1",
        meaning="risk with ketamine − risk on placebo",
        source=NETWORK_META_ANALYSIS,
        place="abstract, 95 % interval",
        low=low,
        high=high,
    )


def own_part(placebo_risk: float, ketamine_risk: float) -> float:
    """Probability that the drug brings it in somebody whom placebo would have spared."""
    return 1 - (1 - ketamine_risk) / (1 - placebo_risk)


def _placebo_risk(name: str, ratio: Estimate, difference: Estimate) -> Uncertain:
    half_step = _PRINTED_STEP / 2
    estimate = Estimate(
        value=difference.value / (ratio.value - 1),
        unit="1",
        meaning=f"probability of {name} on placebo",
        status=Status.DERIVED,
        source=NETWORK_META_ANALYSIS,
        low=(difference.value - half_step) / (ratio.value - 1),
        high=(difference.value + half_step) / (ratio.value - 1),
        reason=(
            f"risk difference {difference.value:g} ÷ (risk ratio {ratio.value:g} − 1); the ends of both printed "
            "intervals give the same risk; the range is the rounding of the difference"
        ),
    )
    return Uncertain(estimate=estimate, shape=Shape.PROBABILITY, between_studies=BETWEEN_STUDIES)


def _drug_risk(name: str, ratio: Estimate, difference: Estimate) -> Uncertain:
    placebo = difference.value / (ratio.value - 1)
    low, value, high = (own_part(placebo, placebo * (r or 1.0)) for r in (ratio.low, ratio.value, ratio.high))
    estimate = Estimate(
        value=value,
        unit="1",
        meaning=f"probability that a usual session brings {name} in somebody whom placebo would have spared",
        status=Status.DERIVED,
        source=NETWORK_META_ANALYSIS,
        low=low,
        high=high,
        reason=(
            "1 − (1 − risk with ketamine) ÷ (1 − risk on placebo); the range is that of the 95 % interval of the risk "
            f"ratio {ratio.value:g}"
        ),
    )
    return Uncertain(estimate=estimate, shape=Shape.PROBABILITY, between_studies=BETWEEN_STUDIES)
