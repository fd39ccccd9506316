"""Is what is promised for ketamine true? With a patient, also what the twin predicts of it."""

from sciaclinic.answers.evidence.claims.compose import Predicted, claim_document, claims_document
from sciaclinic.answers.evidence.claims.document import ClaimDocument, ClaimsDocument
from sciaclinic.answers.made import Made
from sciaclinic.services.asked_course import ask_course
from sciaclinic.services.context import Context
from sciatwin.evidence.claim import Claim, claim_named, published_claims
from sciatwin.patient import Patient
from sciatwin.twin import Twin
from sciatwin.validation.claims import predict_claim


def answer_claims(name: str | None, context: Context) -> ClaimsDocument | ClaimDocument:
    """One promise or all of them, by the evidence alone.

    Raises: ModelError naming the choices.
    """
    return _document(name, None, context.made())


def answer_claims_for(
    name: str | None,
    patient: Patient,
    template: str,
    context: Context,
    *,
    draws: int,
    seed: int,
    despite_block: bool = False,
) -> ClaimsDocument | ClaimDocument:
    """One promise or all of them, with what the twin predicts of this patient on a published regimen.

    Raises: as ``ask_course``; ModelError for an unknown promise.
    """
    asked = ask_course(patient, template, context.today, despite_block=despite_block)
    twin = Twin(asked.patient, draws=draws, seed=seed, today=context.today)
    course = twin.simulate(asked.regimen, despite_block=despite_block)
    found = {claim.key: predict_claim(claim, course, asked.regimen) for claim in _claims(name)}
    return _document(name, Predicted(asked.patient, asked.regimen, found), context.made(draws=draws, seed=seed))


def _document(name: str | None, predicted: Predicted | None, made: Made) -> ClaimsDocument | ClaimDocument:
    claims = _claims(name)
    return claims_document(claims, predicted, made) if name is None else claim_document(claims[0], predicted, made)


def _claims(name: str | None) -> tuple[Claim, ...]:
    return tuple(published_claims().values()) if name is None else (claim_named(name),)
