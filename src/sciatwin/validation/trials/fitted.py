"""Which reported numbers entered the calibration; all others of a calibration trial are checks inside it."""

from collections.abc import Mapping

from sciatwin.evidence.published_trial import Measure, PublishedTrial, Role, TrialObservation

FITTED: Mapping[str, frozenset[Measure]] = {
    "sigtermans2009": frozenset({Measure.PAIN_RATIO}),
    "kvarnstrom2003": frozenset({Measure.PERCENT_FALL}),
    "max1995": frozenset({Measure.PERCENT_FALL}),
    "noppers2011": frozenset({Measure.RESPONDERS_50}),
    "vroomen1999": frozenset({Measure.IMPROVED}),
    "pengel2003": frozenset({Measure.PERCENT_FALL}),
    "mathieson2017": frozenset({Measure.PAIN, Measure.PERCENT_FALL}),
    "bailey2020": frozenset({Measure.PAIN}),
    "inpatient_5day": frozenset({Measure.INTERFERENCE}),
}
"""Trial → measures. The fall in Mathieson gave the pain at entry. Interference was not fitted, but the power with which
it follows pain was read from these rows."""


def is_fitted(trial: PublishedTrial, row: TrialObservation) -> bool:
    """Whether a row was used; never true of a held-out trial."""
    return trial.role is Role.CALIBRATE and row.measures in FITTED.get(trial.key, frozenset())
