"""Any valid records come back from a file as they were, in any order of rows, and no row is lost."""

import csv
import io
import random
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sciatwin.analytes import Drug
from sciatwin.errors import InvalidInputError
from sciatwin.observation import (
    Concentration,
    Decided,
    Dissociation,
    Event,
    GivenSession,
    GlobalImpression,
    Impression,
    Observations,
    OpioidUse,
    OxygenSaturation,
    PainScore,
    Period,
    Pressure,
    Questionnaire,
    QuestionnaireScore,
    RespiratoryRate,
    Review,
    Sedation,
    SelfHarmThoughts,
    SeriousEvent,
    SideEffect,
    SideEffectSeen,
    read_observations,
    write_observations,
)
from sciatwin.observation.seen.concentration import DRAWN_AT, MEASURED
from sciatwin.observation.seen.questionnaire_score import HIGHEST
from sciatwin.observation.stored import StoredObservations

checked = settings(
    deadline=None, derandomize=True, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

times_h = st.floats(-1000, 10000)
names = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=12).filter(lambda n: n[0].isalnum())


roles = names.filter(lambda n: n.casefold() not in {"no", "x", "none", "nobody", "unknown", "n/a"})


@st.composite
def concentrations(draw):
    amount = draw(st.floats(1e-6, 1e5))
    level = {"limit_ng_per_ml" if draw(st.booleans()) else "conc_ng_per_ml": amount}
    return Concentration(
        time_h=draw(times_h), analyte=draw(st.sampled_from(MEASURED)), site=draw(st.sampled_from(DRAWN_AT)), **level
    )


@st.composite
def pain_scores(draw):
    step = draw(st.sampled_from([1.0, 0.5, 0.1]))
    score = draw(st.integers(0, round(10 / step))) * step
    return PainScore(
        time_h=draw(times_h), score=min(score, 10.0), period=draw(st.sampled_from(Period)), resolution=step
    )


@st.composite
def pressures(draw):
    diastolic = draw(st.floats(1, 200))
    return Pressure(
        time_h=draw(times_h),
        systolic_mmhg=diastolic + draw(st.floats(1, 150)),
        diastolic_mmhg=diastolic,
        heart_rate_per_min=draw(st.none() | st.floats(1, 300)),
    )


@st.composite
def questionnaire_scores(draw):
    form = draw(st.sampled_from(Questionnaire))
    in_parts = form in (Questionnaire.ODI, Questionnaire.BPI_INTERFERENCE)
    score = draw(st.floats(0, HIGHEST[form]) if in_parts else st.integers(0, int(HIGHEST[form])))
    return QuestionnaireScore(time_h=draw(times_h), questionnaire=form, score=score)


@st.composite
def sedations(draw):
    ends = draw(st.lists(st.integers(-5, 6), min_size=2, max_size=2, unique=True))
    score = draw(st.integers(min(ends), max(ends)))
    name = draw(names)
    return Sedation(time_h=draw(times_h), scale=name, score=score, awake_score=ends[0], deepest_score=ends[1])


others = st.one_of(
    concentrations(),
    pain_scores(),
    pressures(),
    questionnaire_scores(),
    sedations(),
    st.builds(Dissociation, time_h=times_h, cadss=st.integers(0, 92)),
    st.builds(OxygenSaturation, time_h=times_h, saturation_percent=st.floats(10, 100)),
    st.builds(RespiratoryRate, time_h=times_h, breaths_per_min=st.floats(0, 80)),
    st.builds(SelfHarmThoughts, time_h=times_h, phq9_item_9=st.integers(0, 3)),
    st.builds(SeriousEvent, time_h=times_h, event=st.sampled_from(Event)),
    st.builds(Review, time_h=times_h, decided=st.sampled_from(Decided), by=roles),
    st.builds(OpioidUse, time_h=times_h, morphine_mg_per_day=st.floats(0, 500)),
    st.builds(GlobalImpression, time_h=times_h, impression=st.sampled_from(Impression)),
)


@st.composite
def given_sessions(draw):
    sessions, start_h = [], 0.0
    for _ in range(draw(st.integers(0, 5))):
        duration_h = draw(st.floats(0.1, 24))
        dose_mg = draw(st.floats(0.1, 500))
        bolus_mg = draw(st.just(0.0) | st.floats(0.01, 0.1))
        drug = draw(st.sampled_from(Drug))
        sessions.append(
            GivenSession(start_h=start_h, duration_h=duration_h, dose_mg=dose_mg, bolus_mg=bolus_mg, drug=drug)
        )
        start_h += duration_h + draw(st.floats(0, 200))
    return tuple(sessions)


