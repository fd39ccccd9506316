"""What the evidence says of a patient's medicines for ketamine given by one route.

Ketamine by mouth passes gut and liver before it reaches the blood, so an enzyme inhibitor or inducer acts far more on
an oral dose than on an infusion. A ratio therefore holds for the route it was studied by and no other: asked for
another route, a fact keeps its direction and loses its size.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sciatwin.evidence import Route
from sciatwin.pharmacokinetics.interactions.facts import DrugInteraction, ExposureChange, drug_interactions


@dataclass(frozen=True, kw_only=True)
class InteractionEffect:
    """One fact about one medicine for one route. Without ratios it is a direction only, and ``says`` says why.

    ``auc_ratio``, ``cmax_ratio``: exposure and peak with ÷ without the medicine; ranges where they were printed.
    """

    medicine: str
    route: Route
    fact: DrugInteraction
    direction: ExposureChange
    auc_ratio: float | None = None
    auc_ratio_range: tuple[float, float] | None = None
    cmax_ratio: float | None = None
    cmax_ratio_range: tuple[float, float] | None = None
    norketamine_auc_ratio: float | None = None
    says: str


def interaction_effects(medicine_names: Iterable[str], route: Route) -> tuple[InteractionEffect, ...]:
    """Facts about these medicines for ketamine by one route, in the order of the medicines.

    A medicine that was studied by this route gives those studies. One that was studied by other routes only gives
    each of those as a direction without a size. A medicine without any fact gives nothing, which does not mean that
    it does not interact: few medicines were studied.
    """
    return tuple(effect for name in medicine_names for effect in _effects_of(name, route))


def _effects_of(medicine: str, route: Route) -> list[InteractionEffect]:
    facts = [fact for fact in drug_interactions() if _names(fact, medicine)]
    by_this_route = [fact for fact in facts if fact.route is route]
    if by_this_route:
        return [_as_studied(medicine, fact) for fact in by_this_route]
    return [_direction_only(medicine, fact, route) for fact in facts]


def _names(fact: DrugInteraction, medicine: str) -> bool:
    entered = medicine.casefold().replace("’", "'")
    words = (fact.medicine, *fact.also_called)
    return any(re.search(rf"\b{re.escape(word.casefold())}\b", entered) for word in words)


def _as_studied(medicine: str, fact: DrugInteraction) -> InteractionEffect:
    says = f"{_finding(fact)}: {_sizes(fact)}{_people(fact)}"
    return InteractionEffect(
        medicine=medicine,
        route=fact.route,
        fact=fact,
        direction=fact.direction,
        auc_ratio=fact.auc_ratio,
        auc_ratio_range=fact.auc_ratio_range,
        cmax_ratio=fact.cmax_ratio,
        cmax_ratio_range=fact.cmax_ratio_range,
        norketamine_auc_ratio=fact.norketamine_auc_ratio,
        says=f"{says}. {fact.source}.",
    )


def _direction_only(medicine: str, fact: DrugInteraction, route: Route) -> InteractionEffect:
    return InteractionEffect(
        medicine=medicine,
        route=route,
        fact=fact,
        direction=fact.direction,
        says=(
            f"{_finding(fact)}; not studied by the {route} route, so the direction there is likely the same and the "
            f"size unknown. {fact.source}."
        ),
    )


def _finding(fact: DrugInteraction) -> str:
    verb = "does not change" if fact.direction is ExposureChange.NO_CHANGE else fact.direction
    return f"{fact.medicine} {verb} levels of {fact.route} {fact.victim}"


def _sizes(fact: DrugInteraction) -> str:
    parts = [
        f"{name} × {ratio:g}" + (f" ({low_high[0]:g} to {low_high[1]:g})" if low_high else "")
        for name, ratio, low_high in (
            ("AUC", fact.auc_ratio, fact.auc_ratio_range),
            ("peak", fact.cmax_ratio, fact.cmax_ratio_range),
            ("norketamine AUC", fact.norketamine_auc_ratio, None),
        )
        if ratio is not None
    ]
    if fact.direction is ExposureChange.NO_CHANGE:
        return "none was found"
    return ", ".join(parts) or "the size was not found"


def _people(fact: DrugInteraction) -> str:
    return f", {fact.subjects} people" if fact.subjects else ""
