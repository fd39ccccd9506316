"""Three ways to the posterior, one form of answer."""

from collections.abc import Callable, Mapping

import numpy as np
from scipy.special import softmax

from sciatwin.inference import importance, nuts, tempering
from sciatwin.inference.directions import Directions, informed_directions
from sciatwin.inference.laplace import Mode, find_modes
from sciatwin.inference.posterior import Diagnostics, Method, Posterior, WeightedVersions, drawn_classes
from sciatwin.inference.target import Target
from sciatwin.inference.weighted import kept, systematic
from sciatwin.streams import generator_for

NEARLY_ALL = 1e-8
"""Information from which the reference looks at a direction: all that there is."""

_AT_THE_TOP, _LEFT_BEHIND = 1e-4, 12.0
"""Of the normal approximation: nats from a mode, and nats behind the best mode at which a class is left."""

_TOO_FAR = "The posterior is too far from normal for the quick way: use importance."

_QUICK_ROUNDS = 2
"""Of one round alone nobody can say whether it missed a mode."""

Way = Callable[[Target, int, np.ndarray, int, int], Posterior]
"""(target, classes, information, versions, seed) → posterior."""


def by_importance(target: Target, classes: int, information: np.ndarray, count: int, seed: int) -> Posterior:
    """The default. If its weights cannot be trusted, the draws are led to the posterior by tempering."""
    directions = informed_directions(information)
    modes = find_modes(
        target, directions, range(classes), close_enough=importance.NEAR_ENOUGH, given_up=importance.GIVEN_UP
    )
    drawn = importance.sample(target, directions, modes, seed)
    if not drawn.trusted:
        return _tempered(target, directions, modes[0], drawn, count, seed)
    return _weighed(directions, modes[0], drawn, count, seed, Method.IMPORTANCE)


def _weighed(
    directions: Directions, mode: Mode, drawn: importance.Weighted, count: int, seed: int, used: Method
) -> Posterior:
    """Versions of equal weight from weighted draws."""
    random = generator_for("learn/versions", seed)
    chosen = systematic(np.log(np.maximum(drawn.weights.weights, 1e-300)), count, random)
    return Posterior(
        drawn.x[chosen],
        drawn_classes(drawn.by_class[:, chosen], random),
        drawn.class_probability,
        mode,
        directions,
        drawn.log_evidence,
        Diagnostics(
            used=used,
            trusted=drawn.trusted,
            effective=drawn.weights.effective,
            pareto_k=drawn.weights.pareto_k,
            rounds=drawn.rounds,
            notes=() if drawn.trusted else (_TOO_FAR,),
        ),
        _different(drawn, count, seed),
    )


def _different(drawn: importance.Weighted, count: int, seed: int) -> WeightedVersions:
    """The same draws with their weights, none of them repeated."""
    random = generator_for("learn/weighted versions", seed)
    chosen, weights = kept(drawn.weights.weights, count, random)
    return WeightedVersions(drawn.x[chosen], drawn_classes(drawn.by_class[:, chosen], random), np.log(weights))


def _tempered(
    target: Target, directions: Directions, mode: Mode, drawn: importance.Weighted, count: int, seed: int
) -> Posterior:
    found = tempering.sample(target, directions, drawn.proposal, seed)
    random = generator_for("learn/versions", seed)
    chosen = systematic(np.zeros(len(found.x)), count, random)
    why = (
        f"Importance weights could not be trusted (Pareto k {drawn.weights.pareto_k:.2f}, "
        f"{drawn.weights.effective:.0f} effective draws): the versions come from tempering in {found.stages} stages."
    )
    failed = () if found.trusted else ("Tempering did not move its draws enough either: use the reference sampler.",)
    return Posterior(
        found.x[chosen],
        drawn_classes(found.by_class[:, chosen], random),
        softmax(found.by_class, axis=0).mean(axis=1),
        mode,
        directions,
        found.log_evidence,
        Diagnostics(
            used="tempering",
            trusted=found.trusted,
            effective=float(len(np.unique(found.x[:, 0]))),
            pareto_k=drawn.weights.pareto_k,
            accepted=found.accepted,
            rounds=found.stages,
            notes=(why, *failed),
        ),
    )


def by_laplace(target: Target, classes: int, information: np.ndarray, count: int, seed: int) -> Posterior:
    """Draws from the normal approximations around the modes, which their weights correct once, and draws anew."""
    directions = informed_directions(information)
    modes = find_modes(target, directions, range(classes), close_enough=_AT_THE_TOP, given_up=_LEFT_BEHIND)
    drawn = importance.sample(target, directions, modes, seed, most_rounds=_QUICK_ROUNDS)
    return _weighed(directions, modes[0], drawn, count, seed, Method.LAPLACE)


def by_nuts(target: Target, classes: int, information: np.ndarray, count: int, seed: int) -> Posterior:
    """Chains over every direction that the observations could inform, thinned evenly."""
    directions = informed_directions(information, least_information=NEARLY_ALL)
    modes = find_modes(
        target, directions, range(classes), close_enough=importance.NEAR_ENOUGH, given_up=importance.GIVEN_UP
    )
    chains = nuts.sample(target, directions, modes, seed)
    random = generator_for("learn/versions", seed)
    by_class = target.by_class(chains.x)
    chosen = systematic(np.zeros(len(chains.x)), count, random)
    notes = [] if chains.trusted else [f"Chains disagree: R-hat {chains.r_hat:.3f}."]
    if chains.divergences:
        notes.append(f"{chains.divergences} draws diverged.")
    return Posterior(
        chains.x[chosen],
        drawn_classes(by_class[:, chosen], random),
        softmax(by_class, axis=0).mean(axis=1),
        modes[0],
        directions,
        None,
        Diagnostics(
            used=Method.NUTS,
            trusted=chains.trusted,
            effective=chains.effective,
            r_hat=chains.r_hat,
            divergences=chains.divergences,
            rounds=nuts.CHAINS,
            notes=tuple(notes),
        ),
    )


WAYS: Mapping[Method, Way] = {
    Method.IMPORTANCE: by_importance,
    Method.LAPLACE: by_laplace,
    Method.NUTS: by_nuts,
}
