"""The language in which a rule file states when the rule holds."""

from sciatwin.eligibility.conditions.base import AbstractCondition
from sciatwin.eligibility.conditions.combined import Condition

__all__ = ["AbstractCondition", "Condition"]
