"""What a change brings into a text: a sentence, at its usual place or where it is told, and what was there before."""

from __future__ import annotations

import re
from dataclasses import replace

from coach.dialogue.revision import Put
from coach.phrasing.shorthand import in_full
from coach.phrasing.terms import content_of
from coach.scripts.document import Document, document_of
from coach.scripts.own import could_you, figures_in, ground_sentence, says_alike, small
from coach.scripts.revise.work import (
    EDGE,
    SHARE,
    Work,
    asks_sum,
    end_named,
    ended,
    norm,
    sentence_meant,
    upper,
    words_named,
)
from coach.understanding.content import STATES
from coach.understanding.sound import WHOLE, soundness
from coach.understanding.told_on import to_addressee
from index.embed.sentences import embed

_TWIN = 0.7  # a cosine
_ASKING = frozenset("would could can may will do does is are am might shall should have has".split())
_NAMING = re.compile(r"(?:the|my|that|this|about)\b", re.I)
_THEY = re.compile(r"\b(?:they|he|she)(?P<short>['’](?:d|re|ve|ll))?\b", re.I)
_THEIR = re.compile(r"\b(?:their|his)\b", re.I)
_YOURS = {"is": "are", "was": "were", "has": "have", "does": "do"}


def put_in(work: Work, put: Put) -> None:
    """Put a sentence in: a reason before the ask, another ask behind it, or where it is told; what stands already moves
    there."""
    sentence = ended(in_full(put.words)) if put.form == "quote" else _told(work, put) or sentence_of(put)
    if not sentence:
        work.missed.append(put.words)
        return
    text = work.text
    there = next((at for at in text.sentences if norm(text.at(at)) == norm(sentence)), None)
    if there is not None:
        work.text = place_in(work, text.without(there), put, text.at(there)) if put.near or put.place else text
        return
    asking = next((at for at in text.sentences if asks_sum(work, text.at(at))), None)
    if asking is not None and put.form in (*STATES, "quote") and figures_in(sentence) & work.held.asks:
        work.text = text.put(asking, (sentence,))  # the ask in the person's own words
        return
    alike = next((at for at in text.sentences if says_alike(sentence, text.at(at))), None)
    if alike is None and put.form == "quote" and not (put.near or put.place):
        alike = _twin(work, sentence)
    if alike is not None and not asks_sum(work, text.at(alike)):
        kept = text.put(alike, (sentence,))
        placed = put.place or put.near
        work.text = place_in(work, text.without(alike), put, sentence) if placed and len(text.sentences) > 1 else kept
        return
    if alike is not None and put.form != "quote":
        return  # the ask says it
    work.text = place_in(work, text, put, sentence)


def _twin(work: Work, sentence: str) -> tuple[int, int] | None:
    """The one sentence of the text that a quoted one is said in place of: it means nearly the same."""
    at = work.text.sentences
    if not at:
        return None
    cosines = embed([work.text.at(x) for x in at]) @ embed([sentence])[0]
    return at[int(cosines.argmax())] if cosines.max() >= _TWIN else None


def place_in(work: Work, text: Document, put: Put, sentence: str) -> Document:
    if put.near and (beside := _beside(work, text, put)) is not None:
        at = text.at(beside)
        return text.put(beside, (at, sentence) if put.side == "after" else (sentence, at))
    asks = [at for at in text.sentences if "?" in text.at(at) or asks_sum(work, text.at(at))]
    behind = put.form not in (*STATES, "thank", "quote") or (put.form == "quote" and "?" in sentence)
    first = text.sentences[0] if text.sentences else None
    if put.form == "thank" and not put.place and first is not None and text.at(first).startswith("Thank"):
        return text.put(first, (text.at(first), f"And {small(sentence)}"))
    if put.place == "first" or (put.form == "thank" and put.place != "last"):
        return text.with_paragraph(0, sentence)
    count = len(text.body[0]) if text.inline and text.body else len(text.body)
    if put.place == "last":
        return text.with_paragraph(count, sentence)
    if not asks:
        return text.with_paragraph(count if text.inline or count < 2 else count - (0 if behind else 1), sentence)
    paragraph, at_ = asks[-1] if behind else asks[0]
    if text.inline:
        return text.with_paragraph(at_ + 1 if behind else at_, sentence)
    if behind:
        end = len(text.body[paragraph]) - 1
        return text.put((paragraph, end), (text.at((paragraph, end)), sentence))
    return text.with_paragraph(paragraph, sentence)


