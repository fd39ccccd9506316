"""Posterior, goals and hard limits → a regimen with its reasons, or no infusion."""

from typing import TYPE_CHECKING

from sciatwin.lazy import lazy

if TYPE_CHECKING:
    from sciatwin.plan.choose.planner import plan_infusion
    from sciatwin.plan.clinic.preparation import Preparation, prepare
    from sciatwin.plan.clinic.site import Site, read_site
    from sciatwin.plan.clinic.supply import ReadyMix, Syringe, Vial
    from sciatwin.plan.decision import Decision
    from sciatwin.plan.limits import Limits
    from sciatwin.plan.result import Plan
    from sciatwin.plan.worth.preferences import PREFERENCES, Preferences
    from sciatwin.plan.worth.preferences_file import read_preferences

_WHERE = {
    "Decision": "sciatwin.plan.result",
    "Limits": "sciatwin.plan.limits",
    "PREFERENCES": "sciatwin.plan.worth.preferences",
    "Plan": "sciatwin.plan.result",
    "Preferences": "sciatwin.plan.worth.preferences",
    "Preparation": "sciatwin.plan.clinic.preparation",
    "ReadyMix": "sciatwin.plan.clinic.supply",
    "Site": "sciatwin.plan.clinic.site",
    "Syringe": "sciatwin.plan.clinic.supply",
    "Vial": "sciatwin.plan.clinic.supply",
    "plan_infusion": "sciatwin.plan.choose.planner",
    "prepare": "sciatwin.plan.clinic.preparation",
    "read_preferences": "sciatwin.plan.worth.preferences_file",
    "read_site": "sciatwin.plan.clinic.site",
}

__getattr__, __dir__ = lazy(__name__, _WHERE)

__all__ = [
    "PREFERENCES",
    "Decision",
    "Limits",
    "Plan",
    "Preferences",
    "Preparation",
    "ReadyMix",
    "Site",
    "Syringe",
    "Vial",
    "plan_infusion",
    "prepare",
    "read_preferences",
    "read_site",
]
