"""Sums and offers beside each other as answers: the verdict first, every number a figure with its formula, no sentence twice."""

from __future__ import annotations

import re
from datetime import date
from importlib.resources import files

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from coach.answers.side_by_side import Asked, answer_side_by_side
from coach.answers.sum_page import Given, What
from coach.answers.sums import Wanted, answer_sum
from coach.dialogue.deals import Deal, Dialogue, Event, Term
from coach.reply import Reply
from coach.reply.draft import Draft, render
from coach.reply.ground import unbacked
from coach.standing.worth import Conditions
from coach.understanding.rates import Rate
from coach.understanding.situation import Part


def part(component: str, amount: float, currency: str = "USD", period: str = "") -> Part:
    return Part(component=component, low=amount, high=amount, currency=currency, period=period)  # type: ignore[arg-type]


def note(what: What, amount: float, currency: str = "%") -> Given:
    return Given(part("other", amount, currency), what)


def deal(company: str, *parts: Part) -> Deal:
    return Deal(company=company, offer=parts)


def summed(dialogue: Dialogue, *amounts: Given, wanted: Wanted = "") -> Reply:
    draft = Draft("sum")
    assert answer_sum(dialogue, amounts, draft, wanted)
    return _rendered(draft)


def compared(dialogue: Dialogue, asked: Asked | None = None) -> Reply:
    draft = Draft("side_by_side")
    assert answer_side_by_side(dialogue, draft, asked)
    return _rendered(draft)


def _rendered(draft: Draft) -> Reply:
    """The reply, once it holds what every answer must hold."""
    for text in draft.parts:
        assert not re.search(r"\d", re.sub(r"\[\[F\d+\]\]", "", text)), f"a number that is no figure: {text}"
    reply = render(draft)
    assert unbacked(reply) == []
    assert all(f.formula for f in reply.figures if f.kind == "derived")
    prose = reply.text.split("\n\n|")[0]
    assert len(prose.split()) <= 90
    assert "{" not in reply.text
    return reply


APPLE = deal("Apple", part("base", 185_000), part("stock", 200_000, period="4yr"), part("signing", 25_000))
NETFLIX = deal("Netflix", part("base", 290_000))
GOOGLE = deal(
    "Google",
    part("base", 182_000),
    part("bonus", 15, "%"),
    part("stock", 160_000, period="4yr"),
    part("signing", 20_000),
)
KLARNA = Dialogue(
    deals=(deal("Klarna", part("base", 64_000, "SEK", "month")),), current=(part("base", 57_000, "SEK", "month"),)
)
HELD = Dialogue(
    deals=(GOOGLE,),
    current=(part("base", 160_000), part("bonus", 10, "%")),
    left=(part("stock", 40_000), part("bonus", 10, "%")),
)

