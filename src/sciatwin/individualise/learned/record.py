"""What was learned: a twin that has seen observations, beside the one that it was."""

from collections.abc import Mapping
from dataclasses import dataclass

from sciatwin.individualise.learned.gained import Gained
from sciatwin.individualise.learned.predictive_check import PredictiveCheck
from sciatwin.individualise.learned.what_changed import ChanceChange, Change
from sciatwin.inference.posterior import Diagnostics
from sciatwin.inference.rows import Rows
from sciatwin.twin import Twin


@dataclass(frozen=True, kw_only=True)
class Learned:
    """A twin that has learned, beside the one that it was.

    Attributes:
        twin: versions of equal weight from the posterior, after the sessions given: it simulates and plans from the
            last that is known on.
        before: the twin before learning.
        rows: the observations that were learned from, one row each.
        chances, changes: what a clinician understands, before and after.
        shrinkage: part by which the spread of each number shrank, most first.
        notes: what had to be supposed, and what was not used.
    Without anything to learn from, the twin is as before, and what needs observations is None.
    """

    twin: Twin
    before: Twin
    rows: Rows
    chances: tuple[ChanceChange, ...]
    changes: tuple[Change, ...]
    shrinkage: Mapping[str, float]
    notes: tuple[str, ...]
    log_evidence: float | None = None
    gained: Gained | None = None
    check: PredictiveCheck | None = None
    diagnostics: Diagnostics | None = None

    @property
    def warnings(self) -> tuple[str, ...]:
        """Why the model may be wrong for this patient, or the posterior for the model."""
        odd = self.check.warnings if self.check else ()
        return (*odd, *(self.diagnostics.notes if self.diagnostics else ()))
