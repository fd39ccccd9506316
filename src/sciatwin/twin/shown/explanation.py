"""How an infusion quiets the nerve, link by link: level → block → what the circuit does → what it passes on → relief.

Levels, block, quieted output and pain are those of ``simulate``, over all versions of the patient. At three moments the
circuit itself is run, spike by spike: *before* the infusion, *during* it (where block is highest in the first session)
and *after* it (a day after the last session). Two links do not go through the circuit, and the record does not hide
it: fast relief follows the level at the effect site by a curve measured in people, and of the rival accounts of lasting
relief only ``fading sensitisation`` follows what the circuit passes on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import xarray as xr

from sciatwin.asked import a_record
from sciatwin.dorsal_horn import AnsweredTrain
from sciatwin.dorsal_horn.typical_train import typical_train
from sciatwin.errors import RegimenError
from sciatwin.regimen import Regimen
from sciatwin.twin.drug.exposure import PEAK_AFTER_H
from sciatwin.twin.drug.levels import effect_levels
from sciatwin.twin.drug.session_hours import end_of_first_session_h
from sciatwin.twin.mechanism import nmda_block, quieted
from sciatwin.twin.pain.courses import pain_factors, responses_by_arm
from sciatwin.twin.pain.factors import FAST, LASTING, CourseArm
from sciatwin.twin.shown.dangers import dangers
from sciatwin.twin.shown.interval import IntervalAlong
from sciatwin.twin.twin import Twin
from sciatwin.twin.versions.ensemble import FAST_SITE, Ensemble
from sciatwin.twin.versions.weights import mean
from sciatwin.units import HOURS_PER_DAY

BEFORE, DURING, AFTER = "before", "during", "after"

_OF_THE_COURSE = {
    "ketamine_arterial_ng_per_ml": "ketamine_arterial",
    "ketamine_venous_ng_per_ml": "ketamine_venous",
    "block_fraction": "nmda_block",
    "quieted_fraction": "horn_quieted",
    "pain_untreated": "pain_untreated",
    "pain_placebo": "pain_placebo",
    "pain_treated": "pain_treated",
}
"""Fields of an explanation that are variables of the course as they stand."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    """One moment, and the circuit of a typical cord at the block that is there.

    Attributes:
        time_h: since the start of the first session; 0 for ``before``.
        s_ketamine_site_ng_per_ml: at the fast effect site.
        block_fraction: of spinal NMDA receptors; quieted_fraction: of the ongoing output, by the surrogate.
        typical, at_low_block, at_high_block: a train of shocks under the mean block, and under its 5th and 95th
            percentile. All runs of an explanation share their ectopic spikes.
    """

    name: str
    time_h: float
    s_ketamine_site_ng_per_ml: IntervalAlong
    block_fraction: IntervalAlong
    quieted_fraction: IntervalAlong
    typical: AnsweredTrain
    at_low_block: AnsweredTrain
    at_high_block: AnsweredTrain

    @property
    def runs(self) -> tuple[AnsweredTrain, AnsweredTrain, AnsweredTrain]:
        return self.typical, self.at_low_block, self.at_high_block


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """How this infusion quiets this nerve. Every ``IntervalAlong`` runs along ``time_h``, shape (times,).

    Attributes:
        time_h: hours since the start of the first session, to the horizon.
        last_shown_h: end of the hours that belong to the first session.
        s_ketamine_site_ng_per_ml: at the fast effect site; ketamine_…: S + R in plasma.
        block_fraction: of spinal NMDA receptors (``receptor.NO_HUMAN_CURVE``); quieted_fraction: of the ongoing output.
        fast_relief_fraction, lasting_relief_fraction: of pain, removed by the drug alone; the second is 0 in versions
            in which no account is true or the person does not respond.
        pain_…: leg pain, 0 to 10, in three arms that share their draws.
        account_weights: how far each account of lasting relief is believed, as ``Twin.account_weights``.
        dangers: what the infusion is predicted to do that must be said.
    """

    regimen: Regimen
    versions: int
    time_h: np.ndarray
    last_shown_h: float
    s_ketamine_site_ng_per_ml: IntervalAlong
    ketamine_arterial_ng_per_ml: IntervalAlong
    ketamine_venous_ng_per_ml: IntervalAlong
    block_fraction: IntervalAlong
    quieted_fraction: IntervalAlong
    fast_relief_fraction: IntervalAlong
    lasting_relief_fraction: IntervalAlong
    pain_untreated: IntervalAlong
    pain_placebo: IntervalAlong
    pain_treated: IntervalAlong
    before: Moment
    during: Moment
    after: Moment
    account_weights: Mapping[str, float]
    dangers: tuple[str, ...]

    @property
    def moments(self) -> tuple[Moment, Moment, Moment]:
        return self.before, self.during, self.after

    @property
    def first_session(self) -> np.ndarray:
        """True for the hours of the first session, and the one time after them that ends their curves."""
        last = int(np.searchsorted(self.time_h, self.last_shown_h))
        return np.arange(len(self.time_h)) <= last

    def row_at(self, time_h: float) -> int:
        """The row nearest to a time."""
        return int(np.abs(self.time_h - time_h).argmin())


def explain_mechanism(twin: Twin, regimen: Regimen, *, despite_block: bool = False, workers: int = 1) -> Explanation:
    """Follow one regimen through every link; the same numbers as ``twin.simulate``, and seven runs of the circuit.

    Args:
        workers: threads. The result does not depend on it.
    Raises: RegimenError without a session, for a twin to whom sessions were given, or if the last session ends after
        the horizon; MustNotInfuseError, LimitError as ``twin.simulate``.
    """
    a_record("explain_mechanism", "twin", twin, Twin, way_out="Twin(patient) gives one.")
    a_record("explain_mechanism", "regimen", regimen, Regimen, way_out="Regimen.repeat(...) gives one.")
    if regimen.is_none:
        raise RegimenError("there is nothing to explain: the regimen is 'no infusion'. Give at least one session.")
    if not twin.given.is_none:
        raise RegimenError("the mechanism is explained from rest: ask it of the twin before the sessions given.")
    simulated = twin.follow(regimen, despite_block=despite_block, workers=workers)
    course, seen = simulated.dataset(), simulated.exposure
    factors = pain_factors(twin.ensemble, regimen, seen)
    responses = responses_by_arm(twin.ensemble, seen)[CourseArm.KETAMINE]
    before, during, after = _moments(twin.ensemble, regimen, course, workers)
    counted = twin.ensemble.version_weights
    return Explanation(
        regimen=regimen,
        versions=twin.ensemble.count,
        time_h=course["time"].to_numpy(),
        last_shown_h=end_of_first_session_h(regimen),
        s_ketamine_site_ng_per_ml=IntervalAlong.of(seen.fast_site_ng_per_ml, counted),
        fast_relief_fraction=IntervalAlong.of(factors.relief(FAST, responses), counted),
        lasting_relief_fraction=IntervalAlong.of(factors.relief(LASTING, responses), counted),
        account_weights=twin.account_weights,
        dangers=dangers(course),
        before=before,
        during=during,
        after=after,
        **{field: IntervalAlong.of(_by_time(course, name), counted) for field, name in _OF_THE_COURSE.items()},
    )


def _by_time(course: xr.Dataset, name: str) -> np.ndarray:
    """Shape (times, versions)."""
    return course[name].transpose("time", "draw").to_numpy()


def _moments(ensemble: Ensemble, regimen: Regimen, course: xr.Dataset, workers: int) -> list[Moment]:
    """Before, during, after: block and quieted output by all versions, then the circuit at the blocks found."""
    times_h = course["time"].to_numpy()
    in_first = times_h <= end_of_first_session_h(regimen, PEAK_AFTER_H)
    highest = int(mean(_by_time(course, "nmda_block")[in_first], ensemble.version_weights).argmax())
    at_h = {BEFORE: 0.0, DURING: float(times_h[highest]), AFTER: regimen.last_end_h + HOURS_PER_DAY}
    level = effect_levels(ensemble, regimen, np.array(list(at_h.values())))[FAST_SITE]
    block = nmda_block(level, regimen.drug, ensemble.drawn)
    levels, blocks, quiet = (
        IntervalAlong.of(values, ensemble.version_weights) for values in (level, block, quieted(block, ensemble.drawn))
    )
    runs = _runs([blocks.at(row) for row in range(len(at_h))], ensemble.seed, workers)
    return [
        Moment(
            name=name,
            time_h=time_h,
            s_ketamine_site_ng_per_ml=levels.at(row),
            block_fraction=blocks.at(row),
            quieted_fraction=quiet.at(row),
            typical=runs[row][0],
            at_low_block=runs[row][1],
            at_high_block=runs[row][2],
        )
        for row, (name, time_h) in enumerate(at_h.items())
    ]


def _runs(blocks: Sequence[IntervalAlong], seed: int, workers: int) -> list[list[AnsweredTrain]]:
    """At mean, low and high block of each moment; equal blocks are run once."""
    wanted = [[float(block.mean), float(block.low), float(block.high)] for block in blocks]
    different = sorted({fraction for row in wanted for fraction in row})
    found = dict(zip(different, typical_train(different, seed, workers=workers), strict=True))
    return [[found[fraction] for fraction in row] for row in wanted]
