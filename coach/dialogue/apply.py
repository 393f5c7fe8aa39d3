"""Dialogue + Reading -> the Dialogue after the message: each change is an event with its turn and words."""

from __future__ import annotations

from dataclasses import replace

from coach.dialogue.after import take_rejection
from coach.dialogue.asking import with_asks
from coach.dialogue.change import Change
from coach.dialogue.claimed import take_claims, with_claims
from coach.dialogue.counters import take_choice, take_counter, with_counter
from coach.dialogue.currency import with_one_currency
from coach.dialogue.deals import Dialogue
from coach.dialogue.denied import take_denials
from coach.dialogue.employers import open_deal, take_companies, take_job
from coach.dialogue.ends import take_answer, take_ends, take_facts, take_sent
from coach.dialogue.extras import take_extras
from coach.dialogue.figures import put_figure, take_figures, take_salaries
from coach.dialogue.holidaypay import take_allowance, with_holiday_pay
from coach.dialogue.invoiced import take_invoices, take_others
from coach.dialogue.later import with_pay_in_stages, with_pay_to_come
from coach.dialogue.lettered import take_letter
from coach.dialogue.moved import take_moves, with_right_figure
from coach.dialogue.notice import take_notice
from coach.dialogue.pairs import with_pairs
from coach.dialogue.people import take_boss, take_people, with_known, without_nobody
from coach.dialogue.plans import take_plans
from coach.dialogue.preferred import take_preference
from coach.dialogue.raising import take_raise, take_side
from coach.dialogue.repaid import take_repayments
from coach.dialogue.rescinded import take_rescinded, take_return
from coach.dialogue.retract import take_back
from coach.dialogue.righted import with_pay_righted
from coach.dialogue.stages import take_maker
from coach.dialogue.taken import take_taken
from coach.dialogue.terms import take_terms
from coach.dialogue.texts import take_words
from coach.dialogue.units import take_units, with_units
from coach.dialogue.weeks import with_weeks
from coach.reply import Entities
from coach.understanding.amounts import Amount
from coach.understanding.reading import AmountMention, CompanyPart, Reading
from coach.understanding.situation import Situation
from index.names import Names
from index.names.companies import CompanyMention
from index.names.roles import RoleMention

_LARGE, _ALL_DIGITS = 1000, 4


def apply(dialogue: Dialogue, reading: Reading) -> Dialogue:
    """The dialogue after one more message of the person's; orders and idle talk change nothing but the turn."""
    dialogue = without_nobody(dialogue, reading)
    written, reading = reading, with_known(dialogue, with_units(dialogue, with_weeks(dialogue, reading)))
    reading = with_right_figure(dialogue, with_pay_righted(dialogue, reading))
    reading = with_pairs(dialogue, with_claims(dialogue, reading))
    reading = with_holiday_pay(dialogue, reading)
    reading = with_counter(dialogue, with_pay_in_stages(with_asks(dialogue, reading)))
    reading = with_pay_to_come(dialogue, reading)
    change = Change(dialogue.model_copy(update={"turn": dialogue.turn + 1}), reading)
    change.set(in_full=_in_full(dialogue, written))
    if not reading.does("order"):
        take_units(change)
        take_rejection(change)
        take_maker(change)
        take_counter(change)
        take_companies(change)
        take_preference(change)
        take_job(change)
        take_side(change)
        take_people(change)
        take_moves(change)
        take_denials(change)
        take_back(change)
        take_others(change)
        take_invoices(change)
        take_sent(change)
        take_figures(change)
        take_letter(change)
        take_allowance(change)
        take_salaries(change)
        take_extras(change)
        take_claims(change)
        take_facts(change)
        take_notice(change)
        take_terms(change)
        take_repayments(change)
        take_raise(change)
        take_choice(change)
        take_return(change)
        take_ends(change)
        take_rescinded(change)
        take_answer(change)
        take_boss(change)
        take_taken(change)
        take_words(change)
        take_plans(change)
    return with_one_currency(change.now.model_copy(update={"events": (*change.now.events, *change.events)}))


def _in_full(dialogue: Dialogue, reading: Reading) -> bool:
    """Whether the person writes sums of thousands with all their digits; what they say back of the coach's tells
    nothing."""
    sums = (a for a in reading.amounts if a.amount.kind in ("money", "bare") and a.amount.high >= _LARGE)
    written = [a.text for a in sums if a.amount.high not in dialogue.voiced]
    digits = [sum(x.isdigit() for x in words) for words in written]
    return all(n >= _ALL_DIGITS for n in digits) if digits else dialogue.in_full


def makes_offer(situation: Situation, before: Dialogue) -> bool:
    """Whether what a letter or mail states is an offer, and not their answer in a talk about one, which is news: an
    answer may add a part to what was offered, and names no pay of its own.
    """
    named = {p.component for p in situation.offer}
    return bool(named) and (not before.deal.offer or not named.isdisjoint(("base", "total")))


def apply_letter(dialogue: Dialogue, situation: Situation, words: str) -> Dialogue:
    """The dialogue after an offer letter or mail was shown: what it states is the offer in writing; a second employer's
    letter is another deal."""
    change = Change(dialogue.model_copy(update={"turn": dialogue.turn + 1}), Reading(words))
    at = next((n for n, d in enumerate(change.now.deals) if d.is_of(situation.company, ())), None)
    if at is None:
        company = CompanyPart(0, 0, situation.company, (), "job", 1.0)
        held = change.now.deal
        at = (
            open_deal(change, company, focus=not (held.company and held.offer))
            if situation.company or not change.now.deals
            else change.now.focus
        )
    news = {k: v for k, v in (("role", situation.role), ("region", situation.region), ("level", situation.level)) if v}
    change.put(at, **news, kind="raise" if situation.talk == "raise" else change.deal(at).kind or "new_offer")
    mention = AmountMention(Amount(0, 0, 0, 0, "money"), words[:40], "offer", "base")
    for value in situation.offer:
        put_figure(change, at, "offer", value, mention)
    for value in situation.current:
        put_figure(change, at, "current", value, mention)
    if situation.deadline:
        change.set(deadline=situation.deadline)
        change.note("deadline_set", situation.deadline)
    return change.now.model_copy(update={"events": (*change.now.events, *change.events)})


def heard(dialogue: Dialogue, intent: str, entities: Entities, names: Names) -> Dialogue:
    """The dialogue after the reply: what the coach answered about is what the talk is about, where the person left it
    open."""
    topic = dialogue.topic
    if not topic.companies and len(entities.companies) == 1:
        slug = entities.companies[0]
        company = CompanyMention(names.company_name(slug), (slug,), "name", 0, 0)
        role = entities.roles[0] if len(entities.roles) == 1 else ""
        roles = topic.roles or ((RoleMention(names.role_name(role), role, "name", "", 0, 0),) if role else ())
        topic = replace(topic, companies=(company,), roles=roles)
    if intent == "band_lookup":
        topic = replace(topic, intent="band_lookup")
    return dialogue.model_copy(update={"topic": topic})
