"""S-ketamine, S-norketamine and S-hydroxynorketamine in arterial plasma after infusion or an oral thin film."""

from sciatwin.analytes import Analyte, BloodSite
from sciatwin.evidence import (
    Compartment,
    Estimate,
    Flow,
    Input,
    Parameter,
    PublishedModel,
    Route,
    Source,
    Status,
    StudiedPopulation,
)

SOURCE = Source(
    "Simons P, Olofsen E, van Velzen M, et al. Front Pain Res 2022;3:946486",
    doi="10.3389/fpain.2022.946486",
    read_at="nlmixr2lib transcription Simons_2022_s_ketamine (commit 066c8989), which cites Table 4",
)


def _estimate(value: float, unit: str, meaning: str, standard_error: float | None = None) -> Estimate:
    return Estimate(
        value=value,
        unit=unit,
        meaning=meaning,
        source=SOURCE,
        place="Table 4 (at 70 kg)",
        standard_error=standard_error,
    )


def _omega_squared(value: float, meaning: str) -> Estimate:
    return _estimate(value, "1", f"variance between people of log {meaning}")


def _nu_squared(value: float, meaning: str) -> Estimate:
    return _estimate(value, "1", f"variance between visits of log {meaning}")


def _volume(
    value: float,
    meaning: str,
    role: str,
    standard_error: float | None = None,
    omega: float | None = None,
    nu: float | None = None,
) -> Parameter:
    return Parameter(
        typical=_estimate(value, "L", meaning, standard_error),
        dimension="pk volume",
        role=role,
        weight_exponent=1.0,
        omega_squared=None if omega is None else _omega_squared(omega, meaning),
        between_visits=None if nu is None else _nu_squared(nu, meaning),
    )


def _flow(
    value: float,
    meaning: str,
    role: str,
    standard_error: float,
    omega: float | None = None,
    nu: float | None = None,
) -> Parameter:
    return Parameter(
        typical=_estimate(value, "L/min", meaning, standard_error),
        dimension="pk flow",
        role=role,
        weight_exponent=0.75,
        omega_squared=None if omega is None else _omega_squared(omega, meaning),
        between_visits=None if nu is None else _nu_squared(nu, meaning),
    )


def _fraction(value: float, meaning: str) -> Parameter:
    typical = Estimate(
        value=value,
        unit="1",
        meaning=meaning,
        status=Status.ASSUMED,
        source=SOURCE,
        low=0.5,
        high=1.0,
        reason="fixed by the authors, not estimated; apparent metabolite volumes and clearances depend on it",
    )
    return Parameter(typical=typical, dimension="fraction", role=meaning)


def _transit_time(
    value: float, standard_error: float, meaning: str, omega: float | None = None, nu: float | None = None
) -> Parameter:
    return Parameter(
        typical=_estimate(value, "min", meaning, standard_error),
        dimension="pk time",
        role=meaning,
        omega_squared=None if omega is None else _omega_squared(omega, meaning),
        between_visits=None if nu is None else _nu_squared(nu, meaning),
    )


def _absorption(value: float, unit: str, dimension: str, meaning: str, standard_error: float, nu: float) -> Parameter:
    typical = Estimate(
        value=value,
        unit=unit,
        meaning=meaning,
        source=SOURCE,
        place="Table 4",
        standard_error=standard_error,
    )
    return Parameter(typical=typical, dimension=dimension, role=meaning, between_visits=_nu_squared(nu, meaning))


