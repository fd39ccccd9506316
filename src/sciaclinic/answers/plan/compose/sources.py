"""Which numbers behind a plan are assumed, and which sources it rests on."""

from collections.abc import Iterable, Iterator

from sciaclinic.answers.plan.record.case import FindingRecord, LimitRecord, NumberRecord, TemplateRecord
from sciaclinic.answers.record import SourceRecord
from sciaclinic.answers.sources import source_record
from sciatwin.evidence import Estimate, PublishedModel, Status
from sciatwin.pharmacokinetics.which_model.in_use import ARTERIAL_MODEL, VENOUS_MODEL
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.plan.clinic.supply import LABEL
from sciatwin.plan.numbers_behind import WITH_INFUSION, WITHOUT_INFUSION, judgements
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences
from sciatwin.response.lasting_relief import ACCOUNTS


def assumed_numbers(*, with_infusion: bool, wanted: Preferences = PREFERENCES) -> tuple[NumberRecord, ...]:
    """Every assumed number behind what is shown; of a judgement that somebody signed the reason says who."""
    return tuple(
        _number_record(name, estimate)
        for name, estimate in _estimates(wanted, with_infusion=with_infusion)
        if estimate.status is Status.ASSUMED
    )


def sources_of(
    findings: Iterable[FindingRecord],
    limits: Iterable[LimitRecord],
    templates: Iterable[TemplateRecord],
    numbers: Iterable[NumberRecord],
    others: Iterable[SourceRecord],
    *,
    with_infusion: bool,
) -> tuple[SourceRecord, ...]:
    """Every source behind what is shown, once each."""
    found = [source for finding in findings for source in finding.sources]
    found += [limit.source for limit in limits if limit.source]
    found += [template.source for template in templates]
    found += [number.source for number in numbers if number.source]
    found += others
    found += [source_record(model_named(key).source) for key in (ARTERIAL_MODEL, VENOUS_MODEL)]
    found += [source_record(e.source) for _, e in _estimates(PREFERENCES, with_infusion=with_infusion) if e.source]
    if with_infusion:
        found += [source_record(account.source) for account in ACCOUNTS.values()]
        found += [source_record(LABEL)]
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
