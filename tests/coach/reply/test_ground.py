"""The checker: a figure or a mark that nothing backs never reaches the user."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import Coach, Turn
from coach.reply import Figure, Reply
from coach.reply.draft import Draft, render
from coach.reply.ground import NOTHING_LEFT, WITHHELD, figured, ground, unbacked
from coach.understanding.situation import Part, Situation
from index.money import Range, format_amount, format_range
from tests.texts import guide_text, read

GUIDE = read(guide_text())


def good(*more: str) -> Reply:
    """A reply with London's base and bonus, cited, and whatever else is planted in it."""
    draft = Draft("band_lookup")
    london = GUIDE.bands[1]
    base, bonus = london.pay("base"), london.pay("bonus")
    assert base is not None
    assert base.amount is not None
    assert bonus is not None
    assert bonus.percent is not None
    draft.say(f"Base in London: {draft.pay(GUIDE, london, base, base.amount)} [1].")
    draft.say(f"The bonus is {draft.pay(GUIDE, london, bonus, bonus.percent)} of it [1].")
    for line in more:
        draft.say(line)
    return render(draft)


def test_a_backed_reply_passes_unchanged() -> None:
    """What is rendered from slots is grounded by construction."""
    reply = good("Ask calmly, then wait.", "Two rounds in 2026 are usual, for a team of 12.")
    assert ground(reply, ()) is reply
    assert unbacked(reply) == []


@pytest.mark.parametrize(
    "planted",
    [
        "Ask for £105K.",
        "Ask for £80K–£101K.",
        "Ask for £80K.",
        "Ask for $80K–$100K.",
        "Ask for €80K–€100K.",
        "Ask for £8K–£10K.",
        "The bonus is 12%.",
        "The bonus is 10–15%.",
        "Ask for £80–100M.",
        "Detroit pays $410K in total.",
        "Ask for 20 lakh.",
        "Ask for 105,000 pounds.",
        "It is £80K–£100K, or £120K if you push.",
        "See the guide [2].",
        "See the guide [0].",
        "See [1] and [7].",
        "See the guide [12].",
    ],
)
def test_a_planted_figure_or_mark_is_withheld(planted: str) -> None:
    """A wrong amount, end, currency, size or mark takes its line out, leaves the others, and the reply says so."""
    reply = ground(good(planted), ())
    assert planted not in reply.text
    assert reply.text == good().text
    assert reply.caveats == (WITHHELD,)
    assert reply.figures == good().figures


@pytest.mark.parametrize(
    ("planted", "users_words"),
    [
        ("Your £105K is above the band.", "they offered £105K"),
        ("Your £105K is above the band.", "they offered 105k, is that fine?"),
        ("Your £105K is above the band.", "I was offered 105,000 pounds"),
        ("You asked for 15% more.", "I asked for 15% more"),
        ("Between $90K and $95K is what you said.", "somewhere between 90K and 95K"),
    ],
)
def test_the_users_own_figures_pass(planted: str, users_words: str) -> None:
    """What the user said may be said back, in their currency or in ours where they named none."""
    assert planted in ground(good(planted), (users_words,)).text
    assert planted not in ground(good(planted), ("an unrelated message",)).text


@pytest.mark.parametrize(
    ("planted", "stays"),
    [
        ("Ask what would get you from £33K to £35K.", True),
        ("It went up from £33,000 to £35,000.", True),
        ("Going from £33K to £36K is a lot.", False),
        ("Going from £32K to £35K is a lot.", False),
        ("Going from $33K to $35K is a lot.", False),
        ("It pays £33K to £35K.", False),
        ("It pays £33K–£35K.", False),
        ("It pays between £33K and £35K.", False),
    ],
)
def test_a_way_from_one_figure_to_another_is_two_figures(planted: str, *, stays: bool) -> None:
    """Each of which is traced; a range is one figure, and no two figures of the person's make one."""
    words = ("he could maybe do £33K then", "I want £35K")
    assert (planted in ground(good(planted), words).text) is stays


