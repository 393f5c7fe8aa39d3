"""What to ask for, by what the user has told of their own offer, target and floor."""

from __future__ import annotations

from tests.coach.test_two_offers import OFFER, talk

WISH, LIMIT, ASK = "I want 190k base", "I won't go below 180k base", "what should I ask for?"


def test_the_users_own_figures_come_first() -> None:
    """Their own number is asked for and their own limit is the line; what the guide's row supports beyond is said with its source."""
    reply = talk(OFFER, WISH, LIMIT, ASK)
    first = reply.text.split(". ")[0]
    assert "$190K" in first
    assert "your own number" in first
    assert "under $180K base" in reply.text
    more = next(f for f in reply.figures if f.text == "$206K")
    assert (more.kind, more.component) == ("derived", "base")
    assert "$206K [2]" in reply.text
    assert reply.citations[1].guide == "northwind/data-engineer"
    assert "New York" in reply.citations[1].quote


def test_of_another_job_they_are_not_said() -> None:
    """Nor of another place than the offer's, nor where several rows may be meant."""
    for question in ("what should I ask for in Chicago?", "what should I ask for at contoso?"):
        reply = talk(OFFER, WISH, LIMIT, question)
        assert "your own" not in reply.text
        assert "$206K" not in reply.text
    assert "$206K" not in talk(OFFER.replace(" in New York", ""), WISH, LIMIT, ASK).text


def test_a_figure_on_another_footing_is_left_to_the_strategy() -> None:
    """A bonus in percent beside a band in money."""
    assert "**Bonus**" not in talk(f"{OFFER} and 10% bonus", ASK).text
