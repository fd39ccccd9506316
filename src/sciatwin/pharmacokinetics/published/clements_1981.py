"""Racemic ketamine after an analgesic bolus of 0.25 mg/kg."""

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.evidence import Compartment, Estimate, Flow, Parameter, PublishedModel, Source, StudiedPopulation

SOURCE = Source(
    "Clements, Nimmo. Br J Anaesth 1981;53(1):27",
    doi="10.1093/bja/53.1.27",
    read_at="code of opentiva, class Clements250",
)


def _parameter(value: float, unit: str, meaning: str) -> Parameter:
    typical = Estimate(value=value, unit=unit, meaning=meaning, source=SOURCE, place="as coded in opentiva")
    volume = unit == "L/kg"
    return Parameter(
        typical=typical,
        dimension="pk volume" if volume else "pk rate",
        role=meaning,
        weight_exponent=1.0 if volume else 0.0,
    )


MODEL = PublishedModel(
    key="clements_1981",
    title="Racemic ketamine, analgesic bolus of 0.25 mg/kg",
    source=SOURCE,
    evidence="C",
    site=BloodSite.NOT_STATED,
    site_assumed="the sampling site was not found in what was read",
    dosed=Analyte.KETAMINE,
    studied=StudiedPopulation(
        summary="not stated in what was read; an analgesic bolus of 0.25 mg/kg",
        healthy=False,
        condition="people who are not described in what was read",
    ),
    reference_weight_kg=1,
    parameters={
        "v1": _parameter(1.7522, "L/kg", "central volume"),
        "k10": _parameter(0.0109, "1/min", "elimination rate"),
        "k12": _parameter(0.0186, "1/min", "rate to the peripheral compartment"),
        "k21": _parameter(0.0137, "1/min", "rate from the peripheral compartment"),
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
    valid_for="low doses; its central volume of 123 L at 70 kg cannot show arterial peaks",
    deviations=(
        "The numbers were read in code, not in the paper; nothing of the paper was there to check them.",
        "The sampling site was not found; predictions agree with venous observations.",
        "Variability between people is not printed; it is borrowed from Simons 2022 and marked assumed.",
    ),
)
