"""Evidence -> an open question answered by the guide's own best sentences, or a plain "it does not say"."""

from __future__ import annotations

import re

from coach.answers.missing import told_in_text
from coach.answers.pay import job
from coach.evidence.retrieve import Library
from coach.reply.draft import Draft
from coach.understanding.intents.cues import components_in
from coach.understanding.question import Question
from coach.understanding.words import best_sentences, content_words, cut, overlap
from index.claims import CLAIMS_OFFER
from index.guide import Guide
from index.names.lexicon import zipf
from index.parse.blocks import plain
from index.parse.strategy import sentences
from index.passage import Passage

ENOUGH = 0.6
_TO_SAY = ("lever", "strategy")  # what a candidate is to say tells less of a matter than the guide's own prose
_SAID = 0.15
_MOST_USED = 7.0  # how ordinary, as a Zipf value, a word is that tells nothing
MOST_SENTENCES = 3

# One matter, several words: any of a line stands for all of it.
_SAME = (
    ("pto", "vacat", "holiday", "time-off"),
    ("matern", "patern", "parental"),
    ("401k", "pension", "retire"),
    ("insur", "healthcare"),
)


def answer_from_guide(question: Question, guide: Guide, library: Library, draft: Draft) -> bool:
    """Quote what the guide says on the question's own words; False (and nothing said) where it says nothing."""
    wanted = _wanted(question)
    if not wanted:
        return False
    passages = library.search(question.text, (guide.slug,), None, 8)
    text = " ".join(p.chunk.text for p in passages)
    if _covered(wanted, text) < ENOUGH:
        return False
    return _quote(wanted, passages, guide, draft)


def say_not_covered(question: Question, guide: Guide, draft: Draft) -> None:
    """Say what the guide lacks, and what it does hold; of a part of pay that its text tells of, what that says."""
    topic = _topic(question)
    parts = question.topic.components
    of_pay = bool(parts) and all(components_in(word) for word in topic.split())
    told = [t for c in parts if (t := told_in_text(guide, c, draft))] if of_pay else []
    if told:
        draft.say(f"In the {job(guide)} guide that is not in the table; the text says {' and '.join(told)}.")
        return
    draft.abstained = True
    about = f" about {topic}" if topic else " that answers this"
    draft.say(f"The {job(guide)} guide says nothing{about}.")
    draft.suggestions.extend((f"What does {job(guide)} pay?", f"What are the levers at {guide.company_name}?"))
    draft.say("It covers pay bands, levers, premiums, level mapping, strategy and sources; ask HR about the rest.")


def _quote(wanted: list[str], passages: list[Passage], guide: Guide, draft: Draft) -> bool:
    scored = [(overlap(wanted, p.chunk.text), p) for p in passages if p.chunk.kind != "pay"]
    scored = [(share - (_SAID if p.chunk.kind in _TO_SAY else 0), p) for share, p in scored if share > 0]
    scored.sort(key=lambda s: -s[0])
    said = 0
    for _, passage in scored[:2]:
        if said >= MOST_SENTENCES:
            break
        heading = passage.chunk.trail[-1] if passage.chunk.trail else guide.role_name
        words = _running(passage.chunk.text)
        honest = " ".join(s for s in sentences(words) if not CLAIMS_OFFER.search(s))
        picked = best_sentences(honest, wanted, MOST_SENTENCES - said)
        if not picked:
            continue
        said += len(picked)
        mark = draft.cite(guide, passage.chunk.lines, heading)
        draft.say(f"“{draft.quote(guide, cut(' '.join(picked), 600), 'script', passage.chunk.lines, heading)}” {mark}")
    if said:
        draft.parts.insert(0, f"From the {job(guide)} guide:")
    return said > 0


def _running(text: str) -> str:
    """Wrapped lines joined; list items, quotes and table rows keep lines of their own."""
    joined = re.sub(r"\n(?!\s*(?:[-*+>|]|\d+[.)]|\n))", " ", text)
    lines = [re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", line) for line in joined.split("\n")]
    return "\n".join(plain(line) for line in lines)


def _wanted(question: Question) -> list[str]:
    text = re.sub(r"\b401\s?\(?k\)?", "401k", question.mentions.without_names(question.text), flags=re.I)
    return content_words(text)


def _covered(wanted: list[str], text: str) -> float:
    """The share of the question's matter that a text speaks of; its rarest word must be there."""
    have = set(content_words(text))
    known = [w in have or any(w in same and have & set(same) for same in _SAME) for w in wanted]
    if any(w in same for same in _SAME for w in wanted):
        named = [k for w, k in zip(wanted, known, strict=True) if any(w in same for same in _SAME)]
        return 1.0 if all(named) else 0.0
    weights = [_MOST_USED - min(zipf(w), _MOST_USED - 0.1) for w in wanted]
    return sum(v for v, k in zip(weights, known, strict=True) if k) / sum(weights)


def _topic(question: Question) -> str:
    text = question.mentions.without_names(question.text)
    words = [w for w in re.findall(r"[\w()'-]+", text) if content_words(w)]
    return " ".join(words[:5]).strip()
