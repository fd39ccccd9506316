"""The tables of a plan in words and rounded numbers; page, PDF and terminal only lay them out."""

from collections.abc import Callable

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import NONE, Table
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.case import LimitRecord, RegimenRecord, TradeOffRecord, WeekRecord
from sciaclinic.answers.record import IntervalRecord


def benefit_table(document: PlanDocument) -> Table:
    """Leg pain by week in every arm, and what the drug adds."""
    marked = tuple(i for i, week in enumerate(document.weeks) if week.week == document.review_week)
    if document.weeks[0].treated is None:
        return Table(
            "Predicted leg pain without treatment, points of 10: mean (90 % of predictions)",
            ("Week", "Untreated"),
            tuple((week_label(w.week, document), numbers.points_interval(w.untreated)) for w in document.weeks),
            marked,
        )
    return Table(
        "Predicted leg pain, points of 10, and gain: mean (90 % of predictions). "
        "Last column: chance of at least 2 points less than untreated",
        (
            "Week",
            "Untreated",
            "Placebo",
            "Ketamine",
            "Gain over untreated",
            "Gain over placebo",
            "2 points: ketamine / placebo",
        ),
        tuple(_benefit_row(week, document) for week in document.weeks),
        marked,
    )


def week_label(week: int, document: PlanDocument) -> str:
    return f"{week} (review)" if week == document.review_week else str(week)


def _benefit_row(week: WeekRecord, document: PlanDocument) -> tuple[str, ...]:
    return (
        week_label(week.week, document),
        numbers.points(week.untreated.mean),
        _points(week.placebo),
        _points(week.treated),
        _gain(week.gain_over_untreated),
        _gain(week.gain_over_placebo),
        _pair(week.two_point_gain_probability, week.two_point_gain_on_placebo_probability),
    )


def _points(values: IntervalRecord | None) -> str:
    return numbers.points(values.mean) if values else NONE


def _gain(values: IntervalRecord | None) -> str:
    return numbers.points_interval(values) if values else NONE


def _probability(value: float | None) -> str:
    return NONE if value is None else numbers.probability(value)


def risk_table(document: PlanDocument) -> Table | None:
    """Highest predicted values of the course."""
    risks = document.risks
    if risks is None:
        return None

    def levels(values: IntervalRecord) -> str:
        return _spread(values, numbers.two_digits, "ng/mL")

    def percent(value: float) -> str:
        return f"{100 * value:.0f}"

    def whole(value: float) -> str:
        return f"{value:.0f}"

    systolic = risks.systolic_mmhg
    return Table(
        "Highest values of the course: mean (90 % of predictions)",
        ("What", "Value"),
        (
            ("Dissociation, part of a visual scale", _spread(risks.dissociation_fraction, percent, "%")),
            ("Dissociation, CADSS (0 to 92)", _spread(risks.cadss, whole, "points")),
            ("Chance of severe dissociation", numbers.probability(risks.severe_dissociation_probability)),
            ("Systolic pressure", _spread(systolic, whole, "mmHg") if systolic else "unknown"),
            ("Chance of severe hypertension", _probability(risks.severe_hypertension_probability)),
            ("Rise of heart rate", _spread(risks.heart_rate_rise_per_min, whole, "/min")),
            ("Ketamine, arterial", levels(risks.ketamine_arterial_ng_per_ml)),
            ("Ketamine, venous", levels(risks.ketamine_venous_ng_per_ml)),
        ),
    )


def _spread(values: IntervalRecord, text: Callable[[float], str], unit: str) -> str:
    return f"{numbers.unit(text(values.mean), unit)} ({text(values.low)} to {text(values.high)})"


def dose_text(regimen: RegimenRecord) -> str:
    """What the usual session holds."""
    return f"{numbers.mg(regimen.usual.dose_mg)} ({numbers.mg_per_kg(regimen.usual.dose_mg_per_kg)})"


def course_text(regimen: RegimenRecord) -> str:
    """How the usual session is given: bolus, rate and time; and that others are given otherwise."""
    session = regimen.usual
    bolus = f"{numbers.mg(session.bolus_mg)} + " if session.bolus_mg > 0 else ""
    rates = ", then ".join(
        f"{numbers.mg_per_h(step.rate_mg_per_h)} for {numbers.hours(step.duration_h)}" for step in session.steps
    )
    lower = "; the first session lower" if len(regimen.sessions) > 1 else ""
    return f"{bolus}{rates}{lower}"


def trade_off_table(document: PlanDocument) -> Table | None:
    """A selection of the best trade-offs."""
    if not document.trade_offs:
        return None
    return Table(
        f"Best trade-offs within the limits, judged at week {document.review_week}. "
        f"Worthwhile: at least {document.least_worthwhile_gain_points:g} points less than untreated",
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
        _pair(item.worthwhile_gain_probability, item.worthwhile_gain_on_placebo_probability),
        numbers.percent(item.peak_dissociation_fraction),
        _pair(item.severe_dissociation_probability, item.severe_hypertension_probability),
        "yes" if item.credible else "no",
    )


def _pair(first: float | None, second: float | None) -> str:
    return f"{_probability(first)} / {_probability(second)}"


def template_table(document: PlanDocument) -> Table | None:
    """Regimens that clinics use, for this patient."""
    if not document.templates:
        return None
    return Table(
        f"Regimens that clinics use, for this patient at week {document.review_week}. "
        "None has been tested by a trial in sciatica",
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
                _pair(item.worthwhile_gain_probability, item.worthwhile_gain_on_placebo_probability),
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
        f"Hard limits of the clinic. {document.regimens_considered:,} regimens were considered".replace(",", "\u202f"),
        ("Limit", "Value", "Basis", "Regimens turned away"),
        tuple(map(_limit_row, document.limits)),
        tuple(i for i, item in enumerate(document.limits) if item.regimens_turned_away),
    )


def _limit_row(item: LimitRecord) -> tuple[str, ...]:
    bound = f" ({item.published_bound:g} {item.unit})" if item.published_bound is not None else ""
    turned_away = f"{item.regimens_turned_away:,}".replace(",", "\u202f") if item.regimens_turned_away else NONE
    return item.name, limit_value(item), f"{item.basis.value}{bound}", turned_away


def limit_value(item: LimitRecord) -> str:
    if item.unit == "probability":
        return numbers.probability(item.value)
    return numbers.unit(f"{item.value:g}", item.unit)


def influence_table(document: PlanDocument, most: int = 5) -> Table | None:
    """The uncertain numbers that move the answer most."""
    if not document.influences:
        return None
    return Table(
        f"What moves the predicted gain over placebo at week {document.review_week} most",
        ("Number", "Value used", "Status", "Change of gain, points"),
        tuple(
            (
                item.meaning,
                _with_unit(item.value, item.unit),
                item.status
                if item.status == "assumed" or not item.rests_on_assumption
                else f"{item.status}, in part assumed",
                numbers.signed_points(item.change_points),
            )
            for item in document.influences[:most]
        ),
    )


def assumed_table(document: PlanDocument) -> Table:
    """Every number without a place in a paper."""
    return Table(
        "Assumed numbers: no paper prints them",
        ("Number", "Value", "Could lie within", "Why"),
        tuple(
            (
                item.meaning,
                _with_unit(item.value, item.unit),
                f"{numbers.number(item.low)} to {numbers.number(item.high)}",
                item.reason,
            )
            for item in document.assumed_numbers
        ),
    )


def _with_unit(value: float, unit: str) -> str:
    return numbers.number(value) if unit == "1" else numbers.unit(numbers.number(value), unit)
