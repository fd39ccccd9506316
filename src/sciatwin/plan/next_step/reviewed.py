"""A physician's review: what was seen before it stops no longer, what comes later does again."""

from collections.abc import Iterator
from dataclasses import replace

from sciatwin.observation import Decided, Observations, Review
from sciatwin.plan.next_step.seen import Seen, Weighs, day_words


def stops_decided(observations: Observations) -> Iterator[Seen]:
    """Reviews that decided to stop."""
    for review in observations.of_kind(Review):
        if review.decided is Decided.STOP:
            yield Seen(review.time_h, f"review by {review.by}", "decided: stop", Weighs.STOP)


def after_review(seen: Seen, observations: Observations) -> Seen:
    """Weighs as a change what a later review let go on: the same dose again was not what was reviewed."""
    if seen.weighs is not Weighs.STOP:
        return seen
    for review in reversed(observations.of_kind(Review)):
        if review.decided is Decided.MAY_GO_ON and review.time_h > seen.time_h:
            words = f"reviewed on {day_words(review.time_h)} by {review.by}: {review.decided}"
            return replace(seen, limit=f"{seen.limit}; {words}", weighs=Weighs.CHANGE)
    return seen
