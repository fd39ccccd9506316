"""The two structures that most population analyses start from, as systems that the exact engine solves.

Any function from named parameters to a ``LinearSystem``, or to a ``DosedSystem`` if doses have a lag time or the like,
serves as well, for example one that calls ``build_system``.
"""

from collections.abc import Callable, Mapping

import numpy as np

from sciatwin.pharmacokinetics.engine import LinearSystem
from sciatwin.pharmacokinetics.events import DosedSystem
from sciatwin.units import NG_PER_ML_PER_MG_PER_L

System = LinearSystem | DosedSystem

Structure = Callable[[Mapping[str, np.ndarray]], System]
"""Named parameters, each of shape (individuals,) → the system whose first output is what was measured.

A `DosedSystem` also gives lag times, bioavailability, and modelled rates and durations of doses.
"""


def one_compartment(parameters: Mapping[str, np.ndarray]) -> LinearSystem:
    """``clearance`` (L/h) from one ``volume`` (L); the output is ng/mL."""
    clearance, volume = parameters["clearance"], parameters["volume"]
    return _measured_in_the_first((-clearance / volume)[None, None], volume)


def two_compartments(parameters: Mapping[str, np.ndarray]) -> LinearSystem:
    """``clearance`` and ``exchange`` (L/h), ``volume`` and ``peripheral_volume`` (L); the output is ng/mL."""
    clearance, exchange = parameters["clearance"], parameters["exchange"]
    volume, peripheral = parameters["volume"], parameters["peripheral_volume"]
    rate = np.array(
        [
            [-(clearance + exchange) / volume, exchange / peripheral],
            [exchange / volume, -exchange / peripheral],
        ]
    )
    return _measured_in_the_first(rate, volume)


def _measured_in_the_first(rate_per_h: np.ndarray, volume_l: np.ndarray) -> LinearSystem:
    return LinearSystem(
        rate_per_h=rate_per_h,
        dosed_state=0,
        output_state=np.array([0], dtype=np.int64),
        output_scale=(NG_PER_ML_PER_MG_PER_L / volume_l)[None],
        output_names=("concentration",),
    )
