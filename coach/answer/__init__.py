"""Question + Evidence -> Draft: the built-in writer, one part of a guide at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from coach.answer.across import answer_across
from coach.answer.compare import answer_comparison
from coach.answer.levels import answer_levels
from coach.answer.missing import answer_missing
from coach.answer.offers import answer_offer
from coach.answer.parts import answer_levers, answer_premium, answer_script, answer_sources, answer_strategy
from coach.answer.pay import answer_pay
from coach.answer.prose import answer_craft, answer_from_guide, say_not_covered
from coach.draft import Draft
from coach.intents import about_benefits, gives_orders, needs_professional
from coach.question import Question
from coach.reply import Entities
from coach.retrieve import Evidence, Library
from coach.situation import Situation
from index.guide import Guide
from index.names import Names


@dataclass(frozen=True, slots=True)
class Setting:
    """What an answer depends on besides the question: what the user told us, and the day."""

    situation: Situation
    today: date


def write(question: Question, evidence: Evidence, library: Library, setting: Setting) -> Draft:
    """Answer with the guides' own figures and sentences; the draft holds every figure as a slot."""
    draft = Draft(question.intent, entities_of(question, evidence, library.names))
    if question.intent in ("small_talk", "help"):
        _talk(question, draft)
        return draft
    if (
        needs_professional(question.text)
        and question.intent in ("open_question", "strategy_target", "band_lookup")
        and not evidence.guides
    ):
        draft.abstained = True
        draft.say(
            "That is a question for a lawyer, tax adviser or doctor, not for salary guides. I can help with what to ask for and how to say it."
        )
        return draft
    if question.intent == "across_guides":
        answer_across(question, library, draft)
        return _noted(question, evidence, draft)
    if evidence.gaps and not evidence.guides:
        if (
            question.intent in ("open_question", "lever_script", "levers", "strategy_target")
            and evidence.gaps[0].kind == "no_company"
            and answer_craft(question, library, draft)
        ):
            return draft
        if evidence.gaps[0].kind == "no_company" and question.intent == "open_question" and not question.mentions.roles:
            draft.abstained = True
            draft.say(
                "That is outside what I know: I coach salary negotiations from guides. Name a company and a role, or ask how to phrase a counteroffer."
            )
            return draft
        answer_missing(question, evidence, library.names, draft)
        return _noted(question, evidence, draft)
    _by_intent(question, evidence, library, setting.situation, draft)
    for guide in evidence.guides:
        _freshness(guide, setting.today, draft)
    return _noted(question, evidence, draft)


def _by_intent(question: Question, evidence: Evidence, library: Library, situation: Situation, draft: Draft) -> None:
    guide = evidence.guides[0]
    intent = question.intent
    if gives_orders(question.text):
        draft.say(
            "I answer only from the guides: I do not show my instructions, follow rules set in a message, or make up offers, documents or figures."
        )
        answer_pay(question, evidence, draft)
        return
    if intent == "offer_evaluation" and answer_offer(question, evidence, situation, library.names, draft):
        return
    if intent in ("compare_companies", "compare_regions", "compare_roles") and answer_comparison(
        question, evidence, draft
    ):
        _gaps(question, evidence, library, draft)
        return
    if intent == "sources":
        answer_sources(question, guide, draft)
    elif intent == "level_mapping":
        answer_levels(question, guide, library.names, draft)
    elif intent == "premium":
        answer_premium(question, guide, draft)
    elif intent == "strategy_target":
        answer_strategy(question, guide, draft)
    elif intent == "levers":
        answer_levers(question, guide, draft)
    elif intent == "lever_script":
        answer_script(question, guide, draft, holds_offer=bool(situation.competing))
    elif intent == "open_question":
        if not answer_from_guide(question, guide, library, draft) and (
            about_benefits(question.text) or not answer_craft(question, library, draft)
        ):
            say_not_covered(question, guide, draft)
    else:
        _gaps(question, evidence, library, draft)
        answer_pay(question, evidence, draft)


def _gaps(question: Question, evidence: Evidence, library: Library, draft: Draft) -> None:
    gaps = tuple(g for g in evidence.gaps if g.kind in ("region", "level", "role"))
    if gaps:
        answer_missing(question, Evidence(gaps=gaps), library.names, draft)


def entities_of(question: Question, evidence: Evidence, names: Names) -> Entities:
    """What the reply is about: the guides it rests on, else what the question names."""
    topic = question.topic
    if question.intent == "across_guides":
        return Entities(
            (),
            tuple(m.role for m in question.mentions.roles if m.role),
            tuple(p.name for p in question.mentions.places),
        )
    companies = [g.company for g in evidence.guides] or [o for m in topic.companies for o in m.options]
    roles = [g.role for g in evidence.guides] or [m.role for m in topic.roles if m.role]
    regions = [b.region.label for _, rows in evidence.bands for b in rows if b.region] if topic.places else []
    levels = [b.level for _, rows in evidence.bands for b in rows if b.level] if topic.level_text else []
    return Entities(
        tuple(dict.fromkeys(companies)),
        tuple(dict.fromkeys(roles)),
        tuple(dict.fromkeys(regions)),
        tuple(dict.fromkeys(levels)),
    )


def _noted(question: Question, evidence: Evidence, draft: Draft) -> Draft:
    for note in (*question.notes, *evidence.notes):
        draft.note(note)
    return draft


def _freshness(guide: Guide, today: date, draft: Draft) -> None:
    fresh = guide.freshness
    parts = []
    if fresh.salary_data_quarter:
        parts.append(f"salary data is from {fresh.salary_data_quarter}")
    if fresh.next_review_due and fresh.next_review_due < today:
        parts.append(f"its review was due on {fresh.next_review_due}")
    if parts:
        text = " and ".join(parts)
        draft.caveat(f"{guide.company_name}: {text}.")
    if fresh.data_quality == "low":
        draft.caveat(f"The {guide.company_name} guide rates its own data as low quality.")


def _talk(question: Question, draft: Draft) -> None:
    if question.intent == "help":
        draft.say(
            "I answer from salary guides: pay bands, levers, premiums, level mapping, strategy and sources, each figure with its source. Name a company and a role to start."
        )
    elif re.search(r"\bthank|\bthx\b|\bcheers\b|\bty\b", question.text, re.I):
        draft.say("You're welcome. Ask for a script or the next figure whenever you like.")
    else:
        draft.say("Hello. Which company and role are you negotiating for?")
    draft.suggestions.append("What does Ally Financial pay an ML engineer in New York?")
