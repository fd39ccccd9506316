"""Beyond leg pain: page, PDF and terminal say what the document says, and nothing where nothing may be predicted."""

import re

import pytest
from pypdf import PdfReader

from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.answers.sources import source_record
from sciaclinic.render.figures import figure_svg
from sciaclinic.render.plan_paper import MOST_PAGES
from sciatwin.patient import Answer, Medicine, read_patient
from sciatwin.plan import plan_infusion
from sciatwin.questionnaires import Questionnaires
from sciatwin.twin import Twin
from support.drawn_plan import document_of, figures_of, page_of, paper_of, terminal_of

COMPARED = ("typical", "recent")
NO_DOSE = ("blocked", "unmeasured", "unanswered")
FEW_DRAWS = 60


def _words(text):
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ")).strip()


def _cells(row):
    return [_words(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]


def _table(html, caption):
    """Rows of the page's table with this caption, each a list of words."""
    found = [part for part in re.findall(r"<table.*?</table>", html, re.DOTALL) if caption in _words(part)]
    assert len(found) == 1, caption
    return [_cells(row) for row in re.findall(r"<tr.*?</tr>", found[0], re.DOTALL)][1:]


def _decimal(value):
    return f"{round(value, 1) + 0.0:.1f}".replace("-", "−")


def _percent(value):
    return f"{round(100 * value) + 0}".replace("-", "−")


def _shown(score, value):
    """As a reader would round it: a probability of almost nothing is not called 0."""
    if score.unit != "1":
        return _decimal(value)
    return {"0": "< 1 %", "100": "> 99 %"}.get(_percent(value), f"{_percent(value)} %")


def _changed(patient, part, **values):
    return patient.model_copy(update={part: getattr(patient, part).model_copy(update=values)})


@pytest.fixture(scope="session")
def other(typical_patient, outpatient_site, examples, made):
    """Plans that are needed here only: (plan, document, figures)."""
    patients = {
        "no questionnaire": _changed(typical_patient, "sciatica", duration_days=20.0).model_copy(
            update={"questionnaires": Questionnaires()}
        ),
        "red flag": read_patient(examples / "blocked.yaml"),
        "everything": _changed(
            typical_patient.model_copy(
                update={
                    "age_yr": 61.0,
                    "medicines": (
                        *typical_patient.medicines,
                        Medicine(name="oxycodone", dose="10 mg", times_per_day=2, route="oral"),
                    ),
                }
            ),
            "conditions",
            hypertension=Answer.UNKNOWN,
        ),
    }
    done = {}

    def make(name):
        if name not in done:
            plan = plan_infusion(Twin(patients[name], draws=FEW_DRAWS), outpatient_site)
            created_at = made("typical").document.created_at
            document = document_of(plan, created_at)
            done[name] = plan, document, figures_of(document)
        return done[name]

    return make


def _terminal(document):
    return _words(terminal_of(document, 80))


def _pdf(document, figures):
    reader = PdfReader(paper_of(document))
    return reader, _words(" ".join(page.extract_text() for page in reader.pages))


# ---- outcomes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", COMPARED)
def test_outcomes_are_shown_at_the_review_week_and_at_week_12(kind, made):
    document = made(kind).document
    weeks = {
        outcome: [s.week for s in document.scores if s.outcome == outcome] for outcome in ("depression", "anxiety")
    }
    assert weeks == {"depression": [document.review_week, 12], "anxiety": [document.review_week, 12]}


@pytest.mark.parametrize("kind", COMPARED)
def test_outcomes_on_the_page_are_those_of_the_document(kind, made, html):
    document = made(kind).document
    rows = _table(html(kind), "what the drug alone does")
    assert len(rows) == len(document.scores)
    for row, score in zip(rows, document.scores, strict=True):
        name, today, week, *arms, by_drug, important = row
        assert name.casefold().startswith(score.meaning.casefold())
        assert week.split()[0] == str(score.week)
        assert today == ("–" if score.today is None else f"{score.today:g}")
        assert arms == [_shown(score, arm.mean) for arm in (score.untreated, score.placebo, score.treated)]
        assert important == (" or ".join(f"{change:g}" for change in score.important_changes) or "–")
        number = _percent if score.unit == "1" else _decimal
        assert by_drug.startswith(number(score.by_drug.mean))
        if "assumed" not in by_drug:
            assert f"({number(score.by_drug.low)} to {number(score.by_drug.high)})" in by_drug


@pytest.mark.parametrize("kind", COMPARED)
def test_what_the_drug_alone_does_is_ketamine_less_placebo(kind, made):
    for score in made(kind).document.scores:
        assert score.by_drug.mean == pytest.approx(score.treated.mean - score.placebo.mean, abs=1e-9)


@pytest.mark.parametrize("kind", COMPARED)
def test_function_does_not_follow_the_drug_and_the_page_says_why(kind, made, html):
    document = made(kind).document
    for score in document.scores:
        if score.outcome in ("disability", "roland_morris"):
            assert (score.by_drug.low, score.by_drug.high) == (0, 0)
    rows = _table(html(kind), "what the drug alone does")
    assert all(row[-2] == "0.0, assumed" for row in rows if row[0].startswith("Disability"))
    for text in (_words(html(kind)), _terminal(document), _pdf(document, made(kind).figures)[1]):
        assert "the trials that measured it saw no gain" in text


@pytest.mark.parametrize("kind", NO_DOSE)
def test_without_an_infusion_only_the_untreated_arm_is_shown(kind, made, html):
    document = made(kind).document
    assert document.scores
    assert all(s.treated is None and s.placebo is None and s.by_drug is None for s in document.scores)
    rows = _table(html(kind), "Without treatment")
    untreated = [row[3].split(" (")[0] for row in rows]
    assert untreated == [_shown(s, s.untreated.mean) for s in document.scores if s.unit != "1"] + [
        f"{_percent(s.untreated.mean)} %" for s in document.scores if s.unit == "1"
    ]


def test_score_that_was_not_measured_is_named_and_not_predicted(other):
    _, document, figures = other("no questionnaire")
    assert {score.outcome for score in document.scores} == {"much_improved"}
    names = [item.name for item in document.scores_not_measured]
    assert len(names) == 6
    for text in (_words(page_of(document)), _terminal(document), _pdf(document, figures)[1]):
        said = text[text.index("Not measured today") :]
        for name in ("PHQ-9", "GAD-7", "Insomnia Severity Index", "Oswestry Disability Index", "Brief Pain Inventory"):
            assert name in said[:400]


def test_somebody_without_opioids_is_not_asked_to_count_them(made):
    assert not made("typical").document.scores_not_measured
    assert [item.outcome for item in made("unanswered").document.scores_not_measured] == ["opioid"]


def test_opioid_use_is_counted_in_milligrams_a_day_and_stays_without_a_taper(other):
    _, document, _ = other("everything")
    opioid = [score for score in document.scores if score.outcome == "opioid"]
    assert opioid
    assert all(s.today == s.treated.mean == s.untreated.mean == 30 for s in opioid)  # 20 mg oxycodone × 1.5
    text = _words(page_of(document))
    assert "mg/day" in text
    assert "no taper is assumed" in text


# ---- side effects ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", COMPARED)
def test_side_effects_on_the_page_are_those_of_the_document(kind, made, html):
    document = made(kind).document
    rows = _table(html(kind), "Chance in the strongest session")
    assert [row[0].casefold() for row in rows] == [effect.name for effect in document.side_effects]
    for row, effect in zip(rows, document.side_effects, strict=True):
        if effect.probability is None:
            assert row[1] == "frequency unknown"
        else:
            low, high = _percent(effect.probability.low), _percent(effect.probability.high)
            assert row[1] == f"{_percent(effect.probability.mean)} % ({low} to {high})"


def test_every_side_effect_with_a_known_frequency_has_a_chance(made):
    chances = {effect.key: effect.probability for effect in made("typical").document.side_effects}
    assert {key for key, chance in chances.items() if chance is None} == {"headache", "psychotomimetic"}
    assert all(0 < c.low <= c.mean <= c.high < 1 for c in chances.values() if c)


@pytest.mark.parametrize("kind", COMPARED)
def test_unknown_frequency_is_called_unknown_everywhere(kind, made, html):
    document = made(kind).document
    for text in (_words(html(kind)), _terminal(document), _pdf(document, made(kind).figures)[1]):
        assert re.search(r"Headache.{0,40}frequency unknown", re.sub(r"<[^>]+>", " ", text))


@pytest.mark.parametrize("kind", COMPARED)
def test_peak_of_the_cadss_is_that_of_the_course(kind, made, html):
    plan, document = made(kind).plan, made(kind).document
    course = made(kind).twin.simulate(plan.compared.regimen)
    highest = course["cadss"].max("time").to_numpy()
    assert document.risks.cadss.mean == pytest.approx(highest.mean())
    row = next(row for row in _table(html(kind), "Highest values of the course") if "CADSS" in row[0])
    assert row[1].startswith(f"{highest.mean():.0f} points")


def test_who_reacts_with_more_pressure_is_told_without_a_number(other):
    _, document, _ = other("everything")
    assert {item.what: item.is_known for item in document.pressure_rises_more} == {
        "hypertension": False,
        "age of 50 or more": True,
        "female sex": True,
    }
    assert "hypertension, which is unknown here" in _words(page_of(document))


@pytest.mark.parametrize("kind", COMPARED)
def test_liver_and_bladder_are_spoken_of_where_sessions_repeat(kind, made, html):
    document = made(kind).document
    assert (document.regimen or document.compared).visits > 1
    assert {item.organ for item in document.organs} >= {"liver", "bladder"}
    for text in (_words(html(kind)), _terminal(document), _pdf(document, made(kind).figures)[1]):
        assert "Liver and bladder" in text
        assert "Measure ALT, AST, ALP, GGT and bilirubin" in text


# ---- what else is open -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", COMPARED)
def test_ketamine_stands_beside_the_other_treatments(kind, made, html):
    pathway = made(kind).document.pathway
    ketamine, *others = _table(html(kind), "Points less leg pain (0 to 10) than the comparison")
    assert [row[0].casefold() for row in others] == [option.name.casefold() for option in pathway.options]
    for cell, window in zip(ketamine[2:5], pathway.windows, strict=True):
        gain = window.ketamine
        shown = f"{_decimal(gain.mean)} ({_decimal(gain.low)} to {_decimal(gain.high)})" if gain else "not predicted"
        assert cell == shown


def test_published_effects_on_the_page_are_those_of_the_evidence(html):
    """Liu 2023: surgery 12.1 of 100 up to 6 weeks; Mathieson 2017: pregabalin 0.5 worse at week 8."""
    rows = {row[0]: row for row in _table(html("typical"), "Points less leg pain (0 to 10) than the comparison")}
    assert rows["Surgery"][2] == "1.2 (0.1 to 2.4)"
    assert rows["Gabapentinoid"][3] == "−0.5 (−1.2 to 0.2)"
    assert rows["NSAID"][3:5] == ["–", "–"]


@pytest.mark.parametrize("kind", NO_DOSE)
def test_without_an_infusion_the_others_are_shown_alone(kind, made, html):
    document = made(kind).document
    assert all(window.ketamine is None for window in document.pathway.windows)
    rows = _table(html(kind), "Points less leg pain (0 to 10) than the comparison")
    assert "Ketamine" not in {row[0] for row in rows}
    figure = next(figure for figure in made(kind).figures if figure.key == "alternatives")
    assert "ketamine" not in figure.alt + figure_svg(figure)


def test_red_flag_comes_before_everything_else_that_is_open(other):
    _, document, figures = other("red flag")
    assert document.is_blocked
    assert document.pathway is None
    assert not figures
    for text in (_words(page_of(document)), _terminal(document), _pdf(document, figures)[1]):
        assert "What else is open" not in text


def test_figure_of_the_alternatives_is_told_in_words(made):
    plan, figures = made("typical").plan, made("typical").figures
    alt = next(figure.alt for figure in figures if figure.key == "alternatives")
    assert f"ketamine {_decimal(plan.pathway.windows[0].ketamine.mean)}" in alt
    for name in ("supervised exercise", "NSAID", "gabapentinoid", "epidural steroid", "surgery"):
        assert name in alt


# ---- nothing for whom nothing may be predicted -------------------------------------------------------------------


@pytest.mark.parametrize("kind", NO_DOSE)
def test_patient_without_a_dose_is_shown_no_side_effect(kind, made, html):
    document = made(kind).document
    assert not any((document.side_effects, document.organs, document.pressure_rises_more, document.risks))
    for text in (_words(html(kind)), _terminal(document), _pdf(document, made(kind).figures)[1]):
        for words in ("Side effects of a session", "Liver and bladder", "Drug alone", "CADSS", "Placebo means"):
            assert words not in text


@pytest.mark.parametrize("field", ["side_effects", "organs", "pressure_rises_more", "scores", "pathway", "weeks"])
def test_document_of_a_blocked_patient_cannot_hold_what_ketamine_does(field, made):
    blocked, typical = made("blocked").document, made("typical").document
    forged = blocked.model_copy(update={field: getattr(typical, field)})
    with pytest.raises(ValueError, match="no prediction of what ketamine does"):
        PlanDocument.model_validate(forged.model_dump())


# ---- words -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", COMPARED)
def test_placebo_is_explained_once(kind, made, html):
    document = made(kind).document
    for text in (_words(html(kind)), _terminal(document), _pdf(document, made(kind).figures)[1]):
        assert text.count("inert infusions that the patient believes in as much as in ketamine") == 1


@pytest.mark.parametrize("kind", COMPARED)
def test_fragility_speaks_of_the_probability_that_relief_carries_over(kind, html):
    text = _words(html(kind))
    assert "weight of the account" not in text
    assert "robability that relief which lasts in other pain also holds in sciatica" in text


def test_sources_of_what_is_shown_are_listed(made):
    document = made("typical").document
    listed = {source.link or source.citation for source in document.sources}
    shown = [item.source for item in (*document.side_effects, *document.organs)]
    effects = [effect for option in document.pathway.options for effect in option.effects]
    shown += [source_record(effect.source) for effect in effects]
    assert {source.link or source.citation for source in shown} <= listed


def test_plan_with_everything_in_it_still_fits_on_three_pages(other):
    _, document, figures = other("everything")
    reader, _ = _pdf(document, figures)
    texts = [page.extract_text() for page in reader.pages]
    sheet = next(index for index, text in enumerate(texts) if "Order and session sheet" in text)
    assert sheet <= MOST_PAGES
    assert len(texts) - sheet <= 2  # both sides of one paper
