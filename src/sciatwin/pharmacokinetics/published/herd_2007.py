"""Racemic ketamine in children after one intravenous dose in the emergency department."""

from math import log1p

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.evidence import (
    Compartment,
    Estimate,
    Flow,
    Parameter,
    PublishedModel,
    Source,
    Status,
    StudiedPopulation,
    allometric,
)

SOURCE = Source(
    "Herd, et al. Paediatr Anaesth 2007;17(7):622-629",
    doi="10.1111/j.1460-9592.2006.02145.x",
    read_at="PubMed abstract 17564643; the code of opentiva agrees",
)


def _parameter(value: float, unit: str, meaning: str, cv: float) -> Parameter:
    omega_squared = Estimate(
        value=log1p(cv**2),
        unit="1",
        meaning=f"variance between people of log {meaning}",
        status=Status.DERIVED,
        source=SOURCE,
        place="abstract",
        reason=f"coefficient of variation {cv:.1%}, read as ln(1 + CV²); if it is the standard deviation, {cv**2:.3g}",
    )
    typical = Estimate(value=value, unit=unit, meaning=meaning, source=SOURCE, place="abstract (at 70 kg)")
    return allometric(typical, omega_squared=omega_squared)


MODEL = PublishedModel(
    key="herd_2007",
    title="Racemic ketamine, one dose, children in the emergency department",
    source=SOURCE,
    evidence="A-",
    site=BloodSite.VENOUS,
    site_assumed="not stated in the abstract; presumed venous",
    dosed=Analyte.KETAMINE,
    studied=StudiedPopulation(
        summary=(
            "54 children (8.3 years, sd 3.5; 32.5 kg, sd 15.6), 1 to 1.5 mg/kg, 188 samples 14 to 152 min after it; "
            "ranges as in the code of opentiva"
        ),
        n_subjects=54,
        age_yr=(1, 14),
        weight_kg=(10.8, 74.8),
        healthy=False,
        condition="children in an emergency department",
        children_only=True,
    ),
    reference_weight_kg=70,
    parameters={
        "v1": _parameter(38.7, "L", "central volume", 0.64),
        "v2": _parameter(102, "L", "peripheral volume", 0.517),
        "cl": _parameter(90, "L/h", "clearance", 0.381),
        "q": _parameter(215, "L/h", "distribution clearance", 0.19),
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
    valid_for="children, the first 2.5 h after a dose; there was no sampling of the terminal phase",
    deviations=(
        "The abstract says 'a standard allometric model'; exponents 0.75 for flows and 1 for volumes are used.",
        "The residual error was not found.",
    ),
)
