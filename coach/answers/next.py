"""An answer -> what can be asked next: only what the same guide answers, in words that keep the conversation's topic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coach.answers.pay import job
from coach.evidence.retrieve import Evidence
from coach.reply.draft import Draft
from coach.understanding.question import Question
from coach.understanding.situation import Situation
from index.guide import Guide

MOST = 3
LEVERS = "What are the levers?"
AIM = "What should I ask for?"
MAIL = "Write the counteroffer as an e-mail"
FAIR = "Is my offer fair?"
_COMPARED = ("compare_regions", "compare_companies", "compare_roles", "compare_levels")
_FIGURES = ("band_lookup", *_COMPARED)


def suggest_next(question: Question, evidence: Evidence, situation: Situation, draft: Draft) -> None:
    """Fill the draft's suggestions up to MOST; where it asks back or found nothing, its own options stand alone."""
    if draft.abstained or draft.clarify or not evidence.guides:
        return
    for words in _candidates(question, evidence, situation):
        if len(draft.suggestions) >= MOST:
            return
        if words not in draft.suggestions:
            draft.suggestions.append(words)


def _candidates(question: Question, evidence: Evidence, situation: Situation) -> Iterator[str]:
    """The next questions, the nearest first."""
    guide, intent = evidence.guides[0], question.intent
    aims = bool(guide.strategies)
    if len(evidence.guides) > 1:
        yield from (f"What are the levers at {g.company_name}?" for g in evidence.guides if g.levers)
        return
    if intent in _FIGURES:
        if place := _elsewhere(guide, evidence):
            yield f"And in {place}?"
        if situation.offer:
            yield FAIR
    if intent == "offer_evaluation":
        yield MAIL
    if aims and intent not in ("strategy_target", "lever_script"):
        yield AIM
    if guide.levers and intent not in ("levers", "lever_script"):
        yield LEVERS
    if intent in ("strategy_target", "levers"):
        yield MAIL
    if intent in ("premium", "level_mapping", "sources", "open_question"):
        yield f"What does {job(guide)} pay?"


def _elsewhere(guide: Guide, evidence: Evidence) -> str:
    """Another place of the guide, where the answer was about one."""
    shown = {b.region.label for _, rows in evidence.bands for b in rows if b.region}
    if len(shown) != 1:
        return ""
    others = [b.region.label for b in guide.bands if b.region and b.region.label not in shown]
    return re.sub(r"\s*\(.*", "", others[0]).strip() if others else ""
