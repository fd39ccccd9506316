"""What a compressed L5 or S1 root sends to the dorsal horn, and what becomes of inhibition there.

Three things change with compression. Fibres fire without a stimulus, at random or in bursts. Some fibres no longer
conduct what the skin sends. And inhibition fades over days: chloride extrusion fails, so that GABA and glycine pull the
voltage to a higher potential, and less of them acts.

What was measured comes from rats with a rod in the L5 foramen or another injury; no rates of human roots were found, so
most numbers are assumed, with a range. One finding stands against a circuit that simply grows louder: projection
neurons of injured rats fire more on their own, but not more when their fibres are stimulated (Liu 2011).
"""

from collections.abc import Mapping, Sequence

import numpy as np

from sciatwin.dorsal_horn.parts.fibres import renewal
from sciatwin.dorsal_horn.run.simulation import Arrivals, CircuitRun
from sciatwin.errors import ModelError
from sciatwin.evidence import Estimate, Shape, Source, Status, Uncertain
from sciatwin.streams import generator_for

HU_XING = Source(
    "Hu and Xing. A rod in the L5 foramen: discharge of myelinated dorsal-root fibres (rat)",
    url="https://soolun.net/periodical/2b12f451741668b2a5d8ec10cb17a2f8.html",
    read_at="abstract",
)
TRANSECTION = Source(
    "Ectopic discharge after sciatic transection (rat)",
    url="https://scilit.net/publications/82ea45911ac2ec1dc668e970c9259928",
    read_at="abstract",
)
NEURITIS = Source(
    "Ongoing activity in the neuritis model (rat)",
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC2854223",
    read_at="abstract",
)
CHLORIDE = Source(
    "Chloride transporters after spinal cord injury (rat)",
    url="https://pmc.ncbi.nlm.nih.gov/articles/PMC2561007",
    read_at="abstract",
)
PRESCOTT = Source(
    "Prescott SA, et al. Mol Pain 2006;2:32",
    url="https://molecularpain.biomedcentral.com/articles/10.1186/1744-8069-2-32",
    read_at="abstract",
)
LIU = Source(
    "Liu 2011. Wide-dynamic-range neurons after spinal nerve ligation (rat, large sample)",
    url=(
        "https://discovery.researcher.life/article/electrophysiological-properties-of-spinal-wide-dynamic-range-neurons-"
        "in-neuropathic-pain-rats-following-spinal-nerve-ligation/b4ddd2b064a73334bb84d4d020592368"
    ),
    read_at="abstract",
)

ACTIVE_A, ACTIVE_A_UNINJURED = "active A fibres", "active A fibres, uninjured"
ACTIVE_C, PATTERNED = "active C fibres", "patterned"
RATE_A, RATE_C = "rate of A fibres", "rate of C fibres"
BURST_RATE, BURST_SPIKES = "rate within bursts", "spikes of a burst"
CONDUCTING_A, CONDUCTING_C = "conducting A fibres", "conducting C fibres"
INHIBITION_LEFT, CHLORIDE_SHIFT, FADING_DAYS = "inhibition left", "chloride shift", "days of fading"

BURST_JITTER = 0.2
"""Spread of the intervals between bursts ÷ their mean: periodic, but not clockwork."""


def _assumed(
    value: float, unit: str, meaning: str, low: float, high: float, reason: str, source: Source | None = None
) -> Uncertain:
    estimate = Estimate(
        value=value, unit=unit, meaning=meaning, status=Status.ASSUMED, low=low, high=high, reason=reason, source=source
    )
    return Uncertain(estimate=estimate, shape=Shape.EVEN)


def _measured(value: float, meaning: str, place: str) -> Uncertain:
    estimate = Estimate(value=value, unit="1", meaning=meaning, source=HU_XING, place=place)
    return Uncertain(estimate=estimate, shape=Shape.FIXED)


