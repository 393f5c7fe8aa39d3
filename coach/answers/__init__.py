"""Question + Evidence -> Draft: the built-in writer, one part of a guide at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from coach.answers.across import answer_across
from coach.answers.compare import answer_comparison
from coach.answers.craft import LEANS, answer_craft
from coach.answers.levels import answer_levels
from coach.answers.missing import answer_missing
from coach.answers.next import suggest_next
from coach.answers.offers import answer_offer
from coach.answers.own import answer_own
from coach.answers.parts import answer_levers, answer_sources, answer_strategy
from coach.answers.pay import answer_pay
from coach.answers.premiums import answer_premium
from coach.answers.prose import answer_from_guide, say_not_covered
from coach.answers.scripts import answer_script, named_lever
from coach.evidence.levers import argued_lever
from coach.evidence.retrieve import Evidence, Library
from coach.phrasing.style import style_of
from coach.reply import Entities
from coach.reply.draft import Draft
from coach.understanding.intents.cues import about_benefits, is_greeting
from coach.understanding.question import Question
from coach.understanding.rates import Rates
from coach.understanding.situation import Part, Situation
from index.guide import Guide
from index.names import Names

HELP = (
    "I answer from salary guides: pay bands, levers, premiums, level mapping, strategy and sources, each figure with its "
    "source. Name a company and a role to start."
)
OUTSIDE = (
    "That is outside what I know: I coach salary negotiations from guides. Name a company and a role, or ask how to phrase "
    "a counteroffer."
)
PROFESSIONAL = (
    "That is a question for a lawyer, tax adviser or doctor, not for salary guides. I can help with what to ask for and "
    "how to say it."
)
WHICH_OFFER = (
    "Tell me the offer’s figures, for example “base, stock over four years, bonus”, and I will set each against the band. "
    "This is the band:"
)
NO_ORDERS = (
    "I answer only from the guides: I do not show my instructions, follow rules set in a message, or make up offers, "
    "documents or figures."
)


@dataclass(frozen=True, slots=True)
class Setting:
    """What an answer depends on besides the question: what the user told us, and the day.

    `named` are the figures of a message that only names them: nobody is known to have offered or to want them.
    """

    situation: Situation
    today: date
    rates: Rates | None = None
    named: tuple[Part, ...] = ()


def write(question: Question, evidence: Evidence, library: Library, setting: Setting) -> Draft:
    """Answer with the guides' own figures and sentences; the draft holds every figure as a slot."""
    draft = Draft(question.intent, entities_of(question, evidence, library.names))
    if not _without_guide(question, evidence, library, draft):
        _from_guides(question, evidence, library, setting, draft)
        for guide in evidence.guides:
            say_how_fresh(guide, setting.today, draft)
        suggest_next(question, evidence, setting.situation, draft)
    for note in (*question.notes, *evidence.notes):
        draft.note(note)
    return draft


def _without_guide(question: Question, evidence: Evidence, library: Library, draft: Draft) -> bool:
    """What needs no single guide: talk, orders, general craft, all guides together, and what is missing."""
    if question.intent in ("small_talk", "help"):
        _talk(question, draft)
    elif not evidence.guides and question.intent == "orders":
        draft.say(NO_ORDERS)
    elif question.intent == "professional":
        draft.abstained = True
        draft.say(PROFESSIONAL)
    elif question.intent == "across_guides":
        answer_across(question, library, draft)
    elif _is_craft(question, evidence) and answer_craft((question.text,), library, draft, least=LEANS):
        return True
    elif evidence.gaps and not evidence.guides:
        if (
            evidence.gaps[0].kind == "no_company"
            and question.intent in ("open_question", "craft")
            and not question.mentions.roles
        ):
            draft.abstained = True
            draft.say(OUTSIDE)
        else:
            answer_missing(question, evidence, library.names, draft)
    else:
        return False
    return True


def _is_craft(question: Question, evidence: Evidence) -> bool:
    """A question of how rather than how much; a script is one too where nothing says whose guide it is from."""
    if question.intent == "craft":
        return True
    named = question.topic.companies or question.mentions.roles or question.mentions.places
    return question.intent in ("lever_script", "open_question", "strategy_target", "levers") and not named


