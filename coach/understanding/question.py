"""Turn + history + situation -> Question: what is asked, of which guides, with what was carried over."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from coach.understanding.asked import asked
from coach.understanding.intents import Intent
from coach.understanding.intents.cues import asks_for_pay, compares_with, components_in
from coach.understanding.named import around
from coach.understanding.rates import rate_in, without_rate
from coach.understanding.reading import ASKS, LEAST, LIKELY, CompanyPart, Reading
from coach.understanding.situation import Situation
from coach.understanding.topic import Topic
from index.money import Found, scan
from index.names import Mentions, Names
from index.names.companies import CompanyMention
from index.names.levels import level_codes
from index.names.regions import said_as_place
from index.names.roles import RoleMention
from index.places import fold


@dataclass(frozen=True, slots=True)
class Question:
    """A message, understood. `text` is it with slips put right; `topic` holds what it is about.

    `carried` names what came from the conversation or the situation; `notes` are told to the user. `talked_of` are the
    companies that the talk was about before; `after` is what it is about from now on
    """

    text: str
    intent: Intent
    topic: Topic
    mentions: Mentions
    amounts: tuple[Found, ...] = ()
    carried: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    talked_of: tuple[CompanyMention, ...] = ()
    after: Topic = field(default_factory=Topic)


def understand(
    message: str,
    names: Names,
    told: Situation | None = None,
    topic: Topic | None = None,
    reading: Reading | None = None,
) -> Question:
    """Resolve a message against what the talk is about; nothing unsure is taken without a note.

    `told` is the situation by all messages so far ("is that fair?" is about its offer, and at its company), `topic`
    what was talked of before; without one it is what the situation says. `reading` is the message as it was read, with
    its names settled.
    """
    told = told or Situation()
    has_offer = bool(told.offer)
    before = topic if topic is not None else topic_of(told, names)
    topic, mentions, text = _stepped(before, message, told, names, reading)
    strays = _strays(topic.companies, before)
    after = replace(topic, companies=before.companies, aside=topic.companies) if strays else replace(topic, aside=())
    intent = topic.intent or "open_question"
    if intent == "strategy_target" and _asks_for_bands(reading):
        intent = "band_lookup"
    if intent == "offer_evaluation" and has_offer and not (mentions.companies or mentions.roles):
        own = topic_of(told, names)
        if own.companies:
            topic = replace(topic, companies=own.companies, roles=own.roles or topic.roles)
    if intent in ("offer_evaluation", "lever_script", "strategy_target"):
        topic = _at_home(topic, message, mentions, told, names)
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
    return Question(
        message if rate_in(message) else text,
        intent,
        topic,
        mentions,
        amounts,
        carried,
        _notes(mentions, names),
        before.aside or before.companies,
        after=after,
    )


def _asks_for_bands(reading: Reading | None) -> bool:
    """Whether all that a message asks is surely what a job pays: then it wants no strategy, however it says so."""
    asking = [
        c for c in (reading.clauses if reading else ()) if any(a in ASKS and share >= LIKELY for a, share in c.acts)
    ]
    return bool(asking) and all(min(c.share("ask_band"), c.about("band")) >= _CERTAINLY for c in asking)


_CERTAINLY = 0.97  # an act and a matter that agree, each by itself
_THERE = re.compile(r"\b(?:there|that (?:place|city|office|role|job|level))\b", re.I)


def _at_home(topic: Topic, message: str, mentions: Mentions, told: Situation, names: Names) -> Topic:
    """What to ask for and say is about the offer in hand: its place and role, where the talk has looked at others
    meanwhile.
    """
    own = topic_of(told, names)
    if not topic.places and own.places:
        topic = replace(topic, places=own.places, place_words=own.place_words)
    same = [m.options for m in own.companies] == [m.options for m in topic.companies]
    if _THERE.search(message) or not (told.offer and same) or mentions.roles:
        return topic
    if own.roles:
        topic = replace(topic, roles=own.roles)
    if own.level_text and not _says_level(message, mentions, names):
        topic = replace(topic, level_text=own.level_text)
    if own.places and not mentions.places:
        topic = replace(topic, places=own.places, place_words=own.place_words)
    return topic


def topic_of(situation: Situation, names: Names) -> Topic:
    """What a situation is about."""
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


def _stepped(
    topic: Topic, message: str, told: Situation, names: Names, reading: Reading | None
) -> tuple[Topic, Mentions, str]:
    """The next topic, unless the message only tells of another offer, or takes one back: that moves nothing."""
    after, mentions, text = _next(topic, message, names, reading, has_offer=bool(told.offer))
    if mentions.companies and after.intent != "orders" and _only_others(message, mentions, told, names, reading):
        intent = "offer_evaluation" if told.offer else after.intent
        after = replace(after, companies=topic.companies, roles=mentions.roles or topic.roles, intent=intent)
    if _strays(mentions.companies, topic) and "?" not in message:
        after = replace(after, companies=topic.companies)  # "I'm at Best Buy now": told, not asked about
    parts = components_in(mentions.without_names(message))
    if (
        after.intent == "offer_evaluation"
        and told.offer
        and parts
        and not any(p.component in parts for p in told.offer)
    ):
        after = replace(after, intent="band_lookup", components=parts)  # the offer says nothing of what is asked about
    return after, mentions, text


def _strays(named: tuple[CompanyMention, ...], topic: Topic) -> bool:
    """Whether companies without a guide would displace one that the talk is about and that has one."""
    return bool(named) and not any(m.options for m in named) and any(m.options for m in topic.companies)


_TELLS = re.compile(r"\d|\b(?:forget|drop|scratch|withdr\w+|pulled|fell through|no longer)\b", re.I)


def _only_others(message: str, mentions: Mentions, told: Situation, names: Names, reading: Reading | None) -> bool:
    """Whether a message names none but companies of other offers, to tell of these: they are not whom the talk is
    about.
    """
    others = {o.company for o in told.competing}
    named = {names.company_name(m.options[0]) if m.options else m.name for m in mentions.companies}
    taken_back = re.search(r"\b(?:forget|drop|scratch|pulled|fell through)\b", message, re.I)
    named_in = reading.companies if reading else ()
    second = bool(named_in) and all(c.part == "rival" for c in named_in)
    return bool(_TELLS.search(message)) and bool(taken_back or second or named <= others) and "?" not in message


def _next(
    topic: Topic, message: str, names: Names, reading: Reading | None, *, has_offer: bool
) -> tuple[Topic, Mentions, str]:
    """The topic after one more message of the user's."""
    plain = without_rate(message)
    held = tuple(o for m in topic.companies for o in m.options)
    found = reading.mentions if reading else None
    mentions = found if found is not None and plain == message else names.find(plain, held)
    message = plain
    text = mentions.corrected(message)
    bare = mentions.without_names(message)
    intent = asked(message, text, bare, mentions, topic, names, has_offer=has_offer)
    new_job = bool(mentions.companies and mentions.roles)
    companies = mentions.companies or topic.companies
    roles = mentions.roles or topic.roles
    said = [p for p in mentions.places if not p.weak or said_as_place(p, list(mentions.words)) or not topic.places]
    places, words = (
        (mentions.places, mentions.words) if said else ((), ()) if new_job else (topic.places, topic.place_words)
    )
    if not companies and roles:
        companies = _only_company(roles[0], names)
    level_text = message if _says_level(message, mentions, names) or new_job else topic.level_text
    if (
        mentions.companies
        and topic.companies
        and compares_with(bare)
        and not mentions.roles
        and len(mentions.companies) == 1
        and mentions.companies[0].options != topic.companies[0].options
    ):
        companies = (*topic.companies[:1], *mentions.companies)
        intent = "compare_companies"
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
        intent in ("compare_companies", "level_mapping")
        and companies == mentions.companies
        and _asks_of_one(companies, reading)
    ):
        intent = "band_lookup"
    if intent not in ("compare_companies", "offer_evaluation", "level_mapping") and companies == mentions.companies:
        companies = _settled(_asked_of(companies, reading), mentions, names)
    elif len(companies) > 1 and intent not in ("compare_companies", "offer_evaluation"):
        companies = (_main_company(companies, mentions, names, both=intent == "level_mapping"),)
    return Topic(companies, roles, places, words, level_text, intent, components), mentions, text


