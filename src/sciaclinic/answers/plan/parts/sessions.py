"""The sessions that are proposed: the dose, the order of each visit, what is done before, during and after."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sciaclinic.answers.blocks import (
    NOT_ON_TERMINAL,
    ON_TERMINAL,
    Block,
    Checklist,
    Heading,
    Pairs,
    Points,
    Row,
    Text,
    Tile,
    Tiles,
    Tone,
    points,
    titled,
)
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.case import Effect
from sciaclinic.answers.plan.words.findings import FindingGroup
from sciaclinic.answers.plan.words.sessions import (
    DoseFact,
    OrderWords,
    Part,
    dose_facts,
    orders,
    parts,
    rule_words,
    weight_words,
)

_MARKS = (
    "A line marked proposed rests on no source that gives its value for such sessions: whoever signs the plan signs "
    "it. clinic marks the clinic's own. ________ is filled in by hand."
)
_IN_THE_REPORT = "Every line with its source, and the sheet for the session, are in the report (--out)."


@dataclass(frozen=True, kw_only=True)
class SessionsPart:
    """All empty unless an infusion is proposed."""

    doses: tuple[DoseFact, ...]
    weights: str
    orders: tuple[OrderWords, ...]
    rules: tuple[str, ...]
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, document: PlanDocument) -> "SessionsPart":
        conduct, regimen = document.conduct, document.regimen
        if conduct is None or regimen is None:
            return cls(doses=(), weights="", orders=(), rules=(), parts=())
        return cls(
            doses=dose_facts(document, regimen, conduct),
            weights=weight_words(conduct),
            orders=orders(conduct),
            rules=rule_words(conduct),
            parts=parts(conduct),
        )

    def blocks(self, findings: Sequence[FindingGroup]) -> Iterator[Block]:
        if not self.doses:
            return
        yield Heading("Dose and orders", key="dose")
        yield Tiles(tuple(Tile(fact.label, fact.value, fact.detail) for fact in self.doses))
        for index, order in enumerate(self.orders):
            yield from _order(order)
            if index == 0:
                yield from titled(Heading("When to go up", level=3), Points(points(*self.rules), is_set_off=True))
        yield Heading("Before, during and after every session", key="session")
        yield Text(_MARKS, on=NOT_ON_TERMINAL)
        yield Text(self.weights, on=NOT_ON_TERMINAL)
        for group in findings:
            if group.effect == Effect.CAUTION:
                yield _of_this_patient(group)
        yield from (Checklist(item.heading, item.rows, tone=_tone(item)) for item in self.parts)
        yield Text(_IN_THE_REPORT, Tone.SOFT, on=ON_TERMINAL)


def _order(order: OrderWords) -> Iterator[Block]:
    yield Heading(f"{order.title}: {order.dose}", level=3)
    yield order.pump if len(order.pump.rows) > 1 else replace(order.pump, on=NOT_ON_TERMINAL)
    yield Pairs(order.preparation, on=NOT_ON_TERMINAL)
    yield Points(points(*order.steps), ordered=True)


def _of_this_patient(group: FindingGroup) -> Block:
    rows = (Row(topic=f"{item.says}.", text=item.follows, because=item.explanation) for item in group.items)
    return Checklist("This patient", tuple(rows), to_tick=True, on=NOT_ON_TERMINAL)


def _tone(part: Part) -> Tone:
    return Tone.STOP if part.key == "stop" else Tone.PLAIN
