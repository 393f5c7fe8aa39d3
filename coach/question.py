"""Turn + history + situation -> Question: what is asked, of which guides, with what was carried over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from coach.intents import (
    Intent,
    about_benefits,
    asks_for_pay,
    claims_figure,
    components_in,
    intent_of,
    is_across,
    is_comparison,
    is_offer,
)
from coach.situation import Situation
from index.guide import Component
from index.money import Found, scan
from index.names import Mentions, Names
from index.names.companies import CompanyMention
from index.names.levels import level_codes
from index.names.regions import PlaceMention
from index.names.roles import RoleMention
from index.names.words import Word


@dataclass(frozen=True, slots=True)
class Turn:
    """What arrives: the message, the conversation before it as (role, content) pairs, and the situation."""

    message: str
    history: tuple[tuple[str, str], ...] = ()
    situation: Situation = field(default_factory=Situation)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a conversation is about so far; each message may change a part of it."""

    companies: tuple[CompanyMention, ...] = ()
    roles: tuple[RoleMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    place_words: tuple[Word, ...] = ()
    level_text: str = ""
    intent: Intent | None = None
    components: tuple[Component, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A message, understood. `text` is it with slips put right; `topic` holds what it is about.

    `carried` names what came from the conversation or the situation; `notes` are told to the user.
    """

    text: str
    intent: Intent
    topic: Topic
    mentions: Mentions
    amounts: tuple[Found, ...] = ()
    carried: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def understand(turn: Turn, names: Names, *, has_offer: bool = False) -> Question:
    """Resolve a message against the conversation; nothing unsure is taken without a note.

    `has_offer` says that an offer was stated before, so that "is that fair?" is about it.
    """
    topic = _from_situation(turn.situation, names)
    for role, content in turn.history:
        if role == "user":
            topic = _next(topic, content, names)[0]
        elif not topic.companies:
            topic = _heard(topic, content, names)
    before = topic
    topic, mentions, text = _next(topic, turn.message, names)
    intent = topic.intent or "open_question"
    if has_offer and intent in ("open_question", "band_lookup", "strategy_target") and _asks_of_offer(text):
        intent = "offer_evaluation"
    carried = tuple(
        name
        for name, now, then in (
            ("company", mentions.companies, before.companies),
            ("role", mentions.roles, before.roles),
            ("region", mentions.places, before.places if topic.places == before.places else ()),
        )
        if not now and then
    )
    amounts = tuple(f for f in scan(text) if f.value.unit not in ("", "%") or f.value.high >= 1000)
    return Question(text, intent, topic, mentions, amounts, carried, _notes(mentions, names))


def _from_situation(situation: Situation, names: Names) -> Topic:
    text = ", ".join(
        x
        for x in (
            situation.role and f"{situation.role} at {situation.company}" if situation.company else situation.role,
            situation.company and not situation.role and f"at {situation.company}",
            situation.region and f"in {situation.region}",
        )
        if x
    )
    if not text:
        return Topic()
    found = names.find(text)
    return Topic(found.companies, found.roles, found.places, found.words, situation.level)


def _heard(topic: Topic, content: str, names: Names) -> Topic:
    """What the coach itself said may settle what the user left open."""
    first = content.split("\n")[0][:300]
    found = names.find(first)
    if len(found.companies) != 1:
        return topic
    return replace(topic, companies=found.companies, roles=found.roles[:1] or topic.roles)


def _next(topic: Topic, message: str, names: Names) -> tuple[Topic, Mentions, str]:
    """The topic after one more message of the user's."""
    held = tuple(o for m in topic.companies for o in m.options)
    mentions = names.find(message, held)
    text = mentions.corrected(message)
    bare = mentions.without_names(message)
    intent = _intent(text, bare, mentions, topic, names)
    new_job = bool(mentions.companies and mentions.roles)
    companies = mentions.companies or topic.companies
    roles = mentions.roles or topic.roles
    places, words = (
        (mentions.places, mentions.words)
        if mentions.places
        else ((), ())
        if new_job
        else (topic.places, topic.place_words)
    )
    if not companies and roles:
        companies = _only_company(roles[0], names)
    says_level = bool(level_codes(message)) or any(w.read in names.roles.seniority for w in mentions.words)
    level_text = message if says_level or new_job else topic.level_text
    components = components_in(bare)
    if not components and intent == "band_lookup" and not asks_for_pay(bare) and topic.intent == "band_lookup":
        components = topic.components
    if (
        intent in ("compare_companies", "compare_regions", "compare_roles")
        and not components
        and not asks_for_pay(bare)
    ):
        components = topic.components
    if (
        mentions.companies
        and topic.companies
        and _compares_with(bare)
        and not mentions.roles
        and len(mentions.companies) == 1
        and mentions.companies[0].options != topic.companies[0].options
    ):
        companies = (*topic.companies[:1], *mentions.companies)
        intent = "compare_companies"
    if len(companies) > 1 and intent not in ("compare_companies", "offer_evaluation"):
        companies = (_main_company(companies, mentions, names),)
    return Topic(companies, roles, places, words, level_text, intent, components), mentions, text


def _only_company(role: RoleMention, names: Names) -> tuple[CompanyMention, ...]:
    """A special role that one company alone has a guide for names that company."""
    owners = [c for c, roles in names.roles.by_company.items() if role.role in roles]
    if len(owners) != 1 or role.role in names.roles.common:
        return ()
    return (CompanyMention(names.company_name(owners[0]), (owners[0],), "part", role.first, role.first),)


def _main_company(companies: tuple[CompanyMention, ...], mentions: Mentions, names: Names) -> CompanyMention:
    """Of several companies the one the role is said of: "which Google level is a product manager at KPMG"."""
    covered = [m for m in companies if m.options] or list(companies)
    if not mentions.roles or len(covered) == 1:
        return covered[0]
    role = mentions.roles[0]

    def distance(m: CompanyMention) -> float:
        if m.first >= role.last:
            gap = m.first - role.last
            at = any(w.folded == "at" for w in mentions.words[role.last : m.first])
            return gap - 0.5 if at and gap <= 2 else gap + 0.5  # "product manager at KPMG"
        between = mentions.words[m.last : role.first]
        return float(sum(w.read not in names.roles.seniority and not level_codes(w.written) for w in between))

    return min(covered, key=distance)


def _asks_of_offer(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:is|was|are|does) (?:it|that|this|my offer|the offer|they)\b.*\b(?:fair|good|low|lowball\w*|high|ok(?:ay)?|decent|enough|reasonable|competitive)\b|\bmy offer\b|\bthe offer\b|\bwhat should i push\b|\bshould i push\b|\brate it\b|\bwhat should i ask for\b",
            text,
            re.I,
        )
    )


