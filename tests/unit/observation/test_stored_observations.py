"""What is stored of observations names its kinds, and is checked as it is read."""

import datetime

import pytest
from pydantic import ValidationError

from sciatwin.observation import Observations, PainScore, Period
from sciatwin.observation.stored import StoredObservations


def test_notes_and_the_first_hour_are_stored():
    began = datetime.datetime(2026, 3, 2, 9, tzinfo=datetime.UTC)
    seen = Observations(
        (PainScore(time_h=3.0, score=4.0, period=Period.NOW),), notes=("a zone was supposed",), began=began
    )
    back = StoredObservations.model_validate_json(StoredObservations.of(seen).model_dump_json()).read()
    assert (back, back.notes, back.began) == (seen, seen.notes, began)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"kind": "PainScore", "time_h": 1.0, "score": 40.0, "period": "now"}, "score"),
        ({"kind": "Pain", "time_h": 1.0, "score": 4.0}, "one of Concentration"),
        ({"time_h": 1.0, "score": 4.0}, "kind: got None"),
        ({"kind": [], "time_h": 1.0}, r"kind: got \[\]"),
    ],
)
def test_what_was_changed_by_hand_is_checked(wrong, says):
    with pytest.raises(ValidationError, match=says):
        StoredObservations(observed=(wrong,))
