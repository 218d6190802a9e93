"""What the service counts, as Prometheus reads it; the only import of prometheus_client.

Every label has few values: routes by their template, methods and statuses of HTTP, verdicts and stages of the engine.
"""

from collections.abc import Callable
from http import HTTPMethod

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from seedqa.qa.types import Answer, IndexIdentity

MEDIA_TYPE = CONTENT_TYPE_LATEST
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_METHODS = frozenset(HTTPMethod)
# When each counter was made is told by the process's own start time.
_without_birthdays: Callable[[], None] = disable_created_metrics
_without_birthdays()


class ServiceMetrics:
    """The counters of one app, apart from those of any other in the process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        self._requests = self._counter("qa_requests", "Requests, by route and status.", "route", "method", "status")
        self._durations = self._histogram("qa_request_seconds", "Time from a request to its response's end.", "route")
        self._stages = self._histogram("qa_stage_seconds", "Time the engine spent on an answer, by stage.", "stage")
        self._answers = self._counter("qa_answers", "Answers, by verdict, reason and mode.", "status", "reason", "mode")
        self._tokens = self._counter("qa_llm_tokens", "Tokens of the language model, as its server counts.", "kind")
        self._calls = self._counter("qa_llm_calls", "Calls of the language model.")
        self._dropped = self._counter("qa_llm_dropped", "Claims of the language model that were left out unproven.")
        self._refused = self._counter("qa_refused_busy", "Requests turned away because too many were waiting.")
        self._places = self._gauge("qa_requests_in_work", "Requests that are worked on or wait for it.")
        self._generation = self._gauge("qa_index_generation", "The generation of the index that answers; 0: none yet.")

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Counts a request that ended."""
        named = method if method in _METHODS else "other"
        self._requests.labels(route, named, str(status)).inc()
        self._durations.labels(route).observe(seconds)

    def answer(self, answer: Answer) -> None:
        """Counts an answer, its stages and its verdict."""
        self._answers.labels(answer.status, answer.reason or "", answer.mode).inc()
        for stage, milliseconds in answer.timings_ms.items():
            self._stages.labels(stage).observe(milliseconds / 1000)
        self._dropped.inc(answer.dropped)
        if answer.usage is not None:
            self._calls.inc(answer.usage.calls)
            self._tokens.labels("prompt").inc(answer.usage.prompt_tokens)
            self._tokens.labels("completion").inc(answer.usage.completion_tokens)

    def refused(self) -> None:
        """Counts a request turned away because too many were waiting."""
        self._refused.inc()

    def places(self, taken: int) -> None:
        """How many requests are worked on or wait."""
        self._places.set(taken)

    def index(self, identity: IndexIdentity) -> None:
        """Which index answers."""
        self._generation.set(identity.generation)

    def text(self) -> bytes:
        """Everything, as Prometheus scrapes it."""
        return generate_latest(self.registry)

    def _counter(self, name: str, about: str, *labels: str) -> Counter:
        return Counter(name, about, labels, registry=self.registry)

    def _gauge(self, name: str, about: str) -> Gauge:
        return Gauge(name, about, registry=self.registry)

    def _histogram(self, name: str, about: str, *labels: str) -> Histogram:
        return Histogram(name, about, labels, registry=self.registry, buckets=_SECONDS)
