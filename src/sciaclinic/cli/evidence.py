"""``sciatwin evidence``: what do the numbers stand on, and which promises do they bear out?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sciaclinic.cli.options import AsJson, DrawsOfMany, Seed

if TYPE_CHECKING:
    from sciaclinic.services.show_claims import AnsweredClaims

app = typer.Typer(
    help="Sources, constants, trials, meta-analyses and promises: what the numbers stand on.", no_args_is_help=True
)


class MethodName(StrEnum):
    DERSIMONIAN_LAIRD = "dersimonian-laird"
    PAULE_MANDEL = "paule-mandel"


class StatusName(StrEnum):
    ASSUMED = "assumed"
    CALIBRATED = "calibrated"
    DERIVED = "derived"
    PUBLISHED = "published"


@app.command("sources")
def sources(as_json: AsJson = False) -> None:
    """List every source and what stands on it: models, constants, rules, trials, promises.

    Example: sciatwin evidence sources
    """
    from dataclasses import asdict

    from sciaclinic.cli.console import Console, print_json
    from sciaclinic.cli.evidence_print import print_sources
    from sciaclinic.services.evidence_sources import list_sources

    lines = list_sources()
    if as_json:
        print_json([asdict(line) for line in lines])
    else:
        print_sources(lines, Console())


@app.command("models")
def models(context: typer.Context, as_json: AsJson = False) -> None:
    """List the published pharmacokinetic models: the same as sciatwin models.

    Example: sciatwin evidence models
    """
    from sciaclinic.cli.models import list_all

    list_all(context, as_json)


@app.command("estimates")
def estimates(
    status: Annotated[StatusName | None, typer.Option(help="Only constants of this origin.")] = None,
    as_json: AsJson = False,
) -> None:
    """List every number behind a plan, a fit or a score by origin: assumed ones first, published ones last.

    Example: sciatwin evidence estimates --status assumed
    """
    from dataclasses import asdict

    from sciaclinic.cli.console import Console, print_json
    from sciaclinic.cli.evidence_print import print_estimates
    from sciaclinic.services.show_evidence import list_estimates

    everything = list_estimates()
    lines = [line for line in everything if status is None or line.status == status]
    if as_json:
        print_json([asdict(line) for line in lines])
    else:
        print_estimates(lines, everything, Console())


@app.command("trials")
def trials(
    key: Annotated[str | None, typer.Argument(help="Key of a trial, for example pickering2020.")] = None,
    as_json: AsJson = False,
) -> None:
    """List the trials and cohorts, or show one: people, arms, and every number that was reported.

    Example: sciatwin evidence trials pickering2020
    """
    from dataclasses import asdict

    from sciaclinic.cli.console import Console, print_json
    from sciaclinic.cli.evidence_print import print_trial, print_trials
    from sciaclinic.services.show_evidence import list_trials, trial_record
    from sciatwin.evidence.published_trial import trial_named

    if key is None:
        lines = list_trials()
        print_json([asdict(line) for line in lines]) if as_json else print_trials(lines, Console())
        return
    trial = trial_named(key)
    print_json(trial_record(trial)) if as_json else print_trial(trial, Console())


@app.command("forest")
def forest(
    key: Annotated[
        str | None, typer.Argument(help="Key of a meta-analysis, for example ketamine_lasting_relief.")
    ] = None,
    method: Annotated[
        MethodName, typer.Option(help="How the variance between trials is estimated.")
    ] = MethodName.DERSIMONIAN_LAIRD,
    svg: Annotated[Path | None, typer.Option(help="Write the forest plot to this file.")] = None,
    as_json: AsJson = False,
) -> None:
    """Pool the trials of a meta-analysis and draw them; without a key, list the meta-analyses.

    Example: sciatwin evidence forest ketamine_lasting_relief --svg forest.svg
    """
    from sciaclinic.cli.console import Console, print_json
    from sciaclinic.cli.forest_print import print_forest, print_meta_analyses
    from sciaclinic.services.show_evidence import (
        draw_forest,
        list_meta_analyses,
        meta_analysis_record,
        pool_meta_analysis,
    )
    from sciatwin.validation.meta_analysis import Method

    if key is None:
        if svg is not None:
            raise typer.BadParameter("--svg draws one meta-analysis: name it", param_hint="KEY")
        results = list_meta_analyses()
        print_json(list(map(meta_analysis_record, results))) if as_json else print_meta_analyses(results, Console())
        return
    result = pool_meta_analysis(key, Method[method.name])
    written = draw_forest(result, svg) if svg is not None else None
    print_json(meta_analysis_record(result)) if as_json else print_forest(result, written, Console())


@app.command("claims")
def claims(
    name: Annotated[str | None, typer.Argument(help="Key of a promise, for example lasting_relief.")] = None,
    patient: Annotated[Path | None, typer.Option(help="Patient file: adds what the twin predicts.")] = None,
    template: Annotated[
        str | None, typer.Option(help="A published regimen for the prediction, for example 'Cleveland five-day'.")
    ] = None,
    despite_block: Annotated[
        bool, typer.Option("--despite-block", help="Study the model in a patient who must not be infused.")
    ] = False,
    draws: DrawsOfMany = 1000,
    seed: Seed = 20260,
    as_json: AsJson = False,
) -> None:
    """Answer the promises usually made for ketamine: grade, numbers, sources, what is unknown, what the twin predicts.

    Example: sciatwin evidence claims lasting_relief --patient examples/typical.yaml --template "Cleveland five-day"
    """
    from sciaclinic.cli.claims_print import print_claim, print_claims
    from sciaclinic.cli.console import Console
    from sciaclinic.services.show_claims import answer_claims, answer_claims_for

    if patient is not None and template is not None:
        answered = answer_claims_for(name, patient, template, draws=draws, seed=seed, despite_block=despite_block)
    elif patient is None and template is None:
        answered = answer_claims(name)
    else:
        raise typer.BadParameter("a prediction needs both --patient and --template")
    if as_json:
        _claims_as_json(answered, single=name is not None)
    elif name is not None:
        print_claim(answered, Console())
    else:
        print_claims(answered, Console())


def _claims_as_json(answered: AnsweredClaims, *, single: bool) -> None:
    from sciaclinic.cli.console import print_json
    from sciaclinic.services.show_claims import claim_record

    records = [
        claim_record(claim, None if answered.predictions is None else answered.predictions[claim.key])
        for claim in answered.claims
    ]
    print_json(records[0] if single else records)
