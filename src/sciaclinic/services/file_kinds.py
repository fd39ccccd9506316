"""Kinds of files that are filled in, and of records that have a schema."""

from enum import StrEnum


class FileKind(StrEnum):
    PATIENT = "patient"
    CLINIC = "clinic"
    OBSERVATIONS = "observations"


class SchemaOf(StrEnum):
    PATIENT = "patient"
    CLINIC = "clinic"
    PLAN = "plan"
