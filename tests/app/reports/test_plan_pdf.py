"""The PDF is at most three pages that a clinician can sign, and takes text as text."""

import io
import re

import pytest
from pypdf import PdfReader

from sciaclinic.reports.document import STATEMENT
from sciaclinic.reports.pdf import MOST_PAGES, render_pdf

KINDS = ("typical", "blocked", "recent", "unmeasured", "unanswered", "markup")


@pytest.fixture(scope="session")
def pdf(made):
    done = {}

    def read(kind):
        if kind not in done:
            done[kind] = PdfReader(io.BytesIO(render_pdf(made(kind).document, made(kind).figures)))
        return done[kind]

    return read


def _text(reader):
    text = " ".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


@pytest.mark.parametrize("kind", KINDS)
def test_plan_fits_on_three_a4_pages(kind, pdf):
    assert 1 <= len(pdf(kind).pages) <= MOST_PAGES
    for page in pdf(kind).pages:
        assert (round(float(page.mediabox.width)), round(float(page.mediabox.height))) == (595, 842)


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_carries_the_statement(kind, pdf):
    for page in pdf(kind).pages:
        assert STATEMENT in re.sub(r"\s+", " ", page.extract_text())


@pytest.mark.parametrize("kind", KINDS)
def test_first_page_can_be_signed(kind, pdf):
    text = re.sub(r"\s+", " ", pdf(kind).pages[0].extract_text())
    for part in ("I have reviewed this plan", "name", "role", "date and time", "signature", "date of birth"):
        assert part in text


@pytest.mark.parametrize("kind", KINDS)
def test_title_and_language_are_set_and_fonts_embedded(kind, pdf):
    assert pdf(kind).metadata.title.startswith("Sciatwin plan: ")
    assert pdf(kind).trailer["/Root"]["/Lang"].startswith("en")
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in pdf(kind).pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)


def test_open_plan_says_that_it_is_not_to_be_signed(pdf):
    assert "Not to be signed while points are open" in _text(pdf("typical"))


@pytest.mark.parametrize("kind", ["blocked", "unmeasured"])
def test_pdf_without_dose_names_none(kind, pdf):
    assert "mg/kg" not in _text(pdf(kind))
    assert "mL/h" not in _text(pdf(kind))


def test_typed_markup_stays_text(pdf):
    assert "<script>alert(1)</script> #let x = 1 *bold* [red]$ = 2 @note" in _text(pdf("markup"))


def test_every_open_question_is_on_the_first_page(made, pdf):
    text = re.sub(r"[\s-]+", "", pdf("unanswered").pages[0].extract_text())
    for item in made("unanswered").document.inputs_missing:
        if item.field.startswith("red_flags."):
            assert item.label.replace(" ", "").replace("ladderbowel", "ladder,bowel")[:12] in text, item.label
