"""Columns of a NONMEM-style data set, and what the caller must say about one: units, compartments, covariates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from sciatwin.errors import ModelError, UnitError
from sciatwin.units import factor, units_of

REQUIRED = ("ID", "TIME")
DOSING = ("AMT", "RATE", "DUR", "ADDL", "II", "SS")
WHOLE = ("EVID", "MDV", "CMT", "ADDL", "SS", "BLQ", "CENS")
KNOWN = ("ID", "TIME", "EVID", "AMT", "RATE", "DUR", "CMT", "ADDL", "II", "SS", "MDV", "DV", "BLQ", "CENS", "LLOQ")
KINDS_OF_READING = ("DVID", "YTYPE")
"""Columns that number kinds of reading; without them a score and a level would be one."""

MISSING = "."

COMMENTS = ("#", "C", "@")
"""How a row that is not read begins, as NONMEM's IGNORE has it; @ stands for any letter or @."""

LONGEST_H = 1_500_000.0
"""About 170 years: a time beyond it is a slip, or a code for "missing"."""

MOST_ADDITIONAL = 100_000


class Evid(IntEnum):
    OBSERVATION = 0
    DOSE = 1
    OTHER = 2
    RESET = 3
    RESET_AND_DOSE = 4

    @property
    def is_dose(self) -> bool:
        return self in (Evid.DOSE, Evid.RESET_AND_DOSE)


class Censoring(IntEnum):
    """Whether DV is known, known to lie below a limit (BLQ 1, CENS 1), or above one (CENS −1)."""

    ABOVE = -1
    NONE = 0
    BELOW = 1


@dataclass(frozen=True, kw_only=True)
class Layout:
    """What a data set does not say of itself. Only further columns and comments have a default.

    Attributes:
        time_unit: of TIME, DUR and II, and per which RATE counts: "h", "min" or "days".
        amount_unit: of AMT and RATE: "mg", "µg", "g". Amounts are ketamine base.
        observed_unit: of DV and LLOQ: "ng/mL", "mg/L", …
        compartments: names of CMT 1, 2, ….
        dose_compartment, observed_compartment: where CMT is 0, missing, or not a column.
        covariates: column → its unit ("1" if it has none). Their names keep the case given here.
        ignored: columns that are not read. A column that is neither known nor named here is a fault.
        comments: how a row begins that is not read: "#", "C", or "@" (any letter or @), as NONMEM's IGNORE. Rows that
            begin with "#" are never read. Without it, a row that looks like a comment is a fault.
    """

    time_unit: str
    amount_unit: str
    observed_unit: str
    compartments: tuple[str, ...]
    dose_compartment: str
    observed_compartment: str
    covariates: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    comments: str | None = None

    def __post_init__(self) -> None:
        for unit, dimension in ((self.time_unit, "infusion time"), (self.amount_unit, "drug mass")):
            factor(unit, dimension)
        factor(self.observed_unit, "concentration")
        for name in (self.dose_compartment, self.observed_compartment):
            if name not in self.compartments:
                raise ModelError(f"there is no compartment '{name}' (available: {', '.join(self.compartments)}).")
        if self.comments not in (None, *COMMENTS):
            raise ModelError(f"comments must be one of {', '.join(COMMENTS)}, or left out; got '{self.comments}'.")
        if bare := [name for name, unit in self.covariates.items() if not unit]:
            raise UnitError(f"covariates without a unit: {', '.join(bare)}. Write '1' for one that has none.")
        named = [*KNOWN, *(name.upper() for name in (*self.covariates, *self.ignored))]
        if twice := sorted({name for name in named if named.count(name) > 1}):
            raise ModelError(f"columns named twice or reserved: {', '.join(twice)}. Rename or drop one of each.")

    def must_be_positive(self, covariate: str) -> bool:
        """Whether a covariate is a body's weight or height, by its unit."""
        return self.covariates[covariate] in (*units_of("body weight"), *units_of("height"))

    @property
    def hours(self) -> float:
        """Hours in one unit of time."""
        return factor(self.time_unit, "infusion time")

    @property
    def milligrams(self) -> float:
        """Milligrams in one unit of amount."""
        return factor(self.amount_unit, "drug mass")

    @property
    def ng_per_ml(self) -> float:
        """ng/mL in one unit of DV."""
        return factor(self.observed_unit, "concentration")


def begins_as_comment(text: str, comments: str | None) -> bool:
    """Whether a row that begins so is not read."""
    first = text[:1]
    letter = comments == "@" and (first.isalpha() or first == "@")
    return first == "#" or letter or (comments == "C" and first.upper() == "C")


def looks_like_comment(beginnings: Sequence[str], column: str) -> list[str]:
    """ "@" or "C" for each row that NONMEM would leave out under that IGNORE while it reads others; else "".

    Args:
        beginnings: the first cell of each row.
        column: what the first column is called; one called C marks comments, whatever the other rows hold.
    """
    with_c = [text[:1].upper() == "C" for text in beginnings]
    means_c = column.upper() == "C" or not all(with_c)
    return [
        "@" if text.startswith("@") else "C" if begins and means_c else ""
        for text, begins in zip(beginnings, with_c, strict=True)
    ]
