"""What a clinic declared that it can do, as the rows of a session name it."""

from collections.abc import Mapping

from sciatwin.patient import Answer
from sciatwin.plan.clinic.capabilities import Capabilities
from sciatwin.units import MINUTES_PER_HOUR

DECLARED = frozenset({"checks_every", "staff", "capnograph"})
"""Names that a clinic's abilities may give a value for."""


def declared(capabilities: Capabilities) -> Mapping[str, str]:
    """Values by the name that stands in a row; what was not declared is left out."""
    found = {}
    if capabilities.monitoring_interval_h is not None:
        found["checks_every"] = f"{capabilities.monitoring_interval_h * MINUTES_PER_HOUR:.0f}\u00a0min"
    if capabilities.who_monitors:
        many = capabilities.patients_per_nurse
        found["staff"] = capabilities.who_monitors + (f", with at most {many:g} patients" if many else "")
    if capabilities.capnography is Answer.YES:
        found["capnograph"] = "on throughout"
    if capabilities.capnography is Answer.NO:
        found["capnograph"] = "not there"
    return found
