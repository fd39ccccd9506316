"""S-ketamine (disposition of Fanta 2015) and S-norketamine in venous plasma after intravenous infusion."""

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.evidence import (
    Compartment,
    Estimate,
    Flow,
    Parameter,
    PublishedModel,
    Route,
    Source,
    Status,
    StudiedPopulation,
)

SOURCE = Source(
    "Otto ME, Bergmann KR, Jacobs G, van Esdonk MJ. Eur J Clin Pharmacol 2021;77(8):1181-1192",
    doi="10.1007/s00228-021-03104-1",
    read_at="nlmixr2lib transcription Otto_2021_s_ketamine (commit f58b1f44), which cites Table 3",
)


def _estimate(value: float, unit: str, meaning: str, relative_error: float | None = None) -> Estimate:
    return Estimate(
        value=value,
        unit=unit,
        meaning=meaning,
        source=SOURCE,
        place="Table 3 (at 70 kg)",
        standard_error=None if relative_error is None else value * relative_error,
    )


def _omega_squared(value: float, meaning: str) -> Estimate:
    return _estimate(value, "1", f"variance between people of log {meaning}")


def _parameter(
    value: float,
    meaning: str,
    *,
    weight_exponent: float = 0.0,
    relative_error: float | None = None,
    omega: float | None = None,
    unit: str = "L",
) -> Parameter:
    return Parameter(
        typical=_estimate(value, unit, meaning, relative_error),
        dimension="pk volume" if unit == "L" else "pk flow",
        role=meaning,
        weight_exponent=weight_exponent,
        omega_squared=None if omega is None else _omega_squared(omega, meaning),
    )


MODEL = PublishedModel(
    key="otto_2021",
    title="S-ketamine with norketamine, venous",
    source=SOURCE,
    evidence="A",
    site=BloodSite.VENOUS,
    dosed=Analyte.S_KETAMINE,
    studied=StudiedPopulation(
        summary=(
            "48 healthy volunteers (68 to 71 kg, mean age 23), 10 mg over 30 min or 2 h stepped; "
            "disposition fixed to 11 healthy men (77 kg, mean age 22) of Fanta 2015"
        ),
        n_subjects=48,
        age_yr=(18, 35),
        weight_kg=(54, 92),
    ),
    reference_weight_kg=70,
    parameters={
        "v1": _parameter(133, "central volume", weight_exponent=1.0, omega=0.084177),
        "cl": _parameter(95.2, "clearance", unit="L/h", weight_exponent=0.75, omega=0.026048),
        "v2": _parameter(187, "slow peripheral volume"),
        "q2": _parameter(23.2, "slow distribution clearance", unit="L/h"),
        "v3": _parameter(98.8, "fast peripheral volume"),
        "q3": _parameter(157, "fast distribution clearance", unit="L/h"),
        "v1_nk": _parameter(
            98.638, "norketamine central volume", weight_exponent=1.0, relative_error=0.0377, omega=0.040426
        ),
        "cl_nk": _parameter(
            57.72,
            "norketamine clearance",
            unit="L/h",
            weight_exponent=0.75,
            relative_error=0.057,
            omega=0.10319,
        ),
        "v2_nk": _parameter(160.04, "norketamine peripheral volume", relative_error=0.176),
        "q_nk": _parameter(42.778, "norketamine distribution clearance", unit="L/h", relative_error=0.0751),
    },
    compartments=(
        Compartment(name="central", analyte=Analyte.S_KETAMINE, volume="v1"),
        Compartment(name="slow peripheral"),
        Compartment(name="fast peripheral"),
        Compartment(name="norketamine", analyte=Analyte.S_NORKETAMINE, volume="v1_nk"),
        Compartment(name="norketamine peripheral"),
    ),
    flows=(
        Flow(source="central", target="slow peripheral", times=("q2",), per=("v1",)),
        Flow(source="slow peripheral", target="central", times=("q2",), per=("v2",)),
        Flow(source="central", target="fast peripheral", times=("q3",), per=("v1",)),
        Flow(source="fast peripheral", target="central", times=("q3",), per=("v3",)),
        Flow(source="central", target="norketamine", times=("cl",), per=("v1",)),
        Flow(source="norketamine", target="norketamine peripheral", times=("q_nk",), per=("v1_nk",)),
        Flow(source="norketamine peripheral", target="norketamine", times=("q_nk",), per=("v2_nk",)),
        Flow(source="norketamine", target=None, times=("cl_nk",), per=("v1_nk",)),
    ),
    missing_routes={
        Route.ORAL: "Fanta 2015 prints a bioavailability of 8 %, but its absorption and transit rates were not found"
    },
    correlations={
        ("v1", "cl"): Estimate(
            value=0.02261 / (0.084177 * 0.026048) ** 0.5,
            unit="1",
            meaning="correlation of log V1 and log clearance",
            status=Status.DERIVED,
            source=SOURCE,
            reason="covariance 0.02261 of Table 3 ÷ the two standard deviations",
        ),
        ("v1_nk", "cl_nk"): Estimate(
            value=0.04456 / (0.040426 * 0.10319) ** 0.5,
            unit="1",
            meaning="correlation of log norketamine V1 and clearance",
            status=Status.DERIVED,
            source=SOURCE,
            reason="covariance 0.04456 of Table 3 ÷ the two standard deviations",
        ),
    },
    residual_sd={
        Analyte.S_KETAMINE: _estimate(0.055736**0.5, "1", "proportional residual error (variance 0.055736)"),
        Analyte.S_NORKETAMINE: _estimate(0.020338**0.5, "1", "proportional residual error (variance 0.020338)"),
    },
    valid_for="venous levels in healthy adults; the central volume of 133 L cannot show arterial peaks",
    deviations=(
        "The age and weight ranges are not printed in what was read; they are mean ± 2 to 3 standard deviations.",
        "Norketamine is carried in mg of ketamine, without a change of molar mass, as in the authors' code.",
        "Peripheral volumes and flows are not scaled by weight, as in the authors' code.",
    ),
)
