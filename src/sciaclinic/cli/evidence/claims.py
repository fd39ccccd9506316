"""``sciatwin evidence claims``."""

from pathlib import Path
from typing import Annotated

import typer

from sciaclinic.cli.options import AsJson, DrawsOfMany, OutFolder, Seed
from sciaclinic.cli.regimen_options import DespiteBlock, Template


def command(
    name: Annotated[str | None, typer.Argument(help="Key of a promise, for example lasting_relief.")] = None,
    patient: Annotated[Path | None, typer.Option(help="Patient file: adds what the twin predicts.")] = None,
    template: Template = None,
    despite_block: DespiteBlock = False,
    draws: DrawsOfMany = 1000,
    seed: Seed = 20260,
    out: OutFolder = None,
    as_json: AsJson = False,
) -> None:
    """Answer the promises usually made for ketamine: grade, numbers, sources, what is unknown, what the twin predicts.

    Example: sciatwin evidence claims lasting_relief --patient examples/typical.yaml --template "Cleveland five-day"
    """
    from sciaclinic.cli.answering import context_of, give
    from sciaclinic.services.answer_claims import answer_claims, answer_claims_for
    from sciatwin.patient import read_patient

    if (patient is None) is not (template is None):
        raise typer.BadParameter("a prediction needs both --patient and --template")
    context = context_of(out)
    if patient is None or template is None:
        document = answer_claims(name, context)
    else:
        document = answer_claims_for(
            name, read_patient(patient), template, context, draws=draws, seed=seed, despite_block=despite_block
        )
    give(document, context, as_json=as_json)
