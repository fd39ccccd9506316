"""How often somebody without a name may ask: so many times within a stretch of time, for each key."""

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

_MOST_KEYS = 10_000


class RateLimit:
    """Kept in memory alone: a clinic that starts anew forgets it."""

    def __init__(self, most: int, within_s: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._within_s, self._clock = most, within_s, clock
        self._asked: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def allows(self, key: str) -> bool:
        """Whether one time more is allowed; it is counted if so."""
        now = self._clock()
        with self._lock:
            times = self._asked.setdefault(key, deque())
            self._asked.move_to_end(key)
            while times and now - times[0] > self._within_s:
                times.popleft()
            if len(times) >= self._most:
                return False
            times.append(now)
            while len(self._asked) > _MOST_KEYS:
                self._asked.popitem(last=False)
        return True
