"""An average belongs to one drug and one sampling site, and says its weights and their reasons."""

import numpy as np
import pytest

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.errors import ModelError
from sciatwin.evidence import Route
from sciatwin.pharmacokinetics.which_model.averaging import (
    PARTLY_COMPATIBLE_WEIGHT,
    Member,
    ModelAverage,
    average_models,
    averaged_concentration,
)
from sciatwin.pharmacokinetics.which_model.library import MODELS, model_named
from sciatwin.regimen import Infusion

TIMES_H = np.linspace(0, 10, 41)
TEN_MG = {Route.INTRAVENOUS: [Infusion(start_h=0, duration_h=0.5, dose_mg=10)]}


@pytest.fixture
def venous(typical_patient):
    return average_models(typical_patient, BloodSite.VENOUS, Analyte.S_KETAMINE)


def test_only_models_of_the_site_and_drug_take_part(venous):
    assert [member.model.key for member in venous.members] == ["otto_2021", "perez_ruixo_2021"]
    assert sum(member.weight for member in venous.members) == pytest.approx(1)


def test_the_average_is_the_weighted_mean_of_its_models(venous, typical_patient):
    found = averaged_concentration(venous, Analyte.S_KETAMINE, typical_patient, TEN_MG, TIMES_H)
    weights = {member.model.key: member.weight for member in venous.members}
    expected = sum(weights[key] * curve for key, curve in found.by_model.items())
    np.testing.assert_allclose(found.mean, expected, rtol=1e-12)
    curves = np.array(list(found.by_model.values()))
    assert (found.mean[1:] > curves[:, 1:].min(axis=0)).all()
    assert (found.mean[1:] < curves[:, 1:].max(axis=0)).all()


def test_a_compatible_model_counts_more_than_a_partly_compatible_one(typical_patient, monkeypatch):
    from sciatwin.pharmacokinetics.which_model import averaging
    from sciatwin.pharmacokinetics.which_model.applicability import Applicability, FitLevel

    levels = {"otto_2021": FitLevel.COMPATIBLE, "perez_ruixo_2021": FitLevel.PARTLY_COMPATIBLE}
    monkeypatch.setattr(averaging, "applicability", lambda m, _: Applicability(m.key, levels[m.key], ()))
    average = average_models(typical_patient, BloodSite.VENOUS, Analyte.S_KETAMINE)
    weights = {member.model.key: member.weight for member in average.members}
    assert weights["perez_ruixo_2021"] / weights["otto_2021"] == pytest.approx(PARTLY_COMPATIBLE_WEIGHT.value)


def test_incompatible_models_are_left_out_with_the_reason(typical_patient):
    old = typical_patient.model_copy(update={"age_yr": 84.0})
    average = average_models(old, BloodSite.VENOUS, Analyte.S_KETAMINE)
    assert [member.model.key for member in average.members] == ["perez_ruixo_2021"]
    assert "far above anyone studied" in average.left_out["otto_2021"]


def test_given_weights_are_applied_and_told(typical_patient):
    average = average_models(typical_patient, BloodSite.VENOUS, Analyte.S_KETAMINE, weights={"perez_ruixo_2021": 0.25})
    weights = {member.model.key: member.weight for member in average.members}
    assert weights["perez_ruixo_2021"] / weights["otto_2021"] == pytest.approx(0.25)
    assert "× 0.25 as given" in average.explanation


def test_weights_are_explained(venous):
    assert venous.explanation.startswith("venous S-ketamine: otto_2021 50%")
    assert "partly compatible" in venous.explanation


def test_arterial_and_venous_models_cannot_be_averaged(typical_patient):
    both = [model_named("simons_2022"), model_named("otto_2021")]
    for site in BloodSite:
        with pytest.raises(ModelError, match=r"arterial|venous|not stated"):
            average_models(typical_patient, site, Analyte.S_KETAMINE, models=both)


@pytest.mark.parametrize("site", [BloodSite.ARTERIAL, BloodSite.VENOUS, BloodSite.MIXED])
def test_no_way_of_building_an_average_mixes_sites(site):
    for model in MODELS.values():
        if model.site is not site:
            with pytest.raises(ModelError, match="Average each site by itself"):
                ModelAverage(
                    site=site, dosed=model.dosed, members=(Member(model=model, weight=1.0, why=""),), left_out={}
                )


def test_models_without_a_stated_site_are_not_averaged(typical_patient):
    with pytest.raises(ModelError, match="not stated"):
        average_models(typical_patient, BloodSite.NOT_STATED, Analyte.KETAMINE)


def test_racemate_and_s_ketamine_cannot_be_averaged(typical_patient):
    with pytest.raises(ModelError, match="not S-ketamine"):
        average_models(typical_patient, BloodSite.MIXED, Analyte.S_KETAMINE, models=[model_named("kamp_2020")])


def test_a_patient_whom_nothing_fits_gets_no_average(typical_patient):
    child = typical_patient.model_copy(update={"age_yr": 9.0})
    with pytest.raises(ModelError, match="adults only"):
        average_models(child, BloodSite.VENOUS, Analyte.S_KETAMINE)


@pytest.mark.parametrize("weights", [(0.5, 0.4), (1.5, -0.5)])
def test_weights_sum_to_one_and_none_is_negative(weights):
    members = tuple(
        Member(model=model_named(key), weight=weight, why="")
        for key, weight in zip(("otto_2021", "perez_ruixo_2021"), weights, strict=True)
    )
    with pytest.raises(ModelError, match="sum to"):
        ModelAverage(site=BloodSite.VENOUS, dosed=Analyte.S_KETAMINE, members=members, left_out={})