# (what is asked, the talk, the message's figures, the sum wanted, what the first line says; worked out by hand)
ASKED: list[tuple[str, Dialogue, tuple[Given, ...], Wanted, str]] = [
    # 170 + 17
    ("170 plus ten percent", Dialogue(), (Given(part("base", 170_000)), note("more", 10)), "", "$170K plus 10% is $187K."),
    # 65 x 2,080 = 135,200
    ("an hourly rate", Dialogue(), (Given(part("base", 65, "GBP", "hour")),), "", "That's £135.2K a year."),
    # 182,000 / 12 = 15,166.67
    ("by the month", HELD, (), "monthly", "That's about $15.2K a month before tax."),
    # 182,000 / 2,080 = 87.50
    ("by the hour", HELD, (), "hourly", "That works out at $87.50 an hour."),
    # 182 + 27.3 + 40 + 20 = 269.3; later 249.3
    ("all in", HELD, (), "all_in", "All in, the first year is $269.3K, and $249.3K a year after that."),
    ("all in without a sign-on", Dialogue(deals=(NETFLIX,)), (), "", "All in, that's $290K a year."),
    # 269.3 + 3 x 249.3 = 1,017.2; / 4 = 254.3
    ("four years", HELD, (), "four_years", "Over four years it's worth about $1.017M, or $254.3K a year on average."),
    # 182 x 1.15 = 209.3 against 160 x 1.10 = 176: 33.3, which is 18.9% of 176
    ("against present pay", HELD, (), "", "That's $33.3K a year more than you make now, a rise of about 19%."),
    # (64 - 57) x 12 = 84; 7 / 57 = 12.28%
    ("against present pay by the month", KLARNA, (), "", "That's SEK 84K a year more than you make now, a rise of about 12%."),
    # 150 against 160: 10 less, 6.25%
    ("a pay cut", Dialogue(deals=(deal("A", part("base", 150_000)),), current=(part("base", 160_000),)), (), "",
     "That's $10K a year less than you make now, a cut of about 6.2%."),
    ("the same pay", Dialogue(deals=(deal("A", part("base", 160_000)),), current=(part("base", 160_000),)), (), "", "That's just what you make now."),
    # 64 x 12 = 768, 80% of it 614.4, 153.6 less
    ("80% hours", KLARNA, (note("share_of_hours", 80),), "", "At 80% of the hours it's SEK 614.4K a year, SEK 153.6K less than full time."),
    # 768,000 / 260 x 5 = 14,769
    ("five more days off", KLARNA, (note("days", 5, ""),), "", "5 more days off are worth about SEK 14.8K a year to you."),
    # 182,000 / 260 = 700
    ("one more day off", HELD, (note("days", 1, ""),), "", "One more day off is worth $700 a year to you."),
    # half of 6% of 182,000 = 5,460
    ("a pension match", HELD, (note("match", 50), note("match_up_to", 6)), "", "The match is worth $5,460 a year, if you pay in enough to get all of it."),
    # 25,000 / (290,000 - 185,000) = 0.238 years = 2.86 months
    ("break-even against the other offer", Dialogue(deals=(APPLE, NETFLIX)), (), "break_even", "The sign-on covers the lower pay for about 3 months."),
    # 30,000 / 12,000 = 2.5 years
    ("break-even on the message's figures", Dialogue(), (Given(part("signing", 30_000), "signing"), Given(part("base", 12_000), "shortfall")), "",
     "The sign-on covers the lower pay for about 2.5 years."),
    # 40 + 10% of 160 = 56; 56 / (182 - 160) = 2.5 years
    ("what is left behind", HELD, (), "leaving", "Leaving would cost you $56K. At $22K a year more, you'd earn it back in about 2.5 years."),
    ("a bonus lost", Dialogue(), (Given(part("bonus", 12_500), "left"),), "", "Leaving would cost you $12.5K. A sign-on of about that size"),
    # 290 / 1.1 + / 1.21 + / 1.331 + / 1.4641 = 263.636 + 239.669 + 217.881 + 198.074 = 919.26
    ("present value", Dialogue(deals=(NETFLIX,)), (note("discount", 10),), "", "Paid over four years, it's worth $919.3K today at 10% a year."),
    # (1,160 - 965) / 200 = 97.5%
    ("share price growth", Dialogue(deals=(APPLE, NETFLIX)), (), "growth", "Apple's shares would have to be worth about 98% more than at the grant"),
]  # fmt: skip


@pytest.mark.parametrize(("dialogue", "amounts", "wanted", "first"), [a[1:] for a in ASKED], ids=[a[0] for a in ASKED])
def test_a_sum_is_the_first_thing_said(
    dialogue: Dialogue, amounts: tuple[Given, ...], wanted: Wanted, first: str
) -> None:
    """In words with money."""
    assert summed(dialogue, *amounts, wanted=wanted).text.startswith(first)


def test_what_it_rests_on_stands_in_one_line() -> None:
    """Once, at the end."""
    assert (
        summed(KLARNA, note("days", 5, "")).text.split("\n\n")[-1]
        == "Counted: 260 working days a year. All before tax."
    )
    lines = summed(HELD, wanted="all_in").text.split("\n\n")
    assert lines[1:] == [
        "Counted: the bonus at target, the sign-on once and the grant vesting evenly at today's price. All before tax."
    ]


def test_salaries_a_year_and_pensions_are_counted() -> None:
    """4,300 twelve times against 4,000 thirteen times is 400 less; with 10% and 4% of pension it is 3,640 less."""
    offer = part("base", 4_300, "EUR", "month").model_copy(update={"salaries": 12})
    now = part("base", 4_000, "EUR", "month").model_copy(update={"salaries": 13})
    reply = summed(Dialogue(deals=(deal("Umber", offer),), current=(now,)))
    assert "€400 a year less" in reply.text
    term = Term(kind="pension", words="a pension contribution of 4%", figure=4, unit="%")
    held = deal("Umber", offer).model_copy(update={"terms": (term,)})
    mine = term.model_copy(update={"words": "a pension contribution of 10%", "figure": 10, "side": "now"})
    reply = summed(Dialogue(deals=(held,), current=(now,), terms_now=(mine,)))
    assert "€3,536 a year behind" in reply.text


def test_like_is_set_against_like() -> None:
    """Of present pay only the base is known: 182 against 160 is 22, and the whole offer 249.3."""
    reply = summed(HELD.model_copy(update={"current": (part("base", 160_000),)}))
    assert reply.text.startswith("That's $22K a year more than you make now, a rise of about 14%.")
    assert "like against like: base against base. The whole offer is $249.3K a year after the first." in reply.text


