"""How often one caller may ask: a bucket for each, filled steadily, emptied by requests."""

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

_REMEMBERED = 10_000


class RateLimiter:
    """Allows every caller ``rate`` requests a minute, and as many at once after a minute's rest; 0 allows all."""

    def __init__(self, rate: int, clock: Callable[[], float] = time.monotonic, remembered: int = _REMEMBERED) -> None:
        self._rate = rate
        self._clock = clock
        self._remembered = remembered
        self._lock = threading.Lock()
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, caller: str) -> int:
        """Takes one request from a caller's bucket: 0, or the whole seconds to wait where it is empty."""
        if self._rate == 0:
            return 0
        with self._lock:
            now = self._clock()
            level, then = self._levels.pop(caller, (float(self._rate), now))
            level = min(float(self._rate), level + (now - then) * self._rate / 60)
            allowed = level >= 1
            self._levels[caller] = (level - allowed, now)
            while len(self._levels) > self._remembered:
                self._levels.popitem(last=False)
        return 0 if allowed else max(1, math.ceil((1 - level) * 60 / self._rate))

    def __len__(self) -> int:
        """How many callers are remembered; the one that asked longest ago is forgotten first."""
        return len(self._levels)
