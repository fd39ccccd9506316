"""Regimens that are as good as the chosen one by the rules of the choice: which stands first is chance."""

from collections.abc import Iterable

from sciatwin.plan.worth.burden import burden_h
from sciatwin.plan.worth.candidate import Candidate
from sciatwin.plan.worth.preferences import PREFERENCES, Preferences
from sciatwin.regimen import Regimen
from sciatwin.units import HOURS_PER_DAY

_MOST = 2


def near_equal(
    chosen: Candidate, credible: Iterable[Candidate], wanted: Preferences = PREFERENCES
) -> tuple[Candidate, ...]:
    """The least burden of each other schedule and duration, of similar dose and burden; at most two."""
    similar, found = wanted.near_equal.value, dict[tuple[float, ...], tuple[float, Candidate]]()
    most_h = similar * burden_h(chosen, wanted)
    for candidate in credible:
        form, hours = _form(candidate.regimen), burden_h(candidate, wanted)
        if max(candidate.total_mg, chosen.total_mg) > similar * min(candidate.total_mg, chosen.total_mg):
            continue
        if hours > most_h or form == _form(chosen.regimen):
            continue
        if form not in found or hours < found[form][0]:
            found[form] = hours, candidate
    ranked = sorted(found.values(), key=lambda item: item[0])
    return tuple(candidate for _, candidate in ranked[:_MOST])


def near_equal_reason(chosen: Candidate, others: tuple[Candidate, ...], weight_kg: float) -> tuple[str, ...]:
    """One line for the reader; empty where nothing comes near."""
    if not others:
        return ()
    named = " or ".join(_named(other.regimen, weight_kg) for other in others)
    return (
        f"As good by the same rules: {named}. Which of them stands first hangs on chance: take the one that suits.",
    )


def _form(regimen: Regimen) -> tuple[float, ...]:
    """Days and length of the visits, whatever the dose."""
    last = regimen.by_visit[-1]
    return (*(start_h // HOURS_PER_DAY for start_h, _ in regimen.visits_h), round(last.end_h - last.start_h, 3))


def _named(regimen: Regimen, weight_kg: float) -> str:
    last = regimen.by_visit[-1]
    mg = weight_kg * sum(step.dose_mg_per_kg for step in last.steps)
    return f"{regimen.visits} × {mg:.0f} mg over {last.end_h - last.start_h:.2g} h"
