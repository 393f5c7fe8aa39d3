"""What is paid beside the monthly figure: a salary more a year in words, a commission, a sign-on for what is lost."""

from __future__ import annotations

import pytest

from coach.dialogue.deals import Dialogue
from coach.dialogue.turn import Turn
from coach.turn import Coach
from tests.shelf import Shelf

COACH = Coach(Shelf())


def held(*messages: str) -> tuple[str, Dialogue]:
    """The last reply of a talk, and the dialogue after it."""
    dialogue, text = Dialogue(), ""
    for message in messages:
        reply = COACH.reply(Turn(message, dialogue=dialogue))
        dialogue, text = Dialogue.model_validate(reply.dialogue), reply.text
    return text, dialogue


@pytest.mark.parametrize("words", ["they also say a 13th month, we have none", "they pay a thirteenth salary too"])
def test_a_salary_more_is_counted_for_them(words: str) -> None:
    """In words alone, without a figure."""
    text, now = held("another haulier offers me €2,650 a month, I have €2,400 a month", words)
    assert [(p.high, p.salaries) for p in now.deal.offer] == [(2650.0, 13)]
    assert [p.salaries for p in now.current] == [0]
    assert "€34,450" in text


def test_the_salaries_stand_in_the_yes() -> None:
    """As what is accepted."""
    text, _ = held(
        "a hospital in Graz offers €3,400 a month x 14, I have €3,250 x 14 now", "write yes please, to Frau Huber"
    )
    assert "€3,400 a month (14 salaries a year)" in text


def test_a_commission_is_a_term_and_no_share_of_the_base() -> None:
    """No sum has it, and it is told whole."""
    text, now = held("A salon offers me €1,250 a month plus 20% commission on products")
    assert [p.component for p in now.deal.offer] == ["base"]
    assert [t.words for t in now.deal.terms] == ["20% commission on products"]
    assert "20% commission on products" in text


def test_a_sign_on_for_what_is_lost_is_wished_for() -> None:
    """It is no loss itself."""
    _, now = held("They're at $190k base. I want a sign-on of 45k because I forfeit my annual bonus in March")
    assert ([(p.component, p.high) for p in now.target], now.left) == ([("signing", 45000.0)], ())


def test_hours_of_both_sides_bring_what_an_hour_pays() -> None:
    """Once both are told, unasked."""
    text, now = held("another haulier offers me €2,650 a month, I have €2,400", "it's 45 hours there, not 39 like now")
    assert ([t.figure for t in now.deal.terms], [t.figure for t in now.terms_now]) == ([45.0], [39.0])
    assert "€13.59" in text
    assert "€14.20" in text


def test_a_notice_goes_to_the_boss_it_names_and_tells_its_weeks() -> None:
    """The notice that has to be given is not asked for."""
    text, _ = held(
        "I got offered a job as a nurse in a clinic at £29,500, I have £26,800", "accept please",
        "and I need to resign from my place, 4 weeks notice, boss is Dr Khan",
    )  # fmt: skip
    assert "Dear Dr Khan," in text
    assert "My notice period is 4 weeks." in text
    assert "like 4 weeks" not in text
    assert "Not in it yet" not in text


def test_so_many_days_of_a_week_are_asked_for() -> None:
    """As a working week, also where only the text is ordered."""
    text, _ = held(
        "They offered me the head receptionist job at £25,800 but I want to do four days because of my little girl",
        "write it to her as an email",
    )
    assert "a working week of four days" in text
    assert "what else could be part" not in text


def test_a_sum_is_asked_for_once_beside_a_term() -> None:
    """Both in one breath."""
    text, _ = held(
        "Plumelight offers me C$62,000 and 10 days vacation",
        "write something short asking for 66k and 15 days vacation. the hiring manager is Amara",
    )
    assert "bring the salary to C$66" in text
    assert "like C$66" not in text
    assert "15 days" in text
