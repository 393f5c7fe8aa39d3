"""What closes the gap where an ask does not move is a part that nobody has asked for yet."""

from __future__ import annotations

from coach.standing.ask import package
from coach.understanding.situation import Part, Situation


def part(component: str, value: float, currency: str = "USD") -> Part:
    return Part.model_validate({"component": component, "low": value, "high": value, "currency": currency})


OFFERED = Situation(
    company="Acme",
    talk="new_offer",
    offer=(part("base", 190_000), part("stock", 300_000)),
    target=(part("base", 215_000),),
)


def test_a_fallback_is_of_a_part_that_is_not_asked_for() -> None:
    free = package(OFFERED, None, None, (part("base", 215_000),))
    asked = package(OFFERED, None, None, (part("base", 215_000), part("signing", 30_000)))
    assert free is not None
    assert asked is not None
    assert free.fallback is not None
    assert free.fallback.component == "signing"
    assert asked.fallback is None or asked.fallback.component not in ("base", "signing")
