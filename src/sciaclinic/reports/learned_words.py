"""What was learned of one patient, in words that a clinician and a patient can read."""

from collections.abc import Iterator, Sequence

from sciaclinic.answers.numbers import points
from sciatwin.individualise.learned.record import Learned
from sciatwin.observation import Observations
from sciatwin.plan.next_step import Advice
from sciatwin.plan.told.outcomes import WeekOutcome
from sciatwin.plan.told.people import people
from sciatwin.units import HOURS_PER_DAY

NO_TRIAL = (
    "No trial shows that intravenous ketamine helps sciatica; whatever lasts is extrapolated from other diseases."
)
PLACEBO = (
    "Relief is credited to placebo, to the usual course or to the drug by what trials found of each. In one patient "
    "they cannot be told apart for certain; only a blinded pair of infusions could."
)


def advice_record(advice: Advice) -> dict[str, object]:
    """The answer, ready for JSON."""
    return {
        "step": advice.step.value,
        "headline": advice.headline,
        "rule": advice.rule,
        "leg_pain_before": advice.relief.before,
        "leg_pain_now": advice.relief.now,
        "speaks_against": [{"what": str(item), "weighs": item.weighs.value} for item in advice.against],
        "plan": advice.plan.decision.value if advice.plan else None,
    }


def given_words(observations: Observations) -> str:
    """Sessions given, in one sentence."""
    visits = observations.visits_h if observations.sessions else ()
    if not visits:
        return "No session was given."
    total_mg = sum(session.dose_mg for session in observations.sessions)
    days = ", ".join(f"{start_h // HOURS_PER_DAY:.0f}" for start_h, _ in visits)
    sessions, on = ("1 session was", "day") if len(visits) == 1 else (f"{len(visits)} sessions were", "days")
    return f"{sessions} given, {total_mg:.0f} mg of {observations.sessions[0].drug} in all, on {on} {days}."


def against_words(advice: Advice) -> tuple[str, ...]:
    """Everything that speaks against a further session as it was."""
    return (*map(str, advice.against), *((advice.relief.rule,) if advice.relief.is_too_little else ()))


def plan_words(advice: Advice) -> str:
    """The plan of the learned twin in one or two sentences; empty without one."""
    if advice.plan is None:
        return ""
    decision, headline = advice.plan.decision.value, advice.plan.headline
    said_twice = headline.rstrip(".").casefold() == decision.casefold()
    return f"{decision[0].upper()}{decision[1:]}." + ("" if said_twice else f" {headline}")


def chances_in_words(learned: Learned) -> tuple[str, ...]:
    """Each probability as people of 100, before and now."""
    return tuple(_chances(learned))


def _chances(learned: Learned) -> Iterator[str]:
    for item in learned.chances:
        if "by the drug:" in item.name:
            continue  # one theory of how relief lasts against another is for the table of numbers
        yield (
            f"Of 100 patients who answered and were seen like this one, {people(item.after)} {_plural(item.name)}; "
            f"before anything was seen it was {people(item.before)}."
        )


def _plural(name: str) -> str:
    """ "responds to placebo" said of several."""
    verb, _, rest = name.partition(" ")
    return f"{'have' if verb == 'has' else verb.removesuffix('s')} {rest}"


def benefit_in_words(outcomes: Sequence[WeekOutcome]) -> tuple[str, ...]:
    """What the drug itself is thought to have taken off the pain, week by week."""
    return tuple(
        f"Week {item.week}: {points(item.gain_over_placebo.mean)} points of 10 by the drug itself "
        f"({points(item.gain_over_placebo.low)} to {points(item.gain_over_placebo.high)}); leg pain "
        f"{points(item.treated.mean)} as treated, {points(item.placebo.mean)} on placebo, "
        f"{points(item.untreated.mean)} untreated."
        for item in outcomes
    )
