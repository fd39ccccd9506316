"""Plans as they are read: the part of a page, and the paper. Each is drawn once from the text that is kept."""

import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC
from functools import lru_cache
from typing import Any

from sciaclinic.answers.blocks import Block, Heading, Sheet, Verbatim
from sciaclinic.answers.overrides_to_sign import OVERRIDES_TO_SIGN
from sciaclinic.episode.entry import Entry
from sciaclinic.render.html import fragment_in_two
from sciaclinic.render.pdf import paper
from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.planning import plan_text
from sciaclinic.services.stored import from_stored

_ONE_PEN = threading.Lock()
"""Figures are drawn by a library that draws one at a time."""


def plan_fragment(desk: Desk, sha256: str) -> tuple[str, str]:
    """A plan as parts of a page: its answer, and what stands behind it. Raises: NotThereError."""
    return _fragment(plan_text(desk, sha256))


def plan_paper(desk: Desk, sha256: str, signature: Entry | None = None) -> bytes:
    """The PDF of a plan; the same bytes each time.

    Args:
        signature: the entry that signs it, which is then printed with it.
    Raises: NotThereError; OutputError if the pages cannot be set.
    """
    return _paper(plan_text(desk, sha256), _printed(signature) if signature else ())


@lru_cache(maxsize=32)
def _fragment(text: str) -> tuple[str, str]:
    _, sheet = from_stored(text, "the plan")
    with _ONE_PEN:
        return fragment_in_two(_for_the_clinic(sheet))


@lru_cache(maxsize=8)
def _paper(text: str, signature: tuple[tuple[str, str], ...]) -> bytes:
    _, sheet = from_stored(text, "the plan")
    with _ONE_PEN:
        return paper(sheet, signature=dict(signature) or None)


def _printed(signature: Entry) -> tuple[tuple[str, str], ...]:
    said: Mapping[str, Any] = signature.body
    return (
        ("name", said["name"]),
        ("role", ", ".join(sorted(signature.author.roles))),
        ("at", f"{signature.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"),
        ("meaning", said["meaning"]),
        ("sha256", said["document"]),
        ("patient", "; ".join(said.get("patient", ()))),
    )


def _for_the_clinic(sheet: Sheet) -> Sheet:
    """Without the entries for a patient file: here there is a form for each."""
    return replace(sheet, blocks=tuple(block for block in sheet.blocks if not _is_for_a_file(block)))


def _is_for_a_file(block: Block) -> bool:
    return isinstance(block, Verbatim) or (isinstance(block, Heading) and block.text == OVERRIDES_TO_SIGN)
