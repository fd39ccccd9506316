"""What a clinic saw of one patient, and the files it is read from."""

from sciatwin.observation.concentration import Analyte, Concentration, Site
from sciatwin.observation.dissociation import Dissociation
from sciatwin.observation.given_session import GivenSession
from sciatwin.observation.global_impression import GlobalImpression, Impression
from sciatwin.observation.observations import Observation, Observations
from sciatwin.observation.of_patient import observations_of_patient
from sciatwin.observation.opioid_use import OpioidUse
from sciatwin.observation.oxygen_saturation import OxygenSaturation
from sciatwin.observation.pain_score import PainScore, Period
from sciatwin.observation.pressure import Pressure
from sciatwin.observation.questionnaire_score import Questionnaire, QuestionnaireScore
from sciatwin.observation.reader import read_observations
from sciatwin.observation.respiratory_rate import RespiratoryRate
from sciatwin.observation.review import Decided, Review
from sciatwin.observation.sedation import Sedation
from sciatwin.observation.self_harm_thoughts import SelfHarmThoughts
from sciatwin.observation.serious_event import Event, SeriousEvent
from sciatwin.observation.side_effect_seen import SideEffect, SideEffectSeen
from sciatwin.observation.writer import write_observations

__all__ = [
    "Analyte",
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
    "Site",
    "observations_of_patient",
    "read_observations",
    "write_observations",
]
