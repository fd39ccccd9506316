"""Learning ends in a decision on the command line, on the page and in the plan that follows."""

import json

import pytest
from typer.testing import CliRunner

from sciaclinic.cli.main import app
from sciatwin.analytes import Drug
from sciatwin.individualise import learn
from sciatwin.observation import Decided, GivenSession, Observations, RespiratoryRate, Review
from sciatwin.observation.seen.pain_score import PainScore, Period
from sciatwin.plan import Decision, plan_infusion
from sciatwin.twin import Twin

HEAD = "hours,kind,value,unit,mass_of,duration,drug,heart_rate,period\n"
SESSION = "0,session,37,mg,base,40 min,racemic ketamine,,\n"
ADVERSE = (
    "hours,kind,value,unit,mass_of,duration,drug,session,note\n"
    "0,session,37,mg,base,40 min,racemic ketamine,,\n"
    "0.6,any_adverse_event,yes,,,,,1,hives\n"
)
QUICK = ["--draws", "100", "--method", "laplace"]


@pytest.fixture
def learn_from(tmp_path, examples):
    def run(rows, *options, text=""):
        file = tmp_path / "seen.csv"
        file.write_text(text or HEAD + SESSION + rows, encoding="utf-8")
        return CliRunner().invoke(app, ["learn", str(examples / "typical.yaml"), str(file), *QUICK, *options])

    return run


def test_the_answer_is_the_first_line_and_names_what_was_seen(learn_from):
    result = learn_from("0.6,blood_pressure,188/112,mmHg,,,,90,\n")
    assert result.output.startswith("Stop:")
    assert "188/112" in result.output


def test_a_low_saturation_stops_and_says_what_lifts_it_and_that_it_is_not_learned_from(learn_from):
    result = learn_from("0.6,oxygen_saturation,86,%,,,,,\n")
    said = " ".join(result.output.split())
    assert said.startswith("Stop: no further session until a physician has reviewed the last.")
    assert "oxygen saturation 86 %; stop below 92 %, until a row of kind 'review' says 'may go on'" in said
    assert "Used for the decision and not learned from: oxygen saturation (1)." in said


def test_a_serious_event_stops_and_an_adverse_event_asks_which(learn_from):
    stopped = " ".join(learn_from("0.6,serious_event,laryngospasm,,,,,,\n").output.split())
    assert stopped.startswith("Stop: no further session until a physician has reviewed the last.")
    assert "serious event: laryngospasm; no further session without a review, until a row of kind 'review'" in stopped
    changed = " ".join(learn_from("", text=ADVERSE).output.split())
    assert changed.startswith("Change: not again as it was")
    assert "an adverse event was seen; say which, as serious_event if it was one" in changed


def test_the_page_and_the_json_give_the_same_answer_in_words(learn_from, tmp_path):
    result = learn_from("0.6,cadss,38,,,,,,\n30,leg_pain,3,,,,,,day\n", "--out", str(tmp_path / "out"))
    assert result.exit_code == 0
    page = (tmp_path / "out/learned.html").read_text(encoding="utf-8")
    record = json.loads((tmp_path / "out/learned.json").read_text(encoding="utf-8"))
    assert record["advice"]["step"] == "change"
    assert record["advice"]["headline"] in page
    assert "CADSS 38" in page
    assert "nats" not in page


def _after(patient, *scores, seen=()):
    sessions = tuple(
        GivenSession(start_h=72.0 * index, duration_h=2 / 3, dose_mg=37.0, drug=Drug.RACEMIC_KETAMINE)
        for index in range(2)
    )
    diary = tuple(PainScore(time_h=96.0 + 24 * i, score=score, period=Period.DAY) for i, score in enumerate(scores))
    return learn(Twin(patient, draws=100, seed=4), Observations((*diary, *seen), sessions), method="laplace").twin


def test_a_plan_after_sessions_without_relief_gives_no_dose(typical_patient, outpatient_site):
    plan = plan_infusion(_after(typical_patient, 7, 7, 7), outpatient_site, goes_on=True)
    assert plan.decision is Decision.STOPPED
    assert plan.regimen.is_none


def test_a_plan_stops_at_what_was_seen_until_a_physician_reviewed_it(typical_patient, outpatient_site):
    danger = RespiratoryRate(time_h=72.5, breaths_per_min=6)
    review = Review(time_h=100.0, decided=Decided.MAY_GO_ON, by="pain physician")
    stopped = plan_infusion(_after(typical_patient, 2, 2, 2, seen=(danger,)), outpatient_site, goes_on=True)
    assert stopped.decision is Decision.STOPPED
    assert "'review'" in stopped.reasons[0]
    reviewed = plan_infusion(_after(typical_patient, 2, 2, 2, seen=(danger, review)), outpatient_site, goes_on=True)
    assert reviewed.decision is not Decision.STOPPED


def test_a_plan_after_sessions_that_helped_starts_after_the_last_that_is_known(typical_patient, outpatient_site):
    twin = _after(typical_patient, 2, 2, 2)
    plan = plan_infusion(twin, outpatient_site, goes_on=True)
    assert plan.decision is not Decision.STOPPED
    for session in plan.regimen.sessions:
        assert session.start_h >= twin.now_h


def test_plan_reads_observations(tmp_path, examples):
    command = [
        "plan",
        str(examples / "typical.yaml"),
        "--site",
        str(examples / "site_outpatient.yaml"),
        "--draws",
        "60",
    ]
    seen = ["--observations", str(examples / "typical_sessions.csv"), "--go-on"]
    result = CliRunner().invoke(app, [*command, *seen])
    assert "what was seen speaks against it" in " ".join(result.output.split())


def test_to_go_on_without_a_course_that_has_begun_is_refused(examples):
    asked = ["plan", str(examples / "typical.yaml"), "--site", str(examples / "site_outpatient.yaml"), "--go-on"]
    result = CliRunner().invoke(app, asked)
    assert result.exit_code == 2
    assert "--observations" in result.output
