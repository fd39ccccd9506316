"""The explanation gives the numbers of the course, and runs of the circuit that differ by block alone."""

import numpy as np
import pytest

import sciatwin as st
from sciatwin.analytes import Drug
from sciatwin.dorsal_horn.circuit import MODEL
from sciatwin.dorsal_horn.conditions import CircuitConditions, sensitised, setting_of
from sciatwin.dorsal_horn.parts.fibres import shocks
from sciatwin.dorsal_horn.run.simulation import simulate as run_circuit
from sciatwin.dorsal_horn.typical_train import NUMBERS
from sciatwin.errors import RegimenError
from sciatwin.regimen import Regimen, Session
from sciatwin.response.lasting_relief import ACCOUNTS
from sciatwin.response.lasting_relief.weights import weights_in_sciatica
from sciatwin.twin.shown.explanation import Explanation, explain_mechanism
from sciatwin.twin.shown.interval import IntervalAlong
from sciatwin.twin.simulate import simulate

DRAWS, SEED, END_H = 200, 20260, 2 / 3


@pytest.fixture(scope="module")
def twin(typical_patient):
    return st.Twin(typical_patient, draws=DRAWS, seed=SEED)


@pytest.fixture(scope="module")
def course(twin):
    return twin.simulate(Regimen.repeat(dose_mg_per_kg=0.5, duration_h=END_H, count=1))


def _means(course, name):
    return course[name].mean("draw").to_numpy()


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("s_ketamine_site_ng_per_ml", "fast_effect_site"),
        ("ketamine_arterial_ng_per_ml", "ketamine_arterial"),
        ("ketamine_venous_ng_per_ml", "ketamine_venous"),
        ("block_fraction", "nmda_block"),
        ("quieted_fraction", "horn_quieted"),
        ("pain_untreated", "pain_untreated"),
        ("pain_placebo", "pain_placebo"),
        ("pain_treated", "pain_treated"),
    ],
)
def test_numbers_are_those_of_the_course(explained, course, field, name):
    spread = getattr(explained, field)
    np.testing.assert_array_equal(explained.time_h, course["time"])
    np.testing.assert_allclose(spread.mean, _means(course, name), rtol=1e-12)
    low, high = course[name].quantile([0.05, 0.95], dim="draw").to_numpy()
    np.testing.assert_allclose(spread.low, low, rtol=1e-12)
    np.testing.assert_allclose(spread.high, high, rtol=1e-12)


def test_fast_relief_is_the_curve_of_the_effect_site(explained, twin, course):
    level, drawn = course["fast_effect_site"].transpose("time", "draw").to_numpy(), twin.ensemble.drawn
    share = drawn["fast relief/largest effect"] / (1 + drawn["fast relief/C50"] / np.maximum(level, 1e-300))
    np.testing.assert_allclose(explained.fast_relief_fraction.mean, share.mean(axis=1), rtol=1e-9, atol=1e-15)


def test_pain_is_what_the_three_reliefs_leave(typical_patient, no_circuit):
    """In one version there are no means of products: pain on ketamine ÷ on placebo = (1 − fast)(1 − lasting)."""
    found = explain_mechanism(
        st.Twin(typical_patient, draws=1, seed=4), Regimen.repeat(dose_mg_per_kg=0.5, duration_h=4, count=8)
    )
    left = (1 - found.fast_relief_fraction.mean) * (1 - found.lasting_relief_fraction.mean)
    np.testing.assert_allclose(found.pain_treated.mean / found.pain_placebo.mean, left, rtol=1e-9)


