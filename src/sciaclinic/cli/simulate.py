"""``sciatwin simulate``: what would this infusion do, hour by hour and week by week?"""

from __future__ import annotations

from typing import TYPE_CHECKING

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

    from sciaclinic.cli.console import Console
    from sciaclinic.services.simulate_course import SimulatedCourse
    from sciatwin.suitability import Suitability
    from sciatwin.twin.interval import Interval


def command(
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
    """Simulate one regimen beside the same patient untreated and on placebo, for 90 days.

    Leaves with 17 where no dose may be given, 18 where overrides or open questions remain, else 0.

    Example: sciatwin simulate examples/typical.yaml --dose "0.5 mg/kg" --duration "40 min" --count 5
    """
    from sciaclinic.cli.console import Console, print_json
    from sciaclinic.cli.leaving import leave_with
    from sciaclinic.services.simulate_course import course_summary, simulate_course

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
    result = simulate_course(
        patient_file,
        regimen,
        out,
        draws=draws,
        seed=seed,
        despite_block=despite_block,
        dose_is_confirmed=confirm_dose,
    )
    if as_json:
        print_json(course_summary(result))
    else:
        _print(result, Console())
    leave_with(result.suitability.readiness)


def _print(result: SimulatedCourse, console: Console) -> None:
    from sciaclinic.cli.console import styled
    from sciaclinic.reports.outcome_words import ARMS, FUNCTION, not_measured_words

    for danger in result.dangers:
        console.print(danger, style="bold red")
    _print_eligibility(result.suitability, console)
    session = result.regimen.by_visit[0]
    sessions = "1 session" if result.regimen.visits == 1 else f"{result.regimen.visits} sessions"
    weight = result.patient.weight_kg
    console.print(
        styled(
            (f"{result.regimen.drug}, {sessions}", "bold"),
            f" of {session.dose_mg_per_kg:.2f} mg/kg ({session.dose_mg_per_kg * weight:.0f} mg of base) over "
            f"{session.duration_h:.2g} h; {result.regimen.total_mg(weight):.0f} mg in all.\n",
        )
    )
    for fit in result.suitability.fits:
        reasons = "; ".join(fit.reasons) or "inside the studied range"
        console.print(f"model {fit.model_key}: {fit.level} ({reasons})")
    _print_peaks(result, console)
    console.print(f"\n{ARMS}")
    console.print(_outcome_table(result))
    console.print(_score_table(result))
    console.print(FUNCTION)
    if result.not_measured:
        console.print(not_measured_words([item.name for item in result.not_measured]))
    for effect in result.side_effects:
        chance = "" if effect.probability is None else f"; here {_interval(effect.probability, '.0%')} a session"
        console.print(f"  {effect.says}{chance}")
    console.print("\nNo trial shows that intravenous ketamine helps sciatica; lasting relief is extrapolated.")
    for path in result.written:
        console.print(f"  written: {path}")


def _print_eligibility(suitability: Suitability, console: Console) -> None:
    """What forbids a dose, what needs an override and what is open, each with its way out."""
    from sciaclinic.cli.console import styled

    found = suitability.eligibility
    console.print(styled("eligibility: ", (found.verdict, "bold"), f"; {suitability.readiness}"))
    for reason in suitability.no_dose_because:
        console.print(styled("  ", ("no dose", "bold red"), f": {reason}"))
    remain = [("needs override", found.overrides_needed), ("open question", found.open_questions)]
    for name, findings in remain:
        for finding in findings:
            console.print(styled("  ", (name, "bold"), f": {finding.in_full}"))


def _print_peaks(result: SimulatedCourse, console: Console) -> None:
    peaks = result.peaks
    console.print("\nHighest values, mean and 90 % interval:")
    console.print(f"  total ketamine, arterial {_interval(peaks.ketamine_arterial_ng_per_ml, '.0f')} ng/mL")
    console.print(f"  total ketamine, venous   {_interval(peaks.ketamine_venous_ng_per_ml, '.0f')} ng/mL")
    console.print(f"  dissociation             {_interval(peaks.dissociation_fraction, '.0%')} of a visual scale")
    console.print(f"  dissociation, CADSS      {_interval(peaks.cadss, '.0f')} of 92")
    if peaks.systolic_mmhg is None:
        console.print("  systolic pressure        unknown: resting pressure is missing")
    else:
        console.print(f"  systolic pressure        {_interval(peaks.systolic_mmhg, '.0f')} mmHg")
    console.print(f"  rise of heart rate       {_interval(peaks.heart_rate_rise_per_min, '.0f')} /min")


def _outcome_table(result: SimulatedCourse) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(title="\nLeg pain 0 to 10, mean and 90 % interval", box=box.SIMPLE_HEAD, title_justify="left")
    table.add_column("week", justify="right")
    for column in ("untreated", "placebo", "ketamine", "gain over untreated", "2-point gain", "on placebo"):
        table.add_column(column, justify="right")
    for outcome in result.outcomes:
        table.add_row(
            str(outcome.week),
            _interval(outcome.untreated, ".1f"),
            _interval(outcome.placebo, ".1f"),
            _interval(outcome.treated, ".1f"),
            _interval(outcome.gain_over_untreated, ".1f"),
            f"{outcome.two_point_gain:.0%}",
            f"{outcome.two_point_gain_on_placebo:.0%}",
        )
    return table


def _score_table(result: SimulatedCourse) -> Table:
    """Means of the arms; what the drug alone does with its interval. 80 columns are enough."""
    from rich import box
    from rich.table import Table

    table = Table(title="\nBeyond leg pain, means", box=box.SIMPLE_HEAD, title_justify="left", padding=(0, 1, 0, 0))
    table.add_column("outcome", max_width=20)
    for column in ("week", "untreated", "placebo", "ketamine", "drug alone", "90 %"):
        table.add_column(column, justify="right", no_wrap=True)
    last = ""
    for score in result.scores:
        name, last = "" if score.outcome == last else score.meaning.split(" (")[0], score.outcome
        arms, drug = (score.untreated, score.placebo, score.treated), score.by_drug
        means = [_number(value, score.unit) for value in (*(arm.mean for arm in arms), drug.mean)]
        table.add_row(
            name, str(score.week), *means, f"{_number(drug.low, score.unit)} to {_number(drug.high, score.unit)}"
        )
    return table


def _number(value: float, unit: str) -> str:
    """One digit after the point, or whole percent for a probability; never a negative zero."""
    return f"{round(value, 2) + 0:.0%}" if unit == "1" else f"{round(value, 1) + 0:.1f}"


def _interval(interval: Interval, style: str) -> str:
    return f"{interval.mean:{style}} ({interval.low:{style}} to {interval.high:{style}})"
