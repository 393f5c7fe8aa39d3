"""The person's own figures -> the sums people ask a coach for, each with its formula."""

from __future__ import annotations

from collections.abc import Sequence

from coach.standing.worth import (
    HOURS,
    MONTHS,
    USUAL,
    YEARS,
    Assumption,
    Conditions,
    Sum,
    Worth,
    currency_of,
    worth,
    written,
)
from coach.understanding.situation import Part

WORKDAYS = 260  # 52 weeks of five days: what a day of pay is a share of


class NoSumError(ValueError):
    """The figures cannot be brought together: another currency, a count of shares, or nothing to divide by."""


def yearly(pay: Part, months: int = MONTHS) -> Sum:
    """A base or total by the year, whatever it was said by; `months` salaries a year where it is by the month."""
    made = worth((pay.model_copy(update={"component": "base"}),), Conditions(months=months))
    if not made.years[0].base.value:
        raise NoSumError(f"{pay.words()} is no pay by the year")
    return Sum(made.years[0].base.value, made.years[0].base.formula, made.currency, made.assumed)


def monthly(pay: Part) -> Sum:
    """A base or total by the month: a twelfth of the year."""
    return _part_of(pay, MONTHS, "months")


def hourly(pay: Part) -> Sum:
    """A base or total by the hour, at 2,080 paid hours a year."""
    made = _part_of(pay, HOURS, "hours")
    assumed = Assumption("hours", f"{HOURS:,}", HOURS, HOURS)
    return Sum(made.value, made.formula, made.unit, tuple(dict.fromkeys((*made.assumed, assumed))))


def plus_percent(amount: Part, percent: float) -> Sum:
    """An amount with so many percent on top, on its own footing: "170 plus ten percent"."""
    return Sum(
        amount.high * (1 + percent / 100),
        f"{written(amount.high, amount.currency)} × (1 + {percent:g}%)",
        amount.currency,
    )


def percent_of(amount: Part, percent: float) -> Sum:
    """So many percent of an amount, on its own footing."""
    return Sum(amount.high * percent / 100, f"{written(amount.high, amount.currency)} × {percent:g}%", amount.currency)


def part_time(base: Part, percent: float) -> Sum:
    """What a base comes to by the year at `percent` of full hours, where pay falls with the hours."""
    year = yearly(base)
    return Sum(year.value * percent / 100, f"{_shown(year)} × {percent:g}% of the hours", year.unit, year.assumed)


def all_in(offer: Worth, year: int = 1) -> Sum:
    """Everything of one year, the first to the fourth."""
    total = offer.years[year - 1].total
    return Sum(total.value, total.formula, offer.currency, offer.assumed)


def later_years(offer: Worth) -> Sum:
    """A year after the first: as the second where all are alike, else the average of the second to the fourth."""
    if offer.steady:
        return all_in(offer, 2)
    parts = " + ".join(written(y.total.value, offer.currency) for y in offer.years[1:])
    return Sum(offer.later, f"({parts}) ÷ {YEARS - 1}", offer.currency, offer.assumed)


def four_years(offer: Worth) -> Sum:
    """All four years together."""
    parts = " + ".join(written(y.total.value, offer.currency) for y in offer.years)
    return Sum(offer.four, parts, offer.currency, offer.assumed)


def a_year(offer: Worth) -> Sum:
    """The average of the four years, sign-on spread over them."""
    return Sum(
        offer.four / YEARS,
        f"{written(offer.four, offer.currency)} over four years ÷ {YEARS}",
        offer.currency,
        offer.assumed,
    )


def without_stock(offer: Worth) -> Sum:
    """All four years with no stock counted."""
    said = f"{written(offer.four, offer.currency)} − {written(offer.stock, offer.currency)} stock"
    return Sum(
        offer.four - offer.stock, said if offer.stock else four_years(offer).formula, offer.currency, offer.assumed
    )


def without_bonus(offer: Worth) -> Sum:
    """A later year with no bonus counted: what is sure."""
    year, bonus = later_years(offer), offer.years[1].bonus
    if not bonus.value:
        return year
    words = f"{_shown(year)} − {written(bonus.value, offer.currency)} bonus"
    return Sum(year.value - bonus.value, words, offer.currency, year.assumed)


def difference(new: Sum, old: Sum) -> tuple[Sum, Sum]:
    """(in money, in percent of the old): what is more, or less than nothing where it is less."""
    _same(new, old)
    if old.value <= 0:
        raise NoSumError("there is nothing to compare with")
    gap = new.value - old.value
    assumed = tuple(dict.fromkeys((*new.assumed, *old.assumed)))
    money = Sum(gap, f"{_shown(new)} − {_shown(old)}", new.unit, assumed)
    return money, Sum(gap / old.value * 100, f"({_shown(new)} − {_shown(old)}) ÷ {_shown(old)}", "%", assumed)


def base_share(offer: Worth, percent: float) -> Sum:
    """What an employer pays by the year on top of base, so many percent of it: into a pension."""
    base = offer.years[1].base
    words = f"{percent:g}% of {written(base.value, offer.currency)}"
    return Sum(base.value * percent / 100, words, offer.currency, offer.assumed)