def test_the_users_currency_is_not_exchanged() -> None:
    """105,000 dollars of the user do not back 105,000 pounds."""
    planted = "Your £105K is above the band."
    assert planted not in ground(good(planted), ("they offered $105K",)).text


def test_unbacked_names_what_nothing_backs() -> None:
    """The figures without backing are listed as they are written."""
    assert unbacked(good("Ask for £105K or 12%, not £80K–£100K.")) == ["£105K", "12%"]
    assert unbacked(good("Ask for £105K or 12%."), ("£105K please",)) == ["12%"]


AMOUNTS = st.builds(
    lambda low, more, unit: Range(low * 1000, (low + more) * 1000, unit),
    st.integers(1, 2_000), st.integers(0, 500), st.sampled_from(["USD", "GBP", "EUR", "INR", "CHF"]),
)  # fmt: skip


@given(AMOUNTS, AMOUNTS)
def test_a_figure_backs_itself_and_nothing_else(held: Range, said: Range) -> None:
    """A line with another value or currency is withheld; one with the same value and currency is kept."""
    base = good()
    figure = replace(base.figures[0], low=held.low, high=held.high, currency=held.unit, text=format_range(held))
    reply = replace(base, text=f"Ask for {format_range(said)}.", figures=(figure,), citations=())
    same = (held.low, held.high, held.unit) == (said.low, said.high, said.unit)
    assert (ground(reply, ()).text != NOTHING_LEFT) is same
    own = replace(reply, text=f"Ask for {format_range(held)}.")
    assert ground(own, ()) is own


def test_a_reply_of_which_nothing_is_left_still_says_something() -> None:
    """Where every line is withheld, the person is told so in a sentence rather than shown nothing."""
    reply = ground(Reply("Ask for $987K.\n\nDon't go under $876K.", "strategy_target"), ())
    assert reply.text == NOTHING_LEFT
    assert WITHHELD in reply.caveats
    assert not unbacked(reply)


@pytest.mark.parametrize(
    ("written", "held"), [("£", "GBP"), ("€", "EUR"), ("gbp", "GBP"), (" $ ", "USD"), ("%", "%"), ("", "")]
)
def test_a_sign_in_a_situation_is_the_currency_it_stands_for(coach: Coach, written: str, held: str) -> None:
    """A situation file may say "£"; what is asked for is then shown, in that currency."""
    part = Part(component="base", low=205_000, high=205_000, currency=written)
    assert part.currency == held
    if held not in ("%", ""):
        reply = coach.reply(Turn("What should I ask for?", situation=Situation(offer=(part,))))
        assert reply.text != NOTHING_LEFT
        assert WITHHELD not in reply.caveats
        assert {f.currency for f in reply.figures if f.unit != "percent"} == {held}


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("I have guides for 3M, Contoso and 100K Labs.", True),
        ("3M's guide is the older one.", True),
        ("Ask for $3M.", False),
        ("Ask 3M for $100K.", False),
        ("It pays 3M–4M.", False),
    ],
)
def test_a_company_that_is_written_like_a_figure_is_none(line: str, *, stays: bool) -> None:
    """Its name is let through as it stands; an amount is not, whatever a company is called."""
    named = figured(("Contoso", "3M", "100K Labs", "Northwind"))
    assert named == ("100K Labs", "3M")
    assert (ground(good(line), (), named).text == good(line).text) is stays


@given(st.integers(700, 99_900), st.integers(700, 99_900))
def test_a_difference_in_cents_backs_its_sentence(offer: int, pay: int) -> None:
    """Worked out from two rates by the hour, it is written with its cents and traced."""
    gap = abs(offer / 100 - pay / 100)
    draft = Draft("offer_evaluation")
    figure = Figure(
        format_amount(gap, "USD"), "derived", "base", "", "", "", "USD", "absolute", gap, gap, None, "offer - pay"
    )
    draft.say(f"That is {draft.add(figure)} more an hour.")
    reply = render(draft)
    assert ground(reply, ()).text == reply.text
    if gap < 1000 and round(100 * gap) % 100:
        assert f"{gap:.2f}" in reply.text
