"""Tricyclic antidepressants (amitriptyline, nortriptyline) against placebo, in sciatica."""

from sciatwin.patient import TreatmentKind
from sciatwin.response.comparators.antidepressants import FIRST_LINE, judge, pooled
from sciatwin.response.comparators.base import Comparator

COMPARATOR = Comparator(
    key="tricyclic",
    name="tricyclic (amitriptyline)",
    kinds=(TreatmentKind.TRICYCLIC,),
    against="placebo",
    effects=(
        pooled((0, 2), (-7.55, -18.25, 3.15), "two weeks or less", "tricyclics", "low to very low"),
        pooled((3, 13), (-15.95, -31.52, -0.39), "3 to 13 weeks", "tricyclics", "low to very low"),
        pooled((13, 52), (-27.0, -36.11, -17.89), "3 to 12 months", "tricyclics", "low to very low"),
    ),
    harms=(),
    guidelines=(FIRST_LINE,),
    remark="",
    judge=judge,
)
