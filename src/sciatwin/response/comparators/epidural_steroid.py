"""Epidural injection of a steroid against a placebo injection, in sciatica. No interval was printed in what was read,
so the points stand alone."""

from sciatwin.evidence import Source
from sciatwin.patient import Jurisdiction, Patient, TreatmentKind
from sciatwin.response.comparators.base import (
    Comparator,
    GuidelineLine,
    Judgement,
    Standing,
    WindowEffect,
    from_hundred,
    printed_share,
)
from sciatwin.units import DAYS_PER_MONTH

COCHRANE_2020 = Source(
    "Oliveira 2020, Cochrane Database Syst Rev CD013577 (25 trials, 2470 people)",
    url="https://cochrane.org/CD013577",
    read_at="https://www.aafp.org/afp/2021/0900/od2.html",
)
BMJ_2025 = Source(
    "Busse 2025, BMJ guideline e079970; 34 societies asked for its retraction",
    url="https://hcn.health/hcn-trends-story/"
    "commonly-used-interventional-procedures-for-non-cancer-chronic-spine-pain-a-clinical-practice-guideline",
)
NICE_NG59 = Source(
    "Leicester policy for epidural injections, which cites NICE NG59",
    url="https://leicesterleicestershireandrutland.icb.nhs.uk/policy-for-epidural-injections-for-radicular-pain-sciatica/",
)
VA_DOD_2017 = Source(
    "VA/DoD low back pain guideline 2017",
    url="https://www.univadis.it/viewarticle/"
    "low-back-pain-joint-guidelines-from-us-departments-of-veterans-affairs-defense-692605?s1=news",
)

CHRONIC_AFTER_DAYS = 3 * DAYS_PER_MONTH  # BMJ_2025
SEVERE_LEG_PAIN = 7.0  # the band "severe" of the 0 to 10 scale


def judge(patient: Patient) -> Judgement:
    """Gated by duration; in the UK also by severity."""
    if patient.sciatica.duration_days >= CHRONIC_AFTER_DAYS:
        return Judgement(Standing.NOT_INDICATED, ("strong, contested recommendation against it after 3 months",))
    if patient.jurisdiction is Jurisdiction.UK and patient.sciatica.leg_pain < SEVERE_LEG_PAIN:
        return Judgement(Standing.NOT_INDICATED, ("NICE: only for acute and severe sciatica",))
    return Judgement(Standing.OPEN, ("short relief only; the trials found none after 3 months",))


COMPARATOR = Comparator(
    key="epidural steroid",
    name="epidural steroid",
    kinds=(TreatmentKind.EPIDURAL_STEROID,),
    against="placebo injection",
    effects=(
        WindowEffect(
            from_week=0,
            to_week=2,
            mean_difference=from_hundred(-15, None, None, COCHRANE_2020, "leg pain, under 2 weeks"),
            certainty="rests on one trial of 158 people",
            when="under 2 weeks",
            trial="one trial of 158",
        ),
        WindowEffect(
            from_week=2,
            to_week=13,
            mean_difference=from_hundred(-5, None, None, COCHRANE_2020, "leg pain, 2 weeks to 3 months"),
            certainty="not seen",
            when="2 weeks to 3 months",
            trial="25 trials in all",
        ),
        WindowEffect(
            from_week=13,
            to_week=52,
            mean_difference=from_hundred(0, None, None, COCHRANE_2020, "leg pain, 3 to 12 months"),
            certainty="not seen",
            when="3 to 12 months",
            trial="25 trials in all",
        ),
    ),
    harms=(
        printed_share("prolonged pain or stiffness", 0.086, BMJ_2025, "harms"),
        printed_share("puncture of the dura", 0.014, BMJ_2025, "harms"),
    ),
    guidelines=(
        GuidelineLine(
            "SP-08", "against it in radicular pain of 3 months or more (contested)", "strong against", BMJ_2025
        ),
        GuidelineLine("SP-07", "only for acute and severe sciatica", "NICE consider", NICE_NG59, (Jurisdiction.UK,)),
        GuidelineLine("SP-09", "not for long-term relief", "VA/DoD 2017", VA_DOD_2017, (Jurisdiction.US,)),
    ),
    remark="No interval was printed in what was read.",
    judge=judge,
)
