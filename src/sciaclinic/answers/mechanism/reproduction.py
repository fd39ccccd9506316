"""What the receptor and the circuit reproduce, in short. The pages named hold the whole tables; tests compare them."""

from dataclasses import dataclass

RECEPTOR_PAGE, HORN_PAGE = "receptor.md", "dorsal-horn.md"
"""In docs/explanation."""


@dataclass(frozen=True)
class Reproduction:
    """One observation: what was seen, what comes out here, and the page that has the tolerance and the source."""

    observation: str
    seen: str
    here: str
    verdict: str
    page: str


ROWS = (
    Reproduction("Steady block by 10 µmol/L (Mealing 1999)", "80 ± 2 %", "80 %", "yes", RECEPTOR_PAGE),
    Reproduction("Trapped after 120 s without agonist", "86 ± 1 %", "85.6 to 86.0 %", "yes", RECEPTOR_PAGE),
    Reproduction(
        "Half-blocking concentration (Gilling 2009)", "0.71 µmol/L", "1.47 from its rates", "no: twice", RECEPTOR_PAGE
    ),
    Reproduction("Magnesium and memantine at GluN2B", "27 times", "13.6 times", "no: half", RECEPTOR_PAGE),
    Reproduction("Peak open probability (Dzubay and Jahr 1996)", "0.3", "0.42", "40 % high", RECEPTOR_PAGE),
    Reproduction("Aguiar 2010, 15 shocks at 1 Hz, late spikes", "4 → 11", "4 → 11", "yes, at its step", HORN_PAGE),
    Reproduction(
        "The same, equations solved without a step", "4 → 11", "5 → 14", "no: the curve is the step's", HORN_PAGE
    ),
    Reproduction("Zhang 2014, 15 shocks at 1 Hz, late spikes", "13 → 31", "13 → 30", "yes", HORN_PAGE),
    Reproduction("Zhang 2014, no inhibition", "15 → 41", "15 → 41", "yes", HORN_PAGE),
    Reproduction(
        "Ketamine cuts wind-up and spares single responses (Guirimand 2000)",
        "threshold and recruitment as they were",
        "10 of 13 first spikes under full block",
        "in part; it was fitted to",
        HORN_PAGE,
    ),
    Reproduction(
        "Injured rats: post-discharge cut more by ketamine (Suzuki 2001)",
        "cut more in injured",
        "cuts both less under a compressed root",
        "no: the contrary",
        HORN_PAGE,
    ),
)
