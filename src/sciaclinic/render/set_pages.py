"""Pages set by a template of this room. All text is handed over as data, so none of it can act as markup."""

import json
from collections.abc import Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any

from sciaclinic.answers.blocks import Block, Table
from sciatwin.errors import OutputError
from sciatwin.foreign_text import visible

_NOT_TEXT = {"on", "draw", "curves", "blocks"}


class PaperError(OutputError):
    """Pages could not be set, which leaves page, document and figures of an answer as they are."""


def set_pages(template: str, inputs: Mapping[str, str], *, behind: str = "") -> bytes:
    """The PDF.

    Args:
        behind: template of what follows on the last pages.
    Raises: PaperError if the pages cannot be set.
    """
    import typst

    try:
        source = _source(template) + (_source(behind) if behind else b"")
        return typst.compile(source, format="pdf", sys_inputs=dict(inputs), **_world())
    except typst.TypstError as error:
        raise PaperError(f"the pages could not be set ({error}).") from None


def measured(template: str, inputs: Mapping[str, str], label: str) -> list[Any]:
    """What the template says at a label once its pages are set, such as the page on which a part ends.

    Raises: PaperError if the pages cannot be set.
    """
    import typst

    try:
        found = typst.query(_source(template), label, field="value", sys_inputs=dict(inputs), **_world())
    except typst.TypstError as error:
        raise PaperError(f"the pages could not be set ({error}).") from None
    values: list[Any] = json.loads(found)
    return values


def _source(template: str) -> bytes:
    return files("sciaclinic.render").joinpath(f"templates/{template}").read_bytes()


def _world() -> dict[str, Any]:
    return {"ignore_system_fonts": True, "font_paths": _fonts()}


@cache
def _fonts() -> Any:
    """Looked up once: parts of a plan are measured some twenty times until it fits."""
    import typst

    from sciatwin.plotting import font_folder

    return typst.Fonts(include_system_fonts=False, font_paths=[font_folder()])


def as_block(item: Block) -> dict[str, Any]:
    return {"block": type(item).__name__, **as_data(item)}


def as_data(item: Any) -> dict[str, Any]:
    """The fields of a record, every hidden character of its texts made visible."""
    seen = {"seen": plain(item.seen)} if isinstance(item, Table) else {}
    names = (field.name for field in fields(item) if field.name not in _NOT_TEXT)
    return {**{name: plain(getattr(item, name)) for name in names}, **seen}


def plain(value: Any) -> Any:
    """A value of records, lists and texts as data."""
    match value:
        case str():
            return visible(str(value))
        case tuple() | list():
            return [plain(item) for item in value]
        case bool() | int() | float() | None:
            return value
        case dict():
            return {name: plain(item) for name, item in value.items()}
    if hasattr(value, "model_dump"):
        return plain(value.model_dump(mode="json"))
    return as_data(value)
