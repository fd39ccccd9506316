"""Scales are scored and read as their sources print it, and no item wording is shipped."""

import pytest
from pydantic import ValidationError

from sciatwin.errors import InvalidInputError
from sciatwin.evidence.scale import Permission, Scale, band, highest_score, scale, scales, score_items
from sciatwin.questionnaires import Questionnaires

EVERY = scales().scales
KEYS = [item.key for item in EVERY]

BANDS = {
    "nrs": {"mild": (0, 3.9), "moderate": (4, 6.9), "severe": (7, 10)},
    "bpi_severity": {"mild": (0, 3), "moderate": (4, 6), "severe": (7, 10)},
    "paindetect": {"unlikely neuropathic": (-1, 12), "uncertain": (13, 18), "likely neuropathic": (19, 38)},
    "odi": {
        "minimal": (0, 20), "moderate": (21, 40), "severe": (41, 60), "crippled": (61, 80),
        "bed-bound or exaggerating": (81, 100),
    },
    "phq9": {
        "minimal": (0, 4), "mild": (5, 9), "moderate": (10, 14), "moderately severe": (15, 19), "severe": (20, 27)
    },
    "gad7": {"minimal": (0, 4), "mild": (5, 9), "moderate": (10, 14), "severe": (15, 21)},
    "isi": {"none": (0, 7), "subthreshold": (8, 14), "moderate": (15, 21), "severe": (22, 28)},
}  # fmt: skip

DIFFERENCES = {
    "nrs": {(2, 0.30), (2, None)},
    "vas": {(15, 0.30)},
    "odi": {(10, 0.30), (8, 0.18)},
    "roland_morris": {(5, 0.30)},
    "phq9": {(3.7, 0.23), (1.7, None)},
    "gad7": {(3.3, 0.28), (1.5, 0.268)},
    "isi": {(8.4, None)},
    "bpi_interference": {(1, None)},
    "eq5d5l": {(0.10, None), (0.08, None)},
}

RANGES = {
    "nrs": (0, 10), "vas": (0, 100), "paindetect": (-1, 38), "dn4": (0, 10), "lanss": (0, 24), "odi": (0, 100),
    "roland_morris": (0, 24), "sciatica_bothersomeness": (0, 24), "phq9": (0, 27), "gad7": (0, 21), "isi": (0, 28),
    "cadss": (0, 92), "bpi_severity": (0, 10), "bpi_interference": (0, 10),
}  # fmt: skip


def test_keys_are_unique_and_an_unknown_one_lists_them():
    assert len(KEYS) == len(set(KEYS))
    with pytest.raises(InvalidInputError, match=r"no scale 'phq'.*phq9"):
        scale("phq")


@pytest.mark.parametrize(("key", "name", "ends"), [(k, n, e) for k, rows in BANDS.items() for n, e in rows.items()])
def test_severity_is_as_printed_at_both_ends_of_each_band(key, name, ends):
    assert [band(scale(key), score).name for score in ends] == [name, name]


def test_only_scales_with_printed_bands_have_bands():
    assert {item.key for item in EVERY if item.bands} == set(BANDS)
    assert band(scale("roland_morris"), 14) is None


@pytest.mark.parametrize("item", [item for item in EVERY if item.bands], ids=lambda item: item.key)
def test_every_score_of_a_scale_lies_in_one_band(item):
    steps = [item.lowest + (item.highest - item.lowest) * part / 200 for part in range(201)]
    names = [band(item, score).name for score in steps]
    assert list(dict.fromkeys(names)) == [found.name for found in item.bands]


@pytest.mark.parametrize("score", [-0.1, 27.1])
def test_a_score_off_the_scale_has_no_band(score):
    with pytest.raises(InvalidInputError, match="outside 0 to 27"):
        band(scale("phq9"), score)


@pytest.mark.parametrize(("key", "ends"), RANGES.items())
def test_ranges_are_as_printed(key, ends):
    assert (scale(key).lowest, scale(key).highest) == ends
    assert highest_score(key) == ends[1]


def test_a_range_that_was_not_seen_is_not_made_up():
    assert {item.key for item in EVERY if item.highest is None} == set(KEYS) - set(RANGES)
    with pytest.raises(InvalidInputError, match="was not seen"):
        highest_score("psqi")


@pytest.mark.parametrize(("key", "expected"), DIFFERENCES.items())
def test_important_differences_are_as_printed(key, expected):
    assert {(d.value, d.fraction) for d in scale(key).important_differences} == expected


def test_the_often_quoted_differences_without_a_source_are_left_out():
    assert 5 not in {d.value for d in scale("phq9").important_differences}
    assert 4 not in {d.value for d in scale("gad7").important_differences}
    assert 6 not in {d.value for d in scale("isi").important_differences}