def with_share(offer: Worth, percent: float) -> Sum:
    """A later year with what the employer pays on top of base, so many percent of it: into a pension."""
    year, more = later_years(offer), base_share(offer, percent)
    return Sum(year.value + more.value, f"{_shown(year)} + {more.formula}", offer.currency, year.assumed)


def pension_match(base: Part, match: float, up_to: float) -> Sum:
    """What an employer adds in a year that matches `match` percent of what one pays in, up to `up_to` percent of base."""
    year = yearly(base)
    assumed = (*year.assumed, Assumption("pays_in", f"{up_to:g}%", up_to, up_to, "%"))
    return Sum(year.value * up_to / 100 * match / 100, f"{_shown(year)} × {up_to:g}% × {match:g}%", year.unit, assumed)


def holiday(base: Part, days: float) -> Sum:
    """What further paid days off are worth in a year: a day is base ÷ 260."""
    year = yearly(base)
    how = (
        f"{written(base.high, year.unit)} × {MONTHS}"
        if base.period == "month" and base.low == base.high
        else _shown(year)
    )
    return Sum(year.value / WORKDAYS * days, f"{how} ÷ {WORKDAYS} × {days:g} days", year.unit, year.assumed)


def break_even(once: Sum, a_year_less: Sum) -> Sum:
    """After how many years a yearly shortfall has eaten up what is paid once (and a yearly gain has earned back a
    loss).
    """
    _same(once, a_year_less)
    if a_year_less.value <= 0 or once.value <= 0:
        raise NoSumError("nothing is eaten up")
    return Sum(once.value / a_year_less.value, f"{_shown(once)} ÷ {_shown(a_year_less)} a year", "years")


def left_behind(left: tuple[Part, ...], pay: tuple[Part, ...] = ()) -> Sum:
    """What leaving costs: bonus, unvested stock and sign-on to be paid back, in full; a bonus in percent is of the
    present base.
    """
    currency = currency_of((*left, *pay))
    base = next((p for p in pay if p.component == "base"), None)
    total, words = 0.0, []
    for part in left:
        if part.currency == "%" and base:
            year = yearly(base)
            value, said = year.value * part.high / 100, f"{part.high:g}% × {_shown(year)}"
            currency = currency or year.unit
        elif part.currency in ("", currency):
            value, said = part.high, written(part.high, currency)
        else:
            raise NoSumError(f"{part.words()} cannot be added to {currency}")
        total += value
        words.append(f"{said} {'sign-on' if part.component == 'signing' else part.component}")
    if total <= 0:
        raise NoSumError("nothing is left behind")
    return Sum(total, " + ".join(words), currency)


def present_value(amounts: Sequence[float], rate: float, currency: str = "") -> Sum:
    """What yearly amounts, each paid at the end of its year, are worth today at `rate` percent a year. ValueError at
    -100% or less.
    """
    if rate <= -100:
        raise ValueError(f"{rate:g}% is no rate")
    value = sum(a / (1 + rate / 100) ** (i + 1) for i, a in enumerate(amounts))
    parts = " + ".join(
        f"{written(a, currency)} ÷ {1 + rate / 100:g}{'^' + str(i + 1) if i else ''}" for i, a in enumerate(amounts)
    )
    return Sum(value, parts, currency, (Assumption("paid_at_year_end"),))


def growth_to_reach(offer: Worth, other: Worth) -> Sum:
    """By how many percent the share price must lie above the grant's, over the four years, for an offer to reach
    another.
    """
    if offer.currency != other.currency:
        raise NoSumError(f"{offer.currency} and {other.currency} do not compare without a rate")
    if offer.stock <= 0:
        raise NoSumError("there is no stock that could grow")
    gap, unit = other.four - offer.four, offer.currency
    return Sum(
        gap / offer.stock * 100,
        f"({written(other.four, unit)} − {written(offer.four, unit)}) ÷ {written(offer.stock, unit)} stock",
        "%",
    )


def intrinsic(count: float, strike: Part, price: Part) -> Sum:
    """What options are worth at a share price that somebody would pay: count × (price − strike), and nothing below the
    strike.
    """
    if strike.currency != price.currency or count <= 0:
        raise NoSumError("options need a count, and a strike and a price in one currency")
    each = max(price.high - strike.high, 0.0)
    return Sum(
        count * each,
        f"{count:,g} × ({written(price.high, price.currency)} − {written(strike.high, strike.currency)})",
        price.currency,
    )


def offer_worth(offer: tuple[Part, ...], conditions: Conditions = USUAL) -> Worth:
    """An offer year by year; NoSumError where there is no money in it."""
    made = worth(offer, conditions)
    if made.four <= 0:
        raise NoSumError("there is no money in the offer that could be added up")
    return made


def _part_of(pay: Part, times: int, what: str) -> Sum:
    year = yearly(pay)
    return Sum(year.value / times, f"{_shown(year)} ÷ {times:,} {what}", year.unit, year.assumed)


def _shown(made: Sum) -> str:
    return f"{made.value:g} {made.unit}" if made.unit in ("years", "months") else written(made.value, made.unit)


def _same(a: Sum, b: Sum) -> None:
    if a.unit != b.unit:
        raise NoSumError(
            f"{a.unit or 'a figure without a currency'} and {b.unit or 'one without'} do not compare without a rate"
        )
