"""Records that cannot be wrong in silence, and the sentence that goes with every output."""

from dataclasses import replace

import numpy as np
import pytest

from sciatwin.analytes import Analyte
from sciatwin.errors import ModelError
from sciatwin.evidence import Status
from sciatwin.receptor import (
    GATING_SCHEMES,
    KETAMINE_UNVERIFIED,
    NO_HUMAN_CURVE,
    OBSERVATIONS,
    POTENCIES,
    RACEMATE_BLOCKERS,
    Bath,
    BathPhase,
    TrappingScheme,
    compare_potencies,
    coverage,
    described,
    enantiomer_blockers,
    follow,
    occupancy_table,
)

SCHEME = TrappingScheme(blockers=(RACEMATE_BLOCKERS["mealing_1999"],))
BATH = Bath(agonist_um=100.0, voltage_mv=-60.0)


def test_the_sentence_says_what_was_never_measured():
    assert "has been measured in people" in NO_HUMAN_CURVE
    assert NO_HUMAN_CURVE.count(". ") == 0


def test_every_result_carries_the_sentence():
    course = follow(SCHEME, [BathPhase(duration_s=1.0, bath=BATH)], points=2)
    comparison = compare_potencies(draws=50)
    for item in (course, *course.data_vars.values(), comparison, *comparison.data_vars.values(), occupancy_table()):
        assert item.attrs["note"] == NO_HUMAN_CURVE
    assert coverage(comparison).note == NO_HUMAN_CURVE
    assert described("block") == {"units": "1", "long_name": "block", "note": NO_HUMAN_CURVE}


def test_four_studies_of_living_brains_and_one_of_mice_are_listed_with_source_and_what_they_bound():
    assert set(OBSERVATIONS) == {"hartvig_1995", "stone_2006", "van_der_aart_2018", "schoenberger_2017", "lord_2013"}
    for observation in OBSERVATIONS.values():
        assert observation.bounds
        assert observation.source.url
    assert {OBSERVATIONS[key].subjects for key in ("hartvig_1995", "stone_2006", "van_der_aart_2018")} == {5, 10}


def test_each_potency_and_each_rate_says_where_it_stands():
    for potency in POTENCIES.values():
        for estimate in (*potency.half_block_um.values(), potency.hill):
            assert estimate.source or estimate.status is Status.ASSUMED
            assert estimate.place or estimate.reason
    for scheme in GATING_SCHEMES.values():
        assert len(scheme.estimates) == 6
        assert all(estimate.place and estimate.value > 0 for estimate in scheme.estimates)


def test_the_row_of_ketamine_by_subunit_is_assumed_with_a_range():
    for row in KETAMINE_UNVERIFIED.values():
        for estimate in (row.free, row.with_magnesium):
            assert estimate.status is Status.ASSUMED
            assert estimate.low < estimate.value < estimate.high
            assert "unverified" in estimate.reason


def test_enantiomers_block_together_as_the_racemate_and_the_weaker_leave_sooner():
    racemate = RACEMATE_BLOCKERS["gilling_2009"]
    by_name = {blocker.name: blocker for blocker in enantiomer_blockers(racemate)}
    s, r = by_name[Analyte.S_KETAMINE], by_name[Analyte.R_KETAMINE]
    assert 0.5 / s.half_block_um.value + 0.5 / r.half_block_um.value == pytest.approx(1 / racemate.half_block_um.value)
    assert r.half_block_um.value / s.half_block_um.value == pytest.approx(1.4 / 0.3)
    assert r.relief_per_s.value / s.relief_per_s.value == pytest.approx(1.4 / 0.3)
    assert all(blocker.half_block_um.status is Status.ASSUMED for blocker in by_name.values())


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"agonist_um": -1.0}, "agonist_um must be a number >= 0; got -1"),
        ({"magnesium_mm": np.nan}, "magnesium_mm must be a number >= 0; got nan"),
        ({"voltage_mv": -70_000.0}, "voltage_mv must lie between -150 and 150"),
        ({"drug_um": {"ketamine": -0.1}}, "ketamine must be a number >= 0"),
    ],
)
def test_a_bath_that_cannot_be_is_refused(changed, message):
    with pytest.raises(ModelError, match=message):
        replace(BATH, **changed)


@pytest.mark.parametrize("duration_s", [0.0, -1.0, np.inf, np.nan])
def test_a_phase_needs_a_duration(duration_s):
    with pytest.raises(ModelError, match="duration_s must be a number > 0"):
        BathPhase(duration_s=duration_s, bath=BATH)


def test_an_unknown_drug_is_refused_with_the_choices():
    with pytest.raises(ModelError, match=r"no blocker 'ketamin' \(available: ketamine\)"):
        SCHEME.rates_per_s(replace(BATH, drug_um={"ketamin": 1.0}))
    with pytest.raises(ModelError, match=r"no blocker 'x' \(available: ketamine\)"):
        SCHEME.half_block_um("x", voltage_mv=-70.0)


def test_two_blockers_of_one_name_are_refused():
    with pytest.raises(ModelError, match="different names"):
        TrappingScheme(blockers=SCHEME.blockers * 2)


def test_no_steady_state_is_made_up_where_closed_channels_keep_what_they_hold():
    with pytest.raises(ModelError, match="agonist_um > 0"):
        SCHEME.steady_state(replace(BATH, agonist_um=0.0))


@pytest.mark.parametrize("start", [np.ones(3) / 3, np.zeros(15), np.eye(15)[0] * 2, -np.eye(15)[0] + 2 * np.eye(15)[1]])
def test_a_start_must_be_a_distribution(start):
    with pytest.raises(ModelError, match="15 probabilities that add up to 1"):
        follow(SCHEME, [BathPhase(duration_s=1.0, bath=BATH)], start=start)


def test_a_protocol_needs_a_phase():
    with pytest.raises(ModelError, match="at least one phase"):
        follow(SCHEME, [])


def test_a_potency_needs_the_racemate_or_both_enantiomers():
    ebert = POTENCIES["ebert_1997"]
    only_s = {Analyte.S_KETAMINE: ebert.half_block_um[Analyte.S_KETAMINE]}
    with pytest.raises(ModelError, match="of the racemate, or of both enantiomers; got S-ketamine"):
        replace(ebert, half_block_um=only_s)


def test_a_blocker_and_a_gating_scheme_need_positive_rates():
    blocker = SCHEME.blockers[0]
    with pytest.raises(ModelError, match="relief_per_s must be > 0"):
        replace(blocker, relief_per_s=replace(blocker.relief_per_s, value=0.0))
    with pytest.raises(ModelError, match="leak_per_s must be >= 0"):
        replace(blocker, leak_per_s=replace(blocker.leak_per_s, value=-1e-3))
    with pytest.raises(ModelError, match="opening_per_s must be > 0; got 0"):
        replace(GATING_SCHEMES["lester_jahr_1992"], opening_per_s=0.0)


def test_levels_must_be_numbers_from_0():
    with pytest.raises(ModelError, match="levels_ng_per_ml must be a list of numbers >= 0"):
        occupancy_table([100.0, -1.0])


def test_coverage_is_asked_of_a_level_that_was_compared():
    with pytest.raises(ModelError, match="no level 90 ng/mL"):
        coverage(compare_potencies(draws=10), level_ng_per_ml=90.0)
