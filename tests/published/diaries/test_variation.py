"""The numbers of day-to-day variation are those of the open diaries and of the crossover trial."""

import numpy as np
import pytest

from sciatwin.response.outcomes import variation
from sciatwin.response.outcomes.correlations import WITHIN_A_PERSON
from support.open_diaries import DIARIES, blocks, everybody, long, rows_of, wide


def _within(diary):
    """Days, standard deviation, and correlation of days that follow each other."""
    entries, squares, freedom, products, spread = 0, 0.0, 0, 0.0, 0.0
    for days, scores in blocks(diary):
        deviation = scores - scores.mean()
        entries += len(days)
        freedom += len(days) - 1
        squares += (deviation**2).sum()
        follows = np.diff(days) == 1
        before, after = deviation[:-1][follows], deviation[1:][follows]
        products += before @ after
        spread += (before @ before + after @ after) / 2
    return entries, np.sqrt(squares / freedom), products / spread


@pytest.fixture(scope="module")
def within():
    return np.array([_within(diary) for diary in everybody()])


def test_eight_people_kept_a_diary_for_4030_days(within):
    assert within.shape == (8, 3)
    assert within[:, 0].sum() == 4030


def test_daily_pain_varies_within_a_person_as_derived(within):
    estimate = variation.WITHIN_PERSON_SD["pain"].estimate
    assert np.median(within[:, 1]) == pytest.approx(estimate.value, abs=0.005)
    assert within[:, 1].min() == pytest.approx(estimate.low, abs=0.005)
    assert within[:, 1].max() == pytest.approx(1.13, abs=0.005)


def test_a_day_resembles_the_day_before_as_derived(within):
    estimate = variation.DAY_TO_DAY_CORRELATION.estimate
    assert np.median(within[:, 2]) == pytest.approx(estimate.value, abs=0.005)
    assert within[:, 2].min() == pytest.approx(-0.28, abs=0.005)
    assert within[:, 2].max() == pytest.approx(estimate.high, abs=0.005)


def test_pain_and_low_mood_hardly_go_together_from_day_to_day():
    pairs = [
        (wide("kneePain"), wide("generalmood")),
        *((long(name, DIARIES[name]), long(name, "happiness")) for name in ("Participant7Pain", "Participant9Pain")),
    ]
    found, days = [], 0
    for pain, mood in pairs:
        both = sorted(set(pain) & set(mood))
        days += len(both)
        found.append(-np.corrcoef([pain[day] for day in both], [mood[day] for day in both])[0, 1])
    estimate = WITHIN_A_PERSON["pain", "depression"]
    assert days == 2521
    assert np.median(found) == pytest.approx(estimate.value, abs=0.01)
    assert max(found) == pytest.approx(estimate.high, abs=0.005)


@pytest.fixture(scope="module")
def on_placebo():
    rows = [row for row in rows_of("xoverPP") if row["Treatment"] == "P"]
    return np.array([[float(row[f"Time{time}"]) for time in (1, 2, 3)] for row in rows])


def _parts(scores):
    """Standard deviation between people of the true level, and within a person after removing the mean of each time."""
    people, times = scores.shape
    left = scores - scores.mean(1, keepdims=True) - scores.mean(0) + scores.mean()
    within = (left**2).sum() / ((people - 1) * (times - 1))
    return np.sqrt(scores.mean(1).var(ddof=1) - within / times), np.sqrt(within)


def test_people_differ_as_in_the_crossover_trial(on_placebo):
    estimate = variation.BETWEEN_PEOPLE_SD
    assert on_placebo.shape == (122, 3)
    assert _parts(on_placebo[:, 1:])[0] == pytest.approx(estimate.value, abs=0.005)
    assert _parts(on_placebo)[0] == pytest.approx(estimate.low, abs=0.005)


def test_weeks_apart_a_score_varies_as_the_upper_end_says(on_placebo):
    assert _parts(on_placebo[:, 1:])[1] == pytest.approx(variation.WITHIN_PERSON_SD["pain"].estimate.high, abs=0.005)


def test_everybody_entered_the_crossover_with_5_or_more():
    assert min(float(row["Time1"]) for row in rows_of("xoverPP") if row["Period"] == "1") == 5
