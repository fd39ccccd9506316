"""Where the levers stand before anybody has touched them, and the published regimens that are at hand."""

from collections.abc import Iterator
from dataclasses import dataclass

from sciaclinic.services.clinic.what_if.judge import Crossing, Judge
from sciaclinic.services.clinic.what_if.scenario import Rhythm, Scenario
from sciatwin.plan.options.templates import TEMPLATES, Template
from sciatwin.regimen import Regimen
from sciatwin.units import HOURS_PER_DAY, MINUTES_PER_HOUR

_LOWER = 0.05
"""Steps by which a dose is lowered until the limits allow it."""


@dataclass(frozen=True)
class Start:
    """A published regimen as a scenario, and the limits that forbid it here."""

    template: Template
    scenario: Scenario
    crossed: tuple[Crossing, ...]


def first_scenario(judge: Judge) -> Scenario:
    """The usual session, with less where a limit asks for less; as it is where no dose would do."""
    usual = Scenario()
    lower = (usual.model_copy(update={"dose": round(usual.dose - step * _LOWER, 2)}) for step in range(9))
    return next((scenario for scenario in lower if not judge.crossed(scenario)), usual)


def starts(judge: Judge) -> Iterator[Start]:
    """Every published regimen, in the drug that this clinic has."""
    for template in TEMPLATES:
        ours = template.of(judge.drug)
        scenario = _as_scenario(ours.build(judge.dosing_kg))
        yield Start(ours, scenario, judge.crossed(scenario))


def _as_scenario(regimen: Regimen) -> Scenario:
    """Published regimens are equal sessions on the days of one rhythm."""
    first = regimen.sessions[0]
    days = tuple(session.start_h / HOURS_PER_DAY for session in regimen.sessions)
    equal = Scenario(
        dose=round(first.dose_mg_per_kg, 4), minutes=round(first.duration_h * MINUTES_PER_HOUR, 4), sessions=len(days)
    )
    rhythms = (equal.model_copy(update={"rhythm": rhythm}) for rhythm in Rhythm)
    return next(scenario for scenario in rhythms if scenario.days == days)
