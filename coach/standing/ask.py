"""A situation, a pay row and its guide -> the one package to ask for: the part, its figure, the way down and where to
stop."""

from __future__ import annotations

from coach.standing.case import Case
from coach.standing.footing import on_one_footing, same_footing, settled, turned_permanent, yearly
from coach.standing.package import Advice, AskFor, Package, Why
from coach.standing.part import for_part
from coach.standing.rest import fallback_for, sign_on, with_rest
from coach.understanding.situation import Footing, Part, Situation
from index.guide import Band, Component, Guide
from index.money import rounded

PARTS: tuple[Component, ...] = ("base", "stock", "signing", "bonus")
# How readily each part moves, once: base and stock are set per offer, a sign-on is paid once, a bonus goes by level.
MOVES: dict[str, float] = {"base": 1.0, "stock": 0.8, "signing": 0.5, "total": 0.6, "bonus": 0.3}


def is_cut(situation: Situation) -> bool:
    """Whether what is proposed pays less than the person has, on the same footing."""
    return any(
        same_footing(p, now) and p.high < now.high
        for p in situation.offer
        for now in situation.current
        if p.component in ("base", "total")
    )


def keeping(situation: Situation) -> Situation:
    """The situation of somebody whose present employer proposes less: without another wish, present pay is to stay."""
    if situation.talk != "raise" or not is_cut(situation) or situation.target:
        return situation
    return situation.model_copy(
        update={"target": tuple(p for p in situation.current if p.component in ("base", "total"))}
    )


def package(
    situation: Situation, band: Band | None, guide: Guide | None, asked: tuple[Part, ...] = (),
    refused: frozenset[str] = frozenset(), named: Part | None = None, hours: float | None = None,
) -> Package | None:  # fmt: skip
    """The package to ask for, or None where nothing is known that a figure could rest on.

    The person's own wish comes first, then a rival's figure for the same part, then the strategy for this row, then the
    band, then the offer itself. `asked` is what was asked before: without a new wish never more than that. `refused`
    parts are not asked again; `named` is what they themselves have named for a later day: that can be asked for now,
    and so can the end of such pay, where they have told it. `hours` are those of the week now: who is paid by the
    hour and is offered less by the year asks for equal pay first.
    """
    turned = turned_permanent(situation, hours)
    hourly, situation = turned is not situation, turned
    case = Case(settled(situation, band), band, guide, on_one_footing(asked, situation, band), refused)
    wishes = _wishes(case)
    if wishes:
        return with_rest(
            case,
            Package(
                "wish",
                wishes[0],
                wished=wishes,
                second=wishes[1] if len(wishes) > 1 else None,
                advice=_advice(case, wishes[0]),
            ),
        )
    named = named or case.situation.ceiling
    if (
        named is not None
        and named.component not in refused
        and case.above(AskFor(named.component, named.high, named.currency, named.period))
    ):
        ask = AskFor(named.component, named.high, named.currency, named.period, "a figure that they named themselves")
        return with_rest(case, Package("named", ask))
    if case.band is None and not case.held and not case.situation.left:
        return None
    if refused and (instead := _instead(case)):
        return instead
    rival = _rival(case)
    if hourly and rival is None and (equal := _equal(case)):
        return with_rest(case, Package("equal", equal))
    ranked = _ranked(case)
    if rival:
        rest = tuple(a for _, a in ranked if a.component != rival[1].component)
        return with_rest(case, Package("rival", _kept(case, rival[1]), second=next(iter(rest), None), rival=rival[0]))
    if not ranked:
        return None
    why, main = ranked[0]
    return with_rest(case, Package(why, _kept(case, main), second=next((a for _, a in ranked[1:]), None)))


def _instead(case: Case) -> Package | None:
    """After a no to the main part: another part that closes the gap it leaves, so that nothing refused is asked
    again."""
    before = package(case.situation, case.band, case.guide, case.asked)
    if before is None or before.main.component not in case.refused:
        return None
    other = fallback_for(case, before.main, {a.component for a in before.said})
    return (
        with_rest(case, Package(before.why if before.why != "wish" else "no_band", other, rival=before.rival))
        if other
        else None
    )


