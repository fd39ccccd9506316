"""Where on each lever a limit begins, with all other levers as they are: the hatched part of a slider."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from pydantic import ValidationError

from sciaclinic.services.clinic.what_if.judge import PAGE, Crossing, Judge
from sciaclinic.services.clinic.what_if.scenario import Scenario

_LOOKS = 10
"""Places of a lever that are looked at before a border is sought between two of them."""


@dataclass(frozen=True)
class Lever:
    """A slider: the name of its value in a scenario, and the places where it can stand."""

    name: str
    least: float
    most: float
    step: float

    @property
    def places(self) -> tuple[float, ...]:
        count = round((self.most - self.least) / self.step)
        return tuple(round(self.least + index * self.step, 6) for index in range(count + 1))


LEVERS = (
    Lever("dose", 0.05, 2.0, 0.01),
    Lever("minutes", 10, 480, 5),
    Lever("sessions", 1, 20, 1),
    Lever("every", 0.5, 14, 0.5),
    Lever("step", 0, 60, 5),
    Lever("part", 0.1, 1, 0.05),
)


@dataclass(frozen=True)
class Wall:
    """The forbidden part of a lever, from its first place to its last, and the limits at the border."""

    first: float
    last: float
    crossed: tuple[Crossing, ...]


def walls(scenario: Scenario, judge: Judge) -> dict[str, tuple[Wall, ...]]:
    """The walls of every lever, by its name."""
    return {lever.name: tuple(_walls_of(lever, scenario, judge)) for lever in LEVERS}


def _walls_of(lever: Lever, scenario: Scenario, judge: Judge) -> Iterator[Wall]:
    places, known = lever.places, {}

    def crossed(index: int) -> tuple[Crossing, ...]:
        if index not in known:
            known[index] = _crossed(scenario, {lever.name: places[index]}, judge)
        return known[index]

    first = 0
    borders = [*_borders(crossed, len(places)), len(places)]
    for border in borders:
        if crossed(first):
            nearest = first if first > 0 else border - 1  # the end that touches what is allowed
            yield Wall(places[first], places[border - 1], crossed(nearest))
        first = border


def _borders(crossed: Callable[[int], tuple[Crossing, ...]], count: int) -> Iterator[int]:
    """The first place after each change between allowed and forbidden."""
    looked = sorted({round(look * (count - 1) / _LOOKS) for look in range(_LOOKS + 1)})
    for low, high in pairwise(looked):
        if bool(crossed(low)) == bool(crossed(high)):
            continue
        below, above = low, high
        while above - below > 1:
            middle = (below + above) // 2
            if bool(crossed(middle)) == bool(crossed(low)):
                below = middle
            else:
                above = middle
        yield above


def _crossed(scenario: Scenario, changed: dict[str, float], judge: Judge) -> tuple[Crossing, ...]:
    try:
        return judge.crossed(Scenario.model_validate({**scenario.model_dump(), **changed}))
    except ValidationError as error:
        return (Crossing("range", str(error.errors()[0]["msg"]), PAGE, "No scenario holds such a number."),)
