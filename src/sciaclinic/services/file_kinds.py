"""Kinds of files that are filled in, and of records that have a schema."""

from enum import StrEnum


class FileKind(StrEnum):
    PATIENT = "patient"
    CLINIC = "clinic"
    PREFERENCES = "preferences"
    OBSERVATIONS = "observations"


class SchemaOf(StrEnum):
    """Files that are written by hand, then every kind of document."""

    PATIENT = "patient"
    CLINIC = "clinic"
    PREFERENCES = "preferences"
    PLAN = "plan"
    CHECK = "check"
    COURSE = "course"
    LEARNED = "learned"
    MECHANISM = "mechanism"
    SOURCES = "sources"
    ESTIMATES = "estimates"
    TRIALS = "trials"
    TRIAL = "trial"
    META_ANALYSES = "meta-analyses"
    META_ANALYSIS = "meta-analysis"
    CLAIMS = "claims"
    CLAIM = "claim"
    MODELS = "models"
    MODEL = "model"
    VALIDATION_LEVELS = "validation-levels"
    VALIDATION_TRIALS = "validation-trials"
    VALIDATION_WIND_UP = "validation-wind-up"
    CALIBRATION = "calibration"
    CIRCUIT = "circuit"
