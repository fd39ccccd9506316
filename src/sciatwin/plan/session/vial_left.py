"""What is left in the opened vial: a controlled drug that somebody must see destroyed."""

from collections.abc import Sequence

from sciatwin.plan.clinic.supply import ReadyMix, Supply, Vial
from sciatwin.plan.session.orders import VisitOrder
from sciatwin.plan.sheet.words import visits_words

_MUCH = 0.5
"""Part of a vial that is left over from which a smaller one is asked for."""


def left_in_vial(orders: Sequence[VisitOrder]) -> str:
    """How much drug is left, visit by visit, and what it was drawn for."""
    parts = [
        f"{round(order.preparation.left_in_vial_mg, 2):g} mg after {visits_words(order.numbers)} "
        f"(if all {round(order.preparation.total_mg, 2):g} mg are given)"
        for order in orders
    ]
    return f"Left in the opened container: {'; '.join(parts)}."


def smaller_vial(supply: Supply, others: Sequence[Vial], orders: Sequence[VisitOrder]) -> str:
    """Advice where most of a vial would be destroyed; empty where it would not, or for a ready bag."""
    if isinstance(supply, ReadyMix):
        return ""
    holds_mg = supply.volume_ml * supply.base_mg_per_ml
    most_mg = max(order.preparation.total_mg for order in orders)
    if most_mg > _MUCH * holds_mg:
        return ""
    fitting = [
        vial
        for vial in others
        if vial.drug is supply.drug and most_mg <= vial.volume_ml * vial.base_mg_per_ml < holds_mg
    ]
    if not fitting:
        return f" Most of the vial is left: stock the smallest that holds {most_mg:.0f} mg."
    smallest = min(fitting, key=lambda vial: vial.volume_ml * vial.base_mg_per_ml)
    return f" The clinic's smaller vial ({smallest.volume_ml * smallest.base_mg_per_ml:.0f} mg) holds enough."
