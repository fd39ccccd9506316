"""Parameters of one individual as the event solver needs them: flows, and what happens to a dose on its way in."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from sciatwin.errors import ModelError
from sciatwin.pharmacokinetics.engine import LinearSystem


@dataclass(frozen=True, kw_only=True, eq=False)
class Kinetics:
    """What one individual does to a drug. Mappings go from compartment to value.

    Attributes:
        compartments: their names, in the order of ``rate_per_h``.
        rate_per_h: shape (compartments, compartments); entry [i, j] flows from j to i, and the diagonal is what
            leaves. `rate_matrix` builds it.
        bioavailability_fraction: part of a dose that arrives; 1 where not named.
        lag_h: delay of a dose; 0 where not named.
        modelled_rate_mg_per_h: rate of infusions whose rate is modelled.
        modelled_duration_h: duration of infusions whose duration is modelled.
        conc_ng_per_ml_per_mg: concentration per amount, where one is observed.
    """

    compartments: tuple[str, ...]
    rate_per_h: np.ndarray
    bioavailability_fraction: Mapping[str, float] = field(default_factory=dict)
    lag_h: Mapping[str, float] = field(default_factory=dict)
    modelled_rate_mg_per_h: Mapping[str, float] = field(default_factory=dict)
    modelled_duration_h: Mapping[str, float] = field(default_factory=dict)
    conc_ng_per_ml_per_mg: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rate = np.array(self.rate_per_h, dtype=float)
        rate.setflags(write=False)
        object.__setattr__(self, "rate_per_h", rate)
        _require_compartmental(rate, len(self.compartments))
        if len(set(self.compartments)) < len(self.compartments):
            raise ModelError(f"compartments need different names; got {', '.join(self.compartments)}.")
        for name in ("bioavailability_fraction", "lag_h"):
            self._require(name, "0 or more", lambda value: 0 <= value < math.inf)
        for name in ("modelled_rate_mg_per_h", "modelled_duration_h", "conc_ng_per_ml_per_mg"):
            self._require(name, "more than 0", lambda value: 0 < value < math.inf)

    def _require(self, name: str, wanted: str, holds: Callable[[float], bool]) -> None:
        for compartment, value in getattr(self, name).items():
            self.index(compartment)
            if not holds(value):
                raise ModelError(f"{name} of '{compartment}' must be {wanted} and finite; got {value}.")

    def index(self, compartment: str) -> int:
        """Position of a compartment. Raises: ModelError naming those that exist."""
        if compartment not in self.compartments:
            known = ", ".join(self.compartments)
            raise ModelError(f"there is no compartment '{compartment}' (available: {known}).")
        return self.compartments.index(compartment)

    def modelled(self, name: str, compartment: str) -> float:
        """Modelled rate or duration. Raises: ModelError if the kinetics give none for the compartment."""
        values: Mapping[str, float] = getattr(self, name)
        if compartment not in values:
            raise ModelError(f"a dose into '{compartment}' needs {name} for it; the kinetics give none.")
        return values[compartment]


def rate_matrix(compartments: Sequence[str], flows_per_h: Mapping[tuple[str, str | None], float]) -> np.ndarray:
    """Matrix of a compartmental system from its rate constants.

    Args:
        flows_per_h: (source, target) → rate constant; target None leaves the body.
    """
    rate = np.zeros((len(compartments),) * 2)
    index = {name: position for position, name in enumerate(compartments)}
    for (source, target), constant in flows_per_h.items():
        if unknown := {source, target} - {*index, None}:
            raise ModelError(f"a flow names {sorted(map(str, unknown))}; compartments are {', '.join(compartments)}.")
        rate[index[source], index[source]] -= constant
        if target is not None:
            rate[index[target], index[source]] += constant
    return rate


def kinetics_of_system(system: LinearSystem, dose_compartment: str, individual: int = 0) -> Kinetics:
    """One individual of a batch as kinetics for events, with the levels that the system's outputs give.

    A state without a compartment's name, such as an effect site, is called after its output; it holds ng/mL, not mg.

    Args:
        dose_compartment: name for the state that takes doses without a compartment.
    """
    outputs = list(zip(system.output_names, system.output_state, system.output_scale[:, individual], strict=True))
    names = {int(state): name for name, state, _ in reversed(outputs)}
    names |= {state: name for name, state in system.further_inputs.items()} | {system.dosed_state: dose_compartment}
    return Kinetics(
        compartments=tuple(names.get(state, f"state {state + 1}") for state in range(len(system.rate_per_h))),
        rate_per_h=system.rate_per_h[:, :, individual],
        conc_ng_per_ml_per_mg={names[int(state)]: float(scale) for _, state, scale in reversed(outputs) if scale > 0},
    )


def _require_compartmental(rate_per_h: np.ndarray, compartments: int) -> None:
    if rate_per_h.shape != (compartments, compartments):
        raise ModelError(f"rate_per_h needs shape {(compartments, compartments)}; got {rate_per_h.shape}.")
    off_diagonal = rate_per_h[~np.eye(compartments, dtype=bool)]
    if not np.all(np.isfinite(rate_per_h)) or (off_diagonal < 0).any():
        raise ModelError("rate_per_h must be finite and, off its diagonal, not negative.")
