"""What a person says that a text shall say is found in the order, and nothing that is said to the coach."""

from __future__ import annotations

import pytest

from coach.understanding.content import content_in, trained_on
from coach.understanding.grounds import grounds_in
from coach.understanding.learn.content.train import FOLDER, digest


@pytest.mark.parametrize(
    ("said", "points"),
    [
        (
            "Mail please: I enjoyed the interview, I have another offer, I ask for 66.000 instead of 63.000",
            ["I enjoyed the interview", "I have another offer", "66.000 instead of 63.000"],
        ),
        ("ask her for step 4 bc of my years as a cook", ["step 4 bc of my years as a cook"]),
        ("I'd like to begin at 7 on Tuesdays, ask Tom", ["begin at 7 on Tuesdays"]),
    ],
)
def test_the_points_of_a_text_are_found(said: str, points: list[str]) -> None:
    """Each whole and in its order."""
    assert [x.words for x in content_in(said)] == points


@pytest.mark.parametrize("said", ["That's my true reason.", "what do I say to him?", "I don't think we have grades"])
def test_what_is_said_to_the_coach_is_no_content(said: str) -> None:
    """An aside, a question and what is denied are for nobody else."""
    assert content_in(said) == ()


def test_what_ships_is_what_the_marked_messages_teach() -> None:
    """Who changes the lines trains the tagger once more."""
    assert trained_on() == digest(FOLDER)


@pytest.mark.parametrize("text", ["write a mail: !!! ... ???", "-", "Write: —", "say (…) and ask for '' please", "?!"])
def test_a_stretch_of_marks_is_nothing(text: str) -> None:
    """Whatever is typed, each stretch has words."""
    assert all(x.words.strip() for x in content_in(text))


def test_a_stretch_begins_with_the_whole_figure() -> None:
    """ "2.5 years" are not five."""
    words = "Current 6.8 LPA with 2.5 years exp in Java"
    assert not any(x.words.startswith("5 years") for x in (*content_in(words), *grounds_in(words)))