def test_a_total_against_a_base_is_said_to_be_that() -> None:
    """It is not all raise."""
    reply = summed(Dialogue(deals=(deal("A", part("total", 250_000)),), current=(part("base", 160_000),)))
    assert "That sets a total against a base" in reply.text


def test_formulas_are_in_the_figures_and_not_in_the_text() -> None:
    """On hover or on request."""
    reply = summed(Dialogue(), Given(part("base", 170_000)), note("more", 10))
    assert next(f.formula for f in reply.figures if f.text == "$187K") == "$170K × (1 + 10%)"
    assert "×" not in reply.text
    assert "÷" not in reply.text


@pytest.mark.parametrize(
    "wanted",
    [
        "",
        "yearly",
        "plus",
        "holiday",
        "all_in",
        "versus_pay",
        "break_even",
        "leaving",
        "present_value",
        "growth",
        "pension",
    ],
)
def test_with_nothing_to_reckon_from_nothing_is_said(wanted: Wanted) -> None:
    """False, and an empty draft."""
    draft = Draft("sum")
    assert not answer_sum(Dialogue(), (), draft, wanted)
    assert not answer_side_by_side(Dialogue(deals=(APPLE,)), draft)
    assert draft.parts == []


def test_across_currencies_no_difference_is_worked_out() -> None:
    """Pay in euros beside an offer in dollars."""
    draft = Draft("sum")
    assert not answer_sum(Dialogue(deals=(NETFLIX,), current=(part("base", 80_000, "EUR"),)), (), draft)
    assert draft.parts == [] == draft.figures
    said: list[str] = []
    worse = Dialogue(deals=(deal("A", part("base", 150_000)),), current=(part("base", 160_000),))
    assert answer_sum(worse, (Given(part("bonus", 12_500), "left"),), draft, said=said)
    assert [f.text for f in draft.figures] == ["$12.5K"]
    assert said == ["sums.leaving", "sums.leaving_ask"]


def test_nothing_is_said_the_same_way_twice_in_a_talk() -> None:
    """The keys of what was said lead to another way."""
    said: list[str] = []
    texts = []
    for _ in range(2):
        draft = Draft("sum")
        fresh: list[str] = []
        assert answer_sum(KLARNA.model_copy(update={"shown": tuple(said)}), (), draft, said=fresh)
        said += fresh
        texts.append(render(draft).text)
    assert texts[0] != texts[1]
    assert texts[1].startswith("You'd be SEK 84K a year up on what you make now")


def test_two_offers_and_the_verdict() -> None:
    """Netflix 290 a year; Apple 965 over four: 241.25 a year, 48.75 less."""
    reply = compared(Dialogue(deals=(APPLE, NETFLIX)))
    assert reply.text == (
        "Netflix is worth about $49K a year more, if Apple's grant vests evenly. Apple would draw level if its shares were worth about 98% more than at "
        "the grant.\n\n"
        "|  | Apple | Netflix |\n|---|---|---|\n| First year | $260K | $290K |\n| Each later year | $235K | $290K |\n| Four years | $965K | $1.16M |\n\n"
        "Counted: for Apple, the sign-on once and the grant vesting evenly at today's price. All before tax."
    )
    cells = {(f.company, f.text): f.formula for f in reply.figures}
    assert cells["Apple", "$260K"] == "$185K base + $50K stock + $25K sign-on"


def test_uneven_vesting_is_shown_year_by_year() -> None:
    """5/15/40/40 of 220 on 175 with 46 and 34 of sign-on: 232, 242, 263, 263; Google 269.3 and then 249.3: 1,000 against 1,017.2."""
    amazon = deal("Amazon", part("base", 175_000), part("stock", 220_000, period="4yr"), part("signing", 80_000))
    asked = Asked({"amazon": Conditions(vesting=(5, 15, 40, 40), signing=(46_000, 34_000))})
    reply = compared(Dialogue(deals=(amazon, GOOGLE), deadline="by friday noon"), asked)
    assert reply.text.startswith(
        "They come out about even: Google is ahead by only $4,300 a year. In the first year Google pays about $37K more."
    )
    assert "Amazon wants an answer by Friday noon." in reply.text
    assert (
        "| First year | $232K | $269.3K |\n| Second year | $242K | $249.3K |\n| Third year | $263K | $249.3K |"
        in reply.text
    )
    assert "stock vesting 5/15/40/40" in reply.text


