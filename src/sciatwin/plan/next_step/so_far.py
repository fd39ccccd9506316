"""What was given so far and what was seen, whether a review let the course go on or not."""

from itertools import groupby

from sciatwin.observation import Observations, Review
from sciatwin.plan.next_step.danger_seen import dangers_as_seen
from sciatwin.plan.next_step.days_passed import passed
from sciatwin.plan.next_step.relief_seen import relief_seen
from sciatwin.plan.next_step.seen import Seen, dated_day
from sciatwin.plan.session.stop_values import StopValues
from sciatwin.plan.told.seen_in_sessions import SeenInSessions
from sciatwin.twin import Twin


def seen_so_far(twin: Twin, stops: StopValues) -> SeenInSessions | None:
    """None if nothing was given and nothing seen."""
    given, seen, patient = twin.given, twin.seen, twin.patient
    if given.is_none and not seen.observed:
        return None
    relief = relief_seen(patient, seen)
    return SeenInSessions(
        visits=given.visits,
        total_mg=given.total_mg(patient.weight_kg),
        days=", ".join(dict.fromkeys(dated_day(start_h, seen) for start_h, _ in given.visits_h)),
        dangers=_by_day(dangers_as_seen(patient, seen, stops, twin.today), seen),
        reviews=tuple(
            f"reviewed on {dated_day(item.time_h, seen)} by {item.by}: {item.decided}" for item in seen.of_kind(Review)
        ),
        passed=passed(twin),
        leg_pain="" if relief.now is None else f"{relief.now:.1f} of 10, {relief.which_scores}",
    )


def _by_day(dangers: tuple[Seen, ...], seen: Observations) -> tuple[str, ...]:
    days = groupby(dangers, key=lambda item: dated_day(item.time_h, seen))
    return tuple(f"{day}: {'; '.join(f'{item.what} ({item.limit})' for item in items)}" for day, items in days)