@st.composite
def any_observations(draw):
    sessions = draw(given_sessions())
    visits_h = Observations((), sessions).visits_h
    asked = {
        (index, effect): draw(st.booleans())
        for index in range(len(visits_h))
        for effect in draw(st.sets(st.sampled_from([item for item in SideEffect if item is not SideEffect.ANY])))
    }
    answers = [
        SideEffectSeen(
            time_h=visits_h[index][0] + draw(st.floats(0, 1000)), session_index=index, effect=effect, seen=seen
        )
        for (index, effect), seen in asked.items()
    ]
    return Observations((*answers, *draw(st.lists(others, max_size=8, unique=True))), sessions)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "observations.csv"


@checked
@given(observations=any_observations())
def test_records_come_back_from_a_file_as_they_were(path, observations):
    write_observations(observations, path)
    assert read_observations(path) == observations


@checked
@given(observations=any_observations())
def test_records_come_back_from_json_as_they_were(observations):
    stored = StoredObservations.of(observations)
    back = StoredObservations.model_validate_json(stored.model_dump_json())
    assert back == stored
    assert back.read() == observations


@checked
@given(observations=any_observations(), seed=st.integers(0, 1000))
def test_order_of_rows_and_columns_does_not_matter(path, observations, seed):
    write_observations(observations, path)
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    columns = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    shuffle = random.Random(seed).shuffle
    shuffle(rows)
    shuffle(columns)
    text = io.StringIO()
    writer = csv.DictWriter(text, columns)
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(text.getvalue(), encoding="utf-8")
    assert read_observations(path) == observations


@checked
@given(observations=any_observations())
def test_every_row_becomes_one_record(path, observations):
    write_observations(observations, path)
    rows = len(path.read_text(encoding="utf-8").splitlines()) - 1
    found = read_observations(path)
    assert len(found.observed) + len(found.sessions) == rows


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",), exclude_characters='"\r\n#'), max_size=8)


def _faults(path, **options):
    """Faults of a file; none if it is read."""
    try:
        read_observations(path, **options)
    except InvalidInputError as error:
        return error.faults
    return []


@checked
@given(cells=st.lists(st.tuples(CELLS, CELLS, CELLS, CELLS), min_size=1, max_size=4))
def test_whatever_stands_in_a_row_is_read_or_is_a_fault_of_its_line(path, cells):
    lines = [",".join(cell.replace(",", "") for cell in row) for row in cells]
    path.write_text("\n".join(["hours,kind,value,unit", *lines]), encoding="utf-8")
    filled = {number for number, line in enumerate(lines, start=2) if line.strip(", \t")}
    named = {int(re.match(r"line (\d+)", fault).group(1)) for fault in _faults(path)}
    assert named <= filled
    if not named:
        assert len(read_observations(path).observed) == len(filled)


zones = st.sampled_from(["Europe/Zurich", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "UTC"])


@checked
@given(
    first=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
    minutes=st.lists(st.integers(0, 60 * 24 * 400), min_size=1, max_size=6, unique=True),
    written_in=st.lists(zones, min_size=7, max_size=7),
)
def test_elapsed_time_does_not_depend_on_the_zones_it_is_written_in(path, first, minutes, written_in):
    start = first.replace(tzinfo=UTC, second=0, microsecond=0)
    moments = [start, *(start + timedelta(minutes=minute) for minute in minutes)]
    stamps = [
        moment.astimezone(ZoneInfo(zone)).isoformat(timespec="minutes")
        for moment, zone in zip(moments, written_in, strict=False)
    ]
    rows = [f"{stamp},cadss,{number}" for number, stamp in enumerate(stamps)]
    path.write_text("time,kind,value\n" + "\n".join(rows), encoding="utf-8")
    found = read_observations(path, first_session=start).of_kind(Dissociation)
    elapsed = {item.cadss: item.time_h for item in found}
    assert [elapsed[number] * 60 for number in range(1, len(moments))] == pytest.approx(minutes)


@checked
@given(
    first=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
    minutes=st.integers(0, 60 * 24 * 400),
    zone=zones,
)
def test_a_clock_on_the_wall_is_read_right_or_refused(path, first, minutes, zone):
    start = first.replace(tzinfo=UTC, second=0, microsecond=0)
    later = start + timedelta(minutes=minutes)
    shown = later.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    path.write_text(f"time,kind,value\n{shown.isoformat(timespec='minutes')},cadss,4\n", encoding="utf-8")
    if faults := _faults(path, first_session=start, zone=zone):
        assert "came twice" in faults[0]
        return
    (item,) = read_observations(path, first_session=start, zone=zone).observed
    assert item.time_h * 60 == pytest.approx(minutes)
