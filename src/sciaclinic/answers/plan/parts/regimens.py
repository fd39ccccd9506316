"""Other regimens of ketamine, and the clinic's limits that turned some away."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sciaclinic.answers.blocks import NOT_ON_TERMINAL, ON_TERMINAL, Block, Heading, Points, Table, Text, points
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.words import regimens as words


@dataclass(frozen=True, kw_only=True)
class RegimensPart:
    """All absent if no regimen was considered."""

    trade_offs: Table | None
    templates: Table | None
    limits: Table | None
    limits_signature: str

    @classmethod
    def of(cls, document: PlanDocument) -> "RegimensPart":
        return cls(
            trade_offs=words.trade_off_table(document),
            templates=words.template_table(document),
            limits=words.limit_table(document),
            limits_signature=_signature(document),
        )

    def blocks(self) -> Iterator[Block]:
        if self.trade_offs is not None:
            yield Heading("Other regimens of ketamine", key="regimens", on=NOT_ON_TERMINAL)
            for table in (self.trade_offs, self.templates):
                if table is not None:
                    yield replace(table, on=NOT_ON_TERMINAL)
        if self.limits is not None:
            yield Heading("Limits", key="limits")
            yield Text(self.limits_signature)
            yield replace(self.limits, on=NOT_ON_TERMINAL)
            yield Points(points(*_acted(self.limits)), on=ON_TERMINAL)


def _acted(limits: Table) -> Iterator[str]:
    """The limits that turned regimens away."""
    for index in limits.marked:
        name, value, _, count = limits.rows[index]
        yield f"{name} {value}: {count} regimens turned away"


def _signature(document: PlanDocument) -> str:
    if document.limits_signed_by:
        return f"Limits without a published basis are signed by {document.limits_signed_by}."
    return "Limits without a published basis are not signed by a physician."
