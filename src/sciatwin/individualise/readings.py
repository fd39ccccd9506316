"""Observations sorted into readings, one for each kind."""

from collections.abc import Iterable

import numpy as np

from sciatwin.individualise.likelihoods import (
    concentrations,
    dissociation,
    for_the_decision,
    impression,
    opioid_use,
    pain_diary,
    questionnaires,
    side_effects,
    vital_signs,
)
from sciatwin.individualise.likelihoods.base import AbstractReading
from sciatwin.individualise.setting import Setting
from sciatwin.individualise.shared_error import Drawable
from sciatwin.observation import Observations

_KINDS = (
    concentrations,
    dissociation,
    vital_signs,
    side_effects,
    pain_diary,
    questionnaires,
    impression,
    opioid_use,
    for_the_decision,
)
"""A new kind of observation gets a file of its own and a place here."""


def readings_of(observations: Observations, setting: Setting) -> tuple[AbstractReading, ...]:
    """One reading for each kind of observation that was made."""
    return tuple(found for kind in _KINDS if (found := kind.reading(observations, setting)) is not None)


def parameters_of(readings: Iterable[AbstractReading]) -> dict[str, Drawable]:
    """Numbers that only readings need, such as the spread of a diary."""
    return {name: item for reading in readings for name, item in reading.parameters.items()}


def times_of(readings: Iterable[AbstractReading]) -> np.ndarray:
    """Times at which the readings need the effect sites, each once."""
    return np.unique(np.concatenate([np.empty(0), *(reading.grid_times_h for reading in readings)]))
