"""What the values and events of a session call for, by the thresholds of the signed plan: advice, never an action."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from sciaclinic.episode.bodies_of_session import Happening
from sciaclinic.episode.entry import Entry
from sciaclinic.episode.kinds import Kind
from sciatwin.plan.session.stop_values import StopValues
from sciatwin.response.side_effects import cadss_limits

SLOW_ABOVE_START = 1.2
"""Rows ``slow_pressure`` and ``stop_pressure`` of every plan: slow at 20 % above the start, stop at 30 % above it
twice, 5 min apart. Both are set by whoever signs the plan."""
STOP_ABOVE_START = 1.3
_APART = timedelta(minutes=5)
DEEPEST_ROUSABLE = 3
"""MOAA/S 3 still answers the name called loudly or repeatedly; below it voice alone does not rouse."""

_EMERGENCIES = (
    Happening.CHEST_PAIN,
    Happening.SEIZURE,
    Happening.NEW_WEAKNESS,
    Happening.LARYNGOSPASM,
    Happening.ANAPHYLAXIS,
)
_DISTRESS = (Happening.DISTRESS, Happening.HALLUCINATION, Happening.AGITATION)


class Advice(StrEnum):
    """The most cautious first."""

    STOP = "stop"
    HOLD = "hold"  # pause, or stay at this rate and measure again, as the rule says
    SLOW = "slow"
    CONTINUE = "continue"


@dataclass(frozen=True, kw_only=True)
class Called:
    """What one rule calls for. ``rule`` is the row of the signed plan that says so; ``seen`` is what was measured."""

    advice: Advice
    rule: str
    seen: str
    to_do: str


@dataclass(frozen=True)
class Advised:
    """Everything that speaks now; the first is the most cautious."""

    called: tuple[Called, ...]

    @property
    def advice(self) -> Advice:
        return self.called[0].advice if self.called else Advice.CONTINUE


def advised(entries: Sequence[Entry], stops: StopValues) -> Advised:
    """From the counted entries of a session: the newest value of each kind, and every event.

    A value counts until another of its kind is measured; what happened counts for the whole session.
    """
    measured = sorted((item for item in entries if item.kind is Kind.MEASURED), key=lambda item: item.happened_at)
    events = [item for item in entries if item.kind is Kind.EVENT]
    found = (*_events(events), *_pressure(measured, entries, stops), *_breathing(measured, stops))
    found = (*found, *_pulse(measured, stops), *_sedation(measured), *_dissociation(measured))
    order = list(Advice)
    return Advised(tuple(sorted(found, key=lambda item: order.index(item.advice))))


def _events(events: Iterable[Entry]) -> Iterator[Called]:
    distressed = 0
    for event in events:
        what = event.body["what"]
        if what in _EMERGENCIES or event.body["serious"]:
            yield _stop("stop_emergency", what, "Stop the pump and call the emergency team.")
        elif what == Happening.NOT_ROUSABLE:
            yield _stop("stop_unrousable", what, "Stop the pump, support the airway, call the physician.")
        elif what == Happening.NEW_RED_FLAG:
            yield _stop("red_flags_again", what, "Stop the pump and refer at once.")
        elif what in _DISTRESS:
            distressed += 1
    if distressed > 1:
        yield _hold("pause_distress", "distress for the second time", "Pause. The physician decides, usually to end.")
    elif distressed:
        yield _hold("pause_distress", "distress", "Pause until it has passed, then go on at half the rate.")


def _pressure(measured: Sequence[Entry], entries: Iterable[Entry], stops: StopValues) -> Iterator[Called]:
    readings = [item for item in measured if item.body.get("systolic_mmhg") is not None]
    if not readings:
        return
    now = readings[-1].body
    systolic, diastolic = now["systolic_mmhg"], now["diastolic_mmhg"]
    seen = f"{systolic:g}/{diastolic:g}\u00a0mmHg"
    base = _before_the_pump(readings, entries)
    if systolic > stops.systolic_mmhg or diastolic > stops.diastolic_mmhg:
        limit = f"{stops.systolic_mmhg:g}/{stops.diastolic_mmhg:g}\u00a0mmHg"
        yield _stop("stop_pressure", seen, f"Above {limit}: stop the pump.")
    elif base and _is_high_twice(readings, base):
        yield _stop("stop_pressure", seen, f"30\u00a0% above the start ({base:g}\u00a0mmHg) twice, 5\u00a0min apart.")
    elif systolic < stops.systolic_below_mmhg:
        limit = f"below {stops.systolic_below_mmhg:g}\u00a0mmHg systolic"
        yield _confirmed("stop_low_pressure", seen, limit, [item.body["systolic_mmhg"] for item in readings], stops)
    elif systolic >= stops.slow_systolic_mmhg or (base and systolic >= SLOW_ABOVE_START * base):
        from_ = (
            f"{stops.slow_systolic_mmhg:g}\u00a0mmHg"
            if systolic >= stops.slow_systolic_mmhg
            else "20\u00a0% above the start"
        )
        yield Called(
            advice=Advice.SLOW,
            rule="slow_pressure",
            seen=seen,
            to_do=f"From {from_}: halve the rate, measure again after 5\u00a0min.",
        )


def _confirmed(rule: str, seen: str, limit: str, systolic: Sequence[float], stops: StopValues) -> Called:
    if len(systolic) > 1 and systolic[-2] < stops.systolic_below_mmhg:
        return _stop(rule, seen, f"Confirmed {limit}: stop the pump, lie flat, call the physician.")
    return _hold(rule, seen, f"Once {limit}: measure again now; confirmed means stop.")


def _pulse(measured: Sequence[Entry], stops: StopValues) -> Iterator[Called]:
    values = _all(measured, "pulse_per_min")
    low, high = stops.pulse_below_per_min, stops.pulse_above_per_min
    if not values or low <= values[-1] <= high:
        return
    limit = f"outside {low:g} to {high:g}\u00a0/min"
    if len(values) > 1 and not low <= values[-2] <= high:
        yield _stop("stop_pulse", f"pulse {values[-1]:g}\u00a0/min", f"Confirmed {limit}: stop the pump.")
    else:
        yield _hold(
            "stop_pulse", f"pulse {values[-1]:g}\u00a0/min", f"Once {limit}: measure again; confirmed means stop."
        )


def _breathing(measured: Sequence[Entry], stops: StopValues) -> Iterator[Called]:
    do = "stop the pump, open the airway, give oxygen."
    lowest = round(100 * stops.saturation_below_fraction, 6)
    if (values := _all(measured, "saturation_percent")) and values[-1] < lowest:
        yield _stop("stop_breathing", f"saturation {values[-1]:g}\u00a0%", f"Below {lowest:g}\u00a0%: {do}")
    if (values := _all(measured, "breathing_per_min")) and values[-1] < stops.breathing_below_per_min:
        limit = f"Below {stops.breathing_below_per_min:g}\u00a0/min in spite of stimulation"
        yield _stop("stop_breathing", f"breathing {values[-1]:g}\u00a0/min", f"{limit}: {do}")


def _sedation(measured: Sequence[Entry]) -> Iterator[Called]:
    if (values := _all(measured, "sedation_moaas")) and values[-1] < DEEPEST_ROUSABLE:
        to_do = "Not rousable by voice: stop the pump, support the airway, call the physician."
        yield _stop("stop_unrousable", f"MOAA/S {values[-1]:g}", to_do)


def _dissociation(measured: Sequence[Entry]) -> Iterator[Called]:
    values = _all(measured, "cadss")
    if values and values[-1] >= cadss_limits.STOP.value:
        yield _stop("cadss", f"CADSS {values[-1]:g}", f"From {cadss_limits.STOP.value:g} (assumed): stop the pump.")
    elif values and values[-1] >= cadss_limits.NOT_REPEATED.value:
        limit = f"{cadss_limits.NOT_REPEATED.value:g} (assumed)"
        yield _hold(
            "cadss", f"CADSS {values[-1]:g}", f"From {limit}: raise nothing; this dose is not repeated as it was."
        )


def _before_the_pump(readings: Sequence[Entry], entries: Iterable[Entry]) -> float | None:
    """Systolic pressure at the start: the last one before the pump, if there was one."""
    started = next((item.happened_at for item in entries if item.kind is Kind.STARTED), None)
    before = [item.body["systolic_mmhg"] for item in readings if started is None or item.happened_at <= started]
    return before[-1] if before else None


def _is_high_twice(readings: Sequence[Entry], base: float) -> bool:
    high = readings[-1].body["systolic_mmhg"] >= STOP_ABOVE_START * base
    return high and any(
        item.body["systolic_mmhg"] >= STOP_ABOVE_START * base
        for item in readings[:-1]
        if readings[-1].happened_at - item.happened_at >= _APART
    )


def _all(measured: Iterable[Entry], name: str) -> list[Any]:
    return [item.body[name] for item in measured if item.body.get(name) is not None]


def _stop(rule: str, seen: str, to_do: str) -> Called:
    return Called(advice=Advice.STOP, rule=rule, seen=seen, to_do=to_do)


def _hold(rule: str, seen: str, to_do: str) -> Called:
    return Called(advice=Advice.HOLD, rule=rule, seen=seen, to_do=to_do)
