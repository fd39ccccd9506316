"""JSON Schemas of the files that people write and of the answers that come out."""

from typing import Any

from pydantic import BaseModel

from sciaclinic.answers.kinds import KINDS
from sciaclinic.render.json import schema_of as document_schema
from sciaclinic.services.file_kinds import SchemaOf
from sciatwin.patient import Patient
from sciatwin.plan import Site
from sciatwin.plan.worth.preferences_file import PreferencesFile

_FILES: dict[SchemaOf, type[BaseModel]] = {
    SchemaOf.PATIENT: Patient,
    SchemaOf.CLINIC: Site,
    SchemaOf.PREFERENCES: PreferencesFile,
}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(what: SchemaOf) -> dict[str, Any]:
    """The schema, as editors and other programs read it."""
    if what in KINDS:
        return document_schema(what)
    return {"$schema": _DIALECT, **_FILES[what].model_json_schema(by_alias=True)}
