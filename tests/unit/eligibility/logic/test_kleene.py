"""Truth tables of Kleene's strong three-valued logic (Kleene 1952, Introduction to Metamathematics, § 64)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sciatwin.eligibility.logic import kleene
from sciatwin.patient import Answer

ANSWERS = {"y": Answer.YES, "n": Answer.NO, "u": Answer.UNKNOWN}
CONJUNCTION = ["yy=y", "yn=n", "yu=u", "ny=n", "nn=n", "nu=n", "uy=u", "un=n", "uu=u"]
DISJUNCTION = ["yy=y", "yn=y", "yu=y", "ny=y", "nn=n", "nu=u", "uy=y", "un=u", "uu=u"]


def _row(row):
    given_letters, result = row.split("=")
    return [ANSWERS[letter] for letter in given_letters], ANSWERS[result]


@pytest.mark.parametrize("row", CONJUNCTION)
def test_all_of_follows_the_truth_table(row):
    answers, result = _row(row)
    assert kleene.all_of(answers) is result


@pytest.mark.parametrize("row", DISJUNCTION)
def test_any_of_follows_the_truth_table(row):
    answers, result = _row(row)
    assert kleene.any_of(answers) is result


def test_negation_leaves_unknown_unknown():
    assert [kleene.negate(answer) for answer in ANSWERS.values()] == [Answer.NO, Answer.YES, Answer.UNKNOWN]


def test_nothing_at_all_is_all_but_not_any():
    assert kleene.all_of([]) is Answer.YES
    assert kleene.any_of([]) is Answer.NO


@pytest.mark.parametrize(
    ("row", "needed"),
    [("yyn=y", 2), ("yun=u", 2), ("ynn=n", 2), ("uun=u", 2), ("unn=n", 2), ("yyu=u", 3), ("nnn=y", 0)],
)
def test_count_is_unknown_while_the_unknown_could_decide_it(row, needed):
    answers, result = _row(row)
    assert kleene.at_least(needed, answers) is result


@given(st.lists(st.sampled_from(list(Answer)), max_size=6))
def test_one_is_enough_means_any(answers):
    assert kleene.at_least(1, answers) is kleene.any_of(answers)


@given(st.lists(st.sampled_from(list(Answer)), max_size=6), st.integers(0, 5), st.integers(0, 6))
def test_hiding_an_answer_never_turns_yes_into_no_or_no_into_yes(answers, place, needed):
    hidden = [Answer.UNKNOWN if index == place else answer for index, answer in enumerate(answers)]
    for combine in (kleene.all_of, kleene.any_of, lambda found: kleene.at_least(needed, found)):
        assert combine(hidden) in (combine(answers), Answer.UNKNOWN)
