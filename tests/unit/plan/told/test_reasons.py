"""The reasons of a plan say which account of lasting relief the benefit rests on."""

import pytest

from sciatwin.eligibility import assess
from sciatwin.errors import RegimenError
from sciatwin.patient import Answer
from sciatwin.plan import plan_infusion
from sciatwin.plan.told.reasons import not_lowered_for
from sciatwin.regimen import Regimen
from sciatwin.twin import Twin


@pytest.fixture(scope="module")
def plan(typical_patient, outpatient_site):
    return plan_infusion(Twin(typical_patient, draws=150), outpatient_site)


def test_what_each_account_adds_adds_up_to_what_the_drug_adds(plan):
    assert sum(plan.compared.added_by.values()) == pytest.approx(plan.compared.excess, abs=1e-9)


def test_the_leading_account_is_named_with_what_is_left_without_it(plan):
    leading = max(plan.compared.added_by, key=plan.compared.added_by.get)
    named = [reason for reason in plan.how_reached if "rival theories of how relief lasts" in reason]
    assert len(named) == 1
    assert leading in named[0]


def test_sessions_after_the_horizon_are_refused_with_a_way_out(typical_patient):
    weekly = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1, count=20, every_h=168)
    with pytest.raises(RegimenError, match="after the horizon of 90 days"):
        Twin(typical_patient, draws=5).simulate(weekly)
    assert Twin(typical_patient, draws=5).simulate(weekly, horizon_days=140).sizes["session"] == 20


def test_what_was_set_aside_lowers_no_dose_and_the_plan_says_so(typical_patient):
    porphyria = typical_patient.conditions.model_copy(update={"porphyria": Answer.YES})
    (said,) = not_lowered_for(assess(typical_patient.model_copy(update={"conditions": porphyria})))
    assert "not lowered" in said
    assert "porphyria" in said.lower()
    assert not_lowered_for(assess(typical_patient)) == ()