def test_moments_are_before_the_highest_block_and_a_day_after(explained, twin):
    before, during, after = explained.moments
    assert [moment.name for moment in explained.moments] == ["before", "during", "after"]
    assert before.time_h == 0
    assert during.block_fraction.mean == pytest.approx(explained.block_fraction.mean.max(), rel=1e-9)
    assert END_H - 0.1 < during.time_h < END_H + 0.5
    assert after.time_h == pytest.approx(END_H + 24)
    asked = simulate(twin.ensemble, explained.regimen, times_h=np.array([after.time_h]))
    assert after.block_fraction.mean == pytest.approx(float(asked["nmda_block"].mean()), rel=1e-6)
    assert after.s_ketamine_site_ng_per_ml.mean == pytest.approx(float(asked["fast_effect_site"].mean()), rel=1e-6)


def test_before_is_without_any_drug(explained):
    before = explained.before
    for spread in (before.s_ketamine_site_ng_per_ml, before.block_fraction, before.quieted_fraction):
        assert (spread.mean, spread.low, spread.high) == (0, 0, 0)
    assert before.typical is before.at_low_block
    assert before.typical is before.at_high_block


def test_the_run_before_is_the_circuit_without_block(explained):
    """Built by hand from a cord of drive 1, inhibition 0.8 and full sensitisation."""
    times_ms = shocks(count=15, every_ms=1000.0)
    conditions = CircuitConditions(drive=1.0, block_fraction=0.0, inhibition_fraction=0.8, sensitisation=1.0)
    setting = setting_of(conditions, MODEL.arrivals(times_ms, SEED), 16000.0, SEED)
    assert setting.nmda_block_fraction == 0
    by_hand = run_circuit(sensitised(1.0), [setting], duration_ms=16000.0).spikes_ms[0]["WDR"]
    np.testing.assert_array_equal(explained.before.typical.spikes_ms, by_hand)
    late = [np.sum((by_hand >= shock + 100) & (by_hand < shock + 1000)) for shock in times_ms]
    assert explained.before.typical.late.tolist() == late
    assert explained.before.typical.first == late[0]
    assert explained.before.typical.last == pytest.approx(np.mean(late[12:]))
    assert explained.before.typical.added == pytest.approx(np.mean(late[12:]) - late[0])


def test_block_falls_with_time_after_the_infusion(explained):
    past = (explained.time_h >= END_H + 0.25) & (explained.time_h <= 90 * 24)
    assert np.all(np.diff(explained.block_fraction.mean[past]) <= 0)
    assert explained.after.block_fraction.mean < 0.05 * explained.during.block_fraction.mean


def test_more_block_brings_fewer_spikes_and_no_more_wind_up(explained):
    before, during, after = explained.moments
    for run in (before.typical, during.at_low_block, during.typical, during.at_high_block):
        assert run.late.sum() > 0
    falling = [before.typical, during.at_low_block, during.typical, during.at_high_block]
    assert np.all(np.diff([run.late.sum() for run in falling]) <= 0)
    assert np.all(np.diff([run.added for run in falling]) <= 0)
    assert falling[-1].late.sum() < falling[0].late.sum()
    assert during.typical.late.sum() <= after.typical.late.sum() <= before.typical.late.sum()


def test_block_during_is_not_below_block_after_and_quiets_no_less(explained):
    during, after = explained.during, explained.after
    for name in ("block_fraction", "quieted_fraction", "s_ketamine_site_ng_per_ml"):
        for end in ("mean", "low", "high"):
            assert getattr(getattr(during, name), end) >= getattr(getattr(after, name), end)
    assert 0 < during.quieted_fraction.mean < 1


def test_ketamine_stands_beside_placebo_and_untreated(explained):
    treated, placebo, untreated = (
        spread.mean for spread in (explained.pain_treated, explained.pain_placebo, explained.pain_untreated)
    )
    assert np.all(treated <= placebo + 1e-12)
    assert np.all(placebo <= untreated + 1e-12)
    assert treated[explained.row_at(END_H)] < placebo[explained.row_at(END_H)] < untreated[explained.row_at(END_H)]


def test_spreads_are_in_order_and_fractions_between_0_and_1(explained):
    for name, spread in vars(explained).items():
        if isinstance(spread, IntervalAlong):
            assert np.all(spread.low <= spread.high), name
            if name.endswith("_fraction"):
                assert np.all((spread.low >= 0) & (spread.high <= 1)), name


