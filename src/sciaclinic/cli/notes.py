"""What had to be supposed to read a file is said on standard error, one line a note."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def show_reading_notes() -> Iterator[None]:
    """Notes on the reading of files, in words. Other warnings are shown as Python shows them."""
    before = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *where: object) -> None:
        from sciaclinic.cli.console import print_error
        from sciatwin.documents import ReadingNote

        if issubclass(category, ReadingNote):
            print_error(f"note: {message}")
        else:
            before(message, category, *where)  # type: ignore[arg-type]

    with warnings.catch_warnings():
        warnings.showwarning = show  # type: ignore[assignment]
        yield
