"""What a clinic saw of one patient, and the files it is read from."""

from sciatwin.observation.csv.reader import read_observations
from sciatwin.observation.csv.writer import write_observations
from sciatwin.observation.observations import Observation, Observations
from sciatwin.observation.of_patient import observations_of_patient
from sciatwin.observation.seen.concentration import Concentration
from sciatwin.observation.seen.dissociation import Dissociation
from sciatwin.observation.seen.given_session import GivenSession
from sciatwin.observation.seen.global_impression import GlobalImpression, Impression
from sciatwin.observation.seen.opioid_use import OpioidUse
from sciatwin.observation.seen.oxygen_saturation import OxygenSaturation
from sciatwin.observation.seen.pain_score import PainScore, Period
from sciatwin.observation.seen.pressure import Pressure
from sciatwin.observation.seen.questionnaire_score import Questionnaire, QuestionnaireScore
from sciatwin.observation.seen.respiratory_rate import RespiratoryRate
from sciatwin.observation.seen.review import Decided, Review
from sciatwin.observation.seen.sedation import Sedation
from sciatwin.observation.seen.self_harm_thoughts import SelfHarmThoughts
from sciatwin.observation.seen.serious_event import Event, SeriousEvent
from sciatwin.observation.seen.side_effect_seen import SideEffect, SideEffectSeen

__all__ = [
    "Concentration",
    "Decided",
    "Dissociation",
    "Event",
    "GivenSession",
    "GlobalImpression",
    "Impression",
    "Observation",
    "Observations",
    "OpioidUse",
    "OxygenSaturation",
    "PainScore",
    "Period",
    "Pressure",
    "Questionnaire",
    "QuestionnaireScore",
    "RespiratoryRate",
    "Review",
    "Sedation",
    "SelfHarmThoughts",
    "SeriousEvent",
    "SideEffect",
    "SideEffectSeen",
    "observations_of_patient",
    "read_observations",
    "write_observations",
]