MODEL = PublishedModel(
    key="simons_2022",
    title="S-ketamine with norketamine and hydroxynorketamine, arterial",
    source=SOURCE,
    evidence="A",
    site=BloodSite.ARTERIAL,
    dosed=Analyte.S_KETAMINE,
    studied=StudiedPopulation(
        summary="20 healthy volunteers (10 women), 20 mg over 20 min after an oral thin film",
        n_subjects=20,
        age_yr=(19, 32),
        weight_kg=(53, 93),
    ),
    reference_weight_kg=70,
    parameters={
        "v1": _volume(11.6, "central volume", "central volume", 0.9, omega=0.057),
        "v2": _volume(39.0, "fast peripheral volume", "fast peripheral volume", 2.9),
        "v3": _volume(174, "slow peripheral volume", "slow peripheral volume", 11),
        "cl": _flow(1.48, "clearance", "clearance", 0.06, omega=0.029),
        "q2": _flow(2.43, "fast distribution clearance", "fast distribution clearance", 0.24),
        "q3": _flow(1.21, "slow distribution clearance", "slow distribution clearance", 0.08, omega=0.026),
        "mtt_nk": _transit_time(20.1, 1.0, "norketamine formation time", omega=0.021, nu=0.751),
        "f_nk": _fraction(0.80, "fraction forming norketamine"),
        "v1_nk": _volume(11.6, "norketamine central volume (set equal to V1)", "central volume", 0.9, omega=0.057),
        "v2_nk": _volume(221, "norketamine peripheral volume", "norketamine peripheral volume", 13),
        "cl_nk": _flow(1.00, "norketamine clearance", "norketamine clearance", 0.04, omega=0.050),
        "q_nk": _flow(2.63, "norketamine distribution clearance", "norketamine distribution clearance", 0.15),
        "mtt_hnk": _transit_time(1.12, 0.51, "hydroxynorketamine formation time"),
        "f_hnk": _fraction(0.70, "fraction forming hydroxynorketamine"),
        "v1_hnk": _volume(
            4.4, "hydroxynorketamine central volume", "hydroxynorketamine central volume", 2.0, omega=1.22
        ),
        "v2_hnk": _volume(
            87.5, "hydroxynorketamine peripheral volume", "hydroxynorketamine peripheral volume", 6.5, nu=0.152
        ),
        "cl_hnk": _flow(
            0.933, "hydroxynorketamine clearance", "hydroxynorketamine clearance", 0.068, omega=0.103, nu=0.008
        ),
        "q_hnk": _flow(
            1.70,
            "hydroxynorketamine distribution clearance",
            "hydroxynorketamine distribution clearance",
            0.25,
            omega=0.287,
        ),
    },
    absorption={
        "f_mucosa": _absorption(0.263, "1", "fraction", "fraction absorbed through the mucosa", 0.012, 0.060),
        "d_mucosa": _absorption(13.1, "min", "pk time", "time of release to the mucosa", 1.0, 0.154),
        "ka_mucosa": _absorption(0.04, "1/min", "pk rate", "absorption rate through the mucosa", 0.002, 0.062),
        "f_swallowed": _absorption(1.16, "1", "fraction", "swallowed fraction (a scale, above 1)", 0.06, 0.057),
        "d_swallowed": _absorption(29.9, "min", "pk time", "time of swallowing", 3.5, 0.611),
        "ka_swallowed": _absorption(0.049, "1/min", "pk rate", "absorption rate from the gut", 0.007, 0.376),
        "mtt_gut": _absorption(10.7, "min", "pk time", "transit time from gut to liver", 1.7, 0.937),
    },
    compartments=(
        Compartment(name="central", analyte=Analyte.S_KETAMINE, volume="v1"),
        Compartment(name="fast peripheral"),
        Compartment(name="slow peripheral"),
        Compartment(name="norketamine delay 1"),
        Compartment(name="norketamine delay 2"),
        Compartment(
            name="norketamine",
            analyte=Analyte.S_NORKETAMINE,
            volume="v1_nk",
            mass_ratio=Analyte.S_NORKETAMINE.g_per_mol / Analyte.S_KETAMINE.g_per_mol,
        ),
        Compartment(name="norketamine peripheral"),
        Compartment(name="hydroxynorketamine delay 1"),
        Compartment(name="hydroxynorketamine delay 2"),
        Compartment(
            name="hydroxynorketamine",
            analyte=Analyte.S_HYDROXYNORKETAMINE,
            volume="v1_hnk",
            mass_ratio=Analyte.S_HYDROXYNORKETAMINE.g_per_mol / Analyte.S_KETAMINE.g_per_mol,
        ),
        Compartment(name="hydroxynorketamine peripheral"),
        Compartment(name="film on mucosa"),
        Compartment(name="film in gut"),
        Compartment(name="gut delay"),
    ),
    flows=(
        Flow(source="central", target="fast peripheral", times=("q2",), per=("v1",)),
        Flow(source="fast peripheral", target="central", times=("q2",), per=("v2",)),
        Flow(source="central", target="slow peripheral", times=("q3",), per=("v1",)),
        Flow(source="slow peripheral", target="central", times=("q3",), per=("v3",)),
        Flow(source="central", target="norketamine delay 1", times=("cl",), per=("v1",)),
        Flow(source="norketamine delay 1", target="norketamine delay 2", per=("mtt_nk",), factor=2),
        Flow(source="norketamine delay 2", target="norketamine", per=("mtt_nk",), factor=2, fraction="f_nk"),
        Flow(source="norketamine", target="norketamine peripheral", times=("q_nk",), per=("v1_nk",)),
        Flow(source="norketamine peripheral", target="norketamine", times=("q_nk",), per=("v2_nk",)),
        Flow(source="norketamine", target="hydroxynorketamine delay 1", times=("cl_nk",), per=("v1_nk",)),
        Flow(
            source="hydroxynorketamine delay 1",
            target="hydroxynorketamine delay 2",
            per=("mtt_hnk",),
            factor=2,
        ),
        Flow(
            source="hydroxynorketamine delay 2",
            target="hydroxynorketamine",
            per=("mtt_hnk",),
            factor=2,
            fraction="f_hnk",
        ),
        Flow(
            source="hydroxynorketamine",
            target="hydroxynorketamine peripheral",
            times=("q_hnk",),
            per=("v1_hnk",),
        ),
        Flow(
            source="hydroxynorketamine peripheral",
            target="hydroxynorketamine",
            times=("q_hnk",),
            per=("v2_hnk",),
        ),
        Flow(source="hydroxynorketamine", target=None, times=("cl_hnk",), per=("v1_hnk",)),
        Flow(source="film on mucosa", target="central", times=("ka_mucosa",)),
        Flow(source="film in gut", target="gut delay", times=("ka_swallowed",)),
        Flow(source="gut delay", target="norketamine delay 1", per=("mtt_gut",)),
    ),
    routes={
        Route.INTRAVENOUS: (Input(),),
        Route.ORAL_THIN_FILM: (
            Input(compartment="film on mucosa", fractions=("f_mucosa",), duration="d_mucosa"),
            Input(compartment="film in gut", fractions=("f_swallowed",), duration="d_swallowed"),
        ),
    },
    residual_sd={
        Analyte.S_KETAMINE: _estimate(0.1095, "1", "proportional residual error (0.012 printed, read as a variance)"),
        Analyte.S_NORKETAMINE: _estimate(0.102, "1", "proportional residual error"),
        Analyte.S_HYDROXYNORKETAMINE: _estimate(0.079, "1", "proportional residual error"),
    },
    residual_additive_sd={
        Analyte.S_NORKETAMINE: _estimate(0.058, "nmol/mL", "additive residual error"),
        Analyte.S_HYDROXYNORKETAMINE: _estimate(0.020, "nmol/mL", "additive residual error"),
    },
    valid_for=(
        "healthy young adults, short infusions and the film; sampling ended 2 h after the infusion, so the late "
        "phase is weak"
    ),
    deviations=(
        "Allometric exponents (0.75 for flows, 1 for volumes) are not printed; the table says 'at 70 kg'.",
        "Variability between visits is drawn for absorption only; that of disposition is recorded, not drawn, because "
        "the row of the norketamine formation time (0.751) is printed on another line of the table.",
        "The swallowed part of the film (116 % of the dose) feeds norketamine only and never becomes S-ketamine in "
        "plasma; above 100 % it is a scale that absorbs the fixed fractions, not a bioavailability.",
    ),
)
