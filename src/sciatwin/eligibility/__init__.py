"""May this person have ketamine? One rule, one file; a missing answer is never a "no"."""

from sciatwin.eligibility.assess import assess
from sciatwin.eligibility.medicines import OpioidLoad, morphine_equivalents
from sciatwin.eligibility.result import Eligibility, Finding
from sciatwin.eligibility.rule import Action, Confidence, Rule, RuleGroup
from sciatwin.eligibility.rulebook import rulebook
from sciatwin.eligibility.verdict import Verdict
from sciatwin.eligibility.waited_for import answers_waited_for

__all__ = [
    "Action",
    "Confidence",
    "Eligibility",
    "Finding",
    "OpioidLoad",
    "Rule",
    "RuleGroup",
    "Verdict",
    "answers_waited_for",
    "assess",
    "morphine_equivalents",
    "rulebook",
]
