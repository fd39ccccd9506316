"""Racemic ketamine in children, intravenous; a set of numbers that disagrees with every other model."""

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.evidence import (
    Compartment,
    Estimate,
    Flow,
    Parameter,
    PublishedModel,
    Route,
    Source,
    StudiedPopulation,
    allometric,
)

SOURCE = Source(
    "Hornik, et al. (Pediatric Trials Network), population pharmacokinetics of ketamine in children",
    doi="10.1002/jcph.1116",
    read_at="code of opentiva, class Hornik; population and intramuscular bioavailability in the abstract",
)


def _parameter(value: float, unit: str, meaning: str) -> Parameter:
    return allometric(
        Estimate(value=value, unit=unit, meaning=meaning, source=SOURCE, place="as coded in opentiva (at 70 kg)")
    )


MODEL = PublishedModel(
    key="hornik_2018",
    title="Racemic ketamine, children (WARNING: clearance less than half that of other models)",
    source=SOURCE,
    evidence="C",
    site=BloodSite.NOT_STATED,
    site_assumed="the sampling site was not found in what was read",
    dosed=Analyte.KETAMINE,
    studied=StudiedPopulation(
        summary="113 children (63 intravenous, 50 intramuscular; median 3.3 years, 14 kg), 275 samples",
        n_subjects=113,
        age_yr=(0.02, 17.6),
        weight_kg=(2.4, 176.1),
        healthy=False,
        condition="children of a trials network",
        children_only=True,
    ),
    reference_weight_kg=70,
    parameters={
        "v1": _parameter(32.8, "L", "central volume"),
        "v2": _parameter(152, "L", "peripheral volume"),
        "cl": _parameter(38.9, "L/h", "clearance"),
        "q": _parameter(54.9, "L/h", "distribution clearance"),
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
    missing_routes={
        Route.INTRAMUSCULAR: "the abstract prints a bioavailability of 0.41, but the absorption rate was not found"
    },
    valid_for=(
        "nothing until the paper has been checked: clearance of 38.9 L/h at 70 kg is less than half of every other "
        "model, and 0.5 mg/kg over 40 min gives 496 ng/mL where 185 was observed in adults"
    ),
    deviations=(
        "The numbers were read in code, not in the paper; the year in the key was not shown in what was read.",
        "Variability between people was not found; it is borrowed from Simons 2022 and marked assumed.",
        "The residual error and the sampling site were not found.",
    ),
)
