"""A questionnaire that nobody filled in is unknown; a score off its scale or at odds with item 9 is refused."""

import pytest
from pydantic import ValidationError

from sciatwin.questionnaires import Questionnaires


def test_what_nobody_asked_is_unknown():
    assert all(score is None for _, score in Questionnaires())


@pytest.mark.parametrize("written", [None, "unknown"])
@pytest.mark.parametrize("field", Questionnaires.model_fields)
def test_every_score_may_be_unknown(field, written):
    assert getattr(Questionnaires(**{field: written}), field) is None


@pytest.mark.parametrize("field", Questionnaires.model_fields)
@pytest.mark.parametrize("written", [True, -1, 101, "many", float("nan")])
def test_what_is_no_score_is_refused(field, written):
    with pytest.raises(ValidationError):
        Questionnaires(**{field: written})


@pytest.mark.parametrize("written", [4, 1.5])
def test_item_9_is_a_whole_number_up_to_3(written):
    with pytest.raises(ValidationError):
        Questionnaires(phq9_item_9=written)


@pytest.mark.parametrize(("score", "item_9"), [(1, 2), (27, 2), (25, 0)])
def test_item_9_must_fit_the_sum(score, item_9):
    with pytest.raises(ValidationError, match="cannot have"):
        Questionnaires(phq9=score, phq9_item_9=item_9)


@pytest.mark.parametrize(("score", "item_9"), [(0, 0), (2, 2), (24, 0), (27, 3), (None, 3), (9, None)])
def test_item_9_that_fits_is_read(score, item_9):
    read = Questionnaires(phq9=score, phq9_item_9=item_9)
    assert (read.phq9, read.phq9_item_9) == (score, item_9)


def test_the_typical_patient_has_scores(typical_patient):
    scores = typical_patient.questionnaires
    assert (scores.phq9, scores.phq9_item_9, scores.gad7, scores.isi) == (9, 0, 6, 14)
    assert (scores.odi, scores.roland_morris, scores.bpi_interference) == (44, 14, 6)
