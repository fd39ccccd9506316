"""Other regimens and the clinic's limits, in tables."""

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import NONE, Table
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.case import LimitRecord, TradeOffRecord
from sciaclinic.answers.plan.words.cells import course_text, dose_text, pair
from sciaclinic.answers.plan.words.given_before import besides, counted_in


def trade_off_table(document: PlanDocument) -> Table | None:
    """A selection of the best trade-offs."""
    if not document.trade_offs:
        return None
    return Table(
        f"Best trade-offs within the limits, judged at week {document.review_week}. "
        f"Worthwhile: at least {document.least_worthwhile_gain_points:g} points less than untreated"
        f"{besides(document)}",
        (
            "Visits",
            "Each session",
            "Given as",
            "In all",
            "Gain over placebo",
            "Worthwhile: ketamine / placebo",
            "Peak dissociation",
            "Severe dissociation / hypertension",
            "Worth trying",
        ),
        tuple(map(_trade_off_row, document.trade_offs)),
        tuple(i for i, item in enumerate(document.trade_offs) if item.proposed),
    )


def _trade_off_row(item: TradeOffRecord) -> tuple[str, ...]:
    proposed = " (proposed)" if item.proposed else ""
    if item.regimen is None:
        return (f"0: no infusion{proposed}", NONE, NONE, NONE, numbers.points(0), *[NONE] * 4)
    return (
        f"{item.regimen.visits}{proposed}",
        dose_text(item.regimen),
        course_text(item.regimen),
        numbers.mg(item.regimen.total_mg),
        numbers.points(item.gain_over_placebo_points),
        pair(item.worthwhile_gain_probability, item.worthwhile_gain_on_placebo_probability),
        numbers.percent(item.peak_dissociation_fraction),
        pair(item.severe_dissociation_probability, item.severe_hypertension_probability),
        "yes" if item.credible else "no",
    )


def template_table(document: PlanDocument) -> Table | None:
    """Regimens that clinics use, for this patient."""
    if not document.templates:
        return None
    return Table(
        f"Regimens that clinics use, for this patient at week {document.review_week}. "
        f"None has been tested by a trial in sciatica{besides(document)}",
        (
            "Regimen",
            "Visits",
            "Each session",
            "Given as",
            "Gain over placebo",
            "Worthwhile: ketamine / placebo",
            "Verdict",
            "Evidence",
        ),
        tuple(
            (
                item.name,
                str(item.regimen.visits),
                dose_text(item.regimen),
                course_text(item.regimen),
                numbers.points(item.gain_over_placebo_points),
                pair(item.worthwhile_gain_probability, item.worthwhile_gain_on_placebo_probability),
                _verdict(item.limits_crossed, credible=item.credible),
                item.evidence + (f" ({item.assumed})" if item.assumed else ""),
            )
            for item in document.templates
        ),
    )


def _verdict(crossed: tuple[str, ...], *, credible: bool) -> str:
    benefit = "worth trying" if credible else "too little benefit"
    return f"outside the limits ({'; '.join(crossed)}); {benefit}" if crossed else f"within the limits; {benefit}"


def limit_table(document: PlanDocument) -> Table | None:
    """The clinic's hard limits and what each one did."""
    if not document.limits:
        return None
    return Table(
        f"Hard limits of the clinic. {_thousands(document.regimens_considered)} regimens were considered"
        f"{counted_in(document)}",
        ("Limit", "Value", "Basis", "Regimens turned away"),
        tuple(map(_limit_row, document.limits)),
        tuple(i for i, item in enumerate(document.limits) if item.regimens_turned_away),
    )


def _limit_row(item: LimitRecord) -> tuple[str, ...]:
    bound = f" ({item.published_bound:g} {item.unit})" if item.published_bound is not None else ""
    turned_away = _thousands(item.regimens_turned_away) if item.regimens_turned_away else NONE
    return item.name, limit_value(item), f"{item.basis.value}{bound}", turned_away


def _thousands(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")


def limit_value(item: LimitRecord) -> str:
    if item.unit == "probability":
        return numbers.probability(item.value)
    return numbers.unit(f"{item.value:g}", item.unit)
