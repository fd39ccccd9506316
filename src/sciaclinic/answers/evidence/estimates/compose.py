"""Every number behind a plan and beside it, except what is printed with the kinetic models."""

from collections import Counter
from collections.abc import Iterator

from sciaclinic.answers.evidence.estimates.beside_a_plan import BESIDE_A_PLAN
from sciaclinic.answers.evidence.estimates.document import EstimatesDocument, NamedEstimate
from sciaclinic.answers.made import Made
from sciatwin.evidence import Estimate, Status
from sciatwin.plan.numbers_behind import WITH_INFUSION

STATUS_ORDER = (Status.ASSUMED, Status.CALIBRATED, Status.DERIVED, Status.PUBLISHED)


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
    """The numbers behind a plan, then those of learning, fits, scores and experiments."""
    for name, item in {**WITH_INFUSION, **BESIDE_A_PLAN}.items():
        if isinstance(item, Estimate):
            yield name, "value", item
            continue
        yield name, "value", item.estimate
        for part in ("between people", "between studies"):
            spread = getattr(item, part.replace(" ", "_"))
            if spread is not None:
                yield name, part, spread
