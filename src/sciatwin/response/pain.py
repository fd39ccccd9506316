"""Joins the untreated course, placebo and relief into a pain score. Reliefs act one upon what the other left."""

import numpy as np


def pain_score(pain_today: float, remaining_fraction: np.ndarray, *reliefs: np.ndarray) -> np.ndarray:
    """Leg pain from 0 to 10: today's pain × what is left of it untreated × (1 − each relief)."""
    score = pain_today * remaining_fraction
    for relief in reliefs:
        score = score * (1 - relief)
    return np.asarray(score)