def _wishes(case: Case) -> tuple[AskFor, ...]:
    """The wished parts that are above what is held and were not just refused, the one worth most first."""
    asks = [
        AskFor(p.component, p.high, p.currency, p.period or _period_of(case, p), later=p.later, until=p.until)
        for p in case.situation.target
        if p.component != "other"
        and p.component not in case.refused
        and not (case.is_raise and p.component == "signing")
    ]
    held = [a for a in asks if case.above(a)]
    return tuple(sorted(held, key=lambda a: -_worth(case, a)))


def _period_of(case: Case, part: Part) -> Footing:
    held = case.part(part.component)
    return held.period if held and part.component == "stock" and held.currency == part.currency else ""


def _worth(case: Case, ask: AskFor) -> float:
    """What the ask adds in a year, by how readily the part moves."""
    held = case.part(ask.component)
    new = yearly(ask.value, ask.component, ask.period, ask.currency, case.base)
    old = (
        yearly(held.high, held.component, held.period, held.currency, case.base)
        if held
        else case.sum
        if ask.component == "total"
        else 0.0
    )
    return (new - old) * MOVES.get(ask.component, 0.3)


def _equal(case: Case) -> AskFor | None:
    """What the person makes now, by the year, where what is offered is less."""
    for now in case.situation.current:
        theirs = next((p for p in case.situation.offer if same_footing(p, now) and p.high < now.high), None)
        if theirs and now.component in ("base", "total") and now.component not in case.refused:
            return AskFor(now.component, rounded(now.high), now.currency, now.period, "what you make now, by the year")
    return None


def _rival(case: Case) -> tuple[str, AskFor] | None:
    """The best figure of another offer for a part that is held here too."""
    found: list[tuple[float, str, AskFor]] = []
    for other in case.situation.competing:
        for p in other.parts:
            held = case.part(p.component)
            if held and p.component not in case.refused and same_footing(p, held) and p.high > held.high:
                if case.is_raise and p.component == "signing":
                    continue
                ask = AskFor(p.component, p.high, held.currency, held.period, f"what {other.company} offers")
                found.append((_worth(case, ask), other.company, ask))
    if not found:
        return None
    _, company, ask = max(found, key=lambda f: f[0])
    return company, ask


def _ranked(case: Case) -> list[tuple[Why, AskFor]]:
    """What could be asked part by part, the most worth and most movable first; the total only where nothing else is
    known."""
    parts = [p.component for p in case.held if p.component in PARTS]
    order: tuple[Component, ...] = PARTS if parts or not case.part("total") else ("total",)
    found: list[tuple[float, Why, AskFor]] = []
    for component in order:
        if component in case.refused or (case.is_raise and component == "signing"):
            continue
        if case.held and not case.part(component) and component != "signing":
            continue
        made = for_part(case, component)
        if made and case.above(made[1]):
            # What is at the top of its band moves less than what is not.
            small = component == "base" and (
                _worth(case, made[1]) < 0.02 * case.base or made[1].formula.startswith("just above")
            )
            found.append((_worth(case, made[1]) * (0.4 if small else 1), *made))
    if not found and not case.is_raise and "signing" not in case.refused and (ask := sign_on(case)):
        found.append((0.0, "no_band", ask))
    return [(why, ask) for _, why, ask in sorted(found, key=lambda f: -f[0])]


def _kept(case: Case, ask: AskFor) -> AskFor:
    """Never more than was asked of them before."""
    before = next((p for p in case.asked if same_footing(p, ask.part)), None)
    if before is None or before.high >= ask.value:
        return ask
    kept = AskFor(ask.component, before.high, ask.currency, ask.period, "what you asked before")
    return kept if case.above(kept) else ask


def _advice(case: Case, wish: AskFor) -> Advice | None:
    made = for_part(case, wish.component) if case.band else None
    if made is None or made[0] not in ("band", "strategy"):
        return None
    supported = made[1]
    if not same_footing(supported.part, wish.part) or supported.value <= wish.value * 1.02:
        return None
    return Advice(supported, supported.value - wish.value)
