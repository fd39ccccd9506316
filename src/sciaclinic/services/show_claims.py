"""Promises and their answers; with a patient, also what the twin predicts of them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from sciaclinic.services.evidence_words import measure_in_words, time_in_words, value_in_words
from sciatwin.evidence.claim import RULE, Claim, ClaimNumber, Point, claim_named, published_claims
from sciatwin.validation.claims import ClaimPrediction, predict_claim

HOW_TO_PREDICT = (
    "What the twin predicts needs a patient: add --patient FILE --template NAME, for example "
    "--patient examples/typical.yaml --template 'Cleveland five-day'."
)
HOW_TO_READ = (
    "Mean and 90 % interval; by the drug: ketamine minus inert infusions that the patient believes in as much."
)
NO_TRIAL_IN_SCIATICA = "No trial shows that intravenous ketamine helps sciatica; the predictions are extrapolated."


@dataclass(frozen=True)
class AnsweredClaims:
    """Promises with what the twin predicts of each, by key; no predictions without a patient."""

    claims: tuple[Claim, ...]
    predictions: Mapping[str, tuple[ClaimPrediction, ...]] | None
    regimen: str = ""


def answer_claims(name: str | None) -> AnsweredClaims:
    """One promise or all of them, by the evidence alone.

    Raises: ModelError naming the choices.
    """
    return AnsweredClaims(_claims(name), None)


def answer_claims_for(
    name: str | None, patient_file: Path, template: str, *, draws: int, seed: int, despite_block: bool = False
) -> AnsweredClaims:
    """One promise or all of them, with what the twin predicts of this patient on a published regimen.

    Raises: as ``simulate_course``; ModelError for an unknown promise.
    """
    from sciaclinic.services.simulate_course import simulate_course

    claims = _claims(name)
    result = simulate_course(patient_file, template, None, draws=draws, seed=seed, despite_block=despite_block)
    predictions = {claim.key: predict_claim(claim, result.course, result.regimen) for claim in claims}
    return AnsweredClaims(claims, predictions, result.regimen.name)


def _claims(name: str | None) -> tuple[Claim, ...]:
    return tuple(published_claims().values()) if name is None else (claim_named(name),)


def number_in_words(number: ClaimNumber) -> str:
    """A number of a promise with what it is, when, in which trial."""
    row = number.observation
    when = time_in_words(row)
    return f"{number.says}{f', {when}' if when else ''}: {value_in_words(row)} [{number.trial}]"


def point_in_words(point: Point) -> str:
    """Something known, with the key of the trial that says it; other sources stand in the list of sources."""
    return f"{point.says} [{point.trial}]" if point.trial else point.says


def claim_record(claim: Claim, predictions: tuple[ClaimPrediction, ...] | None = None) -> dict[str, object]:
    """One promise ready for JSON."""
    return {
        "key": claim.key,
        "promise": claim.promise,
        "answer": claim.answer,
        "grade": str(claim.grade),
        "basis": str(claim.basis),
        "direction": str(claim.direction),
        "steps_down": list(map(str, claim.steps_down)),
        "rule": RULE,
        "numbers": [_number_record(number) for number in claim.numbers],
        "known_for": [{"says": point.says, "source": str(point.origin)} for point in claim.known_for],
        "known_against": [{"says": point.says, "source": str(point.origin)} for point in claim.known_against],
        "unknown": claim.unknown,
        "sources": list(map(str, claim.sources)),
        "not_predicted": claim.not_predicted,
        "predictions": None if predictions is None else [asdict(line) for line in predictions],
    }


def _number_record(number: ClaimNumber) -> dict[str, object]:
    row = number.observation
    return {
        "says": number.says,
        "trial": number.trial,
        "arm": row.arm,
        "measures": measure_in_words(row),
        "when": time_in_words(row),
        "text": value_in_words(row),
        "value": row.printed,
        "unit": row.unit_as_printed,
        "standard_error": row.error,
    }
