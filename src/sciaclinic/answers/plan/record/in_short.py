"""The parts of a plan document that stand on page one: people of 100, the points in short, the best alternative."""

from sciaclinic.answers.record import Record
from sciatwin.twin.shown.pathway_shown import OptionEffect


class InHundredRecord(Record):
    """What the infusion that is shown means for people like this patient, and what it costs them."""

    week: int
    least_gain_points: float
    """Points of leg pain below no treatment that count as a gain."""
    with_ketamine_probability: float
    """Of that gain at the week of the review."""
    on_placebo_probability: float
    late_week: int
    late_with_ketamine_probability: float
    late_on_placebo_probability: float
    nothing_lasting_probability: float
    """Of no relief that lasts by the drug itself."""
    gain_over_placebo_points: float
    """Mean, at the week of the review."""
    visits: int
    infusion_h: float
    hours: float
    """Infusion, and for each visit travel, preparation and observation."""
    any_side_effect_probability: float | None
    """Of any side effect in the strongest session; absent where none is known."""


class PointRecord(Record):
    """One line of page one."""

    label: str
    text: str


class BestAlternativeRecord(Record):
    """The treatment, open to this patient, that took most off the pain in trials, and the effect that says so."""

    key: str
    name: str
    against: str
    """What it was compared with."""
    effect: OptionEffect


class CoverageRecord(Record):
    """How often published results lay in the 90 % range that was predicted for them."""

    what: str
    inside: int
    of: int
    measured_by: str
    """Command that measures it again."""
