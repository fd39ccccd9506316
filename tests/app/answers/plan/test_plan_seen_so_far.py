"""What was given and seen stays on page one of a plan after sessions, also where a review let the course go on."""

import datetime

import pytest
from pypdf import PdfReader

from sciaclinic.answers.plan.sheet import sheet_of
from sciatwin.analytes import Drug
from sciatwin.individualise import learn
from sciatwin.observation import Decided, GivenSession, Observations, OxygenSaturation, PainScore, Period, Review
from sciatwin.plan import plan_infusion
from sciatwin.twin import Twin
from support.drawn_plan import document_of, page_of, paper_of, terminal_of

BEGAN = datetime.datetime(2026, 3, 2, 9, 30)
HEADING = "Given so far and what was seen"
SAID = (
    "2 sessions given, 74 mg in all: day 0 (2026-03-02), day 3 (2026-03-05)",
    "Day 3 (2026-03-05): oxygen saturation 89 % (stop below 92 %)",
    "eviewed on day 4 (2026-03-06) by pain physician: may go on",
    "eg pain since: 2.0 of 10, the mean of 3 scores since the last session",
)


def _document(patient, site, *seen, began=BEGAN):
    sessions = tuple(
        GivenSession(start_h=start_h, duration_h=2 / 3, dose_mg=37.0, drug=Drug.RACEMIC_KETAMINE)
        for start_h in (0.0, 72.0)
    )
    diary = tuple(PainScore(time_h=96.0 + 24 * i, score=2.0, period=Period.DAY) for i in range(1, 4))
    observations = Observations((*diary, *seen), sessions, began=began)
    learned = learn(Twin(patient, draws=100, seed=4), observations, method="laplace")
    plan = plan_infusion(learned.twin, site, goes_on=True)
    return document_of(plan, datetime.datetime(2026, 3, 10, tzinfo=datetime.UTC))


@pytest.fixture(scope="module")
def reviewed(typical_patient, outpatient_site):
    danger = OxygenSaturation(time_h=72.5, saturation_percent=89)
    review = Review(time_h=100.0, decided=Decided.MAY_GO_ON, by="pain physician")
    return _document(typical_patient, outpatient_site, danger, review)


@pytest.fixture(scope="module")
def going_on(typical_patient, outpatient_site):
    """The plan of a twin that learned nothing, so that there is one."""
    sessions = tuple(
        GivenSession(start_h=start_h, duration_h=2 / 3, dose_mg=37.0, drug=Drug.RACEMIC_KETAMINE)
        for start_h in (0.0, 72.0)
    )
    seen = Observations((), sessions, began=BEGAN)
    twin = Twin(typical_patient, draws=50, seed=4).after(seen.regimen(74.0), seen=seen)
    plan = plan_infusion(twin, outpatient_site, goes_on=True)
    return document_of(plan, datetime.datetime(2026, 3, 6, tzinfo=datetime.UTC))


def _terminal(document):
    return " ".join(terminal_of(document).split())


def _first_page(document):
    return " ".join(PdfReader(paper_of(document, drawn=False)).pages[0].extract_text().split())


def _html(document):
    return " ".join(page_of(document, drawn=False).split())


@pytest.mark.parametrize("shown", [_terminal, _first_page, _html])
def test_page_one_shows_what_was_given_and_seen_above_why(reviewed, shown):
    text = shown(reviewed)
    for said in (HEADING, *SAID):
        assert said in text
    assert text.index(SAID[1]) < text.rindex("Why")


def test_the_record_holds_it_though_nothing_stops_any_more(reviewed):
    assert reviewed.decision != "no further infusion: what was seen speaks against it"
    assert reviewed.seen_in_sessions.visits == 2
    assert reviewed.seen_in_sessions.total_mg == pytest.approx(74.0)
    assert reviewed.seen_in_sessions.reviews == ("reviewed on day 4 (2026-03-06) by pain physician: may go on",)
    assert "oxygen saturation 89 %" in reviewed.seen_in_sessions.dangers[0]
    assert "Dangers were seen so far" in sheet_of(reviewed).status


@pytest.mark.parametrize("table", ["risks", "side_effects", "limits", "trade_offs", "templates"])
def test_every_sum_and_peak_says_what_was_given_besides(going_on, table):
    """74 mg in two sessions are in none of the plan's own sums and peaks, and in all that limits count."""
    caption = sheet_of(going_on).said[table].caption
    assert "2 sessions of 74 mg in all given before" in caption.replace(" ", " ")


def test_each_session_has_its_date(going_on):
    """Where the day of hour 0 is known, whoever orders a session reads its day on the calendar."""
    sheet = sheet_of(going_on)
    (sessions,) = [fact for fact in sheet.said["doses"] if fact.label == "Sessions"] if sheet.said["doses"] else [None]
    text = sessions.detail if sessions else sheet.said["compared"]
    for day in going_on.regimen.days if sessions else going_on.compared.days:
        assert f"day {day:g} ({BEGAN.date() + datetime.timedelta(days=day)})" in text
    assert "day 0 (2026-03-02) is the first session already given" in text


def test_a_first_plan_has_no_sessions_given_before(typical_patient, outpatient_site):
    plan = plan_infusion(Twin(typical_patient, draws=50, seed=4), outpatient_site)
    document = document_of(plan, datetime.datetime(2026, 3, 10, tzinfo=datetime.UTC))
    assert "given before" not in _terminal(document)


def test_without_dates_days_are_counted_and_no_danger_is_said_in_words(typical_patient, outpatient_site):
    lines = sheet_of(_document(typical_patient, outpatient_site, began=None)).said["seen"]
    assert lines[:2] == ("2 sessions given, 74 mg in all: day 0, day 3", "No danger was seen")


def test_a_plan_before_any_session_says_nothing_of_them(typical_patient, outpatient_site):
    plan = plan_infusion(Twin(typical_patient, draws=100, seed=4), outpatient_site)
    document = document_of(plan, datetime.datetime(2026, 3, 10, tzinfo=datetime.UTC))
    assert document.seen_in_sessions is None
    assert HEADING not in _html(document)
    assert all("patient file" not in item.value for item in document.inputs)


def test_answers_that_the_sessions_have_overtaken_say_what_is_known_since(reviewed):
    shown = {item.field: item.value for item in reviewed.inputs}
    assert shown["days_since_ketamine_course"].startswith("never (patient file; besides, 2 sessions given, 74 mg")
    assert "(patient file); seen since: 2.0 of 10" in shown["sciatica.leg_pain"]