@pytest.mark.parametrize(
    ("key", "value", "side"),
    [("phq9", 10, "at or above"), ("gad7", 10, "at or above"), ("dn4", 4, "at or above"), ("isi", 8, "below"),
     ("roland_morris", 2, "at or below"), ("psqi", 5, "above"), ("cadss", 4, "above")],
)  # fmt: skip
def test_cut_offs_are_as_printed(key, value, side):
    assert (value, side) in {(cut.value, cut.side.value) for cut in scale(key).cut_offs}


SUMS = [("phq9", 9, 3), ("gad7", 7, 3), ("isi", 7, 4), ("roland_morris", 24, 1), ("dn4", 10, 1)]


@pytest.mark.parametrize(("key", "items", "highest"), SUMS)
def test_a_sum_runs_over_the_whole_scale(key, items, highest):
    assert score_items(scale(key), [0] * items) == scale(key).lowest
    assert score_items(scale(key), [highest] * items) == scale(key).highest
    assert score_items(scale(key), [1] + [0] * (items - 1)) == 1


@pytest.mark.parametrize(("key", "items", "highest"), SUMS)
def test_a_sum_with_a_missing_answer_is_refused_by_item(key, items, highest):
    with pytest.raises(InvalidInputError, match="item 2: not answered, and a sum needs every answer"):
        score_items(scale(key), [0, None] + [0] * (items - 2))


def test_oswestry_divides_by_the_sections_that_were_answered():
    assert score_items(scale("odi"), [2] * 10) == 40
    assert score_items(scale("odi"), [2] * 9 + [None]) == 40
    assert score_items(scale("odi"), [5] * 10) == 100
    assert score_items(scale("odi"), [5, None, 0, 0, 0, 0, 0, 0, 0, 0]) == pytest.approx(100 * 5 / 45)


def test_oswestry_without_any_answer_is_refused():
    with pytest.raises(InvalidInputError, match="no item was answered"):
        score_items(scale("odi"), [None] * 10)


@pytest.mark.parametrize(
    ("answers", "says"),
    [([0] * 8, "9 answers are needed"), ([0] * 8 + [4], "item 9: 4 is not one of 0 to 3"), ([-1] + [0] * 8, "item 1")],
)
def test_wrong_answers_are_named(answers, says):
    with pytest.raises(InvalidInputError, match=says):
        score_items(scale("phq9"), answers)


@pytest.mark.parametrize("key", ["bpi_interference", "cadss", "lanss", "psqi"])
def test_a_rule_that_was_not_seen_is_not_made_up(key):
    with pytest.raises(InvalidInputError, match="was not seen in a source"):
        score_items(scale(key), [0])


@pytest.mark.parametrize("item", EVERY, ids=KEYS)
def test_every_scale_names_its_sources_and_licence(item):
    assert all(source.startswith("http") for source in item.sources)
    assert item.licence.basis
    for found in (*item.important_differences, *item.cut_offs):
        assert found.source.startswith(("http", "Morin"))


def test_item_9_of_phq9_carries_its_safety_note():
    assert "Item 9" in scale("phq9").safety
    assert [item.key for item in EVERY if item.safety] == ["phq9"]


def test_licensed_forms_are_marked():
    allowed = {item.key for item in EVERY if item.licence.may_reproduce is Permission.YES}
    assert allowed == {"nrs", "vas", "roland_morris", "phq9", "gad7", "global_impression"}


def test_codes_carry_the_warning_that_they_are_to_be_verified():
    assert "Verify" in scales().loinc_note
    assert {code.code for code in scale("phq9").loinc} == {"44249-1", "44261-6"}
    assert scale("odi").loinc == ()


def test_questionnaires_of_a_patient_have_the_ranges_of_their_scales():
    for key in set(Questionnaires.model_fields) - {"phq9_item_9", "filled_in"}:
        lowest, highest = scale(key).lowest, scale(key).highest
        for score in (lowest, highest):
            assert getattr(Questionnaires(**{key: score}), key) == score
        for score in (lowest - 1, highest + 1):
            with pytest.raises(ValidationError):
                Questionnaires(**{key: score})


COMPLETE = {
    "key": "x", "name": "x", "scoring": "sum", "licence": {"may_reproduce": "no", "basis": "x"}, "sources": ("x",),
    "lowest": 0, "highest": 10,
    "bands": ({"name": "a", "low": 0, "high": 5}, {"name": "b", "low": 5, "high": 10}),
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"bands": ({"name": "a", "low": 0, "high": 4}, {"name": "b", "low": 5, "high": 10})}, "gap"),
        ({"bands": ({"name": "a", "low": 0, "high": 6}, {"name": "b", "low": 5, "high": 10})}, "overlap"),
        ({"bands": ({"name": "a", "low": 0, "high": 9},)}, "whole range"),
        ({"highest": None, "bands": ()}, "both ends"),
        ({"rule": "sum"}, "number and the range of its items"),
        ({"wording": "How are you?"}, "wording"),
    ],
)
def test_an_incomplete_scale_is_refused(change, says):
    assert Scale.model_validate(COMPLETE)
    with pytest.raises(ValidationError, match=says):
        Scale.model_validate({**COMPLETE, **change})
