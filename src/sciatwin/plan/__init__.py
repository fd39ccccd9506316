"""Posterior, goals and hard limits → a regimen with its reasons, or no infusion."""

from sciatwin.plan.limits import Limits
from sciatwin.plan.planner import plan_infusion
from sciatwin.plan.preparation import Preparation, prepare
from sciatwin.plan.result import Decision, Plan
from sciatwin.plan.site import Site, read_site
from sciatwin.plan.supply import ReadyMix, Syringe, Vial

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
