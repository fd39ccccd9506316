"""What one review found for antidepressants in sciatica; each class has a file of its own beside this one."""

from sciatwin.evidence import Source
from sciatwin.patient import Patient
from sciatwin.response.comparators.base import GuidelineLine, Judgement, Standing, WindowEffect, from_hundred

FERREIRA_2021 = Source(
    "Ferreira GE, et al. BMJ 2021;372:m4825 (33 trials of antidepressants, 5318 people)", doi="10.1136/bmj.m4825"
)
NEUPSIG_2025 = Source(
    "Soliman 2025, Lancet Neurol (NeuPSIG)",
    url="https://www.epocrates.com/online/article/"
    "meta-analysis-examines-safety-and-efficacy-of-drugs-and-neuromodulation-for",
)
FIRST_LINE = GuidelineLine("NP-07", "first line for neuropathic pain in general", "strong", NEUPSIG_2025)


def judge(_: Patient) -> Judgement:
    """First line for neuropathic pain in general; the trials in sciatica are few and of low certainty at best."""
    return Judgement(Standing.OPEN, ("first line for neuropathic pain in general; in sciatica hardly tested",))


def pooled(
    weeks: tuple[float, float], printed: tuple[float, float, float], when: str, drugs: str, certainty: str
) -> WindowEffect:
    """One line of the review's abstract, printed on a scale of 0 to 100."""
    return WindowEffect(
        from_week=weeks[0],
        to_week=weeks[1],
        mean_difference=from_hundred(*printed, FERREIRA_2021, f"abstract, sciatica, {when}"),
        certainty=certainty,
        when=when,
        trial=f"trials of {drugs} in sciatica",
    )
