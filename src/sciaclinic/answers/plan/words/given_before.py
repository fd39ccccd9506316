"""What was given before a plan, said wherever a number of the plan leaves it out or counts it."""

from sciaclinic.answers import numbers
from sciaclinic.answers.plan.document import PlanDocument


def given_before(document: PlanDocument) -> str:
    """Such as "2 sessions of 74 mg in all given before"; empty if none was."""
    seen = document.seen_in_sessions
    if seen is None or not seen.visits:
        return ""
    sessions = "1 session" if seen.visits == 1 else f"{seen.visits} sessions"
    return f"{sessions} of {numbers.mg(seen.total_mg)} in all given before"


def besides(document: PlanDocument) -> str:
    """Follows a sum of the plan alone; empty if nothing was given before."""
    given = given_before(document)
    return f"; besides, {given}" if given else ""


def left_out(document: PlanDocument) -> str:
    """Follows a number of the planned sessions alone."""
    given = given_before(document)
    return f", without the {given}" if given else ""


def counted_in(document: PlanDocument) -> str:
    """Follows what counts all sessions together."""
    given = given_before(document)
    return f". The {given} count" if given else ""
