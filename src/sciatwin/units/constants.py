"""Lengths of time, molar masses, and the base that ketamine hydrochloride holds."""

HOURS_PER_DAY = 24.0
DAYS_PER_WEEK = 7.0
HOURS_PER_WEEK = HOURS_PER_DAY * DAYS_PER_WEEK
DAYS_PER_QUARTER = 13 * DAYS_PER_WEEK
DAYS_PER_YEAR = 365.25
DAYS_PER_MONTH = DAYS_PER_YEAR / 12
MINUTES_PER_HOUR = 60.0
KG_PER_LB = 0.45359237

# g/mol. Ketamine base and norketamine: Simons 2022 model file; hydrochloride: US label.
KETAMINE_BASE_G_PER_MOL = 237.73
KETAMINE_HYDROCHLORIDE_G_PER_MOL = 274.19
NORKETAMINE_G_PER_MOL = 223.70
HYDROXYNORKETAMINE_G_PER_MOL = 239.70

BASE_PER_HYDROCHLORIDE = KETAMINE_BASE_G_PER_MOL / KETAMINE_HYDROCHLORIDE_G_PER_MOL
NG_PER_ML_PER_MG_PER_L = 1000.0
MICROMOLAR_PER_MILLIMOLAR = 1000.0
MS_PER_S = 1000.0
MV_PER_V = 1000.0


def hydrochloride_to_base_mg(hydrochloride_mg: float) -> float:
    """Ketamine base in a mass of ketamine hydrochloride (ratio of molar masses, 0.867)."""
    return hydrochloride_mg * BASE_PER_HYDROCHLORIDE


def base_to_hydrochloride_mg(base_mg: float) -> float:
    """Ketamine hydrochloride that holds a mass of ketamine base."""
    return base_mg / BASE_PER_HYDROCHLORIDE
