"""A rule as its file states it."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field, model_validator

from sciatwin.eligibility.additions import Addition
from sciatwin.eligibility.conditions import Condition
from sciatwin.evidence import Source
from sciatwin.patient import Jurisdiction


class RuleGroup(StrEnum):
    """Groups in the order in which a clinician meets them."""

    RED_FLAGS = "red_flags"
    CONTRAINDICATIONS = "contraindications"
    CAUTIONS = "cautions"
    INTERACTIONS = "interactions"
    MISSING_TESTS = "missing_tests"
    CONTRADICTIONS = "contradictions"
    GUIDELINE_PATH = "guideline_path"


class Action(StrEnum):
    """What follows when the rule holds."""

    BLOCK = "block"
    OVERRIDE = "override"  # stands until a physician sets it aside in writing, with a reason
    CAUTION = "caution"
    INFORM = "inform"
    ASK = "ask"  # something is missing: an open question until it is on file


class Urgency(StrEnum):
    """How soon somebody else must see the patient; the most urgent first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    WITHIN_DAYS = "within days"

    @property
    def rank(self) -> int:
        return tuple(Urgency).index(self)


class Referral(BaseModel):
    """Whom to call about a red flag, and by when."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    urgency: Urgency
    call: str = Field(min_length=5)
    by_when: str = Field(min_length=5)


class Confidence(StrEnum):
    """How sure the collectors of the evidence are that the rule is stated right."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NOT_RATED = "not rated"


class Rule(BaseModel):
    """One statement about who may have ketamine, with its condition and its origin.

    ``says`` states what is so when the condition holds. ``asked_by`` names rules that ask for the same missing
    answer, so that one question is not put twice. ``reference`` and ``also_covers`` are item numbers of the
    project's evidence collection; ``reference`` is "ours" where no item stands behind the rule.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str = Field(pattern=r"^[a-z][a-z0-9_]+$")
    group: RuleGroup
    says: str = Field(min_length=5)
    action: Action
    condition: Condition
    unknown_leaves_open_question: bool
    asked_by: tuple[str, ...] = ()
    way_out: str = Field(min_length=5)
    referral: Referral | None = Field(default=None, description="Every red flag that blocks has one.")
    sources: tuple[Source, ...] = Field(min_length=1)
    grade: str = Field(min_length=1, description="As the source prints it, or 'none given'.")
    confidence: Confidence
    design_default: bool = Field(default=False, description="A number or the use of it is ours: to be signed locally.")
    only_in: tuple[Jurisdiction, ...] = ()
    not_in: tuple[Jurisdiction, ...] = ()
    reference: str
    also_covers: tuple[str, ...] = ()
    note: str = ""
    leads: bool = Field(default=False, description="Its way out stands in the headline of a plan.")
    adds: Addition | None = Field(default=None, description="A computed line that completes the explanation.")

    @model_validator(mode="after")
    def _makes_sense(self) -> "Rule":
        if self.only_in and self.not_in:
            raise ValueError("give 'only_in' or 'not_in', not both")
        if self.group is RuleGroup.RED_FLAGS and self.action is Action.BLOCK and self.referral is None:
            raise ValueError("a red flag that blocks needs 'referral': urgency, call and by_when")
        return self

    def is_in_force(self, jurisdiction: Jurisdiction) -> bool:
        return jurisdiction in self.only_in if self.only_in else jurisdiction not in self.not_in
