"""What is held after messages that are read rightly: stages by their matter, figures at their deal."""

from __future__ import annotations

from coach.dialogue.apply import apply
from coach.dialogue.deals import Dialogue
from coach.understanding.amounts import amounts_in
from coach.understanding.denial import Denial
from coach.understanding.reading import AmountMention, Clause, Reading

DENIES = Denial(0.9, (("refused", 0.9),), 0.1)


def message(
    *clauses: tuple[str, str, str], figures: tuple[tuple[str, str, int], ...] = (), denial: Denial | None = None
) -> Reading:
    """A message of clauses, each (acts, matter, words), with (role, part, owner) of each of its figures."""
    text, made = "", []
    for acts, matter, words in clauses:
        start = len(text) + bool(text)
        text = f"{text} {words}".strip()
        does = tuple((a, 1.0) for a in acts.split())
        made.append(Clause(start, len(text), words, does, ((matter, 1.0),), denial))
    amounts = tuple(
        AmountMention(
            a, text[a.start : a.end], role, part, owner=owner,
            clause=next(n for n, x in enumerate(made) if x.start <= a.start < x.end),
        )
        for a, (role, part, owner) in zip(amounts_in(text), figures, strict=True)
    )  # fmt: skip
    return Reading(text, tuple(made), amounts)


def after(*messages: Reading) -> Dialogue:
    """The dialogue after messages."""
    now = Dialogue()
    for one in messages:
        now = apply(now, one)
    return now


OFFER = message(("offer", "told_offer", "they offer $71,000"), figures=(("offer", "base", -1),))


def test_an_ask_told_without_its_figure_is_asked() -> None:
    """It is their turn then; what was wanted is what was asked."""
    wish = message(("wish", "told_wish", "i would like $76,000"), figures=(("wish", "base", -1),))
    now = after(OFFER, wish, message(("story", "told_asked", "put it to them over lunch")))
    assert now.deal.status == "asked"
    assert [p.high for p in now.deal.asked] == [76_000]


def test_a_yes_is_held_by_what_it_is_about() -> None:
    """A leaning is none."""
    yes = message(("accepted", "told_accept", "fine then, count me in"))
    leans = message(("accepted", "told_lean", "part of me has said yes already"))
    assert after(OFFER, yes).deal.status == "accepted"
    assert after(OFFER, leans).deal.status == "offered"


def test_two_employers_without_names_are_two() -> None:
    """Neither figure takes the place of the other."""
    now = after(
        message(
            ("offer", "told_offer", "$71,000 from a lab,"),
            ("offer", "told_rival", "$69,500 from a school"),
            ("offer", "told_rival", "and $73,000 from a hospital"),
            figures=(("offer", "base", -1), ("offer", "base", -2), ("offer", "base", -2)),
        )
    )
    assert [p.high for d in now.deals for p in d.offer] == [71_000, 69_500, 73_000]


def test_a_joy_or_a_fear_undoes_nothing() -> None:
    """Its words deny something, but nothing of the negotiation."""
    no = message(("refused news", "told_refused", "she turned it down"))
    glad = message(("feeling", "told_joy", "ha, it never crossed my mind"), denial=DENIES)
    now = after(OFFER, no, glad)
    assert now.deal.status == "refused"
    assert not any(e.kind == "taken_back" for e in now.events)


def test_what_puts_another_figure_right_leaves_the_grant_alone() -> None:
    """A share of a year is not the whole."""
    grant = message(
        ("offer", "told_offer", "they offer $150,000 and $400,000 in stock"),
        figures=(("offer", "base", -1), ("offer", "stock", -1)),
    )
    right = message(
        ("correct", "told_correct", "year one is $20,000, and not $100,000"),
        figures=(("offer", "stock", -1), ("was", "stock", -1)),
    )
    assert [p.high for p in after(grant, right).deal.offer] == [150_000, 400_000]


def test_what_is_left_behind_is_no_salary() -> None:
    """A figure that only the talk tells the part of is not held as one."""
    left = message(("story", "told_story", "i walk away from $30,000"), figures=(("left", "base", -1),))
    assert after(OFFER, left).left == ()


def test_a_figure_of_nothing_is_no_rate() -> None:
    """ "0 a month for housing" beside pay by the month."""
    now = after(
        message(
            ("offer", "told_offer", "They offer R62 000 a month, and 0 a month for housing."),
            figures=(("offer", "base", -1), ("offer", "base", -1)),
        ),
        message(("pay", "told_pay", "Today I'm on R58 400."), figures=(("pay", "base", -1),)),
    )
    assert now.current[0].period == "month"