def test_account_weights_add_up_to_1(explained):
    assert sum(explained.account_weights.values()) == pytest.approx(1)


def test_explanation_is_frozen(explained):
    with pytest.raises(AttributeError):
        explained.versions = 3


def test_a_course_is_followed_to_a_day_after_its_last_session(twin, no_circuit):
    found = explain_mechanism(twin, Regimen.repeat(dose_mg_per_kg=0.5, duration_h=END_H, count=5))
    assert found.during.time_h < 2
    assert found.after.time_h == pytest.approx(4 * 24 + END_H + 24)
    assert found.last_shown_h == pytest.approx(END_H + 8)
    assert found.time_h[found.first_session][-1] >= found.last_shown_h > found.time_h[found.first_session][-2]


def test_hours_of_the_first_session_end_where_the_next_begins(twin, no_circuit):
    found = explain_mechanism(twin, Regimen.repeat(dose_mg_per_kg=0.3, duration_h=1, count=2, every_h=6))
    assert found.last_shown_h == 6


def test_steps_of_one_visit_are_one_session(twin, no_circuit):
    steps = tuple(Session(start_h=hour, rate_mg_per_kg_h=0.1 * (hour + 1), duration_h=1) for hour in (0.0, 1.0, 2.0))
    found = explain_mechanism(twin, Regimen(sessions=steps))
    assert found.during.time_h == pytest.approx(3, abs=0.2)
    assert found.last_shown_h == 11


def test_the_same_s_ketamine_without_r_blocks_less(twin, no_circuit):
    """At the site R stands to S as in the dose; it blocks too, if less."""
    racemic = explain_mechanism(twin, Regimen.repeat(dose_mg_per_kg=0.5, duration_h=END_H, count=1))
    s_only = explain_mechanism(
        twin, Regimen.repeat(dose_mg_per_kg=0.25, duration_h=END_H, count=1, drug=Drug.S_KETAMINE)
    )
    assert s_only.s_ketamine_site_ng_per_ml.mean.max() == pytest.approx(racemic.s_ketamine_site_ng_per_ml.mean.max())
    assert 0.7 < s_only.during.block_fraction.mean / racemic.during.block_fraction.mean < 1


def test_equal_blocks_are_run_once(twin, no_circuit):
    explain_mechanism(twin, Regimen.repeat(dose_mg_per_kg=0.5, duration_h=END_H, count=1))
    assert len(no_circuit) == len(set(no_circuit)) == 7
    assert no_circuit[0] == 0


def test_no_infusion_is_refused(twin):
    with pytest.raises(RegimenError, match="at least one session"):
        explain_mechanism(twin, Regimen.none())


def test_a_course_past_the_horizon_is_refused_as_by_simulate(twin):
    with pytest.raises(RegimenError, match="horizon"):
        explain_mechanism(twin, Regimen.repeat(dose_mg_per_kg=0.5, duration_h=1, count=30, every_h=24 * 7))


def test_every_number_behind_a_train_says_where_it_is_from():
    assert all(estimate.place or estimate.reason for estimate in NUMBERS.values())


def test_the_top_level_has_it():
    assert st.explain_mechanism is explain_mechanism
    assert st.Explanation is Explanation


def test_accounts_are_believed_as_assumed_until_evidence_tells_them_apart(explained, twin):
    assert explained.account_weights == weights_in_sciatica()
    place = list(ACCOUNTS).index("peak driven")
    told = twin.reweighed(np.where(twin.ensemble.account == place, 30.0, 0.0))
    believed = explain_mechanism(told, Regimen.repeat(dose_mg_per_kg=0.5, duration_h=END_H, count=1)).account_weights
    assert believed["peak driven"] == pytest.approx(1, abs=1e-9)
    assert sum(believed.values()) == pytest.approx(1)
