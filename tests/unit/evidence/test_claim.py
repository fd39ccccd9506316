"""Promises: graded by one rule, numbers pointed to, nothing left without a source or a word on what is unknown."""

import pytest

from sciatwin.errors import ModelError
from sciatwin.evidence.claim import Claim, Direction, Grade, StepDown, StudyKind, claim_named, published_claims
from sciatwin.evidence.published_trial import Role

CLAIMS = published_claims()
PROMISES = {
    "rapid_relief", "lasting_relief", "better_function", "fewer_pain_drugs", "better_mood", "less_anxiety",
    "better_sleep", "effective_where_others_failed", "low_risk_of_addiction", "less_invasive",
}  # fmt: skip

NO_SUCH_NUMBER = {"trial": "pickering2020", "measures": "pain", "arm": "placebo", "day": 3, "says": "pain"}


def _claim(**fields):
    base = {
        "key": "x",
        "promise": "It helps.",
        "answer": "Perhaps.",
        "basis": "randomised trials",
        "direction": "for it",
        "known_against": [{"says": "no", "trial": "pickering2020"}],
        "unknown": ["much"],
        "not_predicted": "no variable",
    }
    return Claim.model_validate({**base, **fields})


def test_every_promise_usually_made_is_answered():
    assert set(CLAIMS) == PROMISES


@pytest.mark.parametrize("key", CLAIMS)
def test_a_promise_has_an_answer_in_one_sentence_or_two_sources_and_what_is_unknown(key):
    claim = CLAIMS[key]
    assert claim.key == key
    assert 20 < len(claim.answer) < 260
    assert claim.unknown
    assert claim.known_against
    assert claim.sources
    assert all(source.link.startswith("http") for source in claim.sources)


@pytest.mark.parametrize("key", CLAIMS)
def test_every_number_stands_in_the_record_of_its_trial(key):
    for number in CLAIMS[key].numbers:
        row = number.observation
        assert row in number.published.observations
        assert row.printed is not None or row.range is not None


@pytest.mark.parametrize("key", CLAIMS)
def test_nothing_is_graded_moderate_or_better_for_there_is_no_trial_in_sciatica(key):
    assert CLAIMS[key].grade in (Grade.LOW, Grade.VERY_LOW, Grade.NONE)


@pytest.mark.parametrize("key", CLAIMS)
def test_biased_studies_support_no_promise(key):
    claim = CLAIMS[key]
    used = [number.published for number in claim.numbers]
    assert all(trial.role is not Role.BIASED for trial in used)


def test_only_addiction_and_invasiveness_have_no_prediction():
    assert {key for key, claim in CLAIMS.items() if claim.not_predicted} == {"low_risk_of_addiction", "less_invasive"}


@pytest.mark.parametrize(
    ("basis", "steps", "grade"),
    [
        (StudyKind.RANDOMISED, 0, Grade.STRONG),
        (StudyKind.RANDOMISED, 1, Grade.MODERATE),
        (StudyKind.RANDOMISED, 2, Grade.LOW),
        (StudyKind.RANDOMISED, 3, Grade.VERY_LOW),
        (StudyKind.RANDOMISED, 5, Grade.VERY_LOW),
        (StudyKind.UNCONTROLLED, 0, Grade.LOW),
        (StudyKind.UNCONTROLLED, 1, Grade.VERY_LOW),
        (StudyKind.UNCONTROLLED, 4, Grade.VERY_LOW),
        (StudyKind.NOTHING, 0, Grade.NONE),
    ],
)
def test_grade_starts_by_the_kind_of_study_and_falls_by_one_step_a_reason(basis, steps, grade):
    assert _claim(basis=basis, steps_down=tuple(StepDown)[:steps]).grade is grade


@pytest.mark.parametrize("direction", [Direction.AGAINST, Direction.UNKNOWN])
def test_a_promise_that_was_not_borne_out_or_not_measured_has_no_grade(direction):
    assert _claim(direction=direction).grade is Grade.NONE


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"not_predicted": ""}, "what the twin predicts"),
        ({"predicted": [{"variable": "pain", "days": [28]}]}, "what the twin predicts"),
        ({"predicted": [{"variable": "pain"}], "not_predicted": ""}, "needs days"),
        ({"steps_down": [StepDown.BLINDING, StepDown.BLINDING]}, "named twice"),
        ({"known_against": []}, "at least 1"),
        ({"known_against": [{"says": "no"}]}, "one trial or one source"),
        ({"known_against": [{"says": "no", "trial": "nobody"}]}, "no trial"),
        ({"numbers": [NO_SUCH_NUMBER]}, "0 observations"),
    ],
)
def test_a_promise_without_origin_or_prediction_is_refused(fields, message):
    with pytest.raises(ValueError, match=message):
        _claim(**fields)


def test_a_source_is_listed_once():
    claim = _claim(
        known_against=[{"says": "no", "trial": "pickering2020"}, {"says": "nothing", "trial": "pickering2020"}]
    )
    assert len(claim.sources) == 1


def test_an_unknown_promise_names_the_choices():
    with pytest.raises(ModelError, match="lasting_relief"):
        claim_named("eternal_youth")
