"""A regimen that cannot be given cannot be written down."""

import math

import pytest

from sciatwin.analytes import Drug
from sciatwin.errors import RegimenError
from sciatwin.regimen import Bolus, Infusion, Regimen, Session

NOT_FINITE_OR_NEGATIVE = [-1.0, -1e-9, math.nan, math.inf]


@pytest.mark.parametrize("value", NOT_FINITE_OR_NEGATIVE)
@pytest.mark.parametrize("name", ["start_h", "dose_mg"])
def test_a_bolus_needs_a_time_and_a_dose(name, value):
    with pytest.raises(RegimenError, match=name):
        Bolus(**{"start_h": 0, "dose_mg": 5, name: value})


@pytest.mark.parametrize("value", NOT_FINITE_OR_NEGATIVE)
@pytest.mark.parametrize("name", ["start_h", "dose_mg"])
def test_an_infusion_needs_a_time_and_a_dose(name, value):
    with pytest.raises(RegimenError, match=name):
        Infusion(**{"start_h": 0, "duration_h": 1, "dose_mg": 5, name: value})


@pytest.mark.parametrize("duration_h", [0.0, *NOT_FINITE_OR_NEGATIVE])
def test_an_infusion_needs_a_duration(duration_h):
    with pytest.raises(RegimenError, match="duration_h"):
        Infusion(start_h=0, duration_h=duration_h, dose_mg=5)


def test_an_infusion_without_duration_points_to_a_bolus():
    with pytest.raises(RegimenError, match="use Bolus"):
        Infusion(start_h=0, duration_h=0, dose_mg=5)


@pytest.mark.parametrize("value", NOT_FINITE_OR_NEGATIVE)
@pytest.mark.parametrize("name", ["start_h", "rate_mg_per_kg_h", "bolus_mg_per_kg", "duration_h"])
def test_a_session_needs_sound_numbers(name, value):
    with pytest.raises(RegimenError, match=name):
        Session(**{"start_h": 0, "rate_mg_per_kg_h": 0.5, "duration_h": 1, "bolus_mg_per_kg": 0.1, name: value})


def test_a_session_gives_some_drug():
    with pytest.raises(RegimenError, match="gives no drug"):
        Session(start_h=0, rate_mg_per_kg_h=0, duration_h=1)


def test_a_session_adds_bolus_and_infusion():
    session = Session(start_h=2, rate_mg_per_kg_h=0.5, duration_h=0.8, bolus_mg_per_kg=0.1)
    assert session.dose_mg_per_kg == pytest.approx(0.5)
    assert session.end_h == pytest.approx(2.8)


def test_sessions_may_touch_but_not_overlap():
    first = Session(start_h=0, rate_mg_per_kg_h=0.5, duration_h=4)
    touching = Regimen(sessions=(first, Session(start_h=4, rate_mg_per_kg_h=0.25, duration_h=1)))
    (visit,) = touching.by_visit
    assert touching.visits == 1
    assert (visit.start_h, visit.end_h, visit.duration_h) == (0, 5, 5)
    assert visit.dose_mg_per_kg == pytest.approx(2.25)
    assert visit.highest_rate_mg_per_kg_h == 0.5
    with pytest.raises(RegimenError, match="overlap"):
        Regimen(sessions=(first, Session(start_h=3.9, rate_mg_per_kg_h=0.5, duration_h=1)))


def test_sessions_come_in_order_of_time():
    with pytest.raises(RegimenError):
        Regimen.on_days([1, 0], rate_mg_per_kg_h=0.5, duration_h=1)


@pytest.mark.parametrize("count", [0, -1])
def test_repeating_nothing_points_to_no_infusion(count):
    with pytest.raises(RegimenError, match=r"Regimen\.none"):
        Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1, count=count)


def test_a_bolus_above_the_dose_of_its_session_is_refused():
    with pytest.raises(RegimenError, match="exceeds"):
        Regimen.repeat(dose_mg_per_kg=0.2, duration_h=1, count=1, bolus_mg_per_kg=0.3)


@pytest.mark.parametrize("duration_h", [0.0, -1.0, math.nan])
def test_repeat_needs_a_duration(duration_h):
    with pytest.raises(RegimenError, match="duration_h"):
        Regimen.repeat(dose_mg_per_kg=0.5, duration_h=duration_h, count=1)


