"""From promises, and what the twin predicts of them, to a document."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sciaclinic.answers.evidence.claims.document import (
    ClaimDocument,
    ClaimNumberRecord,
    ClaimRecord,
    ClaimsDocument,
    PointRecord,
    PredictionRecord,
)
from sciaclinic.answers.evidence.trials.words import measure_in_words, time_in_words, value_in_words
from sciaclinic.answers.made import Made
from sciaclinic.answers.sources import source_record
from sciatwin.evidence.claim import RULE, Claim, ClaimNumber, KnownPoint
from sciatwin.patient import Patient
from sciatwin.regimen import Regimen
from sciatwin.validation.claims import ClaimPrediction


@dataclass(frozen=True)
class Predicted:
    """What the twin predicts of promises, by key: of whom, on which regimen."""

    patient: Patient
    regimen: Regimen
    by_claim: Mapping[str, tuple[ClaimPrediction, ...]]


def claims_document(claims: tuple[Claim, ...], predicted: Predicted | None, made: Made) -> ClaimsDocument:
    """All promises."""
    records = tuple(_claim(claim, predicted) for claim in claims)
    return ClaimsDocument(**made.of(ClaimsDocument), **_asked_of(predicted), claims=records)


def claim_document(claim: Claim, predicted: Predicted | None, made: Made) -> ClaimDocument:
    """One promise."""
    return ClaimDocument(**made.of(ClaimDocument), **_asked_of(predicted), claim=_claim(claim, predicted))


def _asked_of(predicted: Predicted | None) -> dict[str, Any]:
    if predicted is None:
        return {"rule": RULE, "patient": None, "regimen": None}
    return {"rule": RULE, "patient": predicted.patient, "regimen": predicted.regimen}


def _claim(claim: Claim, predicted: Predicted | None) -> ClaimRecord:
    return ClaimRecord(
        key=claim.key,
        promise=claim.promise,
        answer=claim.answer,
        grade=claim.grade,
        basis=claim.basis,
        direction=claim.direction,
        steps_down=claim.steps_down,
        numbers=tuple(map(_number, claim.numbers)),
        known_for=tuple(map(_point, claim.known_for)),
        known_against=tuple(map(_point, claim.known_against)),
        unknown=claim.unknown,
        sources=tuple(map(source_record, claim.sources)),
        not_predicted=claim.not_predicted,
        predictions=None if predicted is None else tuple(map(_prediction, predicted.by_claim[claim.key])),
    )


def _number(number: ClaimNumber) -> ClaimNumberRecord:
    row = number.observation
    return ClaimNumberRecord(
        says=number.says,
        trial=number.trial,
        arm=row.arm,
        measures=measure_in_words(row),
        when=time_in_words(row),
        text=value_in_words(row),
        value=row.printed,
        unit=row.unit_as_printed,
        standard_error=row.error,
    )


def _point(point: KnownPoint) -> PointRecord:
    return PointRecord(says=point.says, trial=point.trial, source=source_record(point.origin))


def _prediction(line: ClaimPrediction) -> PredictionRecord:
    return PredictionRecord.model_validate(asdict(line))
