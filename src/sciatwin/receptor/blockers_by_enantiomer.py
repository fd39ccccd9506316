"""S- and R-ketamine and their norketamines as four blockers of one pore, from a record of the racemate.

How much weaker each is comes from binding (Ebert 1997). That they enter at the same rate, so that the weaker ones leave
sooner, is assumed: no rates of the enantiomers were found.
"""

from dataclasses import replace

from sciatwin.analytes import Analyte
from sciatwin.evidence import Estimate, Status
from sciatwin.receptor.blocker import Blocker
from sciatwin.receptor.published import ebert_1997

_SPREAD = 2.0  # factor either way within which a derived number is taken to lie


def enantiomer_blockers(racemate: Blocker) -> tuple[Blocker, ...]:
    """S- and R-ketamine, S- and R-norketamine; half S and half R block as the racemate does."""
    affinities = {analyte: estimate.value for analyte, estimate in ebert_1997.AFFINITIES.items()}
    binding_racemate = 2 / (1 / affinities[Analyte.S_KETAMINE] + 1 / affinities[Analyte.R_KETAMINE])
    return tuple(_weaker(racemate, analyte, value / binding_racemate) for analyte, value in affinities.items())


def _weaker(racemate: Blocker, analyte: Analyte, times: float) -> Blocker:
    return replace(
        racemate,
        name=str(analyte),
        half_block_um=_scaled(racemate.half_block_um, times, f"half-blocking concentration of {analyte}"),
        relief_per_s=_scaled(racemate.relief_per_s, times, f"rate of relief from {analyte}"),
    )


def _scaled(estimate: Estimate, times: float, meaning: str) -> Estimate:
    value = estimate.value * times
    return Estimate(
        value=value,
        unit=estimate.unit,
        meaning=meaning,
        status=Status.ASSUMED,
        source=ebert_1997.SOURCE,
        low=value / _SPREAD,
        high=value * _SPREAD,
        reason=f"{estimate.meaning}, times the ratio {times:.2f} of affinities; equal rates of entry are assumed",
    )
