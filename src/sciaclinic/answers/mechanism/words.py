"""How an infusion quiets the nerve, in words: for a patient, and for somebody who knows the field."""

from itertools import pairwise

from sciaclinic.answers import numbers
from sciaclinic.answers.mechanism.document import MechanismDocument, MomentRecord, TrainRecord
from sciatwin.regimen import SECOND_H, Regimen
from sciatwin.units import HOURS_PER_DAY

SUPPORTS = "Sciatwin supports a clinician's decision; it does not make one. No regulator has reviewed it."
NO_TRIAL = "No trial shows that ketamine infusions help sciatica."
COMPUTED = "Every number here is computed, not measured in this patient."

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


def percent_with_range(spread: numbers.Spread) -> str:
    """Mean with its 90 % interval, in whole %; where all of it rounds to nothing, the mean alone."""
    mean = numbers.probability_or_zero(float(spread.mean))
    low, high = (f"{_HUNDRED * float(end):.0f}" for end in (spread.low, spread.high))
    return mean if high == "0" else f"{mean} {numbers.held(low, high)}"


def level_with_range(spread: numbers.Spread) -> str:
    """Mean with its 90 % interval, two digits; 0 alone where there is no drug."""
    mean, low, high = (numbers.two_digits(float(value)) for value in (spread.mean, spread.low, spread.high))
    return mean if high == "0" else f"{mean} {numbers.held(low, high)}"


def points_with_range(spread: numbers.Spread) -> str:
    """Mean with its 90 % interval, in points of 10."""
    mean, low, high = (numbers.points(float(value)) for value in (spread.mean, spread.low, spread.high))
    return f"{mean} {numbers.held(low, high)}"


def spikes_words(run: TrainRecord) -> str:
    """First and last answer of a train."""
    return f"{run.first:.0f} → {run.last:.0f}".replace(" ", "\u00a0")


def wind_up_words(moment: MomentRecord) -> str:
    """Spikes that wind-up adds, with the range between low and high block."""
    ends = sorted((f"{moment.at_low_block.added:.0f}", f"{moment.at_high_block.added:.0f}"), key=float)
    mean = f"{moment.at_mean_block.added:.0f}"
    return mean if ends[0] == ends[1] == mean else f"{mean} {numbers.held(*ends)}"


def out_of_hundred(spread: numbers.Spread) -> str:
    """A part, as patients are told it."""
    mean = _HUNDRED * float(spread.mean)
    return "fewer than 1" if 0 < mean < 1 else f"about {mean:.0f}"


def blocked_for_patients(document: MechanismDocument) -> str:
    """How many receptors are blocked, and for how long."""
    during, after = document.during.block_fraction, document.after.block_fraction
    low, high = (f"{_HUNDRED * float(end):.0f}" for end in (during.low, during.high))
    return (
        f"Ketamine blocks {out_of_hundred(during)} of 100 receptors, perhaps as few as {low} or as many as {high}. A "
        f"day after the last infusion it is {out_of_hundred(after)}."
    )


def circuit_explains_relief(document: MechanismDocument) -> bool:
    """The output that block takes off reaches, in some versions, the mean fast relief of the same moment."""
    return document.during.quieted_fraction.high >= document.during.fast_relief_fraction.mean


def mismatch_words(document: MechanismDocument) -> str:
    """Whether the chain closes: relief while the drug runs against what the circuit passes on less."""
    during = document.during
    quieted, fast = during.quieted_fraction, during.fast_relief_fraction
    both = (
        f"Where block is highest, the simulated cell sends {percent_with_range(quieted)} less, "
        f"and the curve measured in volunteers takes {percent_with_range(fast)} off the pain."
    )
    if circuit_explains_relief(document):
        return f"{both} The two are of like size, but nothing links them here: the twin keeps the measured curve."
    return (
        f"{both} Block of this receptor in this circuit does not account for the relief while the drug is there: "
        "potency, circuit or place of action may be wrong, and the twin keeps the measured curve."
    )


def circuit_for_patients(document: MechanismDocument) -> str:
    """What the runs of the circuit show, for a patient."""
    before, during, after = (f"{m.at_mean_block.first:.0f} to {m.at_mean_block.last:.0f}" for m in document.moments)
    back = "as before" if after == before else f"from {after}"
    return (
        "A simulated nerve cell of the spinal cord, set off again and again, answers with more and more signals: from "
        f"{before}. During the infusion: from {during}. A day after: {back}."
    )


def explained_for_patients(document: MechanismDocument) -> str:
    """How far the simulated cell goes to explain relief."""
    if circuit_explains_relief(document):
        return "That may explain relief during an infusion; nobody has shown it."
    return "This alone does not explain the relief during an infusion."


def at_a_glance(document: MechanismDocument) -> str:
    """Level, block and spikes in short."""
    before, during, after = (spikes_words(moment.at_mean_block) for moment in document.moments)
    highest = document.during
    return (
        "At the highest block of the first session: S-ketamine at the effect site "
        f"{level_with_range(highest.s_ketamine_site_ng_per_ml)} ng/mL, "
        f"{percent_with_range(highest.block_fraction)} of spinal NMDA receptors blocked; a day after the last session "
        f"{percent_with_range(document.after.block_fraction)}. Late spikes of the circuit {before} before, {during} "
        f"during, {after} after."
    )
