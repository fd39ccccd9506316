"""Errors that a user can cause and mend. Each prints without a traceback and has its own exit code.

UserError                  1   (never raised itself)
├── InputFileError        10   a file is missing, unreadable or not YAML/JSON
├── InvalidInputError     11   a value in a file, on the command line or in a call is wrong; lists every fault
├── UnitError             12   a unit is missing, unknown or of the wrong kind
├── RegimenError          13   a regimen cannot be given as described
├── LimitError            14   a hard limit would be crossed
├── ModelError            15   a model is unknown or cannot do what was asked
├── OutputError           16   results could not be written; nothing was left half-written
├── MustNotInfuseError    17   a dose was asked for somebody who must not have one
└── MissingExtraError     19   a part of the installation is missing that only some uses need

No error, yet not 0: commands that judge a patient leave with 17 where no dose may be given, and with 18 where overrides
or open questions of the patient remain before anybody signs (see ``sciatwin.suitability.Readiness``): ``check``,
``plan`` and ``simulate``. ``learn`` leaves with 17 where ``plan`` does, and else with 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass

MOST_FAULTS_SHOWN = 30
_LONGEST_FAULT = 1000


@dataclass(frozen=True)
class Fault:
    """One wrong value: the field as a file names it (empty for the whole), what is wrong and the way out.

    ``line`` of the file, or None where there is none, as in a form.
    """

    field: str
    says: str
    line: int | None = None

    def __str__(self) -> str:
        parts = (f"line {self.line}" if self.line is not None else "", self.field, self.says)
        return ": ".join(part for part in parts if part)


class UserError(Exception):
    """Base of every error that the user can mend."""

    exit_code = 1


class InputFileError(UserError):
    exit_code = 10


class InvalidInputError(UserError):
    """One or more wrong values; ``faults`` holds one line for each, the message the first of them.

    ``by_field`` holds the same, told apart by field, where it is known to which field each belongs.
    """

    exit_code = 11

    def __init__(self, what: str, found: Sequence[str | Fault]) -> None:
        self.faults = faults = [str(fault) for fault in found]
        self.by_field = tuple(fault for fault in found if isinstance(fault, Fault))
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        shown = [f"  - {_shortened(fault)}" for fault in faults[:MOST_FAULTS_SHOWN]]
        more = [f"  and {len(faults) - MOST_FAULTS_SHOWN} more."] if len(faults) > MOST_FAULTS_SHOWN else []
        super().__init__("\n".join([f"{what}: {count}.", *shown, *more]))


class UnitError(UserError, ValueError):
    exit_code = 12


class RegimenError(UserError):
    exit_code = 13


class LimitError(UserError):
    exit_code = 14


class ModelError(UserError):
    exit_code = 15


class OutputError(UserError):
    exit_code = 16


class MustNotInfuseError(UserError):
    exit_code = 17


class MissingExtraError(UserError, ImportError):
    """Libraries of an optional part (``extra``) that are not installed; the message says how to install it."""

    exit_code = 19

    def __init__(self, extra: str, what: str, libraries: list[str]) -> None:
        self.extra = extra
        super().__init__(
            f"{what}: this installation lacks {', '.join(libraries)}. "
            f'What is missing comes with the extra "{extra}": pip install "sciatwin[{extra}]"'
        )


def _shortened(fault: str) -> str:
    return fault if len(fault) <= _LONGEST_FAULT else f"{fault[: _LONGEST_FAULT - 1]}…"
