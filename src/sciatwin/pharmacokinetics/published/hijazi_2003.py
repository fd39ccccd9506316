"""Racemic ketamine in intensive-care patients with brain or spinal cord injury."""

from math import log1p

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.evidence import Compartment, Estimate, Flow, Parameter, PublishedModel, Source, Status, StudiedPopulation

SOURCE = Source(
    "Hijazi, et al. Br J Anaesth, February 2003",
    doi="10.1093/bja/aeg028",
    read_at="code of opentiva, class Hijazi; the abstract gives the same clearance and half-life",
)


def _parameter(value: float, unit: str, meaning: str, omega_squared: Estimate | None = None) -> Parameter:
    typical = Estimate(value=value, unit=unit, meaning=meaning, source=SOURCE, place="as coded in opentiva")
    volume = unit == "L/kg"
    return Parameter(
        typical=typical,
        dimension="pk volume" if volume else "pk rate",
        role=meaning,
        weight_exponent=1.0 if volume else 0.0,
        omega_squared=omega_squared,
    )


_SPREAD_OF_CLEARANCE = Estimate(
    value=log1p((13.3 / 36.0) ** 2),
    unit="1",
    meaning="variance between people of log elimination rate",
    status=Status.DERIVED,
    source=SOURCE,
    place="abstract",
    reason="clearance 36.0 mL/min/kg with sd 13.3 in the abstract, all of it put on the elimination rate",
)

MODEL = PublishedModel(
    key="hijazi_2003",
    title="Racemic ketamine, intensive care, brain or spinal cord injury",
    source=SOURCE,
    evidence="C+",
    site=BloodSite.NOT_STATED,
    site_assumed="the sampling site was not found in what was read",
    dosed=Analyte.KETAMINE,
    studied=StudiedPopulation(
        summary="12 patients in adult intensive care with brain or spinal cord injury; ages and weights were not found",
        n_subjects=12,
        healthy=False,
        condition="intensive-care patients with brain or spinal cord injury",
    ),
    reference_weight_kg=1,
    parameters={
        "v1": _parameter(1.08, "L/kg", "central volume"),
        "k10": _parameter(0.0333, "1/min", "elimination rate", _SPREAD_OF_CLEARANCE),
        "k12": _parameter(0.0088, "1/min", "rate to the peripheral compartment"),
        "k21": _parameter(0.0030, "1/min", "rate from the peripheral compartment"),
    },
    compartments=(
        Compartment(name="central", analyte=Analyte.KETAMINE, volume="v1"),
        Compartment(name="peripheral"),
    ),
    flows=(
        Flow(source="central", target="peripheral", times=("k12",)),
        Flow(source="peripheral", target="central", times=("k21",)),
        Flow(source="central", target=None, times=("k10",)),
    ),
    valid_for="critically ill adults: clearance and half-life are both larger than in healthy people",
    deviations=(
        "The micro-constants were read in code; they give the abstract's clearance (36.0 mL/min/kg) and half-life.",
        "The abstract's spread of clearance is put on the elimination rate; that of the volume (16.0 L/kg, sd 8.6, by "
        "another definition) is left out.",
        "The sampling site was not found. The code limits the model to 18 years and younger, against the abstract.",
    ),
)
