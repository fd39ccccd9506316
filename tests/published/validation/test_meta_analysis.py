"""Published pooled effects come out again when their trials are pooled."""

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from sciatwin.evidence.published_meta_analysis import Effect, PooledArm, PooledTrial, meta_analysis_named
from sciatwin.validation.meta_analysis import TrialEffect, VarianceMethod, meta_analysis, pool, trial_effect

OPEN_DATA = os.environ.get("SCIATWIN_OPEN_DATA", "")

# Mulrow 1996 trials as printed by DerSimonian and Kacker 2007, tables 3 and 4: events and group sizes.
LOW_DOSE = [(5, 156), (5, 303), (12, 565), (69, 1570), (9, 103), (313, 4659)]
COMPARED = [(8, 74), (17, 303), (9, 477), (94, 1565), (11, 105), (352, 4650)]

# Thirteen trials of BCG against tuberculosis (Colditz 1994), as printed by van Houwelingen 2002, table I.
BCG = """4 119 11 128; 6 300 29 274; 3 228 11 209; 62 13536 248 12619; 33 5036 47 5761; 180 1361 372 1079;
8 2537 10 619; 505 87886 499 87892; 29 7470 45 7232; 17 1699 65 1600; 186 50448 141 27197; 5 2493 3 2338;
27 16886 29 17825"""


def _ratios(treated, control, effect):
    return [
        trial_effect(
            PooledTrial(name=str(i), treated=PooledArm(n=n, events=a), control=PooledArm(n=m, events=c)), effect
        )
        for i, ((a, n), (c, m)) in enumerate(zip(treated, control, strict=True))
    ]


def _bcg():
    rows = [tuple(map(int, row.split())) for row in BCG.split(";")]
    return _ratios([(a, a + b) for a, b, _, _ in rows], [(c, c + d) for _, _, c, d in rows], Effect.RISK_RATIO)


def test_haeuser_2009_pain_under_antidepressants():
    record = meta_analysis_named("haeuser2009_pain")
    pooled = meta_analysis(record, VarianceMethod.DERSIMONIAN_LAIRD).pooled
    assert len(record.trials) == 22
    assert (pooled.value, pooled.low, pooled.high) == pytest.approx((-0.43, -0.55, -0.30), abs=0.005)


def test_riley_2011_prediction_interval_of_the_same_trials():
    pooled = meta_analysis(meta_analysis_named("haeuser2009_pain")).pooled
    assert pooled.prediction == pytest.approx((-0.83, -0.02), abs=0.005)


def test_the_record_prints_what_these_tests_expect():
    published = meta_analysis_named("haeuser2009_pain").published
    assert (published.value, *published.ci95) == (-0.43, -0.55, -0.30)
    assert published.prediction95 == (-0.83, -0.02)


@pytest.mark.parametrize(
    ("method", "tau", "mean", "error"),
    [
        (VarianceMethod.DERSIMONIAN_LAIRD, 0.2323, -0.3240, 0.1540),
        (VarianceMethod.PAULE_MANDEL, 0.3681, -0.3811, 0.2060),
    ],
)
def test_dersimonian_kacker_2007_both_ways_of_estimating_the_variance(method, tau, mean, error):
    pooled = pool(_ratios(LOW_DOSE, COMPARED, Effect.ODDS_RATIO), method)
    assert pooled.tau2**0.5 == pytest.approx(tau, abs=5e-5)
    assert pooled.value == pytest.approx(mean, abs=5e-5)
    assert pooled.standard_error == pytest.approx(error, abs=5e-5)


def test_bcg_trials_as_in_the_manual_of_metafor():
    """metafor prints Q(12) = 152.233 and, with REML and Knapp-Hartung, 0.49 (0.33 to 0.73), prediction 0.14 to 1.76.

    Paule-Mandel is not REML, so only the second decimal of the ratios is expected to agree.
    """
    pooled = pool(_bcg(), VarianceMethod.PAULE_MANDEL)
    assert pooled.q == pytest.approx(152.233, abs=5e-4)
    assert np.exp(pooled.value) == pytest.approx(0.49, abs=0.005)
    assert np.exp(pooled.hartung_knapp) == pytest.approx((0.33, 0.73), abs=0.01)
    assert np.exp(pooled.prediction) == pytest.approx((0.14, 1.76), abs=0.05)


@pytest.mark.skipif(not OPEN_DATA, reason="SCIATWIN_OPEN_DATA names no folder with openmetaanalysis data")
def test_gabapentinoids_in_sciatica_disagree_as_much_as_their_review_says():
    """The living review printed I² = 50 % for its first three trials; its pooled effects stand in pictures only."""
    path = Path(OPEN_DATA) / "openmetaanalysis-sciatica-gabapentinoids" / "effect_sizes.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    effects = [
        TrialEffect(f"{row['study']} {row['year']}", float(row["smd"]), float(row["variance"]) ** 0.5) for row in rows
    ]
    first = [effect for effect in effects if effect.name.startswith(("Baron 2010", "Atkinson", "Mathieson"))]
    assert len(first) == 3
    assert pool(first).i2 == pytest.approx(0.50, abs=0.005)
    everything = pool(effects)
    assert everything.low < 0 < everything.high
