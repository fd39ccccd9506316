"""The rules that may be set aside, as an entry of the patient file for each that a physician completes and signs."""

import textwrap
from collections.abc import Iterable, Iterator

from sciatwin.patient import Override
from sciatwin.questions import asked_field

OVERRIDES_TO_SIGN = (
    "To set a rule aside: a physician completes its entry in the patient file, in the place of 'overrides: []'"
)

_LETTERS = 68
"""Of a comment: an entry has to fit a terminal of 80 columns beside its margin."""


def overrides_to_sign(rules: Iterable[tuple[str, str]]) -> str:
    """YAML with an entry for each rule; empty without any. As it stands a file with it is refused: nothing is signed.

    Args:
        rules: key of each, and what it says.
    """
    lines = [line for key, says in rules for line in _entry(key, says)]
    return "\n".join(["overrides:", *lines]) if lines else ""


def _entry(key: str, says: str) -> Iterator[str]:
    yield from textwrap.wrap(says, _LETTERS, initial_indent="  # ", subsequent_indent="  # ")
    for name, info in Override.model_fields.items():
        if name == "rule":
            yield f"  - rule: {key}"
        else:
            yield f"    {name}:  # {asked_field(name, info).hint}"