def test_private_stock_is_shown_with_and_without() -> None:
    """190 + 400 / 4 = 290 with, 190 without; Netflix 290 either way: level with it, 100 behind without."""
    startup = deal("Figma", part("base", 190_000), part("stock", 400_000, period="4yr"))
    reply = compared(Dialogue(deals=(startup, NETFLIX)), Asked({"figma": Conditions(private=True, verbal=True)}))
    assert reply.text.startswith(
        "On money they're the same. Take the stock out and Netflix is ahead by $100K a year. Figma's stock is private"
    )
    assert "without it Figma is $190K a year" in reply.text
    assert "| Four years, no stock | $760K | $1.16M |" in reply.text
    assert "get it in writing" in reply.text


def test_the_deadline_is_of_the_deal_it_was_set_for() -> None:
    """Not of the one in focus."""
    told = Dialogue(
        deals=(APPLE, NETFLIX),
        deadline="thursday",
        events=(Event(turn=1, kind="deadline_set", company="Netflix", words="thursday"),),
    )
    assert "Netflix wants an answer by Thursday." in compared(told).text
    # Monday the 23rd: Tuesday, Wednesday and Thursday are left
    said = compared(told, Asked(today=date(2026, 11, 23))).text
    assert "Netflix wants an answer by Thursday, and that leaves you 3 working days." in said
    assert "Netflix wants an answer today." in compared(told, Asked(today=date(2026, 11, 26))).text
    # from Tuesday the 1st: 2, 3, 4, 7, 8, 9, 10, 11 December
    dated = compared(told.model_copy(update={"deadline": "12 dec"}), Asked(today=date(2026, 12, 1))).text
    assert "Netflix wants an answer by 12 dec, and that leaves you 8 working days." in dated
    past = compared(told.model_copy(update={"deadline": "2026-11-20"}), Asked(today=date(2026, 11, 23))).text
    assert "Netflix's date has passed" in past


def test_several_currencies_need_a_rate() -> None:
    """61 x 12 = 732 SEK; 82 EUR at 11.2 are 918.4."""
    told = Dialogue(
        deals=(deal("Klarna", part("base", 61_000, "SEK", "month")), deal("Zalando", part("base", 82_000, "EUR")))
    )
    apart = compared(told).text
    assert apart.endswith("as they stand: Klarna SEK 732K a year and Zalando €82K a year.")
    assert compared(told, Asked(rate=Rate("EUR", "SEK", 11.2, "your rate"))).text.startswith(
        "Zalando is worth about SEK 186K a year more than Klarna."
    )


def test_what_several_rest_on_is_said_once() -> None:
    """The grants of Apple and Google; the bonus is only Google's."""
    reply = compared(Dialogue(deals=(APPLE, NETFLIX, GOOGLE)))
    assert reply.text.startswith("Netflix is worth about $36K a year more than Google, if the grants vest evenly.")
    assert reply.text.endswith(
        "Counted: the sign-on once; the grant vesting evenly at today's price; for Google, the bonus at target. All before tax."
    )


def test_options_are_no_money() -> None:
    """They are named as not counted, with no price made up."""
    told = Dialogue(
        deals=(deal("A", part("base", 100_000), part("stock", 20_000, "options")), deal("", part("base", 130_000)))
    )
    reply = compared(told)
    assert reply.text.startswith("The other offer is worth $30K a year more than A. Not counted for A: 20,000 options.")


pay = st.integers(20, 900).map(lambda n: n * 1_000.0)
deals = st.builds(
    lambda base, stock, bonus, signing: (part("base", base), part("stock", stock, period="4yr"), part("bonus", bonus, "%"), part("signing", signing)),
    pay, st.sampled_from([0.0, 50_000, 123_456]), st.sampled_from([0.0, 10, 12.5]), st.sampled_from([0.0, 15_000]),
)  # fmt: skip


@given(st.lists(deals, min_size=2, max_size=5), st.booleans(), st.integers(0, 2))
def test_every_comparison_is_backed_and_short(offers: list[tuple[Part, ...]], private: bool, shown: int) -> None:
    """Whatever the offers, and whichever way it is said."""
    keys = [k for k, ways in _words().items() if len(ways) > 1]
    told = Dialogue(
        deals=tuple(deal(f"Firm{'ABCDE'[i]}", *o) for i, o in enumerate(offers)),
        shown=tuple(f"sums.{k}" for k in keys) * shown,
    )
    reply = compared(told, Asked({"firma": Conditions(private=private, verbal=True)}))
    assert reply.text.count("|---|") >= 1


def _words() -> dict[str, list[str]]:
    held: dict[str, list[str]] = yaml.safe_load((files("coach.phrasing") / "sums.yaml").read_text(encoding="utf-8"))
    return held


def test_the_wording_is_plain() -> None:
    """No exclamation, none of the barred words, no number, and no key without words."""
    for key, ways in _words().items():
        assert ways, key
        for way in ways:
            assert not re.search(r"leverage|!|\butilize|\d", way), way
