"""An answer that sets offers side by side -> a bar an offer for each year, of what it is made of: the answer's own sums."""

from __future__ import annotations

from html import escape

from coach.dialogue.deals import Dialogue
from coach.reply import Reply
from coach.standing.sidebyside import Contender, SideBySide, side_by_side
from coach.standing.sums import NoSumError
from coach.standing.worth import YEARS, Sum, Year
from coach.ui.texts import text
from index.money import format_amount, rounded

_PARTS = ("base", "bonus", "stock", "signing")  # in the order in which a formula names them


def years(reply: Reply) -> str:
    """The chart as HTML; "" where the answer does not hold the first year of each offer, or the currencies differ.

    All bars share one scale, so that a longer one is more money. A total that was only stated is one piece.
    """
    made = _beside(reply)
    if made is None:
        return ""
    same = all(c.worth.steady for c in made.contenders)
    shown = ("first", "later") if same else ("first", "second", "third", "fourth")
    most = max(c.worth.years[n].total.value for c in made.contenders for n in range(YEARS))
    groups = "".join(_group(name, n, made, most) for n, name in enumerate(shown))
    held = {part for c in made.contenders for n in range(YEARS) for part, _ in _pieces(c.worth.years[n])}
    keys = "".join(
        f'<span><i class="of-{p}"></i>{escape(text(f"bars.{p}"))}</span>' for p in (*_PARTS, "total") if p in held
    )
    return (
        f'<div class="years"><span class="unseen">{escape(text("years.head"))}</span><p class="keys">{keys}</p>'
        f"{groups}</div>"
    )


def _beside(reply: Reply) -> SideBySide | None:
    """The offers as the answer set them beside each other; None where it did not."""
    if not reply.dialogue:
        return None
    now = Dialogue.model_validate(reply.dialogue)
    try:
        made = side_by_side((now.deal, *now.others))
    except NoSumError:
        return None
    told = {(f.low, f.formula) for f in reply.figures if f.kind == "derived"}
    firsts = [c.worth.years[0].total for c in made.contenders]
    if made.lead is None or not all((rounded(s.value), s.formula) in told for s in firsts):
        return None
    return made


def _group(name: str, number: int, made: SideBySide, most: float) -> str:
    """One year: a bar for each offer."""
    bars = "".join(_bar(c, c.worth.years[number], most) for c in made.contenders)
    return f'<div class="year"><b>{escape(text(f"years.{name}"))}</b>{bars}</div>'


def _bar(contender: Contender, year: Year, most: float) -> str:
    unit, company = contender.worth.currency, contender.deal.company or text("years.other")
    amount = format_amount(rounded(year.total.value), unit)
    made = "".join(
        f'<i class="of-{part}" style="width:{round(100 * piece.value / most, 1)}%"></i>'
        for part, piece in _pieces(year)
    )
    how = escape(year.total.formula)
    return (
        f'<div class="of" title="{how}"><span class="who">{escape(company)}</span><span class="stack">{made}</span>'
        f'<span class="sum">{escape(amount)}</span><span class="unseen">{how}</span></div>'
    )


def _pieces(year: Year) -> list[tuple[str, Sum]]:
    """What a year is made of; where a total was stated that its parts do not make up, that alone."""
    found = [(part, piece) for part in _PARTS if (piece := getattr(year, part)).value > 0]
    return found if abs(sum(p.value for _, p in found) - year.total.value) < 1 else [("total", year.total)]
