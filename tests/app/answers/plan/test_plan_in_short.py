"""Page one speaks of people and in plain words, with the same words and numbers through every door."""

import re

import pytest
from pypdf import PdfReader

from sciatwin.plan.told.shares import shares_better, shares_harmed
from support.drawn_plan import paper_of, terminal_of
from support.read_page import Page

KINDS = ("typical", "recent", "unanswered", "blocked")
JARGON = ("credible", "carries over", "rival", "peak driven", "slow effect site", "simulation error", "draws", " 1 in ")


def _plain(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("│", " "))


def _terminal(document):
    return _plain(terminal_of(document))


def _people(word):
    return {"none": 0.0, "fewer than 1": 0.0}.get(word) if not word.isdigit() else int(word)


@pytest.mark.parametrize("kind", ["typical", "recent"])
def test_people_of_the_first_sentence_are_the_probabilities_of_the_document(kind, made):
    document = made(kind).document
    with_ketamine, on_placebo = re.search(
        r", (\S+|fewer than 1) gain .*, (\S+|fewer than 1) with placebo", document.headline
    ).groups()
    counts = document.in_hundred
    assert _people(with_ketamine) == pytest.approx(100 * counts.with_ketamine_probability, abs=0.5)
    assert _people(on_placebo) == pytest.approx(100 * counts.on_placebo_probability, abs=0.5)
    shown = next(item for item in document.trade_offs if item.proposed) if document.proposes_infusion else None
    if shown:
        assert counts.with_ketamine_probability == shown.worthwhile_gain_probability
        assert counts.on_placebo_probability == shown.worthwhile_gain_on_placebo_probability


@pytest.mark.parametrize("kind", KINDS)
def test_headline_and_every_point_stand_in_terminal_page_and_print(kind, made, html):
    document = made(kind).document
    first_page = PdfReader(paper_of(document)).pages[0].extract_text()
    doors = (_terminal(document), _plain(Page(html(kind)).visible), _plain(first_page))
    for text in (document.headline.split(".")[0], *(point.label for point in document.in_short)):
        for door in doors:
            assert _plain(text) in door
    for point in document.in_short:
        assert _plain(point.text) in doors[1]


@pytest.mark.parametrize("kind", ["typical", "recent"])
def test_page_one_holds_no_word_of_the_workshop(kind, made):
    document = made(kind).document
    first_page = PdfReader(paper_of(document)).pages[0].extract_text()
    said = _plain(" ".join((document.headline, *(p.text for p in document.in_short), *document.reasons, first_page)))
    for word in JARGON:
        assert word not in said.casefold(), word


def test_no_infusion_says_what_comes_next_and_what_is_open_on_page_one(made):
    labels = [point.label for point in made("recent").document.in_short]
    assert labels[0] == "Next step"
    assert "Best alternative" in labels


def test_blocked_patient_is_told_no_number_of_ketamine(made):
    document = made("blocked").document
    assert document.in_hundred is None
    assert {point.label for point in document.in_short} <= {"Next step", "Best alternative"}


def test_measured_coverage_stands_beside_the_ranges(made, html):
    document = made("typical").document
    for item in document.measured_coverage:
        words = f"{item.inside} of {item.of} {item.what}"
        assert words in _terminal(document)
        assert words in Page(html("typical")).visible


def test_hundred_marks_are_hundred_people_and_agree_with_the_sentence(made):
    counts = made("typical").plan.in_hundred
    better = shares_better(counts.with_ketamine, counts.on_placebo)
    assert sum(share.count for share in better) == 100
    assert better[0].count + better[1].count == round(100 * counts.with_ketamine)
    assert [share.count for share in shares_harmed(0.42)] == [42, 58]
