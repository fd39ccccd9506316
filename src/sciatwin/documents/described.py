"""Records whose fields are described by the sentence below each, in their published schema.

Pydantic can read these sentences too, when a class is made; that parses the source of every class in each process, for
a schema that few of them write.
"""

import ast
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Described(BaseModel):
    """A frozen record that takes no field it does not know, and no number that is none."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        found = handler(schema)
        properties = handler.resolve_ref_schema(found).get("properties", {})
        for field, sentence in sentences_of(cls).items():
            said_by_its_kind = inspect.getdoc(cls.model_fields[field].annotation) == sentence
            if field in properties and not said_by_its_kind:
                properties[field].setdefault("description", sentence)
        return found


@cache
def sentences_of(record: type[BaseModel]) -> Mapping[str, str]:
    """Field → the text below it, of a record and of those it is made from; a field made anew leaves the old text."""
    found: dict[str, str] = {}
    for part in reversed(record.__mro__):
        if issubclass(part, BaseModel) and part is not BaseModel:
            kept = {field: text for field, text in found.items() if field not in part.__annotations__}
            found = kept | dict(_below_fields(part))
    return found


def _below_fields(record: type) -> Iterator[tuple[str, str]]:
    body = ast.parse(textwrap.dedent(inspect.getsource(record))).body[0]
    assert isinstance(body, ast.ClassDef)
    for statement, below in zip(body.body, body.body[1:], strict=False):
        if isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name):
            match below:
                case ast.Expr(value=ast.Constant(value=str(text))):
                    yield statement.target.id, inspect.cleandoc(text)
