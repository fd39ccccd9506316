"""The numbers of day-to-day variation are those of the open diaries and of the crossover trial."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from sciatwin.response.outcomes import variation
from sciatwin.response.outcomes.correlations import WITHIN_A_PERSON

FOLDER = Path(__file__).resolve().parents[1] / "data" / "diaries"
BLOCK_DAYS = 90
FEWEST_ENTRIES = 14
DIARIES = {
    "Participant2PainNew": "Knee Pain",
    "Participant3KneePain": "Knee Pain",
    "Participant4Pain": "Knee Pain",
    "Participant5Pain": "Ankle Pain",
    "Participant6KneePain": "Knee Pain",
    "Participant7Pain": "Hip Pain",
    "Participant9Pain": "Knee Pain",
}


def _rows(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def _long(name, what):
    """Mean score of each day, by day number."""
    found = defaultdict(list)
    for row in _rows(name):
        if row["name"] == what:
            day = date(int(row["startyear"]), int(row["startmonth"]), int(row["startday"]))
            found[day.toordinal()].append(float(row["intensity"]))
    return {day: float(np.mean(scores)) for day, scores in sorted(found.items())}


def _wide(what):
    """Participant 1; 0 stands for a day without an entry."""
    rows = _rows("Participant1_daily_selected")
    return {date.fromisoformat(row["date"]).toordinal(): float(row[what]) for row in rows if float(row[what]) > 0}


def _blocks(diary):
    """Days and deviations from the mean of each block that has enough entries."""
    days, scores = np.array(list(diary)), np.array(list(diary.values()))
    block = (days - days[0]) // BLOCK_DAYS
    for number in np.unique(block):
        inside = block == number
        if inside.sum() >= FEWEST_ENTRIES:
            yield days[inside], scores[inside] - scores[inside].mean()


def _within(diary):
    """Days, standard deviation, and correlation of days that follow each other."""
    entries, squares, freedom, products, spread = 0, 0.0, 0, 0.0, 0.0
    for days, deviation in _blocks(diary):
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
    everybody = [_within(_long(name, what)) for name, what in DIARIES.items()]
    return np.array([*everybody, _within(_wide("kneePain"))])


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
        (_wide("kneePain"), _wide("generalmood")),
        *((_long(name, DIARIES[name]), _long(name, "happiness")) for name in ("Participant7Pain", "Participant9Pain")),
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
    rows = [row for row in _rows("xoverPP") if row["Treatment"] == "P"]
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
    assert min(float(row["Time1"]) for row in _rows("xoverPP") if row["Period"] == "1") == 5
