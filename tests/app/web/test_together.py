"""Together: three times a hundred people, gains as dots, what matters; two pages to take home that a child can read."""

import io
import re

import pypdf
import pytest

from sciaclinic.answers.aid.aid import decision_aid
from sciaclinic.answers.aid.texts import Language, texts_in
from sciaclinic.episode.kinds import Kind
from sciaclinic.episode.roles import Role
from sciaclinic.episode.what_matters import WHAT_MATTERS
from sciaclinic.records.episodes import episode_of
from sciaclinic.services.clinic import planning
from support.readability import school_year

pytestmark = pytest.mark.usefixtures("quick_plans")
TWELVE_YEARS = 7
"""School year of children of twelve."""


def _planned(clinic, example="typical"):
    key = clinic.episode(example)
    return key, planning.propose(clinic.desk(), key).document


def _episode(clinic, key):
    with clinic.records.reading() as connection:
        return episode_of(connection, key).episode


def _full(svg):
    return len(re.findall(r'<circle [^>]*fill="currentColor"', svg))


def test_before_there_is_a_plan_the_page_says_what_will_stand_here(clinic):
    client, key = clinic.browser(), clinic.episode()
    assert "Nothing to look at yet" in client.get(f"/episodes/{key}/together").text
    assert client.get(f"/episodes/{key}/decision-aid.pdf").status_code == 422


def test_each_arm_is_a_hundred_people_with_as_many_full_as_the_plan_says(clinic):
    key, document = _planned(clinic)
    page = clinic.browser().get(f"/episodes/{key}/together").text
    arms = re.findall(r'<figure class="hundred (\w+)">.*?(<svg.*?</svg>)', page, re.DOTALL)
    assert [arm for arm, _ in arms] == ["treated", "placebo", "untreated"]
    for arm, svg in arms:
        assert svg.count("<circle") == 100
        assert _full(svg) == round(100 * getattr(document.better, f"{arm}_probability"))


def test_the_dots_are_fifty_and_as_many_are_full_as_reach_what_is_worthwhile(clinic):
    key, document = _planned(clinic)
    page = clinic.browser().get(f"/episodes/{key}/together").text
    svg = re.search(r'<figure class="dots">(.*?)</figure>', page, re.DOTALL)[1]
    assert svg.count("<circle") == 50
    reach = sum(gain >= document.least_worthwhile_gain_points for gain in document.better.gain_over_untreated_points)
    assert _full(svg) == reach
    # The same people are counted for the decision, averaged exactly: within the error of 200 draws.
    assert 2 * reach / 100 == pytest.approx(document.in_hundred.with_ketamine_probability, abs=0.08)


def test_every_link_and_form_of_the_page_leads_somewhere(clinic):
    key, _ = _planned(clinic)
    client = clinic.browser()
    page = client.get(f"/episodes/{key}/together").text
    links = [link for link in re.findall(r'(?:href|action)="(/episodes/[^"#]*)', page) if "together/" not in link]
    assert f"/episodes/{key}/decision-aid.pdf?language=en" in links
    routes = clinic.app.openapi()["paths"]
    for link in set(links):
        assert link.partition("?")[0].replace(key, "{key}") in routes, link
    actions = re.findall(r'action="([^"?]*together/[^"?]*)', page)
    assert {action.replace(key, "{key}") for action in actions} <= set(routes)
    assert len(actions) == 2


def test_in_an_emergency_nothing_is_weighed(clinic):
    key, _ = _planned(clinic, "blocked")
    client = clinic.browser()
    assert "A red flag comes first" in client.get(f"/episodes/{key}/together").text
    assert client.get(f"/episodes/{key}/decision-aid").status_code == 409


def test_what_matters_is_kept_shown_and_printed(clinic):
    key, _ = _planned(clinic)
    client = clinic.browser(Role.NURSE)
    client.post(f"/episodes/{key}/together/weights", data={"less_pain": "3", "few_visits": "0"})
    assert _episode(clinic, key).last(Kind.WEIGHED).body == {"weights": {"less_pain": 3, "few_visits": 0}}
    page = client.get(f"/episodes/{key}/together").text
    assert re.search(r'name="less_pain" value="3" checked', page)
    assert "the planner does not use it" in page.replace("\n      ", " ")
    assert client.post(f"/episodes/{key}/together/weights", data={"less_pain": "4"}).status_code == 422


def test_a_wish_that_the_planner_uses_makes_the_plan_one_of_before(clinic):
    key, _ = _planned(clinic)
    client = clinic.browser()
    client.post(f"/episodes/{key}/together/goals", data={"least_gain": "3", "most_visits": "2"})
    patient = planning.intake.patient_of(_episode(clinic, key), clinic.desk())
    assert (patient.goals.least_worthwhile_gain, patient.goals.most_visits) == (3, 2)
    assert "An answer has changed" in client.get(f"/episodes/{key}/together").text
    assert client.post(f"/episodes/{key}/together/goals", data={"most_visits": "many"}).status_code == 422


def test_after_the_signature_wishes_and_weights_stay_as_they_are(clinic):
    key = clinic.signed_episode()
    client = clinic.browser()
    assert client.get(f"/episodes/{key}/together").status_code == 200
    assert client.post(f"/episodes/{key}/together/weights", data={"less_pain": "3"}).status_code == 409
    assert client.post(f"/episodes/{key}/together/goals", data={"most_visits": "2"}).status_code == 409


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("example", ["typical", "likely_recovers"])
def test_the_aid_is_two_pages_in_each_language(clinic, example, language):
    key, _ = _planned(clinic, example)
    client = clinic.browser()
    paper = client.get(f"/episodes/{key}/decision-aid.pdf?language={language}").content
    pages = pypdf.PdfReader(io.BytesIO(paper)).pages
    assert len(pages) == 2
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert texts_in(language)["not_reviewed"] in words
    assert client.get(f"/episodes/{key}/decision-aid.pdf?language={language}").content == paper
    page = client.get(f"/episodes/{key}/decision-aid?language={language}").text
    assert f'<html lang="{language}">' in page
    assert texts_in(language)["not_reviewed"] in page


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("example", ["typical", "likely_recovers"])
def test_a_child_of_twelve_can_read_the_aid(clinic, example, language, monkeypatch):
    _, document = _planned(clinic, example)
    aid = decision_aid(document, language)
    sentences = [text.rstrip(":.?") + "." for section in aid.sections for text in section.words]
    assert len(sentences) > 30
    assert school_year(" ".join(sentences), language.value, monkeypatch) <= TWELVE_YEARS


@pytest.mark.parametrize(
    ("language", "hard"),
    [
        ("en", "Pharmacological intervention necessitates multidisciplinary evaluation of individual comorbidities."),
        (
            "de",
            "Pharmakologische Interventionen erfordern interdisziplinäre Begutachtung.",
        ),
    ],
)
def test_the_measure_of_reading_tells_hard_from_easy(language, hard, monkeypatch):
    assert school_year(hard, language, monkeypatch) > TWELVE_YEARS


def test_both_languages_say_the_same_things():
    english, german = (texts_in(language) for language in Language)

    def shape(value):
        if isinstance(value, dict):
            return {name: shape(item) for name, item in value.items()}
        if isinstance(value, list):
            return [shape(item) for item in value]
        return sorted(re.findall(r"\{\w+\}", value))

    assert shape(english) == shape(german)
    assert set(english["weights"]) == set(WHAT_MATTERS)
