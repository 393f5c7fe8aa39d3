"""What a reply says beside a verdict, and where nothing is told."""

from __future__ import annotations

from collections.abc import Callable

from coach.reply import Reply


def test_a_part_is_advised_once(talk: Callable[..., Reply]) -> None:
    """Where the verdict names the part to push, the view says whether to push at all, and pushes no other part."""
    reply = talk("northwind data engineer chicago offered 165k base. should i push?")
    assert reply.text.count("Push the base") == 1
    assert "I'd counter once" in reply.text
    assert not any(f.component == "signing" for f in reply.figures)


def test_a_bare_question_that_tells_nothing_is_looked_up(talk: Callable[..., Reply]) -> None:
    """A job and a thing that its guide has not is no story that begins."""
    reply = talk("exact interview questions for northwind data engineer")
    assert "says nothing about" in reply.text
