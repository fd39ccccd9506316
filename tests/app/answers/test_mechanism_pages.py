"""Both pages of the mechanism stand alone, say what is not known, and hold the numbers of the explanation."""

import re
from dataclasses import fields
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from sciaclinic.answers.made import Made
from sciaclinic.answers.mechanism import patient_sheet, sheet, words
from sciaclinic.answers.mechanism.compose import mechanism_document
from sciaclinic.answers.mechanism.drawn import explanation_in
from sciaclinic.answers.mechanism.reproduction import ROWS
from sciaclinic.answers.record import IntervalRecord
from sciaclinic.render.html import page
from sciatwin import receptor
from sciatwin.dorsal_horn.fitted.surrogate import surrogate
from sciatwin.dorsal_horn.typical_train import NUMBERS
from sciatwin.regimen import Regimen
from sciatwin.twin.shown.interval import IntervalAlong
from support.read_page import Page

MADE = Made(datetime(2025, 3, 1, 9, 30, tzinfo=UTC), "Sciatwin", "0.1.0", 200, 20260)
PAGES = ("patient", "science")
DOCS = Path(__file__).resolve().parents[3] / "docs" / "explanation"


@pytest.fixture(scope="module")
def document(typical_patient, explained):
    return mechanism_document(typical_patient, explained, MADE)


@pytest.fixture(scope="module")
def html(document):
    return {"patient": page(patient_sheet.sheet_of(document)), "science": page(sheet.sheet_of(document))}


@pytest.fixture(scope="module")
def pages(html):
    return {name: Page(text) for name, text in html.items()}


def _plain(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


@pytest.mark.parametrize("name", PAGES)
def test_page_asks_for_nothing_outside_itself(name, html, pages):
    for tag, attributes in pages[name].tags:
        assert tag not in {"script", "link", "iframe", "object", "embed", "img"}
        for key in ("src", "href", "xlink:href", "action", "data", "srcset"):
            address = attributes.get(key)
            assert not address or tag == "a" or address.startswith("#"), (tag, address)
    styles = re.findall(r"<style.*?</style>", html[name], re.DOTALL)
    assert not any(re.search(r"@import|https?:|url\(", style) for style in styles)


@pytest.mark.parametrize("name", PAGES)
def test_page_says_what_every_page_must_say(name, pages):
    text = _plain(pages[name].visible)
    assert receptor.NO_HUMAN_CURVE in text
    assert "grade D, low certainty (2018 consensus)" in text
    assert "supports a clinician's decision; it does not make one" in text
    assert "No trial shows that ketamine infusions help sciatica." in text
    assert "computed, not measured" in text


@pytest.mark.parametrize("name", PAGES)
def test_structure_can_be_followed_without_eyes(name, pages):
    page = pages[name]
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    images = [attributes for _, attributes in page.tags if attributes.get("role") == "img"]
    assert len(images) == len(page.named("figure"))
    assert all(len(attributes["aria-label"]) > 60 for attributes in images)
    assert len(page.named("caption")) == len(page.named("table"))
    assert page.named("html") == [{"lang": "en"}]
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inside = {attributes["href"][1:] for attributes in page.named("a") if attributes["href"].startswith("#")}
    assert inside <= set(ids)


def test_patient_page_is_short_and_has_three_figures_and_the_arms(html, pages, explained):
    assert len(pages["patient"].named("figure")) == 3
    body = re.sub(r"<head>.*?</head>|<svg.*?</svg>|<h3>.*?</h3>|<tbody>.*?</tbody>", "", html["patient"], flags=re.S)
    assert len(re.sub(r"<[^>]+>", " ", body).split()) <= 265
    text = _plain(pages["patient"].visible)
    assert "Ketamine Placebo Untreated" in text
    assert "gone hours after the infusion" in text
    blocked = 100 * float(explained.during.block_fraction.mean)
    assert f"about {blocked:.0f} of 100 receptors" in text


def test_science_page_has_all_figures_equations_numbers_and_limits(pages):
    page, text = pages["science"], _plain(pages["science"].visible)
    assert len(page.named("figure")) == 5
    for needed in ("block = x / (1 + x)", "k_return (1 − Q)(1 − S) − k_fade Q S", "E_max × C_site / (C50 + C_site)"):
        assert needed in text
    for status in ("assumed", "derived", "published", "calibrated"):
        assert status in text
    for needed in ("Suzuki 2001 is not reproduced", "Norketamine is disputed", "too steep", "spinal multiplier"):
        assert needed in text
    for estimate in (*NUMBERS.values(), *(item.estimate for item in receptor.PARAMETERS.values())):
        assert _plain(estimate.meaning) in text


def test_errors_of_the_surrogate_are_those_of_its_record(pages):
    made, text = surrogate(), _plain(pages["science"].visible)
    for errors in (made.output_errors, made.wind_up_errors):
        assert f"{100 * errors.root_mean_square:.1f} %" in text
        assert f"{100 * errors.in_19_of_20:.1f} %" in text
    assert f"{made.runs} runs fitted, {made.held_out} conditions kept back" in text


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.observation)
def test_what_is_said_to_be_reproduced_stands_in_the_documents(row):
    page = re.sub(r"\s+", " ", (DOCS / row.page).read_text(encoding="utf-8").replace("*", ""))
    assert row.seen in page
    assert row.here in page


