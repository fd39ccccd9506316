"""Open probability of single channels under ketamine, in two ways of access (Orser, Pennefather and MacDonald 1997).

Two concentrations were printed for each way, so a half-blocking concentration and a Hill slope follow exactly. In
cell-attached patches the drug also reaches the receptor through the membrane, so it is stronger there.
"""

import math

from sciatwin.analytes import Analyte
from sciatwin.evidence import Estimate, Source, Status
from sciatwin.receptor.published_potency import BindingSite, PotencyBasis, PublishedPotency

SOURCE = Source(
    "Orser BA, Pennefather PS, MacDonald JF. Anesthesiology 1997 (multiple mechanisms of ketamine blockade)",
    url="http://globalauthorid.com/WebPortal/ArticleView?wd=37D9FEB753DDBBB5C11C44B97F6D1F8E817DB0A7EA4905A6684B4AD4657"
    "A4279ABF104E88A57BB4E",
    read_at="abstract",
)

CELL_ATTACHED_REMAINING = {0.1: 0.53, 1.0: 0.24}
OUTSIDE_OUT_REMAINING = {1.0: 0.63, 10.0: 0.34}
"""Open probability that remained, by µmol/L of ketamine, as printed in the abstract."""


def _through(remaining: dict[float, float]) -> tuple[float, float]:
    """Half-blocking concentration and Hill slope of the curve through two points."""
    (low_um, low), (high_um, high) = ((c, math.log((1 - left) / left)) for c, left in remaining.items())
    hill = (high - low) / math.log(high_um / low_um)
    return low_um * math.exp(-low / hill), hill


def _potency(key: str, title: str, remaining: dict[float, float], site: BindingSite, system: str) -> PublishedPotency:
    half_um, hill = _through(remaining)
    printed = ", ".join(f"{left} left at {concentration} µmol/L" for concentration, left in remaining.items())

    def derived(value: float, unit: str, meaning: str) -> Estimate:
        reason = f"curve through the two printed points: {printed}"
        return Estimate(value=value, unit=unit, meaning=meaning, status=Status.DERIVED, source=SOURCE, reason=reason)

    return PublishedPotency(
        key=key,
        title=title,
        source=SOURCE,
        system=system,
        site=site,
        basis=PotencyBasis.CURRENT,
        half_block_um={
            Analyte.KETAMINE: derived(half_um, "µmol/L", "ketamine that takes half of the open probability away")
        },
        hill=derived(hill, "1", "Hill slope; below 1 speaks for more than one mechanism"),
    )


OUTSIDE_OUT = _potency(
    "orser_1997",
    "Orser 1997, single channels",
    OUTSIDE_OUT_REMAINING,
    BindingSite.PORE,
    "mouse hippocampal neurons, outside-out patches",
)

CELL_ATTACHED = _potency(
    "orser_1997_cell_attached",
    "Orser 1997, also by membrane",
    CELL_ATTACHED_REMAINING,
    BindingSite.PORE_AND_MEMBRANE,
    "mouse hippocampal neurons, cell-attached patches",
)
