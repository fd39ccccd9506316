"""The decision aid says what the plan says, claims what a source says, and tells every sign of danger."""

import json
import re
from pathlib import Path

import pytest

from sciaclinic.answers.aid.aid import decision_aid
from sciaclinic.answers.aid.texts import (
    Language,
    other_danger_signs,
    red_flag_texts,
    sentences,
    sources_of,
    texts_in,
)
from sciaclinic.answers.evidence.sources.compose import sources_within
from sciaclinic.answers.evidence.sources.holders import source_holders
from sciaclinic.answers.plan.document import PlanDocument
from sciaclinic.render import aid as aid_pages
from sciaclinic.render.set_pages import PaperError
from sciaclinic.services.clinic.diary_questions import RED_FLAGS, TOLD_TO_CALL
from sciatwin.observation.seen.side_effect_seen import SideEffect
from sciatwin.patient.complaint import RedFlags
from sciatwin.plan.sheet.row_files import all_rows
from sciatwin.plan.sheet.settings import SessionSettings
from sciatwin.plan.told.better import BetterThanToday

STORED = Path(__file__).parents[2] / "data" / "documents" / "plan.json"
LANGUAGES = pytest.mark.parametrize("language", list(Language))
ROWS = {row.key: row for row in all_rows()}
CLAIMING = ("about", "harms_after", "else", "unknown")
"""Sections that claim something of the world beside the plan."""
IN_THE_ADVICE = {
    "bladder_bowel_or_sexual_disturbance": "bladder, bowel or sexual trouble",
    "saddle_numbness": "numbness",
    "deficit_in_both_legs": "weakness",
    "becoming_bilateral": "pain in the other leg",
    "progressive_weakness_or_foot_drop": "weakness",
    "fever_or_unwell": "fever",
    "breathing": "breathing trouble",
    "chest_pain": "chest pain",
    "rash": "rash",
    "suicide": "thoughts of suicide",
}
"""Sign of danger → how the row ``return_advice`` names it."""


@pytest.fixture(scope="module")
def plan():
    said = json.loads(STORED.read_text(encoding="utf-8"))
    del said["seal"]
    return PlanDocument.model_validate(said)


def _with_session(plan, **settings):
    session = SessionSettings.model_validate(settings)
    return plan.model_copy(update={"clinic": plan.clinic.model_copy(update={"session": session})})


def _with_better(plan, *, treated, placebo, gains=50):
    better = BetterThanToday(
        week=4,
        least_gain_points=2,
        from_points=6,
        untreated_probability=0.1,
        placebo_probability=placebo,
        treated_probability=treated,
        gain_over_untreated_points=tuple(index / 10 for index in range(gains)),
        gain_over_placebo_points=(),
    )
    return plan.model_copy(update={"better": better})


def _words(aid, key):
    section = aid.section(key)
    return " ".join((*section.says, *section.after))


@LANGUAGES
@pytest.mark.parametrize("own", [None, "36 h"])
def test_the_aid_forbids_driving_as_long_as_the_plan_does(plan, language, own):
    hours = own or ROWS["driving"].values["no_driving"]
    asked = _with_session(plan, **({"no_driving": own} if own else {}))
    says = _words(decision_aid(asked, language), "time")
    assert f"{hours.removesuffix(' h')} {'hours' if language is Language.ENGLISH else 'Stunden'}" in says
    assert "night of sleep" in ROWS["driving"].says
    assert ("slept for a night" if language is Language.ENGLISH else "eine Nacht geschlafen") in says


@LANGUAGES
@pytest.mark.parametrize("minutes", [15, 30])
def test_the_aid_promises_no_closer_watch_than_the_plan(plan, language, minutes):
    clinic = plan.clinic
    capabilities = clinic.capabilities.model_copy(update={"monitoring_interval_h": minutes / 60})
    asked = plan.model_copy(update={"clinic": clinic.model_copy(update={"capabilities": capabilities})})
    says = _words(decision_aid(asked, language), "harms")
    assert f" {minutes} {'minutes' if language is Language.ENGLISH else 'Minuten'}" in says
    assert "without a break" in ROWS["monitoring"].says
    assert ROWS["staff"].says.startswith("Stays with the patient")
    assert "all the time" not in says


