"""What a talk tells in passing, in the texts and sums of a reply: pay in stages, each side's hours, perks, a yes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.reply import Reply


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        (
            ("A practice in Leeds offered £31,200 to start and £32,500 once I'm qualified.", "Write the email that accepts it"),
            ("£31,200 to start, then £32,500 once I'm qualified",),
        ),
        (
            ("Harris Mechanical offers $27.50 an hour for the first 3 months, then $29.", "write an email that accepts the offer"),
            ("$27.50 for the first 3 months, then $29",),
        ),
        (
            ("The school in Utrecht offers €2,700 a month, then €2,900 after six months", "Write the mail that says yes"),
            ("€2,700 a month, then €2,900 after six months",),
        ),
        (
            (
                "I asked my boss for a raise, I want £34k. He says 30 now and 32 after the appraisal.",
                "Write an email that accepts it",
            ),
            ("£30K now, then £32K after the appraisal",),
        ),
        (
            ("Offer from Delta Logistics is £29,000. I'm going to ask for 30 now and 32 after the appraisal", "write the email"),
            ("bring the salary to £30,000 now, then £32,000 after the appraisal",),
        ),
        (
            ("They came back with £40,500 to begin, £42,000 after probation.", "write a counter, I want 43k"),
            ("£40.5K to begin, then £42K after probation", "bring the salary to £43K"),
        ),
    ],
)  # fmt: skip
def test_a_text_tells_pay_in_stages_whole(
    talk: Callable[..., Reply], messages: tuple[str, ...], said: tuple[str, ...]
) -> None:
    """Both figures, each with when, as one offer or one wish."""
    text = talk(*messages).text
    assert all(words in text for words in said)


def test_what_was_understood_has_the_stages_and_the_first_year(talk: Callable[..., Reply]) -> None:
    """2,700 × 6 + 2,900 × 6 in the first year; the last stage beside present pay."""
    text = talk(
        "The school in Utrecht offers €2,700 a month, then €2,900 after six months. I make €2,650 a month."
    ).text
    assert "then €2,900 after six months" in text
    assert "€33.6K" in text
    assert "€250" in text


def test_each_side_of_a_sum_counts_its_own_hours(talk: Callable[..., Reply]) -> None:
    """16.50 × 35 × 52 against 15.80 × 40 × 52, and the hours that are assumed are said to be."""
    text = talk(
        "The bakery pays £16.50 an hour, I'm on £15.80 at the mill", "their week is 35 hours",
        "which of the two pays more in a year?",
    ).text  # fmt: skip
    assert "£2,834" in text
    assert "35 hours" in text
    assert "assumed" in text


def test_an_hour_is_what_it_pays(talk: Callable[..., Reply]) -> None:
    """Pay that is told by the hour is not worked out anew by the hours of a week."""
    text = talk(
        "Lowfield Care offers £15.20 an hour for 37 hours a week. I'm on £14.10 an hour now, 40 hours a week."
    ).text
    assert "16.43" not in text


def test_a_perk_of_their_news_stands_in_the_yes(talk: Callable[..., Reply]) -> None:
    """As agreed, in the person's words."""
    text = talk(
        "Offer from Kemp Foods £28,000", "They came back: 29,000 and they'd pay the first month's taxi",
        "write the email that accepts it",
    ).text  # fmt: skip
    assert "£29K and the first month's taxi paid" in text or "£29,000 and the first month's taxi paid" in text
    assert "could you" not in text.lower()


@pytest.mark.parametrize("offered", ["The café offers me £14 an hour.", "Warehouse job, they offer $18 an hour"])
def test_a_step_without_a_band_is_a_suggestion(talk: Callable[..., Reply], offered: str) -> None:
    """The figure is the person's to choose."""
    text = talk(offered, "What should I ask for?").text
    assert "yours to choose" in text
    assert "suggestion" in text
    assert "Ask for £15" not in text


def test_the_answer_to_an_ask_is_theirs(talk: Callable[..., Reply]) -> None:
    """What was asked for and came back is accepted, and no counter-offer of a present employer."""
    text = talk(
        "Offer from Haven Vets is £30,500. I asked for £32,500", "She came back with 32,500 and I'm going to take it",
        "Write the email that accepts it",
    ).text  # fmt: skip
    assert "a salary of £32,500" in text
    assert "30" not in text


def test_a_yes_does_not_repeat_what_was_refused(talk: Callable[..., Reply]) -> None:
    """However the text is ordered."""
    text = talk(
        "I have an offer of £31k from Roper. I asked for a paid lunch break", "they said no to the paid lunch break but 31.8k",
        "I'm going to accept. write the email, and could you add lunch break is paid to the letter",
    ).text  # fmt: skip
    said = "\n".join(line for line in text.splitlines() if line.startswith(">"))
    assert "£31.8K" in said
    assert "lunch" not in said
