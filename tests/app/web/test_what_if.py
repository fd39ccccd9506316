"""What-if without a browser: curves within limits, walls that say whose they are, and nothing of ketamine for whoever
is blocked."""

from datetime import timedelta
from itertools import pairwise

import pytest

from sciaclinic.records.audit import acts_on
from sciaclinic.records.episodes import episode_of
from sciaclinic.services.clinic.what_if.ask import what_if
from sciaclinic.services.clinic.what_if.judge import Judge
from sciaclinic.services.clinic.what_if.scenario import Rhythm, Scenario
from sciaclinic.services.clinic.what_if.start import first_scenario, starts
from sciaclinic.services.clinic.what_if.walls import LEVERS, walls
from sciatwin.analytes import Drug
from sciatwin.patient import read_patient
from sciatwin.plan import read_site
from sciatwin.twin import Twin
from support.a_clinic import EXAMPLES, TurnedClock

START = TurnedClock().at
ARMS = {"pain_untreated", "pain_placebo", "pain_treated"}
LEVELS = {"ketamine_arterial", "ketamine_venous", "nmda_block", "dissociation", "systolic", "diastolic"}


def _ask(client, key, *, number=1, at_rest=False, **scenario):
    asked = {"number": number, "at_rest": at_rest, "scenario": scenario}
    return client.post(f"/episodes/{key}/what-if", json=asked, headers={"accept": "application/json"})


@pytest.fixture
def judge():
    twin = Twin(read_patient(EXAMPLES / "typical.yaml"), draws=20, seed=0)
    return Judge(twin, read_site(EXAMPLES / "site_outpatient.yaml"))


def test_an_answer_holds_every_curve_with_its_bands_and_is_small(clinic):
    key, client = clinic.episode(), clinic.browser()
    answer = _ask(client, key, number=7)
    found = answer.json()
    assert found["number"] == 7
    assert set(found["curves"]["days"]["curves"]) == ARMS
    assert set(found["curves"]["hours"]["curves"]) == LEVELS
    for axis in ("hours", "days"):
        at = found["curves"][axis]["at"]
        assert len(at) <= 200
        assert all(later > earlier for earlier, later in pairwise(at))
        for lines in found["curves"][axis]["curves"].values():
            nested = zip(*(lines[name] for name in ("low_90", "low_50", "high_50", "high_90")), strict=True)
            assert all(list(moment) == sorted(moment) for moment in nested)
            assert len(lines["mean"]) == len(at)
    assert len(answer.content) < 60_000


def test_doses_stand_on_the_axes_of_the_curves(clinic):
    key, client = clinic.episode(), clinic.browser()
    curves = _ask(client, key, dose=0.4, minutes=60, sessions=3, every=2, step=15, part=0.5).json()["curves"]
    assert [day for day, _ in curves["doses"]] == [0, 2, 4]
    assert [mg for _, mg in curves["doses"]] == pytest.approx([0.4 * 74] * 3, abs=0.01)
    (first_start, first_end, first), (_, end, second) = curves["rates"]
    assert (first_start, first_end, end) == (0, 0.25, 1)
    assert first == pytest.approx(second / 2, rel=1e-3)
    assert 0.25 * first + 0.75 * second == pytest.approx(0.4 * 74, rel=1e-3)
    assert {0.25, 1.0} <= set(curves["hours"]["at"])
    assert curves["axis_h"] > end


def test_more_drug_means_higher_levels_and_not_more_pain(clinic):
    key, client = clinic.episode(), clinic.browser()
    low, high = (_ask(client, key, dose=dose).json()["curves"] for dose in (0.2, 0.4))
    for name in LEVELS - {"diastolic", "systolic"}:
        assert max(high["hours"]["curves"][name]["mean"]) > max(low["hours"]["curves"][name]["mean"])
    levels = [max(curves["hours"]["curves"]["ketamine_arterial"]["mean"]) for curves in (low, high)]
    assert levels[1] == pytest.approx(2 * levels[0], rel=1e-3)  # kinetics are linear
    assert low["days"]["curves"]["pain_untreated"] == high["days"]["curves"]["pain_untreated"]
    assert high["days"]["curves"]["pain_treated"]["mean"][7] <= low["days"]["curves"]["pain_treated"]["mean"][7]


