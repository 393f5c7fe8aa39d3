"""A question whether one part of pay or another is the better one -> one of the two, with its reason."""

from __future__ import annotations

from coach.answers.desk import Desk
from coach.answers.package import package_of, said_of
from coach.phrasing.spoken import says
from coach.standing.position import sayable
from coach.understanding.matters import VIEWS
from coach.understanding.reading import ASKS, Clause
from coach.understanding.repay import years_to_stay

_VESTS = 4.0  # years of a grant, where nothing else is told


def write_either(desk: Desk) -> bool:
    """Which of two parts of pay that a question names; False where it names no two, or nothing is held of them."""
    pair = next((p for c in desk.reading.clauses if _asks(c) and len(p := _named(desk, c)) == 2), ())
    key = f"either_{'_'.join(pair)}"
    if not pair or not says(key):
        return False
    made = package_of(desk)
    sign = next((a for a in (made.main, made.fallback) if a and a.component == "signing"), None) if made else None
    lines = [desk.say.say(key, sign=f", {said_of(desk, sign).removesuffix(' sign-on')}," if sign else "")]
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
    """The parts of pay that a clause names, in the order of the keys."""
    return tuple(sorted(desk.reading.named_in(clause)))


def _asks(clause: Clause) -> bool:
    return clause.matter in VIEWS or any(map(clause.does, ASKS))
