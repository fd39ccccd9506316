"""The twin's two models are the best-scoring ones that give S-ketamine and norketamine at their site."""

import pytest

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.pharmacokinetics.which_model.in_use import ARTERIAL_MODEL, VENOUS_MODEL
from sciatwin.pharmacokinetics.which_model.library import MODELS
from sciatwin.validation.pharmacokinetics import compare_all, scores

NEEDED = {Analyte.S_KETAMINE, Analyte.S_NORKETAMINE}


@pytest.fixture(scope="module")
def all_scores():
    return scores(compare_all())


@pytest.mark.parametrize(("site", "chosen"), [(BloodSite.ARTERIAL, ARTERIAL_MODEL), (BloodSite.VENOUS, VENOUS_MODEL)])
def test_chosen_model_scores_best_at_its_site(all_scores, site, chosen):
    able = [s for s in all_scores if s.site is site and set(MODELS[s.model_key].analytes) >= NEEDED]
    best = min(able, key=lambda score: score.median_absolute_error)
    assert best.model_key == chosen


def test_rows_that_a_model_was_built_from_are_not_scored(all_scores):
    comparisons = compare_all()
    scored = sum(score.count for score in all_scores)
    assert scored == sum(not c.used_in_building for c in comparisons) < len(comparisons)


def test_a_model_is_never_compared_with_the_other_site():
    for comparison in compare_all():
        pair = {comparison.model_site.value, comparison.observation.site.value}
        assert pair != {"arterial", "venous"}
