"""Any sheet on A4 pages. All text is handed over as data, so none of it can act as markup, and nothing is on a disk."""

import json
from collections.abc import Mapping
from dataclasses import fields
from importlib.resources import files
from typing import Any

from sciaclinic.answers.blocks import Block, Figure, Medium, Sheet, Table, in_order
from sciaclinic.render.figures import figure_svg
from sciaclinic.render.runs import runs
from sciatwin.errors import OutputError
from sciatwin.foreign_text import visible

_NOT_TEXT = {"on", "draw", "curves"}


def paper(sheet: Sheet, figures: Mapping[str, str] | None = None) -> bytes:
    """The PDF of a sheet.

    Args:
        figures: SVG by key, where they were drawn already.
    Raises: OutputError if the pages cannot be set.
    """
    import typst

    from sciatwin.plotting import font_folder

    blocks = tuple(in_order(sheet.shown(Medium.PAPER)))
    drawn = figures or {item.key: figure_svg(item) for item in blocks if isinstance(item, Figure)}
    shown = {**_as_data(sheet), "runs": [[_as_block(item) for item in run] for run in runs(blocks)]}
    fonts: Any = [font_folder()]
    template = files("sciaclinic.render").joinpath("templates/sheet.typ").read_bytes()
    try:
        return typst.compile(
            template,
            format="pdf",
            sys_inputs={"sheet": json.dumps(shown), "figures": json.dumps(drawn)},
            ignore_system_fonts=True,
            font_paths=fonts,
        )
    except typst.TypstError as error:
        raise OutputError(f"the pages could not be set ({error}).") from None


def _as_block(item: Block) -> dict[str, Any]:
    return {"block": type(item).__name__, **_as_data(item)}


def _as_data(item: Any) -> dict[str, Any]:
    """The fields of a block, every hidden character of its texts made visible."""
    seen = {"seen": _plain(item.seen)} if isinstance(item, Table) else {}
    names = (field.name for field in fields(item) if field.name not in _NOT_TEXT and field.name != "blocks")
    return {**{name: _plain(getattr(item, name)) for name in names}, **seen}


def _plain(value: Any) -> Any:
    match value:
        case str():
            return visible(str(value))
        case tuple() | list():
            return [_plain(item) for item in value]
        case bool() | int() | float() | None:
            return value
        case Block():
            return _as_data(value)
    if hasattr(value, "model_dump"):
        return _plain_mapping(value.model_dump(mode="json"))
    return _as_data(value)


def _plain_mapping(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}
