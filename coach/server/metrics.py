"""What the coach does, counted for Prometheus and written as one event a time; never what anybody said or earns."""

from __future__ import annotations

import logging

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from coach.reply import Reply
from coach.ui.gate import Gate
from coach.ui.service import Metrics

_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60)
log = logging.getLogger("coach")


class Counted(Metrics):
    """The counters of one application, in a registry of its own."""

    def __init__(self) -> None:
        """Start at zero."""
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        labels = ("intent", "engine", "outcome")
        self._answers = Counter("coach_answers", "Answers given.", labels, registry=self.registry)
        self._seconds = Histogram(
            "coach_answer_seconds", "From the question to the whole answer.", buckets=_BUCKETS, registry=self.registry
        )
        self._failed = Counter("coach_failures", "Answers that broke off.", ("kind",), registry=self.registry)
        self._limited = Counter("coach_limited", "Questions refused for coming too fast.", registry=self.registry)
        self._busy = Gauge("coach_generations", "Answers being worked on.", registry=self.registry)
        self._waiting = Gauge("coach_waiting", "Answers waiting for their turn.", registry=self.registry)

    def watch(self, gate: Gate) -> None:
        """Read how busy the gate is when asked."""
        self._busy.set_function(lambda: gate.busy)
        self._waiting.set_function(lambda: gate.waiting)

    def answered(self, reply: Reply, seconds: float) -> None:
        """An answer was given after `seconds`."""
        outcome = "abstained" if reply.abstained else "clarify" if reply.clarify else "answered"
        engine = reply.engine.split(":")[0]
        self._answers.labels(reply.intent, engine, outcome).inc()
        self._seconds.observe(seconds)
        log.info(
            "answer", extra={"intent": reply.intent, "engine": engine, "outcome": outcome, "ms": round(seconds * 1000)}
        )

    def failed(self, error: BaseException) -> None:
        """An answer broke off; only the kind of error is told, for its words may be the user's."""
        self._failed.labels(type(error).__name__).inc()
        log.error("failure", extra={"kind": type(error).__name__})

    def limited(self) -> None:
        """A question was refused for coming too fast."""
        self._limited.inc()

    def text(self) -> bytes:
        """Everything in Prometheus's text format."""
        return generate_latest(self.registry)