def _compares_with(text: str) -> bool:
    return bool(re.search(r"\bcompar\w+\b|\bvs\b|\bversus\b|\bagainst\b|\bstack up\b|\bbetween\b", text, re.I))


def _sets_against(text: str) -> bool:
    return _compares_with(text) or bool(
        re.search(r"\bor\b|\bhigher\b|\bbetter\b|\bmore\b|\bwho\b|\bless\b|\bdiffer\w*|[/&+]|\bn\b|\band\b", text, re.I)
    )


def _intent(text: str, bare: str, mentions: Mentions, topic: Topic, names: Names) -> Intent:
    """Read the words; a bare follow-up ("and in New York?") keeps the intent it follows."""
    own = intent_of(bare)
    if (
        not mentions.companies
        and is_across(bare)
        and own in ("band_lookup", "open_question", "sources")
        and (mentions.roles or mentions.places)
    ):
        return "across_guides"
    figures = [f for f in scan(text) if f.value.unit not in ("", "%", "options", "shares") or f.value.high >= 1000]
    if about_benefits(text) and own == "open_question":
        return own
    if (
        figures
        and claims_figure(text)
        and topic.companies
        and own in ("band_lookup", "open_question", "strategy_target")
    ):
        return "band_lookup"
    offered = figures and (is_offer(bare) or components_in(bare)) and not _BOUND.search(bare)
    if offered and own in ("band_lookup", "open_question", "strategy_target", "premium"):
        return "offer_evaluation"
    several = len({m.options or m.name for m in mentions.companies}) >= 2
    if several and not asks_for_pay(bare) and (level_codes(text) or not _sets_against(bare)):
        return "level_mapping"
    against = _compares_with(bare) or bool(re.search(r"\bor\b|\bthan\b|\bdiffer\w*", bare, re.I))
    if against and own in ("band_lookup", "open_question"):
        if len({m.role for m in mentions.roles if m.role}) >= 2:
            return "compare_roles"
        if len(set(level_codes(text))) >= 2:
            return "compare_levels"
    side_by_side = own in ("band_lookup", "open_question") or _compares_with(bare)
    if side_by_side and own in ("band_lookup", "open_question", "levers", "premium") and is_comparison(bare):
        joined = _compares_with(bare) or re.search(r"\b(?:or|than)\b", bare, re.I)
        named = len({m.options or m.name for m in mentions.companies if m.options or joined})
        if named >= 2:
            return "compare_companies"
        if len(_separate(mentions.places)) >= 2:
            return "compare_regions"
    if own == "open_question" and figures and topic.intent == "band_lookup":
        return "band_lookup"
    named_now = (
        mentions.companies
        or mentions.roles
        or mentions.places
        or level_codes(text)
        or any(w.read in names.roles.seniority for w in mentions.words)
    )
    if own == "open_question" and topic.intent in _CARRIED and named_now and not _EXPLAIN.search(bare):
        return topic.intent
    ranked = level_codes(text) or any(w.read in names.roles.seniority for w in mentions.words)
    if own == "open_question" and (mentions.companies or mentions.roles or mentions.places or ranked):
        content = [w for w in re.findall(r"[a-z']{3,}", bare.lower()) if w not in _FILLER]
        if len(content) <= 1:
            # Names and nothing else: what the conversation was asking, or the pay.
            return (
                topic.intent
                if topic.intent and topic.intent not in ("small_talk", "help", "open_question")
                else "band_lookup"
            )
    return own


