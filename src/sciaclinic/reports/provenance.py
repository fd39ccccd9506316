"""Which numbers behind a plan are assumed, and which sources it rests on."""

from collections.abc import Iterable, Iterator, Mapping

from sciaclinic.answers.record import SourceRecord
from sciaclinic.answers.sources import source_record
from sciaclinic.reports.records import FindingRecord, LimitRecord, NumberRecord, TemplateRecord
from sciatwin.ceilings import published
from sciatwin.dorsal_horn import conditions
from sciatwin.eligibility.facts import dated, signed_dates
from sciatwin.eligibility.facts.liver import USUAL_LIMITS
from sciatwin.evidence import Estimate, PublishedModel, Status, Uncertain
from sciatwin.pharmacokinetics import enantiomers, parameters
from sciatwin.pharmacokinetics.which_model import applicability
from sciatwin.pharmacokinetics.which_model.in_use import ARTERIAL_MODEL, VENOUS_MODEL
from sciatwin.pharmacokinetics.which_model.library import model_named
from sciatwin.plan.clinic import capabilities
from sciatwin.plan.clinic.supply import LABEL
from sciatwin.plan.next_step import danger_seen
from sciatwin.plan.options import grid
from sciatwin.plan.session import liver_days, stop_rule, titration
from sciatwin.plan.sheet.start_rate import START_RATE
from sciatwin.plan.worth import burden
from sciatwin.plan.worth.credibility import LEAST_EXCESS
from sciatwin.receptor import unbound
from sciatwin.receptor.published import abbott_2024
from sciatwin.regimen import Drug
from sciatwin.response import untreated_course
from sciatwin.response.lasting_relief import ACCOUNTS, weights
from sciatwin.response.side_effects import blood_pressure, cadss_limits, dissociation, organ_course, organ_risk
from sciatwin.twin import dangers, outcomes
from sciatwin.twin.ensemble import RESPONSE_PARAMETERS

_Named = Mapping[str, Estimate | Uncertain]

WITHOUT_INFUSION: _Named = {
    **untreated_course.PARAMETERS,
    "untreated/usual leg pain": untreated_course.USUAL_LEG_PAIN,
    **{name: outcomes.PARAMETERS[name] for name in outcomes.OF_UNTREATED},
    "models/weight too far": applicability.FAR_OUTSIDE,
    "models/oldest extrapolation": applicability.OLDEST_EXTRAPOLATION,
    "signed/an override counts for": signed_dates.OVERRIDE_COUNTS_FOR,
    "signed/an assessment counts for": signed_dates.ASSESSMENT_COUNTS_FOR,
    "signed/answers count for": dated.ANSWERS_COUNT_FOR,
    **{f"liver tests/upper limit of {test}": limit for test, limit in USUAL_LIMITS.items()},
}
"""Numbers behind the untreated courses, the rules, and the question whether a model applies."""

WITH_INFUSION: _Named = {
    **RESPONSE_PARAMETERS,
    "receptor/Hill slope": abbott_2024.ONE_SITE,
    "receptor/rival unbound share": unbound.RIVAL_FRACTION_UNBOUND,
    **{f"compressed root/{name}": item for name, item in conditions.ROOT.items()},
    "lasting relief/carries over": weights.CARRIES_OVER,
    "dissociation/severe": dissociation.SEVERE,
    "dissociation/CADSS not repeated": cadss_limits.NOT_REPEATED,
    "dissociation/CADSS stop": cadss_limits.STOP,
    "dangers/chance of severe dissociation": dangers.OFTEN_SEVERE,
    "blood pressure/reference level": blood_pressure.REFERENCE_SITE,
    "blood pressure/diastolic per systolic": blood_pressure.DIASTOLIC_PER_SYSTOLIC,
    "blood pressure/stop systolic": blood_pressure.SEVERE_SYSTOLIC,
    "blood pressure/stop diastolic": blood_pressure.SEVERE_DIASTOLIC,
    "kinetics/S over R clearance": enantiomers.S_OVER_R_CLEARANCE,
    "kinetics/unprinted error": parameters.UNPRINTED_RELATIVE_ERROR,
    "kinetics/shared deviation": parameters.SHARED_DEVIATION,
    "courses/gap that ends one": organ_course.COURSE_GAP,
    "limits/session without anaesthesia standards": capabilities.SESSION_WITHOUT_STANDARDS,
    "limits/rate without anaesthesia standards": capabilities.RATE_WITHOUT_STANDARDS,
    "limits/largest bolus": published.LARGEST_BOLUS,
    "limits/highest rate": published.HIGHEST_RATE,
    "limits/most in a day": published.MOST_IN_A_DAY,
    "limits/boluses that count as one": published.BOLUS_STRETCH,
    "limits/strength of S-ketamine": published.S_POTENCY,
    "courses/interval that is warned of": organ_risk.CAUTION_INTERVAL,
    "decision/least excess over placebo": LEAST_EXCESS,
    "decision/settling before the review": grid.SETTLING,
    "decision/time of a visit": burden.VISIT,
    "decision/hours as bad as severe dissociation": burden.SEVERE_DISSOCIATION,
    "session/starting rate": START_RATE[Drug.RACEMIC_KETAMINE],
    "session/starting rate of S-ketamine": START_RATE[Drug.S_KETAMINE],
    "session/lower start": titration.LOWER_START,
    "session/most by one step": titration.STEP_FACTOR,
    "session/first bolus": titration.FIRST_BOLUS,
    "session/step of a long session": titration.LONG_STEP,
    "session/step of a short session": titration.SHORT_STEP,
    "session/least early fall of pain": stop_rule.LEAST_EARLY_FALL,
    "after sessions/sedation too deep to repeat": danger_seen.DEEP_SEDATION,
    "after sessions/worse mood": danger_seen.WORSE_MOOD,
    "session/liver tests, dense": liver_days.DENSE_INTERVAL,
    "session/liver tests, sparse": liver_days.SPARSE_INTERVAL,
    **WITHOUT_INFUSION,
}
"""Every number behind a plan, besides those printed with the kinetic models."""


def assumed_numbers(*, with_infusion: bool) -> tuple[NumberRecord, ...]:
    """Every assumed number behind what is shown."""
    return tuple(
        _number_record(name, estimate)
        for name, estimate in _estimates(with_infusion=with_infusion)
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
    found += [source_record(e.source) for _, e in _estimates(with_infusion=with_infusion) if e.source]
    if with_infusion:
        found += [source_record(account.source) for account in ACCOUNTS.values()]
        found += [source_record(LABEL)]
    unique = {source.link or source.citation: source for source in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda source: source.citation.casefold()))


def _estimates(*, with_infusion: bool) -> Iterator[tuple[str, Estimate]]:
    for name, item in (WITH_INFUSION if with_infusion else WITHOUT_INFUSION).items():
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
