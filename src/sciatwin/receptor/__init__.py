"""From ketamine in plasma to block of the NMDA receptor: at equilibrium for long times, state by state for short ones.

Nobody has measured this curve in people; every result carries ``NO_HUMAN_CURVE``.
"""

from typing import TYPE_CHECKING

from sciatwin.lazy import lazy

if TYPE_CHECKING:
    from sciatwin.receptor.blocker import Blocker
    from sciatwin.receptor.blockers_by_enantiomer import enantiomer_blockers
    from sciatwin.receptor.equilibrium import PARAMETERS, block_fraction, half_block_ng_per_ml, half_block_um
    from sciatwin.receptor.gating import GatingScheme
    from sciatwin.receptor.imaging import OBSERVATIONS, OccupancyObservation
    from sciatwin.receptor.no_human_curve import NO_HUMAN_CURVE, described
    from sciatwin.receptor.potency_comparison import PriorCoverage, compare_potencies, coverage, occupancy_table
    from sciatwin.receptor.published import GATING_SCHEMES, POTENCIES
    from sciatwin.receptor.published_potency import PublishedPotency
    from sciatwin.receptor.racemate_blockers import RACEMATE_BLOCKERS
    from sciatwin.receptor.subunits import KETAMINE_UNVERIFIED, MEMANTINE, Subunit, SubunitHalfBlock
    from sciatwin.receptor.time_course import BathPhase, follow, last_state
    from sciatwin.receptor.tonic_site import PARAMETERS as TONIC_PARAMETERS
    from sciatwin.receptor.tonic_site import tonic_inhibition_fraction
    from sciatwin.receptor.trapping import Bath, TrappingScheme
    from sciatwin.receptor.unbound import RIVAL_FRACTION_UNBOUND, unbound_um

_WHERE = {
    "Bath": "sciatwin.receptor.trapping",
    "Blocker": "sciatwin.receptor.blocker",
    "PriorCoverage": "sciatwin.receptor.potency_comparison",
    "GATING_SCHEMES": "sciatwin.receptor.published",
    "GatingScheme": "sciatwin.receptor.gating",
    "KETAMINE_UNVERIFIED": "sciatwin.receptor.subunits",
    "MEMANTINE": "sciatwin.receptor.subunits",
    "NO_HUMAN_CURVE": "sciatwin.receptor.no_human_curve",
    "OBSERVATIONS": "sciatwin.receptor.imaging",
    "OccupancyObservation": "sciatwin.receptor.imaging",
    "PARAMETERS": "sciatwin.receptor.equilibrium",
    "POTENCIES": "sciatwin.receptor.published",
    "BathPhase": "sciatwin.receptor.time_course",
    "PublishedPotency": "sciatwin.receptor.published_potency",
    "RACEMATE_BLOCKERS": "sciatwin.receptor.racemate_blockers",
    "RIVAL_FRACTION_UNBOUND": "sciatwin.receptor.unbound",
    "Subunit": "sciatwin.receptor.subunits",
    "SubunitHalfBlock": "sciatwin.receptor.subunits",
    "TONIC_PARAMETERS": "sciatwin.receptor.tonic_site:PARAMETERS",
    "TrappingScheme": "sciatwin.receptor.trapping",
    "block_fraction": "sciatwin.receptor.equilibrium",
    "compare_potencies": "sciatwin.receptor.potency_comparison",
    "coverage": "sciatwin.receptor.potency_comparison",
    "described": "sciatwin.receptor.no_human_curve",
    "enantiomer_blockers": "sciatwin.receptor.blockers_by_enantiomer",
    "follow": "sciatwin.receptor.time_course",
    "half_block_ng_per_ml": "sciatwin.receptor.equilibrium",
    "half_block_um": "sciatwin.receptor.equilibrium",
    "last_state": "sciatwin.receptor.time_course",
    "occupancy_table": "sciatwin.receptor.potency_comparison",
    "tonic_inhibition_fraction": "sciatwin.receptor.tonic_site",
    "unbound_um": "sciatwin.receptor.unbound",
}

__getattr__, __dir__ = lazy(__name__, _WHERE)

__all__ = [
    "GATING_SCHEMES",
    "KETAMINE_UNVERIFIED",
    "MEMANTINE",
    "NO_HUMAN_CURVE",
    "OBSERVATIONS",
    "PARAMETERS",
    "POTENCIES",
    "RACEMATE_BLOCKERS",
    "RIVAL_FRACTION_UNBOUND",
    "TONIC_PARAMETERS",
    "Bath",
    "BathPhase",
    "Blocker",
    "GatingScheme",
    "OccupancyObservation",
    "PriorCoverage",
    "PublishedPotency",
    "Subunit",
    "SubunitHalfBlock",
    "TrappingScheme",
    "block_fraction",
    "compare_potencies",
    "coverage",
    "described",
    "enantiomer_blockers",
    "follow",
    "half_block_ng_per_ml",
    "half_block_um",
    "last_state",
    "occupancy_table",
    "tonic_inhibition_fraction",
    "unbound_um",
]