_CARRIED = (
    "band_lookup",
    "compare_companies",
    "compare_regions",
    "sources",
    "levers",
    "lever_script",
    "strategy_target",
    "premium",
)
_EXPLAIN = re.compile(
    r"\b(?:why|how|explain|describe|what is|what are|what does|tell me about|know about|culture|mean|when|who|which team|do i|can i|should i)\b",
    re.I,
)
_BOUND = re.compile(r"\b(?:above|over|more than|at least|below|under|less than)\s*$", re.I)
_FILLER = frozenset(
    "and what about the for same but now then how else also please thanks thank you there here with that this instead okay hey "
    "can could would will tell give show one are was were role job position place city company they them their meant mean sorry rather actually "
    "bump bumped promote promoted moved switch switched need before call tmrw tomorrow just quick info details yes yeah right has have been not any bump make made".split()
)


def _separate(places: tuple[PlaceMention, ...]) -> list[PlaceMention]:
    """Places set side by side; "remote in the US" or "Austin, Texas" are one."""
    wide = [p for p in places if p.keys[0].startswith("country:") or p.keys == ("remote",)]
    cities = [p for p in places if p not in wide]
    return cities if len(cities) >= 2 else ([*cities, *[p for p in wide if p.keys == ("remote",)]] if cities else [])


def _notes(mentions: Mentions, names: Names) -> tuple[str, ...]:
    notes = []
    for m in mentions.companies:
        if m.how == "typo" and len(m.options) == 1:
            notes.append(f"I read “{m.name}” as {names.company_name(m.options[0])}.")
        elif m.siblings and len(m.options) == 1:
            others = " or ".join(names.company_name(s) for s in m.siblings)
            notes.append(f"I took this as {names.company_name(m.options[0])}, not {others}.")
    for r in mentions.roles:
        if r.how == "mapped" and r.note:
            notes.append(r.note[0].upper() + r.note[1:].rstrip(".") + ".")
        elif r.how in ("typo", "close") and r.role:
            notes.append(f"I read “{r.name}” as {names.role_name(r.role)}.")
    return tuple(notes)
