"""The dialogue and the figures of a message -> the sum that is asked, worked out: one of those that have a name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from coach.answers.sum_page import PAID, PER, Given, Page, What, figure_of, listed
from coach.dialogue.deals import Dialogue, part_of
from coach.reply.draft import Draft
from coach.standing import sums
from coach.standing.sidebyside import side_by_side
from coach.standing.sums import NoSumError
from coach.standing.worth import Assumption, Sum, Worth
from coach.understanding.situation import TIMES_A_YEAR, Part
from index.money import format_amount

Wanted = Literal[
    "", "yearly", "monthly", "hourly", "plus", "part_time", "pension", "holiday", "all_in", "four_years", "versus_pay", "break_even",
    "leaving", "present_value", "growth",
]  # fmt: skip
_BY_NOTE: tuple[tuple[What, Wanted], ...] = (
    ("more", "plus"), ("share_of_hours", "part_time"), ("days", "holiday"), ("match", "pension"), ("match_up_to", "pension"),
    ("discount", "present_value"), ("left", "leaving"), ("shortfall", "break_even"), ("signing", "break_even"),
)  # fmt: skip
_ALIKE = 0.005  # a difference under this share of the pay is none


def answer_sum(
    dialogue: Dialogue, amounts: tuple[Given, ...], draft: Draft, wanted: Wanted = "", *, said: list[str] | None = None
) -> bool:
    """Work out what was asked on the person's own figures; False (and nothing said) where it cannot be worked out.

    `wanted` names the sum; "" leaves it to what the figures are. Keys of what was said are added to `said`, for
    `Dialogue.shown`.
    """
    keys: list[str] = []
    page, held = Page(dialogue, draft, amounts, keys), len(draft.figures)
    try:
        _SUMS[wanted or _wanted(page)](page)
    except NoSumError:
        del draft.figures[held:]  # what was written of a sum that cannot be finished
        return False
    page.write()
    if said is not None:
        said += keys
    return True


def _wanted(page: Page) -> Wanted:
    """Which sum the figures themselves call for."""
    notes = {g.what for g in page.amounts}
    for note, wanted in _BY_NOTE:
        if note in notes:
            return wanted
    amount = page.given("amount")
    if amount and amount.period in PER:
        return "yearly"
    if page.now.deal.offer:
        return "versus_pay" if page.now.current else "all_in"
    if page.now.current and amount:
        return "versus_pay"
    raise NoSumError("nothing says what is to be worked out")


def _by(sum_of: Callable[[Part], Sum], key: str) -> Callable[[Page], None]:
    def write(page: Page) -> None:
        made = sum_of(page.amount())
        page.tell(key, sum=page.exact(made))
        page.rest_on(made)

    return write


def _plus(page: Page) -> None:
    amount, percent = page.amount(), page.given("more")
    if percent is None or percent.currency != "%":
        raise NoSumError("no percentage was given")
    made = sums.plus_percent(amount, percent.high)
    page.tell(
        "plus",
        amount=page.theirs(amount),
        percent=page.theirs(percent),
        sum=page.exact(made) + PER.get(amount.period, ""),
    )


def _part_time(page: Page) -> None:
    base, share = page.amount(), page.needed("share_of_hours")
    full, made = sums.yearly(base), sums.part_time(base, share)
    less, _ = sums.difference(full, made)
    shown = page.percent(Sum(share, "hours ÷ full hours", "%"))
    page.tell("part_time", percent=shown, sum=page.exact(made), less=page.exact(less))
    page.tell("part_time_note")
    page.rest_on(made)


def _pension(page: Page) -> None:
    up_to = page.needed("match_up_to")
    match = page.given("match")
    made = sums.pension_match(page.amount(), match.high if match else 100, up_to)
    page.tell("pension", sum=page.exact(made))
    page.rest_on(made)


def _holiday(page: Page) -> None:
    days = page.needed("days")
    made = sums.holiday(page.amount(), days)
    if days == 1:
        page.tell("holiday_one", sum=page.exact(made))
    else:
        page.tell(
            "holiday",
            days=page.draft.add(figure_of(f"{days:g}", "user", "other", "days", (days, days))),
            sum=page.exact(made),
        )
    page.rest_on(made, Sum(assumed=(Assumption("workdays", f"{sums.WORKDAYS}", sums.WORKDAYS, sums.WORKDAYS, "days"),)))


def _all_in(page: Page) -> None:
    offer = page.offer()
    first, later = sums.all_in(offer), sums.later_years(offer)
    if offer.steady and abs(first.value - later.value) < 1:
        page.tell("all_in_same", first=page.exact(first))
    else:
        page.tell("all_in" if offer.steady else "all_in_uneven", first=page.exact(first), later=page.exact(later))
    page.rest_on(first)


def _four_years(page: Page) -> None:
    offer = page.offer()
    made = sums.four_years(offer)
    page.tell("four_years", four=page.exact(made), each=page.exact(sums.a_year(offer)))
    page.rest_on(made)


def _versus_pay(page: Page) -> None:
    """The offer, or the message's own figure, against present pay: like against like where less is known of one of
    them.
    """
    mine = page.settled(page.now.current)
    own = tuple(g.part for g in page.amounts if g.what == "amount")
    new = page.settled(own or page.now.deal.offer)
    if "total" not in {p.component for p in (*mine, *new)}:
        like = {p.component for p in mine} & {p.component for p in new} - {"signing"}
        kept = [tuple(p for p in parts if p.component in like) for parts in (new, mine)]
    else:
        like, kept = set(), [new, mine]
    theirs, now = (sums.offer_worth(p) for p in kept)
    gap, share = sums.difference(sums.later_years(theirs), sums.later_years(now))
    if abs(gap.value) < 1:
        page.tell("versus_same")
    elif abs(share.value) < _ALIKE * 100:
        page.tell("versus_hardly_up" if gap.value > 0 else "versus_hardly_down", gap=page.exact(size(gap)))
    else:
        page.tell(
            "versus_up" if gap.value > 0 else "versus_down", gap=page.exact(size(gap)), percent=page.percent(share)
        )
    if not own:
        _by_weeks(page, new, mine)
        _with_pension(page, theirs, now)
    whole = sums.offer_worth(new)
    if like and abs(whole.later - theirs.later) > 1:
        parts = listed(c for c in ("base", "bonus", "stock") if c in like)
        page.tell("versus_like", parts=parts, whole=page.exact(sums.later_years(whole)))
        page.rest_on(sums.all_in(whole, 2))
    elif {p.component for p in new if p.component in PAID} != {p.component for p in mine if p.component in PAID}:
        page.tell("versus_total")
        page.rest_on(gap)
    elif part_of(new, "signing") and not own:
        page.tell("versus_all")
        page.rest_on(gap)
    else:
        page.rest_on(gap)


def _by_weeks(page: Page, new: tuple[Part, ...], mine: tuple[Part, ...]) -> None:
    """Whose hours a sum of pay by the hour counts; the usual ones, and said to be so, on a side that tells none."""
    sides = [next((p for p in parts if p.period == "hour"), None) for parts in (new, mine)]
    weeks = [p.week for p in sides if p is not None]
    if not any(weeks):
        return
    hours = [w or TIMES_A_YEAR["hour"] / TIMES_A_YEAR["week"] for w in weeks]
    said = [page.draft.add(figure_of(f"{h:g}", "user", "other", "hours", (h, h))) for h in hours]
    said = [s if w else f"{s} (assumed, as you told none)" for s, w in zip(said, weeks, strict=True)]
    if len(said) > 1:
        page.tell("versus_weeks", theirs=said[0], now=said[1])


def _with_pension(page: Page, theirs: Worth, now: Worth) -> None:
    """The same with what the two employers pay into a pension, where both shares are known."""
    shares = [
        next(
            (t.figure for t in reversed(terms) if t.kind == "pension" and t.unit == "%" and t.figure is not None), None
        )
        for terms in (page.now.deal.agreed, page.now.terms_now)
    ]
    if shares[0] is None or shares[1] is None or shares[0] == shares[1]:
        return
    sides = [sums.with_share(w, share) for w, share in zip((theirs, now), (shares[0], shares[1]), strict=True)]
    gap, _ = sums.difference(*sides)
    said = [page.draft.add(figure_of(f"{s:g}%", "user", "other", "%", (s, s))) for s in (shares[0], shares[1])]
    paid = [
        page.exact(sums.base_share(w, share)) for w, share in zip((theirs, now), (shares[0], shares[1]), strict=True)
    ]
    key = "versus_pension_up" if gap.value > 0 else "versus_pension_down"
    page.tell(key, gap=page.exact(size(gap)), theirs=said[0], now=said[1], there=paid[0], here=paid[1])
    page.rest_on(gap)


def _break_even(page: Page) -> None:
    """How long a sign-on makes up for lower pay: against the other offer, or present pay."""
    signing = page.given("signing") or part_of(page.now.deal.offer, "signing")
    if signing is None:
        raise NoSumError("there is no sign-on")
    once = Sum(signing.high, format_amount(signing.high, signing.currency), page.settled((signing,))[0].currency)
    less = page.given("shortfall")
    lower = sums.yearly(less) if less else _shortfall(page)
    page.tell("break_even", years=page.years(sums.break_even(once, lower)))


def _shortfall(page: Page) -> Sum:
    mine = part_of(page.settled(page.now.deal.offer), "base")
    rivals = (part_of(d.offer, "base") for d in page.now.others)
    better = next((p for p in (*rivals, part_of(page.now.current, "base")) if p), None)
    if mine is None or better is None:
        raise NoSumError("there is no other base to set it against")
    return sums.difference(sums.yearly(page.settled((better,))[0]), sums.yearly(mine))[0]


def _leaving(page: Page) -> None:
    """What is left behind, and how long the new pay takes to make up for it."""
    told = tuple(g.part for g in page.amounts if g.what == "left")
    left, pay = page.settled(told or page.now.left), page.settled(page.now.current)
    cost = sums.left_behind(left, pay)
    page.tell("leaving", sum=page.exact(cost))
    try:
        new, now = (
            sums.offer_worth(tuple(p for p in x if p.component in PAID))
            for x in (page.settled(page.now.deal.offer), pay)
        )
        gain, _ = sums.difference(sums.later_years(new), sums.later_years(now))
        back = sums.break_even(cost, gain)
        page.tell("leaving_back", gap=page.exact(gain), years=page.years(back))
    except NoSumError:
        page.tell("leaving_ask")


def _present_value(page: Page) -> None:
    offer, rate = page.offer(), page.needed("discount")
    made = sums.present_value([y.total.value for y in offer.years], rate, offer.currency)
    page.tell(
        "present_value",
        sum=page.exact(made),
        rate=page.theirs(Part(component="other", low=rate, high=rate, currency="%")),
    )
    page.rest_on(made, sums.all_in(offer))


def _growth(page: Page) -> None:
    """How much the share price must grow for the offer in focus, or the one behind, to reach the other."""
    made = side_by_side((page.now.deal, *page.now.others))
    if made.lead is None:
        raise NoSumError("they are in several currencies")
    lead = made.lead
    if not lead.behind.worth.stock and lead.ahead.worth.stock:
        page.tell(
            "growth_not_needed",
            name=page.name(lead.ahead.deal),
            other=page.name(lead.behind.deal),
            gap=page.broad(lead.gap),
        )
        return
    grown = sums.growth_to_reach(lead.behind.worth, lead.ahead.worth)
    page.tell("growth", name=page.name(lead.behind.deal), other=page.name(lead.ahead.deal), percent=page.percent(grown))
    page.rest_on(sums.all_in(lead.behind.worth))


_SUMS: dict[Wanted, Callable[[Page], None]] = {
    "yearly": _by(sums.yearly, "yearly"), "monthly": _by(sums.monthly, "monthly"), "hourly": _by(sums.hourly, "hourly"), "plus": _plus,
    "part_time": _part_time, "pension": _pension, "holiday": _holiday, "all_in": _all_in, "four_years": _four_years,
    "versus_pay": _versus_pay, "break_even": _break_even, "leaving": _leaving, "present_value": _present_value, "growth": _growth,
}  # fmt: skip


def size(made: Sum) -> Sum:
    return Sum(abs(made.value), made.formula, made.unit, made.assumed)
