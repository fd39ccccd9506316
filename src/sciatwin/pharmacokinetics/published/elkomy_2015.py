"""Racemic ketamine in children with congenital heart disease after one intravenous dose."""

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.evidence import (
    Compartment,
    Estimate,
    Flow,
    Parameter,
    PublishedModel,
    Source,
    StudiedPopulation,
    allometric,
)

SOURCE = Source(
    "Elkomy MH, Drover DR, Hammer GB, Galinkin JL, Ramamoorthy C. Int J Pharm 2015;478(1):223-231",
    doi="10.1016/j.ijpharm.2014.11.026",
    read_at="PubMed abstract 25448584",
)


def _parameter(value: float, unit: str, meaning: str) -> Parameter:
    return allometric(Estimate(value=value, unit=unit, meaning=meaning, source=SOURCE, place="abstract (at 70 kg)"))


MODEL = PublishedModel(
    key="elkomy_2015",
    title="Racemic ketamine, one dose, children with congenital heart disease",
    source=SOURCE,
    evidence="B",
    site=BloodSite.NOT_STATED,
    site_assumed="the sampling site was not found in what was read",
    dosed=Analyte.KETAMINE,
    studied=StudiedPopulation(
        summary="21 children of 6 months to 18 years with congenital heart disease, 2 mg/kg, sampled for 8 h",
        n_subjects=21,
        age_yr=(0.5, 18),
        healthy=False,
        condition="children with congenital heart disease",
        children_only=True,
    ),
    reference_weight_kg=70,
    parameters={
        "v1": _parameter(57.3, "L", "central volume"),
        "v2": _parameter(152, "L", "peripheral volume"),
        "cl": _parameter(60.6, "L/h", "clearance"),
        "q": _parameter(73.2, "L/h", "distribution clearance"),
    },
    compartments=(
        Compartment(name="central", analyte=Analyte.KETAMINE, volume="v1"),
        Compartment(name="peripheral"),
    ),
    flows=(
        Flow(source="central", target="peripheral", times=("q",), per=("v1",)),
        Flow(source="peripheral", target="central", times=("q",), per=("v2",)),
        Flow(source="central", target=None, times=("cl",), per=("v1",)),
    ),
    valid_for="children with congenital heart disease, 8 h after one dose",
    deviations=(
        "Variability between people was not found; it is borrowed from Simons 2022 and marked assumed.",
        "The residual error and the sampling site were not found.",
    ),
)
