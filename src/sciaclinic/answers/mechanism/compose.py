"""From an explanation, with every version behind it averaged out, to the document."""

from collections.abc import Mapping
from dataclasses import asdict

import numpy as np

from sciaclinic.answers.curves import CurvesRecord
from sciaclinic.answers.kept_curves import curves_of
from sciaclinic.answers.made import Made
from sciaclinic.answers.mechanism.chain import model_record
from sciaclinic.answers.mechanism.document import (
    AccountRecord,
    MechanismDocument,
    MomentRecord,
    ReliefRecord,
    TrainRecord,
)
from sciaclinic.answers.record import IntervalRecord
from sciatwin.dorsal_horn import AnsweredTrain
from sciatwin.patient import Patient
from sciatwin.plan.result import EVIDENCE_GRADE, GRADE_IN_SHORT
from sciatwin.receptor import NO_HUMAN_CURVE
from sciatwin.response.lasting_relief import ACCOUNTS, fading_sensitisation
from sciatwin.twin.shown.bands import BY_HOUR, Band
from sciatwin.twin.shown.explanation import Explanation, Moment
from sciatwin.twin.shown.interval import IntervalAlong
from sciatwin.units import HOURS_PER_WEEK

WEEKS = (1, 4)
"""After the first session; relief is told at its end and at these weeks."""

LABELS: Mapping[str, tuple[str, str]] = {
    "s_ketamine_site_ng_per_ml": ("S-ketamine at the effect site", "ng/mL"),
    "ketamine_arterial_ng_per_ml": ("ketamine (S + R), arterial", "ng/mL"),
    "ketamine_venous_ng_per_ml": ("ketamine (S + R), venous", "ng/mL"),
    "block_fraction": ("spinal NMDA receptors blocked", "1"),
    "quieted_fraction": ("part of the projection neuron's ongoing output taken off", "1"),
    "fast_relief_fraction": ("part of pain removed while the drug is there", "1"),
    "lasting_relief_fraction": ("part of pain removed that lasts", "1"),
    "pain_untreated": ("leg pain, untreated", "points"),
    "pain_placebo": ("leg pain, placebo", "points"),
    "pain_treated": ("leg pain, ketamine", "points"),
}
"""Every curve of an explanation by the name of its field: label and unit."""

_DIGITS, _DECIMALS_MS = 6, 3


def mechanism_document(patient: Patient, found: Explanation, made: Made) -> MechanismDocument:
    """Every number that the pages show, and the chain of models behind them."""
    return MechanismDocument(
        **made.of(MechanismDocument),
        patient=patient,
        regimen=found.regimen,
        versions=found.versions,
        dangers=found.dangers,
        no_human_curve=NO_HUMAN_CURVE,
        evidence=EVIDENCE_GRADE,
        grade=GRADE_IN_SHORT,
        last_shown_h=found.last_shown_h,
        before=_moment(found, found.before),
        during=_moment(found, found.during),
        after=_moment(found, found.after),
        relief=tuple(_relief(found, when, time_h) for when, time_h in _relief_moments(found)),
        accounts=tuple(_account(key, found.account_weights[key]) for key in ACCOUNTS),
        course=_course(found),
        model=model_record(),
    )


def _relief_moments(found: Explanation) -> tuple[tuple[str, float], ...]:
    """When relief is told: name and hours since the start."""
    end_h = found.regimen.visits_h[0][1]
    return ("end of session 1", end_h), *((f"week {week}", week * HOURS_PER_WEEK) for week in WEEKS)


def _relief(found: Explanation, when: str, time_h: float) -> ReliefRecord:
    row = found.row_at(time_h)
    return ReliefRecord(
        when=when,
        time_h=_kept(found.time_h[row]),
        pain_untreated=_interval(found.pain_untreated.at(row)),
        pain_placebo=_interval(found.pain_placebo.at(row)),
        pain_treated=_interval(found.pain_treated.at(row)),
        fast_relief_fraction=_interval(found.fast_relief_fraction.at(row)),
        lasting_relief_fraction=_interval(found.lasting_relief_fraction.at(row)),
    )


def _moment(found: Explanation, moment: Moment) -> MomentRecord:
    block = moment.block_fraction
    return MomentRecord(
        name=moment.name,
        time_h=_kept(moment.time_h),
        s_ketamine_site_ng_per_ml=_interval(moment.s_ketamine_site_ng_per_ml),
        block_fraction=_interval(block),
        quieted_fraction=_interval(moment.quieted_fraction),
        fast_relief_fraction=_interval(found.fast_relief_fraction.at(found.row_at(moment.time_h))),
        at_mean_block=_train(block.mean, moment.typical),
        at_low_block=_train(block.low, moment.at_low_block),
        at_high_block=_train(block.high, moment.at_high_block),
    )


def _train(block_fraction: np.ndarray, run: AnsweredTrain) -> TrainRecord:
    return TrainRecord(
        block_fraction=_kept(block_fraction),
        cell=run.cell,
        shocks_ms=tuple(run.shocks_ms.tolist()),
        spikes_ms=tuple(np.round(run.spikes_ms, _DECIMALS_MS).tolist()),
        early_spikes=tuple(run.early.tolist()),
        late_spikes=tuple(run.late.tolist()),
        until_ms=run.until_ms,
        first=run.first,
        last=run.last,
        added=run.added,
    )


def _account(key: str, weight: float) -> AccountRecord:
    account = ACCOUNTS[key]
    through = account is fading_sensitisation.ACCOUNT
    return AccountRecord(key=key, weight=weight, says=account.says, goes_through_circuit=through)


def _course(found: Explanation) -> CurvesRecord:
    bands = {
        name: Band(label=label, unit=unit, by=BY_HOUR, at=found.time_h, **asdict(getattr(found, name)))
        for name, (label, unit) in LABELS.items()
    }
    (course,) = curves_of(bands, LABELS)
    return course


def _interval(found: IntervalAlong) -> IntervalRecord:
    return IntervalRecord(mean=_kept(found.mean), low=_kept(found.low), high=_kept(found.high))


def _kept(value: np.ndarray | float) -> float:
    """Rounded, without a negative zero."""
    return float(f"{float(value):.{_DIGITS}g}") + 0.0
