"""Go on, change or stop: one answer from the rules, the record, the relief and the plan of the learned twin.

In this order, the first that holds decides:

1. a rule forbids ketamine, or could while a question is open: stop;
2. the record holds a danger at which a session is stopped: stop, until a physician has looked at it, or, of
   thoughts of self-harm, until the patient file holds an assessment of the risk;
3. after two visits the pain between sessions has fallen too little: stop;
4. the plan of the learned twin proposes no infusion: stop;
5. the record holds something that speaks against the same dose: change;
6. otherwise: go on.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from sciatwin.observation import Observations
from sciatwin.patient import Patient
from sciatwin.plan.next_step.danger_seen import dangers_seen
from sciatwin.plan.next_step.relief_seen import ReliefSeen, relief_seen
from sciatwin.plan.next_step.seen import WAY_OUT, Seen, Weighs
from sciatwin.plan.result import Plan
from sciatwin.plan.session.stop_values import StopValues


class Step(StrEnum):
    STOP = "stop"
    CHANGE = "change"
    GO_ON = "go on"


@dataclass(frozen=True)
class Advice:
    """What to do next.

    Attributes:
        headline: the answer in one sentence; rule: what decided, in words.
        against: everything that speaks against a further session as it was, whatever decided.
        plan: of the learned twin, if a clinic was named.
    """

    step: Step
    headline: str
    rule: str
    relief: ReliefSeen
    against: tuple[Seen, ...]
    plan: Plan | None


def advise(
    patient: Patient,
    observations: Observations,
    *,
    forbidden_by: tuple[str, ...],
    plan: Plan | None,
    stops: StopValues,
    today: datetime.date | None = None,
) -> Advice:
    """The answer, with everything behind it.

    Args:
        forbidden_by: why no dose may be given at all, in words; plan: of the learned twin, None without a clinic.
        today: the day on which an assessment of the risk of self-harm must count.
    """
    against, relief = dangers_seen(patient, observations, stops, today), relief_seen(patient, observations)
    step, headline, rule = _decided(forbidden_by, against, relief, plan)
    return Advice(step, headline, rule, relief, against, plan)


def _decided(
    forbidden_by: tuple[str, ...], against: tuple[Seen, ...], relief: ReliefSeen, plan: Plan | None
) -> tuple[Step, str, str]:
    stops = [seen for seen in against if seen.weighs is Weighs.STOP]
    if forbidden_by:
        return Step.STOP, "Stop: no further dose may be given.", forbidden_by[0]
    if unassessed := [seen for seen in stops if seen.way_out != WAY_OUT]:
        return Step.STOP, "Stop: no further session until the risk of self-harm is assessed.", str(unassessed[0])
    if stops:
        return Step.STOP, "Stop: no further session until a physician has reviewed the last.", str(stops[0])
    if relief.is_too_little:
        return Step.STOP, f"Stop: after {relief.visits} sessions there is too little relief.", relief.rule
    if plan is not None and not plan.decision.proposes_infusion:
        return Step.STOP, "Stop: after what was seen, no further infusion can be defended.", plan.decision.value
    if against:
        return Step.CHANGE, "Change: not again as it was; lower or slower.", str(against[0])
    return Step.GO_ON, "Go on: nothing that was seen speaks against the next session.", _go_on_rule(relief)


def _go_on_rule(relief: ReliefSeen) -> str:
    if relief.can_be_judged:
        return relief.words
    return f"{relief.words}; relief is judged after two sessions"
