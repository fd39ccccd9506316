"""JSON Schemas of the files that people write and of the answers that come out."""

from typing import Any

from sciaclinic.answers.kinds import KINDS
from sciaclinic.render.json import schema_of as document_schema
from sciaclinic.services.file_kinds import SchemaOf
from sciatwin.patient import Patient
from sciatwin.plan import Site

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(what: SchemaOf) -> dict[str, Any]:
    """The schema, as editors and other programs read it."""
    if what in KINDS:
        return document_schema(what)
    record = Patient if what is SchemaOf.PATIENT else Site
    return {"$schema": _DIALECT, **record.model_json_schema(by_alias=True)}
