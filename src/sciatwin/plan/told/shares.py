"""A hundred patients like this one, counted in whole people that add up."""

from dataclasses import dataclass
from enum import StrEnum

from sciatwin.plan.told.people import HUNDRED


class Lot(StrEnum):
    """What becomes of some of the hundred."""

    BY_DRUG = "better by ketamine"
    ANYWAY = "better on placebo as well"
    NOT_BETTER = "not better"
    HARMED = "any side effect"
    UNHARMED = "none"


@dataclass(frozen=True)
class Share:
    """Some of the hundred: how many, and what becomes of them."""

    count: int
    lot: Lot

    @property
    def words(self) -> str:
        return self.lot.value


def shares_better(with_ketamine: float, on_placebo: float) -> tuple[Share, ...]:
    """Of 100: better by the drug, better on placebo as well, and not better.

    Args:
        with_ketamine, on_placebo: probabilities of a worthwhile gain over no treatment.
    """
    anyway = round(HUNDRED * on_placebo)
    by_drug = max(round(HUNDRED * with_ketamine) - anyway, 0)
    return Share(by_drug, Lot.BY_DRUG), Share(anyway, Lot.ANYWAY), Share(HUNDRED - by_drug - anyway, Lot.NOT_BETTER)


def shares_harmed(side_effect: float) -> tuple[Share, ...]:
    """Of 100: any side effect, or none."""
    harmed = round(HUNDRED * side_effect)
    return Share(harmed, Lot.HARMED), Share(HUNDRED - harmed, Lot.UNHARMED)
