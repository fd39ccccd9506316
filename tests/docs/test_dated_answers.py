"""The page on dates names what the program carries, and for how long answers count."""

import datetime
from pathlib import Path

import pytest

from sciatwin.eligibility.facts.dated import ANSWERS_COUNT_FOR, carried_to
from sciatwin.eligibility.facts.signed_dates import ASSESSMENT_COUNTS_FOR, OVERRIDE_COUNTS_FOR
from sciatwin.patient import read_patient

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "date-the-answers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "told",
    [
        f"count for {ANSWERS_COUNT_FOR.value} days (assumed, {ANSWERS_COUNT_FOR.low} to {ANSWERS_COUNT_FOR.high}",
        f"counts for {OVERRIDE_COUNTS_FOR.value} days",
        f'"safe to go on" of the risk of self-harm for {ASSESSMENT_COUNTS_FOR.value}',
    ],
)
def test_the_page_tells_the_times_of_the_program(told):
    assert told in PAGE.replace("\n", " ")


def test_what_the_page_carries_is_carried_and_nothing_else():
    told = {line.split("`")[1] for line in PAGE.splitlines() if line.startswith("| `") and "| yes" in line}
    assert told == {"age", "sciatica.duration", "last_ketamine_course"}
    day = datetime.date(2026, 11, 1)
    patient = read_patient(ROOT / "examples" / "typical.yaml")
    patient = patient.model_copy(update={"as_of": day, "days_since_ketamine_course": 100.0})
    later = carried_to(patient, day + datetime.timedelta(days=10))
    assert later.days_since_ketamine_course == pytest.approx(110)
    assert later.sciatica.duration_days == pytest.approx(patient.sciatica.duration_days + 10)
    assert later.age_yr == pytest.approx(patient.age_yr + 10 / 365.25)
    same = {"as_of": day, "age_yr": patient.age_yr, "days_since_ketamine_course": 100.0, "sciatica": patient.sciatica}
    assert later.model_copy(update=same) == patient
