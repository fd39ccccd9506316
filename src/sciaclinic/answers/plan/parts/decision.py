"""The answer itself: what is decided, what is open before anybody signs, why, and what was seen so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sciaclinic.answers.blocks import NOT_ON_PAPER, Block, Heading, Points, Text, Tone, Verbatim, points, titled
from sciaclinic.answers.overrides_to_sign import OVERRIDES_TO_SIGN, overrides_to_sign
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.plan.record.case import Effect, SeenRecord
from sciaclinic.answers.plan.words.findings import MOST_ON_TERMINAL, FindingGroup, remarks_of, said
from sciatwin.plan.told.sentence import as_sentence

_NOT_KNOWN = " is not known"
_IN_COLUMNS = 6


@dataclass(frozen=True, kw_only=True)
class DecisionPart:
    """``tone`` is ``trial``, ``none`` or ``blocked``."""

    title: str
    tone: str
    status: str
    is_draft: bool
    headline: str
    in_short: tuple[tuple[str, str], ...]
    seen_heading: str
    seen: tuple[str, ...]
    reasons: tuple[str, ...]
    evidence_grade: str
    open_heading: str
    unsigned_because: tuple[str, ...]
    open_in_short: str

    @classmethod
    def of(cls, document: PlanDocument) -> "DecisionPart":
        return cls(
            title=as_sentence(document.decision),
            tone="trial" if document.proposes_infusion else "blocked" if document.is_blocked else "none",
            status=_status(document),
            is_draft=bool(document.proposes_infusion and document.unsigned_because),
            headline=_headline(document),
            in_short=tuple((point.label, point.text) for point in document.in_short),
            seen_heading="Given so far and what was seen",
            seen=_seen(document.seen_in_sessions),
            reasons=() if document.is_blocked else document.reasons,  # the findings that forbid it say the same
            evidence_grade=document.evidence_grade,
            open_heading="Open: to be answered before anybody signs" if document.proposes_infusion else "Open points",
            unsigned_because=_open_points(document),
            open_in_short=_open_in_short(document),
        )

    def blocks(self, findings: Sequence[FindingGroup]) -> Iterator[Block]:
        """What is open comes first where an infusion is proposed, the reasons where none is."""
        by_effect = {group.effect: group for group in findings}
        overrides = _overrides(by_effect.get(Effect.OVERRIDE))
        forbids = by_effect.get(Effect.BLOCK)
        if self.tone == "trial":
            yield from _open(self)
        if self.tone != "blocked":
            yield from overrides
        yield from titled(Heading(self.seen_heading, key="seen", tone=Tone.OPEN), Points(points(*self.seen)))
        yield from _why(self, forbids)
        if self.tone == "blocked":
            yield from overrides
        if self.tone != "trial":
            yield from _open(self)


def _open(part: DecisionPart) -> Sequence[Block]:
    many = len(part.unsigned_because) > _IN_COLUMNS
    listed = Points(points(*part.unsigned_because), most=MOST_ON_TERMINAL, in_columns=many)
    return titled(Heading(part.open_heading, key="open", tone=Tone.OPEN), listed)


def _overrides(group: FindingGroup | None) -> Sequence[Block]:
    if group is None:
        return ()
    return [
        Heading(group.heading, key="overrides", tone=Tone.OPEN),
        remarks_of(group),
        said(group),
        Heading(OVERRIDES_TO_SIGN, level=3, on=NOT_ON_PAPER),
        Verbatim(overrides_to_sign((item.rule, item.says) for item in group.items), on=NOT_ON_PAPER),
    ]


def _why(part: DecisionPart, forbids: FindingGroup | None) -> Iterator[Block]:
    yield Heading("Why", key="why")
    yield Points(points(*part.reasons), most=MOST_ON_TERMINAL)
    if forbids is not None:
        yield Heading(forbids.heading, level=3, tone=Tone.STOP)
        yield remarks_of(forbids)
        yield said(forbids)
    yield Heading("Evidence in sciatica", level=3)
    yield Text(part.evidence_grade)


def _headline(document: PlanDocument) -> str:
    """Empty where it would only repeat the decision."""
    repeated = document.headline.rstrip(".").casefold() == document.decision.casefold()
    return "" if repeated else document.headline


def _seen(seen: SeenRecord | None) -> tuple[str, ...]:
    """Given so far and what was seen, one line each."""
    if seen is None:
        return ()
    dangers = seen.dangers or ("no danger was seen",)
    pain = (f"leg pain since: {seen.leg_pain}",) if seen.leg_pain else ()
    passed = (seen.passed,) if seen.passed else ()
    return tuple(as_sentence(line) for line in (seen.given, *dangers, *seen.reviews, *pain, *passed))


def _open_points(document: PlanDocument) -> tuple[str, ...]:
    """What is open besides the overrides, which stand above the reasons."""
    return tuple(point for point in document.unsigned_because if point not in document.overrides_needed)


def _status(document: PlanDocument) -> str:
    """ "Nothing is open" only where no block, override or question is left."""
    blocks = sum(finding.effect is Effect.BLOCK for finding in document.findings)
    overrides, questions = len(document.overrides_needed), len(_open_points(document))
    remain = " and ".join(
        (
            *([f"{overrides} {'rule needs' if overrides == 1 else 'rules need'} an override"] if overrides else []),
            *([f"{questions} {'point is' if questions == 1 else 'points are'} open"] if questions else []),
        )
    )
    if blocks:
        forbid = f"No dose may be given: {blocks} {'rule forbids' if blocks == 1 else 'rules forbid'} it."
        return f"{forbid} Besides, {remain}." if remain else forbid
    still_open = f"{remain}." if remain else "Nothing is open."
    if document.seen_in_sessions and document.seen_in_sessions.dangers:
        still_open += " Dangers were seen so far: they stand below."
    if not document.proposes_infusion:
        return f"No infusion is proposed. {as_sentence(still_open)}"
    return f"Draft, not to be signed: {still_open}" if remain else f"{still_open} A clinician reviews it and decides."


def _open_in_short(document: PlanDocument) -> str:
    """Every open point in one paragraph, for when there are too many to list with their rules."""
    asked = [finding for finding in document.findings if finding.effect is Effect.OPEN]
    by_rule = {finding.in_full for finding in asked}
    others = [point.rstrip(".") for point in _open_points(document) if point not in by_rule]
    parts = dict.fromkeys(part for finding in asked for part in finding.explanation.split("; "))
    unknown = [part.removesuffix(_NOT_KNOWN) for part in parts if part.endswith(_NOT_KNOWN)]
    others += [part for part in parts if not part.endswith(_NOT_KNOWN)]
    return "; ".join([*others, f"not known: {', '.join(unknown)}"] if unknown else others) + "."
