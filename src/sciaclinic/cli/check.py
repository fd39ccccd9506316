"""``sciatwin check``: may this person have ketamine at all?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sciaclinic.cli.options import AsJson, PatientFile

if TYPE_CHECKING:
    from sciaclinic.cli.console import Console
    from sciatwin.eligibility import Eligibility, Finding, Group

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

    Example: sciatwin check examples/blocked.yaml
    """
    from sciaclinic.cli.console import Console, print_json
    from sciaclinic.services.check_patient import check_patient

    eligibility = check_patient(patient_file)
    if as_json:
        print_json(_record(eligibility))
        return
    _print(eligibility, every, Console())


def _print(eligibility: Eligibility, every: bool, console: Console) -> None:
    from sciaclinic.cli.console import styled
    from sciatwin.eligibility import Group

    style = _STYLES[eligibility.verdict]
    counts = f"{len(eligibility.blocks)} block, {len(eligibility.overrides_needed)} need an override, "
    counts += f"{len(eligibility.open_questions)} open, "
    counts += f"{len(eligibility.cautions)} caution, {len(eligibility.findings)} rules checked"
    console.print(styled((eligibility.verdict.upper(), style), f"  ({counts})"))
    for group in Group:
        shown = [f for f in eligibility.in_group(group) if _is_shown(f, eligibility, every)]
        if shown:
            console.print(f"\n{_title(group)}", style="bold")
            for finding in shown:
                _print_finding(finding, console)
    console.print("\nSciatwin supports a clinician's decision; it does not make one.")


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


def _record(eligibility: Eligibility) -> dict[str, object]:
    findings = [
        {
            "rule": finding.rule.key,
            "group": finding.rule.group,
            "answer": finding.answer,
            "says": finding.rule.says,
            "explanation": finding.explanation,
            "way_out": finding.rule.way_out,
            "grade": finding.rule.grade,
            "sources": [str(source) for source in finding.rule.sources],
        }
        for finding in eligibility.findings
    ]
    return {"verdict": eligibility.verdict, "findings": findings}
