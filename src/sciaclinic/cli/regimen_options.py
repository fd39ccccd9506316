"""Options that describe one regimen, shared by every command that simulates it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from sciatwin.regimen import Regimen


class DrugName(StrEnum):
    RACEMIC = "racemic"
    S = "S"


Template = Annotated[str | None, typer.Option(help="A published regimen, for example 'Cleveland five-day'.")]
Dose = Annotated[str | None, typer.Option(help="Dose of one session with its unit, for example '0.5 mg/kg'.")]
Duration = Annotated[str | None, typer.Option(help="Length of one session, for example '40 min'.")]
BolusPart = Annotated[str, typer.Option(help="Part of the dose given at once, for example '0.1 mg/kg'.")]
Count = Annotated[int, typer.Option(min=1, max=30, help="Number of sessions.")]
Every = Annotated[str, typer.Option(help="Time from start to start, for example '24 h'.")]
DrugOption = Annotated[DrugName, typer.Option(help="Racemic ketamine and S-ketamine are different drugs.")]
DespiteBlock = Annotated[
    bool, typer.Option("--despite-block", help="Study the model in a patient who must not be infused.")
]


def asked_regimen(
    *,
    template: str | None,
    dose: str | None,
    duration: str | None,
    bolus: str,
    count: int,
    every: str,
    drug: DrugName,
) -> Regimen | str:
    """The name of a template, or the regimen that the options describe."""
    if template and (dose or duration):
        raise typer.BadParameter("name a --template or give --dose and --duration, not both")
    return template or _regimen(dose, duration, bolus, count, every, drug)


def _regimen(dose: str | None, duration: str | None, bolus: str, count: int, every: str, drug: DrugName) -> Regimen:
    from sciatwin.errors import RegimenError
    from sciatwin.regimen import Drug, Regimen
    from sciatwin.units import parse_quantity

    if dose is None or duration is None:
        raise RegimenError(
            "name a --template, or give --dose and --duration, for example --dose '0.5 mg/kg' --duration '40 min'."
        )
    return Regimen.repeat(
        dose_mg_per_kg=parse_quantity(dose, "weight-based dose"),
        duration_h=parse_quantity(duration, "infusion time"),
        bolus_mg_per_kg=parse_quantity(bolus, "weight-based dose"),
        count=count,
        every_h=parse_quantity(every, "infusion time"),
        drug=Drug.S_KETAMINE if drug is DrugName.S else Drug.RACEMIC_KETAMINE,
    )
