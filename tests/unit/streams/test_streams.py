"""Random streams are named."""

import numpy as np
import pytest

from sciatwin.streams import generator_for, standard_normal, uniform


def test_streams_have_the_shape_asked_for():
    assert standard_normal("a", 1, 7).shape == (7,)
    assert uniform("a", 1, 0).shape == (0,)


def test_the_two_kinds_of_draw_of_one_name_are_reproducible():
    np.testing.assert_array_equal(
        standard_normal("pain/diary", 4, 3), generator_for("pain/diary", 4).standard_normal(3)
    )
    np.testing.assert_array_equal(uniform("pain/diary", 4, 3), generator_for("pain/diary", 4).random(3))


@pytest.mark.parametrize(("one", "other"), [("a/b", "ab"), ("person/1", "person/11"), ("a", "A"), ("a", "a ")])
def test_similar_names_are_different_streams(one, other):
    assert generator_for(one, 1).random() != generator_for(other, 1).random()


def test_a_name_may_hold_any_letter():
    assert 0 <= uniform("Größe/µ", 1, 1)[0] < 1
