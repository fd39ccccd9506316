"""The terminal shows the decision first, the whole truth after it, and typed text as text."""

import pytest

from sciaclinic.answers.answer import STATEMENT
from support.drawn_plan import terminal_of

KINDS = ("typical", "blocked", "recent", "unmeasured", "unanswered", "markup")


@pytest.mark.parametrize("width", [80, 100])
@pytest.mark.parametrize("kind", KINDS)
def test_no_line_is_wider_than_the_terminal(kind, width, made):
    assert all(len(line) <= width for line in terminal_of(made(kind).document, width).splitlines())


@pytest.mark.parametrize("kind", KINDS)
def test_decision_comes_first_and_the_statement_is_there(kind, made):
    document = made(kind).document
    words = " ".join(terminal_of(document, 100).split())
    assert document.decision.casefold() in words[:300].casefold()
    assert STATEMENT in words
    assert document.evidence_grade in words


def test_benefit_table_keeps_every_number_at_80_columns(made):
    document = made("typical").document
    text = terminal_of(document, 80)
    for line in text.splitlines():
        if line.strip().startswith("4 (review)"):
            assert line.count("%") == 2
            break
    else:
        pytest.fail("the review week is not shown")


def test_emergency_says_what_whom_and_by_when_and_nothing_else(made):
    document = made("emergency").document
    words = " ".join(terminal_of(document, 100).split())
    assert "EMERGENCY: NO KETAMINE" in words[:200]
    for item in document.emergencies:
        for said in (item.says, item.because, item.call, item.by_when, item.to_do):
            assert said in words
    assert "Telephone" in words
    for word in ("Predicted", "untreated", "placebo", "Limits", "not known"):
        assert word not in words


def test_order_rule_and_short_rows_areterminal_of(made):
    conduct = made("typical").document.conduct
    words = " ".join(terminal_of(made("typical").document, 100).replace("\u00a0", " ").split())
    for said in (conduct.step_up, conduct.else_stay, conduct.next_session):
        assert said in words
    for row in conduct.rows:
        if row.on_page_one:
            assert row.text.replace("\u00a0", " ") in words, row.key


@pytest.mark.parametrize("kind", ["blocked", "unmeasured"])
def test_terminal_without_dose_names_none(kind, made):
    text = terminal_of(made(kind).document, 100)
    assert "mg/kg" not in text
    assert "mL/h" not in text


def test_console_markup_in_data_stays_text(made):
    document = made("typical").document.model_copy(update={"reasons": ("[red]not markup[/red]",)})
    assert "[red]not markup[/red]" in terminal_of(document, 100)
