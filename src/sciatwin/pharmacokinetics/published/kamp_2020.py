"""Racemic ketamine: the weighted-mean three-compartment set of a meta-analysis of 18 studies."""

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
    "Kamp J, Olofsen E, Henthorn TK, van Velzen M, Niesters M, Dahan A. Anesthesiology 2020;133(6):1192-1213",
    doi="10.1097/ALN.0000000000003577",
    read_at="two public codes that agree (opentiva a1814991 and a TypeScript TCI program), which cite Table 2",
)


def _parameter(value: float, unit: str, meaning: str) -> Parameter:
    return allometric(Estimate(value=value, unit=unit, meaning=meaning, source=SOURCE, place="Table 2, 3 compartments"))


MODEL = PublishedModel(
    key="kamp_2020",
    title="Racemic ketamine, meta-analysis, mostly arterial",
    source=SOURCE,
    evidence="C",
    site=BloodSite.MIXED,
    dosed=Analyte.KETAMINE,
    studied=StudiedPopulation(
        summary="18 studies: 11 in healthy adults, 3 in adult patients, 5 in children (one in two groups)",
        healthy=False,
    ),
    reference_weight_kg=70,
    parameters={
        "v1": _parameter(25, "L", "central volume"),
        "v2": _parameter(56, "L", "fast peripheral volume"),
        "v3": _parameter(157, "L", "slow peripheral volume"),
        "cl": _parameter(84, "L/h", "clearance"),
        "q2": _parameter(161, "L/h", "fast distribution clearance"),
        "q3": _parameter(79, "L/h", "slow distribution clearance"),
    },
    compartments=(
        Compartment(name="central", analyte=Analyte.KETAMINE, volume="v1"),
        Compartment(name="fast peripheral"),
        Compartment(name="slow peripheral"),
    ),
    flows=(
        Flow(source="central", target="fast peripheral", times=("q2",), per=("v1",)),
        Flow(source="fast peripheral", target="central", times=("q2",), per=("v2",)),
        Flow(source="central", target="slow peripheral", times=("q3",), per=("v1",)),
        Flow(source="slow peripheral", target="central", times=("q3",), per=("v3",)),
        Flow(source="central", target=None, times=("cl",), per=("v1",)),
    ),
    valid_for="typical adults; the paper's population model with its variability was not found",
    deviations=(
        "Flows scale with weight to the power 0.75; of the two codes read, one scales linearly.",
        "Variability between people is not printed; it is borrowed from Simons 2022 and marked assumed.",
        "The numbers were read in code, not in the paper.",
    ),
)
