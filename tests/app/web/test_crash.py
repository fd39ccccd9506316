"""A clinic that is killed while two devices chart keeps what it has acknowledged."""

from support.crashes import crash


def test_no_acknowledged_entry_is_lost_when_the_clinic_is_killed():
    counts = crash(3)
    assert counts.kills == 3
    assert counts.acknowledged > 0
    assert (counts.lost, counts.doubled, counts.damaged) == (0, 0, 0)
