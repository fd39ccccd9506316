"""Plans are computed beside the pages: whoever asked may leave, and nobody else waits."""

import logging
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field

from sciaclinic.services.clinic.desk import Desk
from sciaclinic.services.clinic.planning import demand_plan, propose
from sciaclinic.services.fault_log import log_fault
from sciatwin.errors import UserError

_log = logging.getLogger(__name__)


@dataclass
class _Job:
    begun: float
    future: "Future[None] | None" = None
    says: str = ""


@dataclass(frozen=True)
class Progress:
    """Attributes: running: a plan is being computed; seconds: since it was asked for; says: why the last one failed."""

    running: bool = False
    seconds: float = 0.0
    says: str = ""


@dataclass
class PlanBench:
    """Computes one plan after another; of one episode never two at once."""

    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="plan"))
    _jobs: dict[str, _Job] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, desk: Desk, episode: str) -> None:
        """Begin to compute; nothing if that has begun already. Raises: as ``demand_plan``."""
        demand_plan(desk, episode)
        with self._lock:
            if self.progress(episode).running:
                return
            job = self._jobs[episode] = _Job(time.monotonic())
            job.future = self._pool.submit(_compute, job, desk, episode)

    def progress(self, episode: str) -> Progress:
        job = self._jobs.get(episode)
        if job is None:
            return Progress()
        running = job.future is None or not job.future.done()
        return Progress(running, time.monotonic() - job.begun, "" if running else job.says)

    def wait(self, episode: str, most_s: float = 120.0) -> None:
        """Until it is computed."""
        job = self._jobs.get(episode)
        if job is not None and job.future is not None:
            job.future.result(most_s)


def _compute(job: _Job, desk: Desk, episode: str) -> None:
    try:
        propose(desk, episode)
    except UserError as error:
        job.says = str(error)
    except Exception as error:  # somebody waits for an answer: what was no mistake of hers is said as well
        log_fault(_log, "a plan could not be computed", error)
        job.says = (
            f"The plan could not be computed ({type(error).__name__}). Nothing was kept; tell who runs the clinic."
        )
