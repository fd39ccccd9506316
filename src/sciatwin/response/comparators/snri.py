"""Serotonin-noradrenaline reuptake inhibitors (duloxetine and others) against placebo, in sciatica."""

from sciatwin.evidence import Source
from sciatwin.patient import Patient, TreatmentKind
from sciatwin.response.comparators.base import (
    Comparator,
    GuidelineLine,
    Judgement,
    Standing,
    WindowEffect,
    from_hundred,
)

FERREIRA_2021 = Source(
    "Ferreira GE, et al. BMJ 2021;372:m4825 (33 trials of antidepressants, 5318 people)", doi="10.1136/bmj.m4825"
)
NEUPSIG_2025 = Source(
    "Soliman 2025, Lancet Neurol (NeuPSIG)",
    url="https://www.epocrates.com/online/article/"
    "meta-analysis-examines-safety-and-efficacy-of-drugs-and-neuromodulation-for",
)


def judge(patient: Patient) -> Judgement:
    """First line for neuropathic pain in general; the trials in sciatica are few and of very low certainty."""
    return Judgement(Standing.OPEN, ("first line for neuropathic pain in general; in sciatica hardly tested",))


def _printed(from_week: float, to_week: float, printed: tuple[float, float, float], when: str) -> WindowEffect:
    return WindowEffect(
        from_week=from_week,
        to_week=to_week,
        mean_difference=from_hundred(*printed, FERREIRA_2021, f"abstract, sciatica, {when}"),
        certainty="very low",
        when=when,
        trial="trials of SNRI in sciatica",
    )


COMPARATOR = Comparator(
    key="snri",
    name="SNRI (duloxetine)",
    kinds=(TreatmentKind.SNRI,),
    against="placebo",
    effects=(
        _printed(0, 2, (-18.60, -31.87, -5.33), "two weeks or less"),
        _printed(3, 13, (-17.50, -42.90, 7.89), "3 to 13 weeks"),
    ),
    harms=(),
    guidelines=(GuidelineLine("NP-07", "first line for neuropathic pain in general", "strong", NEUPSIG_2025),),
    remark="",
    judge=judge,
)
