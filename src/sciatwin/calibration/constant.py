"""A constant that is fitted: its name, the scale on which it is normal, and what was presumed before."""

from dataclasses import dataclass

import numpy as np
from scipy.special import expit, logit

from sciatwin.evidence import Shape


@dataclass(frozen=True)
class FreeConstant:
    """Prior of one constant: normal on the log scale, or on the logit scale for a probability.

    Attributes:
        median: of the prior; spread: standard deviation on that scale; because: why this prior.
    """

    name: str
    median: float
    spread: float
    because: str
    shape: Shape = Shape.LOGNORMAL

    @property
    def centre(self) -> float:
        """Prior mean on the transformed scale."""
        return float(logit(self.median) if self.shape is Shape.PROBABILITY else np.log(self.median))

    def value(self, transformed: np.ndarray | float) -> np.ndarray:
        """From the transformed scale to the unit of the constant."""
        return np.asarray(expit(transformed) if self.shape is Shape.PROBABILITY else np.exp(transformed))

    def standard_error(self, value: float, transformed_sd: float) -> float:
        """Standard error in the unit of the constant, so that drawing it gives back the transformed spread."""
        if self.shape is Shape.PROBABILITY:
            return transformed_sd * value * (1 - value)
        return value * float(np.sqrt(np.expm1(transformed_sd**2)))

    @property
    def prior(self) -> str:
        """The prior in words."""
        low, high = (float(self.value(self.centre + sign * 1.96 * self.spread)) for sign in (-1, 1))
        return f"{self.median:.3g} (95 % {low:.2g} to {high:.2g}), {self.because}"
