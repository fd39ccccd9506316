"""The PDF is three pages that a clinician can sign where they suffice, the session's besides, and text stays text."""

import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from sciaclinic.answers.answer import STATEMENT
from sciaclinic.answers.plan.compose import sessions as compose_session
from sciaclinic.answers.plan.record.case import Effect
from sciaclinic.render.plan_paper import MOST_PAGES
from sciatwin.plan.session.conduct import conduct as plan_conduct
from support.drawn_plan import document_of, page_of, paper_of

KINDS = ("typical", "blocked", "recent", "unmeasured", "unanswered", "markup")


@pytest.fixture(scope="session")
def pdf(made):
    done = {}

    def read(kind):
        if kind not in done:
            done[kind] = PdfReader(paper_of(made(kind).document))
        return done[kind]

    return read


def _text(reader):
    text = " ".join(page.extract_text() for page in reader.pages)
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


@pytest.mark.parametrize("kind", KINDS)
def test_plan_fits_on_three_a4_pages_and_the_session_on_one(kind, made, pdf):
    sheet = 1 if made(kind).document.proposes_infusion else 0
    assert 1 <= len(pdf(kind).pages) - sheet <= MOST_PAGES
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


def test_session_sheet_is_the_last_page_and_holds_the_whole_order(made, pdf):
    document = made("typical").document
    text = re.sub(r"\s+", " ", pdf("typical").pages[-1].extract_text())
    assert "Order and session sheet" in text
    for order in document.conduct.orders:
        for step in order.pump:
            assert f"{step.rate_ml_per_h:.1f} mL/h" in text
    squeezed = re.sub(r"[\s-]+", "", text)
    for row in document.conduct.rows:
        assert re.sub(r"[\s-]+", "", row.text) in squeezed, row.key


def test_session_sheet_has_the_weights_and_every_caution_with_its_way_out(made):
    document = made("typical").document
    override = "sleep apnoea: yes; set aside by physician on 2025-03-01: CPAP every night, anaesthetist in the room"
    caution = document.findings[0].model_copy(
        update={
            "effect": Effect.CAUTION,
            "says": "Sleep apnoea",
            "explanation": override,
            "way_out": "Bring the device.",
        }
    )
    document = document.model_copy(update={"findings": (*document.findings, caution)})
    pages = [page.extract_text() for page in _pages(document)]
    first = next(index for index, text in enumerate(pages) if "Order and session sheet" in text)
    for text in (
        "".join(pages[first:]),
        page_of(document, drawn=False).partition('id="session"')[2].partition("</section>")[0],
    ):
        squeezed = re.sub(r"[\s-]+", "", text.replace("\u00a0", ""))
        for part in (
            override,
            "Bring the device.",
            f"body weight of {document.conduct.weight_kg:.1f} kg",
            "for dosing",
        ):
            assert re.sub(r"[\s-]+", "", part) in squeezed, part


def test_first_page_has_the_order_of_session_1_and_the_short_form_of_the_rows(made, pdf):
    conduct = made("typical").document.conduct
    squeezed = re.sub(r"[\s-]+", "", pdf("typical").pages[0].extract_text())
    for step in conduct.orders[0].pump:
        assert f"{step.rate_ml_per_h:.1f}mL/h" in squeezed
    for row in conduct.rows:
        if row.on_page_one:
            assert re.sub(r"[\s-]+", "", row.text) in squeezed, row.key


def test_plan_of_a_patient_with_much_to_say_about_fits_as_well(typical_patient, outpatient_site):
    from datetime import UTC, datetime

    from sciatwin.patient import Answer, Medicine
    from sciatwin.plan import plan_infusion
    from sciatwin.twin import Twin

    conditions = typical_patient.conditions.model_copy(
        update={"sleep_apnoea": Answer.YES, "hypertension": Answer.YES, "depression": Answer.YES}
    )
    medicines = tuple(Medicine(name=name) for name in ("oxycodone", "semaglutide", "lamotrigine", "insulin glargine"))
    patient = typical_patient.model_copy(update={"age_yr": 78.0, "conditions": conditions, "medicines": medicines})
    plan = plan_infusion(Twin(patient, draws=60), outpatient_site)
    document = document_of(plan, datetime(2025, 3, 1, tzinfo=UTC))
    pages = PdfReader(paper_of(document)).pages
    sheet = 2 if document.proposes_infusion else 0  # both sides of one paper at most
    assert len(pages) <= MOST_PAGES + sheet
    assert "I have reviewed this plan" in pages[0].extract_text()


@pytest.mark.parametrize("much", [10, 40], ids=["much", "very much"])
def test_a_plan_with_too_much_for_three_pages_takes_more_and_page_one_can_be_signed(much, made):
    document = made("typical").document
    informs = tuple(item.model_copy(update={"way_out": "Watch and write down. " * 20}) for item in document.findings)
    points = tuple(f"{number}: {'something is not answered ' * 12}" for number in range(much))
    full = document.model_copy(update={"findings": informs * 6, "unsigned_because": points})
    pages = [re.sub(r"\s+", " ", page.extract_text()) for page in _pages(full)]
    assert len(pages) > MOST_PAGES + 1
    assert [index for index, text in enumerate(pages) if "I have reviewed this plan" in text] == [0]
    assert all(number in "".join(pages) for number in (f"{much - 1}: something", "0: something"))


def _pages(document):
    return PdfReader(paper_of(document, drawn=False)).pages


def test_emergency_is_one_page_without_a_forecast(pdf, made):
    assert len(pdf("emergency").pages) == 1
    text = _text(pdf("emergency"))
    for item in made("emergency").document.emergencies:
        assert item.call in text
        assert item.by_when in text
    assert "Telephone" in text
    for word in ("Predicted", "untreated", "placebo", "Why", "mg/kg", "What else is open"):
        assert word not in text


def test_each_telephone_number_is_printed_in_its_own_place_only(made):
    numbers = {
        "emergency_telephone": "house 2222",
        "referral_telephone": "spine 4100",
        "patient_telephone": "home 5550",
    }
    for kind, shown in (("emergency", {"spine 4100"}), ("typical", {"house 2222", "home 5550"})):
        plan, document = made(kind).plan, made(kind).document
        session = plan.site.session.model_copy(update=numbers)
        site = plan.site.model_copy(update={"session": session})
        answers = {"referral_telephone": session.referral_telephone}
        if document.conduct:
            assert plan.regimen is not None
            conducted = plan_conduct(plan.patient, plan.regimen, site)
            answers["conduct"] = compose_session.conduct(replace(plan, site=site, conduct=conducted))
        text = " ".join(page.extract_text() for page in _pages(document.model_copy(update=answers)))
        text = re.sub(r"\s+", " ", text)
        assert {number for number in numbers.values() if number in text} == shown


def test_emergency_with_every_red_flag_is_still_one_page(typical_patient, outpatient_site):
    from datetime import UTC, datetime

    from sciatwin.patient import Answer, RedFlags
    from sciatwin.plan import plan_infusion
    from sciatwin.twin import Twin

    every = typical_patient.model_copy(
        update={"red_flags": RedFlags(**dict.fromkeys(RedFlags.model_fields, Answer.YES))}
    )
    plan = plan_infusion(Twin(every, draws=20), outpatient_site)
    document = document_of(plan, datetime(2025, 3, 1, tzinfo=UTC))
    assert len(document.emergencies) == 5
    assert len(PdfReader(paper_of(document, drawn=False)).pages) == 1


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