PARAMETERS: Mapping[str, Uncertain] = {
    ACTIVE_A: _measured(
        0.215, "part of myelinated root fibres that fire without a stimulus, root compressed", "abstract: 21.5 %"
    ),
    ACTIVE_A_UNINJURED: _measured(
        0.0198, "part of myelinated root fibres that fire without a stimulus, uninjured", "abstract: 1.98 %"
    ),
    PATTERNED: _measured(
        0.753, "part of the active fibres that fire periodically or in bursts", "abstract: 75.3 % of active fibres"
    ),
    ACTIVE_C: _assumed(
        0.1, "1", "part of C fibres that fire without a stimulus, root compressed", 0.0, 0.215,
        "no count in a compressed root was found; between none and the part of myelinated fibres",
    ),
    RATE_A: _assumed(
        1.9, "Hz", "mean rate of an active A fibre", 0.25, 14.0,
        "0.25 to 14 Hz were seen in A-delta fibres after another injury; the geometric middle is taken", TRANSECTION,
    ),
    RATE_C: _assumed(
        0.2, "Hz", "mean rate of an active C fibre", 0.02, 2.0,
        "below 0.2 Hz in an inflamed nerve is thought to come from the skin, faster from trunk or soma", NEURITIS,
    ),
    BURST_RATE: _assumed(
        50.0, "Hz", "rate of spikes within a burst", 10.0, 100.0,
        "bursts up to 100 Hz were seen from a neuroma; none was timed in a compressed root", TRANSECTION,
    ),
    BURST_SPIKES: _assumed(
        4.0, "1", "spikes of a burst", 1.0, 10.0,
        "no count was found; 1 is a fibre that fires periodically, which the source counts together with bursts",
    ),
    CONDUCTING_A: _assumed(
        0.4,
        "1",
        "part of A fibres that still conduct what the skin sends",
        0.2,
        1.0,
        "not measured; low enough that less inhibition does not raise A-evoked spikes, which are fewer after injury",
        LIU,
    ),
    CONDUCTING_C: _assumed(
        0.6,
        "1",
        "part of C fibres that still conduct what the skin sends",
        0.3,
        1.0,
        "not measured; low enough that less inhibition does not raise C-evoked spikes, which are fewer after injury",
        LIU,
    ),
    INHIBITION_LEFT: _assumed(
        0.8, "1", "part of GABA and glycine conductance left in the long run", 0.4, 1.0,
        "loss of inhibition is reported after nerve injury; no size for root compression was found",
    ),
    CHLORIDE_SHIFT: _assumed(
        5.0, "mV", "rise of the reversal potential of GABA and glycine in the long run", 0.0, 15.0,
        "a small shift already disinhibits; no size for root compression was found", PRESCOTT,
    ),
    FADING_DAYS: _assumed(
        5.0, "day", "time constant with which inhibition fades", 2.0, 14.0,
        "transporters change between days 2 and 14 after another injury", CHLORIDE,
    ),
}  # fmt: skip

Values = Mapping[str, float]

TYPICAL: Values = {name: parameter.estimate.value for name, parameter in PARAMETERS.items()}


def drawn(seed: int, count: int) -> list[Values]:
    """``count`` roots, each with its own value of everything that is uncertain."""
    draws = {name: parameter.draw(f"dorsal_horn/root/{name}", seed, count) for name, parameter in PARAMETERS.items()}
    return [{name: float(values[root]) for name, values in draws.items()} for root in range(count)]


