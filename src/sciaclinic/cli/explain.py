"""``sciatwin explain``: how does ketamine quiet this nerve?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from sciaclinic.cli.options import AsJson, Draws, OutFolder, PatientFile, Seed
from sciaclinic.cli.regimen_options import (
    BolusPart,
    Concentration,
    ConfirmDose,
    Count,
    Days,
    DespiteBlock,
    Dose,
    DrugName,
    DrugOption,
    Duration,
    Every,
    Rate,
    Steps,
    Template,
    asked_regimen,
)

if TYPE_CHECKING:
    from rich.table import Table

    from sciaclinic.answers.blocks import Table as TextTable
    from sciaclinic.cli.console import Console
    from sciaclinic.services.explain_mechanism import ExplainedMechanism
    from sciatwin.twin.explanation import Explanation

app = typer.Typer(help="How the drug acts, link by link, for one patient and one infusion.", no_args_is_help=True)


@app.callback()
def _explain() -> None:
    pass


@app.command("mechanism")
def mechanism(
    patient_file: PatientFile,
    template: Template = None,
    dose: Dose = None,
    rate: Rate = None,
    steps: Steps = None,
    duration: Duration = None,
    bolus: BolusPart = "0 mg/kg",
    concentration: Concentration = None,
    count: Count = 1,
    every: Every = "24 h",
    days: Days = None,
    drug: DrugOption = DrugName.RACEMIC,
    confirm_dose: ConfirmDose = False,
    despite_block: DespiteBlock = False,
    out: OutFolder = None,
    draws: Draws = 1000,
    seed: Seed = 20260,
    as_json: AsJson = False,
) -> None:
    """Follow an infusion from level to block, to spikes of a simulated spinal circuit, to relief.

    Example: sciatwin explain mechanism examples/typical.yaml --dose "0.5 mg/kg" --duration "40 min"
    """
    from sciaclinic.cli.console import Console, print_json
    from sciaclinic.services.explain_mechanism import explain, mechanism_record

    regimen = asked_regimen(
        template=template,
        dose=dose,
        rate=rate,
        steps=steps,
        duration=duration,
        bolus=bolus,
        concentration=concentration,
        count=count,
        every=every,
        days=days,
        drug=drug,
    )
    result = explain(
        patient_file,
        regimen,
        out,
        draws=draws,
        seed=seed,
        despite_block=despite_block,
        dose_is_confirmed=confirm_dose,
    )
    if as_json:
        print_json(mechanism_record(result.found))
        return
    _print(result, Console())


def _print(result: ExplainedMechanism, console: Console) -> None:
    from sciaclinic.cli.print_pieces import say
    from sciaclinic.reports import mechanism_words as words
    from sciaclinic.reports.mechanism_tables import pain_table, relief_table
    from sciatwin.receptor import NO_HUMAN_CURVE

    found = result.found
    for danger in found.dangers:
        say(console, danger)
    say(console, words.regimen_words(result.regimen, result.patient.weight_kg) + ".\n")
    peak = found.during.s_ketamine_site_ng_per_ml
    say(console, f"S-ketamine at the effect site, highest in the first session: {words.level_with_range(peak)} ng/mL")
    console.print(_moment_table(found))
    say(console, "Spikes: late ones after the first shock of a train → after each of the last three; one typical cord.")
    for shown in (pain_table(found), relief_table(found)):
        console.print(_as_printed(shown))
    for text in (words.mismatch_words(found), NO_HUMAN_CURVE, words.NO_TRIAL, words.SUPPORTS):
        say(console, f"\n{text}")
    for path in result.written:
        say(console, f"  written: {path}")


def _moment_table(found: Explanation) -> Table:
    from sciaclinic.cli.print_pieces import new_table
    from sciaclinic.reports import mechanism_words as words

    table = new_table("\nBlock of the receptor and the circuit, mean (90 % of versions)")
    table.add_column("moment")
    for column in ("hour", "blocked", "spikes", "wind-up", "output taken off"):
        table.add_column(column, justify="right", no_wrap=True)
    for moment in found.moments:
        table.add_row(
            moment.name,
            f"{moment.time_h:.1f}",
            words.percent_with_range(moment.block_fraction),
            words.spikes_words(moment.typical),
            words.wind_up_words(moment),
            words.percent_with_range(moment.quieted_fraction),
        )
    return table


def _as_printed(shown: TextTable) -> Table:
    from sciaclinic.cli.print_pieces import new_table

    table = new_table(f"\n{shown.caption}")
    for column in shown.columns:
        table.add_column(column, justify="left" if column == shown.columns[0] else "right", no_wrap=True)
    for row in shown.rows:
        table.add_row(*row)
    return table
