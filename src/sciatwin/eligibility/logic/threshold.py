"""A threshold of a rule, with the unit in which the rule writes it."""

from dataclasses import dataclass
from typing import Self

from sciatwin.eligibility.facts.fields import dimension_of
from sciatwin.units import factor, parse_quantity


@dataclass(frozen=True)
class Threshold:
    """``inside`` is in the inside unit of the field; ``unit`` is empty for scores, grades and ratios."""

    inside: float
    unit: str = ""
    inside_per_unit: float = 1.0

    @classmethod
    def read(cls, path: str, text: object) -> Self:
        """Read ``180 mmHg``, or a bare number where the field has no unit.

        Raises: ValueError if the unit is missing, wrong or superfluous.
        """
        dimension = dimension_of(path)
        if dimension:
            inside = parse_quantity(text, dimension)
            unit = str(text).strip().lstrip("+-.,0123456789").strip()
            return cls(inside, unit, factor(unit, dimension))
        if isinstance(text, bool) or not isinstance(text, int | float):
            raise ValueError(f"'{path}' has no unit, so a bare number is needed; got {text!r}")
        return cls(float(text))

    def show(self, inside: float | None = None) -> str:
        """This threshold, or another value of the same field, in the unit of the rule."""
        value = (self.inside if inside is None else inside) / self.inside_per_unit
        number = f"{value:.2f}".rstrip("0").rstrip(".")
        return f"{number} {self.unit}".rstrip()