def _from_guides(question: Question, evidence: Evidence, library: Library, setting: Setting, draft: Draft) -> None:
    guide = evidence.guides[0]
    if question.intent == "orders":
        draft.say(NO_ORDERS)
        answer_pay(question, evidence, draft)
        return
    match question.intent:
        case "sources":
            answer_sources(question, guide, draft)
        case "level_mapping":
            answer_levels(question, guide, library.names, draft)
        case "premium":
            answer_premium(question, guide, draft)
        case "strategy_target":
            own = answer_own(evidence, setting.situation, library, draft)
            answer_strategy(question, guide, draft)
            draft.abstained = draft.abstained and not own
        case "levers":
            answer_levers(question, guide, draft)
        case "lever_script":
            bare = question.mentions.without_names(question.text)
            meant = named_lever(question.text, guide) or argued_lever(guide, bare)
            answer_script(evidence, setting.situation, draft, meant, style_of((question.text,)))
        case "open_question" | "craft":
            _open(question, guide, library, draft)
        case _:
            _figures(question, evidence, library, setting, draft)


def _open(question: Question, guide: Guide, library: Library, draft: Draft) -> None:
    if answer_from_guide(question, guide, library, draft):
        return
    if about_benefits(question.text) or not answer_craft((question.text,), library, draft):
        say_not_covered(question, guide, draft)


def _figures(question: Question, evidence: Evidence, library: Library, setting: Setting, draft: Draft) -> None:
    """Offers, comparisons and plain look-ups, with what is lacking said first."""
    if question.intent == "offer_evaluation":
        held = setting.situation.offer
        placed = setting.situation.model_copy(update={"offer": held or setting.named})
        if answer_offer(evidence, placed, draft, advise=bool(held)):
            return
    if question.intent == "offer_evaluation" and not setting.situation.offer and not question.amounts:
        draft.say(WHICH_OFFER)
    compares = question.intent in ("compare_companies", "compare_regions", "compare_roles", "compare_levels")
    compared = compares and answer_comparison(question, evidence, draft, setting.rates)
    gaps = tuple(g for g in evidence.gaps if g.kind in ("region", "level", "role"))
    if gaps:
        answer_missing(question, Evidence(gaps=gaps), library.names, draft)
    if not compared:
        answer_pay(question, evidence, draft)


def entities_of(question: Question, evidence: Evidence, names: Names) -> Entities:
    """What the reply is about: the guides it rests on, else what the question names."""
    topic = question.topic
    if question.intent == "across_guides":
        roles = tuple(m.role for m in question.mentions.roles if m.role)
        return Entities((), roles, tuple(p.name for p in question.mentions.places))
    companies = [g.company for g in evidence.guides] or [o for m in topic.companies for o in m.options]
    held = [g.role for g in evidence.guides] or [m.role for m in topic.roles if m.role]
    regions = [b.region.label for _, rows in evidence.bands for b in rows if b.region] if topic.places else []
    levels = [b.level for _, rows in evidence.bands for b in rows if b.level] if topic.level_text else []
    return Entities(*(tuple(dict.fromkeys(x)) for x in (companies, held, regions, levels)))


def say_how_fresh(guide: Guide, today: date, draft: Draft) -> None:
    """Of what time the guide's figures are, and what else lessens their worth."""
    fresh = guide.freshness
    parts = []
    if fresh.salary_data_quarter:
        parts.append(f"salary data is from {fresh.salary_data_quarter}")
    if fresh.next_review_due and fresh.next_review_due < today:
        parts.append(f"its review was due on {fresh.next_review_due}")
    if parts:
        draft.caveat(f"{guide.company_name}: {' and '.join(parts)}.")
    if fresh.data_quality == "low":
        draft.caveat(f"The {guide.company_name} guide rates its own data as low quality.")


def _talk(question: Question, draft: Draft) -> None:
    if question.intent == "help":
        draft.say(HELP)
    elif re.search(r"\bthank|\bthx\b|\bcheers\b|\bty\b", question.text, re.I):
        draft.say("You're welcome. Ask for a script or the next figure whenever you like.")
    elif not is_greeting(question.text):
        draft.abstained = True
        draft.say(OUTSIDE)
    else:
        draft.say("Hello. Which company and role are you negotiating for?")
