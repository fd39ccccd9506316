"""Different people of the kind that seeks care: leg pain, back pain and disability as in the ATLAS cohort."""

from dataclasses import dataclass

import numpy as np

from sciatwin.evidence import Estimate, Status
from sciatwin.response.outcomes.variation import person_deviations
from sciatwin.response.untreated_course import ATLAS, USUAL_LEG_PAIN
from sciatwin.streams import Seed, standard_normal, uniform
from sciatwin.twin.people import People
from sciatwin.units import DAYS_PER_WEEK

LEG_PAIN_SD, BACK_PAIN, BACK_PAIN_SD, ROLAND_MORRIS, ROLAND_MORRIS_SD = (
    Estimate(value=value, unit="points", meaning=meaning, source=ATLAS, place=place)
    for value, meaning, place in (
        (2.4, "SD of leg pain", "leg NRS 5.2 (SD 2.4)"),
        (5.6, "mean back pain", "back NRS 5.6 (SD 2.2)"),
        (2.2, "SD of back pain", "back NRS 5.6 (SD 2.2)"),
        (12.7, "mean Roland-Morris score", "RMDQ 12.7 (SD 5.7)"),
        (5.7, "SD of the Roland-Morris score", "RMDQ 12.7 (SD 5.7)"),
    )
)

PAIN_AT_ENTRY = Estimate(
    value=6.2,
    unit="points",
    meaning="mean leg pain at entry into a trial of sciatica that did not print it",
    status=Status.DERIVED,
    low=5.5,
    high=7.0,
    reason="mathieson2017 (CAL): 3.1 at week 8 is about half",
)


@dataclass(frozen=True)
class EntryWeeks:
    """Durations of sciatica at entry that were not printed."""

    low: float
    high: float
    reason: str

    @property
    def weeks(self) -> tuple[float, float]:
        return self.low, self.high


ASSUMED_ENTRY = {
    "vroomen1999": EntryWeeks(1, 6, "entry limits not visible; sciatica recent enough to be put to bed"),
    "pengel2003": EntryWeeks(0.5, 3, "acute, below 3 weeks; no limit was visible"),
}

WEIGHT = Estimate(
    value=75,
    unit="kg",
    meaning="median body weight",
    status=Status.ASSUMED,
    low=65,
    high=85,
    reason="not printed for this cohort; spread of 18 % assumed with it",
)
_WEIGHT_SPREAD = 0.18
_WEEKS = (4.0, 104.0)


def people_seeking_care(count: int, seed: Seed, *, least_leg_pain: float = 0.0) -> People:
    """People of this cohort, pain and disability correlated between them.

    Args:
        least_leg_pain: an entry cut-off, up to 10; the people it lets in are worse today than they usually are.
    """
    level = person_deviations(count, seed, least_pain=_deviation_of(least_leg_pain))
    low, high = np.log(_WEEKS)
    weeks = np.exp(low + (high - low) * uniform("crowd/duration", seed, count))
    own = standard_normal("crowd/back pain", seed, count)
    leg_pain = np.clip(USUAL_LEG_PAIN.value + LEG_PAIN_SD.value * level["pain"], least_leg_pain, 10)
    back_pain = np.clip(BACK_PAIN.value + BACK_PAIN_SD.value * own, 0, 10)
    return People(
        weight_kg=WEIGHT.value * np.exp(_WEIGHT_SPREAD * standard_normal("crowd/weight", seed, count)),
        leg_pain=leg_pain,
        duration_days=DAYS_PER_WEEK * weeks,
        back_dominant=(back_pain >= leg_pain).astype(float),
        no_compression=np.zeros(count),
        scores={"roland_morris": np.clip(ROLAND_MORRIS.value + ROLAND_MORRIS_SD.value * level["disability"], 0, 24)},
    )


def _deviation_of(least_leg_pain: float) -> float:
    """From where on leg pain reaches the cut-off; there is no pain below 0, so everybody reaches that."""
    return -np.inf if least_leg_pain <= 0 else (least_leg_pain - USUAL_LEG_PAIN.value) / LEG_PAIN_SD.value
