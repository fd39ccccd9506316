"""What a rating adds to a change of pain: noise, and the words that people put to a fall."""

from sciatwin.evidence import Estimate, Status

RATING_NOISE = Estimate(
    value=0.2,
    unit="1",
    meaning="spread of a rated fall of pain within a day, as a fraction of baseline",
    status=Status.ASSUMED,
    low=0.1,
    high=0.3,
    reason="scores vary by 1 to 1.5 points within a person, and people in trials start at about 6 to 7",
)

WEEKS_NOISE = Estimate(
    value=0.3,
    unit="1",
    meaning="the same after days or weeks, when a person's own course has moved too",
    status=Status.ASSUMED,
    low=0.2,
    high=0.4,
    reason="two ratings on different days: √2 times the noise of one",
)

LEAST_FALL_CALLED_IMPROVED = Estimate(
    value=0.3,
    unit="1",
    meaning="fractional fall of pain that people call improved",
    status=Status.ASSUMED,
    low=0.15,
    high=0.5,
    reason="30 % is the consensus for a moderate change; vroomen1999 asked people whether they had improved",
)
