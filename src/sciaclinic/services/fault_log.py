"""What is logged of a fault of the program: its type, and where it happened. Its message may hold what a patient
answered, so it is never logged."""

import logging
from collections.abc import Iterator
from traceback import extract_tb


def log_fault(log: logging.Logger, what: str, error: BaseException) -> None:
    """Args: what: was not done, in words that hold no value."""
    log.error("%s\n%s", what, without_values(error))


def without_values(error: BaseException) -> str:
    """The type of a fault and its frames, then those of what caused it."""
    return "\n".join(line for one in _with_causes(error) for line in (type(one).__name__, *_frames(one)))


class WithoutValues(logging.Filter):
    """Takes the message out of every fault that a library logs with its traceback."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.msg, record.args = f"{record.getMessage().rstrip()}\n{without_values(error)}", ()
            record.exc_info = record.exc_text = None
        return True


def _frames(error: BaseException) -> list[str]:
    return [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in extract_tb(error.__traceback__)]


def _with_causes(error: BaseException) -> Iterator[BaseException]:
    told: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in told:
        told.append(following)
        yield following
        following = following.__cause__ or following.__context__
