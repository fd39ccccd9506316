"""A bar on standard error that counts what is done of a long job."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def counted(title: str, of_what: str, *, total: int) -> Iterator[Callable[[int], None]]:
    """Yields what is to be called with the number that is done."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    from sciaclinic.cli.console import Console

    columns = (title, BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(of_what, total=total)
        yield lambda done: progress.update(task, completed=done)