@LANGUAGES
def test_a_claim_about_the_world_has_its_sources(language):
    known = {f"{kind}/{name}": any(True for _ in sources_within(holder)) for kind, name, holder in source_holders()}
    sections = texts_in(language)["sections"]
    named = [source for section in sections.values() for found in sources_of(section) for source in found]
    assert not [source for source in named if not known.get(source)]
    for key in CLAIMING:
        for says, found in zip(sentences(sections[key]), sources_of(sections[key]), strict=True):
            is_of_the_plan = "{" in says or says in OF_THE_TALK[language]
            assert found or is_of_the_plan, says


OF_THE_TALK = {
    Language.ENGLISH: {
        "Ketamine is a drug. It runs slowly into a vein. That is called an infusion, or a drip.",
        "You may say yes or no, or not yet. You can stop at any time. We will care for you just as well.",
        "These are best guesses. The true number may lie anywhere in the brackets. Where there are none, no one knows "
        "how far off it is.",
    },
    Language.GERMAN: {
        "Ketamin ist ein Medikament. Es läuft langsam in eine Vene. Das heißt Infusion.",
        "Sie dürfen Ja sagen, Nein, oder noch nicht. Sie können jederzeit aufhören. Wir sind immer genauso gut für Sie "
        "da.",
        "Das ist nur geschätzt. Die wahre Zahl kann überall in der Klammer liegen. Wo keine steht, weiß niemand, wie "
        "genau sie ist.",
    },
}
"""Sentences that say what words mean, what the patient may do, or what stands on the page."""


@LANGUAGES
def test_each_sign_of_danger_stands_in_the_aid_the_diary_and_the_advice(plan, language):
    signs = {**red_flag_texts(language), **other_danger_signs(language)}
    assert decision_aid(plan, language).section("danger").points == tuple(signs.values())
    assert signs.keys() == RED_FLAGS.keys() | TOLD_TO_CALL.keys() == IN_THE_ADVICE.keys()
    assert red_flag_texts(language).keys() <= RedFlags.model_fields.keys()
    for sign, named in IN_THE_ADVICE.items():
        assert named in " ".join(ROWS["return_advice"].says.split()), sign


def test_diary_and_aid_use_the_same_words():
    assert dict(RED_FLAGS) == dict(red_flag_texts(Language.ENGLISH))


@pytest.mark.parametrize(
    ("treated", "placebo", "says"),
    [
        (0.4, 0.25, "helps about 15 of 100"),
        (0.3, 0.3, "helps fewer than 1 of 100"),
        (0.2, 0.25, "about 5 of 100 fewer get that much better"),
    ],
)
def test_a_drug_that_does_harm_is_not_said_to_do_nothing(plan, treated, placebo, says):
    aid = decision_aid(_with_better(plan, treated=treated, placebo=placebo), Language.ENGLISH)
    assert says in _words(aid, "people")


@pytest.mark.parametrize(("gains", "each"), [(50, "2"), (100, "1"), (20, "5")])
def test_a_circle_stands_for_as_many_people_as_it_says(plan, gains, each):
    aid = decision_aid(_with_better(plan, treated=0.4, placebo=0.2, gains=gains), Language.ENGLISH)
    assert f"Each circle is {each} of 100" in _words(aid, "dots")


@LANGUAGES
def test_a_harm_stands_with_the_range_that_the_plan_predicts(plan, language):
    says = {harm.says for harm in decision_aid(plan, language).section("harms").harms}
    for effect in plan.side_effects:
        if effect.probability is not None and effect.key != SideEffect.ANY:
            low, high = (round(100 * value) for value in (effect.probability.low, effect.probability.high))
            assert any(re.search(rf"\({low} \w+ {high}\)", text) for text in says), effect.key


def test_as_many_have_any_side_effect_as_have_the_most_frequent_one(plan):
    harms = decision_aid(plan, Language.ENGLISH).section("harms").harms
    anything = next(harm for harm in harms if "one side effect or more" in harm.says)
    assert anything.count == max(round(100 * item.probability.mean) for item in plan.side_effects if item.probability)


def test_an_aid_that_needs_more_than_two_pages_is_refused_in_words(plan):
    telephone = "555 0100; after 18:00 and on Sundays 555 0200, the nurse on call of the ward"
    aid = decision_aid(_with_session(plan, patient_telephone=telephone), Language.GERMAN)
    long = aid.second[0].__class__("else", "x", says=("word " * 2000,))
    with pytest.raises(PaperError, match="does not fit on 2 pages"):
        aid_pages.aid_paper(aid.__class__(**{**vars(aid), "second": (*aid.second, long)}))
    assert aid_pages.aid_paper(aid).startswith(b"%PDF")
