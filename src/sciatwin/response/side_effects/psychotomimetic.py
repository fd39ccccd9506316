"""Psychotomimetic effects, counted as present or absent. Their strength is predicted by ``dissociation``."""

from sciatwin.evidence import Source
from sciatwin.response.side_effects.side_effect_risk import SideEffectRisk, risk_ratio

MICHELET_2018 = Source(
    "Michelet D, et al. Eur J Pain 2018 (6 trials, 195 people)",
    doi="10.1002/ejp.1153",
    read_at="https://www.clinicalpainadvisor.com/chronic-pain/"
    "ketamine-may-represent-an-effective-treatment-for-the-management-of-chronic-noncancer-pain/",
)

RISK = SideEffectRisk(
    key="psychotomimetic",
    name="altered perception or other psychotomimetic effects",
    source=MICHELET_2018,
    relative_risk=risk_ratio(5.35, 2.64, 10.81, MICHELET_2018),
    note=(
        "The risk of neither arm was printed, so no probability is given; the CADSS of the course says how strong "
        "dissociation is expected to be, and above 4 points it counts as present."
    ),
)
