"""Anti-inflammatory drugs (NSAID) against placebo, in sciatica."""

from sciatwin.evidence import Source
from sciatwin.patient import Patient, TreatmentKind
from sciatwin.response.comparators.base import (
    Comparator,
    GuidelineLine,
    Judgement,
    Standing,
    WindowEffect,
    from_hundred,
    printed_ratio,
)

COCHRANE_2016 = Source(
    "Rasmussen-Barr E, et al. Spine 2017;42(8):586-594 (Cochrane review, 10 trials, 1651 people)",
    doi="10.1097/BRS.0000000000002092",
    read_at="https://boris.unibe.ch/110678",
)
NICE_2020 = Source(
    "Institute of Osteopathy note on the 2020 update of NICE NG59",
    url="https://www.iosteopathy.org/news/nice-updates-guidance-for-low-back-and-sciatica/",
)


def judge(patient: Patient) -> Judgement:
    """Open unless something about the patient closes it, which the eligibility rules of treatments say."""
    return Judgement(Standing.OPEN, ("limited benefit, real harm: lowest dose, shortest time",))


COMPARATOR = Comparator(
    key="nsaid",
    name="NSAID",
    kinds=(TreatmentKind.NSAID,),
    against="placebo",
    effects=(
        WindowEffect(
            from_week=0,
            to_week=3,
            mean_difference=from_hundred(-4.56, -11.11, 1.99, COCHRANE_2016, "abstract, pain on a scale of 0 to 100"),
            certainty="very low",
            when="up to 3 weeks",
            trial="10 trials, pain in general",
        ),
    ),
    harms=(printed_ratio("any side effect, ÷ placebo", 1.40, 1.02, 1.93, COCHRANE_2016, "abstract"),),
    guidelines=(
        GuidelineLine("SP-06", "limited benefit and real harm: lowest dose, shortest time", "NICE 2020", NICE_2020),
    ),
    remark="No trial followed people beyond 3 weeks.",
    judge=judge,
)