def move_to(work: Work, put: Put) -> None:
    """Move the sentence that words name to the place that is told."""
    at = end_named(work.text, put.words) or sentence_meant(work, put.words)
    if at is None or len(work.text.sentences) < 2:
        work.missed.append(put.words)
        return
    said = work.text.at(at)
    work.text = place_in(work, work.text.without(at), put, said)


def _beside(work: Work, text: Document, put: Put) -> tuple[int, int] | None:
    """The sentence beside which something goes: the one that is quoted or named there."""
    quoted = next((at for at in text.sentences if f" {norm(put.near)} " in f" {norm(text.at(at))} "), None)
    return quoted if quoted is not None else sentence_meant(Work(text, work.held), put.near)


def _told(work: Work, put: Put) -> str:
    """The sentence of the person's that words only name; "" where they say it themselves, or none is meant."""
    named = words_named(put.words)
    if not named or put.form not in ("have", "ask") or not _NAMING.match(put.words):
        return ""
    found = [(len(named & content_of(s)) / len(named), n, s) for n, s in enumerate(work.held.told)]
    share, _, sentence = max(found, default=(0.0, 0, ""))
    return sentence if share >= SHARE else ""


def sentence_of(put: Put) -> str:
    """What is to come in, as a sentence said to the other side; "" where it makes none."""
    words = in_full(put.words).strip(EDGE + '.!?"“”')
    match put.form:
        case "thank":
            return f"Thank you for {small(to_addressee(words))}."
        case "whether":
            return _question(words)
        case "ask":
            return _sound(f"I'd also like {small(words)}.")
        case "do":
            return _sound(f"I'd also like to {small(words)}.")
        case "please":
            return _sound(could_you(words))
        case _:
            return ground_sentence(put.form, to_addressee(words))


def _question(words: str) -> str:
    """A question as it is put to them: "whether it starts in May" -> "Could you tell me whether it starts in May?"."""
    said = _to_you(words)
    if said.split()[0].casefold() in _ASKING:
        return f"{upper(said)}?"
    return f"Could you tell me {small(said)}?"


def _to_you(words: str) -> str:
    """Words on the other side as they are said to it."""
    words = _THEY.sub(lambda m: f"you{m['short'] or ''}", words)
    words = re.sub(r"\byou (is|was|has|does)\b", lambda m: f"you {_YOURS[m[1].casefold()]}", words)
    return _THEIR.sub("your", words)


def _sound(sentence: str) -> str:
    return sentence if soundness(sentence) >= WHOLE else ""


def bring_back(work: Work, words: str, channel: str) -> None:
    """Bring the sentence back that words name, from the latest version that has it."""
    there = [norm(work.text.at(at)) for at in work.text.sentences]
    for paragraphs in work.held.earlier:
        other = document_of(paragraphs, channel)
        gone = tuple(s for s in (other.at(at) for at in other.sentences) if norm(s) not in there)
        meant = sentence_meant(Work(Document((gone,)), work.held), words) if gone else None
        if meant is not None:
            put = Put(form="ask" if "?" in gone[meant[1]] else "fact", words=words)
            work.text = place_in(work, work.text, put, gone[meant[1]])
            return
    work.missed.append(words)


def as_written(text: Document, words: str) -> Document:
    """The text with the person's own in its place; its subject, and a close where theirs has none, stay."""
    own = document_of((words,), "chat")
    return replace(text, hail=own.hail, body=own.body, bye=own.bye or text.bye)
