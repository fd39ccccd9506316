"""The prior of the block beside every sourced potency, at levels of racemate in plasma."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr

from sciatwin.analytes import Analyte
from sciatwin.errors import ModelError
from sciatwin.receptor import equilibrium, unbound
from sciatwin.receptor.no_human_curve import NO_HUMAN_CURVE, described
from sciatwin.receptor.published import POTENCIES
from sciatwin.receptor.published_potency import Counted, PublishedPotency
from sciatwin.receptor.unbound import unbound_um

SUBANAESTHETIC_NG_PER_ML = (50.0, 100.0, 150.0, 200.0, 250.0, 300.0)

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)

SPINAL, CORTICAL = "spinal receptors", "receptors as in the sources"

_TYPICAL = {name: np.array(item.estimate.value) for name, item in unbound.PARAMETERS.items()}


@dataclass(frozen=True, kw_only=True)
class PriorCoverage:
    """How far the 90 % interval of the prior holds what the sources say, at one level.

    Attributes:
        inside, records: potencies inside the interval, and all that were asked.
        share_of_span: part of the way from the lowest to the highest sourced block that lies in the interval.
    """

    inside: int
    records: int
    share_of_span: float
    note: str = NO_HUMAN_CURVE


def occupancy_table(levels_ng_per_ml: Sequence[float] = SUBANAESTHETIC_NG_PER_ML) -> xr.DataArray:
    """Occupancy by each sourced potency at levels of racemate, no norketamine; dimensions (record, level).

    Unbound is 0.53 of total and as much reaches the receptor; a record that counts total concentrations gets these.
    Raises: ModelError if a level is negative or no number.
    """
    levels = np.asarray(levels_ng_per_ml, dtype=float)
    if levels.ndim != 1 or not np.all((levels >= 0) & np.isfinite(levels)):
        raise ModelError(f"levels_ng_per_ml must be a list of numbers >= 0; got {levels_ng_per_ml}.")
    return xr.DataArray(
        [potency.racemate_block(_counted_um(potency, levels)) for potency in POTENCIES.values()],
        dims=("record", "level"),
        coords={
            "record": list(POTENCIES),
            "level": ("level", levels, {"units": "ng/mL", "long_name": "racemic ketamine in plasma"}),
            "title": ("record", [potency.title for potency in POTENCIES.values()]),
            "site": ("record", [str(potency.site) for potency in POTENCIES.values()]),
            "at_the_pore": ("record", [potency.is_measured_at_the_pore for potency in POTENCIES.values()]),
        },
        attrs=described("share of receptors occupied"),
    )


def _counted_um(potency: PublishedPotency, levels_ng_per_ml: np.ndarray) -> np.ndarray:
    total_um = levels_ng_per_ml / Analyte.KETAMINE.g_per_mol
    return total_um if potency.counted is Counted.TOTAL else unbound_um(levels_ng_per_ml, Analyte.KETAMINE, _TYPICAL)


def compare_potencies(
    levels_ng_per_ml: Sequence[float] = SUBANAESTHETIC_NG_PER_ML, *, draws: int = 4000, seed: int = 1
) -> xr.Dataset:
    """``sourced`` (record, level), and ``prior`` (receptors, quantile, level) of the block by racemate.

    The prior stands there twice: for spinal receptors, as it is drawn for the twin, and without the spinal multiplier,
    for receptors like those that the sources studied.
    """
    sourced = occupancy_table(levels_ng_per_ml)
    drawn = {name: item.draw(name, seed, draws) for name, item in equilibrium.PARAMETERS.items()}
    as_studied = {**drawn, equilibrium.SPINAL: np.ones(draws)}
    half = sourced["level"].to_numpy()[:, None] / 2
    bands = [
        np.quantile(equilibrium.block_fraction(half, half, 0.0, 0.0, which), QUANTILES, axis=1)
        for which in (drawn, as_studied)
    ]
    return xr.Dataset(
        {
            "sourced": sourced,
            "prior": (("receptors", "quantile", "level"), np.array(bands), described("share of receptors blocked")),
        },
        coords={"receptors": [SPINAL, CORTICAL], "quantile": list(QUANTILES)},
        attrs={"note": NO_HUMAN_CURVE},
    )


def coverage(
    comparison: xr.Dataset, *, level_ng_per_ml: float = 100.0, receptors: str = SPINAL, only_pore: bool = True
) -> PriorCoverage:
    """How far the 90 % interval holds the sourced potencies: those measured at the pore, or all.

    Raises: ModelError if the comparison has no such level or receptors.
    """
    if level_ng_per_ml not in comparison["level"] or receptors not in comparison["receptors"]:
        raise ModelError(
            f"no level {level_ng_per_ml:g} ng/mL of '{receptors}' (levels: "
            f"{', '.join(f'{level:g}' for level in comparison['level'].to_numpy())}; receptors: "
            f"{', '.join(comparison['receptors'].to_numpy())})."
        )
    at = comparison.sel(level=level_ng_per_ml)
    blocks = at["sourced"][at["at_the_pore"].to_numpy() | (not only_pore)].to_numpy()
    low, high = at["prior"].sel(receptors=receptors, quantile=[QUANTILES[0], QUANTILES[-1]]).to_numpy()
    span = np.clip([low, high], blocks.min(), blocks.max())
    return PriorCoverage(
        inside=int(np.sum((blocks >= low) & (blocks <= high))),
        records=len(blocks),
        share_of_span=float((span[1] - span[0]) / (blocks.max() - blocks.min())),
    )