def _says_level(message: str, mentions: Mentions, names: Names) -> bool:
    return bool(level_codes(message)) or any(w.read in names.roles.seniority for w in mentions.words)


def _only_company(role: RoleMention, names: Names) -> tuple[CompanyMention, ...]:
    """A special role that one company alone has a guide for names that company."""
    owners = [c for c, roles in names.roles.by_company.items() if role.role in roles]
    if len(owners) != 1 or role.role in names.roles.common:
        return ()
    return (CompanyMention(names.company_name(owners[0]), (owners[0],), "part", role.first, role.first),)


def _asked_of(companies: tuple[CompanyMention, ...], reading: Reading | None) -> tuple[CompanyMention, ...]:
    """Of several companies the only one that is asked about, if the message as a whole says so: "I have Northwind's
    offer and talk to Contoso, what does Northwind pay?". Where somebody works is not what is asked about beside one
    where nobody does."""
    asking = [c for c in (reading.companies if reading else ()) if c.part == "cmp"]
    asking = _named_again(asking, reading) or [c for c in asking if c.called != "works"] or asking
    asked_of = {fold(c.name) for c in asking}
    meant = tuple(m for m in companies if m.options and asked_of & {fold(m.name), *map(fold, m.others)})
    one = len({m.options for m in meant}) == 1 < len({m.options for m in companies})
    return (replace(meant[0], rivals=()),) if one else companies


