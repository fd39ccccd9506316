"""What a reader of a plan sees, in order and in words. Page, PDF and terminal lay out the same sheet."""

from dataclasses import dataclass

from sciaclinic.answers.blocks import Table
from sciaclinic.answers.record import SourceRecord
from sciaclinic.reports import outcome_tables, outcome_words, session_words, tables
from sciaclinic.reports.document import PlanDocument
from sciaclinic.reports.dose_words import DoseFact, compared_words, dose_facts
from sciaclinic.reports.made import made_words
from sciaclinic.reports.printed_sources import printed_sources
from sciaclinic.reports.records import Effect, InputRecord, InputUse, SeenRecord
from sciaclinic.reports.remarks import Remarks, finding_remarks, organ_remarks
from sciaclinic.reports.session_words import OrderWords, Part

_FACTS = (
    "age_yr", "sex", "weight_kg", "height_cm", "sciatica.side", "sciatica.duration_days", "sciatica.leg_pain",
    "sciatica.back_pain", "sciatica.imaging", "sciatica.neuropathic_grade", "vitals.systolic_mmhg",
    "vitals.diastolic_mmhg", "days_since_ketamine_course", "goals.least_worthwhile_gain", "goals.review_week",
    "goals.most_visits",
)  # fmt: skip
_OWN_WORDS = "goals.in_own_words"
_NOT_KNOWN = " is not known"


