"""Rules that a physician may set aside in writing; every other rule cannot be."""

from collections.abc import Iterator

from sciatwin.eligibility.rule import Action
from sciatwin.eligibility.rulebook import rulebook
from sciatwin.errors import InvalidInputError
from sciatwin.near_names import near_names
from sciatwin.patient import Override, Patient


def require_rules_that_can_be_set_aside(patient: Patient) -> None:
    """Raises: InvalidInputError naming every override of a rule that does not exist or cannot be set aside."""
    faults = [fault for index, item in enumerate(patient.overrides) for fault in _faults(index, item)]
    if faults:
        raise InvalidInputError("overrides of this patient", faults)


def _faults(index: int, item: Override) -> Iterator[str]:
    actions = {rule.key: rule.action for rule in rulebook()}
    allowed = [key for key, action in actions.items() if action is Action.OVERRIDE]
    field = f"overrides.{index}.rule"
    if item.rule not in actions:
        hint = near_names(item.rule, allowed) or f"Rules that can be set aside: {', '.join(allowed)}."
        yield f"{field}: there is no rule '{item.rule}'. {hint}"
    elif item.rule not in allowed:
        yield f"{field}: '{item.rule}' cannot be set aside: {_WHY[actions[item.rule]]}. Take the override out."


_WHY = {
    Action.BLOCK: "it forbids ketamine",
    Action.ASK: "it asks for something; add the answer",
    Action.CAUTION: "it is a caution, which needs no override",
    Action.INFORM: "it only informs",
}