def test_at_rest_the_numbers_are_those_of_the_plan(clinic):
    """The same versions, so that two pages never say two things."""
    key, client = clinic.episode(), clinic.browser()
    says = _ask(client, key, at_rest=True).json()["says"]
    twin = Twin(read_patient(EXAMPLES / "typical.yaml"), draws=1000, seed=0, today=clinic.context.today)
    course = twin.simulate(Scenario().regimen(Drug.RACEMIC_KETAMINE), keep=ARMS)
    pain = course["pain_untreated"].sel(time=28 * 24).to_numpy().mean()
    (review,) = (row for row in says["pain"] if "review" in row["week"])
    assert review["untreated"].startswith(f"{pain:.1f} (")


def test_the_sentence_counts_people_of_100_beside_placebo_and_no_treatment(clinic):
    key, client = clinic.episode(), clinic.browser()
    says = _ask(client, key).json()["says"]
    assert says["headline"].startswith("Of 100 patients like this one, ")
    assert "with ketamine" in says["headline"]
    assert "without treatment" in says["headline"]
    assert "with placebo" in says["headline"]
    assert "dissociation" in " ".join(says["beside"])


def test_a_limit_of_the_clinic_and_a_published_ceiling_are_named_with_whose_they_are(judge):
    past_clinic = judge.crossed(Scenario(dose=0.6))
    assert {item.whose.split(",")[0] for item in past_clinic} == {"this clinic's limit"}
    past_both = judge.crossed(Scenario(dose=2.5))
    assert "published ceiling" in {item.whose for item in past_both}
    assert any("Cohen" in item.why for item in past_both)
    assert judge.crossed(Scenario(dose=0.5)) == ()


def test_without_limits_of_a_clinic_published_ceilings_hold(judge):
    alone = Judge(judge.twin, None)
    assert alone.crossed(Scenario(dose=0.6)) == ()
    assert {item.whose for item in alone.crossed(Scenario(dose=2.5))} == {"published ceiling"}


@pytest.mark.parametrize("scenario", [Scenario(), Scenario(dose=0.3, minutes=240, sessions=10, rhythm=Rhythm.WEEKDAYS)])
def test_a_wall_is_where_the_judge_says_no(judge, scenario):
    """Every place of every lever is asked one by one; the walls were found with a few questions."""
    found = walls(scenario, judge)
    for lever in LEVERS:
        for place in lever.places:
            moved = scenario.model_validate({**scenario.model_dump(), lever.name: place})
            inside = any(wall.first - 1e-9 <= place <= wall.last + 1e-9 for wall in found[lever.name])
            assert bool(judge.crossed(moved)) == inside, (lever.name, place)
        for wall in found[lever.name]:
            assert wall.crossed[0].whose


def test_past_a_limit_nothing_of_ketamine_is_simulated(clinic):
    key, client = clinic.episode(), clinic.browser()
    found = _ask(client, key, dose=1.5, at_rest=True).json()
    assert found["curves"] is None
    assert found["says"] is None
    assert found["crossed"][0]["says"]
    assert set(found["untreated"]["curves"]) == {"pain_untreated"}
    assert found["walls"]["dose"]


def test_whoever_is_blocked_gets_no_curve_of_ketamine_and_the_reasons(clinic):
    key, client = clinic.episode("blocked"), clinic.browser()
    page = client.get(f"/episodes/{key}/what-if").text
    assert "No dose may be given" in page
    assert "cauda equina" in page
    assert 'type="range"' not in page
    found = _ask(client, key).json()
    assert found["blocked"]
    assert found["curves"] is None
    assert set(found["untreated"]["curves"]) == {"pain_untreated"}


def test_the_levers_stand_where_the_address_says(clinic):
    key, client = clinic.episode(), clinic.browser()
    page = client.get(f"/episodes/{key}/what-if?dose=0.35&minutes=90&sessions=3&rhythm=three").text
    assert 'name="dose" autocomplete="off"\n      value="0.35"' in page
    assert 'value="90"' in page
    assert 'value="three" checked' in page


def test_an_address_that_cannot_be_read_is_said_and_the_usual_session_stands_there(clinic):
    key, client = clinic.episode(), clinic.browser()
    page = client.get(f"/episodes/{key}/what-if?dose=much").text
    assert "cannot be read" in page
    assert 'value="0.5"' in page


