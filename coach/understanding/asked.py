"""A message and what it names -> its intent: the learned odds, kept to what the names and figures in it allow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from coach.understanding.intents import Intent
from coach.understanding.intents.cues import (
    asks_for_pay,
    claims_figure,
    components_in,
    is_across,
    says_offered,
    sets_against,
)
from coach.understanding.intents.features import features_of
from coach.understanding.intents.model import intent_model
from coach.understanding.topic import Topic
from index.money import scan
from index.names import Mentions, Names
from index.names.levels import CODE, level_codes
from index.names.regions import PlaceMention
from index.places import fold

_CARRIED = frozenset(
    "band_lookup compare_companies compare_regions sources levers lever_script strategy_target premium offer_evaluation level_mapping".split()
)
_COMPARED: dict[str, Intent] = {
    "compare_companies": "compare_companies", "compare_regions": "compare_regions", "compare_roles": "compare_roles",
    "compare_levels": "compare_levels",
}  # fmt: skip
_SAME: dict[str, Intent] = {"guide_question": "open_question", "offer_followup": "offer_evaluation"}
_PAY = frozenset("band_lookup strategy_target guide_question offer_evaluation facet levers".split())
SOME = 0.1
_GLUE = frozenset(
    "in at for the a an of and to on as with what whats is are how much pls please thanks thx hi hey then now".split()
)
_PAY_WORDS = frozenset(
    "base total totals tc comp compensation salary pay pays paid bonus bonuses stock equity rsu rsus options signing sign package band bands range "
    "ranges number numbers figure figures money cash all office per annum annual yearly monthly hq region".split()
)


@dataclass(frozen=True, slots=True)
class _Named:
    """What a message names, counted, and what it adds to the conversation."""

    companies: int
    roles: int
    ranked: bool  # a rank stands by itself beside a role
    places: int
    levels: int
    figures: bool
    anything: bool


# Asked before the offer was told: what is missing then is the offer.
_FAIR = re.compile(
    r"\b(?:my|this|the|their) offer\b.{0,30}\b(?:fair|good|ok(?:ay)?|decent|low|reasonable|competitive|any good)\b",
    re.I,
)


def asked(
    message: str, text: str, bare: str, mentions: Mentions, topic: Topic, names: Names, *, has_offer: bool
) -> Intent:
    """The intent of one message. `bare` is the text without its names; `has_offer`: an offer was stated before."""
    named = _named(text, bare, mentions, names)
    if not named.figures and named.companies < 2 and _only_names(bare, mentions, names):
        return (
            topic.intent if topic.intent in _CARRIED and not mentions.companies else _side_by_side("band_lookup", named)
        )
    if _FAIR.search(text) and not named.figures and not has_offer:
        return "offer_evaluation"
    odds = intent_model().shares(features_of(masked(message, mentions)))
    open_ones: dict[str, float] = {}
    for intent, share in odds.items():
        open_to = (
            intent if _possible(intent, named, mentions, topic, bare, has_offer=has_offer) else _instead(intent, topic)
        )
        if open_to:
            open_ones[open_to] = open_ones.get(open_to, 0.0) + share
    best = max(open_ones, key=lambda i: open_ones[i])
    if best == "guide_question" and open_ones.get("facet", 0.0) > SOME and named.anything:
        best = "facet"
    if named.figures and claims_figure(text) and topic.companies and best in _PAY and not says_offered(text):
        return "band_lookup"
    if best == "facet":
        return topic.intent if topic.intent in _CARRIED else "band_lookup"
    if best in ("band_lookup", *_COMPARED):
        if named.companies >= 2 and not asks_for_pay(bare) and (level_codes(text) or not sets_against(bare)):
            return "level_mapping"
        return _side_by_side(best, named)
    return _SAME.get(best) or cast("Intent", best)


def _only_names(bare: str, mentions: Mentions, names: Names) -> bool:
    """Whether a message holds nothing but names, ranks and words of pay: "stripe l3 data scientist, total?"."""
    places = {w for p in mentions.places for w in fold(p.name).split()}
    ranks = set(names.roles.seniority)
    words = fold(CODE.sub(" ", bare)).split()
    rest = [
        w
        for w in words
        if not (w in _GLUE or w in ranks or w in _PAY_WORDS or w in places or w.isdigit() or len(w) < 2)
    ]
    return not rest and bool(mentions.companies or mentions.roles or mentions.places)


def _instead(intent: str, topic: Topic) -> str:
    """What an intent that cannot be meant speaks for: a comparison with one side is a look-up of that side."""
    if intent in _COMPARED:
        return "facet" if topic.intent in _CARRIED else "band_lookup"
    return "band_lookup" if intent == "facet" else ""


def masked(text: str, mentions: Mentions) -> str:
    """The text as the wordings have it: names, level codes and figures masked."""
    out = mentions.masked(text)
    for found in reversed(scan(out)):
        if found.value.unit not in ("", "%", "options", "shares") or found.value.high >= 1000:
            out = f"{out[: found.start]} xamountx {out[found.end :]}"
    return CODE.sub(" xlevelx ", out)


def _side_by_side(best: str, named: _Named) -> Intent:
    """A look-up that names two of a kind sets them side by side."""
    if named.companies >= 2:
        return "compare_companies"
    if named.places >= 2:
        return "compare_regions"
    if named.roles >= 2 or named.ranked:
        return "compare_roles"
    if named.levels >= 2:
        return "compare_levels"
    return "band_lookup" if best == "band_lookup" else _COMPARED[best]


def _named(text: str, bare: str, mentions: Mentions, names: Names) -> _Named:
    ranks = {w.read for w in mentions.words if w.read in names.roles.seniority}
    figures = any(
        f.value.unit not in ("", "%", "options", "shares") or f.value.high >= 1000 for f in scan(text)
    ) or bool(components_in(bare) and re.search(r"\b\d{2,3}\b", bare))
    return _Named(
        companies=len({m.options or (m.name,) for m in mentions.companies}),
        roles=len({m.role or m.name for m in mentions.roles}),
        ranked=bool(mentions.roles and bare_rank(mentions, names)),
        places=len(separate(mentions.places)) or int(bool([p for p in mentions.places if not p.weak])),
        levels=max(len(set(level_codes(text))), len(ranks)),
        figures=figures,
        anything=bool(mentions.companies or mentions.roles or mentions.places or level_codes(text) or ranks),
    )


_INSTEAD = frozenset("or vs versus than against over instead".split())
_OF_A_LEVEL = frozenset("level levels band bands grade range title".split())


def bare_rank(mentions: Mentions, names: Names) -> str:
    """The rank that a message says by itself beside its roles: "staff" of "stay on the IC track (staff) or become EM"."""
    inside = {i for m in mentions.roles for i in range(m.first - 1, m.last + 1)}
    for i, word in enumerate(mentions.words):
        after = mentions.words[i + 1].read if i + 1 < len(mentions.words) else ""
        if i in inside or word.read not in names.roles.seniority or after in _OF_A_LEVEL:
            continue
        for m in mentions.roles:
            between = mentions.words[i + 1 : m.first] if i < m.first else mentions.words[m.last : i]
            if any(w.read in _INSTEAD for w in between):
                return word.read
    return ""


def _possible(intent: str, named: _Named, mentions: Mentions, topic: Topic, bare: str, *, has_offer: bool) -> bool:
    """Whether what a message names leaves an intent open."""
    match intent:
        case "compare_companies":
            return named.companies >= 2 or bool(
                named.companies == 1 and topic.companies and topic.companies[0].options != mentions.companies[0].options
            )
        case "compare_regions":
            return named.places >= 2
        case "compare_roles":
            return named.roles >= 2 or named.ranked
        case "compare_levels":
            return named.levels >= 2
        case "offer_evaluation":
            return named.figures
        case "offer_followup":
            return has_offer
        case "across_guides":
            return not mentions.companies and (not topic.companies or is_across(bare))
        case "facet":
            return topic.intent is not None
        case "small_talk" | "help":
            return not (mentions.companies or mentions.roles or named.figures)
        case "skill":
            return False
        case _:
            return True


def separate(places: tuple[PlaceMention, ...]) -> list[PlaceMention]:
    """Places set side by side; "remote in the US" or "Austin, Texas" are one."""
    wide = [p for p in places if p.keys[0].startswith("country:") or p.keys == ("remote",)]
    cities = [p for p in places if p not in wide]
    return cities if len(cities) >= 2 else ([*cities, *[p for p in wide if p.keys == ("remote",)]] if cities else [])
