"""The page stands alone, hides nothing, proposes nothing it must not, and takes text as text."""

import re
from itertools import pairwise

import pytest

from sciaclinic.answers.answer import STATEMENT
from support.read_page import Page

KINDS = ("typical", "blocked", "recent", "unmeasured", "unanswered", "markup")


@pytest.fixture(scope="session")
def page(html):
    return lambda kind: Page(html(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_page_asks_for_nothing_outside_itself(kind, html, page):
    shown = page(kind)
    for tag, attributes in shown.tags:
        assert tag not in {"script", "link", "iframe", "object", "embed", "img"}
        for name in ("src", "href", "xlink:href", "action", "data", "srcset"):
            address = attributes.get(name)
            assert not address or tag == "a" or address.startswith("#"), (tag, address)
    styles = re.findall(r"<style.*?</style>", html(kind), re.DOTALL)
    assert not any(re.search(r"@import|https?:", style) for style in styles)


@pytest.mark.parametrize("kind", KINDS)
def test_page_carries_the_statement_and_its_language(kind, page):
    assert STATEMENT in page(kind).visible
    assert page(kind).named("html") == [{"lang": "en"}]


@pytest.mark.parametrize("kind", KINDS)
def test_headings_are_in_order(kind, page):
    levels = [int(tag[1]) for tag, _ in page(kind).tags if re.fullmatch(r"h\d", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_and_table_is_described(kind, page):
    shown = page(kind)
    images = [attributes for _, attributes in shown.tags if attributes.get("role") == "img"]
    assert len(images) == len(shown.named("figure"))
    assert all(len(attributes["aria-label"]) > 40 for attributes in images)
    assert len(shown.named("caption")) == len(shown.named("table"))


@pytest.mark.parametrize("kind", KINDS)
def test_ids_are_unique(kind, page):
    ids = [attributes["id"] for _, attributes in page(kind).tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_plan_of_an_infusion_shows_all_figures(page, made):
    assert [figure.key for figure in made("typical").figures] == [
        "hundred",
        "pain",
        "trade-offs",
        "concentration",
        "gain",
        "outcomes",
        "side-effects",
        "alternatives",
    ]
    assert len(page("typical").named("figure")) == 8


def test_plan_of_an_infusion_shows_dose_and_preparation(page):
    text = page("typical").visible.replace("\u00a0", " ")
    for unit in ("mg/kg", "mg/h", "mL/h", "50 mL syringe", "500 mg in 10 mL"):
        assert unit in text


@pytest.mark.parametrize("kind", ["blocked", "unmeasured"])
def test_page_without_dose_names_none(kind, html, page):
    assert "mg/kg" not in html(kind)
    assert "mL/h" not in page(kind).visible
    assert len(page(kind).named("figure")) == 2  # the untreated course, and what else is open


def test_page_has_every_row_of_the_session_with_its_source(made, html, page):
    conduct = made("typical").document.conduct
    text = page("typical").visible.replace("\u00a0", " ")
    for row in conduct.rows:
        assert row.text.replace("\u00a0", " ") in text, row.key
        for source in row.sources:
            assert source.citation in text
    for part in ("Before", "During", "After", "Slow, pause or stop", "When to go up"):
        assert part in text


def test_page_of_an_emergency_is_about_nothing_else(made, html, page):
    text = page("emergency").visible
    for item in made("emergency").document.emergencies:
        for said in (item.says, item.call, item.by_when):
            assert said in text
    assert "Telephone" in text
    assert not page("emergency").named("figure")
    assert not page("emergency").named("table")
    for word in ("Predicted", "untreated", "placebo", "mg/kg", "Evidence in sciatica"):
        assert word not in html("emergency")


def test_page_that_proposes_nothing_prepares_nothing(page):
    text = page("recent").visible
    assert "Not proposed." in text
    assert "mL/h" not in text
    assert "Draw up" not in text


def test_typed_markup_stays_text(html, page):
    assert "<script>" not in html("markup")
    assert "<script>alert(1)</script> #let x = 1" in page("markup").visible
    assert "{{ 7 * 7 }}" in page("markup").visible


def test_benefit_is_shown_against_no_treatment_and_placebo(page):
    text = page("typical").visible
    assert "Gain over untreated" in text
    assert "Gain over placebo" in text
    assert "from baseline" not in text


@pytest.mark.parametrize("kind", ["typical", "unanswered"])
def test_every_open_point_is_on_the_page(kind, made, page):
    text = page(kind).visible
    assert made(kind).document.unsigned_because
    for point in made(kind).document.unsigned_because:
        assert re.sub(r"\s+", " ", point) in text
