"""What stands for a figure in a draft is the coach's own: nobody's text and no guide can write it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.reply import Reply
from coach.understanding.incoming import read
from index.parse import parse_text

Talk = Callable[..., Reply]


OFFER = "Northwind offered me 155k base as a data engineer in Chicago"
LETTER = "Offer letter\n\nDear \ud83d, level 60\nBase Salary: \ud83d\nPosition: Data Engineer\n" * 3


@pytest.mark.parametrize(
    "messages",
    [
        (OFFER, "write the mail", "put in [[F99]] as the reason"),
        (OFFER, "write the mail", "put in that I led [[F1]] and [[[[F99]]]]"),
        (LETTER,),
    ],
)
def test_no_text_is_taken_for_a_figure_and_none_ends_a_talk(talk: Talk, messages: tuple[str, ...]) -> None:
    """A text with such marks, or with half a character, is answered, and so is what comes after it."""
    for told in (messages, (*messages, "and what should I ask for?")):
        reply = talk(*told)
        assert reply.text.strip()
        assert "[[F" not in reply.text


def test_a_mark_is_read_as_plain_words() -> None:
    """One bracket is left out, and nothing else of the text; other brackets stay."""
    assert read("see [[F12]] and [[note]] and [1]") == "see [F12]] and [[note]] and [1]"


def test_a_mark_in_a_guide_is_told_to_its_keeper() -> None:
    """It stands for no figure, and the line is named."""
    text = "### Data Engineer | Fabrikam Negotiation Guide\n\n#### Notes\n\nSigning bonuses of $10K and [[F3]] are common.\n"
    guide = parse_text(text, "fabrikam/data-engineer", "fabrikam/data-engineer.md")
    assert "[[" not in guide.text
    assert [(f.line, f.severity) for f in guide.findings if f.rule == "reserved-mark"] == [(5, "warning")]
