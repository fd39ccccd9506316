"""Every trial can be traced, has a role, says what was seen or why nothing was, and prints possible numbers."""

import re

import pytest

from sciatwin.evidence.published_trial import ArmKind, Measure, ReportStatus, Role, TrialKind, published_trials

TRIALS = published_trials()
ROWS = [(key, row) for key, trial in TRIALS.items() for row in trial.observations]
ROW_IDS = [f"{key}-{row.measures}-{row.arm}-{index}" for index, (key, row) in enumerate(ROWS)]

UNITS = {
    "points of 10": (-10, 10), "points of 24": (-24, 24), "points of 21": (-21, 21), "points of 52": (0, 52),
    "points of 60": (-60, 60), "points of 100": (-100, 100), "points of a scale that was not visible": (0, 100),
    "fraction": (0, 1), "yes or no": (0, 1), "ratio": (0, 10), "risk ratio": (0, 100), "odds ratio": (0, 100),
    "hazard ratio": (0, 100), "effect size": (-3, 3), "mg/day": (0, 1000), "score-days": (0, 350),
    "months": (0, 60), "day": (0, 3650), "min": (0, 600), "mmHg": (0, 60), "1/min": (0, 60),
}  # fmt: skip
MULTI_DAY_EVIDENCE = ("sigtermans2009", "schwartzman2009", "goldberg2010", "inpatient_5day", "tankha2025")


@pytest.mark.parametrize("key", TRIALS)
def test_a_trial_can_be_traced_and_has_a_role(key):
    trial = TRIALS[key]
    assert trial.key == key
    assert re.fullmatch(r"[a-z0-9_]+", key)
    assert trial.source.link.startswith("http")
    assert trial.role in Role
    assert trial.condition
    assert trial.observations or trial.no_observations
    assert not (trial.observations and trial.no_observations)


def test_keys_are_unique_so_that_no_trial_is_both_fitted_and_held_out():
    by_role = {role: {trial.key for trial in TRIALS.values() if trial.role is role} for role in Role}
    assert sum(map(len, by_role.values())) == len(TRIALS)
    assert not by_role[Role.CALIBRATE] & by_role[Role.HOLD_OUT]


def test_no_paper_stands_under_a_fitted_and_a_held_out_key():
    for names in ("citation", "doi", "url"):
        of = {role: {getattr(t, names) for t in TRIALS.values() if t.role is role} - {""} for role in Role}
        shared = of[Role.CALIBRATE] & of[Role.HOLD_OUT]
        assert not shared


@pytest.mark.parametrize(("key", "row"), ROWS, ids=ROW_IDS)
def test_a_number_is_possible_in_its_unit(key, row):
    low, high = UNITS[row.unit_as_printed]
    numbers = [row.printed, *(row.ci95 or ()), *(row.ci90 or ()), *(row.range or ())]
    assert all(low <= number <= high for number in numbers if number is not None)
    for interval in (row.ci95, row.ci90, row.range, row.window_days):
        assert interval is None or interval[0] < interval[1]
    if row.ci95 is not None and row.printed is not None:
        assert row.ci95[0] <= row.printed <= row.ci95[1]


@pytest.mark.parametrize(("key", "row"), ROWS, ids=ROW_IDS)
def test_counts_never_exceed_those_counted(key, row):
    if row.count is not None:
        assert 0 <= row.count <= row.of
        arm = TRIALS[key].arm_named(row.arm) if " - " not in row.arm else None
        assert arm is None or arm.n is None or row.of <= arm.n


@pytest.mark.parametrize(("key", "row"), ROWS, ids=ROW_IDS)
def test_a_number_says_where_it_was_read_and_how_it_was_derived(key, row):
    assert row.place
    assert bool(row.formula) is (row.status is ReportStatus.DERIVED)
    if row.measures is Measure.SIGNIFICANT:
        assert row.value in (0, 1)
        assert row.what or row.day is not None


@pytest.mark.parametrize("key", TRIALS)
def test_a_ketamine_arm_can_be_simulated_or_says_why_not(key):
    for arm in TRIALS[key].arms:
        if arm.kind is ArmKind.KETAMINE:
            assert (arm.regimen is None) is bool(arm.no_regimen)
        else:
            assert arm.regimen is None


@pytest.mark.parametrize("key", [k for k, t in TRIALS.items() if t.kind is not TrialKind.META_ANALYSIS])
def test_doses_are_below_anaesthesia_and_in_order_of_time(key):
    for arm in TRIALS[key].arms:
        if arm.regimen is not None:
            assert all(session.rate_mg_per_kg_h <= 1.6 for session in arm.regimen.sessions)
            assert arm.visit_days[0] == 0
            assert list(arm.visit_days) == sorted(arm.visit_days)
            assert 0.1 <= arm.regimen.total_mg(70) / 70 <= 60


def test_absolute_doses_and_presumed_steps_are_marked_as_assumed():
    for trial in TRIALS.values():
        for arm in trial.arms:
            if any(part.per_weight_kg is not None for part in arm.dosing) or len(arm.dosing) > 1:
                assert arm.regimen_assumed, trial.key


@pytest.mark.parametrize("key", MULTI_DAY_EVIDENCE)
def test_trials_over_several_days_can_be_given_as_they_were_run(key):
    regimens = [arm.regimen for arm in TRIALS[key].arms if arm.regimen is not None]
    assert regimens
    assert all(regimen.last_end_h > 72 for regimen in regimens)


def test_pooled_trials_are_not_simulated_one_by_one():
    for trial in TRIALS.values():
        if trial.kind is TrialKind.META_ANALYSIS:
            assert all(arm.regimen is None for arm in trial.arms)
