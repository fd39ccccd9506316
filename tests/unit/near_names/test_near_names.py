"""A hint helps with a slip of the pen and never leads from one quantity to another."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sciatwin.near_names import near_names
from sciatwin.observation.csv.columns import KINDS
from sciatwin.patient import Patient
from sciatwin.plan import Site
from sciatwin.questions import questions_of

FIELDS = [field.written.rpartition(".")[2] for record in (Patient, Site) for field in questions_of(record).values()]
KNOWN = sorted({*FIELDS, *KINDS})


@pytest.mark.parametrize(
    ("name", "meant"),
    [("wieght", "weight"), ("min_intervall", "min_interval"), ("cadds", "cadss"), ("sleep_apnea", "sleep_apnoea")],
)
def test_a_slip_of_the_pen_gets_the_name_that_was_meant(name, meant):
    assert near_names(name, KNOWN) == f"Did you mean '{meant}'?"


@pytest.mark.parametrize("name", ["phq2", "phq15", "gad2"])
def test_another_form_is_never_offered(name):
    assert near_names(name, ["phq9", "gad7", "isi", "odi"]) == ""


def test_several_quantities_that_lie_near_are_all_named():
    hint = near_names("max_session", ["max_sessions", "max_session_dose", "max_session_time", "syringe"])
    assert hint == "Near it: max_sessions, max_session_time, max_session_dose."


def test_a_rate_of_breathing_is_not_taken_for_one_of_the_heart():
    assert "Did you mean" not in near_names("resp_rate", ["heart_rate", "respiratory_rate"])


def test_nothing_near_gives_no_hint():
    assert near_names("zzzzzz", KNOWN) == ""


@settings(deadline=None, derandomize=True, max_examples=200)
@given(meant=st.sampled_from(KNOWN), data=st.data())
def test_one_wrong_letter_never_leads_to_another_quantity(meant, data):
    at = data.draw(st.integers(0, len(meant) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz_"))
    typed = data.draw(st.sampled_from([meant[:at] + letter + meant[at + 1 :], meant[:at] + letter + meant[at:]]))
    hint = near_names(typed, KNOWN)
    if typed not in KNOWN and hint.startswith("Did you mean"):
        assert hint == f"Did you mean '{meant}'?"
