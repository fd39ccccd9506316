"""``sciatwin check``: may this person have ketamine at all?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sciaclinic.cli.options import AsJson, PatientFile

if TYPE_CHECKING:
    from sciaclinic.cli.console import Console
    from sciaclinic.services.check_patient import CheckedPatient
    from sciatwin.eligibility import Eligibility, Finding, Group
    from sciatwin.suitability import Suitability

_STYLES = {
    "block": "bold red",
    "needs override": "bold dark_orange",
    "open question": "bold yellow",
    "caution": "dark_orange",
    "clear": "green",
}


def command(
    patient_file: PatientFile,
    every: Annotated[bool, typer.Option("--every", help="Also list the rules that are clear.")] = False,
    as_json: AsJson = False,
) -> None:
    """Apply every eligibility rule to one patient: block, open question, caution or clear, each with its rule.

    Leaves with 17 where no dose may be given, 18 where overrides or open questions remain, else 0.

    Example: sciatwin check examples/blocked.yaml
    """
    from sciaclinic.cli.console import Console, print_json
    from sciaclinic.cli.leaving import leave_with
    from sciaclinic.services.check_patient import check_patient

    checked = check_patient(patient_file)
    if as_json:
        print_json(_record(checked))
    else:
        _print(checked, every, Console())
    leave_with(checked.suitability.readiness)


def _print(checked: CheckedPatient, every: bool, console: Console) -> None:
    from sciaclinic.cli.console import styled
    from sciatwin.eligibility import Group

    found = checked.suitability
    eligibility = found.eligibility
    style = _STYLES[eligibility.verdict]
    counts = f"{len(eligibility.blocks)} block, {len(eligibility.overrides_needed)} need an override, "
    counts += f"{len(eligibility.open_questions)} open, "
    counts += f"{len(eligibility.cautions)} caution, {len(eligibility.findings)} rules checked"
    console.print(styled((eligibility.verdict.upper(), style), f"  ({counts})"))
    console.print(styled(("→ ", style), _sentence(found.readiness)))
    for group in Group:
        shown = [f for f in eligibility.in_group(group) if _is_shown(f, eligibility, every)]
        if shown:
            console.print(f"\n{_title(group)}", style="bold")
            for finding in shown:
                _print_finding(finding, console)
    _print_points("Out of date", found.out_of_date, console)
    _print_points("What cannot be checked", found.cannot_be_checked, console)
    _print_points("Do the kinetic models describe this patient?", _fits(found), console)
    _print_points("Recorded, not used", checked.not_used, console)
    _print_missing(checked, console)
    console.print("\nSciatwin supports a clinician's decision; it does not make one.")


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _fits(found: Suitability) -> list[str]:
    return [
        f"{fit.model_key}: {fit.level} ({'; '.join(fit.reasons) or 'inside the studied range'})" for fit in found.fits
    ]


def _print_points(title: str, points: Sequence[str], console: Console) -> None:
    from rich.padding import Padding

    if points:
        console.print(f"\n{title}", style="bold")
    for point in points:
        console.print(Padding(point, (0, 0, 0, 2)))


def _print_missing(checked: CheckedPatient, console: Console) -> None:
    """Lines to be copied: printed as they stand, unwrapped and at the margin."""
    from sciaclinic.reports.missing_answers import paste_ready

    lines = paste_ready(checked.waited_for)
    if lines:
        console.print("\nStill to be answered: copy into the patient file, each line under its section", style="bold")
        console.print(lines, soft_wrap=True)


def _is_shown(finding: Finding, eligibility: Eligibility, every: bool) -> bool:
    asked_elsewhere = finding in eligibility.unanswered and finding not in eligibility.open_questions
    return every or finding.informs or (finding.answer != "clear" and not asked_elsewhere)


def _title(group: Group) -> str:
    return group.value.replace("_", " ").capitalize()


def _print_finding(finding: Finding, console: Console) -> None:
    from rich.padding import Padding

    from sciaclinic.cli.console import styled

    rule, answer = finding.rule, "for information" if finding.informs else finding.answer.value
    style = _STYLES.get(answer, "blue")
    way_out = f"\n→ {rule.way_out}" if finding.answer != "clear" or finding.informs else ""
    origin = f"\n{rule.reference}; grade {rule.grade}; {rule.sources[0].citation}"
    text = styled((answer, style), f"  {rule.says}: {finding.explanation}{way_out}", (origin, "dim"))
    console.print(Padding(text, (0, 0, 0, 2)))


def _record(checked: CheckedPatient) -> dict[str, object]:
    from sciaclinic.reports.missing_answers import paste_ready

    found = checked.suitability
    findings = [
        {
            "rule": finding.rule.key,
            "group": finding.rule.group,
            "answer": finding.answer,
            "holds": finding.holds,
            "says": finding.rule.says,
            "explanation": finding.explanation,
            "way_out": finding.rule.way_out,
            "grade": finding.rule.grade,
            "sources": [str(source) for source in finding.rule.sources],
        }
        for finding in found.eligibility.findings
    ]
    return {
        "verdict": found.eligibility.verdict,
        "readiness": found.readiness,
        "no_dose_because": list(found.no_dose_because),
        "findings": findings,
        "models": [{"model": fit.model_key, "level": fit.level, "reasons": list(fit.reasons)} for fit in found.fits],
        "recorded_not_used": list(checked.not_used),
        "to_be_answered": paste_ready(checked.waited_for),
    }
