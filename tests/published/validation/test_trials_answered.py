"""The shipped calibration answers the two trials that matter, and has not seen what it is scored on."""

import numpy as np
import pytest

from sciatwin.calibration import relief_rows, untreated_rows
from sciatwin.calibration.calibrate import COURSE_TRIALS, RELIEF_TRIALS
from sciatwin.evidence.published_trial import Measure, Role, published_trials, trial_named
from sciatwin.response.calibrated import calibration
from sciatwin.validation.measured_coverage import RELIEF
from sciatwin.validation.trials.answers import answers, held_out_verdict
from sciatwin.validation.trials.compare import compare_trials
from sciatwin.validation.trials.fitted import FITTED
from sciatwin.validation.trials.row import AVERAGE, RowUse


@pytest.fixture(scope="module")
def found():
    return compare_trials()


def test_the_negative_single_dose_trial_lies_inside(found):
    difference = found.find("pickering2020", Measure.PAIN_DIFFERENCE, "day 0–35", "ketamine")
    low, high = difference.interval()
    assert difference.group is RowUse.HELD_OUT
    assert low <= -0.06 <= high
    assert found.find("pickering2020", Measure.SIGNIFICANT, "day 0–35", "ketamine").predicted() < 0.5


def test_the_positive_trial_of_several_days_lies_inside(found):
    ratio = found.find("sigtermans2009", Measure.PAIN_RATIO, "day 7", "S-ketamine")
    low, high = ratio.interval()
    assert low <= 0.49 <= high
    assert high < 1, "relief that outlasts the drug is expected after days of infusion"


def test_what_was_never_fitted_in_the_positive_trial_is_expected_too(found):
    at_the_end = found.find("sigtermans2009", Measure.SIGNIFICANT, "day 84", "S-ketamine")
    felt = found.find("sigtermans2009", Measure.PSYCHOMIMETIC, "day 0–4.2", "S-ketamine")
    assert not at_the_end.is_fitted
    assert at_the_end.predicted() < 0.5
    assert felt.is_inside()


def test_without_lasting_relief_the_positive_trial_would_be_missed(found):
    ratio = found.find("sigtermans2009", Measure.PAIN_RATIO, "day 7", "S-ketamine")
    assert not ratio.is_inside(account="no lasting effect")


def test_only_trials_open_for_calibration_were_fitted():
    fitted = {key for constant in calibration().constants.values() for key in constant.fitted_to}
    for key in {*fitted, *COURSE_TRIALS, *RELIEF_TRIALS, *FITTED}:
        assert trial_named(key).role is Role.CALIBRATE, key


def test_rows_called_fitted_are_those_of_the_calibration(found):
    in_calibration = {row.name.split(",")[0] for row in (*relief_rows.rows(), *untreated_rows.rows())}
    called_fitted = {row.trial.key for row in found.rows if row.is_fitted}
    assert in_calibration <= called_fitted
    assert called_fitted - in_calibration <= {"inpatient_5day"}  # its rows gave a power, without a fit


def test_held_out_rows_are_never_fitted_and_never_weigh(found):
    assert not any(row.is_fitted for row in found.of(RowUse.HELD_OUT))
    assert dict(found.weights) == dict(calibration().weights)
    assert all(row.trial.role is Role.HOLD_OUT for row in found.of(RowUse.HELD_OUT))


def test_meta_analyses_are_scored_apart_from_independent_trials(found):
    pooled = {"orhurhu2019", "michelet2018", "mcmaster2024"}
    assert {row.trial.key for row in found.of(RowUse.CONSISTENCY)} == pooled
    assert pooled.isdisjoint(row.trial.key for row in found.of(RowUse.HELD_OUT))


def test_nothing_is_dropped_silently(found):
    shown = {id(row.observation) for row in found.rows} | {id(item.observation) for item in found.not_predicted}
    for trial in published_trials().values():
        assert all(id(row) in shown for row in trial.observations), trial.key
    assert all(item.because for item in found.not_predicted)


def test_the_protocol_is_predicted_before_its_results(found):
    rows = found.of(RowUse.PROSPECTIVE)
    assert {row.trial.key for row in rows} == {"ketcrps2"}
    assert {row.question.arms for row in rows} == {
        ("intermittent",),
        ("continuous",),
        ("intermittent", "continuous"),
    }
    assert all(row.observed is None for row in rows)


def test_background_rows_are_shown_and_not_scored(found):
    assert found.of(RowUse.SHOWN)
    assert {score.group for score in found.scores} == {RowUse.CALIBRATION, RowUse.HELD_OUT, RowUse.CONSISTENCY}


def test_the_average_is_never_much_worse_than_its_parts_on_what_it_was_fitted_to(found):
    scores = {score.account: score.crps for score in found.scores if score.group is RowUse.CALIBRATION}
    believed = [scores[key] for key, weight in found.weights.items() if weight > 0.01]
    assert scores[AVERAGE] <= max(believed)


def test_both_questions_are_answered_in_words(found):
    single, several = answers(found)
    assert (single.trial, several.trial) == ("pickering2020", "sigtermans2009")
    assert single.says[-1].startswith("Answered")
    assert several.says[-1].startswith("Answered")


def test_the_verdict_of_the_held_out_trials_names_who_does_best(found):
    scores = {score.account: score.crps for score in found.scores if score.group is RowUse.HELD_OUT}
    best = min(scores, key=scores.get)
    assert f"is that of: {best}" in held_out_verdict(found)
    assert "No weight was moved" in held_out_verdict(found)


def test_same_seed_same_numbers(found):
    again = compare_trials.__wrapped__()
    for row, other in zip(found.rows, again.rows, strict=True):
        assert np.array_equal(row.studies[AVERAGE], other.studies[AVERAGE])


def test_coverage_that_every_plan_states_is_the_one_measured(found):
    measured = next(item for item in found.coverages if (item.group, item.account) == (RowUse.HELD_OUT, AVERAGE))
    assert measured.rows == RELIEF.of
    assert round(measured.inside[0.9] * measured.rows) == RELIEF.inside
