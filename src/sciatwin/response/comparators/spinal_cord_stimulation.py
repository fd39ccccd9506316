"""Spinal cord stimulation for leg pain that persists after surgery."""

from sciatwin.evidence import Source
from sciatwin.patient import Patient, Treatment, TreatmentKind, TreatmentResult
from sciatwin.response.comparators.base import Comparator, GuidelineLine, Judgement, Standing
from sciatwin.units import DAYS_PER_MONTH

NICE_TA159 = Source(
    "NICE TA159 (2008, reviewed 2014), as told by the Faculty of Pain Medicine, case of the month 32",
    url="https://beta.fpm.ac.uk/documents/case-month-32-spinal-cord-stimulation-scs-persistent-pain-following-spinal-surgery",
)
COCHRANE_2023 = Source(
    "Traeger AC, et al. Cochrane 2023 CD014789: spinal cord stimulation for low back pain (13 trials, 699 people)",
    doi="10.1002/14651858.CD014789.pub2",
)

LEAST_PAIN, LEAST_MONTHS = 5.0, 6.0  # NICE_TA159: at least 50 mm of 100 for at least 6 months


def judge(patient: Patient) -> Judgement:
    """NICE names it for persistent pain after surgery that is severe and long."""
    if not any(_operated_in_vain(treatment) for treatment in patient.treatments or ()):
        if patient.treatments is None:
            return Judgement(Standing.UNCLEAR, ("whether surgery was tried is not on record",))
        return Judgement(Standing.NOT_INDICATED, ("for pain that persists after surgery",))
    months = patient.sciatica.duration_days / DAYS_PER_MONTH
    if patient.sciatica.leg_pain < LEAST_PAIN or months < LEAST_MONTHS:
        return Judgement(Standing.NOT_INDICATED, ("NICE: pain of at least 5 of 10 for at least 6 months",))
    return Judgement(Standing.OPEN, ("NICE: after surgery, by a specialist team, if a trial of stimulation helps",))


def _operated_in_vain(treatment: Treatment) -> bool:
    return treatment.kind is TreatmentKind.SURGERY and treatment.result is not TreatmentResult.GOOD_RELIEF


COMPARATOR = Comparator(
    key="spinal cord stimulation",
    name="spinal cord stimulation",
    kinds=(),
    against="nothing: no number for leg pain against sham was read",
    effects=(),
    harms=(),
    guidelines=(
        GuidelineLine("TA159", "recommended for failed back surgery with neuropathic pain", "NICE", NICE_TA159),
        GuidelineLine(
            "CD014789", "no sustained benefit in low back pain that outweighs cost and risk", "Cochrane", COCHRANE_2023
        ),
    ),
    remark="Guidance and the Cochrane review disagree.",
    judge=judge,
)
