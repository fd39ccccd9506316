"""S-ketamine and S-norketamine during days of continuous infusion in ventilated children."""

from math import log1p

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.evidence import (
    Compartment,
    Covariate,
    CovariateEffect,
    Estimate,
    Flow,
    Parameter,
    PublishedModel,
    SlopeAbove,
    Source,
    Status,
    StudiedPopulation,
    allometric,
)

SOURCE = Source(
    "Flint RB, Brouwer CNM, Kranzlin ASC, et al. Pediatr Anesth 2017;27(11):1098-1107",
    doi="10.1111/pan.13239",
    read_at="nlmixr2lib transcription Flint_2017_s_ketamine (commit 0f9fb110), which cites Table 3",
)


def _estimate(value: float, unit: str, meaning: str, relative_error: float | None = None) -> Estimate:
    return Estimate(
        value=value,
        unit=unit,
        meaning=meaning,
        source=SOURCE,
        place="Table 3 (at 70 kg)",
        standard_error=None if relative_error is None else abs(value) * relative_error,
    )


def _omega_squared(cv: float, meaning: str) -> Estimate:
    return Estimate(
        value=log1p(cv**2),
        unit="1",
        meaning=f"variance between people of log {meaning}",
        status=Status.DERIVED,
        source=SOURCE,
        place="Table 3",
        reason=f"coefficient of variation {cv:.1%}, read as ln(1 + CV²); if it is the standard deviation, {cv**2:.3g}",
    )


def _parameter(
    value: float,
    unit: str,
    meaning: str,
    *,
    relative_error: float | None = None,
    cv: float | None = None,
    covariates: tuple[CovariateEffect, ...] = (),
) -> Parameter:
    omega_squared = None if cv is None else _omega_squared(cv, meaning)
    typical = _estimate(value, unit, meaning, relative_error)
    return allometric(typical, omega_squared=omega_squared, covariates=covariates)


_TIME_ON_CLEARANCE = SlopeAbove(
    covariate=Covariate.HOURS_SINCE_FIRST_DOSE,
    slope=_estimate(0.00870, "1/h", "relative rise of norketamine clearance per hour since the first dose", 0.70),
    relative=True,
)

MODEL = PublishedModel(
    key="flint_2017",
    title="S-ketamine with norketamine, days of infusion in intensive care, children",
    source=SOURCE,
    evidence="A",
    site=BloodSite.NOT_STATED,
    site_assumed="the sampling site was not found in what was read",
    dosed=Analyte.S_KETAMINE,
    studied=StudiedPopulation(
        summary=(
            "25 ventilated children in intensive care (median 0.42 years, 7.0 kg), 0.3 to 3.6 mg/kg/h for 10 to 141 h, "
            "86 samples"
        ),
        n_subjects=25,
        age_yr=(0.02, 12.5),
        weight_kg=(3.4, 35),
        healthy=False,
        condition="ventilated children in intensive care",
        children_only=True,
    ),
    reference_weight_kg=70,
    parameters={
        "v1": _parameter(7.73, "L", "central volume", relative_error=0.31),
        "cl": _parameter(112, "L/h", "clearance", relative_error=0.09, cv=0.402),
        "v2": _parameter(545, "L", "peripheral volume", relative_error=0.19),
        "q": _parameter(196, "L/h", "distribution clearance", relative_error=0.22),
        "v1_nk": _parameter(1, "L", "norketamine central volume (fixed by the authors)"),
        "cl_nk": _parameter(
            53.2, "L/h", "norketamine clearance", relative_error=0.27, cv=1.04, covariates=(_TIME_ON_CLEARANCE,)
        ),
    },
    compartments=(
        Compartment(name="central", analyte=Analyte.S_KETAMINE, volume="v1"),
        Compartment(name="peripheral"),
        Compartment(name="norketamine", analyte=Analyte.S_NORKETAMINE, volume="v1_nk"),
    ),
    flows=(
        Flow(source="central", target="peripheral", times=("q",), per=("v1",)),
        Flow(source="peripheral", target="central", times=("q",), per=("v2",)),
        Flow(source="central", target="norketamine", times=("cl",), per=("v1",)),
        Flow(source="norketamine", target=None, times=("cl_nk",), per=("v1_nk",)),
    ),
    correlations={("cl_nk", "cl"): _estimate(0.506, "1", "correlation of log norketamine clearance and clearance")},
    residual_sd={
        Analyte.S_KETAMINE: _estimate(0.419, "1", "proportional residual error", 0.13),
        Analyte.S_NORKETAMINE: _estimate(0.475, "1", "proportional residual error", 0.11),
    },
    valid_for="children in intensive care; for adults only as evidence that norketamine clearance drifts over days",
    deviations=(
        "Norketamine clearance rises by 0.87 % per hour in the paper. A system here does not change with time: "
        "without hours_since_first_dose the clearance at time 0 is used, which reads norketamine too high after the "
        "first day (1.4 times at 48 h); with it, the clearance at that hour.",
        "Norketamine is apparent (divided by an unknown fraction formed) and carried in mg of ketamine; its volume of "
        "1 L was fixed by the authors.",
        "The sampling site was not stated in what was read.",
    ),
)
