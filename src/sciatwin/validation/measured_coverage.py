"""How often published results lay in the 90 % range that was predicted for them, as last measured.

Measuring takes a minute, so a plan reads the numbers here; tests measure again and hold them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class MeasuredCoverage:
    """``inside`` of ``of`` results; ``measured_by``: the command that measures it again."""

    what: str
    inside: int
    of: int
    measured_by: str


RELIEF = MeasuredCoverage(
    what="results of trials that the models had not seen", inside=8, of=15, measured_by="sciatwin validate trials"
)
LEVELS = MeasuredCoverage(
    what="published levels and amounts of the drug",
    inside=72,
    of=175,
    measured_by="sciatwin validate pharmacokinetics",
)
MEASURED = (RELIEF, LEVELS)
