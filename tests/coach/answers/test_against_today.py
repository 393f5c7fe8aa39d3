"""By how much an offer is more than present pay: one sentence with the difference by the hour and the year, each for its
own hours, at first and after; and hours that may be of either side are asked about before a text has them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.reply import Reply

Talk = Callable[..., Reply]
BUS = (
    "I'm a bus mechanic in Hull on 16.40 an hour, 40 hours. Stagecoach want me for 17.10 to start, "
    "17.90 after my 3 month probation."
)
ASKED = ["so am i even better off?", "how much more a year is that?", "so whats the difference then"]


@pytest.mark.parametrize("asked", ASKED)
def test_pay_in_stages_for_another_week_is_set_against_today(talk: Talk, asked: str) -> None:
    """17.10 x 37 x 52 = 32,900 and 17.90 x 37 x 52 = 34,440, against 16.40 x 40 x 52 = 34,112."""
    text = talk(BUS, "their week is 37 hours though, not 40", asked).text
    first = text.split(".  ")[0].split(" By the year")[0]
    for words in ("0.70 an hour more", "1,212 a year less", "1.50 an hour and 328 a year more", "17.90", "37", "40"):
        assert words in first, (words, text)
    assert "32,900" in text
    assert "34,440" in text
    assert "full time" not in text
    assert "tax" not in text


@pytest.mark.parametrize("asked", ["is it more in the hand?", "will i take home more?"])
def test_the_net_is_not_known_and_said_to_be_so_where_it_is_asked_for(talk: Talk, asked: str) -> None:
    """After the difference before tax."""
    text = talk(BUS, "their week is 37 hours though, not 40", asked).text
    assert "1,212 a year less" in text
    assert text.index("1,212") < text.index("your tax, which I don't know")


@pytest.mark.parametrize(
    ("told", "words"),
    [
        # 31,400 -> 33,000
        (("I'm a nurse in Leeds on 31,400. Spire offered me 33,000 a year.",), ("1,600 a year more",)),
        # 270 a month x 14
        (
            ("I'm an electrician in Linz on €2,780 a month x14. Strabag offers €3,050 a month x14.",),
            ("€270 a month and €3,780 a year more",),
        ),
        # 3,050 x 14 = 42,700 against 3,300 x 12 = 39,600
        (
            ("I'm an electrician in Linz on €3,300 a month x12. Strabag offers €3,050 a month x14.",),
            ("€3,100 a year more",),
        ),
        # 14.20 x 38 x 52 = 28,059 against 13.50 x 38 x 52 = 26,676
        (
            ("I'm a cook in Cork on 13.50 an hour, 38 hours a week. The Shelbourne offers 14.20 an hour, 38 hours.",),
            ("€0.70 an hour and €1,383 a year more", "both at 38 hours a week"),
        ),
    ],
)
def test_both_are_set_against_each_other_by_the_same_time(
    talk: Talk, told: tuple[str, ...], words: tuple[str, ...]
) -> None:
    """By what both are paid by, and by the year."""
    for asked in ("am I better off?", "how much would i be up"):
        text = talk(*told, asked).text
        assert all(w in text for w in words), text


def test_hours_that_are_not_told_are_said_to_be_assumed(talk: Talk) -> None:
    """At 40 hours a week on both sides."""
    text = talk("I'm a cook on 13.50 an hour. The Shelbourne offers 14.20 an hour.", "so am I better off?").text
    assert "0.70 an hour and 1,456 a year more" in text
    assert "40 hours a week on both sides" in text


@pytest.mark.parametrize(
    "asked", ["should I push more or just take it?", "how much should I ask for?", "is that fair?"]
)
def test_what_to_do_is_no_question_of_the_difference(talk: Talk, asked: str) -> None:
    """A view is one."""
    assert "By the year" not in talk(BUS, "their week is 37 hours though, not 40", asked).text


def test_open_hours_are_asked_about_and_no_text_has_them(talk: Talk) -> None:
    """Until the person says whose they are."""
    both = BUS.replace("17.10 to start, 17.90 after my 3 month probation", "17.10 an hour, 40 hours")
    reply = talk(both, "sorry, 37 hours, not 40")
    assert reply.clarify
    assert "37" in reply.clarify
    assert reply.suggestions[:2] == ("Their week is 37 hours", "My own week now is 37 hours")
    said = talk(both, "sorry, 37 hours, not 40", "im taking it, write the yes").text
    assert "hours a week" not in said
    assert "37 hours a week" in talk(both, "sorry, 37 hours, not 40", "theirs", "im taking it, write the yes").text


def test_pay_by_the_hour_beside_a_salary_counts_its_own_hours(talk: Talk) -> None:
    """15.20 x 48 x 52 = 37,939: 33,000 is a cut, and no step up."""
    text = talk(
        "I'm a chef de partie at 15.20 an hour, 48 hours a week. The Ivy offers 33,000 a year for 45 hours."
    ).text
    assert "pay cut" in text
    assert "4,939 a year below" in text


def test_stages_told_in_a_chat_are_written_out_in_a_text(talk: Talk) -> None:
    """As they are said of the person."""
    told = "I clean offices, 11.44 an hour. ISS want me nights: 12.60 while i learn the system, 13.20 when im on my own"
    text = talk(told, "ok write them a yes").text
    assert "12.60 while I learn the system, then 13.20 when I'm on my own" in text


def test_a_wish_beside_hours_is_the_figure_asked_for(talk: Talk) -> None:
    """8,300 is the person's own, and no word of a term."""
    welder = "I'm a welder in Gdansk on 7,200 a month. Remontowa offers 7,900 a month for 42 hours."
    text = talk(welder, "I do 40 hours now", "write to Jan: I want 8,300 or 40 hours").text
    assert "8,300 a month" in text
    assert "8,453" not in text


def test_what_waiting_costs_counts_their_week(talk: Talk) -> None:
    """0.60 x 37 x 52 = 1,154."""
    said = "she came back: 17.50 from the start, 18.10 after probation"
    assert "1,154" in talk(BUS, "their week is 37 hours though, not 40", said).text
