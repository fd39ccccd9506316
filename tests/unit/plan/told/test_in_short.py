"""Page one in people: its numbers are those of the plan, and the best alternative is the best that is open."""

import pytest

from sciatwin.plan.decision import Decision
from sciatwin.plan.options.pathway import best_alternative
from sciatwin.plan.told.beyond_pain import SideEffectChance, any_side_effect, side_effect_chances
from sciatwin.plan.told.in_hundred import InHundred
from sciatwin.plan.told.in_short import _NEXT, first_sentence, in_short
from sciatwin.regimen import Regimen
from sciatwin.response.comparators import Standing
from sciatwin.response.side_effects.session_side_effects import RISKS
from sciatwin.twin import Twin
from sciatwin.twin.pain.expectation import lasting_relief_probability
from sciatwin.twin.shown.alternatives import alternatives_alone
from sciatwin.twin.shown.interval import Interval


def _counts(**changed):
    values = {
        "week": 4,
        "least_gain": 2.0,
        "with_ketamine": 0.14,
        "on_placebo": 0.02,
        "late_week": 12,
        "late_with_ketamine": 0.0,
        "late_on_placebo": 0.0,
        "nothing_lasting": 0.7,
        "gain_over_placebo": 0.4,
        "visits": 5,
        "infusion_h": 30.0,
        "hours": 40.0,
    }
    return InHundred(**{**values, **changed})


def test_first_sentence_is_in_people():
    said = first_sentence(_counts(), proposed=True)
    assert said == (
        "Of 100 patients like this one, 14 gain 2 points at week 4 with ketamine, 2 with placebo; "
        "by week 12, none more."
    )


def test_late_gain_is_what_the_drug_adds_and_is_left_out_where_week_12_decides():
    assert "by week 12, 3 more" in first_sentence(_counts(late_with_ketamine=0.05, late_on_placebo=0.02), proposed=True)
    assert "fewer than 1 more" in first_sentence(_counts(late_with_ketamine=0.003), proposed=True)
    assert first_sentence(_counts(week=12), proposed=True).count("week 12") == 1


def test_every_decision_without_an_infusion_has_a_next_step():
    assert {decision for decision in Decision if not decision.proposes_infusion} == set(_NEXT)
    for decision in _NEXT:
        assert in_short(decision, None, None, (), None)[0].label == "Next step"


def test_nothing_lasting_is_the_null_account_and_those_who_do_not_respond(typical_patient):
    ensemble = Twin(typical_patient, draws=60).ensemble
    lasting = lasting_relief_probability(ensemble)
    carried = ensemble.lasting_probability[:-1].sum(axis=0).mean()  # the null account is the last
    assert lasting == pytest.approx(carried)
    responder = ensemble.drawn["lasting relief/responder probability"].mean()
    assert 1 - lasting == pytest.approx(1 - 0.5 * responder, abs=0.001)


def test_best_alternative_is_open_and_none_that_is_open_helped_more(typical_patient):
    compared = alternatives_alone(typical_patient)
    best = best_alternative(compared)
    gains = [
        effect.gain
        for option in compared.alternatives
        if option.standing is Standing.OPEN
        for effect in option.comparator.effects
    ]
    assert best.alternative.standing is Standing.OPEN
    assert best.effect.gain == max(gains)


def test_without_a_comparison_there_is_no_best_alternative():
    assert best_alternative(None) is None


def test_what_asks_for_care_with_the_best_alternative_stands_beside_it(typical_patient):
    best = best_alternative(alternatives_alone(typical_patient.model_copy(update={"age_yr": 80.0})))
    said = in_short(Decision.NOT_CREDIBLE, None, None, (), best)[-1].text
    assert all(reason in said for reason in best.alternative.judgement.reasons)
    assert best.alternative.judgement.reasons


def _chance(key, probability):
    risk = next(risk for risk in RISKS if risk.key == key)
    return SideEffectChance(key, risk.name, risk.words, probability, None, risk.certainty, risk.note, risk.source)


def test_any_side_effect_is_never_rarer_than_one_of_them():
    chances = [
        _chance("any adverse event", Interval(0.42, 0.2, 0.6)),
        _chance("sedation", Interval(0.45, 0.2, 0.7)),
        _chance("headache", None),
    ]
    assert any_side_effect(chances) == 0.45
    assert any_side_effect(chances[1:]) is None


def test_any_side_effect_has_one_chance_in_the_list_and_in_short(typical_patient):
    course = Twin(typical_patient, draws=200).simulate(Regimen.repeat(dose_mg_per_kg=0.5, duration_h=40 / 60, count=2))
    chances = side_effect_chances(course)
    of = {chance.key: chance.probability.mean for chance in chances if chance.probability}
    assert of["any adverse event"] == any_side_effect(chances) == max(of.values())
