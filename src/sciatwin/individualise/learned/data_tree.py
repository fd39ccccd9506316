"""What was learned as an xarray DataTree, in the groups and dimensions that ArviZ reads."""

import numpy as np
import xarray as xr

from sciatwin.individualise.learned.record import Learned
from sciatwin.twin import Twin


def data_tree(learned: Learned) -> xr.DataTree:
    """Groups ``prior``, ``posterior`` and ``observed_data``; numbers have dimensions (chain, draw).

    A slash in the name of a number would be read as a path, so it becomes a full stop: "fast relief.C50".
    """
    return xr.DataTree.from_dict(
        {
            "prior": _numbers(learned.before),
            "posterior": _numbers(learned.twin),
            "observed_data": xr.Dataset(
                {"value": ("observation", learned.rows.value)},
                coords={"kind": ("observation", list(learned.rows.kind))},
            ),
        }
    )


def _numbers(twin: Twin) -> xr.Dataset:
    drawn = {name.replace("/", "."): (("chain", "draw"), values[None]) for name, values in twin.ensemble.drawn.items()}
    coordinates: dict[str, object] = {"chain": [0], "draw": np.arange(twin.ensemble.count)}
    if twin.ensemble.version_weights is not None:
        coordinates["version_weight"] = ("draw", twin.ensemble.version_weights)
    return xr.Dataset(drawn, coords=coordinates)
