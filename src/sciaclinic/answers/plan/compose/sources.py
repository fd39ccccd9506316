"""What a plan rests on: which numbers behind it are assumed, what is not known, and every source."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from pydantic import BaseModel

from sciaclinic.answers.plan.record.case import NumberRecord
from sciaclinic.answers.record import SourceRecord
from sciaclinic.answers.sources import source_record
from sciatwin.evidence import Estimate, PublishedModel, Source, Status
from sciatwin.pharmacokinetics.which_model.in_use import ARTERIAL_MODEL, VENOUS_MODEL
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.plan import Plan
from sciatwin.plan.clinic.supply import LABEL
from sciatwin.plan.numbers_behind import WITH_INFUSION, WITHOUT_INFUSION, judgements
from sciatwin.plan.result import EVIDENCE_GRADE, NOT_KNOWN
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences
from sciatwin.response.lasting_relief import ACCOUNTS

_CITED_FIRST = ("findings", "limits", "templates")
_CITED_LAST = ("side_effects", "pressure_rises_more", "organs", "pathway", "conduct")


def assumed_numbers(*, with_infusion: bool, wanted: Preferences = PREFERENCES) -> tuple[NumberRecord, ...]:
    """Every assumed number behind what is shown; of a judgement that somebody signed the reason says who."""
    return tuple(
        _number_record(name, estimate)
        for name, estimate in _estimates(wanted, with_infusion=with_infusion)
        if estimate.status is Status.ASSUMED
    )


def basis(plan: Plan, told: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of the document about what it rests on.

    Args:
        told: all other fields, whose sources are named.
    """
    with_infusion = plan.compared is not None
    numbers = assumed_numbers(with_infusion=with_infusion, wanted=plan.preferences)
    cited = tuple(told[name] for name in _CITED_FIRST), numbers, tuple(told[name] for name in _CITED_LAST)
    return {
        "evidence_grade": EVIDENCE_GRADE,
        "not_known": NOT_KNOWN,
        "assumed_numbers": numbers,
        "sources": _once_each((*_sources_in(cited), *_of_models(with_infusion=with_infusion))),
    }


def _sources_in(told: Any) -> Iterator[SourceRecord]:
    """Every source in records, however deep."""
    match told:
        case SourceRecord():
            yield told
        case Source():
            yield source_record(told)
        case BaseModel():
            yield from _sources_in(tuple(value for _, value in told))
        case _ if is_dataclass(told):
            yield from _sources_in(tuple(getattr(told, field.name) for field in fields(told)))
        case tuple():
            for item in told:
                yield from _sources_in(item)


def _of_models(*, with_infusion: bool) -> Iterator[SourceRecord]:
    yield from (source_record(model_named(key).source) for key in (ARTERIAL_MODEL, VENOUS_MODEL))
    for _, estimate in _estimates(PREFERENCES, with_infusion=with_infusion):
        if estimate.source:
            yield source_record(estimate.source)
    if with_infusion:
        yield from (source_record(account.source) for account in ACCOUNTS.values())
        yield source_record(LABEL)


def _once_each(found: Sequence[SourceRecord]) -> tuple[SourceRecord, ...]:
    """By citation; of one address the first."""
    unique = {source.link or source.citation: source for source in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda source: source.citation.casefold()))


def _estimates(wanted: Preferences, *, with_infusion: bool) -> Iterator[tuple[str, Estimate]]:
    for name, item in ({**WITH_INFUSION, **judgements(wanted)} if with_infusion else WITHOUT_INFUSION).items():
        if isinstance(item, Estimate):
            yield name, item
            continue
        yield name, item.estimate
        if item.between_people is not None:
            yield f"{name}, between people", item.between_people
        if item.between_studies is not None:
            yield f"{name}, between studies", item.between_studies
    if with_infusion:
        for key in (ARTERIAL_MODEL, VENOUS_MODEL):
            yield from _model_estimates(model_named(key))


def _model_estimates(model: PublishedModel) -> Iterator[tuple[str, Estimate]]:
    for parameter in model.parameters.values():
        yield f"{model.key}/{parameter.role}", parameter.typical
        if parameter.omega_squared is not None:
            yield f"{model.key}/{parameter.role}, between people", parameter.omega_squared
    for (first, second), correlation in model.correlations.items():
        yield f"{model.key}/correlation of {first} and {second}", correlation


def _number_record(name: str, estimate: Estimate) -> NumberRecord:
    if estimate.low is None or estimate.high is None:
        raise ValueError(f"Assumed number '{name}' has no range.")
    return NumberRecord(
        name=name,
        meaning=estimate.meaning,
        value=estimate.value,
        unit=estimate.unit,
        low=estimate.low,
        high=estimate.high,
        reason=estimate.reason,
        source=source_record(estimate.source) if estimate.source else None,
    )
