"""The explanation that a document holds, as figures take it."""

import numpy as np

from sciaclinic.answers.kept_curves import bands_of
from sciaclinic.answers.mechanism.document import MechanismDocument, MomentRecord, TrainRecord
from sciaclinic.answers.record import IntervalRecord
from sciatwin.dorsal_horn import AnsweredTrain
from sciatwin.twin.shown.bands import Band
from sciatwin.twin.shown.explanation import Explanation, Moment
from sciatwin.twin.shown.interval import IntervalAlong


def explanation_in(document: MechanismDocument) -> Explanation:
    """Means, ranges and runs as they were stored."""
    bands = bands_of(document.all_curves)
    return Explanation(
        regimen=document.regimen,
        versions=document.versions,
        time_h=np.array(document.course.at),
        last_shown_h=document.last_shown_h,
        before=_moment(document.before),
        during=_moment(document.during),
        after=_moment(document.after),
        account_weights={account.key: account.weight for account in document.accounts},
        dangers=document.dangers,
        s_ketamine_site_ng_per_ml=_along(bands["s_ketamine_site_ng_per_ml"]),
        ketamine_arterial_ng_per_ml=_along(bands["ketamine_arterial_ng_per_ml"]),
        ketamine_venous_ng_per_ml=_along(bands["ketamine_venous_ng_per_ml"]),
        block_fraction=_along(bands["block_fraction"]),
        quieted_fraction=_along(bands["quieted_fraction"]),
        fast_relief_fraction=_along(bands["fast_relief_fraction"]),
        lasting_relief_fraction=_along(bands["lasting_relief_fraction"]),
        pain_untreated=_along(bands["pain_untreated"]),
        pain_placebo=_along(bands["pain_placebo"]),
        pain_treated=_along(bands["pain_treated"]),
    )


def _along(band: Band) -> IntervalAlong:
    return IntervalAlong(band.mean, band.low, band.high)


def _moment(record: MomentRecord) -> Moment:
    return Moment(
        name=record.name,
        time_h=record.time_h,
        s_ketamine_site_ng_per_ml=_at(record.s_ketamine_site_ng_per_ml),
        block_fraction=_at(record.block_fraction),
        quieted_fraction=_at(record.quieted_fraction),
        typical=_train(record.at_mean_block),
        at_low_block=_train(record.at_low_block),
        at_high_block=_train(record.at_high_block),
    )


def _at(record: IntervalRecord) -> IntervalAlong:
    return IntervalAlong(np.asarray(record.mean), np.asarray(record.low), np.asarray(record.high))


def _train(record: TrainRecord) -> AnsweredTrain:
    return AnsweredTrain(
        cell=record.cell,
        shocks_ms=np.array(record.shocks_ms),
        spikes_ms=np.array(record.spikes_ms),
        early=np.array(record.early_spikes),
        late=np.array(record.late_spikes),
        until_ms=record.until_ms,
    )