@dataclass(frozen=True)
class Reference:
    """A source as shown: citation, and where to find it."""

    citation: str
    link: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A plan in words. ``tone`` is ``trial``, ``none`` or ``blocked``."""

    title: str
    tone: str
    status: str
    is_draft: bool
    statement: str
    made: str
    headline: str
    in_short: tuple[tuple[str, str], ...]
    seen_heading: str
    seen: tuple[str, ...]
    reasons: tuple[str, ...]
    open_heading: str
    unsigned_because: tuple[str, ...]
    open_in_short: str
    facts: tuple[tuple[str, str], ...]
    own_words: str
    inputs: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    missing: tuple[str, ...]
    not_used: tuple[str, ...]
    doses: tuple[DoseFact, ...]
    weights: str
    orders: tuple[OrderWords, ...]
    rules: tuple[str, ...]
    parts: tuple[Part, ...]
    compared: str
    arms: str
    coverage: str
    findings: tuple[Remarks, ...]
    model_fits: tuple[str, ...]
    benefit: Table
    scores: Table
    score_notes: tuple[str, ...]
    risks: Table | None
    side_effects: Table | None
    side_effect_notes: tuple[str, ...]
    why_unknown: tuple[str, ...]
    organs: Remarks | None
    pathway: Table | None
    pathway_words: str
    pathway_notes: tuple[str, ...]
    trade_offs: Table | None
    templates: Table | None
    limits: Table | None
    limits_signature: str
    influences: Table | None
    fragility: str
    how_reached: tuple[str, ...]
    assumed: Table
    evidence_grade: str
    not_known: tuple[str, ...]
    sources: tuple[Reference, ...]
    sources_in_short: tuple[Reference, ...]


def sheet_of(document: PlanDocument) -> Sheet:
    """The sheet of a plan document."""
    conduct = document.conduct
    return Sheet(
        title=_sentence(document.decision),
        tone="trial" if document.proposes_infusion else "blocked" if document.is_blocked else "none",
        status=_status(document),
        is_draft=bool(document.proposes_infusion and document.unsigned_because),
        statement=document.statement,
        made=made_words(document),
        headline=_headline(document),
        in_short=tuple((point.label, point.text) for point in document.in_short),
        seen_heading="Given so far and what was seen",
        seen=_seen(document.seen_in_sessions),
        reasons=() if document.is_blocked else document.reasons,  # the findings that forbid it say the same
        open_heading="Open: to be answered before anybody signs" if document.proposes_infusion else "Open points",
        unsigned_because=_open_points(document),
        open_in_short=_open_in_short(document),
        facts=_facts(document.inputs),
        own_words=next((item.value for item in document.inputs if item.field == _OWN_WORDS), ""),
        inputs=_grouped(document.inputs),
        missing=tuple(item.label for item in document.inputs_missing),
        not_used=_not_used(document.inputs),
        doses=dose_facts(document.regimen, conduct) if document.regimen and conduct else (),
        weights=session_words.weight_words(conduct) if conduct else "",
        orders=session_words.orders(conduct) if conduct else (),
        rules=session_words.rule_words(conduct) if conduct else (),
        parts=session_words.parts(conduct) if conduct else (),
        compared=compared_words(document.compared),
        arms=outcome_words.arms(document),
        coverage=outcome_words.coverage(document),
        findings=finding_remarks(document),
        model_fits=tuple(
            f"{fit.title} ({fit.model}): {fit.level}" + (f": {'; '.join(fit.reasons)}" if fit.reasons else "")
            for fit in document.kinetic_fits
        ),
        benefit=tables.benefit_table(document),
        scores=outcome_tables.score_table(document),
        score_notes=outcome_words.score_notes(document),
        risks=tables.risk_table(document),
        side_effects=outcome_tables.side_effect_table(document),
        side_effect_notes=outcome_words.side_effect_notes(document),
        why_unknown=outcome_words.why_unknown(document),
        organs=organ_remarks(document),
        pathway=outcome_tables.pathway_table(document),
        pathway_words=outcome_words.pathway_words(document),
        pathway_notes=outcome_words.pathway_notes(document),
        trade_offs=tables.trade_off_table(document),
        templates=tables.template_table(document),
        limits=tables.limit_table(document),
        limits_signature=_limits_signature(document),
        influences=tables.influence_table(document),
        fragility=_fragility(document),
        how_reached=document.how_reached,
        assumed=tables.assumed_table(document),
        evidence_grade=document.evidence_grade,
        not_known=document.not_known,
        sources=_references(document.sources),
        sources_in_short=_references(printed_sources(document)),
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


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
    return tuple(_sentence(line) for line in (seen.given, *dangers, *seen.reviews, *pain))


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
        return f"No infusion is proposed. {_sentence(still_open)}"
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


def _facts(inputs: tuple[InputRecord, ...]) -> tuple[tuple[str, str], ...]:
    known = {item.field: item for item in inputs}
    return tuple((known[field].label, known[field].value) for field in _FACTS if field in known)


def _grouped(inputs: tuple[InputRecord, ...]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Every answer under the heading of its part of the patient file."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for item in inputs:
        head, dot, _ = item.field.partition(".")
        groups.setdefault(_sentence(head.replace("_", " ")) if dot else "Person", []).append((item.label, item.value))
    return tuple((name, tuple(items)) for name, items in groups.items())


def _not_used(inputs: tuple[InputRecord, ...]) -> tuple[str, ...]:
    """Answers that change nothing, those with the same reason together; of a list it is the free text."""
    labels: dict[str, list[str]] = {}
    for item in inputs:
        if item.why_not_used:
            text = item.label if item.used_for is InputUse.NOTHING else f"details of {item.label}"
            labels.setdefault(item.why_not_used, []).append(text)
    return tuple(f"{', '.join(dict.fromkeys(found))}: {why}" for why, found in labels.items())


def _references(sources: tuple[SourceRecord, ...]) -> tuple[Reference, ...]:
    return tuple(Reference(source.citation, source.link, source.read_at) for source in sources)


def _limits_signature(document: PlanDocument) -> str:
    if document.limits_signed_by:
        return f"Limits without a published basis are signed by {document.limits_signed_by}."
    return "Limits without a published basis are not signed by a physician."


def _fragility(document: PlanDocument) -> str:
    state = document.fragility
    if state is None:
        return ""
    if state.turning_weight is None:
        return "No probability that relief which lasts in other pain also holds in sciatica would change the answer."
    kind = "fragile" if state.is_fragile else "stable"
    turn = "falls below" if state.turning_weight < state.weight else "rises above"
    return (
        f"The answer is {kind}: it changes when the probability that relief which lasts in other pain also holds in "
        f"sciatica {turn} {state.turning_weight:.2f}. The one used, {state.weight:g}, is assumed; it could lie between "
        f"{state.low:g} and {state.high:g}."
    )