def test_an_incomplete_intake_says_what_is_missing(clinic):
    from sciaclinic.services.clinic.register import add_patient

    key = add_patient(clinic.desk(), number="77", name="Example: new", birth_date=None, allergies="")
    page = clinic.browser().get(f"/episodes/{key}/what-if")
    assert page.status_code == 200
    assert "once the intake is complete" in page.text


def test_a_number_that_no_scenario_holds_is_refused_by_its_name(clinic):
    answer = _ask(clinic.browser(), clinic.episode(), dose=-1)
    assert answer.status_code == 422
    assert answer.json()["faults"][0]["field"] == "dose"
    assert "above 0" in answer.json()["faults"][0]["says"]


def test_published_regimens_become_scenarios_that_give_the_same(judge):
    found = list(starts(judge))
    assert len(found) == 5
    for start in found:
        published = start.template.build(judge.dosing_kg)
        ours = judge.regimen(start.scenario)
        assert [s.start_h for s in ours.sessions] == [s.start_h for s in published.sessions]
        assert [s.dose_mg_per_kg for s in ours.sessions] == pytest.approx(
            [s.dose_mg_per_kg for s in published.sessions], rel=1e-3
        )


def test_the_levers_begin_within_the_limits(judge):
    assert judge.crossed(first_scenario(judge)) == ()
    heavy = read_patient(EXAMPLES / "typical.yaml").model_copy(update={"weight_kg": 110.0})
    crossed = Judge(Twin(heavy, draws=20, seed=0), judge.site)
    assert crossed.crossed(Scenario())
    assert crossed.crossed(first_scenario(crossed)) == ()


def test_looking_is_noted_once_a_day_and_not_for_every_move(clinic):
    key, desk = clinic.episode(), clinic.desk()
    for days_later in (0, 1):
        clinic.clock.turn(days=days_later)
        for dose in (0.1, 0.2, 0.3):
            what_if(desk, key, Scenario(dose=dose), at_rest=False)
    with clinic.records.reading() as connection:
        patient = episode_of(connection, key).patient
        acts = [act for act in acts_on(connection, patient) if act.action == "read what-if curves"]
    assert [act.at.date() for act in acts] == [START.date() + timedelta(days=1), START.date()]


def test_a_changed_answer_is_a_new_twin(clinic):
    from sciaclinic.services.clinic.intake import answer

    key, desk = clinic.episode(), clinic.desk()
    before = what_if(desk, key, Scenario(dose=0.3), at_rest=False).course
    with clinic.records.reading() as connection:
        entries = episode_of(connection, key).episode.entries
    number = next(e.number for e in entries if e.body.get("path") == "sciatica.leg_pain")
    answer(desk, key, path="sciatica.leg_pain", value=5, after=number)
    after = what_if(desk, key, Scenario(dose=0.3), at_rest=False).course
    assert after.days.bands["pain_untreated"].mean[0] == pytest.approx(5)
    assert before.days.bands["pain_untreated"].mean[0] == pytest.approx(7)


def test_a_dose_that_was_moved_is_as_one_that_was_asked_for_at_once(judge):
    """Levels are scaled while the dose alone moves; a course that is solved for at once says the same."""
    from sciaclinic.services.clinic.what_if.course import Followed, course_of
    from sciatwin.response.side_effects.blood_pressure import STOP

    low, high = (judge.regimen(Scenario(dose=dose, sessions=3, step=10)) for dose in (0.2, 0.45))
    moved = course_of(judge.twin, Followed.of(judge.twin, low).at_dose_of(judge.twin, high), STOP)
    asked = course_of(judge.twin, Followed.of(judge.twin, high), STOP)
    for of_moved, of_asked in ((moved.hours, asked.hours), (moved.days, asked.days)):
        for name, band in of_asked.bands.items():
            assert of_moved.bands[name].mean == pytest.approx(band.mean, rel=1e-9)
            assert of_moved.bands[name].high_90 == pytest.approx(band.high_90, rel=1e-9)
    assert moved.reached == pytest.approx(asked.reached)
    assert moved.peaks.dissociation_fraction.high == pytest.approx(asked.peaks.dissociation_fraction.high)