@pytest.mark.parametrize("weight_kg", [0.0, -70.0, math.nan])
def test_events_need_a_body_weight(weight_kg):
    with pytest.raises(RegimenError, match="weight_kg"):
        Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1, count=1).events(weight_kg)


def test_half_a_mg_per_kg_over_40_min_for_five_days():
    regimen = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=5)
    events = regimen.events(70)
    assert [event.start_h for event in events] == [0, 24, 48, 72, 96]
    assert all(event.dose_mg == pytest.approx(35) for event in events)
    assert events[0].rate_mg_per_h == pytest.approx(52.5)
    assert regimen.total_mg(70) == pytest.approx(175)
    assert regimen.last_end_h == pytest.approx(96 + 40 / 60)


def test_no_infusion_has_no_visit_and_no_dose():
    none = Regimen.none()
    assert none.is_none
    assert (none.visits, none.total_mg(70), none.last_end_h, none.events(70)) == (0, 0, 0, ())


def test_a_regimen_does_not_change_afterwards():
    session = Session(start_h=0, rate_mg_per_kg_h=0.5, duration_h=1)
    with pytest.raises(AttributeError):
        session.rate_mg_per_kg_h = 5
    assert Regimen(sessions=(session,)).drug is Drug.RACEMIC_KETAMINE


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"dose_mg_per_kg": -1}, "dose_mg_per_kg > 0 and finite; got -1"),
        ({"dose_mg_per_kg": float("nan")}, "dose_mg_per_kg > 0 and finite; got nan"),
        ({"every_h": -24}, "every_h > 0 and finite; got -24"),
        ({"every_h": float("inf")}, "every_h > 0 and finite; got inf"),
    ],
)
def test_a_repeated_session_names_the_argument_that_is_wrong(changed, says):
    with pytest.raises(RegimenError) as error:
        Regimen.repeat(**({"dose_mg_per_kg": 0.5, "duration_h": 1, "count": 2} | changed))
    assert says in str(error.value)


def test_a_repeated_session_keeps_its_name():
    assert Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1, count=1, name="usual").name == "usual"


@pytest.mark.parametrize(
    ("name", "drug"),
    [
        ("esketamine", Drug.S_KETAMINE),
        ("Esketamine", Drug.S_KETAMINE),
        ("S(+)-ketamine", Drug.S_KETAMINE),
        ("s-ketamine", Drug.S_KETAMINE),
        ("racemic", Drug.RACEMIC_KETAMINE),
        ("Racemic Ketamine", Drug.RACEMIC_KETAMINE),
    ],
)
def test_a_drug_is_known_by_its_other_names(name, drug):
    assert Drug(name) is drug


@pytest.mark.parametrize("name", ["ketamine", "", "R-ketamine", "S", "norketamine"])
def test_a_name_that_leaves_the_drug_open_is_refused(name):
    """S-ketamine is about twice as strong as the racemate, so neither is guessed."""
    with pytest.raises(ValueError, match="is not a valid Drug"):
        Drug(name)


@pytest.mark.parametrize(("gap_h", "visits"), [(0, 1), (0.5, 1), (3.9, 1), (4, 2), (20, 2)])
def test_a_pause_of_less_than_four_hours_makes_no_new_visit(gap_h, visits):
    parts = tuple(Session(start_h=start_h, rate_mg_per_kg_h=0.5, duration_h=1) for start_h in (0, 1 + gap_h))
    assert Regimen(sessions=parts).visits == visits


def test_a_course_goes_on_on_the_same_clock():
    given, planned = (Regimen.on_days(days, rate_mg_per_kg_h=0.5, duration_h=1) for days in ([0, 1], [3]))
    both = given.followed_by(planned)
    assert [session.start_h for session in both.sessions] == [0, 24, 72]
    assert given.followed_by(Regimen.none()) is given
    assert Regimen.none().followed_by(planned) is planned
    assert [session.start_h for session in given.starting_at(48).sessions] == [48, 72]
    with pytest.raises(RegimenError, match="overlap"):
        planned.followed_by(given)


def test_two_drugs_are_no_course():
    given = Regimen.on_days([0], rate_mg_per_kg_h=0.5, duration_h=1)
    planned = Regimen.on_days([1], rate_mg_per_kg_h=0.5, duration_h=1, drug=Drug.S_KETAMINE)
    with pytest.raises(RegimenError, match="go on with racemic ketamine"):
        given.followed_by(planned)
