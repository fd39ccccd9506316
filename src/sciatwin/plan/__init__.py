"""Posterior, goals and hard limits → a regimen with its reasons, or no infusion."""

from typing import TYPE_CHECKING

from sciatwin.lazy import lazy

if TYPE_CHECKING:
    from sciatwin.plan.decision import Decision
    from sciatwin.plan.limits import Limits
    from sciatwin.plan.planner import plan_infusion
    from sciatwin.plan.preparation import Preparation, prepare
    from sciatwin.plan.result import Plan
    from sciatwin.plan.site import Site, read_site
    from sciatwin.plan.supply import ReadyMix, Syringe, Vial

_WHERE = {
    "Decision": "sciatwin.plan.result",
    "Limits": "sciatwin.plan.limits",
    "Plan": "sciatwin.plan.result",
    "Preparation": "sciatwin.plan.preparation",
    "ReadyMix": "sciatwin.plan.supply",
    "Site": "sciatwin.plan.site",
    "Syringe": "sciatwin.plan.supply",
    "Vial": "sciatwin.plan.supply",
    "plan_infusion": "sciatwin.plan.planner",
    "prepare": "sciatwin.plan.preparation",
    "read_site": "sciatwin.plan.site",
}

__getattr__, __dir__ = lazy(__name__, _WHERE)

__all__ = [
    "Decision",
    "Limits",
    "Plan",
    "Preparation",
    "ReadyMix",
    "Site",
    "Syringe",
    "Vial",
    "plan_infusion",
    "prepare",
    "read_site",
]
