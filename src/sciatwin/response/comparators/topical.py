"""Lidocaine plaster and capsaicin on the skin. No trial in sciatica was found."""

from sciatwin.patient import Patient, TreatmentKind
from sciatwin.response.comparators.antidepressants import NEUPSIG_2025
from sciatwin.response.comparators.base import Comparator, GuidelineLine, Judgement, Standing


def judge(patient: Patient) -> Judgement:
    """Second line for neuropathic pain of a circumscribed area of skin."""
    return Judgement(
        Standing.OPEN, ("second line for neuropathic pain of an area of skin; no trial in sciatica was found",)
    )


COMPARATOR = Comparator(
    key="topical",
    name="lidocaine or capsaicin on the skin",
    kinds=(TreatmentKind.TOPICAL,),
    against="nothing: no trial in sciatica was found",
    effects=(),
    harms=(),
    guidelines=(
        GuidelineLine("NP-07", "second line for neuropathic pain in general", "as NeuPSIG prints it", NEUPSIG_2025),
    ),
    remark="It acts on the skin; a compressed root lies deeper.",
    judge=judge,
)
