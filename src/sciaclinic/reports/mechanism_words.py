"""How an infusion quiets the nerve, in words: for a patient, and for somebody who knows the field."""

from itertools import pairwise

from sciaclinic.answers import numbers
from sciatwin.dorsal_horn import AnsweredTrain
from sciatwin.regimen import SECOND_H, Regimen
from sciatwin.twin.explanation import Explanation, Moment
from sciatwin.twin.interval import IntervalAlong
from sciatwin.units import HOURS_PER_DAY, HOURS_PER_WEEK

SUPPORTS = "Sciatwin supports a clinician's decision; it does not make one. No regulator has reviewed it."
NO_TRIAL = "No trial shows that ketamine infusions help sciatica."
COMPUTED = "Every number here is computed, not measured in this patient."

WEEKS = (1, 4)
"""After the first session; relief is told at its end and at these weeks."""

_HUNDRED = 100


def regimen_words(regimen: Regimen, weight_kg: float) -> str:
    """Number, dose and length of the sessions, and the time between them."""
    first = regimen.by_visit[0]
    dose = f"{numbers.mg_per_kg(first.dose_mg_per_kg)} ({numbers.mg(first.dose_mg_per_kg * weight_kg)})"
    count = "1 infusion" if regimen.visits == 1 else f"{regimen.visits} infusions"
    return f"{count} of {regimen.drug}, {dose} over {numbers.hours(first.duration_h)}{_spacing(regimen)}"


def _spacing(regimen: Regimen) -> str:
    """Empty for one session."""
    if regimen.visits == 1:
        return ""
    starts_h = [start_h for start_h, _ in regimen.visits_h]
    steps_h = [later - earlier for earlier, later in pairwise(starts_h)]
    if max(steps_h) - min(steps_h) < SECOND_H:
        return f", every {numbers.hours(steps_h[0])}"
    return f", on days {numbers.days_text(tuple(start_h / HOURS_PER_DAY for start_h in starts_h))} (the first is 0)"


def relief_moments(found: Explanation) -> tuple[tuple[str, float], ...]:
    """When relief is told: name and hours since the start."""
    end_h = found.regimen.visits_h[0][1]
    return (
        ("end of session 1", end_h),
        *((f"week {week}", week * HOURS_PER_WEEK) for week in WEEKS),
    )


def percent_with_range(spread: IntervalAlong) -> str:
    """Mean with its 90 % interval, in whole %; where all of it rounds to nothing, the mean alone."""
    mean = numbers.probability_or_none(float(spread.mean))
    low, high = (f"{_HUNDRED * float(end):.0f}" for end in (spread.low, spread.high))
    return mean if high == "0" else f"{mean} ({numbers.span(low, high)})"


def level_with_range(spread: IntervalAlong) -> str:
    """Mean with its 90 % interval, two digits; 0 alone where there is no drug."""
    mean, low, high = (numbers.two_digits(float(value)) for value in (spread.mean, spread.low, spread.high))
    return mean if high == "0" else f"{mean} ({numbers.span(low, high)})"


def points_with_range(spread: IntervalAlong) -> str:
    """Mean with its 90 % interval, in points of 10."""
    mean, low, high = (numbers.points(float(value)) for value in (spread.mean, spread.low, spread.high))
    return f"{mean} ({low} to {high})"


def spikes_words(run: AnsweredTrain) -> str:
    """First and last answer of a train."""
    return f"{run.first:.0f} → {run.last:.0f}"


def wind_up_words(moment: Moment) -> str:
    """Spikes that wind-up adds, with the range between low and high block."""
    ends = sorted((f"{moment.at_low_block.added:.0f}", f"{moment.at_high_block.added:.0f}"), key=float)
    mean = f"{moment.typical.added:.0f}"
    return mean if ends[0] == ends[1] == mean else f"{mean} ({numbers.span(*ends)})"


def out_of_hundred(spread: IntervalAlong) -> str:
    """A part, as patients are told it."""
    mean = _HUNDRED * float(spread.mean)
    return "fewer than 1" if 0 < mean < 1 else f"about {mean:.0f}"


def blocked_for_patients(found: Explanation) -> str:
    """How many receptors are blocked, and for how long."""
    during, after = found.during.block_fraction, found.after.block_fraction
    low, high = (f"{_HUNDRED * float(end):.0f}" for end in (during.low, during.high))
    return (
        f"Ketamine blocks {out_of_hundred(during)} of 100 receptors, perhaps as few as {low} or as many as {high}. A "
        f"day after the last infusion it is {out_of_hundred(after)}."
    )


def circuit_explains_relief(found: Explanation) -> bool:
    """The output that block takes off reaches, in some versions, the mean fast relief of the same moment."""
    fast = found.fast_relief_fraction.at(found.row_at(found.during.time_h))
    return float(found.during.quieted_fraction.high) >= float(fast.mean)


def mismatch_words(found: Explanation) -> str:
    """Whether the chain closes: relief while the drug runs against what the circuit passes on less."""
    fast = found.fast_relief_fraction.at(found.row_at(found.during.time_h))
    both = (
        f"Where block is highest, the simulated cell sends {percent_with_range(found.during.quieted_fraction)} less, "
        f"and the curve measured in volunteers takes {percent_with_range(fast)} off the pain."
    )
    if circuit_explains_relief(found):
        return f"{both} The two are of like size, but nothing links them here: the twin keeps the measured curve."
    return (
        f"{both} Block of this receptor in this circuit does not account for the relief while the drug is there: "
        "potency, circuit or place of action may be wrong, and the twin keeps the measured curve."
    )


def circuit_for_patients(found: Explanation) -> str:
    """What the runs of the circuit show, for a patient."""
    before, during, after = (f"{m.typical.first:.0f} to {m.typical.last:.0f}" for m in found.moments)
    back = "as before" if after == before else f"from {after}"
    return (
        "A simulated nerve cell of the spinal cord, set off again and again, answers with more and more signals: from "
        f"{before}. During the infusion: from {during}. A day after: {back}."
    )


def explained_for_patients(found: Explanation) -> str:
    """How far the simulated cell goes to explain relief."""
    if circuit_explains_relief(found):
        return "That may explain relief during an infusion; nobody has shown it."
    return "This alone does not explain the relief during an infusion."
