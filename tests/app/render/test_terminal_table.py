"""Tables on a terminal fit its width; numbers with their units and ranges stay together."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from sciaclinic.answers import numbers
from sciaclinic.answers.blocks import Table
from sciaclinic.render.terminal_table import column_widths, laid_out
from sciatwin.twin.shown.interval import Interval

RANGE = numbers.spread(Interval(6.5, 5.1, 6.9), numbers.points)


def _printed(table, width):
    out = io.StringIO()
    console = Console(file=out, width=width)
    for part in laid_out(table, width):
        console.print(part, highlight=False)
    return out.getvalue()


def _wide(cells=RANGE, columns=6):
    names = ("week", *(f"name number {place}" for place in range(columns)))
    return Table("A table", names, (("12", *[cells] * columns),), numeric=tuple(range(1, columns + 1)))


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_a_table_fits_the_width_it_is_given(width):
    assert all(len(line) <= width for line in _printed(_wide(columns=4), width).splitlines())


def test_a_range_is_never_broken(typical_patient):
    text = _printed(_wide(columns=4), 80)
    assert text.count("(5.1\u00a0to\u00a06.9)") == 4


def test_headings_give_way_before_cells():
    table = Table("t", ("name", "a very long heading indeed"), (("some words of the cell", "1"),))
    assert "some words of the cell" in _printed(table, 40)


def test_a_word_that_fits_no_line_is_broken_and_nothing_is_lost():
    word = "x" * 90
    text = _printed(Table("t", ("name", "value"), ((word, "1"),)), 40)
    assert text.count("x") == 90


def test_grouped_names_are_seen_once_and_marked_rows_are_there():
    table = Table("t", ("name", "value"), (("a", "1"), ("a", "2"), ("b", "3")), grouped=True, marked=(1,), note="Why.")
    lines = [line.split() for line in _printed(table, 60).splitlines()]
    assert ["a", "1"] in lines
    assert ["2"] in lines
    assert ["Why."] in lines


@given(
    cells=st.lists(st.lists(st.text("ab \u00a0(,)", max_size=30), min_size=3, max_size=3), min_size=1, max_size=4),
    width=st.integers(20, 120),
)
def test_any_table_is_laid_out_within_the_width_or_at_the_least_widths(cells, width):
    table = Table("t", ("one", "two", "three"), tuple(map(tuple, cells)))
    widths = column_widths(table, width)
    assert all(column >= 1 for column in widths)
    assert sum(widths) + 2 * len(widths) <= max(width, 24)
