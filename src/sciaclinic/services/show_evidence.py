"""What the project stands on: constants, trials and meta-analyses as lines for a table, a page or JSON."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from sciaclinic.reports.provenance import WITH_INFUSION
from sciaclinic.services.evidence_words import measure_in_words, remarks_of, time_in_words, value_in_words
from sciaclinic.services.output import write_all
from sciatwin.calibration import relief_rows
from sciatwin.evidence import Estimate, Status
from sciatwin.evidence.published_meta_analysis import meta_analysis_named, published_meta_analyses
from sciatwin.evidence.published_trial import PublishedTrial, TrialObservation, published_trials
from sciatwin.response.outcomes import rated_change
from sciatwin.twin import crowd
from sciatwin.validation.meta_analysis import MetaAnalysis, Method, meta_analysis
from sciatwin.validation.trials import population

STATUS_ORDER = (Status.ASSUMED, Status.CALIBRATED, Status.DERIVED, Status.PUBLISHED)


@dataclass(frozen=True, kw_only=True)
class EstimateLine:
    """One number behind a plan, a fit or a score. ``part`` tells a value from a spread between people or studies."""

    name: str
    part: str
    meaning: str
    value: float
    unit: str
    status: str
    standard_error: float | None
    low: float | None
    high: float | None
    source: str
    link: str
    place: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TrialLine:
    """One line of the list of trials."""

    key: str
    citation: str
    link: str
    condition: str
    kind: str
    role: str
    blinding: str
    people: int | None
    observations: int
    simulated_arms: int


@dataclass(frozen=True, kw_only=True)
class ObservationLine:
    """One reported number of a trial, in words and in numbers."""

    measures: str
    what: str
    arm: str
    when: str
    text: str
    value: float | None
    unit: str
    standard_error: float | None
    status: str
    place: str
    remarks: tuple[str, ...]


def list_estimates() -> tuple[EstimateLine, ...]:
    """Every number behind a plan, besides those printed with the kinetic models, every spread of one, and what fits
    and scores presume: assumed first, published last."""
    lines = [_estimate_line(name, part, estimate) for name, part, estimate in _estimates()]
    return tuple(sorted(lines, key=lambda line: STATUS_ORDER.index(Status(line.status))))


OF_FITS_AND_SCORES: Mapping[str, Estimate] = {
    "calibration/rating noise": rated_change.RATING_NOISE,
    "calibration/rating noise over weeks": rated_change.WEEKS_NOISE,
    "calibration/fall called improved": rated_change.LEAST_FALL_CALLED_IMPROVED,
    "calibration/spread of falls": relief_rows.FALL_SPREAD,
    "calibration/pain at entry": crowd.PAIN_AT_ENTRY,
    "validation/weight": population.WEIGHT,
    "validation/pain at entry": population.CHRONIC_PAIN.estimate,
    "validation/spread of pain at entry": population.PAIN_SPREAD,
}
"""What a fit or a score presumes and no plan does."""


def _estimates() -> Iterator[tuple[str, str, Estimate]]:
    """The numbers behind a plan, then those of fits and scores: one list, so that no number is left out of either."""
    for name, item in (*WITH_INFUSION.items(), *OF_FITS_AND_SCORES.items()):
        if isinstance(item, Estimate):
            yield name, "value", item
            continue
        yield name, "value", item.estimate
        for part in ("between people", "between studies"):
            spread = getattr(item, part.replace(" ", "_"))
            if spread is not None:
                yield name, part, spread


def _estimate_line(name: str, part: str, estimate: Estimate) -> EstimateLine:
    source = estimate.source
    return EstimateLine(
        name=name,
        part=part,
        meaning=estimate.meaning,
        value=estimate.value,
        unit="" if estimate.unit == "1" else estimate.unit,
        status=str(estimate.status),
        standard_error=estimate.standard_error,
        low=estimate.low,
        high=estimate.high,
        source=source.citation if source is not None else "",
        link=source.link if source is not None else "",
        place=estimate.place,
        reason=estimate.reason,
    )


def list_trials() -> tuple[TrialLine, ...]:
    """Every trial, cohort, meta-analysis and course of the record."""
    return tuple(
        TrialLine(
            key=trial.key,
            citation=trial.citation,
            link=trial.source.link,
            condition=trial.condition,
            kind=str(trial.kind),
            role=str(trial.role),
            blinding=str(trial.blinding),
            people=trial.population.n,
            observations=len(trial.observations),
            simulated_arms=sum(arm.regimen is not None for arm in trial.arms),
        )
        for trial in published_trials().values()
    )


def observation_lines(trial: PublishedTrial) -> tuple[ObservationLine, ...]:
    """What was reported of one trial."""
    return tuple(observation_line(row) for row in trial.observations)


def observation_line(row: TrialObservation) -> ObservationLine:
    """One reported number in words and in numbers."""
    return ObservationLine(
        measures=str(row.measures),
        what=measure_in_words(row),
        arm=row.arm,
        when=time_in_words(row),
        text=value_in_words(row),
        value=row.printed,
        unit=row.unit_as_printed,
        standard_error=row.error,
        status=str(row.status),
        place=row.place,
        remarks=remarks_of(row),
    )


def trial_record(trial: PublishedTrial) -> dict[str, object]:
    """One trial ready for JSON: the record, with each reported number in words beside it."""
    record = trial.model_dump(mode="json", exclude={"observations"})
    return {
        **record,
        "link": trial.source.link,
        "observations": [asdict(line) for line in observation_lines(trial)],
        "regimens": {
            arm.name: {"visits": len(arm.visit_days), "mg_per_kg": round(arm.regimen.total_mg(1.0), 4)}
            for arm in trial.arms
            if arm.regimen is not None
        },
    }


def list_meta_analyses() -> tuple[MetaAnalysis, ...]:
    """Every recorded meta-analysis, pooled."""
    return tuple(map(meta_analysis, published_meta_analyses().values()))


def pool_meta_analysis(key: str, method: Method) -> MetaAnalysis:
    """One meta-analysis.

    Raises: ModelError naming the choices.
    """
    return meta_analysis(meta_analysis_named(key), method)


def draw_forest(result: MetaAnalysis, path: Path) -> Path:
    """Write the forest plot as SVG.

    Raises: OutputError.
    """
    from sciatwin.plotting.style.svg import svg_text
    from sciatwin.plotting.trials.forest import plot_forest

    svg = svg_text(plot_forest(result.forest), f"forest-{result.record.key.replace('_', '-')}")
    return write_all(path.parent, {path.name: svg.encode()}, private=False)[0]


def meta_analysis_record(result: MetaAnalysis) -> dict[str, object]:
    """One meta-analysis ready for JSON; ratios are printed as ratios, ``tau2`` is on the log scale of a ratio."""
    record, pooled, shown = result.record, result.pooled, result.shown
    return {
        "key": record.key,
        "title": record.title,
        "source": "" if record.source is None else str(record.source),
        "read_at": record.read_at,
        "effect": str(record.effect),
        "unit": record.unit,
        "favours": record.favours,
        "trials": [
            {
                "name": trial.name,
                "value": shown(trial.value),
                "ci95": [shown(trial.low), shown(trial.high)],
                "weight": weight,
            }
            for trial, weight in zip(result.trials, pooled.weights, strict=True)
        ],
        "pooled": {
            "method": str(pooled.method),
            "value": shown(pooled.value),
            "ci95": [shown(pooled.low), shown(pooled.high)],
            "hartung_knapp95": list(map(shown, pooled.hartung_knapp)),
            "prediction95": None if pooled.prediction is None else list(map(shown, pooled.prediction)),
            "tau2": pooled.tau2,
            "i2": pooled.i2,
            "q": pooled.q,
        },
        "published": None if record.published is None else record.published.model_dump(mode="json"),
        "cautions": record.cautions,
    }
