"""CADSS from which a dose is not repeated as it was, and at which a session is stopped.

No source states either: the scale marks presence (above 4), not danger. They count points of the CADSS; a part of a
visual scale is another number and is not turned into them.
"""

from sciatwin.evidence import Estimate, Status

NOT_REPEATED = Estimate(
    value=23,
    unit="points",
    meaning="CADSS from which a dose is not repeated as it was; as a predicted mean it is called a danger",
    status=Status.ASSUMED,
    low=15,
    high=46,
    reason="one point on each of its 23 items; no value is published",
)

STOP = Estimate(
    value=46,
    unit="points",
    meaning="CADSS from which a session is stopped and none follows before a review",
    status=Status.ASSUMED,
    low=23,
    high=69,
    reason="two points on each of its 23 items, from one to three; no stop value is published",
)
