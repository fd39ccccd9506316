"""Each patient of the golden folder is offered what stands beside it: see ``plans/*/plan.yaml``.

``make scenarios`` renews what moved, after somebody has looked at it.
"""

import pytest

from support.golden.moved_text import moved
from support.golden.plan_cases import plan_cases
from support.golden.plan_in_words import plan_in_words
from support.golden.plan_yaml import plan_text, read_plan

CASES = plan_cases()
DOZEN = 12


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name)
def case(request):
    return request.param


def test_the_plan_is_the_expected_one(case):
    changes = list(moved(read_plan(case), plan_in_words(case.plan()), units=case.tolerated_units))
    assert not changes, "\n".join(["what moved ('make scenarios' writes it down):", *map(str, changes)])


def test_the_expected_plan_begins_with_what_it_shows_and_what_to_look_for(case):
    text = case.expected_file.read_text(encoding="utf-8")
    assert text.startswith(f"# {case.shows}\n# Look for:\n# - ")
    assert case.look_for
    assert text == plan_text(case, read_plan(case)), "not as 'make scenarios' would write it"


def test_a_dozen_cases_cover_every_decision_but_two():
    """No patient is known whom no regimen fits within limits that may be set; limits nobody can check need no case."""
    from sciatwin.plan import Decision

    shown = {read_plan(case)["decision"] for case in CASES}
    assert len(CASES) >= DOZEN
    assert shown >= {decision.value for decision in Decision} - {Decision.NOTHING_WITHIN_LIMITS.value}


def test_no_case_that_is_refused_a_dose_shows_one(case):
    plan = read_plan(case)
    if plan["readiness"] == "no dose may be given":
        assert not plan.keys() & {"visits", "orders", "strongest session", "on the day"}
