"""Where a figure stands in a band, and which figure stands there in another band."""

from __future__ import annotations


def position_in(value: float, low: float, high: float) -> float:
    """0 at the low end, 1 at the high end, beyond them outside; a band of one figure has only its ends."""
    span = high - low
    return (value - low) / span if span else float(value > low)


def value_at(position: float, low: float, high: float) -> float:
    """The figure at a position of a band."""
    return low + position * (high - low)


def sayable(value: float, unit: str) -> float:
    """A figure as one says it: to the half percent, to the thousand from ten thousand on, to the tenth of a lakh in
    rupees.
    """
    if unit == "%":
        return round(value * 2) / 2
    step = 10_000 if unit == "INR" and value >= 1_000_000 else 1000
    return float(round(value / step) * step) if value >= 10_000 else float(round(value))
