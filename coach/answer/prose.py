"""Evidence -> an open question answered by the guide's own best sentences, or a plain "it does not say"."""

from __future__ import annotations

import re

from coach.answer.pay import job
from coach.draft import Draft
from coach.question import Question
from coach.retrieve import Library, playbook_slugs
from coach.words import best_sentences, content_words, cut, overlap
from index.guide import Guide
from index.keywords import words_of
from index.parse.blocks import plain
from index.passage import Passage
from index.places import fold

ENOUGH = 0.6
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
    """Say what the guide lacks, and what it does hold."""
    topic = _topic(question)
    draft.abstained = True
    about = f" about {topic}" if topic else " that answers this"
    draft.say(f"The {job(guide)} guide says nothing{about}.")
    draft.suggestions.extend((f"What does {job(guide)} pay?", f"What are the levers at {guide.company_name}?"))
    draft.say("It covers pay bands, levers, premiums, level mapping, strategy and sources; ask HR about the rest.")


def answer_craft(question: Question, library: Library, draft: Draft) -> bool:
    """Answer a question of general craft from the playbook documents; False where they say nothing."""
    slugs = playbook_slugs(library)
    wanted = _wanted(question)
    said = _document(question, library, slugs)
    if not slugs or not (wanted or said):
        return False
    passages = library.search(question.text, said or slugs, None, 6)
    passages = [p for p in passages if not p.chunk.trail or p.chunk.trail[-1].casefold() != "sources"]
    if not passages:
        return False
    if not said and _covered(wanted, " ".join(f"{p.chunk.breadcrumb} {p.chunk.text}" for p in passages)) < ENOUGH:
        return False
    # A heading says best what its section answers; the ranking decides among equals.
    best = max(passages, key=lambda p: overlap(wanted, p.chunk.trail[-1] if p.chunk.trail else ""))
    guide = library.guide(best.chunk.guide)
    heading = best.chunk.trail[-1] if best.chunk.trail else guide.role_name
    mark = draft.cite(guide, best.chunk.lines, heading)
    paragraphs = [plain(p.replace("\n", " ")) for p in re.split(r"\n\s*\n", best.chunk.text) if p.strip()]
    draft.say(f"**{heading}** — {cut(' '.join(paragraphs), 700)} {mark}")
    others = [p for p in passages[1:] if p.chunk.guide != best.chunk.guide]
    if others:
        other = library.guide(others[0].chunk.guide)
        draft.suggestions.append(f"Tell me about {other.role_name.lower()}")
    return True


def _document(question: Question, library: Library, slugs: tuple[str, ...]) -> tuple[str, ...]:
    """The craft document that lists what was said among its keywords, if one plainly does."""
    text = f" {fold(question.text)} "
    said = set(words_of(question.mentions.without_names(question.text)))
    fits = [
        (len(wanted), slug)
        for slug in slugs
        for keyword in library.guide(slug).keywords
        if (len(wanted := set(words_of(keyword))) >= 2 and wanted <= said) or f" {fold(keyword)} " in text
    ]
    return (max(fits)[1],) if fits else ()


def _quote(wanted: list[str], passages: list[Passage], guide: Guide, draft: Draft) -> bool:
    scored = [(overlap(wanted, p.chunk.text), p) for p in passages if p.chunk.kind != "pay"]
    scored = [s for s in scored if s[0] > 0]
    scored.sort(key=lambda s: -s[0])
    said = 0
    for _, passage in scored[:2]:
        if said >= MOST_SENTENCES:
            break
        heading = passage.chunk.trail[-1] if passage.chunk.trail else guide.role_name
        words = _running(passage.chunk.text)
        picked = best_sentences(words, wanted, MOST_SENTENCES - said)
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
    return sum(known) / len(known)


def _topic(question: Question) -> str:
    text = question.mentions.without_names(question.text)
    words = [w for w in re.findall(r"[\w()'-]+", text) if content_words(w)]
    return " ".join(words[:5]).strip()
