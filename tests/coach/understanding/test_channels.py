"""How a text is to go and how long: by the words of people that nothing learns from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.understanding.channels import CHANNELS, channel_in, length_in, trained_on
from coach.understanding.learn.channels.train import digest, read_ways
from coach.understanding.learn.labels import LabelError

HERE = Path(__file__).parent


def test_the_layer_was_learned_from_what_is_there() -> None:
    """`python -m coach.understanding.learn.channels.train --save` makes it."""
    assert trained_on() == digest(), "run python -m coach.understanding.learn.channels.train --save"


def test_the_way_of_a_text_is_told_from_the_words_of_unseen_people() -> None:
    """More than four in five channels and nine in ten lengths."""
    ways = list(read_ways(HERE / "channels", HERE / "texts"))
    assert np.mean([channel_in(w.text) == w.channel.replace("any", "") for w in ways]) >= 0.82
    assert np.mean([length_in(w.text) == w.length.replace("any", "") for w in ways]) >= 0.94


@pytest.mark.parametrize(
    ("words", "channel"),
    [
        ("no mail, I'm telling her at our meeting", "call"),
        ("words I can speak on the phone", "call"),
        ("I'd rather not ring, do it as an email", "email"),
        ("make that a whatsapp to Ola", "chat"),
        ("it goes in a box on the application form", "form"),
        ("a bit warmer", ""),
        ("", ""),
    ],
)
def test_the_way_is_read_by_meaning(words: str, channel: str) -> None:
    """What is named to be refused is not the way."""
    assert channel_in(words) == channel


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """With its file and number."""
    (tmp_path / "orders.txt").write_text("# none\n", encoding="utf-8")
    (tmp_path / "told.txt").write_text("pigeon any | by pigeon\n", encoding="utf-8")
    with pytest.raises(LabelError, match=r"told\.txt:1"):
        list(read_ways(tmp_path, tmp_path))
    assert "pigeon" not in CHANNELS
