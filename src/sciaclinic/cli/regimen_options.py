"""Options that describe one regimen, shared by every command that simulates it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sciaclinic.services.order import Order, OrderedStep


STRONGEST_MG_PER_ML = 100.0
"""The strongest vial that is sold (US label)."""


class DrugName(StrEnum):
    RACEMIC = "racemic"
    S = "S"


Template = Annotated[str | None, typer.Option(help="A published regimen, for example 'Cleveland five-day'.")]
Dose = Annotated[
    str | None,
    typer.Option(help="Dose of one session with its unit, for example '0.5 mg/kg', '40 mg' or '8 mL'."),
]
Rate = Annotated[
    str | None,
    typer.Option(help="Rate in place of a dose, for example '0.3 mg/kg/h', '5 mcg/kg/min', '25 mg/h' or '20 mL/h'."),
]
Steps = Annotated[
    str | None,
    typer.Option(help="Rates one after another, for example '0.1 mg/kg/h for 30 min, 0.2 mg/kg/h for 2 h'."),
]
Duration = Annotated[str | None, typer.Option(help="Length of one session, for example '40 min'.")]
BolusPart = Annotated[
    str, typer.Option(help="Given at once, for example '0.1 mg/kg': part of a --dose, before a --rate or --steps.")
]
Concentration = Annotated[
    str | None, typer.Option(help="Strength of what is ordered in mL, as base, for example '1 mg/mL'.")
]
Count = Annotated[int, typer.Option(min=1, max=30, help="Number of sessions.")]
Every = Annotated[str, typer.Option(help="Time from start to start, for example '24 h' or '7 d'.")]
Days = Annotated[str | None, typer.Option(help="Days of the sessions in place of --count and --every: '0, 2, 4'.")]
DrugOption = Annotated[DrugName, typer.Option(help="Racemic ketamine and S-ketamine are different drugs.")]
ConfirmDose = Annotated[bool, typer.Option("--confirm-dose", help="An unusual dose was read again and is meant.")]
DespiteBlock = Annotated[
    bool, typer.Option("--despite-block", help="Study the model in a patient who must not be infused.")
]


def asked_regimen(
    *,
    template: str | None,
    dose: str | None,
    rate: str | None,
    steps: str | None,
    duration: str | None,
    bolus: str,
    concentration: str | None,
    count: int,
    every: str,
    days: str | None,
    drug: DrugName,
) -> Order | str:
    """The name of a template, or the order that the options describe.

    Raises: UnitError or RegimenError naming the option that cannot be read.
    """
    from sciatwin.errors import RegimenError

    ways = {"--template": template, "--dose": dose, "--rate": rate, "--steps": steps}
    named = [option for option, value in ways.items() if value is not None]
    if not named:
        raise RegimenError(
            "name one of --template, --dose, --rate and --steps, for example --dose '0.5 mg/kg' --duration '40 min'."
        )
    if len(named) > 1:
        raise typer.BadParameter(f"name one of --template, --dose, --rate and --steps; got {' and '.join(named)}")
    if template is not None:
        if duration is not None:
            raise typer.BadParameter("a --template has its own duration; leave out --duration")
        return template
    return _order(_steps(dose, rate, steps, duration), bolus, concentration, _days(count, every, days), drug)


def _steps(dose: str | None, rate: str | None, steps: str | None, duration: str | None) -> tuple[OrderedStep, ...]:
    from sciaclinic.services.order import DOSE_KINDS, RATE_KINDS, Amount, OrderedStep, read_steps, read_time
    from sciatwin.errors import RegimenError

    if steps is not None:
        if duration is not None:
            raise typer.BadParameter("each of --steps has its own time; leave out --duration")
        return read_steps(steps)
    if duration is None:
        raise RegimenError("--duration is needed with --dose or --rate, for example --duration '40 min'.")
    duration_h = read_time("--duration", duration)
    if dose is not None:
        return (OrderedStep(Amount.read("--dose", dose, DOSE_KINDS), duration_h, is_whole_dose=True),)
    return (OrderedStep(Amount.read("--rate", rate or "", RATE_KINDS), duration_h),)


def _days(count: int, every: str, days: str | None) -> tuple[float, ...]:
    from sciaclinic.services.order import LONGEST_COURSE_DAYS, read_days, read_time
    from sciatwin.errors import RegimenError
    from sciatwin.units import HOURS_PER_DAY

    if days is not None:
        if count != 1:
            raise typer.BadParameter("--days says how many sessions there are; leave out --count")
        return read_days(days)
    every_days = read_time("--every", every) / HOURS_PER_DAY
    if (count - 1) * every_days > LONGEST_COURSE_DAYS:
        raise RegimenError(f"--every: {count} sessions every '{every}' last more than a year.")
    return tuple(index * every_days for index in range(count))


def _order(
    steps: tuple[OrderedStep, ...], bolus: str, concentration: str | None, days: tuple[float, ...], drug: DrugName
) -> Order:
    from sciaclinic.services.order import DOSE_KINDS, Amount, Order
    from sciatwin.analytes import Drug

    return Order(
        steps=steps,
        days=days,
        drug=Drug.S_KETAMINE if drug is DrugName.S else Drug.RACEMIC_KETAMINE,
        bolus=Amount.read("--bolus", bolus, DOSE_KINDS, may_be_zero=True),
        strength_mg_per_ml=_strength(concentration),
    )


def _strength(concentration: str | None) -> float | None:
    from sciaclinic.services.order import Amount
    from sciatwin.errors import RegimenError

    if concentration is None:
        return None
    strength = Amount.read("--concentration", concentration, ("drug strength",)).value
    if strength > STRONGEST_MG_PER_ML:
        raise RegimenError(f"--concentration: got '{concentration}'; no vial holds more than 100 mg/mL.")
    return strength
