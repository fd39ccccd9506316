"""A ratio is given for the route it was studied by and no other; elsewhere it is a direction that says so."""

import pytest

from sciatwin.evidence import Route
from sciatwin.pharmacokinetics.interactions import (
    DrugInteraction,
    ExposureChange,
    drug_interactions,
    interaction_effects,
    person_facts,
)
from sciatwin.pharmacokinetics.which_model.library import MODELS

VEIN, MOUTH, NOSE = Route.INTRAVENOUS, Route.ORAL, Route.INTRANASAL


def _has_a_size(fact):
    return fact.auc_ratio is not None or fact.cmax_ratio is not None


@pytest.mark.parametrize(
    ("medicine", "route", "auc_ratios"),
    [
        ("clarithromycin", MOUTH, [2.6]),
        ("ticlopidine", MOUTH, [2.4]),
        ("grapefruit juice", MOUTH, [3.0]),
        ("rifampicin", MOUTH, [0.14]),
        ("St John's wort", MOUTH, [0.42]),
        ("ticlopidine", NOSE, [1.29]),
        ("rifampicin", VEIN, [0.86, 0.90]),
    ],
)
def test_studied_route_gives_the_printed_ratio(medicine, route, auc_ratios):
    effects = interaction_effects([medicine], route)
    assert [effect.auc_ratio for effect in effects] == auc_ratios
    assert all(_has_a_size(effect) and effect.route is route for effect in effects)


@pytest.mark.parametrize("route", Route)
def test_a_ratio_never_leaves_its_route(route):
    names = [fact.medicine for fact in drug_interactions()]
    for effect in interaction_effects(names, route):
        assert effect.route is route
        if _has_a_size(effect):
            assert effect.fact.route is route


@pytest.mark.parametrize("medicine", ["clarithromycin", "grapefruit juice", "St John's wort", "ticlopidine"])
def test_oral_ratio_asked_for_an_infusion_is_a_direction_that_says_so(medicine):
    effects = interaction_effects([medicine], VEIN)
    assert effects
    for effect in effects:
        assert effect.auc_ratio is effect.cmax_ratio is effect.norketamine_auc_ratio is None
        assert effect.direction in {ExposureChange.RAISES, ExposureChange.LOWERS}
        assert "not studied by the intravenous route" in effect.says
        assert "size unknown" in effect.says


def test_only_rifampicin_has_an_intravenous_ratio():
    found = {fact.medicine for fact in drug_interactions() if fact.route is VEIN and _has_a_size(fact)}
    assert found == {"rifampicin"}


def test_a_direction_without_size_is_shown_as_such():
    (effect,) = interaction_effects(["phenobarbital"], VEIN)
    assert effect.direction is ExposureChange.LOWERS
    assert not _has_a_size(effect)
    assert "size was not found" in effect.says
    (nasal,) = interaction_effects(["clarithromycin"], NOSE)
    assert not _has_a_size(nasal)


def test_no_effect_found_is_told_too():
    (effect,) = interaction_effects(["itraconazole"], MOUTH)
    assert effect.direction is ExposureChange.NO_CHANGE
    assert "none was found" in effect.says


@pytest.mark.parametrize("entered", ["Rifampicin 600 mg", "rifampin", "RIFAMPICIN", "  rifampicin daily"])
def test_medicines_are_recognised_as_people_write_them(entered):
    effects = interaction_effects([entered], VEIN)
    assert [effect.medicine for effect in effects] == [entered] * 2


@pytest.mark.parametrize("entered", ["St John’s wort", "St. John's wort", "hypericum extract"])
def test_st_johns_wort_has_many_spellings(entered):
    assert interaction_effects([entered], MOUTH)


@pytest.mark.parametrize("other", ["paracetamol", "rifaximin", "aspirin", ""])
def test_a_medicine_without_facts_gives_nothing(other):
    assert interaction_effects([other], VEIN) == ()


def test_every_fact_has_a_source_and_one_key():
    facts = (*drug_interactions(), *person_facts())
    assert len({fact.key for fact in facts}) == len(facts)
    assert all(fact.source and fact.url.startswith("http") for fact in facts)


def test_person_facts_name_models_that_have_them():
    named = {fact.in_model for fact in person_facts() if fact.in_model}
    assert named == {"perez_ruixo_2021", "hijazi_2003", "flint_2017"}
    assert named <= set(MODELS)


def test_a_fact_whose_direction_contradicts_its_ratio_is_refused():
    with pytest.raises(ValueError, match="is not 'lowers'"):
        DrugInteraction(
            key="wrong", medicine="x", victim="S-ketamine", route="oral", direction="lowers", auc_ratio=2.0,
            source="nobody", url="https://example.org",
        )  # fmt: skip
