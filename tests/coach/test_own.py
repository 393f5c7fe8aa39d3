"""What to ask for, by what the user has told of their own offer, target and floor."""

from __future__ import annotations

from tests.coach.test_two_offers import OFFER, talk

AIMS = "my target is 200k base and I won't go below 180k base"


def test_the_users_own_figures_come_first() -> None:
    """With how each came about; the strategy's own words follow."""
    reply = talk(OFFER, AIMS, "what should I ask for?")
    assert "aim for $200K (your own target), stop at $180K (your own floor)" in reply.text
    assert "open with $210K (low + 90% of (high − low), rounded)" in reply.text
    assert reply.text.index("$210K") < reply.text.index("$230K–$245K")
    ask = next(f for f in reply.figures if f.text == "$210K")
    assert (ask.kind, ask.component, ask.region) == ("derived", "base", "New York")


def test_of_another_job_they_are_not_said() -> None:
    """Nor of another place than the offer's, nor where several rows may be meant."""
    for question in ("what should I ask for in Chicago?", "what should I ask for at contoso?"):
        assert "your own target" not in talk(OFFER, AIMS, question).text
    assert "your own target" not in talk(OFFER.replace(" in New York", ""), AIMS, "what should I ask for?").text


def test_a_figure_on_another_footing_is_left_to_the_strategy() -> None:
    """A bonus in percent beside a band in money."""
    assert "**Bonus**" not in talk(f"{OFFER} and 10% bonus", "what should I ask for?").text
