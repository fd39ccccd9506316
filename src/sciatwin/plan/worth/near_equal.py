"""Regimens that are as good as the chosen one by the rules of the choice: which stands first is chance."""

from collections.abc import Iterable

from sciatwin.plan.worth.burden import burden_h
from sciatwin.plan.worth.candidate import Candidate
from sciatwin.regimen import Regimen
from sciatwin.units import HOURS_PER_DAY

_SIMILAR = 1.15
"""Doses and burdens within this ratio; ours, as wide as other versions of the same patient move the choice."""

_MOST = 2


def near_equal(chosen: Candidate, credible: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """The least burden of each other schedule and duration, of similar dose and burden; at most two."""
    burden, found = burden_h(chosen), dict[tuple[float, ...], Candidate]()
    for candidate in credible:
        if max(candidate.total_mg, chosen.total_mg) > _SIMILAR * min(candidate.total_mg, chosen.total_mg):
            continue
        if burden_h(candidate) > _SIMILAR * burden or _form(candidate.regimen) == _form(chosen.regimen):
            continue
        before = found.get(_form(candidate.regimen))
        if before is None or burden_h(candidate) < burden_h(before):
            found[_form(candidate.regimen)] = candidate
    return tuple(sorted(found.values(), key=burden_h)[:_MOST])


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
