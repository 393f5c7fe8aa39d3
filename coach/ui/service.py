"""What the pages ask of the service around them; without one, nothing is limited and nothing counted."""

from __future__ import annotations

from dataclasses import dataclass, field

from coach.reply import Reply


class Metrics:
    """Counts nothing; the server brings one that does."""

    def answered(self, reply: Reply, seconds: float) -> None:
        """An answer was given after `seconds`."""


@dataclass(frozen=True, slots=True)
class Service:
    """The limits and counts of the service."""

    metrics: Metrics = field(default_factory=Metrics)
