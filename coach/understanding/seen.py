"""A message, its amounts and names -> all that the reading net is shown of it, made in one place for reading and for
learning.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from coach.understanding.amounts import Amount
from coach.understanding.context import Context, known_features, known_words, stage_features, talk_features, talk_words
from coach.understanding.lexicon import notions_at
from coach.understanding.marked import Marked, looks, marked, named_looks, spellings
from coach.understanding.wide import (
    act_notions,
    amount_features,
    amount_notions,
    clause_features,
    company_features,
    company_notions,
    cued,
    numbered,
    words_of,
)
from index.embed.encoder import DIMENSION
from index.embed.pieces import alone

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as the net sees it. `looks` (amounts, features) with what the talk holds, `spelt` (pieces, 4), `names`
    (companies, 384 + 4) what each name's pieces mean by themselves and how it is written, `known`
    (companies, features) in which part the talk holds each, `stage` (features of the talk,).

    `words` and `notions` are the numbered features of each amount, `named` those of each company or person.
    """

    text: str
    read: Marked
    amounts: tuple[Amount, ...]
    companies: tuple[tuple[int, int], ...]
    looks: Floats
    spelt: Floats
    names: Floats
    known: Floats
    stage: Floats
    words: list[list[int]]
    notions: list[list[int]]
    named: list[list[int]]
    lexicon: tuple[tuple[int, int, str], ...]
    around: tuple[str, ...]

    def clause(self, first: int, last: int, number: int, many: int) -> tuple[list[int], list[int]]:
        """(numbered words, numbered notions) of the clause from piece `first` to `last` (excluded), the `number`-th of
        `many`.
        """
        start, end = self.span(first, last)
        own = words_of(self.text, start, end, self.amounts, self.companies)[0]
        return clause_features(own, self.around, number, many), numbered(act_notions(self.lexicon, start, end))

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where the pieces from `first` to `last` (excluded) stand in the text."""
        return self.read.places[first][0], self.read.places[last - 1][1]


def seen(text: str, amounts: tuple[Amount, ...], companies: Spans, context: Context, persons: Spans = ()) -> Seen:
    """What the net is shown of a message; `companies` are the places of names that may be companies, `persons` those of
    persons.
    """
    notions = notions_at(text)
    read = marked(text, amounts, companies, persons)
    words, at = words_of(text, 0, len(text), amounts, companies)
    cues = cued(text, amounts)
    return Seen(
        text,
        read,
        amounts,
        tuple(companies),
        np.concatenate([looks(amounts), talk_features(amounts, context)], axis=1),
        spellings(text, read),
        np.concatenate([_alone(text, companies), named_looks(text, companies)], axis=1),
        known_features([text[s:e] for s, e in companies], context),
        stage_features(context),
        [amount_features(words, at[i]) if i in at else [] for i in range(len(amounts))],
        [
            numbered([*amount_notions(a, amounts, notions, text), *c, *talk_words(a, context)])
            for a, c in zip(amounts, cues, strict=True)
        ],
        [
            company_features(
                words,
                at[-1 - i],
                i,
                len(companies),
                [*company_notions(s, e, notions), *known_words(text[s:e], context)],
            )
            if -1 - i in at
            else []
            for i, (s, e) in enumerate(companies)
        ],
        notions,
        tuple(words),
    )


def _alone(text: str, names: Spans) -> Floats:
    """(names, 384): what the pieces of each name mean by themselves, whatever stands around them."""
    out = np.zeros((len(names), DIMENSION), dtype=np.float32)
    for i, (start, end) in enumerate(names):
        out[i] = alone(text[start:end])
    return out
