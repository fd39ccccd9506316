"""Surgery (removal of the disc fragment) against care without surgery, in sciatica from a disc."""

from sciatwin.evidence import Estimate, Source, Status
from sciatwin.patient import ImagingFinding, Patient, TreatmentKind
from sciatwin.response.comparators.base import (
    Comparator,
    GuidelineLine,
    Judgement,
    Standing,
    WindowEffect,
    from_hundred,
)
from sciatwin.units import DAYS_PER_WEEK

LIU_2023 = Source(
    "Liu C, et al. BMJ 2023;381:e070730 (24 trials; 12 of removal of the disc, 1711 people)",
    doi="10.1136/bmj-2022-070730",
)
BAILEY_2020 = Source(
    "Bailey 2020 (128 people with sciatica of 4 to 12 months; 22 of 64 crossed over to surgery)",
    url="https://2medical.news/2020/03/25/"
    "surgery-versus-conservative-care-for-persistent-sciatica-lasting-4-to-12-months/",
)
NASS_2012 = Source(
    "NASS guideline on lumbar disc herniation, surgical questions (translated note)",
    url="https://www.kiraspecialist.com/97242355453969/",
)
IMAGING_TIME = Source(
    "UK primary-care algorithm for sciatica", url="https://gpreasoning.uk/tools/algorithms/sciatica.html"
)

IMAGING_AFTER_DAYS = 6 * DAYS_PER_WEEK  # IMAGING_TIME: after 4 to 6 weeks
_REVIEW = "discectomy trials"


def judge(patient: Patient) -> Judgement:
    """The trials operated on a disc seen on imaging; without a finding there is nothing to remove."""
    reasons = _opinion(patient)
    imaging = patient.sciatica.imaging
    if imaging is ImagingFinding.NO_COMPRESSION:
        return Judgement(Standing.NOT_INDICATED, (*reasons, "imaging shows no compression"))
    if imaging is ImagingFinding.COMPRESSION:
        return Judgement(Standing.OPEN, (*reasons, "imaging shows compression"))
    if patient.sciatica.duration_days < IMAGING_AFTER_DAYS:
        return Judgement(Standing.NOT_INDICATED, (*reasons, "too early: imaging comes after 4 to 6 weeks"))
    return Judgement(Standing.UNCLEAR, (*reasons, "no imaging on record"))


def _opinion(patient: Patient) -> tuple[str, ...]:
    return tuple(
        f"surgical opinion: {t.detail or t.result}"
        for t in patient.treatments or ()
        if t.kind is TreatmentKind.SURGICAL_OPINION
    )


def _liu(from_week: float, to_week: float, printed: tuple[float, float, float], when: str) -> WindowEffect:
    return WindowEffect(
        from_week=from_week,
        to_week=to_week,
        mean_difference=from_hundred(*printed, LIU_2023, f"abstract, leg pain, {when}"),
        certainty="very low to low",
        when=when,
        trial=_REVIEW,
    )


COMPARATOR = Comparator(
    key="surgery",
    name="surgery",
    kinds=(TreatmentKind.SURGERY,),
    against="care without surgery",
    effects=(
        _liu(0, 6, (-12.1, -23.6, -0.5), "up to 6 weeks"),
        _liu(6, 13, (-11.7, -18.6, -4.7), "6 weeks to 3 months"),
        _liu(13, 52, (-6.5, -11.0, -2.1), "3 to 12 months"),
        WindowEffect(
            from_week=26,
            to_week=26,
            mean_difference=Estimate(
                value=-2.4,
                unit="points",
                meaning="mean difference of leg pain, surgery − care without surgery",
                status=Status.DERIVED,
                source=BAILEY_2020,
                place="leg pain at 6 months",
                low=-3.4,
                high=-1.4,
                reason="printed as a difference of 2.4 (95 % interval 1.4 to 3.4) in favour of surgery; sign turned",
            ),
            certainty="one trial",
            when="month 6",
            trial="sciatica of 4 to 12 months",
        ),
        _liu(52, 52, (-2.3, -4.5, -0.2), "month 12"),
    ),
    harms=(),
    guidelines=(
        GuidelineLine(
            "SP-11", "if symptoms are bad enough, operate within 6 months of onset", "NASS grade B", NASS_2012
        ),
        GuidelineLine("SP-12", "urgent surgery for a motor deficit: evidence insufficient", "NASS grade I", NASS_2012),
        GuidelineLine("SP-13", "less leg pain early; the gap fades by 12 months", "very low to low", LIU_2023),
    ),
    remark="No share of people harmed was found in the evidence.",
    judge=judge,
)
