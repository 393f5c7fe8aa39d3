"""Sums that a model writes of slots: code works them out with their units, or says why one cannot be."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.reply import Figure, Reply
from coach.reply.draft import SLOT, Draft
from coach.reply.ground import unbacked
from coach.writer.answered import wrong_with
from coach.writer.basis import Basis
from coach.writer.quantity import NoUnitError, Quantity, checked, combined, count, in_a_year, money
from coach.writer.reckoned import parsed, resolved
from coach.writer.slots import in_slots
from tests.coach.writer import test_text as text
from tests.coach.writer.test_answers import answered, coach, slot_of
from tests.coach.writer.test_misbehaving import SHELF


def figure(text: str, part: str, low: float, high: float = 0, **more: object) -> Figure:
    unit = "percent" if text.endswith("%") else "absolute"
    held: dict[str, object] = {"kind": "user", "company": "", "role": "", "region": "", "currency": "USD"}
    held |= {"component": part, "unit": unit, "low": low, "high": high or low} | more
    if unit == "percent":
        held["currency"] = ""
    return Figure(text, **held)  # type: ignore[arg-type]


def counted(number: float, per: str) -> Figure:
    return figure(f"{number:g}", "", number, currency="", per=per)


# What each slot is, and the sentence that tells it.
HELD: list[tuple[Figure, str]] = [
    (figure("$84K", "base", 84_000, per="year"), "Larch Rail offers [[F1]] base a year."),
    (figure("$72K", "base", 72_000, per="year"), "The person makes [[F2]] base a year today."),
    (figure("$21.40", "base", 21.4, per="hour"), "The person wants [[F3]] base an hour."),
    (figure("$20.80", "base", 20.8, per="hour"), "The person makes [[F4]] base an hour today."),
    (counted(32, "hours a week"), "Today the person works [[F5]] hours a week."),
    (figure("15%", "bonus", 15), "Larch Rail offers [[F6]] bonus."),
    (figure("$9K", "signing", 9_000, per="once"), "Larch Rail offers [[F7]] sign-on once."),
    (counted(18, "months"), "There is no bonus for [[F8]] months."),
    (figure("$5K", "bonus", 5_000, per="year"), "By leaving, the person would lose [[F9]] bonus a year."),
    (figure("€4,900", "base", 4_900, currency="EUR", per="month"), "Brenner offers [[F10]] base a month."),
    (figure("€5,400", "base", 5_400, currency="EUR", per="month"), "The person wants [[F11]] base a month."),
    (figure("$60K–$90K", "base", 60_000, 90_000, kind="band", citation=1), "The guide's base range is [[F12]] [1]."),
    (figure("$80K–$88K", "base", 80_000, 88_000, per="year"), "The person wants [[F13]] base a year."),
    (figure("$120K", "stock", 120_000, per="4yr"), "Larch Rail offers [[F14]] stock for the whole grant."),
    (figure("10%", "", 10), "The person said [[F15]]."),
    (figure("$900", "base", 900, per="week"), "Fennick pays [[F16]] base a week."),
    (counted(36, "hours a week"), "That is a working week of [[F17]] hours at Fennick."),
    (counted(3, "kids"), "The person has [[F18]] kids."),
    (figure("$3K", "other", 3_000), "Somebody spoke of [[F19]]."),
    (counted(36, "hours"), "The person said [[F20]] hours."),
    (figure("$310", "base", 310, per="day"), "The person bills [[F21]] a day."),
    (counted(6, "days"), "It is [[F22]] days more."),
    (figure("400 shares", "stock", 400, currency="", unit="shares"), "They offer [[F23]]."),
    (figure("€3K", "signing", 3_000, currency="EUR", per="once"), "Brenner offers [[F24]] sign-on once."),
    (counted(13, ""), "Brenner pays [[F25]] salaries."),
    (figure("$30K", "stock", 30_000, per="4yr"), "The person holds [[F26]] stock for the whole grant."),
    (figure("12%", "bonus", 12), "The person makes [[F27]] bonus today."),
    (counted(2, "years"), "It is owed back for [[F28]] years."),
    (figure("3%", "", 3), "Larch Rail says a minimum of [[F29]]."),
    (figure("5%", "", 5), "The pay would be [[F30]] lower."),
    (figure("80%", "", 80), "The person wants [[F31]] of the hours."),
]  # fmt: skip
TOLD = tuple(said for _, said in HELD)


def basis(*without: int) -> Basis:
    figures = [f for f, _ in HELD]
    told = tuple(t for n, t in enumerate(TOLD, 1) if n not in without)
    return Basis(Draft("sum", figures=figures), told, (), SHELF.names, employers=("Larch Rail", "Brenner", "Fennick"))


def worked_out(sentence: str) -> tuple[str, str, str]:
    """(the sentence as it is read, the period of the sum's figure, its formula)."""
    made = resolved(sentence, basis())
    assert not made.wrong, made.wrong
    figures = made.basis.draft.figures
    return SLOT.sub(lambda m: figures[int(m[1]) - 1].text, made.text), figures[-1].per, figures[-1].formula or ""


# name: (the sum, its figure, what it is for), reckoned by hand.
SUMS: dict[str, tuple[str, str, str]] = {
    "more base": ("F1 - F2", "$12K", "year"),
    "more by the hour": ("F3 - F4", "$0.60", "hour"),
    "a raise in a year at 32 hours": ("(F3 - F4) * F5 * 52 weeks", "$998", "year"),  # 0.60 × 32 × 52 = 998.4
    "pay by the hour in a year": ("F4 * F5 * 52 weeks", "$34,611", "year"),  # 34,611.2
    "the weeks first": ("52 weeks * F5 * F4", "$34,611", "year"),
    "pay by the hour in a week": ("F4 * F5", "$666", "week"),  # 665.6
    "pay by the hour in a month": ("F4 * F5 * 52 weeks / 12 months", "$2,884", "month"),  # 2,884.27
    "hours without a week": ("F4 * F20 * 52 weeks", "$38,938", "year"),  # 38,937.6
    "a year by the hour": ("F1 / 52 weeks / F17", "$44.87", "hour"),  # 44.87
    "a week by the hour": ("F16 / F17", "$25", "hour"),
    "a week in a year": ("F16 * 52 weeks", "$46.8K", "year"),
    "a week in a month": ("F16 * 52 weeks / 12 months", "$3,900", "month"),
    "a year by the month": ("F1 / 12 months", "$7K", "month"),
    "a year by the week": ("F2 / 52 weeks", "$1,385", "week"),  # 1,384.6
    "a month in a year": ("F10 * 12 months", "€58.8K", "year"),
    "thirteen months": ("F10 * 13 months", "€63.7K", "year"),
    "more by the month": ("F11 - F10", "€500", "month"),
    "more by the month, in a year": ("(F11 - F10) * 12 months", "€6K", "year"),
    "a raise in percent": ("(F1 - F2) / F2", "17%", ""),  # 16.67
    "a raise by the hour in percent": ("(F3 - F4) / F4", "2.9%", ""),  # 2.88
    "a bonus in money": ("F1 * F6", "$12.6K", "year"),
    "a bonus in money, turned": ("F6 * F1", "$12.6K", "year"),
    "base and its bonus": ("F1 + F1 * F6", "$96.6K", "year"),
    "base and its bonus, short": ("F1 + F6", "$96.6K", "year"),
    "today's total": ("F2 + F2 * F27", "$80,640", "year"),  # 80,640
    "two totals": ("(F1 + F1 * F6) - (F2 + F2 * F27)", "$15,960", "year"),  # 15,960
    "ten percent less": ("F1 - F15", "$75.6K", "year"),
    "a bonus lost until a month": ("F9 * F8 / 12 months", "$7,500", "once"),
    "sign-on over a lost bonus": ("F7 - F9 * F8 / 12 months", "$1,500", "once"),
    "sign-on over a year's bonus": ("F7 - F9", "$4K", "first"),
    "a first year": ("F1 + F7", "$93K", "first"),
    "a first year with a bonus": ("F1 + F1 * F6 + F7", "$105.6K", "first"),
    "a first year over today": ("F1 + F7 - F2", "$21K", "first"),
    "sign-on over two years": ("F7 / F28", "$4,500", "year"),
    "a grant by the year": ("F14 / 4 years", "$30K", "year"),
    "two grants": ("F14 - F26", "$90K", "grant"),
    "base and stock": ("F1 + F14 / 4 years", "$114K", "year"),
    "days at a daily rate": ("F21 * F22", "$1,860", "once"),
    "a range over a figure": ("F13 - F2", "$8K–$16K", "year"),
    "a range by the month": ("F13 / 12 months", "$6,667–$7,333", "month"),
    "a raise of a range in percent": ("(F13 - F2) / F2", "11–22%", ""),  # 11.1 to 22.2
    "a range with its bonus": ("F13 + F13 * F6", "$92K–$101.2K", "year"),
    "months until a sum": ("F7 / F9", "1.8", "years"),
    "hours beside hours": ("(F17 - F5) / F17", "11%", ""),
    "fewer hours": ("F17 - F5", "4", "hours a week"),
    "months in years": ("F8 / 12 months", "1.5", "years"),
    "brackets in brackets": ("((F1 + F1 * F6) - (F9)) / 12 months", "$7,633", "month"),  # 91,600 ÷ 12
    "other signs": ("F1 × F6 ÷ 12 months", "$1,050", "month"),
    "a minus sign": ("F1 − F2", "$12K", "year"),
}  # fmt: skip


@pytest.mark.parametrize("name", SUMS)
def test_a_sum_comes_to_its_figure_with_its_unit(name: str) -> None:
    """As reckoned by hand."""
    written, text, per = SUMS[name]
    read, found, formula = worked_out(f"So it is [[{written}]].")
    assert (read, found) == (f"So it is {text}.", per)
    assert formula
    made = resolved(f"[[{written}]]", basis())
    figures = tuple(made.basis.draft.figures)
    assert unbacked(Reply(read, "sum", figures=figures[-1:])) == []


# name: (the sum, a word of the reason)
REFUSED: dict[str, tuple[str, str]] = {
    "yearly × 12": ("F1 * 12 months", "units"),
    "yearly × 52": ("F1 * 52 weeks", "units"),
    "hourly × 52": ("F4 * 52 weeks", "units"),
    "hourly × 12": ("F4 * 12 months", "units"),
    "monthly ÷ 12": ("F10 / 12 months", "units"),
    "weekly × hours": ("F16 * F17", "units"),
    "money × money": ("F1 * F2", "money"),
    "money × money, hidden": ("F1 * (F2 / 12 months)", "money"),
    "two currencies": ("F1 - F10 * 12 months", "currencies"),
    "two currencies, added": ("F7 + F24", "currencies"),
    "two currencies, divided": ("F7 / F24", "currencies"),
    "two periods": ("F1 - F4", "by the"),
    "two periods, added": ("F10 + F10 * 12 months", "by the"),
    "once and a month": ("F24 + F10", "by the"),
    "a free number": ("F1 * 1.5", "no other number"),
    "a bare number": ("84000 - 72000", "no other number"),
    "a free whole number": ("F1 + 5000", "no other number"),
    "a free percentage": ("F1 * 10%", "no other number"),
    "a currency": ("$84K - F2", "no other number"),
    "a power": ("F1 ** F5", "do not fit"),
    "a huge power": ("F1 ^ 999", "no other number"),
    "an exponent": ("F1 * 1e9", "no other number"),
    "eleven months": ("F10 * 11 months", "12 months"),
    "fifty weeks": ("F16 * 50 weeks", "12 months"),
    "fourteen weeks": ("F16 * 14 weeks", "12 months"),
    "four years of pay": ("F1 * 4 years", "grant"),
    "a grant over three years": ("F14 / 3 years", "grant"),
    "no such slot": ("F1 - F99", "no slot"),
    "slot zero": ("F0 + F1", "no slot"),
    "after a minus": ("-F1", "do not fit"),
    "after a minus inside": ("F1 + -F2", "do not fit"),
    "negative": ("F2 - F1", "negative"),
    "nothing": ("F1 - F1", "nothing"),
    "a range over nothing": ("F13 - F1", "more or less"),
    "no slot": ("12 months * 52 weeks", "no slot"),
    "a single slot that there is not": ("(F99)", "no slot"),
    "two jobs": ("F1 + F2", "different jobs"),
    "two wishes of two jobs": ("(F10 + F11) * 12 months", "different jobs"),
    "deep brackets": ("((((((((F1))))))))", "deep"),
    "open brackets": ("(F1 - F2", "do not fit"),
    "shut brackets": ("F1 - F2)", "do not fit"),
    "two signs": ("F1 - * F2", "do not fit"),
    "no sign": ("F1 F2", "do not fit"),
    "nothing at all": (" ", "do not fit"),
    "long": ("F1" + " + F1" * 40, "long"),
    "many": ("F1+F1+F1+F1+F1+F1+F1+F1+F1", "many"),
    "code": ("__import__('os')", "no other number"),
    "a call": ("max(F1, F2)", "no other number"),
    "an attribute": ("F1.low", "no other number"),
    "children": ("F1 * F18", "counts nothing"),
    "shares": ("F23 * F9", "shares"),
    "an open period": ("F19 * 12 months", "period"),
    "an open period, added": ("F1 + F19", "period"),
    "percent of percent": ("F6 * F15", "money only"),
    "percent and percent": ("F6 - F27", "percentage"),
    "percent of hours": ("F5 * F15", "money only"),
    "percent of a sum": ("F1 + F7 + F6", "what the percentage is of"),
    "a bonus of a sign-on": ("F7 * F6", "share of base"),
    "over a percentage": ("F1 / F6", "divided by a percentage"),
    "a first year by the month": ("(F1 + F7) / 12 months", "first year"),
    "a count of money": ("F5 / F1", "divided by money"),
    "hours and months": ("F5 + F8", "a count"),
    "money and hours": ("F1 + F5", "money is added"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_sum_that_means_nothing_is_refused_with_its_reason(name: str) -> None:
    """And no check passes the words in which it stands."""
    written, why = REFUSED[name]
    made = resolved(f"So it comes to [[{written}]] in all.", basis())
    assert len(made.wrong) == 1
    assert why in made.wrong[0]
    assert wrong_with(made.text, made.basis)
    assert len(made.basis.draft.figures) == len(HELD)


RIGHT = [
    "That's [[F1 - F2]] more a year than you make now.",
    "Larch Rail is [[(F1 - F2) / F2]] above what you make today.",
    "So the raise is worth [[(F3 - F4) * F5 * 52 weeks]] a year.",
    "It's [[(F3 - F4) * F5 * 52 weeks]] more a year than you make now.",
    "With the bonus that's [[F1 + F1 * F6]] a year.",
    "In the first year that comes to [[F1 + F7]].",
    "The sign-on is [[F7 - F9 * F8 / 12 months]] more than the bonus you'd lose.",
    "Larch Rail offers [[F1 / 12 months]] base a month.",
    "Brenner offers [[F10 * 12 months]] base a year.",
    "You make [[F2 + F2 * F27]] in all a year today.",
    "Even in full it's [[F1 * F29]] more a year.",
    "With the bonus it's [[F1 * F6]] more a year.",
]


@pytest.mark.parametrize("sentence", RIGHT)
def test_a_sum_may_be_said_for_what_it_is(sentence: str) -> None:
    """With its owner, part, period and direction."""
    made = resolved(sentence, basis())
    assert not made.wrong
    assert wrong_with(made.text, made.basis) == []


WRONG = [
    "That's [[F1 - F2]] more a month than you make now.",
    "That's [[F1 - F2]] less a year than you make now.",
    "You make [[F1 - F2]] more a year than Larch Rail offers.",
    "That comes to [[F1 + F7]] a year.",
    "The sign-on is [[F1 - F2]] a year.",
    "After tax that's [[F1 / 12 months]] a month.",
    "Brenner offers [[F1 / 12 months]] base a month.",
    "Larch Rail offers [[F10 * 12 months]] base a year.",
    "Larch Rail offers [[F2 + F2 * F27]] a year.",
    "You make [[F1 + F1 * F6]] a year today.",
    "Larch Rail offers [[F4 * F5 * 52 weeks]] base a year.",
    "So the raise is worth [[(F3 - F4) * F5 * 52 weeks]] an hour.",
    "That's twice [[F1 - F2]] a year.",
    "That's [[F1 / F2]] more than you make now.",
    "So it's a raise of [[F1 / F2]].",
    "For a principal it's [[F1 / 12 months]] a month.",
    "Even in full it's [[F1 * F29]] more a month.",
    "Even in full it's [[F1 * F29]] less a year.",
    "It's [[F1 * F29]] more a year than you make now.",
    "You make [[F1 * F29]] more a year than Larch Rail offers.",
    "Even in full it's [[F1 * F30]] more a year.",
    "Even in full it's [[F1 * F31]] more a year.",
    "Even in full it's [[F1 * F15]] more a year.",
]


@pytest.mark.parametrize("sentence", WRONG)
def test_nothing_rides_beside_a_sum(sentence: str) -> None:
    """No other owner, period, part or direction."""
    made = resolved(sentence, basis())
    assert not made.wrong
    found = wrong_with(made.text, made.basis)
    assert found
    assert not any("[[F32]]" in made.as_written(fault) for fault in found)


def test_a_figure_of_a_guide_keeps_its_source() -> None:
    """And is above the range, or below it."""
    made = resolved("That is [[F12 - F16 * 52 weeks]].", basis())
    assert made.basis.draft.figures[-1].citation == 1
    assert made.basis.draft.figures[-1].text == "$13.2K–$43.2K"


def test_thirteen_months_are_those_that_are_told() -> None:
    """Else a year has twelve."""
    known = basis()
    known.draft.figures[24] = counted(2, "")
    assert "12 months" in resolved("[[F10 * 13 months]]", known).wrong[0]


def test_a_period_is_read_from_what_is_told_where_the_figure_has_none() -> None:
    """One only, and never two."""
    known = basis()
    known.draft.figures[0] = figure("$84K", "base", 84_000)
    assert resolved("[[F1 - F2]]", known).basis.draft.figures[-1].text == "$12K"
    told = Basis(known.draft, (*TOLD, "Or is it [[F1]] a month?"), (), SHELF.names)
    assert "period" in resolved("[[F1 - F2]]", told).wrong[0]


def test_words_without_a_sum_stay_as_they_are() -> None:
    """The same words, the same basis."""
    known = basis()
    assert resolved("They offer [[ F1 ]], or [[(F1)]].", known).text == "They offer [[F1]], or [[F1]]."
    made = resolved("They offer [[F1]]; see [2].", known)
    assert (made.text, made.basis, made.wrong) == ("They offer [[F1]]; see [2].", known, ())


CARE = (
    "I'm a carer on £12.40 an hour. I want £13 an hour from my boss. I work 26 hours a week.",
    "What is that worth in a year?",
)


def talked(sums: Callable[[str], tuple[str, ...]]) -> Reply:
    """The reply to the second message, with the model's `sums` made of what it was told."""
    made, model = coach("No, it isn't greedy.")
    dialogue = Dialogue.model_validate(made.reply(Turn(CARE[0])).dialogue)
    made.reply(Turn(CARE[1], dialogue=dialogue))
    made, _ = coach(*sums(model.told[-1]))
    return made.reply(Turn(CARE[1], dialogue=dialogue))


def raise_in_a_year(sent: str) -> str:
    wish, now = (slot_of(sent, f"The person {does} ").strip("[]") for does in ("wants", "makes"))
    hours = re.findall(r"\[\[(F\d+)\]\] hours", sent)[0]
    return f"({wish} - {now}) * {hours} * 52 weeks"


def test_a_reply_holds_what_a_sum_comes_to() -> None:
    """With its formula among the figures, and another period is not said of it."""
    reply = talked(lambda sent: (f"It's [[{raise_in_a_year(sent)}]] more a year than you make now.",))
    assert reply.text == "It's £811 more a year than you make now."  # 0.60 × 26 × 52 = 811.2
    assert reply.engine == "t:s"
    assert "(£13 − £12.40) × 26 × 52 weeks" in {f.formula for f in reply.figures}
    wrong = talked(lambda sent: (f"It's [[{raise_in_a_year(sent)}]] more a month than you make now.", "-"))
    assert wrong.engine == "built-in"


def test_a_model_is_told_why_a_sum_is_refused_and_writes_another() -> None:
    """As it wrote it."""

    def sums(sent: str) -> tuple[str, str]:
        wish = slot_of(sent, "The person wants ").strip("[]")
        return (
            f"It's [[{wish} * 12 months]] a year.",
            f"It's [[{raise_in_a_year(sent)}]] more a year than you make now.",
        )

    said = talked(sums)
    assert said.text == "It's £811 more a year than you make now."
    assert said.repaired == 1


def test_a_text_to_send_may_hold_a_sum() -> None:
    """Worked out, and shown as a figure."""
    _, sent = answered("x", message=text.MAIL)
    offer, now = (re.findall(rf"{says} \[\[(F\d+)\]\]", sent)[0] for says in ("offers", "Ask for"))
    body = text.GOOD.replace("Let me", f"That would be [[{now} - {offer}]] more a year. Let me")
    reply, _ = answered(f"Subject: My offer\n\nHi Person A,\n\n{body}\n\nBest,", message=text.MAIL)
    assert reply.engine == "t:s"
    assert "That would be $20K more a year. Let me know" in reply.text


QUANTITIES = st.one_of(
    st.builds(money, st.floats(1, 1e6), st.sampled_from(["USD", "EUR"]), st.sampled_from(["once", "hour", "day", "week", "month", "year", "grant", ""])),
    st.builds(count, st.floats(1, 50), st.sampled_from(["hours", "days", "weeks", "months", "years", "hours a week"])),
    st.builds(in_a_year, st.sampled_from([12.0, 52.0]), st.sampled_from(["month", "week"])),
    st.builds(Quantity, st.floats(1, 100), percent=st.just(True)),
)  # fmt: skip
_SECONDS = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.0, "year": 8760.0}


def unit_in(q: Quantity, money_is: float, scale: float) -> float:
    """A value where an hour has another length and money another worth: what units are, changes by their powers."""
    out = q.value
    for name, n in q.powers:
        if name == "money":
            out *= money_is**n
        elif name in _SECONDS:
            out *= scale ** (n * (1 + list(_SECONDS).index(name)))
    return out


@given(st.lists(st.tuples(st.sampled_from("+-*/"), QUANTITIES), min_size=1, max_size=4), QUANTITIES)
def test_units_are_never_wrong(steps: list[tuple[str, Quantity]], first: Quantity) -> None:
    """Whatever a money unit and the periods are measured in, the result is the same quantity: each period is scaled by
    another factor, money too, and the sum of the scaled figures is the scaled sum."""
    left, scaled = first, Quantity(unit_in(first, 3, 2), first.powers, first.currency, first.percent, first.ratio, first.first)  # fmt: skip
    for op, right in steps:
        other = Quantity(unit_in(right, 3, 2), right.powers, right.currency, right.percent, right.ratio, right.first)
        try:
            mixed = combined(op, left, right)  # type: ignore[arg-type]
            if mixed.first and {left.powers, right.powers} != {(("money", 1),)}:
                return  # of the first year: once and a year, which are no one unit
            left, scaled = mixed, combined(op, scaled, other)  # type: ignore[arg-type]
        except NoUnitError:
            return
    assert unit_in(left, 3, 2) == pytest.approx(scaled.value, rel=1e-6, abs=abs(left.value) * 1e-6 + 1e-3)
    assert {left.currency, "USD", "EUR", ""} == {"USD", "EUR", ""}


@given(st.text(alphabet="F0123456789 +-*/()monthsweek.%^", max_size=60))
def test_no_words_break_the_reader_of_sums(words: str) -> None:
    """It reads them or refuses them."""
    try:
        node = parsed(words)
    except NoUnitError:
        return
    assert all(n >= 0 for n in node.slots())


@given(QUANTITIES, QUANTITIES, st.sampled_from("+-*/"))
def test_what_is_checked_can_be_said(a: Quantity, b: Quantity, op: str) -> None:
    """Positive, of one unit that people use."""
    try:
        made = checked(combined(op, a, b))  # type: ignore[arg-type]
    except NoUnitError:
        return
    assert made.value > 0
    assert made.per in {
        "percent", "once", "first", "grant", "", "hour", "day", "week", "month", "year", "hours", "days", "weeks",
        "months", "years", "hours a week",
    }  # fmt: skip


def test_a_month_of_pay_by_the_hour_is_worked_out_by_the_hours_of_each_employer() -> None:
    """Hours that stand bare in one place and as hours in another are hours; each employer's are an operand."""
    draft = Draft("verdict")
    draft.add(figure("€18.40", "base", 18.4, currency="EUR", per="hour"))
    first = in_slots("Marlow offers this term: with us it's 37.", draft)
    second = in_slots("18.40 with 37h or 41h at the other", draft)
    made = SLOT.findall(second)
    assert SLOT.findall(first)[0] in made
    assert [f.per for f in draft.figures] == ["hour", "hours", "hours"]
    basis = Basis(draft, ("Marlow offers [[F1]] base an hour.",), (second,), SHELF.names)
    out = resolved("[[F1 * F2 * 52 weeks / 12 months]] and [[F1 * F3 * 52 weeks / 12 months]]", basis)
    assert not out.wrong
    assert [f.text for f in draft.figures[-2:]] == ["€2,950", "€3,269"]


def test_a_figure_without_a_currency_is_in_the_only_one_of_the_talk() -> None:
    """It is set against the others; with two currencies in the talk nobody can tell."""
    held = [
        figure("£64K", "base", 64_000, currency="GBP", per="year"),
        figure("61K", "base", 61_000, currency="", per="year"),
    ]
    told = ("Orrin offers [[F1]] base a year.", "Pell offers [[F2]] base a year.")
    draft = Draft("verdict")
    for f in held:
        draft.add(f)
    out = resolved("[[F1 - F2]]", Basis(draft, told, (), SHELF.names))
    assert not out.wrong
    assert draft.figures[-1].text == "£3K"
    draft = Draft("verdict")
    for f in (*held, figure("€9K", "bonus", 9_000, currency="EUR", per="year")):
        draft.add(f)
    assert resolved("[[F1 - F2]]", Basis(draft, told, (), SHELF.names)).wrong
