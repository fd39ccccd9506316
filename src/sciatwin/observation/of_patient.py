"""Observations that the record of a patient already holds."""

from sciatwin.observation.observations import Observations
from sciatwin.observation.seen.questionnaire_score import Questionnaire, QuestionnaireScore
from sciatwin.patient import Patient


def observations_of_patient(patient: Patient) -> Observations:
    """Questionnaires of today as observations at time 0; one that nobody filled in gives none.

    The twin starts from these scores. Who compares observations with its predictions must not count them again.
    """
    answered = {item: getattr(patient.questionnaires, item.value) for item in Questionnaire}
    return Observations(
        tuple(
            QuestionnaireScore(time_h=0.0, questionnaire=item, score=score)
            for item, score in answered.items()
            if score is not None
        )
    )
