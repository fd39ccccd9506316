"""What was learned of one patient, in words that a clinician and a patient can read."""

from collections.abc import Iterator

from sciaclinic.answers.learned.document import LearnedDocument
from sciaclinic.answers.numbers import points
from sciatwin.plan.told.people import people
from sciatwin.units import HOURS_PER_DAY

NO_TRIAL = (
    "No trial shows that intravenous ketamine helps sciatica; whatever lasts is extrapolated from other diseases."
)
PLACEBO = (
    "Relief is credited to placebo, to the usual course or to the drug by what trials found of each. In one patient "
    "they cannot be told apart for certain; only a blinded pair of infusions could."
)
HALVED = "0.7 halves the range of one number"
"""Plain words for the unit of information: the logarithm of 2 is 0.7."""

_BY_ACCOUNT = "has lasting relief by the drug: "


def given_words(document: LearnedDocument) -> str:
    """Sessions given, in one sentence."""
    sessions = document.observations.sessions
    if not sessions:
        return "No session was given."
    visits = document.regimen.visits_h
    total_mg = sum(session.dose_mg for session in sessions)
    days = ", ".join(f"{start_h // HOURS_PER_DAY:.0f}" for start_h, _ in visits)
    were, on = ("1 session was", "day") if len(visits) == 1 else (f"{len(visits)} sessions were", "days")
    return f"{were} given, {total_mg:.0f} mg of {sessions[0].drug} in all, on {on} {days}."


def against_words(document: LearnedDocument) -> tuple[str, ...]:
    """Everything that speaks against a further session as it was."""
    advice = document.advice
    relief = (advice.too_little_relief,) if advice.too_little_relief else ()
    return (*document.against, *(item.what for item in advice.speaks_against), *relief)


def chances_in_words(document: LearnedDocument) -> Iterator[str]:
    """Each probability as people of 100, before and now."""
    for item in document.chances:
        if item.name.startswith(_BY_ACCOUNT):
            continue  # one theory of how relief lasts against another is for the table of numbers
        yield (
            f"Of 100 patients who answered and were seen like this one, {people(item.after)} {_plural(item.name)}; "
            f"before anything was seen it was {people(item.before)}."
        )


def chance_name(name: str) -> str:
    """A theory of how relief lasts stands under what it is a part of."""
    return name.replace(_BY_ACCOUNT, "\u00a0\u00a0by account: ")


def _plural(name: str) -> str:
    """ "responds to placebo" said of several."""
    verb, _, rest = name.partition(" ")
    return f"{'have' if verb == 'has' else verb.removesuffix('s')} {rest}"


def benefit_in_words(document: LearnedDocument) -> Iterator[str]:
    """What the drug itself is thought to have taken off the pain, week by week."""
    for item in document.outcomes_after:
        yield (
            f"Week {item.week}: {points(item.gain_over_placebo.mean)} points of 10 by the drug itself "
            f"({points(item.gain_over_placebo.low)} to {points(item.gain_over_placebo.high)}); leg pain "
            f"{points(item.treated.mean)} as treated, {points(item.placebo.mean)} on placebo, "
            f"{points(item.untreated.mean)} untreated."
        )


def information_words(document: LearnedDocument) -> str:
    """Which kinds of observation told most; empty where nothing was learned from."""
    gained = document.information_nats
    if gained is None:
        return ""
    kinds = sorted(gained.by_kind.items(), key=lambda item: -item[1])
    told = ", ".join(f"{kind} {nats:.1f}" for kind, nats in kinds if nats > 0.05) or "nothing by more than 0.05"
    return f"What told most of this patient, by kind ({HALVED}): {told}"


def found_words(document: LearnedDocument) -> str:
    """How the versions were found, and whether that can be trusted; empty where nothing was learned from."""
    found = document.diagnostics
    if found is None:
        return ""
    return f"Found by {found.used}: {found.effective:.0f} effective draws, {'' if found.trusted else 'NOT '}trusted."
