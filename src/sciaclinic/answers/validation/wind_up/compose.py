"""From predictions of temporal summation to the document."""

from collections.abc import Mapping, Sequence

from sciaclinic.answers.made import Made
from sciaclinic.answers.record import IntervalRecord
from sciaclinic.answers.sources import source_record
from sciaclinic.answers.validation.wind_up.document import SummationRecord, WindUpValidationDocument
from sciatwin.receptor import NO_HUMAN_CURVE
from sciatwin.twin.shown.interval import Interval
from sciatwin.validation.temporal_summation import SummationPrediction


def wind_up_document(
    predictions: Sequence[SummationPrediction], not_predicted: Mapping[str, str], verdict: str, made: Made
) -> WindUpValidationDocument:
    return WindUpValidationDocument(
        **made.of(WindUpValidationDocument),
        studies=tuple(map(_study, predictions)),
        not_predicted=not_predicted,
        verdict=verdict,
        note=NO_HUMAN_CURVE,
    )


def _study(prediction: SummationPrediction) -> SummationRecord:
    study = prediction.study
    return SummationRecord(
        key=study.key,
        people=study.people,
        who=study.who,
        regimen=study.regimen,
        tested_h=study.tested_h,
        time_assumed=study.time_assumed,
        reduced=study.reduced,
        finding=study.finding,
        source=source_record(study.source),
        block=_interval(prediction.block),
        wind_up_fall=_interval(prediction.wind_up_fall),
        first_fall=_interval(prediction.first_fall),
    )


def _interval(found: Interval) -> IntervalRecord:
    return IntervalRecord(mean=found.mean, low=found.low, high=found.high)
