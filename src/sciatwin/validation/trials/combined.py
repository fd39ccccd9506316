"""Rows that follow from printed numbers but do not stand in the record as they can be predicted."""

from sciatwin.evidence.published_trial import Measure, PublishedTrial, ReportStatus, TrialObservation

RESPONSE_OF_67_PERCENT = "relief of 67 % or more"

_SOON_AFTER_H = 0.25
"""A test infusion of minutes: its effect is looked for a quarter of an hour after it began."""

_LEAST_P = 0.05


def combined_rows(trial: PublishedTrial) -> tuple[TrialObservation, ...]:
    """Further rows of a trial; most have none."""
    if trial.key == "cohen2006":
        return (_responds_to_ketamine(trial),)
    if trial.key == "pickering2020":
        return (_verdict_on_pain(trial),)
    return ()


def _responds_to_ketamine(trial: PublishedTrial) -> TrialObservation:
    """Cohen 2006: who responds to ketamine, whether to dextromethorphan as well or not."""
    parts = [row for row in trial.observations if "both" in row.what or "ketamine only" in row.what]
    counts = [row.count or 0 for row in parts]
    return TrialObservation(
        measures=Measure.MEANINGFUL_CHANGE,
        what=RESPONSE_OF_67_PERCENT,
        arm=parts[0].arm,
        time_h=_SOON_AFTER_H,
        time_assumed="a quarter of an hour after the start",
        count=sum(counts),
        of=parts[0].of,
        status=ReportStatus.DERIVED,
        formula=" + ".join(map(str, counts)),
    )


def _verdict_on_pain(trial: PublishedTrial) -> TrialObservation:
    """Pickering 2020: what the printed p value of the main contrast says."""
    arm = "ketamine - placebo"
    row = next(row for row in trial.observations if row.arm == arm and row.what == "effect size of the area")
    return TrialObservation(
        measures=Measure.SIGNIFICANT,
        what="mean daily pain",
        arm=arm,
        window_days=row.window_days,
        value=float(float(row.p_value) < _LEAST_P),
        p_value=row.p_value,
        status=ReportStatus.DERIVED,
        formula=f"p {row.p_value} for the effect size of the area under pain",
    )
