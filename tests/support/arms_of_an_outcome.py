"""Arms and drawn numbers for the tests of outcomes beyond pain."""

import numpy as np

from sciatwin.response.outcomes.arm import Arm
from sciatwin.response.side_effects import reference_session

DAYS = np.arange(91.0)
REFERENCE = reference_session.S_KETAMINE_SITE.value


def arm(pain, natural=None, *, visits=(), level=0.0):
    """An arm of one or more people.

    ``pain`` and ``natural`` are a number or an array that broadcasts to (days, people); ``level`` is a number or one
    level for each visit.
    """
    pain = np.atleast_2d(np.asarray(pain, dtype=float) * np.ones((len(DAYS), 1)))
    natural = pain if natural is None else np.asarray(natural, dtype=float) * np.ones(pain.shape)
    levels = np.broadcast_to(np.reshape(np.asarray(level, dtype=float), (-1, 1)), (len(visits), pain.shape[1]))
    return Arm(
        days=DAYS,
        pain_fraction=pain,
        natural_fraction=natural,
        visit_days=np.asarray(visits, dtype=float),
        visit_level_ng_per_ml=np.array(levels),
    )


def central(*tables, **changed):
    """Every number at its estimate, for one person; ``changed`` replaces some, with _ for a space or a slash."""
    drawn = {name: np.array([item.estimate.value]) for table in tables for name, item in table.items()}
    for key, value in changed.items():
        (name,) = [name for name in drawn if name.replace(" ", "_").replace("/", "_") == key]
        drawn[name] = np.array([float(value)])
    return drawn


def draws(count, *tables, seed=4):
    return {name: item.draw(name, seed, count) for table in tables for name, item in table.items()}


def falling(to=0.3, people=1):
    """Pain that falls to a fraction of today's over the months."""
    return (to + (1 - to) * np.exp(-DAYS / 20))[:, None] * np.ones(people)
