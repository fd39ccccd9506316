"""The door to the command line. It is light, so that Ctrl-C ends cleanly while everything else is loading."""

from __future__ import annotations

import atexit
import gc
import os
import sys

from sciaclinic.cli.encoding import print_in_any_encoding
from sciaclinic.cli.progress import PROGRESS
from sciaclinic.services.interrupts import end_on_signals
from sciatwin.foreign_text import unsafe_character

_USAGE, _OUTPUT, _FAULT_OF_OURS = 2, 16, 70
_LIBRARIES = ("typer", "rich", "jinja2", "typst", "matplotlib")
"""What the command line and its reports cannot do without."""
_SHOW_TRACEBACK = "SCIATWIN_TRACEBACK"
_OBJECTS_BEFORE_A_SEARCH = 100_000
"""A search for garbage every 700 objects takes a fifth of the time that libraries take to load."""


def run() -> None:
    """Run the command; what a user can mend goes to stderr without a traceback, with its exit code."""
    end_on_signals()
    gc.set_threshold(_OBJECTS_BEFORE_A_SEARCH, 20, 20)
    atexit.register(gc.freeze)  # a last search, of what goes with the process anyway, takes half a second
    print_in_any_encoding()
    _refuse_control_characters(sys.argv)
    try:
        try:
            _run()
        finally:
            PROGRESS.stop()
            sys.stdout.flush()
    except BrokenPipeError:  # whoever read the output has gone
        _drop_output()
        sys.exit(1)
    except OSError as error:
        _drop_output()
        _leave(f"cannot print: {error.strerror or error}.", _OUTPUT)


def _run() -> None:
    _refuse_without_libraries()
    try:
        from sciaclinic.cli.main import app
        from sciaclinic.cli.notes import show_reading_notes

        PROGRESS.start(_command())
        with show_reading_notes():
            app()
    except (OSError, SystemExit):
        raise
    except MemoryError:
        _leave("there is not enough memory for this. Ask for fewer --draws, or for fewer or shorter sessions.", _OUTPUT)
    except Exception as error:
        _explain(error)


def _refuse_without_libraries() -> None:
    from sciatwin.errors import MissingExtraError
    from sciatwin.extras import require

    try:
        require("clinic", "The command line and its reports", *_LIBRARIES)
    except MissingExtraError as error:
        _leave(str(error), error.exit_code)


def _command() -> str:
    """What was asked for, without files and values."""
    return next((argument for argument in sys.argv[1:] if not argument.startswith("-")), "sciatwin")


def _explain(error: Exception) -> None:
    from sciaclinic.cli.console import print_error
    from sciatwin.errors import UserError

    if isinstance(error, UserError):
        print_error(str(error))
        sys.exit(error.exit_code)
    if os.environ.get(_SHOW_TRACEBACK):
        raise error
    kind = type(error).__name__
    print_error(
        f"a fault of the program, not of what was asked: {kind}: {error}. Nothing was decided. "
        f"Set {_SHOW_TRACEBACK}=1 and run it again to see where; please report it without patient data."
    )
    sys.exit(_FAULT_OF_OURS)


def _refuse_control_characters(arguments: list[str]) -> None:
    """A character that steers a terminal or hides what is written would be printed with the message about it."""
    for number, argument in enumerate(arguments[1:], start=1):
        found = unsafe_character(argument) or ("a tab or a line break" if {"\t", "\n"} & set(argument) else None)
        if found:
            _leave(f"argument {number} holds {found}. Write it without.", _USAGE)


def _leave(text: str, code: int) -> None:
    sys.stderr.write(f"sciatwin: {text}\n")
    sys.exit(code)


def _drop_output() -> None:
    """What is left in the buffer cannot be written; without this the interpreter would try once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
