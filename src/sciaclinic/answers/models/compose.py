"""From a published model, as data, to its document: every number with its origin in words."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from sciaclinic.answers.made import Made
from sciaclinic.answers.models.document import (
    ListedModel,
    ModelDocument,
    ModelNumber,
    ModelsDocument,
    StudiedRecord,
    SummaryRecord,
)
from sciaclinic.answers.sources import source_record
from sciatwin.analytes import BloodSite
from sciatwin.evidence import (
    CovariateEffect,
    Estimate,
    FactorIf,
    Input,
    Parameter,
    PublishedModel,
    Status,
    StudiedPopulation,
)
from sciatwin.pharmacokinetics.covariates import effect_in_words
from sciatwin.pharmacokinetics.parameters import between_people, borrows_variability, typical
from sciatwin.pharmacokinetics.structure import structure_of
from sciatwin.pharmacokinetics.summary import summarise
from sciatwin.pharmacokinetics.systems import build_system
from sciatwin.pharmacokinetics.which_model.known_models import KnownModel

_SUMMARY_WEIGHT_KG = 70.0


def models_document(runnable: Sequence[PublishedModel], known: Sequence[KnownModel], made: Made) -> ModelsDocument:
    """The list: models that run, then those that are known but lack numbers."""
    return ModelsDocument(**made.of(ModelsDocument), models=(*map(_listed, runnable), *map(_known, known)))


def model_document(model: PublishedModel, made: Made) -> ModelDocument:
    """One model."""
    return ModelDocument(
        **made.of(ModelDocument),
        key=model.key,
        title=model.title,
        source=source_record(model.source),
        evidence=model.evidence,
        dosed=model.dosed,
        analytes=model.analytes,
        site=_site(model),
        studied=StudiedRecord.model_validate(asdict(model.studied)),
        reference_weight_kg=model.reference_weight_kg,
        disposition=tuple(_number(model, name) for name in model.parameters),
        absorption=tuple(_number(model, name) for name in model.absorption),
        other_numbers=tuple(_other_numbers(model)),
        covariates=tuple(_covariates(model)),
        structure=structure_of(model),
        routes={route: _route(inputs) for route, inputs in model.routes.items()},
        valid_for=model.valid_for,
        deviations=model.deviations,
        remarks=tuple(_remarks(model)),
        at_70_kg=_summary(model),
    )


def _summary(model: PublishedModel) -> SummaryRecord:
    found = summarise(build_system(model, typical(model, _SUMMARY_WEIGHT_KG), analytes=(model.dosed,)))
    return SummaryRecord(
        clearance_l_per_h=float(found.clearance_l_per_h[0]),
        steady_state_volume_l=float(found.steady_state_volume_l[0]),
        terminal_half_life_h=float(found.terminal_half_life_h[0]),
    )


def _listed(model: PublishedModel) -> ListedModel:
    return ListedModel(
        key=model.key,
        drug=model.dosed.in_full,
        analytes=", ".join(analyte.in_full for analyte in model.analytes),
        site=_site(model),
        routes=", ".join(model.routes),
        people=_people(model.studied),
        population=model.studied.summary,
        evidence=model.evidence,
        missing="",
    )


def _known(model: KnownModel) -> ListedModel:
    return ListedModel(
        key=model.key,
        drug="",
        analytes="",
        site="",
        routes="",
        people=model.population,
        population=f"{model.title}. {model.population}",
        evidence="D",
        missing=model.missing,
    )


def _people(studied: StudiedPopulation) -> str:
    """Who was studied, in a few words."""
    if not studied.condition and not studied.healthy:
        return studied.summary
    count = f"{studied.n_subjects} " if studied.n_subjects else ""
    ages = f", {studied.age_yr[0]:g} to {studied.age_yr[1]:g} years" if studied.age_yr else ""
    return f"{count}{studied.condition or 'healthy people'}{ages}"


def _site(model: PublishedModel) -> str:
    """Sampling site, with a mark if it is presumed."""
    presumed = model.site_assumed and model.site is not BloodSite.NOT_STATED
    return f"{model.site} (assumed)" if presumed else str(model.site)


def _number(model: PublishedModel, name: str) -> ModelNumber:
    parameter = model.all_parameters[name]
    variances = [(between_people(model, name), "borrowed" if borrows_variability(model) else "")]
    variances.append((parameter.between_visits, "between visits"))
    return _as_line(
        name,
        parameter.typical,
        weight=_weight(model, parameter),
        variance=" + ".join(_variance(estimate, note) for estimate, note in variances if estimate is not None),
    )


def _other_numbers(model: PublishedModel) -> Iterator[ModelNumber]:
    for pair, correlation in model.correlations.items():
        yield _as_line(" with ".join(pair), correlation)
    for analyte, sd in (*model.residual_sd.items(), *model.residual_additive_sd.items()):
        yield _as_line(analyte.in_full, sd)
    for parameter in model.all_parameters.values():
        for effect in parameter.covariates:
            yield _as_line(str(effect.covariate), _size_of(effect))


def _size_of(effect: CovariateEffect) -> Estimate:
    return effect.factor if isinstance(effect, FactorIf) else effect.slope


def _as_line(name: str, estimate: Estimate, *, weight: str = "", variance: str = "") -> ModelNumber:
    unit = "" if estimate.unit == "1" else estimate.unit
    error = estimate.standard_error
    return ModelNumber(
        name=name,
        meaning=estimate.meaning,
        value=estimate.value,
        unit=unit,
        printed=f"{estimate.value:.4g} {unit}".strip(),
        standard_error="" if error is None else f"{error:.3g}",
        weight=weight,
        variance=variance,
        status=estimate.status,
        place=estimate.place or estimate.reason,
    )


def _weight(model: PublishedModel, parameter: Parameter) -> str:
    exponent, reference = parameter.weight_exponent, model.reference_weight_kg
    if not exponent:
        return ""
    base = "W" if reference == 1 else f"(W/{reference:g})"
    return base if exponent == 1 else f"{base}^{exponent:g}"


def _variance(estimate: Estimate, note: str) -> str:
    marks = [mark for mark in (note, "" if estimate.status is Status.PUBLISHED else str(estimate.status)) if mark]
    return f"{estimate.value:.3g}" + (f" ({', '.join(marks)})" if marks else "")


def _covariates(model: PublishedModel) -> Iterator[str]:
    for name, parameter in model.all_parameters.items():
        for effect in parameter.covariates:
            yield f"{name}, {parameter.role}: {effect_in_words(parameter, effect)}"


def _remarks(model: PublishedModel) -> Iterator[str]:
    """What stands behind every number that is not simply printed."""
    if model.site_assumed:
        yield f"Sampling site: {_site(model)}; {model.site_assumed}."
    for route, missing in model.missing_routes.items():
        yield f"Route {route} cannot be predicted: {missing}."
    found = [
        (estimate.status, f"{name} ({what}), {estimate.status}{_range(estimate)}: {estimate.reason}.")
        for name, parameter in model.all_parameters.items()
        for what, estimate in (("typical value", parameter.typical), ("variance", parameter.omega_squared))
        if estimate is not None and estimate.status is not Status.PUBLISHED
    ]
    yield from (text for status, text in found if status is Status.ASSUMED)
    yield from (text for status, text in found if status is not Status.ASSUMED)


def _range(estimate: Estimate) -> str:
    return "" if estimate.low is None or estimate.high is None else f", {estimate.low:.3g} to {estimate.high:.3g}"


def _route(inputs: tuple[Input, ...]) -> tuple[str, ...]:
    return tuple(_input(entry) for entry in inputs)


def _input(entry: Input) -> str:
    """Share, place and timing of one input, in the names of its parameters."""
    share = " × ".join(entry.fractions)
    if entry.other_fractions:
        share += f" × (1 − {' × '.join(entry.other_fractions)})"
    parts = [f"{share or 'all'} of {_part_of_dose(entry)}", f"into {entry.compartment or 'the dose compartment'}"]
    parts += [f"over {entry.duration}"] if entry.duration else []
    parts += [f"after {entry.lag}"] if entry.lag else []
    return " ".join(parts)


def _part_of_dose(entry: Input) -> str:
    if entry.above_mg:
        return f"what exceeds {entry.above_mg:g} mg"
    return f"the first {entry.up_to_mg:g} mg" if entry.up_to_mg < float("inf") else "the dose"
