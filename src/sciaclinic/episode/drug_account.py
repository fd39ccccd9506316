"""Where the drug went: drawn from stock = given + wasted + returned, to the tenth of a mg."""

from collections.abc import Iterable
from dataclasses import dataclass

from sciaclinic.episode.amount import amount
from sciaclinic.episode.entry import Entry
from sciaclinic.episode.kinds import Kind

TO_THE_MG = 0.1
"""Masses are written to a tenth of a mg."""


@dataclass(frozen=True, kw_only=True)
class DrugAccount:
    """``drawn_mg``: all that was in the vials that were opened. The latest account counts; None before there is one."""

    drawn_mg: float
    given_mg: float
    entry: Entry | None

    @property
    def wasted_mg(self) -> float:
        return float(self.entry.body["wasted_mg"]) if self.entry else 0.0

    @property
    def returned_mg(self) -> float:
        return float(self.entry.body["returned_mg"]) if self.entry else 0.0

    @property
    def unaccounted_mg(self) -> float:
        """More than 0: missing. Less than 0: more is accounted for than was drawn."""
        return self.drawn_mg - self.given_mg - self.wasted_mg - self.returned_mg

    @property
    def balances(self) -> bool:
        return abs(self.unaccounted_mg) <= TO_THE_MG + 1e-9

    @property
    def lacks_witness(self) -> bool:
        """What was wasted needs somebody else who saw it."""
        if self.entry is None or self.wasted_mg == 0:
            return False
        return not self.entry.body["witness"] or self.entry.body["witness"] == self.entry.author.key

    @property
    def open(self) -> tuple[str, ...]:
        """What the account still lacks, in sentences. A loss that cannot be cleared up is written down as a note."""
        if self.entry is None:
            return ("The drug is not accounted for.",)
        says = []
        if not self.balances and not self.entry.body["note"]:
            says.append(
                f"{amount(abs(self.unaccounted_mg))} mg {'are missing' if self.unaccounted_mg > 0 else 'too many'}: "
                f"drawn {amount(self.drawn_mg)} mg, given {amount(self.given_mg)} mg, wasted "
                f"{amount(self.wasted_mg)} mg, returned {amount(self.returned_mg)} mg. "
                "Count again, or write down what is known of the difference."
            )
        if self.lacks_witness:
            says.append("What was wasted needs a witness, another person than whoever accounts.")
        return tuple(says)


def drug_account(entries: Iterable[Entry], *, drawn_mg: float, given_mg: float) -> DrugAccount:
    latest = [entry for entry in entries if entry.kind is Kind.DRUG_ACCOUNTED]
    return DrugAccount(drawn_mg=drawn_mg, given_mg=given_mg, entry=latest[-1] if latest else None)
