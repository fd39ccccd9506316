"""The dose of a plan in words: the dose box, how a session is drawn up, and the infusion that is only compared."""

from dataclasses import dataclass

from sciaclinic.reports import numbers, tables
from sciaclinic.reports.records import PreparationRecord, RegimenRecord


@dataclass(frozen=True)
class DoseFact:
    """One figure of the dose box: what it is, the number, and the same in other units."""

    label: str
    value: str
    detail: str


def dose_facts(regimen: RegimenRecord, prepared: PreparationRecord) -> tuple[DoseFact, ...]:
    session = regimen.session
    bolus = DoseFact(
        "Bolus",
        numbers.mg(session.bolus_mg),
        f"{numbers.mg_per_kg(session.bolus_mg_per_kg)} = {numbers.millilitres(prepared.bolus_ml)}",
    )
    return (
        DoseFact(
            "Each session", numbers.mg(session.dose_mg), f"{numbers.mg_per_kg(session.dose_mg_per_kg)}, {regimen.drug}"
        ),
        *((bolus,) if session.bolus_mg > 0 else ()),
        DoseFact(
            "Infusion",
            numbers.ml_per_h(prepared.rate_ml_per_h),
            f"{numbers.mg_per_h(session.rate_mg_per_h)} for {numbers.hours(session.duration_h)}",
        ),
        DoseFact("Sessions", str(regimen.visits), _days(regimen)),
        DoseFact("Whole course", numbers.mg(regimen.total_mg), "of ketamine base"),
    )


def preparation_facts(prepared: PreparationRecord) -> tuple[tuple[str, str], ...]:
    if prepared.diluent_ml == 0 and "ready" in prepared.syringe:
        return (
            ("Ready for infusion", prepared.vial),
            ("Containers", f"{prepared.syringes} × {prepared.syringe}"),
            ("Used", f"{numbers.millilitres(prepared.filled_ml)} of {prepared.concentration_mg_per_ml:.4g} mg/mL"),
        )
    return (
        ("Vial", prepared.vial),
        ("Syringe", f"{prepared.syringes} × {prepared.syringe}"),
        ("Draw up", f"{numbers.millilitres(prepared.drawn_ml)} from {prepared.vials} vial{'s' * (prepared.vials > 1)}"),
        ("Dilute", f"with {numbers.millilitres(prepared.diluent_ml)} sodium chloride 0.9 %"),
        ("Gives", f"{numbers.millilitres(prepared.filled_ml)} of {prepared.concentration_mg_per_ml:g} mg/mL"),
    )


def compared_words(regimen: RegimenRecord | None) -> str:
    """The infusion that is shown without being proposed; empty if there is none."""
    if regimen is None:
        return ""
    sessions = f"{regimen.visits} session{'s' * (regimen.visits > 1)} of {tables.dose_text(regimen)}"
    return (
        "Not proposed. The figures and tables show the infusion with the most predicted benefit, so that it can be "
        f"judged: {sessions}, {tables.course_text(regimen)}; {_days(regimen)}."
    )


def _days(regimen: RegimenRecord) -> str:
    return "day 0 only" if regimen.visits == 1 else f"days {numbers.days_text(regimen.days)}; the first is day 0"
