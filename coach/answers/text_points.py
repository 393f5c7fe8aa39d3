"""What the person dictates -> the points of the text and the kind of text that has room for them."""

from __future__ import annotations

import re

from coach.answers.desk import Desk
from coach.answers.premises import is_raising, premises_of
from coach.dialogue.dictated import Point
from coach.dialogue.revision import Put, Revision
from coach.dialogue.view import stage_tags
from coach.phrasing.style import channel_told
from coach.phrasing.terms import content_of
from coach.scripts.own import figures_in, says_alike
from coach.scripts.revise.put import sentence_of
from coach.understanding.amounts import amounts_in
from coach.understanding.changing import ALL, change_of
from coach.understanding.content import ASKS, STATES
from coach.understanding.sayable import POINTS, is_whole
from coach.understanding.texts import texts_ordered
from index.embed.sentences import embed

# Texts that ask for something; of the others each has its own thing to say.
_OPEN = (
    "counter raise_talk raise_case raise_answer ask_signing ask_stock ask_level ask_terms ask_start ask_remote "
    "ask_holiday ask_hours ask_relocation ask_pension ask_review expectations said_before conversion "
    "pushback_best pushback_budget pushback_later pushback_others pushback_policy"
).split()
_FEW = 2
_ACT = 3  # words: so few tell what the text is for
_AND = re.compile(r", and (?=I\b|we\b|my\b|the\b)|, (?=(?:it|this|that)(?:['’]s| is| was)\b)")  # a sentence begins
_SAID = 0.6  # a cosine: so near, a sentence says what another one says
# Texts of a decision: what the person says of it stands beside it, whatever it points back to.
_DECIDES = "declining decline_present accepting accept_open withdrawing resigning".split()
_DECISION = "I have decided"
_RAISE = ("raise_talk", "raise_case", "raise_answer")


def points_of(desk: Desk, kind: str) -> tuple[Point, ...]:
    """The points of a text of a kind, none where the person dictates none or the kind has its own thing to say."""
    points = desk.now.wanted.points
    return points if kind in _OPEN and not desk.now.wanted.mute and _is_dictated(points) else ()


def _is_dictated(points: tuple[Point, ...]) -> bool:
    """Whether points make a text: an ask with something beside it, several sentences, or an ask that is no sum."""
    asks = [words for form, words in points if form in ASKS]
    tells = [form for form, _ in points if form in (*STATES, "thank", "for")]
    return bool(asks and tells) or len(tells) >= _FEW or any(map(_is_thing, asks))


def _is_thing(words: str) -> bool:
    """Whether an ask is for something else than a sum, or a way of sending a text."""
    paid = any(a.kind in ("money", "percent") for a in amounts_in(words))
    return len(words.split()) >= _FEW and not (paid or words[0].isdigit() or channel_told(words))


def kind_dictated(desk: Desk, kind: str, channel: str) -> str:
    """The kind of a text whose points are dictated: with an ask in them it asks, whatever else is open in the talk."""
    points = points_of(desk, kind)
    if not any(form in ASKS for form, _ in points) or kind.startswith("ask_"):
        return kind
    if is_raise(desk):
        return "raise_talk" if channel == "call" else "raise_case"
    return "counter" if kind not in ("conversion", *_RAISE) else kind


def left_of(desk: Desk, kind: str, sentences: tuple[str, ...]) -> Revision:
    """What the person dictates and no sentence of a text says; a sentence that says less of the same goes. A fact of
    few words is what the text is for ("I'm in"), and what a text that asks may leave out is a part of its ask."""
    wanted = desk.now.wanted
    if wanted.mute or wanted.turn != desk.now.turn or not sentences:
        return Revision()
    puts = [Put(form=form, words=piece) for form, words in wanted.points for piece in _pieces(form, words)]
    if kind in _DECIDES:
        puts = [_beside_decision(p, sentences) for p in puts if not _is_order(desk, p, kind)]
    if kind == "resigning":
        puts = [_as_notice(desk, p) for p in puts]
    if wanted.meeting:
        puts = [p for p in puts if not _is_meeting(p)]
    told = [(p, said) for p in puts if _is_point(p, said := sentence_of(p) or p.words, kind)]
    if not told:
        return Revision()
    near = embed([said for _, said in told]) @ embed(sentences).T
    text, sums = content_of(" ".join(sentences)), frozenset(v for s in sentences for v in figures_in(s))
    kept, out = [], []
    for (put, said), cosines in zip(told, near, strict=True):
        alike = sentences[int(cosines.argmax())]
        new = content_of(said) - text
        if cosines.max() < _SAID and not says_alike(said, alike):
            if new and not (put.form in ASKS and figures_in(said) and figures_in(said) <= sums):
                kept.append(put)
        elif put.form in STATES and len(new) >= _FEW and not figures_in(alike):
            kept.append(put)
            out.append(alike)
    return Revision(put=tuple(kept), out=tuple(dict.fromkeys(out)))


def _beside_decision(put: Put, sentences: tuple[str, ...]) -> Put:
    """What is said of a decision, as it stands beside it: "it is for family reasons" is no sentence anywhere else."""
    if put.form not in STATES or sentence_of(put) or len(put.words.split()) <= _ACT or not is_whole(put.words):
        return put
    of_it = put.words.split()[0].casefold() in POINTS
    said = sentences[int((embed([_DECISION]) @ embed(sentences).T)[0].argmax())]
    return Put(form="quote", words=put.words, near=said if of_it else "", side="after" if of_it else "")


def _is_order(desk: Desk, put: Put, kind: str) -> bool:
    """Whether words that seem to ask for something are only the order of the text: "resign from my place"."""
    if put.form not in ASKS:
        return False
    told = texts_ordered(put.words, stage_tags(desk.now))
    return max(told, key=lambda k: told[k]) == kind


def _as_notice(desk: Desk, put: Put) -> Put:
    """The notice that the person has to give is told, and not asked for."""
    at = desk.reading.text.find(put.words)
    term = next((t for t in desk.reading.terms if t.kind == "notice" and at <= t.start < at + len(put.words)), None)
    if put.form not in ASKS or at < 0 or term is None:
        return put
    span = next((a for a in amounts_in(put.words) if a.counted in ("day", "week", "month")), None)
    told = f"{span.high:g} {span.counted}{'' if span.high == 1 else 's'}" if span else ""
    return Put(form="quote", words=f"My notice period is {told}.") if told else put


def _is_meeting(put: Put) -> bool:
    """Whether an ask is for the talk that the text is for."""
    return put.form in ASKS and change_of(f"only ask for {put.words}", of=ALL) == "meet"


def _is_point(put: Put, said: str, kind: str) -> bool:
    """Whether words are something that a text of a kind may have left out."""
    if put.form in ASKS:
        return kind not in _OPEN
    return bool(content_of(put.words)) if put.form == "thank" else len(said.split()) > _ACT


def _pieces(form: str, words: str) -> tuple[str, ...]:
    """The sentences that are told as one; none of what is no point of a text by itself."""
    if form in STATES:
        return tuple(_AND.split(words))
    return (words,) if form in (*ASKS, "thank") else ()


def is_raise(desk: Desk) -> bool:
    """Whether a text goes to the employer that the person works for, about more pay: the talk is about a raise, or
    tells of pay today and of no offer."""
    return desk.now.deal.kind == "raise" or (is_raising(desk) and "offer" not in premises_of(desk))
