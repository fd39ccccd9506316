"""What is given, what a laboratory measures of it, where blood is drawn, and what a mole of it weighs."""

from enum import StrEnum

from sciatwin.units import HYDROXYNORKETAMINE_G_PER_MOL, KETAMINE_BASE_G_PER_MOL, NORKETAMINE_G_PER_MOL

S_IS_STRONGER = 2.0
"""mg of racemic ketamine that 1 mg of S-ketamine stands for; ``ceilings.published`` gives range and reason."""


class Drug(StrEnum):
    """Two different drugs: S-ketamine is one half of the racemate. Doses of either are mg of base."""

    RACEMIC_KETAMINE = "racemic ketamine"
    S_KETAMINE = "S-ketamine"

    @classmethod
    def _missing_(cls, value: object) -> "Drug | None":
        """Other names of either drug. "Ketamine" alone names neither for sure and is asked back."""
        return _OTHER_NAMES.get(value.strip().casefold()) if isinstance(value, str) else None

    @property
    def s_fraction(self) -> float:
        """Part of the base mass that is S-ketamine."""
        return 0.5 if self is Drug.RACEMIC_KETAMINE else 1.0

    @property
    def r_fraction(self) -> float:
        return 1.0 - self.s_fraction

    @property
    def racemic_equivalent(self) -> float:
        """mg of racemic ketamine that 1 mg stands for; ``S_IS_STRONGER`` is assumed."""
        return 1.0 if self is Drug.RACEMIC_KETAMINE else S_IS_STRONGER


_OTHER_NAMES = {
    **dict.fromkeys(("racemic", "racemate", "rac-ketamine", "racemic ketamine"), Drug.RACEMIC_KETAMINE),
    **dict.fromkeys(("esketamine", "s ketamine", "s-ketamine", "(s)-ketamine", "s(+)-ketamine"), Drug.S_KETAMINE),
}


class Analyte(StrEnum):
    """What is measured or predicted in blood. "ketamine" and "norketamine" count both halves, S + R."""

    KETAMINE = "ketamine"
    S_KETAMINE = "S-ketamine"
    R_KETAMINE = "R-ketamine"
    NORKETAMINE = "norketamine"
    S_NORKETAMINE = "S-norketamine"
    R_NORKETAMINE = "R-norketamine"
    S_HYDROXYNORKETAMINE = "S-hydroxynorketamine"

    @property
    def in_full(self) -> str:
        """The name, and that both halves are counted where they are."""
        return f"{self} (S + R)" if self in (Analyte.KETAMINE, Analyte.NORKETAMINE) else str(self)

    @property
    def g_per_mol(self) -> float:
        """Molar mass of the base; µmol/L times this is µg/L, which is ng/mL."""
        return _G_PER_MOL[self.removeprefix("S-").removeprefix("R-")]


_G_PER_MOL = {
    "ketamine": KETAMINE_BASE_G_PER_MOL,
    "norketamine": NORKETAMINE_G_PER_MOL,
    "hydroxynorketamine": HYDROXYNORKETAMINE_G_PER_MOL,
}


class BloodSite(StrEnum):
    """Where blood was drawn. At the end of a short infusion arterial levels are about twice the venous."""

    ARTERIAL = "arterial"
    VENOUS = "venous"
    MIXED = "mixed"  # of a study: some samples were arterial, others venous
    NOT_STATED = "not stated"
