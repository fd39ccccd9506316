"""Which variables of a course are asked for, so that nothing else is computed."""

from collections.abc import Iterable
from dataclasses import dataclass

from sciatwin.asked import names as asked_names
from sciatwin.errors import ModelError
from sciatwin.near_names import near_names
from sciatwin.twin.course import (
    CORD_VARIABLES,
    LEVEL_VARIABLES,
    SIDE_EFFECT_VARIABLES,
    SITES,
    VARIABLES,
    variable_name,
)
from sciatwin.twin.versions.ensemble import FAST_SITE, SLOW_SITE


@dataclass(frozen=True)
class Keep:
    """The variables that are asked for, by name; None for all that there are.

    Of these only those are found that the patient has: a pressure needs the resting one, a score needs today's.
    """

    names: frozenset[str] | None = None

    @classmethod
    def of(cls, names: Iterable[str] | None) -> "Keep":
        """Raises: ModelError for a name that no course has; InvalidInputError for no name, or a text instead."""
        if names is None:
            return cls()
        way_out = 'For example ["pain_treated"]; leave it out for all that there are.'
        asked = frozenset(asked_names("simulate", "keep", names, way_out=way_out))
        for name in sorted(asked - VARIABLES):
            hint = near_names(name, VARIABLES) or f"There are: {', '.join(sorted(VARIABLES))}."
            raise ModelError(f"keep: a course has no variable '{name}'. {hint}")
        return cls(asked)

    def __contains__(self, name: object) -> bool:
        return self.names is None or variable_name(str(name)) in self.names

    def any(self, names: Iterable[str]) -> bool:
        """Whether any of these is asked for."""
        return any(name in self for name in names)

    @property
    def levels(self) -> frozenset[str] | None:
        """Levels that must be solved for: those asked for, the parts of totals, and the effect sites behind the rest.

        None for all.
        """
        if self.names is None:
            return None
        found = {name for name in (*LEVEL_VARIABLES, FAST_SITE, SLOW_SITE) if name in self}
        for site in ("arterial", "venous"):
            if f"ketamine_{site}" in self:
                found |= {f"s_ketamine_{site}", f"r_ketamine_{site}"}
        follow_the_fast_site = SIDE_EFFECT_VARIABLES | CORD_VARIABLES
        if self.names & follow_the_fast_site:
            found.add(FAST_SITE)
        if self.names - LEVEL_VARIABLES - SITES - follow_the_fast_site:
            found |= {FAST_SITE, SLOW_SITE}
        return frozenset(found)
