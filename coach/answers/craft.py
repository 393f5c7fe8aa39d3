"""A worry or a question of how -> the section of craft that answers it, in a few sentences with its source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from coach.evidence.craft import FITS, find
from coach.evidence.retrieve import Library
from coach.reply.draft import Draft
from index.parse.blocks import plain
from index.passage import Passage

MOST_WORDS = 60
CLEAR = 0.03  # how much better than the next document the best one must fit
_FIRST = 0.12  # how much less well the first document of a matter may fit and still come first
LEANS = 0.8 * FITS  # enough where the question is one of craft by its other marks
_SENTENCE = re.compile(r"(?:(?<=[.!?])|(?<=[.!?][\"”']))\s+(?=[A-Z“\"])")


def answer_craft(
    wordings: Iterable[str],
    library: Library,
    draft: Draft,
    shown: Iterable[str] = (),
    least: float = FITS,
    clear: float = CLEAR,
    *,
    headed: bool = False,
    among: Sequence[str] = (),
) -> str:
    """Say what the craft says on the wording that it fits best; the key of what was said, "" where nothing reaches the
    `least` score, where no document fits by `clear` more than the next one, or where all was `shown`.

    `headed` names the section first, where its words could be taken for a yes or no to what was asked; `among` names
    the documents that may answer, where that is known.
    """
    held = set(shown)
    found: list[Passage] = []
    for words in dict.fromkeys(wordings):
        if among:
            found += find(words, library, len(among), library.store, among)
        else:
            found += _clear_ones(find(words, library, 2, library.store), clear)
    fitting = [p for p in found if p.score >= least and f"craft {p.chunk.id}" not in held]
    if not fitting:
        return ""
    best = max(fitting, key=lambda p: p.score + (_FIRST if p.chunk.guide in among[:1] else 0.0))
    _say(best, library, draft, headed=headed)
    return f"craft {best.chunk.id}"


def _clear_ones(found: list[Passage], by: float) -> list[Passage]:
    """The first of what was found, where it fits by so much more than the second; it comes first by other marks as
    well."""
    if len(found) > 1 and found[0].score - found[1].score < by:
        return []
    return found[:1]


def _say(passage: Passage, library: Library, draft: Draft, *, headed: bool) -> None:
    guide = library.guide(passage.chunk.guide)
    heading = passage.chunk.trail[-1] if passage.chunk.trail else guide.role_name
    mark = draft.cite(guide, passage.chunk.lines, heading)
    text = plain(" ".join(passage.chunk.text.split()))
    kept: list[str] = []
    for sentence in _whole(_SENTENCE.split(text)):
        if "[" in sentence:
            continue  # a line to fill in is for a script
        if kept and len(" ".join([*kept, sentence]).split()) > MOST_WORDS:
            break
        kept.append(sentence)
    head = f"**{draft.quote(guide, heading, 'strategy', passage.chunk.lines, heading)}** " if headed else ""
    draft.say(f"{head}{draft.quote(guide, ' '.join(kept), 'strategy', passage.chunk.lines, heading)} {mark}")


def _whole(sentences: Iterable[str]) -> Iterator[str]:
    """The sentences, with those of one quotation kept together."""
    held: list[str] = []
    for sentence in sentences:
        held.append(sentence)
        said = " ".join(held)
        if said.count('"') % 2 == 0 and said.count("“") == said.count("”"):
            yield said
            held = []
    if held:
        yield " ".join(held)
