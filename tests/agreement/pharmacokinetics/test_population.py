"""A population summarised on the fly equals the same population solved whole."""

import numpy as np
import pytest

from sciatwin.pharmacokinetics.engine import solve
from sciatwin.pharmacokinetics.parameters import draw
from sciatwin.pharmacokinetics.population import CHUNK, population_part, summarise_population
from sciatwin.pharmacokinetics.systems import build_system
from sciatwin.pharmacokinetics.which_model.library import MODELS
from sciatwin.regimen import Infusion
from sciatwin.streams import Crowd

MODEL = MODELS["simons_2022"]
EVENTS = [Infusion(start_h=0, duration_h=4, dose_mg=80)]
TIMES = np.linspace(0.5, 12, 24)
PEOPLE = 2 * CHUNK + 700


def _draw_chunk(index, count):
    people = Crowd.stretch(1000, index * CHUNK, count)
    return build_system(MODEL, draw(MODEL, 75.0, count, people), analytes=MODEL.analytes[:2])


@pytest.fixture(scope="module")
def whole():
    everybody = build_system(MODEL, draw(MODEL, 75.0, PEOPLE, seed=1000), analytes=MODEL.analytes[:2])
    return solve(everybody, EVENTS, TIMES)


@pytest.fixture(scope="module")
def summary():
    return summarise_population(_draw_chunk, EVENTS, TIMES, PEOPLE)


def test_mean_and_spread_equal_the_whole(whole, summary):
    np.testing.assert_allclose(summary.mean, whole.mean(axis=2), rtol=1e-12)
    np.testing.assert_allclose(summary.standard_deviation, whole.std(axis=2), rtol=1e-9)


@pytest.mark.parametrize("fraction", [0.05, 0.5, 0.95])
def test_quantiles_are_within_a_bin_of_the_whole(whole, summary, fraction):
    exact = np.quantile(whole, fraction, axis=2, method="inverted_cdf")
    np.testing.assert_allclose(summary.quantile(fraction), exact, rtol=0.008)


def test_every_individual_is_counted_once(summary):
    assert (summary.histogram.sum(axis=2) == PEOPLE).all()


def test_bits_do_not_depend_on_workers(summary):
    for workers in (1, 3):
        other = summarise_population(_draw_chunk, EVENTS, TIMES, PEOPLE, workers=workers)
        np.testing.assert_array_equal(other.mean, summary.mean)
        np.testing.assert_array_equal(other.standard_deviation, summary.standard_deviation)
        np.testing.assert_array_equal(other.histogram, summary.histogram)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 0, 1), (1, 2, 0)])
def test_parts_of_any_machine_add_up_to_the_same_bits_in_any_order(summary, order):
    first, second, third = (population_part(_draw_chunk, EVENTS, TIMES, PEOPLE, [chunk]) for chunk in order)
    for together in ((first + second) + third, first + (second + third)):
        assert together.individuals == PEOPLE
        np.testing.assert_array_equal(together.summary.mean, summary.mean)
        np.testing.assert_array_equal(together.summary.standard_deviation, summary.standard_deviation)
        np.testing.assert_array_equal(together.summary.histogram, summary.histogram)
