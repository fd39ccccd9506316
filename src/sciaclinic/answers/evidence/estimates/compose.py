"""Every number behind a plan, besides those printed with the kinetic models, and what fits and scores presume."""

from collections import Counter
from collections.abc import Iterator, Mapping

from sciaclinic.answers.evidence.estimates.document import EstimatesDocument, NamedEstimate
from sciaclinic.answers.made import Made
from sciatwin.calibration import relief_rows
from sciatwin.evidence import Estimate, Status
from sciatwin.plan.numbers_behind import WITH_INFUSION
from sciatwin.response.outcomes import rated_change
from sciatwin.trials import crowd
from sciatwin.trials import people as people_of_trials

STATUS_ORDER = (Status.ASSUMED, Status.CALIBRATED, Status.DERIVED, Status.PUBLISHED)

OF_FITS_AND_SCORES: Mapping[str, Estimate] = {
    "calibration/rating noise": rated_change.RATING_NOISE,
    "calibration/rating noise over weeks": rated_change.WEEKS_NOISE,
    "calibration/fall called improved": rated_change.LEAST_FALL_CALLED_IMPROVED,
    "calibration/spread of falls": relief_rows.FALL_SPREAD,
    "calibration/pain at entry": crowd.PAIN_AT_ENTRY,
    "validation/weight": people_of_trials.WEIGHT,
    "validation/pain at entry": people_of_trials.CHRONIC_PAIN.estimate,
    "validation/spread of pain at entry": people_of_trials.PAIN_SPREAD,
}
"""What a fit or a score presumes and no plan does."""


def estimates_document(only: Status | None, made: Made) -> EstimatesDocument:
    """Every number, or those of one origin."""
    everything = named_estimates()
    counts = Counter(estimate.status for estimate in everything)
    return EstimatesDocument(
        **made.of(EstimatesDocument),
        only=only,
        estimates=tuple(estimate for estimate in everything if only in (None, estimate.status)),
        of_each_origin={status: counts[status] for status in STATUS_ORDER},
    )


def named_estimates() -> tuple[NamedEstimate, ...]:
    """Every number and every spread of one: assumed first, published last."""
    found = [NamedEstimate.of(estimate, name=name, part=part) for name, part, estimate in _estimates()]
    return tuple(sorted(found, key=lambda estimate: STATUS_ORDER.index(estimate.status)))


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
