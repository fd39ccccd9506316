"""The answer to "may this person have ketamine?", rule by rule."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Self

from sciatwin.eligibility.rule import Action, Rule
from sciatwin.eligibility.verdict import Verdict, worst
from sciatwin.patient import Answer

Findings = tuple["Finding", ...]


def in_full(says: str, explanation: str, way_out: str) -> str:
    """A finding as it is said wherever it stands alone: the rule, why it applies, and what to do."""
    return f"{says}: {explanation}. {way_out}"


@dataclass(frozen=True)
class Finding:
    """What one rule says about one patient. ``holds`` is the rule's condition, ``answer`` what follows from it."""

    rule: Rule
    answer: Verdict
    explanation: str
    holds: Answer

    @property
    def informs(self) -> bool:
        """Worth telling, although nothing speaks against ketamine."""
        return self.rule.action is Action.INFORM and self.holds is Answer.YES

    @property
    def in_full(self) -> str:
        return in_full(self.rule.says, self.explanation, self.rule.way_out)


@dataclass(frozen=True)
class Eligibility:
    """One finding for every rule, in the order of the groups; the verdict is the worst of them."""

    findings: Findings
    verdict: Verdict

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Self:
        found = tuple(findings)
        return cls(found, worst(finding.answer for finding in found))

    @property
    def blocks(self) -> Findings:
        return self._where(lambda finding: finding.answer is Verdict.BLOCK)

    @property
    def could_block(self) -> Findings:
        """Rules that forbid ketamine unless a missing answer clears them, whoever asks for that answer."""
        return tuple(finding for finding in self.unanswered if finding.rule.action is Action.BLOCK)

    @property
    def open_questions(self) -> Findings:
        """Each question once: a rule that waits for an answer another rule asks for is left out."""
        waiting = {finding.rule.key for finding in self.unanswered}
        return tuple(finding for finding in self.unanswered if not waiting & set(finding.rule.asked_by))

    @property
    def unanswered(self) -> Findings:
        """Every rule that cannot be answered yet."""
        return self._where(lambda finding: finding.answer is Verdict.OPEN_QUESTION)

    @property
    def cautions(self) -> Findings:
        return self._where(lambda finding: finding.answer is Verdict.CAUTION)

    @property
    def overrides_needed(self) -> Findings:
        """What a physician must set aside in writing, with a reason, before anybody signs."""
        return self._where(lambda finding: finding.answer is Verdict.NEEDS_OVERRIDE)

    @property
    def leading_ways_out(self) -> tuple[str, ...]:
        """Ways out that come before anything else that is said of this patient."""
        waiting = (*self.overrides_needed, *self.unanswered)
        return tuple(finding.rule.way_out for finding in waiting if finding.rule.leads)

    @property
    def informs(self) -> Findings:
        return self._where(lambda finding: finding.informs)

    def _where(self, test: Callable[[Finding], bool]) -> Findings:
        return tuple(filter(test, self.findings))
