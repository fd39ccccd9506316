"""Numbers are rounded as a clinician reads them."""

import math

import pytest

from sciaclinic.answers import numbers

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (numbers.mg(140.6), "140.6 mg"),
        (numbers.mg(7.4), "7.4 mg"),
        (numbers.mg(37.0), "37 mg"),
        (numbers.mg_per_kg(1.9), "1.9 mg/kg"),
        (numbers.mg_per_h(22.2), "22.2 mg/h"),
        (numbers.ml_per_h(4.44), "4.4 mL/h"),
        (numbers.millilitres(2.812), "2.81 mL"),
        (numbers.millilitres(28.12), "28.12 mL"),
        (numbers.hours(2 / 3), "40 min"),
        (numbers.hours(2.5), "2.5 h"),
        (numbers.points(-0.04), "0.0"),
        (numbers.points(-0.46), "−0.5"),
        (numbers.signed_points(0.3), "+0.3"),
        (numbers.probability(0.0), "< 1 %"),
        (numbers.probability(0.004), "< 1 %"),
        (numbers.probability(1.0), "> 99 %"),
        (numbers.probability(0.132), "13 %"),
        (numbers.two_digits(639.6), "640"),
        (numbers.two_digits(0), "0"),
        (numbers.duration_text(math.inf), "never"),
        (numbers.duration_text(10), "10 days"),
        (numbers.duration_text(35), "5 weeks"),
        (numbers.duration_text(426), "14 months"),
        (numbers.duration_text(1461), "4 years"),
        (numbers.days_text((0.0, 3.5, 7.0)), "0, 3.5, 7"),
    ],
)
def test_number_is_written_as_it_is_read(text, expected):
    assert text.replace(NBSP, " ") == expected


def test_number_and_unit_stay_on_one_line():
    assert " " not in numbers.mg(12) + numbers.probability(0.001)
