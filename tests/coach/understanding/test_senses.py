"""What a figure is that is neither offered, nor paid, nor wished for: it is held as nothing of the talk."""

from __future__ import annotations

import pytest

from coach.understanding.senses import senses_of


def _sense(words: str) -> str:
    """The likeliest sense of the figure or the words in [ ]."""
    start, end = words.index("["), words.index("]") - 1
    (shares,) = senses_of(words.replace("[", "").replace("]", ""), ((start, end),))
    return max(shares, key=lambda s: shares[s])


@pytest.mark.parametrize(
    ("words", "sense"),
    [
        ("Turns out the new barista is on [£27k].", "others"),
        ("[€51k] is what my colleague Anouk earns.", "others"),
        ("the other two porters got [3%] and I got nothing", "others"),
        ("the man I replaced was paid [$96,000]", "others"),
        ("[41k] is Dev's wage, not mine", "others"),
        ("my flatmate gets [£38,000] for the same work", "others"),
        ("81.4 there vs [76] here = 5.4, is that right?", "sum"),
        ("so [63] + 8% against 66 without bonus, please work it out", "sum"),
        ("54k minus 49k makes [5k], correct?", "sum"),
        ("what's the lowest I should say yes to, [67k]?", "least"),
        ("where should I draw the line, [£44,000]?", "least"),
        ("what if she tells me [€58k] is the ceiling for the grade?", "if"),
        ("what do I answer if they open with “[$120k] is as far as we go”?", "if"),
        ("I invoice about [€61,000] a year", "invoiced"),
        ("as a freelance editor I charge [£260] a day", "invoiced"),
        ("I'd forfeit a [7,500] bonus in June", "left"),
        ("I would be giving up my [firefighter's pension]", "left"),
        ("they offer me [€64k]", "keep"),
        ("I'm on [£29,300]", "keep"),
        ("I'd like [$88k]", "keep"),
        ("my boss countered with [71k]", "keep"),
        ("they gave me [30 days of holiday]", "keep"),
    ],
)
def test_a_figure_is_what_its_sentence_says(words: str, sense: str) -> None:
    """Whose it is decides, not how large it is."""
    assert _sense(words) == sense
