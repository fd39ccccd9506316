"""What needs an override stands above the reasons in the terminal, on the page, in the PDF and in the JSON alike."""

import json
import re
from datetime import UTC, datetime

import pypdf
import pytest

from sciaclinic.answers.plan.sheet import sheet_of
from sciatwin.patient import Answer
from sciatwin.plan import plan_infusion
from sciatwin.twin import Twin
from support.drawn_plan import document_of, page_of, paper_of, terminal_of

WAY_OUT = "Ask a porphyria centre before any dose"


@pytest.fixture(scope="module")
def shown(typical_patient, outpatient_site):
    conditions = typical_patient.conditions.model_copy(update={"porphyria": Answer.YES})
    signed = outpatient_site.model_copy(update={"signed_by": "medical director"})
    plan = plan_infusion(Twin(typical_patient.model_copy(update={"conditions": conditions}), draws=60), signed)
    document = document_of(plan, datetime(2026, 3, 1, 9, 30, tzinfo=UTC))
    return document


def _words(text):
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_terminal_and_page_say_it_before_why(shown):
    page = page_of(shown)
    for text in (_words(terminal_of(shown)), _words(page[page.index("</nav>") :])):
        assert WAY_OUT in text
        assert text.index("needs a reasoned override in writing") < text.index("Why")


def test_first_page_of_the_pdf_says_it_before_why(shown):
    first = _words(pypdf.PdfReader(paper_of(shown)).pages[0].extract_text())
    assert WAY_OUT in first
    assert first.index("Porphyria") < first.index("Why")


def test_json_says_it_before_the_reasons(shown):
    record = json.loads(shown.model_dump_json())
    assert WAY_OUT in record["overrides_needed"][0]
    assert list(record).index("overrides_needed") < list(record).index("reasons")
    assert record["readiness"] == "overrides or open questions remain before anybody signs"


def test_nothing_is_open_is_not_said_while_a_rule_needs_an_override(shown):
    status = sheet_of(shown).status
    assert "1 rule needs an override" in status
    assert "Nothing is open" not in status
