"""Joins the untreated course, placebo and relief into a pain score. Reliefs act one upon what the other left."""

import numpy as np


def pain_score(untreated: np.ndarray, *reliefs: np.ndarray) -> np.ndarray:
    """Leg pain from 0 to 10: untreated pain × (1 − each relief)."""
    score = untreated
    for relief in reliefs:
        left = np.asarray(1 - relief)
        in_place = left.shape == np.shape(score) and left.dtype == np.result_type(left, score)
        score = np.multiply(left, score, out=left if in_place else None)
    return np.asarray(score)


def relief_needed(pain: np.ndarray, target: np.ndarray) -> np.ndarray:
    """The further relief, as a fraction, that takes pain down to a target; above 1 where none is enough."""
    return np.asarray(1 - target / pain)