def _with(document, *, quieted, relief):
    parts = {"quieted_fraction": quieted, "fast_relief_fraction": relief}
    changed = {name: IntervalRecord(mean=part, low=part, high=part) for name, part in parts.items()}
    return document.model_copy(update={"during": document.during.model_copy(update=changed)})


def test_the_gap_between_circuit_and_relief_is_said_only_where_there_is_one(document):
    gap, none = (_with(document, quieted=part, relief=0.4) for part in (0.05, 0.45))
    assert "does not account for" in words.mismatch_words(gap)
    assert "does not explain" in words.explained_for_patients(gap)
    assert "does not account for" not in words.mismatch_words(none)
    assert "nobody has shown it" in words.explained_for_patients(none)
    for part in ("5 % (5 to 5)", "40 % (40 to 40)"):
        assert part in _plain(words.mismatch_words(gap))


def test_what_is_drawn_from_the_document_is_the_explanation_to_six_digits(document, explained):
    drawn = explanation_in(document)
    for field in fields(explained):
        found, kept = getattr(explained, field.name), getattr(drawn, field.name)
        if isinstance(found, IntervalAlong):
            for end in ("mean", "low", "high"):
                np.testing.assert_allclose(getattr(kept, end), getattr(found, end), rtol=1e-5, atol=1e-12)
    for kept, found in zip(drawn.moments, explained.moments, strict=True):
        for one, other in zip(kept.runs, found.runs, strict=True):
            np.testing.assert_array_equal(one.late, other.late)
            np.testing.assert_allclose(one.spikes_ms, other.spikes_ms, atol=1e-3)
            assert (one.first, one.last, one.added) == (other.first, other.last, other.added)
    assert np.array_equal(drawn.first_session, explained.first_session)


def test_regimens_are_told_as_they_are_given():
    one = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=2 / 3, count=1)
    five = Regimen.repeat(dose_mg_per_kg=0.5, duration_h=4, count=5)
    uneven = Regimen.on_days([0, 1, 7], rate_mg_per_kg_h=0.5, duration_h=1)
    said = [_plain(words.regimen_words(regimen, 70)) for regimen in (one, five, uneven)]
    assert said[0] == "1 infusion of racemic ketamine, 0.5 mg/kg (35 mg) over 40 min"
    assert said[1].endswith("(35 mg) over 4 h, every 24 h")
    assert said[2].endswith("on days 0, 1, 7 (the first is 0)")


@pytest.mark.parametrize(
    ("values", "said"),
    [((0, 0, 0), "0 %"), ((0.001, 0, 0.004), "< 1 %"), ((0.23, 0.05, 0.54), "23 % (5 to 54)")],
)
def test_nothing_and_almost_nothing_are_told_apart(values, said):
    assert _plain(words.percent_with_range(IntervalAlong(*map(np.asarray, values)))) == said
