"""What moves the answer, and what is assumed, in tables."""

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import Table
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.words.cells import with_unit


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
                with_unit(item.value, item.unit),
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
                with_unit(item.value, item.unit),
                f"{numbers.number(item.low)} to {numbers.number(item.high)}",
                item.reason,
            )
            for item in document.assumed_numbers
        ),
    )
