"""No company is missing to answer what asks for nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.reply import Reply

Talk = Callable[..., Reply]


@pytest.mark.parametrize("text", ["sorry, wrong window", "back in a bit", "hold on, the kettle boils"])
def test_chatter_is_not_asked_for_a_company(talk: Talk, text: str) -> None:
    """What asks for nothing and names nothing has no company to be asked for."""
    assert talk(text).clarify is None


@pytest.mark.parametrize(
    "text",
    [
        "and in Munich?",
        "L4",
        pytest.param("how much in London", marks=pytest.mark.xfail(reason="taken for a question of the talk")),
    ],
)
def test_what_a_guide_could_answer_is(talk: Talk, text: str) -> None:
    """A place, a level or a question of pay lacks a company."""
    assert talk(text).clarify
