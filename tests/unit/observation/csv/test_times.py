"""Times with and without zones become hours since the first session on purpose, never by accident."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from sciatwin.errors import InvalidInputError
from sciatwin.observation import Dissociation, read_observations

ZURICH = ZoneInfo("Europe/Zurich")
SESSION = ",session,37,mg,base,40 min,racemic ketamine"


@pytest.fixture
def read(tmp_path):
    """Reads a session at the first time (None for no such row) and a score at each of the others."""

    def read_times(session, *times, column="time", **options):
        rows = [f"{column},kind,value,unit,mass_of,duration,drug"]
        rows += [] if session is None else [session + SESSION]
        rows += [f"{time},cadss,{number}" + 4 * "," for number, time in enumerate(times)]
        path = tmp_path / "observations.csv"
        path.write_text("\n".join(rows), encoding="utf-8")
        return read_observations(path, **options)

    return read_times


def _hours(found):
    return [item.time_h for item in sorted(found.of_kind(Dissociation), key=lambda item: item.cadss)]


@pytest.fixture
def faults(read):
    def of(*times, **options):
        with pytest.raises(InvalidInputError) as error:
            read(*times, **options)
        return error.value.faults

    return of


def test_hours_and_days_count_from_the_first_session(read):
    assert _hours(read("0", "-1.5", "49.25", column="hours")) == [-1.5, 49.25]
    assert _hours(read("0", "3", "0.5", column="day")) == [72, 12]


def test_stamps_count_from_the_earliest_session(read):
    found = read("2026-03-02T09:30Z", "2026-03-02 10:00:00Z", "2026-03-02T09:00:00.0Z")
    assert _hours(found) == [0.5, -0.5]
    assert [session.start_h for session in found.sessions] == [0]
    assert found.notes == ()


def test_zones_that_differ_are_converted(read):
    found = read("2026-03-02T09:30+01:00", "2026-03-02T09:30Z", "2026-03-02T03:30-0500", "2026-03-02T09:30+01")
    assert _hours(found) == [1, 0, 0]


def test_hours_between_zoned_stamps_do_not_change_with_daylight_saving(read):
    # clocks in Zurich went from 02:00 to 03:00 on 29 March 2026
    found = read("2026-03-28T12:00+01:00", "2026-03-29T12:00+02:00")
    assert _hours(found) == [23]


@pytest.mark.parametrize(
    ("before", "after", "elapsed_h"),
    [
        ("2026-03-28T12:00", "2026-03-29T12:00", 23),  # put forward
        ("2026-10-24T12:00", "2026-10-25T12:00", 25),  # put back
        ("2026-06-01T12:00", "2026-06-02T12:00", 24),
    ],
)
def test_a_zone_that_is_said_counts_the_change_of_clocks(read, before, after, elapsed_h):
    for zone in ("Europe/Zurich", ZURICH):
        found = read(before, after, zone=zone)
        assert _hours(found) == [elapsed_h]
        assert found.notes == ()


def test_a_zone_that_the_file_does_not_need_is_said(read):
    found = read("2026-03-02T09:30+01:00", "2026-03-02T10:30+01:00", zone="America/New_York")
    assert any("is not used" in note for note in found.notes)


def test_stamps_without_a_zone_are_the_clock_on_the_wall_and_it_is_said(read):
    found = read("2026-03-28T12:00", "2026-03-29T12:00")
    assert _hours(found) == [24]
    (note,) = found.notes
    assert "daylight saving" in note
    assert "give the zone" in note


def test_an_hour_that_the_clocks_skipped_is_a_fault(faults):
    (fault,) = faults("2026-03-28T12:00", "2026-03-29T02:30", zone="Europe/Zurich")
    assert fault.startswith("line 3, time: got 2026-03-29T02:30:00, which no clock in Europe/Zurich showed")


def test_an_hour_that_came_twice_is_a_fault_with_both_offsets(faults):
    (fault,) = faults("2026-10-24T12:00", "2026-10-25T02:30", zone="Europe/Zurich")
    assert fault.startswith("line 3, time: got 2026-10-25T02:30:00, which came twice in Europe/Zurich")
    assert "+0200 or +0100" in fault


def test_the_edges_of_a_change_of_clocks_are_read(read):
    assert _hours(read("2026-03-29T01:00", "2026-03-29T01:59", "2026-03-29T03:00", zone=ZURICH)) == [
        pytest.approx(59 / 60),
        1,
    ]
    assert _hours(read("2026-10-25T01:59", "2026-10-25T03:00", zone=ZURICH)) == [pytest.approx(2 + 1 / 60)]


def test_the_hour_that_came_twice_is_read_with_its_offset(read):
    found = read("2026-10-25T01:30+02:00", "2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00")
    assert _hours(found) == [1, 2]


def test_stamps_with_and_without_a_zone_in_one_file_are_a_fault(faults):
    text = "line 3, time: got '2026-03-02T10:00' with no zone, but line 2 has one."
    for zone in (None, "Europe/Zurich"):
        found = faults("2026-03-02T09:30+01:00", "2026-03-02T10:00", "2026-03-02T11:00Z", zone=zone)
        assert [fault[: len(text)] for fault in found] == [text]


def test_an_odd_zone_among_stamps_without_is_named(faults):
    (fault,) = faults("2026-03-02T09:30", "2026-03-02T10:00", "2026-03-02T11:00Z")
    assert fault.startswith("line 4, time: got '2026-03-02T11:00Z' with a zone, but line 2 has none.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-03-04", "got '2026-03-04', a day without a time. Add the time of day, such as 2026-03-04T20:00."),
        ("04.03.2026 20:00", "got '04.03.2026 20:00'; a time is written like 2026-03-02T09:30+01:00."),
        ("20260304T200000", "got '20260304T200000'; a time is written like"),
        ("3.5", "got '3.5'; a time is written like 2026-03-02T09:30+01:00. Hours since the first session go in"),
        ("2026-02-30T09:30", "got '2026-02-30T09:30', which is no time"),
        (
            "0001-01-01T00:30+14:00",
            "got '0001-01-01T00:30+14:00'; the year 1 is not one of this",
        ),
        ("2026-03-04T25:00", "got '2026-03-04T25:00', which is no time"),
        ("", "missing."),
    ],
)
def test_what_is_no_time_is_named_by_line(faults, text, said):
    assert any(fault.startswith(f"line 3, time: {said}") for fault in faults("2026-03-02T09:30", text))


def test_first_session_may_be_said_instead_of_a_row(read):
    said = datetime(2026, 3, 2, 9, 30, tzinfo=ZURICH)
    assert _hours(read(None, "2026-03-02T09:00Z", first_session=said)) == [0.5]
    assert _hours(read(None, "2026-03-02T10:00", first_session=said, zone=ZURICH)) == [0.5]
    assert _hours(read(None, "2026-03-02T10:00", first_session=said.replace(tzinfo=None))) == [0.5]
    assert _hours(read(None, "2026-03-02T10:00", first_session=said.replace(tzinfo=None), zone=ZURICH)) == [0.5]


def test_first_session_in_the_zone_of_the_stamps_counts_the_change_of_clocks(read):
    # two stamps of one zone must not be subtracted as the wall clock showed them
    said = datetime(2026, 3, 28, 12, tzinfo=ZURICH)
    assert _hours(read(None, "2026-03-29T12:00", first_session=said, zone=ZURICH)) == [23]


def test_first_session_must_agree_with_the_file(read, faults):
    said = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
    assert _hours(read("2026-03-02T09:30+01:00", "2026-03-02T09:30+01:00", first_session=said)) == [0]
    (fault,) = faults("2026-03-02T09:30+01:00", first_session=said + timedelta(days=1))
    assert "begins -24 h from it" in fault


def test_first_session_that_cannot_be_compared_is_a_fault(faults):
    said = datetime(2026, 3, 2, 9, 30)
    assert (
        "without a zone, but the times of the file have one" in faults(None, "2026-03-02T10:00Z", first_session=said)[0]
    )
    zoned = said.replace(tzinfo=UTC)
    assert "Say the zone of the file as well" in faults(None, "2026-03-02T10:00", first_session=zoned)[0]
    skipped = datetime(2026, 3, 29, 2, 30)
    (fault,) = faults(None, "2026-03-29T12:00", first_session=skipped, zone=ZURICH)
    assert fault.startswith("first_session: got 2026-03-29T02:30:00, which no clock")


def test_first_session_is_needed_with_stamps_and_refused_with_hours(faults):
    assert faults(None, "2026-03-02T10:00") == [
        "first_session: not known. Add a row of kind 'session', or say when the first one began."
    ]
    (fault,) = faults(None, "1", column="hours", first_session=datetime(2026, 3, 2))
    assert "the file counts hours since the first session" in fault


def test_unknown_zone_is_refused_with_a_near_one(faults):
    assert faults("2026-03-02T10:00", zone="Europe/Zürich") == [
        "there is no time zone 'Europe/Zürich'. Did you mean 'Europe/Zurich'?"
    ]
