"""An answer that judges an offer -> the offer in the guide's bands as bars, drawn from the answer's own figures."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from coach.reply import Figure, Reply
from coach.ui.texts import text
from index.money import format_amount

_JUDGES = frozenset(("verdict", "decision"))
_PARTS = ("base", "stock", "bonus", "signing", "total")
_MARGIN = 0.08  # of the scale, on either side of what is drawn


@dataclass(frozen=True, slots=True)
class _Bar:
    """A band with what is offered in it, and what the person wants where they said so; one footing, one currency."""

    component: str
    band: Figure
    offer: float
    wants: float | None = None


def bars(reply: Reply) -> str:
    """The bars as HTML, "" where the answer judges nothing or no part of the offer can be laid on a band.

    A part is drawn where the answer cites just one band for it, in the offer's currency and for the same stretch of time.
    """
    if _JUDGES.isdisjoint(reply.moves) and reply.intent != "offer_evaluation":
        return ""
    drawn = "".join(_drawn(b) for c in _PARTS if (b := _bar(reply, c)))
    return f'<div class="bars"><span class="unseen">{escape(text("bars.head"))}</span>{drawn}</div>' if drawn else ""


def _bar(reply: Reply, component: str) -> _Bar | None:
    offer = reply.state.get("offer", {}).get(component)
    bands = {
        (f.low, f.high, f.unit, f.currency): f for f in reply.figures if f.kind == "band" and f.component == component
    }
    if not offer or len(bands) != 1:
        return None
    (band,) = bands.values()
    value = _on(band, offer)
    if value is None or band.high <= band.low:
        return None
    target = reply.state.get("target", {}).get(component)
    return _Bar(component, band, value, _on(band, target) if target else None)


def _on(band: Figure, part: dict[str, Any]) -> float | None:
    """A part's amount on the band's own footing; None where it is on another one, or in another currency."""
    if band.unit == "percent" or "percent" in part:
        return part.get("percent") if band.unit == "percent" else None
    if part.get("currency", band.currency) != band.currency:
        return None
    years, period = part.get("years", 0), part.get("period", "")
    same = {
        "per 4-year grant": years == 4,
        "per month": period == "month",
        "per year": not years and period in ("", "year"),
        "absolute": not years and period in ("", "year"),
    }
    return float(part["amount"]) if same.get(band.unit) else None


def _drawn(bar: _Bar) -> str:
    marked = [v for v in (bar.offer, bar.wants) if v is not None]
    least, most = min(bar.band.low, *marked), max(bar.band.high, *marked)
    low, wide = least - _MARGIN * (most - least), (1 + 2 * _MARGIN) * (most - least)

    def at(value: float) -> float:
        return round(100 * (value - low) / wide, 1)

    currency = "%" if bar.band.unit == "percent" else bar.band.currency
    offer = format_amount(bar.offer, currency)
    name = text(f"bars.{bar.component}")
    wants = text("bars.wants", amount=format_amount(bar.wants, currency)) if bar.wants is not None else ""
    spoken = " ".join((text("bars.said", name=name, band=bar.band.text, offer=offer), f"{wants}." if wants else ""))
    left, right = at(bar.band.low), at(bar.band.high)
    mark = f'<i class="wants" style="left:{at(bar.wants)}%"></i>' if bar.wants is not None else ""
    return (
        f'<div class="bar"><div class="bar-said"><b>{escape(name)}</b> {escape(text("bars.offer", amount=offer))}'
        f"{f' · {escape(wants)}' if wants else ''}<span>{escape(bar.band.text)}</span></div>"
        f'<div class="track"><b style="left:{left}%;width:{round(right - left, 1)}%"></b>'
        f'<i class="offered" style="left:{at(bar.offer)}%"></i>{mark}</div>'
        f'<span class="unseen">{escape(spoken)}</span></div>'
    )
