"""Racemic ketamine in children after one intravenous bolus."""

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
    "Sherwin CMT, et al. Paediatr Anaesth 2015;25(2):211-216",
    doi="10.1111/pan.12521",
    read_at="PubMed abstract 25212712",
)


def _parameter(value: float, unit: str, meaning: str) -> Parameter:
    return allometric(Estimate(value=value, unit=unit, meaning=meaning, source=SOURCE, place="abstract (at 70 kg)"))


MODEL = PublishedModel(
    key="sherwin_2015",
    title="Racemic ketamine, one bolus, children",
    source=SOURCE,
    evidence="B",
    site=BloodSite.NOT_STATED,
    site_assumed="the sampling site was not found in what was read",
    dosed=Analyte.KETAMINE,
    studied=StudiedPopulation(
        summary="57 children, 1 to 1.5 mg/kg as a bolus, 3 to 6 samples each; ages and weights were not found",
        n_subjects=57,
        healthy=False,
        condition="children given one bolus",
        children_only=True,
    ),
    reference_weight_kg=70,
    parameters={
        "v1": _parameter(20.5, "L", "central volume"),
        "v2": _parameter(220, "L", "peripheral volume"),
        "cl": _parameter(87.9, "L/h", "clearance"),
        "q": _parameter(87.3, "L/h", "distribution clearance"),
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
    valid_for="children after one bolus",
    deviations=(
        "Scaling by weight (0.75 for flows, 1 for volumes) is assumed: the abstract gives values at 70 kg only.",
        "The abstract prints variability of 34 to 98 % without saying of what in the part that was read; variability "
        "is borrowed from Simons 2022 and marked assumed.",
        "The residual error and the sampling site were not found.",
    ),
)
