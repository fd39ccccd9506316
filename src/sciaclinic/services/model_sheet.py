"""What exactly is one published model: source, people, numbers as printed, structure, and what follows from them."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from sciaclinic.services.model_drawing import text_drawing
from sciaclinic.services.output import write_all
from sciatwin.evidence import CovariateEffect, Estimate, FactorIf, Input, Parameter, PublishedModel, Route, Site, Status
from sciatwin.pharmacokinetics.covariates import effect_in_words
from sciatwin.pharmacokinetics.parameters import between_people, borrows_variability, typical
from sciatwin.pharmacokinetics.structure import structure_of
from sciatwin.pharmacokinetics.summary import summarise
from sciatwin.pharmacokinetics.systems import build_system
from sciatwin.pharmacokinetics.which_model.library import model_named

SUMMARY_WEIGHT_KG = 70.0


@dataclass(frozen=True, kw_only=True)
class NumberLine:
    """One number of a model, as printed, with what is known of its origin. Empty text: it has none."""

    name: str
    meaning: str
    printed: str
    standard_error: str
    weight: str
    variance: str
    status: str
    place: str


@dataclass(frozen=True, kw_only=True)
class ModelSheet:
    """A model as a reader wants it: the record, its numbers as lines, its drawing and a computed summary."""

    model: PublishedModel
    disposition: tuple[NumberLine, ...]
    absorption: tuple[NumberLine, ...]
    other_numbers: tuple[NumberLine, ...]
    covariates: tuple[str, ...]
    remarks: tuple[str, ...]
    routes: Mapping[Route, tuple[str, ...]]
    drawing: str
    clearance_l_per_h: float
    steady_state_volume_l: float
    terminal_half_life_h: float


def model_sheet(key: str) -> ModelSheet:
    """Data sheet of one model.

    Raises: ModelError naming the choices, or what is missing of a model that is known but cannot be run.
    """
    model = model_named(key)
    system = build_system(model, typical(model, SUMMARY_WEIGHT_KG), analytes=(model.dosed,))
    summary = summarise(system)
    return ModelSheet(
        model=model,
        disposition=tuple(_number(model, name) for name in model.parameters),
        absorption=tuple(_number(model, name) for name in model.absorption),
        other_numbers=tuple(_other_numbers(model)),
        covariates=tuple(_covariates(model)),
        remarks=tuple(_remarks(model)),
        routes={route: _route(inputs) for route, inputs in model.routes.items()},
        drawing=text_drawing(model),
        clearance_l_per_h=float(summary.clearance_l_per_h[0]),
        steady_state_volume_l=float(summary.steady_state_volume_l[0]),
        terminal_half_life_h=float(summary.terminal_half_life_h[0]),
    )


def sheet_record(sheet: ModelSheet) -> dict[str, object]:
    """The data sheet ready for JSON."""
    model = sheet.model
    return {
        "key": model.key,
        "title": model.title,
        "source": str(model.source),
        "read_at": model.source.read_at,
        "evidence": model.evidence,
        "site": site_in_words(model),
        "studied": asdict(model.studied),
        "reference_weight_kg": model.reference_weight_kg,
        "disposition": [asdict(line) for line in sheet.disposition],
        "absorption": [asdict(line) for line in sheet.absorption],
        "other_numbers": [asdict(line) for line in sheet.other_numbers],
        "covariates": sheet.covariates,
        "routes": dict(sheet.routes),
        "valid_for": model.valid_for,
        "deviations": model.deviations,
        "remarks": sheet.remarks,
        "at_70_kg": {
            "clearance_l_per_h": sheet.clearance_l_per_h,
            "steady_state_volume_l": sheet.steady_state_volume_l,
            "terminal_half_life_h": sheet.terminal_half_life_h,
        },
    }


def draw_model(key: str, path: Path) -> Path:
    """Write a drawing of the compartments as SVG.

    Raises: ModelError, OutputError.
    """
    from sciatwin.plotting.models.compartments import plot_compartments
    from sciatwin.plotting.style.svg import svg_text

    svg = svg_text(plot_compartments(structure_of(model_named(key))), key.replace("_", "-"))
    return write_all(path.parent, {path.name: svg.encode()}, private=False)[0]


def site_in_words(model: PublishedModel) -> str:
    """Sampling site, with a mark if it is presumed."""
    presumed = model.site_assumed and model.site is not Site.NOT_STATED
    return f"{model.site} (assumed)" if presumed else str(model.site)


def _number(model: PublishedModel, name: str) -> NumberLine:
    parameter = model.all_parameters[name]
    variances = [(between_people(model, name), "borrowed" if borrows_variability(model) else "")]
    variances.append((parameter.between_visits, "between visits"))
    return _as_line(
        name,
        parameter.typical,
        weight=_weight(model, parameter),
        variance=" + ".join(_variance(estimate, note) for estimate, note in variances if estimate is not None),
    )


def _other_numbers(model: PublishedModel) -> Iterator[NumberLine]:
    for pair, correlation in model.correlations.items():
        yield _as_line(" with ".join(pair), correlation)
    for analyte, sd in (*model.residual_sd.items(), *model.residual_additive_sd.items()):
        yield _as_line(str(analyte), sd)
    for parameter in model.all_parameters.values():
        for effect in parameter.covariates:
            yield _as_line(str(effect.covariate), _size_of(effect))


def _size_of(effect: CovariateEffect) -> Estimate:
    return effect.factor if isinstance(effect, FactorIf) else effect.slope


def _as_line(name: str, estimate: Estimate, *, weight: str = "", variance: str = "") -> NumberLine:
    unit = "" if estimate.unit == "1" else f" {estimate.unit}"
    error = estimate.standard_error
    return NumberLine(
        name=name,
        meaning=estimate.meaning,
        printed=f"{estimate.value:.4g}{unit}",
        standard_error="" if error is None else f"{error:.3g}",
        weight=weight,
        variance=variance,
        status=str(estimate.status),
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
        yield f"Sampling site: {site_in_words(model)}; {model.site_assumed}."
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
    return tuple(input_in_words(entry) for entry in inputs)


def input_in_words(entry: Input) -> str:
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
