"""The open diaries as scores by day."""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np

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


def rows_of(name):
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def long(name, what):
    """Mean score of each day, by day number."""
    found = defaultdict(list)
    for row in rows_of(name):
        if row["name"] == what:
            day = date(int(row["startyear"]), int(row["startmonth"]), int(row["startday"]))
            found[day.toordinal()].append(float(row["intensity"]))
    return {day: float(np.mean(scores)) for day, scores in sorted(found.items())}


def wide(what):
    """Participant 1; 0 stands for a day without an entry."""
    rows = rows_of("Participant1_daily_selected")
    return {date.fromisoformat(row["date"]).toordinal(): float(row[what]) for row in rows if float(row[what]) > 0}


def everybody():
    """Diaries of all eight people."""
    return [*(long(name, what) for name, what in DIARIES.items()), wide("kneePain")]


def blocks(diary):
    """Days and scores of each block that has enough entries."""
    days, scores = np.array(list(diary)), np.array(list(diary.values()))
    block = (days - days[0]) // BLOCK_DAYS
    for number in np.unique(block):
        inside = block == number
        if inside.sum() >= FEWEST_ENTRIES:
            yield days[inside], scores[inside]