def _named_again(asking: list[CompanyPart], reading: Reading | None) -> list[CompanyPart]:
    """The company that a message has told of and names once more at its end, alone between two marks, to ask about it:
    beside it the others are only told of."""
    last = reading.companies[-1] if reading and reading.companies else None
    if reading is None or last is None or last not in asking:
        return []
    start, end = around(reading.text, (last.start, last.end))
    before = [c for c in reading.companies[:-1] if c.name == last.name]
    alone = all(c.start >= end or c.end <= start for c in reading.companies[:-1])
    return [last] if alone and any(c.part != "cmp" for c in before) else []


def _asks_of_one(companies: tuple[CompanyMention, ...], reading: Reading | None) -> bool:
    """Whether a message that names several companies asks what one pays, and sets nothing against the others, where
    somebody works."""
    if reading is None or any(c.share("ask_compare") >= LEAST for c in reading.clauses) or not _asks_for_bands(reading):
        return False
    works = {fold(c.name) for c in reading.companies if c.called == "works"}
    rest = {m.options for m in companies if not works & {fold(m.name), *map(fold, m.others)}}
    return bool(works) and len(rest) == 1 == len(_asked_of(companies, reading))


def _settled(companies: tuple[CompanyMention, ...], mentions: Mentions, names: Names) -> tuple[CompanyMention, ...]:
    """The company a message is about; where other words may name one about as well, all of these, to be asked about."""
    if not companies:
        return ()
    main = companies[0] if len(companies) == 1 else _main_company(companies, mentions, names)
    if not main.rivals or len(main.options) != 1:
        return (main,)
    return (replace(main, name="", options=(*main.options, *main.rivals)),)


# So much surer that it is a company, however near the other stands to the role; from _SURE on both are companies.
_MUCH_SURER, _SURE = 4.0, 1.0


def _main_company(
    companies: tuple[CompanyMention, ...], mentions: Mentions, names: Names, *, both: bool = False
) -> CompanyMention:
    """Of several companies the one the role is said of: "which Google level is a product manager at KPMG".

    `both` says that the message has two on purpose, so that the surer one is not the likelier.
    """
    covered = [m for m in companies if m.options] or list(companies)
    surest = max(m.score for m in covered)
    covered = covered if both else [m for m in covered if m.score > min(surest - _MUCH_SURER, _SURE)]
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
