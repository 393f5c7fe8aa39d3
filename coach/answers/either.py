"""A question whether one part of pay or another is the better one -> one of the two, with its reason."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.answers.package import package_of, value_of
from coach.phrasing.spoken import says
from coach.standing.position import sayable
from coach.understanding.matters import VIEWS
from coach.understanding.reading import ASKS, Clause
from coach.understanding.repay import years_to_stay

_OR = " or "
_VESTS = 4.0  # years of a grant, where nothing else is told


def write_either(desk: Desk) -> bool:
    """Which of two parts of pay that a question names; False where it names no two, or nothing is held of them."""
    pair = next((p for c in desk.reading.clauses if _asks(c) and len(p := _named(desk, c)) == 2), ())
    key = f"either_{'_'.join(pair)}"
    if not pair or not says(key):
        return False
    made = package_of(desk)
    sign = next((a for a in (made.main, made.fallback) if a and a.component == "signing"), None) if made else None
    lines = [desk.say.say(key, sign=f" of {value_of(desk, sign)}" if sign else "")]
    years = years_to_stay(desk.reading)
    if pair == ("signing", "stock") and years and years < _VESTS:
        percent = round(years / _VESTS * 100)
        share = desk.figure(f"{percent}%", "derived", "stock", "%", percent, percent, "years stayed ÷ 4")
        fields = {"years": f"{years:g} year{'s' if years != 1 else ''}", "share": share}
        if sign:
            least = sayable(sign.value * _VESTS / years, sign.currency)
            fields["grant"] = desk.derived(least, "stock", "sign-on × 4 ÷ years stayed", sign.currency)
        lines.append(desk.say.say("either_stays" if sign else "either_stays_plain", **fields))
    desk.draft.say(" ".join(lines))
    return True


def _named(desk: Desk, clause: Clause) -> tuple[str, ...]:
    """The two parts of pay between which a clause asks, those nearest to its "or", in the order of the keys; none where
    it names no two."""
    at = desk.reading.text.casefold().find(_OR, clause.start, clause.end)
    named = [(start, part) for start, part in sorted(desk.reading.components) if clause.start <= start < clause.end]
    one = [part for start, part in named if start < at][-1:]
    other = [part for start, part in named if start > at][:1]
    return tuple(sorted({*one, *other})) if at >= 0 and one and other else ()


def _asks(clause: Clause) -> bool:
    return clause.matter in VIEWS or any(map(clause.does, ASKS))
