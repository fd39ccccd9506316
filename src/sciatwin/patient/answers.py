"""Answers with fixed choices. "Unknown" is an answer of its own, different from "no"."""

from enum import StrEnum


class Answer(StrEnum):
    """Answer to a yes/no question. A question that nobody asked stays UNKNOWN."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"


class Side(StrEnum):
    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class NeuropathicGrade(StrEnum):
    """Certainty that the pain is neuropathic (Finnerup 2016)."""

    UNLIKELY = "unlikely"
    POSSIBLE = "possible"
    PROBABLE = "probable"
    DEFINITE = "definite"
    UNKNOWN = "unknown"


class ImagingFinding(StrEnum):
    """What imaging showed at the painful root."""

    COMPRESSION = "compression"
    NO_COMPRESSION = "no compression"
    NOT_DONE = "not done"
    UNKNOWN = "unknown"


class Jurisdiction(StrEnum):
    UK = "UK"
    US = "US"
    EU = "EU"
    SWITZERLAND = "Switzerland"
    AUSTRALIA_NEW_ZEALAND = "Australia/New Zealand"
    OTHER = "other"


class TreatmentKind(StrEnum):
    EXERCISE = "supervised exercise or physiotherapy"
    PSYCHOLOGICAL = "psychological therapy"
    NSAID = "NSAID"
    PARACETAMOL = "paracetamol"
    GABAPENTINOID = "gabapentinoid"
    TRICYCLIC = "tricyclic antidepressant"
    SNRI = "SNRI"
    OPIOID = "opioid"
    TOPICAL = "topical lidocaine or capsaicin"
    EPIDURAL_STEROID = "epidural steroid"
    SURGICAL_OPINION = "surgical opinion"
    SURGERY = "surgery"
    KETAMINE = "ketamine infusion"
    KETAMINE_OTHERWISE = "ketamine by another route"
    OTHER = "other"


class TreatmentResult(StrEnum):
    NO_RELIEF = "no relief"
    PARTIAL_RELIEF = "partial relief"
    GOOD_RELIEF = "good relief"
    NOT_TOLERATED = "not tolerated"
    DONE = "done"
    UNKNOWN = "unknown"


class EarlierDrug(StrEnum):
    """Which ketamine an earlier course was of: mg of the two do not compare."""

    RACEMIC = "racemic ketamine"
    S_KETAMINE = "S-ketamine"
    UNKNOWN = "unknown"


class AlcoholUse(StrEnum):
    NONE = "none"
    MODERATE = "moderate"
    HEAVY = "heavy"
    UNKNOWN = "unknown"


class SafetyOutcome(StrEnum):
    """What an assessment of the risk of self-harm came to."""

    SAFE_TO_GO_ON = "safe to go on with a safety plan"
    NOT_NOW = "not now"
