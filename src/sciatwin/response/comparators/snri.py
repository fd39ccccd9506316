"""Serotonin-noradrenaline reuptake inhibitors (duloxetine and others) against placebo, in sciatica."""

from sciatwin.patient import TreatmentKind
from sciatwin.response.comparators.antidepressants import FIRST_LINE, judge, pooled
from sciatwin.response.comparators.base import Comparator

COMPARATOR = Comparator(
    key="snri",
    name="SNRI (duloxetine)",
    kinds=(TreatmentKind.SNRI,),
    against="placebo",
    effects=(
        pooled((0, 2), (-18.60, -31.87, -5.33), "two weeks or less", "SNRI", "very low"),
        pooled((3, 13), (-17.50, -42.90, 7.89), "3 to 13 weeks", "SNRI", "very low"),
    ),
    harms=(),
    guidelines=(FIRST_LINE,),
    remark="",
    judge=judge,
)
