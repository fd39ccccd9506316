"""Why a reported number is not predicted. Every row of the evidence is either predicted or has a reason here."""

from sciatwin.evidence.published_trial import ArmKind, Measure, PublishedTrial, TrialKind, TrialObservation
from sciatwin.trials.arms import is_simulated
from sciatwin.units import HOURS_PER_DAY
from sciatwin.validation.trials.predict import FALLS_IN_WORDS, PREDICTED_MEASURES
from sciatwin.validation.trials.question import BASELINE, question_of

LAST_DAY = 365.0

_IS_THE_MAIN_PAIN = {
    "",
    "Brief Pain Inventory severity",
    "change in the placebo arm",
    "lowest pain 48 h or later",
    "many pain parameters",
    "mean daily pain",
    "pain",
    "pain between the arms at week 12",
    "pain between the arms over 12 weeks",
    "pain scores over 8 weeks",
    "peak pain relief",
    *FALLS_IN_WORDS,
}
"""What a row about pain may call it and still be the pain that is simulated."""

_OF_INFUSIONS = {Measure.PSYCHOMIMETIC, Measure.ANY_ADVERSE_EVENT}

_OF_OTHER_DISEASES = ("depression", "post-traumatic stress", "surgery", "spinal fusion")

_IN_WORDS = {
    "area under daily pain over 35 days": "the same numbers stand as mean daily pain",
    "effect size of the area": "the same contrast stands as the difference of mean daily pain",
    "emotional, sleep and quality-of-life scores": "one verdict on many scales that were not visible",
    "function": "presumed, not predicted: function does not follow relief by a drug",
    "had surgery": "taken as given: who is operated is no prediction",
    "crossed over to surgery": "taken as given: who is operated is no prediction",
    "recovery": "a ratio of hazards needs the week in which each person recovered",
    "at least one recurrence": "fed into the untreated course as it is",
    "disability": "fed into the model of disability as it is",
    "Roland-Morris disability": "the start was not visible, and the model of disability rests on it",
    "trials with a significant effect": "needs the trials' own tests",
    "completed all five infusions": "nobody is simulated as stopping",
    "still followed": "nobody is simulated as dropping out",
}

_OF_A_TRIAL = {
    "atlas_baseline": "describes people at entry; nothing was followed",
    "cohen2006": "counted together: who responds to ketamine; dextromethorphan is not simulated",
    "mri_back_pain": "how long people had been ill is not printed, and the shares feed the untreated course",
    "rivaposse2018": "the spread of pressure between centres was read from it",
    "china_cohort_pressure": "the spread of pressure between centres was read from it",
    "noppers2011_liver": "a rule against a second long course rests on it",
}


def reason_not_predicted(trial: PublishedTrial, row: TrialObservation) -> str:
    """Why this row is not predicted; empty if it is."""
    if row.what in FALLS_IN_WORDS:
        return ""
    return (
        _OF_A_TRIAL.get(trial.key, "")
        or _because_of_trial(trial)
        or _because_of_what(row)
        or _because_of_time(trial, row)
        or _because_of_unit(row)
        or _because_of_arms(trial, row)
    )


def _because_of_trial(trial: PublishedTrial) -> str:
    if any(word in trial.condition for word in _OF_OTHER_DISEASES):
        return f"of {trial.condition}, not of chronic pain"
    if trial.kind is TrialKind.META_ANALYSIS:
        kinds = [arm.kind for arm in trial.arms]
        return "" if kinds == [ArmKind.KETAMINE, ArmKind.PLACEBO] else "no ketamine against placebo"
    if any(is_simulated(trial, arm) for arm in trial.arms):
        return ""
    reasons = [arm.no_regimen for arm in trial.arms if arm.no_regimen]
    return reasons[0] if reasons else "neither ketamine by vein nor a course without treatment"


def _because_of_what(row: TrialObservation) -> str:
    if row.what in _IN_WORDS:
        return _IN_WORDS[row.what]
    if row.measures is Measure.DEPRESSION:
        return "the scale was not visible"
    if row.measures is Measure.OPIOID_MME:
        return "opioid use changes by decision, and how it was tapered was not visible"
    if row.measures not in PREDICTED_MEASURES or row.what not in _IS_THE_MAIN_PAIN:
        return f"nothing here predicts {row.what or row.measures}"
    return ""


def _because_of_time(trial: PublishedTrial, row: TrialObservation) -> str:
    question = question_of(trial, row)
    if row.day == 0:
        is_pooled = trial.kind is TrialKind.META_ANALYSIS
        return 'when "at once" was is not printed' if is_pooled else "the start, from which the prediction goes on"
    if question is None:
        return "the time was not visible"
    if question.last_h > LAST_DAY * HOURS_PER_DAY:
        return "beyond the year for which the untreated course is modelled"
    return ""


def _because_of_unit(row: TrialObservation) -> str:
    return f"a {row.unit} of side effects, not their frequency" if row.unit.endswith("ratio") else ""


def _because_of_arms(trial: PublishedTrial, row: TrialObservation) -> str:
    if trial.kind is TrialKind.META_ANALYSIS:
        return ""
    for name in row.arm.split(" - "):
        if name != BASELINE and not is_simulated(trial, trial.arm_named(name)):
            return trial.arm_named(name).no_regimen or f"{name} is not simulated"
    if row.measures in _OF_INFUSIONS and not any(arm.regimen for arm in trial.arms):
        return "only side effects of infusions are simulated"
    return ""
