"""Buckets: so many requests a minute, and an honest time to wait."""

from hypothesis import given
from hypothesis import strategies as st
from seedqa.api.rates import RateLimiter


class Clock:
    """A clock that is set."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_minutes_worth_at_once_then_one_as_the_bucket_fills() -> None:
    clock = Clock()
    limiter = RateLimiter(6, clock)
    assert [limiter.wait("Ann") for _ in range(7)] == [0] * 6 + [10]
    assert limiter.wait("Bo") == 0
    clock.now += 9.5
    assert limiter.wait("Ann") == 1
    clock.now += 0.5
    assert (limiter.wait("Ann"), limiter.wait("Ann")) == (0, 10)


def test_no_rate_is_no_limit() -> None:
    limiter = RateLimiter(0)
    assert {limiter.wait("Ann") for _ in range(1000)} == {0}
    assert len(limiter) == 0


def test_only_so_many_callers_are_remembered() -> None:
    limiter = RateLimiter(60, Clock(), remembered=10)
    for number in range(100):
        limiter.wait(str(number))
    assert len(limiter) == 10


@given(st.integers(1, 100), st.lists(st.floats(0.0, 30.0), max_size=60))
def test_never_more_than_a_minutes_worth_and_what_was_refilled(rate: int, pauses: list[float]) -> None:
    clock = Clock()
    limiter = RateLimiter(rate, clock)
    allowed = 0
    for pause in pauses:
        clock.now += pause
        wait = limiter.wait("Ann")
        allowed += wait == 0
        assert allowed <= rate + (clock.now - 1000.0) * rate / 60 + 1e-6
        if wait:
            # Who waits as long as told is let in.
            assert RateLimiter.wait(_later(limiter, clock, wait), "Ann") == 0


def _later(limiter: RateLimiter, clock: Clock, seconds: int) -> RateLimiter:
    """The limiter as it will be after so many seconds, leaving it as it is."""
    future = Clock()
    future.now = clock.now + seconds
    copy = RateLimiter(limiter._rate, future)
    copy._levels = limiter._levels.copy()
    return copy