def compressed(
    evoked: Arrivals,
    *,
    a_fibres: Sequence[str],
    c_fibres: Sequence[str],
    duration_ms: float,
    days: float,
    seed: int,
    values: Values = TYPICAL,
    nmda_block_fraction: float = 0.0,
) -> CircuitRun:
    """A circuit under a root that has been compressed for ``days``.

    Args:
        evoked: what the fibres would bring if the root were sound.
        a_fibres, c_fibres: groups of myelinated and of C fibres; other groups are left as they are.
    Raises: ModelError for days below 0 or a group that ``evoked`` does not name.
    """
    if not days >= 0:
        raise ModelError(f"days must be >= 0; got {days}.")
    faded = 1 - float(np.exp(-days / values[FADING_DAYS]))
    arrivals = dict(evoked)
    for groups, conducting, active, rate in (
        (a_fibres, CONDUCTING_A, ACTIVE_A, RATE_A),
        (c_fibres, CONDUCTING_C, ACTIVE_C, RATE_C),
    ):
        for group in groups:
            conducted = _conducted(_fibres(evoked, group), values[conducting], group, seed)
            ectopic = _ectopic(len(conducted), values[active], values[rate], values, group, duration_ms, seed)
            arrivals[group] = [np.sort(np.concatenate(both)) for both in zip(conducted, ectopic, strict=True)]
    return CircuitRun(
        arrivals=arrivals,
        nmda_block_fraction=nmda_block_fraction,
        inhibition_fraction=1 - (1 - values[INHIBITION_LEFT]) * faded,
        chloride_shift_mv=values[CHLORIDE_SHIFT] * faded,
    )


def uninjured(
    evoked: Arrivals,
    *,
    a_fibres: Sequence[str],
    duration_ms: float,
    seed: int,
    values: Values = TYPICAL,
    nmda_block_fraction: float = 0.0,
) -> CircuitRun:
    """The same circuit under a sound root: a few A fibres fire on their own, all conduct, inhibition is whole."""
    arrivals = dict(evoked)
    for group in a_fibres:
        fibres = _fibres(evoked, group)
        ectopic = _ectopic(len(fibres), values[ACTIVE_A_UNINJURED], values[RATE_A], values, group, duration_ms, seed)
        arrivals[group] = [np.sort(np.concatenate(both)) for both in zip(fibres, ectopic, strict=True)]
    return CircuitRun(arrivals=arrivals, nmda_block_fraction=nmda_block_fraction)


def _fibres(evoked: Arrivals, group: str) -> Sequence[np.ndarray]:
    if group not in evoked:
        raise ModelError(f"no fibres {group} among what is evoked (available: {', '.join(evoked)}).")
    return evoked[group]


def _conducted(fibres: Sequence[np.ndarray], part: float, group: str, seed: int) -> list[np.ndarray]:
    """Fibres that are blocked bring nothing from the skin; which they are depends on the seed only."""
    rank = generator_for(f"dorsal_horn/blocked/{group}", seed).random(len(fibres))
    return [fibre if rank[index] < part else np.empty(0) for index, fibre in enumerate(fibres)]


def _ectopic(
    fibres: int, active: float, rate_hz: float, values: Values, group: str, duration_ms: float, seed: int
) -> list[np.ndarray]:
    """Spikes without a stimulus; the same fibres are active in a sound and in a compressed root, and more of them."""
    generator = generator_for(f"dorsal_horn/ectopic/{group}", seed)
    rank, kind = generator.random(fibres), generator.random(fibres)
    streams = generator.spawn(fibres)
    return [
        _train(rate_hz, kind[fibre] < values[PATTERNED], values, duration_ms, streams[fibre])
        if rank[fibre] < active
        else np.empty(0)
        for fibre in range(fibres)
    ]


def _train(
    rate_hz: float, patterned: bool, values: Values, duration_ms: float, generator: np.random.Generator
) -> np.ndarray:
    """One fibre's spikes at a mean rate: at random, or bursts at nearly even intervals."""
    if rate_hz <= 0:
        return np.empty(0)
    if not patterned:
        return renewal(mean_interval_ms=1e3 / rate_hz, spread=1.0, duration_ms=duration_ms, generator=generator)
    spikes = max(1, round(values[BURST_SPIKES]))
    starts_ms = renewal(
        mean_interval_ms=1e3 * spikes / rate_hz, spread=BURST_JITTER, duration_ms=duration_ms, generator=generator
    )
    within_ms = 1e3 / values[BURST_RATE] * np.arange(spikes)
    times_ms = np.sort((starts_ms[:, None] + within_ms).ravel())
    return np.asarray(times_ms[times_ms < duration_ms])
