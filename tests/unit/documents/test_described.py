"""The sentence below a field is its description in the schema, as pydantic itself would read it."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from sciatwin.documents.described import Described


class Colour(StrEnum):
    """What can be seen."""

    RED = "red"


class Ours(Described):
    first: int
    """Of two."""
    second: str = ""
    third: Colour = Colour.RED
    """What can be seen."""
    fourth: Colour | None = None
    """Another one,
    in two lines."""


class OursAnew(Ours):
    first: float
    fifth: int
    """Beside the others."""


class Theirs(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    first: int
    """Of two."""
    second: str = ""
    third: Colour = Colour.RED
    """What can be seen."""
    fourth: Colour | None = None
    """Another one,
    in two lines."""


class TheirsAnew(Theirs):
    first: float
    fifth: int
    """Beside the others."""


def _named(record, schema):
    return {**schema, "title": record}


def test_a_schema_is_the_one_that_pydantic_makes():
    for mode in ("validation", "serialization"):
        ours, theirs = Ours.model_json_schema(mode=mode), Theirs.model_json_schema(mode=mode)
        assert _named("", ours) == _named("", theirs)


def test_a_field_made_anew_leaves_the_old_sentence():
    ours, theirs = OursAnew.model_json_schema(), TheirsAnew.model_json_schema()
    assert _named("", ours) == _named("", theirs)
    assert "description" not in ours["properties"]["first"]
