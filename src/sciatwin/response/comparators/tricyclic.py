"""Tricyclic antidepressants (amitriptyline, nortriptyline) against placebo, in sciatica."""

from sciatwin.patient import Patient, TreatmentKind
from sciatwin.response.comparators.base import (
    Comparator,
    GuidelineLine,
    Judgement,
    Standing,
    WindowEffect,
    from_hundred,
)
from sciatwin.response.comparators.snri import FERREIRA_2021, NEUPSIG_2025


def judge(patient: Patient) -> Judgement:
    """First line for neuropathic pain in general; the trials in sciatica are of low to very low certainty."""
    return Judgement(Standing.OPEN, ("first line for neuropathic pain in general; in sciatica hardly tested",))


def _printed(from_week: float, to_week: float, printed: tuple[float, float, float], when: str) -> WindowEffect:
    return WindowEffect(
        from_week=from_week,
        to_week=to_week,
        mean_difference=from_hundred(*printed, FERREIRA_2021, f"abstract, sciatica, {when}"),
        certainty="low to very low",
        when=when,
        trial="trials of tricyclics in sciatica",
    )


COMPARATOR = Comparator(
    key="tricyclic",
    name="tricyclic (amitriptyline)",
    kinds=(TreatmentKind.TRICYCLIC,),
    against="placebo",
    effects=(
        _printed(0, 2, (-7.55, -18.25, 3.15), "two weeks or less"),
        _printed(3, 13, (-15.95, -31.52, -0.39), "3 to 13 weeks"),
        _printed(13, 52, (-27.0, -36.11, -17.89), "3 to 12 months"),
    ),
    harms=(),
    guidelines=(GuidelineLine("NP-07", "first line for neuropathic pain in general", "strong", NEUPSIG_2025),),
    remark="",
    judge=judge,
)
