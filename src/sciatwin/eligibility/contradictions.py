"""Two answers that do not go together, as rules that ask which of them is right."""

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from sciatwin.eligibility.conditions import Condition
from sciatwin.eligibility.conditions.combined import AllCondition
from sciatwin.eligibility.data_files import read_file
from sciatwin.eligibility.rule import Action, Confidence, Rule, RuleGroup
from sciatwin.evidence import Source

_LOGIC = Source("Plain logic of two answers in the patient file; ours.", read_at="the patient file")


class Contradiction(BaseModel):
    """``first`` and ``second`` cannot both be true, or hardly so."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: str
    says: str
    first: Condition
    second: Condition
    ask: str = Field(min_length=5)

    def as_rule(self) -> Rule:
        """An unknown answer contradicts nothing, so it leaves no question of its own."""
        return Rule(
            key=self.key,
            group=RuleGroup.CONTRADICTIONS,
            says=self.says,
            action=Action.ASK,
            condition=AllCondition(all_of=(self.first, self.second)),
            unknown_leaves_open_question=False,
            way_out=self.ask,
            sources=(_LOGIC,),
            grade="none given",
            confidence=Confidence.HIGH,
            design_default=True,
            reference="ours",
        )


class Contradictions(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    pairs: tuple[Contradiction, ...]


@cache
def contradictions() -> tuple[Rule, ...]:
    return tuple(pair.as_rule() for pair in read_file("contradictions.yaml", Contradictions).pairs)
