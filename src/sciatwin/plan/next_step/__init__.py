"""After sessions: what was seen, what speaks against a further one, and whether to go on, change or stop."""

from sciatwin.plan.next_step.advice import Advice, Step, advise
from sciatwin.plan.next_step.danger_seen import dangers_seen
from sciatwin.plan.next_step.relief_seen import ReliefSeen, relief_seen
from sciatwin.plan.next_step.seen import Seen, Weighs
from sciatwin.plan.session.stop_values import StopValues

__all__ = ["Advice", "ReliefSeen", "Seen", "Step", "StopValues", "Weighs", "advise", "dangers_seen", "relief_seen"]
