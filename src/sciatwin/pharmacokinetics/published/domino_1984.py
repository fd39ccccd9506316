"""Racemic ketamine: the per-kilogram three-compartment set that most infusion programs use."""

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.evidence import Compartment, Estimate, Flow, Parameter, PublishedModel, Source, StudiedPopulation

SOURCE = Source(
    "Domino EF, et al. Clin Pharmacol Ther 1984;36:645-653",
    read_at="STANPUMP, stanpumpR (commit ace20c9c) and opentiva, which agree to three digits",
)


def _parameter(value: float, unit: str, meaning: str) -> Parameter:
    typical = Estimate(value=value, unit=unit, meaning=meaning, source=SOURCE, place="as coded in STANPUMP")
    volume = unit == "L/kg"
    return Parameter(
        typical=typical,
        dimension="pk volume" if volume else "pk rate",
        role=meaning,
        weight_exponent=1.0 if volume else 0.0,
    )


MODEL = PublishedModel(
    key="domino_1984",
    title="Racemic ketamine, anaesthesia, the set in most infusion programs",
    source=SOURCE,
    evidence="C",
    site=BloodSite.MIXED,
    dosed=Analyte.KETAMINE,
    studied=StudiedPopulation(
        summary="not stated in what was read; young adults at induction of anaesthesia",
        healthy=False,
        condition="young adults at induction of anaesthesia, not described further",
    ),
    reference_weight_kg=1,
    parameters={
        "v1": _parameter(0.063, "L/kg", "central volume"),
        "k10": _parameter(0.438, "1/min", "elimination rate"),
        "k12": _parameter(0.592, "1/min", "rate to the fast peripheral compartment"),
        "k21": _parameter(0.247, "1/min", "rate from the fast peripheral compartment"),
        "k13": _parameter(0.590, "1/min", "rate to the slow peripheral compartment"),
        "k31": _parameter(0.0146, "1/min", "rate from the slow peripheral compartment"),
    },
    compartments=(
        Compartment(name="central", analyte=Analyte.KETAMINE, volume="v1"),
        Compartment(name="fast peripheral"),
        Compartment(name="slow peripheral"),
    ),
    flows=(
        Flow(source="central", target="fast peripheral", times=("k12",)),
        Flow(source="fast peripheral", target="central", times=("k21",)),
        Flow(source="central", target="slow peripheral", times=("k13",)),
        Flow(source="slow peripheral", target="central", times=("k31",)),
        Flow(source="central", target=None, times=("k10",)),
    ),
    valid_for="bolus and induction; its terminal half-life of 1.9 h is far shorter than that of modern models",
    deviations=(
        "The paper was not seen; its year is garbled in the codes and is taken from its volume number.",
        "The sampling site was not found.",
        "Variability between people is not printed; it is borrowed from Simons 2022 and marked assumed.",
    ),
)
