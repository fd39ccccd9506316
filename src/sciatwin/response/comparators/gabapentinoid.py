"""Gabapentinoids (pregabalin, gabapentin) against placebo, in sciatica."""

from sciatwin.evidence import Source
from sciatwin.patient import Jurisdiction, Patient, TreatmentKind
from sciatwin.response.comparators.base import (
    Comparator,
    GuidelineLine,
    Judgement,
    Standing,
    WindowEffect,
    printed_points,
    printed_share,
)

MATHIESON_2017 = Source(
    "Mathieson S, et al. N Engl J Med 2017;376:1111-1120 (pregabalin, 207 people)",
    url="https://researchers.mq.edu.au/en/publications/trial-of-pregabalin-for-acute-and-chronic-sciatica-2",
)
ENKE_2018 = Source("Enke O, et al. CMAJ 2018;190:E786-E793 (9 trials, 859 people)", doi="10.1503/cmaj.171333")
NICE_2020 = Source(
    "NECS note on the 2020 update of NICE NG59",
    url="https://medicines.necsu.nhs.uk/back-pain-sciatica-nice-warn-against-benzos-gabapentinoids-opioids",
)
NEUPSIG_2025 = Source(
    "Soliman 2025, Lancet Neurol (NeuPSIG)",
    url="https://www.epocrates.com/online/article/"
    "meta-analysis-examines-safety-and-efficacy-of-drugs-and-neuromodulation-for",
)


def judge(patient: Patient) -> Judgement:
    """NICE bans it in sciatica; elsewhere it is first line for neuropathic pain, against the trials in sciatica."""
    if patient.jurisdiction is Jurisdiction.UK:
        return Judgement(Standing.NOT_INDICATED, ("NICE: do not offer for sciatica",))
    return Judgement(
        Standing.OPEN, ("first line for neuropathic pain in general; the trials in sciatica found no benefit",)
    )


COMPARATOR = Comparator(
    key="gabapentinoid",
    name="gabapentinoid",
    kinds=(TreatmentKind.GABAPENTINOID,),
    against="placebo",
    effects=(
        WindowEffect(
            from_week=0,
            to_week=2,
            mean_difference=printed_points(-0.1, -0.7, 0.5, ENKE_2018, "abstract, radicular pain, immediate term"),
            certainty="high, says the review",
            when="immediate term",
            trial="pooled trials",
            assumed_time="the review's 'immediate term' is taken as the first 2 weeks; its limits were not seen",
        ),
        WindowEffect(
            from_week=8,
            to_week=8,
            mean_difference=printed_points(0.5, -0.2, 1.2, MATHIESON_2017, "abstract, leg pain"),
            certainty="one trial",
            when="week 8",
            trial="pregabalin, 207 people",
        ),
        WindowEffect(
            from_week=52,
            to_week=52,
            mean_difference=printed_points(0.3, -0.5, 1.0, MATHIESON_2017, "abstract, leg pain"),
            certainty="one trial",
            when="week 52",
            trial="pregabalin, 207 people",
        ),
    ),
    harms=(
        printed_share("any side effect on pregabalin", 0.642, MATHIESON_2017, "adverse events"),
        printed_share("any side effect on placebo", 0.426, MATHIESON_2017, "adverse events"),
        printed_share("dizziness on pregabalin", 0.396, MATHIESON_2017, "adverse events"),
        printed_share("dizziness on placebo", 0.129, MATHIESON_2017, "adverse events"),
    ),
    guidelines=(
        GuidelineLine("SP-03", "do not offer for sciatica", "NICE do not offer, 2020", NICE_2020, (Jurisdiction.UK,)),
        GuidelineLine("NP-07", "first line for neuropathic pain in general", "strong", NEUPSIG_2025),
    ),
    remark="",
    judge=judge,
)
