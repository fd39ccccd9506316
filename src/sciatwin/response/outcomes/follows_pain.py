"""Scores that follow pain: in proportion while it falls, towards the end of their scale while it rises."""

import numpy as np


def following_pain(today: np.ndarray, pain_ratio: np.ndarray, coupling: np.ndarray, highest_score: float) -> np.ndarray:
    """A score whose fraction ``coupling`` goes with pain, shape (days, people).

    Args:
        today: score today, shape (people,).
        pain_ratio: pain ÷ pain today, shape (days, people).
        coupling: from 0 (goes its own way) to 1 (halves when pain halves).
    """
    return bent_at_the_top(today, today * (1 + coupling * (pain_ratio - 1)), highest_score)


def bent_at_the_top(today: np.ndarray, score: np.ndarray, highest_score: float) -> np.ndarray:
    """The score as it is while below today's; a rise above it nears the highest score and never passes it.

    Both parts have the same slope where they meet. Which part holds is asked of the real part alone, so that a
    complex step passes through.
    """
    rise, room = score - today, highest_score - today
    rises = rise.real > 0
    safe = np.where(rises, rise, 1.0)
    return np.where(rises, today + room * safe / (room + safe), score)
